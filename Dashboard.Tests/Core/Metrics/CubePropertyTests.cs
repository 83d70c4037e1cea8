using Concentric.Calendar;
using Concentric.Metrics;
using Concentric.Tests.Core.Metrics.CubeVerification;
using Concentric.Tests.TestData;
using Concentric.Time;
using CsCheck;

namespace Concentric.Tests.Core.Metrics;

/// <summary>
/// Whatever happens to a store, every metric of every slice is the same from the cube, from SQL and counted by hand.
/// Set <c>CsCheck_Time</c> (seconds) for a long hunt, <c>CsCheck_Seed</c> to repeat a find.
/// </summary>
public sealed class CubePropertyTests
{
    private const int Stories = 30;
    private const int StepsBetweenLooks = 4;
    private const int Slices = 20;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public Task EveryMetric_IsTheSame_FromTheCubeFromSqlAndByHand() =>
        ChangeScenario.Any.SampleAsync(
            TellAsync, iter: Check.Time > 0 ? -1 : Stories,
            writeLine: TestContext.Current.TestOutputHelper!.WriteLine);

    /// <summary>
    /// What an ended period showed on a past day is what the records give from which every later step has been taken away. A metric that
    /// counts a later step without keeping by when it came is found out here, whichever it is.
    /// </summary>
    [Fact]
    public Task EveryMetric_AsOfAPastDay_IsWhatItWasWithoutTheStepsSince() => ChangeScenario.Any.SampleAsync(async scenario =>
    {
        await using var live = await LiveCube.CreateAsync();
        await (scenario with { Before = 160 }).BeginAsync(live.Store, Cancellation);
        await live.StartAsync(Cancellation);
        await live.SettleAsync(Cancellation);
        var dice = ChangeScenario.Dice(scenario.Seed);
        for (var look = 0; look < 4; look++)
        {
            var day = TestStore.Today.AddDays(dice.Next(-45, 10));
            RecordsInMemory contents;
            await using (var db = live.Store.Open()) contents = await RecordsInMemory.LoadAsync(db, Cancellation);
            contents.TakeAwayAfter(day);
            for (var i = 0; i < Slices; i++)
            {
                var some = RandomSlice.Of(dice);
                var ended = new Period(some.Period.From < day ? some.Period.From : day.AddDays(-9), day.AddDays(-1 - dice.Next(9)));
                if (ended.From > ended.To) continue;
                var slice = some with { Period = ended, Today = day, Programmes = null };
                var hand = new HandCount(contents, slice, live.Cube.Catalogue.Options.ScoreWeights);
                foreach (var metric in live.Cube.Catalogue.All)
                {
                    var expected = hand.Read(metric.Key).Value;
                    AssertSame(expected, live.Cube.Current!.For(slice.CommunityIds).Read(metric, ended, day), "cube", metric, slice);
                    if (metric.Matures && i % 5 == 0)
                        AssertSame(expected, await live.Sql.ReadAsync(metric, slice, Cancellation), "SQL", metric, slice);
                }
            }
        }
    }, iter: Check.Time > 0 ? -1 : 5, writeLine: TestContext.Current.TestOutputHelper!.WriteLine);

    private static async Task TellAsync(ChangeScenario scenario)
    {
        await using var live = await LiveCube.CreateAsync();
        await scenario.BeginAsync(live.Store, Cancellation);
        await live.StartAsync(Cancellation);
        await live.SettleAsync(Cancellation);
        var dice = ChangeScenario.Dice(scenario.Seed);
        await CompareAsync(live, dice);
        foreach (var steps in scenario.Steps.Chunk(StepsBetweenLooks))
        {
            foreach (var step in steps) await ChangeScenario.PlayAsync(step, live.Store, Cancellation);
            await live.SettleAsync(Cancellation);
            await CompareAsync(live, dice);
        }

        Assert.Empty(await live.Cube.VerifyAsync(Cancellation));
    }

