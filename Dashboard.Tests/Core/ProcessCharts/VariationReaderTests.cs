using Concentric.Calendar;
using Concentric.Metrics;
using Concentric.Petitions;
using Concentric.ProcessCharts;
using Concentric.Tests.Core.Metrics.CubeVerification;
using Concentric.Tests.TestData;
using Concentric.Time;

namespace Concentric.Tests.Core.ProcessCharts;

/// <summary>Figures judged by their own past, from real records through the cube. Today is Wednesday, 18 March 2026.</summary>
public sealed class VariationReaderTests : IAsyncLifetime
{
    private static readonly PeriodOnDay March = new(new(new(2026, 3, 1), new(2026, 3, 31)), PeriodKind.Month, TestStore.Today);

    private LiveCube live = null!;

    public async ValueTask InitializeAsync() => live = await LiveCube.CreateAsync();

    public ValueTask DisposeAsync() => live.DisposeAsync();

    [Fact]
    public async Task ACount_IsJudgedByTheWorkingDaysItHad()
    {
        // One on each working day for 14 months, and since March three.
        await ReceiveAsync(new(2025, 1, 1), new(2026, 2, 28), 1);
        await ReceiveAsync(new(2026, 3, 1), TestStore.Today, 3);
        var received = Judge("petitions.received", March);
        Assert.Equal((VariationKind.Changed, true, 14), (received.Kind, received.IsMonthly, received.Points));
        // March has 13 working days so far.
        Assert.Equal(13, received.Usual!.Value.Centre, 6);
        Assert.InRange(received.Usual.Value.Upper, 20, 30);

        // February had 20 working days, a month before 23: at one a day both are as usual.
        var february = new PeriodOnDay(new(new(2026, 2, 1), new(2026, 2, 28)), PeriodKind.Month, TestStore.Today);
        Assert.Equal(VariationKind.AsUsual, (Judge("petitions.received", february)).Kind);
    }

    [Fact]
    public async Task WithLessThanAYearBefore_WeeksAreCompared_AndWithFewWeeksNothing()
    {
        await ReceiveAsync(new(2025, 12, 1), TestStore.Today, 1);
        var march = Judge("petitions.received", March);
        Assert.Equal((VariationKind.AsUsual, false, 12), (march.Kind, march.IsMonthly, march.Points));
        var february = Judge("petitions.received",
            new(new(new(2026, 2, 1), new(2026, 2, 28)), PeriodKind.Month, TestStore.Today));
        Assert.Equal((VariationKind.Unknown, VariationGap.TooFewPoints), (february.Kind, february.Gap));
    }

    [Fact]
    public async Task AfterARestart_OnlyWhatCameSinceCounts()
    {
        await ReceiveAsync(new(2025, 1, 1), TestStore.Today, 1);
        Assert.Equal(VariationGap.TooFewSinceRestart, (Judge("petitions.received", March, new DateOnly(2026, 1, 15))).Gap);
        // One to come restarts nothing, and of several the latest counts.
        Assert.Equal(14, (Judge("petitions.received", March, new DateOnly(2026, 3, 19))).Points);
        Assert.Equal(25, (Judge("petitions.received", March, new DateOnly(2025, 9, 1), new DateOnly(2025, 3, 1))).Points);
    }

    [Fact]
    public async Task ToTheFirstEveningThereIsNothingToJudge_AndTodayMayStillBringADaysCount()
    {
        await ReceiveAsync(new(2025, 1, 1), new(2026, 3, 2), 12);
        FigureVariation On(DateOnly today) => Judge("petitions.received", March with { Today = today });
        // Sunday, and Monday morning with nothing yet: 2 March is the first working day.
        foreach (var day in new[] { new DateOnly(2026, 3, 1), new DateOnly(2026, 3, 2) })
            Assert.Equal((VariationKind.Unknown, VariationGap.NoWorkingDays), (On(day).Kind, On(day).Gap));
        // Tuesday morning: twelve on the one day that is over, none today.
        var morning = On(new(2026, 3, 3));
        Assert.Equal(VariationKind.AsUsual, morning.Kind);
        Assert.InRange(12, morning.Usual!.Value.Lower, morning.Usual.Value.Upper);
        // Friday evening with nothing since Monday is out of the ordinary, today left out.
        Assert.Equal(VariationKind.Changed, On(new(2026, 3, 6)).Kind);
        // Too many are too many before the day is over.
        await ReceiveAsync(new(2026, 3, 3), new(2026, 3, 3), 60);
        Assert.Equal(VariationKind.Changed, On(new(2026, 3, 3)).Kind);
    }

