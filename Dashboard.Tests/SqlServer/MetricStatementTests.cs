using Concentric.Metrics;
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
            using var cube = new MetricCube(factory, _catalogue, TimeProvider.System);
            await cube.BuildAsync(Stop);
            foreach (var days in dirty)
                await cube.RecountAsync(_catalogue.Placements.Select(p => p.Kind).Distinct().ToDictionary(kind => kind, _ => days), Stop);
        });
        Assert.True(sent.DistinctBy(c => c.Shape).Count() > _catalogue.Placements.Count);
    }

    [Fact]
    public async Task SlicesCompile()
    {
        IReadOnlyList<int>?[] communities = [null, [], [1, 2]];
        IReadOnlyList<string>?[] programmes = [null, ["rotation"]];
        var slices = communities.SelectMany(c => programmes.Select(p => new MetricSlice(Period.YearTo(Today), Today, c, p)));
        foreach (var slice in slices)
        {
            foreach (var metric in _catalogue.All)
                await server.Server.CaptureAsync(metric.Key, factory => new MetricQueries(factory).ReadAsync(metric, slice, Stop));
        }

        Assert.Empty(server.Model.Validate(server.Server.Commands));
    }
}
