using Concentric.Metrics;
using Concentric.Overview;
using Concentric.Petitions;
using Concentric.Tests.Core.Metrics.CubeVerification;
using Concentric.Tests.TestData;
using Concentric.Time;

namespace Concentric.Tests.Core.Overview;

/// <summary>The overview's periods, ranks and targets, from real records through the cube.</summary>
public sealed class OverviewReaderTests : IAsyncLifetime
{
    private static readonly DateOnly Today = TestStore.Today;
    private static readonly int[] Street = [TestStore.Xinsheng, TestStore.Xinshun, TestStore.Binhe];
    private static readonly PeriodOnDay Running = new(new(new(2026, 1, 1), new(2026, 3, 31)), PeriodKind.Custom, Today);
    private static readonly PeriodOnDay February = new(new(new(2026, 2, 1), new(2026, 2, 28)), PeriodKind.Custom, Today);

    private LiveCube live = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => live = await LiveCube.CreateAsync();

    public ValueTask DisposeAsync() => live.DisposeAsync();

    [Fact]
    public async Task AQuarterThatRuns_CountsToYesterday_AndIsComparedWithItsPart()
    {
        // Every week one in time, from a year ago till the end of the quarter; those that are due from today on are open.
        for (var day = new DateOnly(2025, 3, 3); day <= Running.Period.To; day = day.AddDays(7))
            await AddAsync(TestStore.Xinsheng, day, day < Today ? day : null);
        // And one late in the part of the last quarter that has no answer in this one yet.
        await AddAsync(TestStore.Xinsheng, new(2025, 12, 20), new(2025, 12, 28));
        var figures = await ReadAsync(Running);
        var onTime = figures.Tiles.Single(tile => tile.Key == "petitions.on-time-rate");
        Assert.Equal(new MetricValue(1, 11, 11), onTime.Now);
        Assert.Equal(new MetricValue(1, 11, 11), onTime.Previous);
        Assert.Equal(new(Period.MonthTo(Today).From, Today), figures.Months[^1]);
        Assert.Equal(OverviewReader.TrendMonths, figures.Months.Count);
    }

    [Fact]
    public async Task ItIsRankedByOneRate_AndGuardedByThatOne()
    {
        for (var i = 0; i < 6; i++)
            await AddAsync(TestStore.Xinsheng, Today.AddDays(-10), Today.AddDays(-11), i < 4 ? Satisfaction.Satisfied : null);
        for (var i = 0; i < 5; i++) await AddAsync(TestStore.Xinshun, Today.AddDays(-10), Today.AddDays(-1), Satisfaction.Dissatisfied);
        var bySatisfaction = await ReadAsync(Running, rankBy: "petitions.satisfaction-rate");
        Assert.Equal(
            [(TestStore.Xinshun, 1, 5), (TestStore.Xinsheng, null, 4), (TestStore.Binhe, null, 0)],
            bySatisfaction.Communities.Select(line => (line.CommunityId, line.Rank, line.N)));
        Assert.Equal(1, bySatisfaction.Ranked);
        Assert.Equal([(TestStore.Xinsheng, 1, 6), (TestStore.Xinshun, 2, 5)], (await ReadAsync(Running)).Communities.Take(2)
            .Select(line => (line.CommunityId, line.Rank, line.N)));
    }

    [Fact]
    public async Task ARankIsThatInTheStreet_WhateverIsListed()
    {
        foreach (var (community, late) in new[] { (TestStore.Xinsheng, 3), (TestStore.Xinshun, 0), (TestStore.Binhe, 1) })
            for (var i = 0; i < 6; i++) await AddAsync(community, Today.AddDays(-10), i < late ? Today : Today.AddDays(-10));
        var own = await ReadAsync(Running, [TestStore.Xinsheng]);
        var line = Assert.Single(own.Communities);
        Assert.Equal((TestStore.Xinsheng, 3, 3), (line.CommunityId, line.Rank, own.Ranked));
        var two = await ReadAsync(Running, [TestStore.Binhe, TestStore.Xinsheng]);
        Assert.Equal([(TestStore.Binhe, 2), (TestStore.Xinsheng, 3)], two.Communities.Select(one => (one.CommunityId, one.Rank)));
    }

    [Fact]
    public async Task OfAPastDay_StagesAreNotTold()
    {
        await AddAsync(TestStore.Xinsheng, new(2026, 2, 10), null);
        var past = await ReadAsync(February);
        Assert.Empty(past.Stages);
        Assert.Equal(1, past.ValueOf("petitions.open"));
        Assert.Equal(1, (await ReadAsync(Running)).Stages.Sum(stage => stage.Open));
        var collected = live.Cube.Catalogue["petitions.open.collected"];
        Assert.Null(live.Cube.Current!.For(null).Read(collected, February.Period, Today).Value);
        var list = await live.Sql.ReadRowsAsync(collected, new(February.Period, Today), new(), Cancellation);
        Assert.Equal((null, 0), (list.Figure.Value, list.Total));
    }