    [Fact]
    public async Task TheLastDayOfAMonth_IsNotOverYet()
    {
        await ReceiveAsync(new(2025, 1, 1), new(2026, 2, 26), 3);
        var (slice, received) = (live.Cube.Current!.For(null), live.Cube.Catalogue["petitions.received"]);
        // Friday 27 February is the last working day; Saturday 28 the last of the month.
        DateOnly last = new(2026, 2, 28);
        var chart = VariationReader.Chart(slice, received, last, last, WorkingCalendar.WeekdaysOnly, [])!;
        Assert.Equal(chart.Points.Count, chart.Points.Select(point => point.Period.From).Distinct().Count());
        Assert.Equal((new DateOnly(2026, 2, 1), false), (chart.Points[^1].Period.From, chart.Points[^1].IsOver));
        Assert.Equal(new DateOnly(2026, 1, 1), chart.Points[^2].Period.From);
    }

    [Fact]
    public async Task AMedianOfFewCases_IsGivenTheRoomOfFew()
    {
        var random = new Random(5);
        var petitions = new List<Petition>();
        void Close(DateOnly day, int workingDays) => petitions.Add(Make.Petition(TestStore.Xinsheng, day.AddDays(-30), petition =>
            (petition.Stage, petition.Outcome, petition.ClosedOn, petition.WorkingDaysToClose) =
                (PetitionStage.FedBack, PetitionOutcome.Resolved, day, workingDays)));
        for (var month = new DateOnly(2025, 1, 1); month < new DateOnly(2026, 3, 1); month = month.AddMonths(1))
            for (var i = 0; i < 30; i++) Close(month.AddDays(random.Next(28)), random.Next(1, 11));
        Close(new(2026, 3, 3), 12);
        await live.Store.AddAsync(petitions.ToArray());
        await live.StartAsync(TestContext.Current.CancellationToken);
        var one = Judge("petitions.days-to-close", March);
        Assert.Equal((VariationKind.AsUsual, 14), (one.Kind, one.Points));

        petitions.Clear();
        for (var i = 0; i < 29; i++) Close(new(2026, 3, 3), 12);
        await live.Store.AddAsync(petitions.ToArray());
        await live.SettleAsync(TestContext.Current.CancellationToken);
        Assert.Equal(VariationKind.Worse, Judge("petitions.days-to-close", March).Kind);
        Assert.Equal(ProcessModel.Average, VariationReader.ModelOf(live.Cube.Catalogue["score.three-rates"]));
    }

    [Fact]
    public async Task ARestartWithinThePeriod_IsSaidByTheFigureAndByTheChart()
    {
        await ReceiveAsync(new(2025, 1, 1), TestStore.Today, 1);
        DateOnly lately = new(2026, 3, 10), longAgo = new(2025, 3, 3);
        foreach (var day in new[] { new DateOnly(2026, 3, 1), lately, TestStore.Today })
            Assert.NotEqual(VariationGap.None, Judge("petitions.received", March, day).Gap);
        Assert.Equal(VariationGap.TooFewSinceRestart, Judge("petitions.received", March, lately).Gap);
        Assert.Equal(VariationGap.TooFewSinceRestart, Chart(TestStore.Today, lately).Gap);
        // Weeks enough since: the chart judges those, and the whole year is neither the one's nor the other's.
        var year = new PeriodOnDay(new(new(2025, 1, 1), new(2025, 12, 31)), PeriodKind.Custom, TestStore.Today);
        var judged = Judge("petitions.received", year, longAgo);
        Assert.Equal((VariationKind.Unknown, VariationGap.RestartWithin), (judged.Kind, judged.Gap));
        Assert.Equal(VariationGap.None, Chart(new(2025, 12, 31), longAgo).Gap);
        // The day before and the day after the period are not within it.
        Assert.Equal(VariationKind.AsUsual, Judge("petitions.received",
            new(new(new(2026, 2, 1), new(2026, 2, 28)), PeriodKind.Custom, TestStore.Today), new DateOnly(2026, 3, 1), longAgo).Kind);
    }

