using Concentric.Calendar;
using Concentric.Data;
using Concentric.Metrics;
using Concentric.Petitions;
using Concentric.ProcessCharts;
using Concentric.Time;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using static Concentric.Benchmarks.Clock;

namespace Concentric.Benchmarks.Cube;

/// <summary>How long it takes to judge metrics of every community by their own past, from the cube alone.</summary>
internal static class JudgementBenchmark
{
    private const int Metrics = 25;

    public static async Task<int> RunAsync(string store, CancellationToken cancellationToken)
    {
        PrintMachine();
        await using var copy = await StoreCopy.OfAsync(store, cancellationToken);
        var factory = copy.Services.GetRequiredService<IDbContextFactory<DashboardDbContext>>();
        var cube = copy.Services.GetRequiredService<MetricCube>();
        await cube.BuildAsync(cancellationToken);
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var today = await db.Petitions.MaxAsync(x => x.ReceivedOn, cancellationToken);
        var communities = await db.Communities.OrderBy(x => x.SortOrder).Select(x => x.Id).ToArrayAsync(cancellationToken);
        var judge = new FigureJudge(
            await MetricTargets.ReadAsync(db, cancellationToken),
            new WorkingCalendar(await db.Set<CalendarDay>().ToListAsync(cancellationToken)),
            await ProcessRestarts.ReadAsync(db, cancellationToken), communities.Length);
        var when = new PeriodOnDay(Period.QuarterTo(today), PeriodKind.Quarter, today);
        Metric[] metrics = [.. cube.Catalogue.All.Where(FigureJudge.IsJudged).Take(Metrics)];

        var told = 0;
        var first = new List<double>();
        for (var i = 0; i < 7; i++)
        {
            // Nothing that an earlier reading has left on a snapshot helps.
            await cube.BuildAsync(cancellationToken);
            first.AddRange(Repeat(1, All).Milliseconds);
        }

        Print($"judging {communities.Length} communities × {metrics.Length} metrics, a new snapshot each time", new Times(first));
        Print("the same again, on the snapshot that is there", Repeat(50, All));
        Print("figures with a usual range", $"{told} of {communities.Length * metrics.Length}");
        Print("one metric's chart, all communities", Repeat(200, () =>
            judge.Chart(cube.Current!.AsOf, cube.Current!.For(null), null, metrics[0], when, prefersWeeks: false)));
        return 0;

        void All()
        {
            var snapshot = cube.Current!;
            told = 0;
            foreach (var id in communities)
            {
                var slice = snapshot.For([id]);
                foreach (var metric in metrics)
                    if (judge.Judge(slice, [id], metric, when).Variation.Usual is not null) told++;
            }
        }
    }
}
