using Concentric.Ledgers;
using Concentric.Metrics;
using Concentric.Tests.TestData;
using Concentric.Time;

namespace Concentric.Tests.SqlServer;

/// <summary>Every metric, counted by the cube and read from SQL, compiled for SQL Server.</summary>
public sealed class MetricStatementTests(DashboardSqlServer server) : IClassFixture<DashboardSqlServer>
{
    private static readonly DateOnly Today = new(2025, 5, 7);
    private readonly MetricCatalogue _catalogue = new(new MetricOptions());

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task CubeCompiles()
    {
        IReadOnlyCollection<DateOnly>?[] dirty = [null, [Today], [Today, Today.AddDays(-1), Today.AddDays(-400)]];
        var sent = await server.CompilesAsync("cube", async factory =>
        {
            using var cube = new MetricCube(factory, _catalogue, new TestClock());
            await cube.BuildAsync(Stop);
            foreach (var days in dirty)
                await cube.RecountAsync(_catalogue.Dimensions.Select(p => p.Kind).Distinct().ToDictionary(kind => kind, _ => days), Stop);
        });
        Assert.True(sent.DistinctBy(c => c.Shape).Count() > _catalogue.Dimensions.Count);
    }

    [Fact]
    public async Task SlicesCompile()
    {
        MetricSlice all = new(Period.YearTo(Today), Today);
        MetricSlice[] slices = [all, all with { CommunityIds = [] }, all with { CommunityIds = [1, 2] },
            all with { CommunityIds = [1, 2], Programmes = ["rotation"] }];
        foreach (var slice in slices)
        {
            foreach (var metric in _catalogue.All)
                await server.Server.CaptureAsync(metric.Key, factory => new MetricQueries(factory).ReadAsync(metric, slice, Stop));
        }

        Assert.Empty(DashboardSqlServer.Model.Validate(server.Server.Commands));
    }

    [Fact]
    public async Task RestatementsCompile()
    {
        var sent = await server.CompilesAsync("restatements", async factory =>
        {
            var restatements = new Restatements(factory, new(new TestClock(), TestStore.Zone));
            foreach (int[]? communities in new[] { null, new[] { 1, 2 } })
                foreach (string[]? kinds in new[] { null, new[] { "petition" } })
                    foreach (var isByHouseholds in new[] { false, true })
                        await restatements.OfAsync(Period.YearTo(Today), communities, kinds, isByHouseholds, Stop);
            await restatements.HouseholdsAsync(Period.YearTo(Today), Stop);
        });
        Assert.Equal(9, sent.Where(command => command.Text.Contains("[RestatesTo]", StringComparison.Ordinal))
            .DistinctBy(command => command.Shape).Count());
    }

    [Fact]
    public async Task PartsCompile_AndSoDoTheRecordsOfEach()
    {
        MetricSlice[] slices = [new(Period.YearTo(Today), Today), new(Period.MonthTo(Today), Today, [1, 2])];
        var divided = _catalogue.All.Where(metric => MetricQueries.SplitsOf(metric).Count > 0).ToList();
        foreach (var metric in divided)
        {
            foreach (var slice in slices)
            {
                await server.Server.CaptureAsync(metric.Key, factory => new MetricQueries(factory).ReadPartsAsync(metric, slice, Stop));
                foreach (var part in MetricQueries.SplitsOf(metric).Select(split => split.Name).Append(RecordSplit.Joint))
                    await server.Server.CaptureAsync(metric.Key, factory => new MetricQueries(factory)
                        .ReadAsync(metric, slice with { Part = new(part, [RecordSplit.No]) }, Stop));
            }
        }

        Assert.True(divided.Count > 15);
        Assert.Empty(DashboardSqlServer.Model.Validate(server.Server.Commands));
    }

    [Fact]
    public async Task RowsBehindAFigureCompile_SortedByAnyColumn()
    {
        var slice = new MetricSlice(Period.YearTo(Today), Today, [1, 2]);
        var ledgers = new Dictionary<Ledger, Metric>();
        foreach (var metric in _catalogue.All.Where(m => m.Parts.Count == 0))
        {
            await server.Server.CaptureAsync($"rows of {metric.Key}", async factory =>
                ledgers.TryAdd((await new MetricQueries(factory).ReadRowsAsync(metric, slice, new LedgerRequest(Page: 2), Stop)).Ledger,
                    metric));
        }

        foreach (var (ledger, metric) in ledgers)
        {
            foreach (var column in ledger.Columns)
            {
                await server.Server.CaptureAsync($"rows of {metric.Key} by {column.Key}", factory =>
                    new MetricQueries(factory).ReadRowsAsync(metric, slice, new LedgerRequest(column.Key, Descending: true), Stop));
            }
        }

        Assert.True(ledgers.Count > 10);
        Assert.Empty(DashboardSqlServer.Model.Validate(server.Server.Commands));
    }
}
