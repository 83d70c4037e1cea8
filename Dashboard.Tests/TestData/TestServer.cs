using System.Globalization;
using Concentric.Data;
using Microsoft.Data.SqlClient;

namespace Concentric.Tests.TestData;

/// <summary>
/// The SQL Server that <see cref="Variable"/> names by a connection string of a login that may create databases. Set, it is where every
/// store of the tests lies, except those of tests marked <see cref="OnSqliteAttribute"/>; not set, all stores are SQLite's.
/// </summary>
internal static class TestServer
{
    public const string Variable = "DASHBOARD_SQLSERVER";

    private static readonly Lazy<string?> Missing = new(() =>
    {
        using var connection = new SqlConnection(To(ConnectionString, "master"));
        // Here, not below: a server that is not reached lacks nothing, it fails the tests.
        connection.Open();
        return WhatItLacks(batch =>
        {
            using var command = new SqlCommand(batch, connection);
            command.ExecuteNonQuery();
        });
    });

    public static string? ConnectionString { get; } = Environment.GetEnvironmentVariable(Variable);

    public static bool IsConfigured => !string.IsNullOrWhiteSpace(ConnectionString);

    /// <summary>Where a store that is made now lies: asked from within a test, its fixture or its class.</summary>
    public static StoreProvider Provider => IsConfigured && !OnSqliteAttribute.IsOn(TestContext.Current)
        ? StoreProvider.SqlServer
        : StoreProvider.Sqlite;

    /// <summary>
    /// What the server lacks of a full one, for the reason of a skipped test; null when it lacks nothing. It is found out by trying, since
    /// what speaks the protocol may call itself anything.
    /// </summary>
    public static string? Lacks => Missing.Value;

    /// <summary>Rows that one statement saves: more than one is a MERGE with OUTPUT, which a stand-in may not have.</summary>
    public static int? MaxBatchSize => Lacks is null ? null : 1;

    /// <summary>The options of a store on it.</summary>
    public static StoreOptions OptionsOf(TestDatabase database) =>
        new(StoreProvider.SqlServer, database.ConnectionString, MaxBatchSize);

    /// <summary>What the program is told to have a store.</summary>
    public static Dictionary<string, string> SettingsOf(StoreOptions options)
    {
        var settings = new Dictionary<string, string>
        {
            ["Database:Provider"] = options.Provider.ToString(),
            ["ConnectionStrings:Dashboard"] = options.ConnectionString,
        };
        if (options.MaxBatchSize is { } most) settings["Database:MaxBatchSize"] = most.ToString(CultureInfo.InvariantCulture);
        return settings;
    }

    /// <summary>A connection string with another database.</summary>
    public static string To(string? server, string database) =>
        new SqlConnectionStringBuilder(server) { InitialCatalog = database }.ConnectionString;

    /// <summary>What of a full server is missing where batches are run.</summary>
    /// <param name="run">Runs a batch; throws <see cref="SqlException"/> where the server refuses it.</param>
    public static string? WhatItLacks(Action<string> run)
    {
        foreach (var (lack, batch, refusal) in Probes)
        {
            int? error = null;
            try
            {
                run(batch);
            }
            catch (SqlException e)
            {
                error = e.Number;
            }

            if (error != refusal) return lack;
        }

        return null;
    }

    /// <summary>What a full server does: the batch, and the number of the error that it answers with.</summary>
    public static IReadOnlyList<(string Lack, string Batch, int? Refusal)> Probes { get; } =
    [
        ("the body of a procedure is not checked", "CREATE PROCEDURE #probe AS SELECT [d].[no_such_column] FROM [sys].[databases] AS [d];",
            207),
        ("DBCC", "CREATE TABLE #keyed ([Id] int IDENTITY NOT NULL); INSERT INTO #keyed DEFAULT VALUES; DELETE FROM #keyed; "
            + "DBCC CHECKIDENT (N'tempdb..#keyed', RESEED, 0) WITH NO_INFOMSGS;", null),
        ("MERGE with OUTPUT", "CREATE TABLE #merged ([Id] int IDENTITY NOT NULL, [Name] nvarchar(9) NOT NULL); "
            + "MERGE #merged USING (VALUES (N'a', 0), (N'b', 1)) AS i ([Name], [Position]) ON 1 = 0 "
            + "WHEN NOT MATCHED THEN INSERT ([Name]) VALUES (i.[Name]) OUTPUT INSERTED.[Id], i.[Position];", null),
    ];
}