    /// <summary>
    /// All of a period that begins with the event came after it: what is wanting is time before the period, as its chart says too.
    /// </summary>
    [Theory]
    [InlineData("2026-03-01", "2026-03-18", "2026-03-01", "TooFewSinceRestart.Before")]
    [InlineData("2026-03-01", "2026-03-18", "2026-02-28", "TooFewSinceRestart.Before")]
    [InlineData("2026-03-01", "2026-03-18", "2026-03-02", "TooFewSinceRestart")]
    [InlineData("2025-03-03", "2025-12-31", "2025-03-03", "TooFewSinceRestart.Before")]
    [InlineData("2025-03-03", "2025-12-31", "2025-03-04", "RestartWithin")]
    public async Task ARestartOfTheFirstDay_IsNotWithinThePeriod(string from, string to, string restart, string told)
    {
        await ReceiveAsync(new(2024, 1, 1), TestStore.Today, 1);
        var when = Custom(DateOnly.Parse(from), DateOnly.Parse(to));
        // An earlier one is not taken for it.
        var judged = Judge("petitions.received", when, new DateOnly(2024, 2, 5), DateOnly.Parse(restart));
        Assert.Equal((told, DateOnly.Parse(restart)), (judged.GapName, judged.Restart!.Day));
    }

    /// <summary>On its own day an event is as much within the period as on any other, and what came before it is before it.</summary>
    [Fact]
    public async Task ARestartOfToday_IsSaidByTheFigureAndByTheChart()
    {
        await ReceiveAsync(new(2025, 1, 1), TestStore.Today, 1);
        foreach (var earlier in new DateOnly[][] { [], [new(2025, 3, 3)] })
        {
            var judged = Judge("petitions.received", March, [.. earlier, TestStore.Today]);
            Assert.Equal((VariationGap.TooFewSinceRestart, TestStore.Today), (judged.Gap, judged.Restart!.Day));
            var chart = Chart(TestStore.Today, [.. earlier, TestStore.Today]);
            Assert.Equal((VariationGap.TooFewSinceRestart, TestStore.Today), (chart.Gap, chart.Restart!.Day));
            Assert.All(chart.Points, point => Assert.Equal(point.IsOver, point.IsBeforeRestart));
            Assert.Contains(chart.Points, point => point.IsOver);
        }
    }

    /// <summary>Before the period, or up to its end: the two are told apart, for by its end there may be enough.</summary>
    [Fact]
    public async Task WhichWeeksAreTooFew_IsKnown()
    {
        await ReceiveAsync(new(2025, 1, 1), TestStore.Today, 1);
        DateOnly december = new(2025, 12, 22);
        var february = Judge("petitions.received", Custom(new(2026, 2, 1), TestStore.Today), december);
        Assert.Equal(("TooFewSinceRestart.Before", december), (february.GapName, february.Restart!.Day));
        Assert.Equal(VariationGap.None, Chart(TestStore.Today, december).Gap);
        Assert.Equal("TooFewSinceRestart", Judge("petitions.received", March, new DateOnly(2026, 3, 3)).GapName);
        Assert.Equal("TooFewPoints.Before", Judge("petitions.received", Custom(new(2025, 3, 1), new(2025, 3, 31))).GapName);
        // Nothing but zeros, of all that there is and since a restart.
        Assert.Equal("AllZero", Judge("petitions.resolved", March).GapName);
        Assert.Equal("AllZero.Since", Judge("petitions.resolved", March, new DateOnly(2025, 3, 3)).GapName);
    }

    /// <summary>None for two years, then some every month: the figure has a usual range, so the chart has one too.</summary>
    [Fact]
    public async Task WhatWasZeroForLong_HasAUsualRangeInBoth()
    {
        await ReceiveAsync(new(2023, 6, 1), TestStore.Today, 1);
        await live.Store.AddAsync([.. Enumerable.Range(0, 6).SelectMany(month => Enumerable.Range(1, 5).Select(day =>
            new DateOnly(2025, 9, day).AddMonths(month))).Select(day => Make.Petition(TestStore.Xinsheng, day, petition =>
            (petition.Stage, petition.Outcome, petition.ClosedOn) = (PetitionStage.FedBack, PetitionOutcome.Resolved, day)))]);
        await live.SettleAsync(TestContext.Current.CancellationToken);
        Assert.Equal(VariationGap.None, Judge("petitions.resolved", March).Gap);
        var chart = VariationReader.Chart(live.Cube.Current!.For(null), live.Cube.Catalogue["petitions.resolved"], TestStore.Today,
            TestStore.Today, WorkingCalendar.WeekdaysOnly, [])!;
        Assert.Equal(VariationGap.None, chart.Gap);
        Assert.NotNull(chart.Baseline);
    }

