using System.Globalization;
using Concentric.Data;
using Concentric.Metrics;
using Concentric.Tests.SqlServer.Capture;
using Concentric.Tests.TestData;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Tests.SqlServer;

public sealed class PreparedStatementsTests(DashboardSqlServer server) : IClassFixture<DashboardSqlServer>
{
    /// <summary>The files are made of the definitions; with DASHBOARD_WRITE_TABLES=1 this test writes them.</summary>
    [Theory]
    [InlineData(StoreProvider.Sqlite)]
    [InlineData(StoreProvider.SqlServer)]
    public void TheStatementsOfTheCube_AreThoseOfTheDefinitions(StoreProvider provider)
    {
        var captured = provider == StoreProvider.SqlServer ? server.Server : new(interceptor =>
        {
            var builder = new DbContextOptionsBuilder<SqliteDashboardDbContext>();
            StoreServices.UseSqlite(builder, "Data Source=:memory:");
            return new SqliteDashboardDbContext(builder.AddInterceptors(interceptor).Options);
        });
        captured.Expect(nameof(PreparedStatements), Answers.Places);
        using var db = captured.CreateDbContext();
        var translated = PreparedStatements.Translate(new MetricCatalogue(MetricOptions.Default), db);
        var path = Path.Combine(Repository.Root, "Dashboard.Core", "Metrics", "Cube", "Statements", $"{provider}.sql");
        if (Environment.GetEnvironmentVariable("DASHBOARD_WRITE_TABLES") == "1") File.WriteAllText(path, translated);
        else Assert.Equal(translated, File.ReadAllText(path).ReplaceLineEndings("\n"));
    }

    /// <summary>A statement is looked up by its expression's text, in which days are written as the thread's culture does.</summary>
    [Theory]
    [InlineData("zh-CN")]
    [InlineData("en-US")]
    public void TheyAreFound_WhateverTheLanguageOfTheMachine(string culture)
    {
        var own = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = new(culture);
        try
        {
            TheStatementsOfTheCube_AreThoseOfTheDefinitions(StoreProvider.Sqlite);
        }
        finally
        {
            CultureInfo.CurrentCulture = own;
        }
    }
}