    private static async Task CompareAsync(LiveCube live, Random dice)
    {
        RecordsInMemory contents;
        await using (var db = live.Store.Open()) contents = await RecordsInMemory.LoadAsync(db, Cancellation);
        for (var i = 0; i < Slices; i++)
        {
            var slice = RandomSlice.Of(dice);
            var hand = new HandCount(contents, slice, live.Cube.Catalogue.Options.ScoreWeights);
            var cube = slice.Programmes is null ? live.Cube.Current!.For(slice.CommunityIds) : null;
            foreach (var metric in live.Cube.Catalogue.All)
            {
                var expected = hand.Read(metric.Key);
                if (cube is not null)
                {
                    AssertSame(expected.Value, cube.Read(metric, slice.Period, slice.Today), "cube", metric, slice);
                    if (i % 4 == 0) CompareSeries(cube, metric, slice, dice);
                }

                // SQL is slow; over a run every metric has its turn many times.
                if (i % 10 == 0 && dice.Next(6) == 0) await CompareSqlAsync(live.Sql, metric, slice, expected);
            }
        }
    }

    /// <summary>Weeks or months read together are what each is by itself, looked at on the day after its last.</summary>
    private static void CompareSeries(CubeSlice cube, Metric metric, MetricSlice slice, Random dice)
    {
        var grid = dice.Next(2) == 0 ? PeriodGrid.Months(slice.Today, dice.Next(6), WorkingCalendar.WeekdaysOnly)
            : PeriodGrid.Weeks(slice.Today, dice.Next(16), WorkingCalendar.WeekdaysOnly);
        var start = grid.FirstSince(slice.Today.AddDays(-dice.Next(150)));
        Span<MetricValue> series = new MetricValue[grid.Periods.Length - start];
        cube.ReadSeries(metric, grid, start, series);
        for (var i = 0; i < series.Length; i++)
        {
            var period = grid.Periods[start + i];
            AssertSame(cube.Read(metric, period, period.To.AddDays(1)), series[i], "series", metric, slice with { Period = period });
        }
    }

    private static async Task CompareSqlAsync(MetricQueries sql, Metric metric, MetricSlice slice, Figure expected)
    {
        AssertSame(expected.Value, await sql.ReadAsync(metric, slice, Cancellation), "SQL", metric, slice);
        if (expected.Rows is null) return;
        var (ids, marked) = (new HashSet<long>(), new HashSet<long>());
        LedgerPage page;
        var number = 0;
        do
        {
            page = await sql.ReadRowsAsync(metric, slice, new(Page: ++number, PageSize: 40), Cancellation);
            foreach (var row in page.Rows)
            {
                Assert.True(ids.Add(row.Id), $"{metric.Key} lists {row.Id} twice, {Told(slice)}");
                if (row.IsMarked) marked.Add(row.Id);
            }
        }
        while (number * 40 < page.Total);

        AssertSame(expected.Value, page.Figure, "list", metric, slice);
        Assert.Equal(page.Total, ids.Count);
        if (expected.Zeros is { } zeros) ids.ExceptWith(zeros);
        Assert.True(expected.Rows.SetEquals(ids),
            $"{metric.Key} lists {string.Join(' ', ids.Order())}, not {string.Join(' ', expected.Rows.Order())}, {Told(slice)}");
        Assert.True(expected.Marked?.Count == page.Marked,
            $"{metric.Key} counts {page.Marked} marked rows, not {expected.Marked?.Count}, {Told(slice)}");
        Assert.True((expected.Marked ?? []).SetEquals(marked), $"{metric.Key} marks {string.Join(' ', marked.Order())}, {Told(slice)}");
    }

    private static void AssertSame(MetricValue expected, MetricValue actual, string source, Metric metric, MetricSlice slice) =>
        Assert.True(
            Same(expected.Value, actual.Value) && Same(expected.Numerator, actual.Numerator)
                && Same(expected.Denominator, actual.Denominator),
            $"{metric.Key} by {source} {actual}, by hand {expected}, {Told(slice)}");

    /// <summary>Nine tenths added up in different ways may differ in the last binary place.</summary>
    private static bool Same(double? left, double? right) =>
        left is null || right is null ? left is null
            && right is null : Math.Abs(left.Value - right.Value) <= 1e-9 * Math.Max(1, Math.Abs(left.Value));

    private static string Told(MetricSlice slice) =>
        $"{slice.Period}, today {slice.Today:O}, communities "
            + $"{(slice.CommunityIds is null ? "all" : $"[{string.Join(' ', slice.CommunityIds)}]")}, programmes "
            + $"{(slice.Programmes is null ? "any" : $"[{string.Join(' ', slice.Programmes)}]")}";
}