    [Fact]
    public async Task WhereThereWereTooFewWeeksAnyhow_ItIsNotTheRestart()
    {
        await ReceiveAsync(new(2026, 1, 5), TestStore.Today, 1);
        Assert.Equal(VariationGap.TooFewPoints, Judge("petitions.received", March).Gap);
        Assert.Equal(VariationGap.TooFewPoints, Judge("petitions.received", March, new DateOnly(2026, 2, 10)).Gap);
        Assert.Equal(VariationGap.TooFewPoints, Judge("petitions.received", March, new DateOnly(2026, 3, 10)).Gap);
    }

    /// <summary>Before it joined the figures were of fewer communities; every period that has it in says so, its first month too.</summary>
    [Fact]
    public async Task SinceACommunityJoined_ThereIsTooLittle_AndItIsSaidSo()
    {
        await ReceiveAsync(new(2025, 1, 1), TestStore.Today, 1);
        await ReceiveAsync(new(2026, 1, 5), TestStore.Today, 1, TestStore.Xinshun);
        var received = live.Cube.Catalogue["petitions.received"];
        foreach (var when in new[]
        {
            March, Custom(new(2026, 1, 1), new(2026, 1, 28)), Custom(new(2026, 2, 1), new(2026, 2, 28)),
        })
        {
            var judged = Judge("petitions.received", when);
            Assert.Equal((VariationGap.TooFewSinceJoined, new DateOnly(2026, 1, 1)), (judged.Gap, judged.JoinedOn));
            // What can't be compared is not judged by it either.
            if (when.Previous!.Value.Period.From < judged.JoinedOn)
                Assert.Null(live.Cube.Current!.For(null).ReadCompared(received, when, when.Previous));
        }

        var chart = Chart(TestStore.Today);
        Assert.Equal((VariationGap.TooFewSinceJoined, new DateOnly(2026, 1, 1)), (chart.Gap, chart.JoinedOn));
        // A restart after it would be too lately by itself, one before it is not what is wanting.
        Assert.Equal(VariationGap.TooFewSinceRestart, Judge("petitions.received", March, new DateOnly(2026, 2, 2)).Gap);
        Assert.Equal(VariationGap.TooFewSinceJoined, Judge("petitions.received", March, new DateOnly(2025, 11, 3)).Gap);
        // Before it joined, and of the others by themselves, all is as it was.
        Assert.Equal(VariationKind.AsUsual, Judge("petitions.received", Custom(new(2025, 12, 1), new(2025, 12, 31))).Kind);
        Assert.Equal(VariationGap.None, VariationReader.Judge(live.Cube.Current!.For([TestStore.Xinsheng]), received, March,
            WorkingCalendar.WeekdaysOnly, []).Gap);
    }

    [Fact]
    public async Task WhatCannotBeTold_SaysWhy()
    {
        await ReceiveAsync(new(2025, 1, 1), TestStore.Today, 1);
        // None was ever due: no rate.
        Assert.Equal(VariationGap.NoCases, (Judge("petitions.satisfaction-rate", March)).Gap);
        Assert.Equal(VariationGap.AllZero, (Judge("petitions.resolved", March)).Gap);
        Assert.Equal(VariationGap.CountsDistinct, (Judge("visits.households", March)).Gap);
        foreach (var metric in live.Cube.Catalogue.All.OfType<StandingMetric>().Where(one => one.IsOfTodayOnly))
            Assert.Equal((false, VariationGap.PastNotKept), (FigureJudge.IsJudged(metric), Judge(metric.Key, March).Gap));
        // A weekend that is over has none to come.
        PeriodOnDay weekend = new(new(new(2026, 3, 14), new(2026, 3, 15)), PeriodKind.Custom, TestStore.Today);
        Assert.Equal(VariationGap.WithoutWorkingDays, Judge("petitions.received", weekend).Gap);
        Assert.Equal(VariationGap.NoWorkingDays, Judge("petitions.received", weekend with { Today = new(2026, 3, 15) }).Gap);
        Assert.Equal(VariationGap.NoCases, (Judge("petitions.received",
            new(new(new(2026, 4, 1), new(2026, 4, 30)), PeriodKind.Custom, TestStore.Today))).Gap);
        Assert.Equal(VariationGap.TooFewPoints, (Judge("activities.held", March)).Gap);
    }