    /// <summary>
    /// Whatever the days and communities: each figure is what its link lists, and a numerator is a part of its denominator.
    /// </summary>
    [Fact]
    public async Task EveryFigure_IsWhatItsListHolds()
    {
        var dice = new Random(20261128);
        for (var i = 0; i < 60; i++)
        {
            var due = Today.AddDays(dice.Next(-80, 7));
            await AddAsync(Street[dice.Next(3)], due, dice.Next(3) == 0 ? null : Min(due.AddDays(dice.Next(-6, 9)), Today),
                dice.Next(2) == 0 ? Satisfaction.Satisfied : null);
        }

        for (var i = 0; i < 12; i++)
        {
            var from = Today.AddDays(dice.Next(-70, 5));
            var when = new PeriodOnDay(new(from, from.AddDays(dice.Next(0, 60))), PeriodKind.Custom, Today);
            int[]? chosen = dice.Next(2) == 0 ? null : [Street[dice.Next(3)]];
            var figures = await ReadAsync(when, chosen);
            foreach (var figure in figures.Tiles.Concat(figures.More)
                .Where(figure => figure.Key.StartsWith("petitions.", StringComparison.Ordinal)))
            {
                var list = await live.Sql.ReadRowsAsync(live.Cube.Catalogue[figure.Key], new(when.Period, Today, chosen), new(),
                    Cancellation);
                Assert.Equal((figure.Key, figure.Now), (figure.Key, list.Figure));
                Assert.Equal((figure.Key, (long)figure.Now.N), (figure.Key, list.Total));
                Assert.True(figure.Now.Numerator is null || figure.Now.Numerator <= figure.Now.Denominator);
            }
        }
    }

    [Fact]
    public void ATarget_IsOfItsSlice_OrNone()
    {
        var (held, rate, days, overdue) = (live.Cube.Catalogue["activities.held"], live.Cube.Catalogue["petitions.on-time-rate"],
            live.Cube.Catalogue["petitions.days-to-close"], live.Cube.Catalogue["overdue.items"]);
        var targets = new MetricTargets([Yearly(held, 780_000), Yearly(rate, 950), Yearly(days, 6_000), Yearly(overdue, 10_000)],
            Concentric.Calendar.WorkingCalendar.WeekdaysOnly);
        var november = new PeriodOnDay(new(new(2026, 11, 1), new(2026, 11, 30)), PeriodKind.Month, new(2026, 12, 5));
        Metric[] all = [held, rate, days, overdue];
        Assert.Equal([64, 0.95, 6, 10], all.Select(metric => targets.Of(metric, november, null)!.Value)
            .Select(target => target < 1 ? target : Math.Round(target)));
        Assert.All(all, metric => Assert.Null(targets.Of(metric, november, [TestStore.Xinsheng])));
        Assert.Null(targets.Of(live.Cube.Catalogue["petitions.received"], november, null));
        // A whole year, two, and a leap year's; of a period that runs the days that have come.
        Assert.Equal(780, targets.Of(held, november with { Period = new(new(2025, 1, 1), new(2025, 12, 31)) }, null));
        Assert.Equal(1_560, targets.Of(held, november with { Period = new(new(2024, 1, 1), new(2025, 12, 31)) }, null));
        Assert.Equal(targets.Of(held, november with { Period = new(new(2026, 10, 1), new(2026, 11, 28)) }, null),
            targets.Of(held, new(new(new(2026, 10, 1), new(2026, 12, 31)), PeriodKind.Custom, new(2026, 11, 28)), null));
        Assert.Null(targets.Of(held, new(new(new(2027, 1, 1), new(2027, 12, 31)), PeriodKind.Custom, new(2026, 11, 28)), null));
    }

    private static MetricTarget Yearly(Metric metric, long milli) => new() { MetricKey = metric.Key, AmountMilli = milli };

    private static DateOnly Min(DateOnly one, DateOnly other) => one < other ? one : other;

    private async Task<OverviewFigures> ReadAsync(PeriodOnDay when, int[]? chosen = null, string rankBy = "petitions.on-time-rate")
    {
        if (live.Cube.Current is null) await live.StartAsync(Cancellation);
        return live.Store.Get<OverviewReader>().Read(live.Cube.Current!, new(when, chosen, chosen ?? Street, Street, rankBy));
    }

    private Task<Petition> AddAsync(int community, DateOnly due, DateOnly? closed, Satisfaction? said = null) =>
        live.Store.AddAsync(Make.Petition(community, due.AddDays(-7), petition =>
        {
            (petition.DueOn, petition.ClosedOn, petition.FirstClosedOn) = (due, closed, closed);
            if (closed is null) return;
            petition.Outcome = PetitionOutcome.Resolved;
            if (said is null) return;
            (petition.CallBackOn, petition.CallBackValid, petition.Satisfaction) = (closed, true, said);
        }));
}
