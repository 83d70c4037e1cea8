using Concentric.Dashboard.Demo.Generator;
using Concentric.Dashboard.Demo.Street;
using Concentric.Data;
using Concentric.Registration;
using Concentric.Tests.TestData;
using Concentric.Time;

namespace Concentric.Tests.SqlServer;

/// <summary>What the demo data and the generator send before the first key they would need back; bulk copies need a real server.</summary>
public sealed class SyntheticStatementTests(DashboardSqlServer server) : IClassFixture<DashboardSqlServer>
{
    private static readonly OfficeClock Clock = new(new TestClock(), TestStore.Zone);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Contents()
    {
        var sent = await server.CompilesAsync("store contents", async f =>
        {
            await using var db = f.CreateDbContext();
            await StoreContents.OriginAsync(db, Stop);
            await StoreContents.HoldsRecordsAsync(db, Stop);
        });
        Assert.Contains(sent, command => command.Text.Contains("EXISTS (SELECT 1 FROM [Petitions])", StringComparison.Ordinal));
    }

    [Fact]
    public Task Reference() => server.CompilesAsync("reference data", async f =>
    {
        await using var db = f.CreateDbContext();
        await ReferenceData.EnsureAsync(db, Stop);
    });

    [Fact]
    public async Task Demo()
    {
        var sent = await server.CompilesAsync("demo data", f => new DemoData(f, Clock).LoadAsync(Stop));
        Assert.Contains(sent, command => command.Text.Contains("INSERT INTO [PetitionCategories]", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Generator()
    {
        var sent = await server.CompilesAsync("generator", f =>
            new StoreGenerator(f, Clock)
            .RunAsync(new() { Petitions = 1, Activities = 1, Hazards = 1, Communities = 1, Years = 1 }, null, Stop));
        Assert.Contains(sent, command => command.Text.Contains("DELETE TOP (50000) FROM [PetitionSteps]", StringComparison.Ordinal));
    }
}