    [Fact]
    public async Task TheChart_ShowsEachMonth_AndTheRunningOneUnjudged()
    {
        await ReceiveAsync(new(2025, 1, 1), TestStore.Today, 1);
        var slice = live.Cube.Current!.For(null);
        var chart = VariationReader.Chart(slice, live.Cube.Catalogue["petitions.received"], TestStore.Today, TestStore.Today,
            WorkingCalendar.WeekdaysOnly, [])!;
        Assert.Equal((ProcessModel.Events, true, 15), (chart.Model, chart.IsMonthly, chart.Points.Count));
        Assert.Equal(chart.Points[^1], Assert.Single(chart.Points, point => !point.IsOver));
        Assert.Equal(new(2026, 3, 1), chart.Points[^1].Period.From);
        Assert.All(chart.Points, point => Assert.Equal(1, point.Charted.Point.Value, 9));
        Assert.All(chart.Points, point => Assert.Equal(ProcessRule.None, point.Charted.Rule));
    }

    [Theory]
    [InlineData(10, Assurance.Always)]
    [InlineData(11, Assurance.Sometimes)]
    [InlineData(20, Assurance.Sometimes)]
    [InlineData(21, Assurance.Never)]
    public void ATarget_IsMetByTheWholeRangePartOfItOrNone(double target, Assurance assured)
    {
        var variation = new FigureVariation(VariationKind.AsUsual, VariationGap.None, new(15, 10, 20), true, 24, null);
        Assert.Equal(assured, variation.Assures(live.Cube.Catalogue["activities.held"], target));
        var reversed = assured switch { Assurance.Always => Assurance.Sometimes, Assurance.Never => Assurance.Always, _ => assured };
        // Of what should be few the same range meets a target that it stays below.
        if (target is not 20) Assert.Equal(reversed, variation.Assures(live.Cube.Catalogue["petitions.overdue"], target));
        Assert.Equal(Assurance.None, variation.Assures(live.Cube.Catalogue["petitions.received"], target));
        Assert.Equal(Assurance.None, variation.Assures(live.Cube.Catalogue["activities.held"], null));
    }

    [Fact]
    public void AChange_IsToldByTheWorkingDay_WhereDaysDiffer()
    {
        var held = live.Cube.Catalogue["activities.held"];
        var change = Change.LikeForLike(held, new(43), new(38), 38, 43, out var isByDay);
        Assert.True(isByDay);
        Assert.Equal(0, change.Amount, 9);
        Assert.Equal(-11.6, Change.LikeForLike(held, new(43), new(38), 43, 43, out isByDay).Amount, 1);
        Assert.False(isByDay);
        // A rate, a level and a base of 0 are what they are.
        var rate = live.Cube.Catalogue["petitions.on-time-rate"];
        Assert.Equal(-10, Change.LikeForLike(rate, new(0.9), new(0.8), 38, 43, out isByDay).Amount, 9);
        Assert.Equal(ChangeKind.Difference, Change.LikeForLike(held, new(0), new(8), 38, 43, out isByDay).Kind);
        Assert.False(isByDay);
    }

    private async Task ReceiveAsync(DateOnly from, DateOnly to, int each, int community = TestStore.Xinsheng)
    {
        var petitions = new List<Petition>();
        for (var day = from; day <= to; day = day.AddDays(1))
        {
            if (!WorkingCalendar.WeekdaysOnly.IsWorkingDay(day)) continue;
            for (var i = 0; i < each; i++) petitions.Add(Make.Petition(community, day));
        }

        await live.Store.AddAsync(petitions.ToArray());
        if (live.Cube.Current is null) await live.StartAsync(TestContext.Current.CancellationToken);
        else await live.SettleAsync(TestContext.Current.CancellationToken);
    }

    private VariationChart Chart(DateOnly through, params DateOnly[] restarts) => VariationReader.Chart(
        live.Cube.Current!.For(null), live.Cube.Catalogue["petitions.received"], through, TestStore.Today, WorkingCalendar.WeekdaysOnly,
        Restarts(restarts))!;

    private static PeriodOnDay Custom(DateOnly from, DateOnly to) => new(new(from, to), PeriodKind.Custom, TestStore.Today);

    private FigureVariation Judge(string metric, PeriodOnDay when, params DateOnly[] restarts) => VariationReader.Judge(
        live.Cube.Current!.For(null), live.Cube.Catalogue[metric], when, WorkingCalendar.WeekdaysOnly, Restarts(restarts));

    private static List<ProcessRestart> Restarts(DateOnly[] days) =>
        [.. days.Order().Select(day => new ProcessRestart(day, true, []))];
}
