using Concentric.Tests.SqlServer.Capture;
using Microsoft.Data.SqlClient;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Tests.SqlServer;

/// <summary>That whatever EF Core sends is caught with its types, and compiles against the model it was written for.</summary>
public sealed class CapturingSqlServerTests(HarnessModel ground) : IClassFixture<HarnessModel>
{
    private static readonly DateOnly Day = new(2025, 3, 1);
    private readonly CapturingSqlServer<HarnessTestContext> _server = HarnessTestContext.Capture();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static TheoryData<string, Func<HarnessTestContext, Task>> Sends => new()
    {
        { "SELECT", db => db.Trees.Where(t => t.Planted < Day).ToListAsync(Stop) },
        { "SELECT", db => Task.FromResult(db.Trees.OrderBy(t => t.Id).First()) },
        { "COUNT(*)", db => db.Trees.CountAsync(Stop) },
        { "EXISTS", db => db.Plots.AnyAsync(p => p.Trees.Any(), Stop) },
        { "MAX(", db => db.Trees.MaxAsync(t => (DateTime?)t.Felled, Stop) },
        { "GROUP BY", db =>
            db.Trees.GroupBy(t => t.State).Select(g => new { g.Key, N = g.Count(), Fen = g.Sum(t => t.PriceFen) }).ToListAsync(Stop) },
        { "OFFSET", db => db.Trees.OrderBy(t => t.Planted).Skip(20).Take(10).AsAsyncEnumerable().CountAsync(Stop).AsTask() },
        { "SELECT [p].[Id] FROM", db =>
            db.Database.SqlQuery<int>($"SELECT [p].[Id] FROM [Plots] AS [p] WHERE [p].[Name] = {"a"}").ToListAsync(Stop) },
        { "[Name] = @", db => db.Plots.FromSql($"SELECT * FROM [Plots] WHERE [Name] = {"a"}").ToListAsync(Stop) },
        { "UPDATE", db => db.Trees.Where(t => t.PlotId == 3).ExecuteUpdateAsync(s => s.SetProperty(t => t.State, TreeState.Grown), Stop) },
        { "DELETE", db => db.Trees.Where(t => t.PlotId == 3).ExecuteDeleteAsync(Stop) },
        { "DELETE", db => db.Database.ExecuteSqlAsync($"DELETE FROM [Trees] WHERE [Id] = {4}", Stop) },
    };

    [Theory]
    [MemberData(nameof(Sends), DisableDiscoveryEnumeration = true)]
    public async Task WhatEfSends_IsCaughtAndCompiles(string fragment, Func<HarnessTestContext, Task> send)
    {
        var sent = await _server.CaptureAsync("ground", f => WithAsync(f, send));

        Assert.Contains(sent, c => c.Source == "ground" && c.Text.Contains(fragment, StringComparison.Ordinal));
        AssertCompiles(sent);
    }

