using Concentric.Data;
using Concentric.Migrations;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Tests.SqlServer;

/// <summary>That SQL Server takes what fills the rounds of a store that exists: it goes past the statements of the model.</summary>
public sealed class RoundStatementTests(DashboardSqlServer server) : IClassFixture<DashboardSqlServer>
{
    [Fact]
    public async Task EveryStatementThatFillsRounds_Compiles()
    {
        var sent = await server.CompilesAsync("rounds: fill", async factory =>
        {
            await using var db = await factory.CreateDbContextAsync(TestContext.Current.CancellationToken);
            foreach (var statement in RoundsFill.SqlServer.Statements) await db.Database.ExecuteSqlRawAsync(statement, TestContext.Current.CancellationToken);
        });
        // Once over an empty store, once over one that answers.
        Assert.Equal(2 * RoundsFill.SqlServer.Statements.Count(), sent.Count);
    }
}
