using Concentric.Tests.SqlServer.Compile;
using Concentric.Tests.TestData;
using Microsoft.Data.SqlClient;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;

namespace Concentric.Tests.SqlServer.Live;

/// <summary>The harness against a real server: what the model takes the server takes, and what it refuses the server refuses.</summary>
public sealed class LiveSqlServerTests(LiveSqlServer server) : IClassFixture<LiveSqlServer>
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task SavedRow_IsReadBack()
    {
        var options = new DbContextOptionsBuilder<HarnessTestContext>().UseSqlServer(server.ConnectionString).Options;
        await using var db = new HarnessTestContext(options);
        await db.GetService<IRelationalDatabaseCreator>().CreateTablesAsync(Stop);
        db.Add(new Plot { Name = "馨盛园", Trees = { new() { Planted = new(2025, 3, 1), State = TreeState.Grown, PriceFen = 12 } } });
        await db.SaveChangesAsync(Stop);

        Assert.Equal(12, await db.Trees.Where(t => t.Plot!.Name == "馨盛园" && t.State == TreeState.Grown).SumAsync(t => t.PriceFen, Stop));
    }

    [Theory]
    [NeedsFullServer]
    [InlineData("CREATE TABLE [A] ([Id] int NOT NULL)", "SELECT [a].[Id] FROM [A] AS [a]", null)]
    [InlineData("CREATE TABLE [B] ([Id] int NOT NULL)", "SELECT [b].[Colour] FROM [B] AS [b]", 207)]
    [InlineData("CREATE TABLE [C] ([Id] int NOT NULL)", "SELECT [c].[Id], COUNT(*) FROM [C] AS [c]", 8120)]
    [InlineData("CREATE TABLE [D] ([Id] int NOT NULL, [Day] date NOT NULL)", "SELECT [d].[Id] FROM [D] AS [d] WHERE [d].[Day] = [d].[Id]",
        206)]
    public async Task Server_JudgesAProcedureWithoutRunningIt(string table, string command, int? refusal)
    {
        _ = server.ConnectionString;
        await server.RunAsync(table);
        var procedure = new CompiledCommand("compiled_" + table.Split('[')[1][..1], new("live", command, [])).Text;

        var error = await Record.ExceptionAsync(() => server.RunAsync(procedure));
        Assert.Equal(refusal, error is null ? null : Assert.IsType<SqlException>(error).Number);
    }
}