    [Fact]
    public async Task Parameters_CarryTheTypesOfTheirColumns()
    {
        var (day, state, price, name) = (Day, TreeState.Grown, 12L, "馨顺园");
        var sent = await _server.CaptureAsync("ground", f => WithAsync(f, db => db.Trees
            .Where(t => t.Planted == day && t.State == state && t.PriceFen > price && t.Plot!.Name == name).ToListAsync(Stop)));

        Assert.Equal(["bigint", "date", "nvarchar(16)", "nvarchar(80)"], sent[0].Parameters.Select(p => p.SqlType)
            .Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task CollectionParameter_Compiles()
    {
        int[] few = [1, 2, 3];
        var many = Enumerable.Range(0, 5000).ToArray();
        var sent = await _server.CaptureAsync("ground", f => WithAsync(f, async db =>
        {
            await db.Trees.Where(t => few.Contains(t.PlotId)).ToListAsync(Stop);
            await db.Trees.Where(t => many.Contains(t.PlotId)).ToListAsync(Stop);
            await db.Trees.Where(t => EF.Parameter(few).Contains(t.PlotId)).ToListAsync(Stop);
        }));

        Assert.Contains(sent, c => c.Text.Contains("OPENJSON", StringComparison.Ordinal));
        AssertCompiles(sent);
    }

    [Fact]
    public async Task SplitQuery_SendsItsSecondHalf()
    {
        var sent = await _server.CaptureAsync("ground", f =>
            WithAsync(f, db => db.Plots.Include(p => p.Trees).AsSplitQuery().ToListAsync(Stop)));

        Assert.Contains(sent, c => c.Text.Contains("INNER JOIN [Trees]", StringComparison.Ordinal));
        AssertCompiles(sent);
    }

    [Fact]
    public async Task SavedChanges_ComeToTheirEnd_WithKeys()
    {
        using var db = _server.CreateDbContext();
        await using var transaction = await db.Database.BeginTransactionAsync(Stop);
        var plot = new Plot
        {
            Name = "a",
            Trees = { new() { Planted = Day }, new() { Planted = Day }, new() { Planted = Day }, new() { Planted = Day } }
        };
        db.Add(plot);
        await db.SaveChangesAsync(Stop);
        Assert.Equal(4, plot.Trees.Select(t => t.Id).Where(id => id > 0).Distinct().Count());

        plot.Version = 2;
        db.Remove(plot.Trees[0]);
        db.SaveChanges();
        await transaction.CommitAsync(Stop);

        var texts = string.Join('\n', _server.Commands.Select(c => c.Text));
        Assert.All(["INSERT INTO [Plots]", "MERGE [Trees]", "UPDATE [Plots]", "DELETE FROM [Trees]"], part =>
            Assert.Contains(part, texts, StringComparison.Ordinal));
        AssertCompiles(_server.Commands);
    }

    [Fact]
    public async Task WhatComesAfterALoad_IsSentToo()
    {
        var sent = await _server.CaptureAsync("ground", f => WithAsync(f, async db =>
        {
            var tree = await db.Trees.SingleAsync(t => t.Id == 7, Stop);
            tree.State = TreeState.Grown;
            await db.SaveChangesAsync(Stop);
        }));

        Assert.Contains(sent, c => c.Text.Contains("UPDATE [Trees] SET [State]", StringComparison.Ordinal));
        AssertCompiles(sent);
    }

    [Fact]
    public async Task RawCommand_IsCaughtToo()
    {
        var sent = await _server.CaptureAsync("ground", f => WithAsync(f, async db =>
        {
            await db.Database.OpenConnectionAsync(Stop);
            using var command = db.Database.GetDbConnection().CreateCommand();
            command.CommandText = "SELECT COUNT(*) FROM [Trees] WHERE [PlotId] = @plot";
            command.Parameters.Add(new SqlParameter("@plot", 3));
            await command.ExecuteScalarAsync(Stop);
        }));

        Assert.Equal([new CapturedParameter("@plot", "int", IsOutput: false)], sent[0].Parameters);
        AssertCompiles(sent);
    }

    [Fact]
    public async Task QueryThatCannotBeTranslated_Throws()
    {
        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => _server.CaptureAsync("ground", f => WithAsync(f, db =>
            db.Trees.Where(t => Grows(t)).ToListAsync(Stop))));
        Assert.Contains("could not be translated", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SecondReaderOnAConnection_Throws() =>
        await Assert.ThrowsAsync<OpenReaderException>(() => _server.CaptureAsync("ground", f => WithAsync(f, async db =>
        {
            await foreach (var plot in db.Plots.AsAsyncEnumerable().WithCancellation(Stop))
                await db.Trees.CountAsync(t => t.PlotId == plot.Id, Stop);
        })));

    [Fact]
    public async Task RunThatSendsNothing_Throws()
    {
        var error = await Assert.ThrowsAsync<InvalidOperationException>(() =>
            _server.CaptureAsync("silent", _ => throw new ArgumentException("why")));
        Assert.IsType<ArgumentException>(error.InnerException);
    }

    private static bool Grows(Tree tree) => tree.State == TreeState.Sapling;

    private static async Task WithAsync(IDbContextFactory<HarnessTestContext> factory, Func<HarnessTestContext, Task> send)
    {
        await using var db = await factory.CreateDbContextAsync(Stop);
        await send(db);
    }

    private void AssertCompiles(IEnumerable<CapturedCommand> commands) => Assert.Empty(ground.Model.Validate(commands));
}
