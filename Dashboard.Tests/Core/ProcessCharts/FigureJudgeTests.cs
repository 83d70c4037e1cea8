using Concentric.Calendar;
using Concentric.Communities;
using Concentric.Metrics;
using Concentric.Petitions;
using Concentric.ProcessCharts;
using Concentric.Tests.Core.Metrics.CubeVerification;
using Concentric.Tests.TestData;
using Concentric.Time;

namespace Concentric.Tests.Core.ProcessCharts;

/// <summary>Charts and judgements from real records. Today is Wednesday, 18 March 2026.</summary>
public sealed class FigureJudgeTests : IAsyncLifetime
{
    private static readonly DateOnly Today = TestStore.Today;
    private static readonly PeriodOnDay Quarter = new(Period.QuarterTo(Today), PeriodKind.Quarter, Today);

    private LiveCube live = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => live = await LiveCube.CreateAsync();

    public ValueTask DisposeAsync() => live.DisposeAsync();

    [Fact]
    public async Task AChartsPoints_AreWhatIsCountedOneByOne()
    {
        var random = new Random(17);
        var received = await ReceiveAsync(new(2024, 11, 4), _ => random.Next(0, 4));

        var months = Chart("petitions.received", []);
        Assert.True(months is { IsMonthly: true, HasBoth: true, Gap: VariationGap.None, Model: ProcessModel.Events });
        Assert.Equal(new(2024, 11, 1), months.Points[0].Period.From);
        Assert.Equal(17, months.Points.Count);
        Assert.All(months.Points, point => AssertCounted(point, received, Period.MonthOf(point.Period.From)));
        Assert.Equal([months.Points[^1]], months.Points.Where(point => !point.IsOver));

        var weeks = Chart("petitions.received", [], prefersWeeks: true);
        Assert.False(weeks.IsMonthly);
        Assert.True(weeks.HasBoth);
        Assert.All(weeks.Points, point => AssertCounted(point, received, Period.WeekOf(point.Period.From)));
    }

    [Fact]
    public async Task TheRange_FollowsTheWorkingDays()
    {
        await ReceiveAsync(new(2024, 11, 1), day => day.DayNumber % 2);
        var points = Chart("petitions.received", []).Points.Where(point => point.IsOver).ToList();
        var (most, least) = (points.MaxBy(point => point.Exposure)!, points.MinBy(point => point.Exposure)!);
        Assert.True(most.Exposure > least.Exposure);
        Assert.Equal(most.Centre!.Value / most.Exposure, least.Centre!.Value / least.Exposure, 9);
        Assert.True(most.Upper > least.Upper);
    }

    [Fact]
    public async Task WhatWasBeforeARestart_IsDrawnAndNotJudged()
    {
        await ReceiveAsync(new(2024, 1, 1), day => day < new DateOnly(2025, 2, 1) ? 4 : 1);
        var chart = Chart("petitions.received", [new(new(2025, 2, 10), TestStore.Xinsheng), new(new(2025, 2, 10), TestStore.Xinshun)]);
        var restart = chart.Restart!.Day;
        Assert.Equal(new DateOnly(2025, 2, 10), restart);
        Assert.All(chart.Points.Where(point => point.Period.To < restart), point =>
            Assert.True(point is { IsBeforeRestart: true, Lower: null, Kind: VariationKind.Unknown }));
        Assert.All(chart.Points.Where(point => point.Period.From > restart), point => Assert.NotNull(point.Lower));
        // The fall is the new secretaries': since then all is as usual.
        Assert.All(chart.Points, point => Assert.Equal(ProcessRule.None, point.Rule));
        Assert.Contains(chart.Points, point => point.IsBeforeRestart);
        Assert.Contains(Chart("petitions.received", []).Points, point => point.Rule != ProcessRule.None);
    }

    [Fact]
    public async Task WhatStandsOut_SaysSinceWhenAndHowLong()
    {
        await ReceiveAsync(new(2024, 1, 1), day => day >= new DateOnly(2026, 2, 1) ? 5 : 1 + (day.DayNumber % 2));
        var february = Chart("petitions.received", []).Points.Single(point => point.Period.From == new DateOnly(2026, 2, 1));
        Assert.Equal((ProcessRule.BeyondLimit, 1, VariationKind.Changed, 1),
            (february.Rule, february.Side, february.Kind, february.Length));
        Assert.Equal(february.Period.From, february.Since);
    }

    /// <summary>55 in 55 working days up to today, one a day; 9 more are to come until the quarter's end.</summary>
    [Theory]
    [InlineData(55, "2026-03-18")]
    [InlineData(56, "2026-03-19")]
    [InlineData(64, "2026-03-31")]
    [InlineData(65, null)]
    public async Task ACount_IsToldByWhenItReachesItsTarget(int target, string? day)
    {
        var days = Enumerable.Range(0, 77).Select(i => new DateOnly(2026, 1, 1).AddDays(i))
            .Where(WorkingCalendar.WeekdaysOnly.IsWorkingDay);
        await live.Store.AddAsync([.. days.Select(on => Make.Activity(heldOn: on))]);
        await FollowAsync();
        var targets = new MetricTargets(
            [new MetricTarget { Id = 1, MetricKey = "activities.held", FirstDay = new(2026, 1, 1), LastDay = new(2026, 3, 31),
                AmountMilli = target * 1_000 }], WorkingCalendar.WeekdaysOnly);
        var pace = Judge([], targets).Chart(default, Slice(), null, live.Cube.Catalogue["activities.held"], Quarter, false)!.Pace!;
        Assert.Equal((target, new Period(new(2026, 1, 1), new(2026, 3, 31)), 64), (pace.Target, pace.Whole, Math.Round(pace.AtEnd, 9)));
        Assert.Equal(day is null ? null : DateOnly.ParseExact(day, "yyyy-MM-dd"), pace.ReachedOn);
    }

    /// <summary>Two a day on the 54 working days before today, none today so far: it is as if today brought two.</summary>
    [Theory]
    [InlineData(108, "2026-03-18", false)]
    [InlineData(110, "2026-03-18", true)]
    [InlineData(111, "2026-03-19", false)]
    [InlineData(128, "2026-03-31", false)]
    [InlineData(129, null, false)]
    public async Task ToAPace_TodayIsNoDayWithoutAny(int target, string? day, bool isExpectedToday)
    {
        var days = Enumerable.Range(0, 76).Select(i => new DateOnly(2026, 1, 1).AddDays(i))
            .Where(WorkingCalendar.WeekdaysOnly.IsWorkingDay);
        await live.Store.AddAsync([.. days.SelectMany(on => new[] { Make.Activity(heldOn: on), Make.Activity(heldOn: on) })]);
        await FollowAsync();
        var targets = Targets("activities.held", target * 1_000, Quarter.Period.From, new(2026, 3, 31));
        MetricChart On(PeriodOnDay when) =>
            Judge([], targets).Chart(default, Slice(), null, live.Cube.Catalogue["activities.held"], when, false)!;
        var pace = On(Quarter).Pace!;
        Assert.Equal((128, isExpectedToday), (Math.Round(pace.AtEnd, 9), pace.IsExpectedToday));
        Assert.Equal(day is null ? null : DateOnly.ParseExact(day, "yyyy-MM-dd"), pace.ReachedOn);
        // On the first working day there is no pace yet.
        Assert.Null(On(new(Quarter.Period, PeriodKind.Quarter, new(2026, 1, 1))).Pace);
    }

    [Fact]
    public async Task WhenATargetWillBeMet_IsSaidOnlyWhileThePeriodRuns()
    {
        var petitions = new List<Petition>();
        for (var month = 0; month < 14; month++)
        {
            for (var i = 0; i < 20; i++)
            {
                var received = new DateOnly(2025, 1, 1).AddMonths(month).AddDays(i);
                var isOnTime = i < 3 + month;
                petitions.Add(Make.Petition(TestStore.Xinsheng, received, petition => (petition.Stage, petition.Outcome, petition.ClosedOn,
                    petition.WorkingDaysToClose) = (PetitionStage.FedBack, PetitionOutcome.Resolved,
                    petition.DueOn.AddDays(isOnTime ? -1 : 3), 3)));
            }
        }

        await live.Store.AddAsync(petitions.ToArray());
        await FollowAsync();
        var judge = Judge([], Targets("petitions.on-time-rate", 950, new(2025, 1, 1), new(2026, 12, 31)));
        MetricChart On(Period period) => judge.Chart(default, Slice(), null, live.Cube.Catalogue["petitions.on-time-rate"],
            new(period, PeriodKind.Custom, Today), false)!;
        Assert.NotNull(On(Quarter.Period).TrendReaches);
        Assert.Null(On(new(new(2025, 1, 1), new(2026, 2, 28))).TrendReaches);
    }

    [Fact]
    public async Task FiftyCommunities_AreJudgedWithoutAStatementToTheStore()
    {
        await ReceiveAsync(new(2024, 11, 1), _ => 1);
        var (snapshot, catalogue, judge) = (live.Cube.Current!, live.Cube.Catalogue, Judge([]));
        // Whoever asked the store now would not get an answer.
        await live.DisposeAsync();
        live = await LiveCube.CreateAsync();

        var judged = 0;
        foreach (var id in Enumerable.Range(1, 50))
        {
            var slice = snapshot.For([id]);
            foreach (var metric in catalogue.All.Where(FigureJudge.IsJudged).Take(25))
                if (judge.Judge(slice, [id], metric, Quarter).Variation.Kind != VariationKind.Unknown) judged++;
        }

        Assert.True(judged > 0);
        Assert.Equal(1_250, 50 * catalogue.All.Where(FigureJudge.IsJudged).Take(25).Count());
    }

    [Fact]
    public void AProcessBeginsAnew_WhereHalfOfItsCommunitiesChanged()
    {
        DateOnly first = new(2025, 3, 3), second = new(2025, 9, 1);
        var changes = new ProcessRestarts([new(first, 1), new(first, 2), new(second, 3), new(second, 3)], []);
        Assert.Equal([first], Days(changes, null, 4));
        Assert.Equal([], Days(changes, null, 5));
        Assert.Equal([first], Days(changes, [1], 5));
        Assert.Equal([first, second], Days(changes, [2, 3], 5));
        Assert.Equal([], Days(changes, [4], 5));
        // Twice the same community is one community.
        Assert.Equal([], Days(changes, [3, 4, 5], 5));
    }

    [Fact]
    public async Task ChangesOfSecretaries_LeaveOutTheFirst_TheArchivedAndOtherPositions()
    {
        var workers = new[] { "甲", "乙", "丙" }.Select(name => new Worker { CommunityId = TestStore.Xinsheng, Name = name }).ToArray();
        await live.Store.AddAsync(workers);
        var next = 0;
        Posting Secretary(int community, DateOnly from, Action<Posting>? with = null)
        {
            var posting = new Posting
            {
                CommunityId = community,
                WorkerId = workers[next++ % workers.Length].Id,
                Position = Position.Secretary,
                StartsOn = from,
            };
            with?.Invoke(posting);
            return posting;
        }

        await live.Store.AddAsync(
            Secretary(TestStore.Xinsheng, new(2024, 1, 1)), Secretary(TestStore.Xinsheng, new(2025, 6, 2)),
            Secretary(TestStore.Xinshun, new(2025, 6, 2)),
            Secretary(TestStore.Binhe, new(2024, 1, 1)),
            Secretary(TestStore.Binhe, new(2025, 7, 1), posting => posting.ArchivedAt = new(2025, 8, 1, 0, 0, 0, DateTimeKind.Utc)));
        await using var db = live.Store.Open();
        var changes = await ProcessRestarts.ReadAsync(db, Stop);
        Assert.Equal([new(2025, 6, 2)], Days(changes, [TestStore.Xinsheng], 3));
        Assert.Equal([], Days(changes, [TestStore.Xinshun], 3));
        Assert.Equal([], Days(changes, [TestStore.Binhe], 3));
    }

    [Fact]
    public async Task ARenewedPosting_IsNoChange_ForFiguresTrendsAndExchanges()
    {
        var workers = new[] { "甲", "乙" }.Select(name => new Worker { CommunityId = TestStore.Xinsheng, Name = name }).ToArray();
        await live.Store.AddAsync(workers);
        Posting Secretary(int worker, DateOnly from, bool isRotation = false) => new()
        {
            CommunityId = TestStore.Xinsheng,
            WorkerId = workers[worker].Id,
            Position = Position.Secretary,
            StartsOn = from,
            IsRotation = isRotation,
        };

        // Renewed, even as an exchange; then another one, renewed in turn; then the first again.
        await live.Store.AddAsync(Secretary(0, new(2023, 1, 1)), Secretary(0, new(2024, 1, 1)), Secretary(0, new(2024, 6, 1), true),
            Secretary(1, new(2025, 1, 1)), Secretary(1, new(2025, 6, 2)), Secretary(0, new(2026, 1, 1), true));
        await using var db = live.Store.Open();
        DateOnly[] changed = [new(2025, 1, 1), new(2026, 1, 1)];
        Assert.Equal(changed, Days(await ProcessRestarts.ReadAsync(db, Stop), [TestStore.Xinsheng], 3));
        Assert.Equal(changed, (await live.Store.Get<Concentric.Overview.OverviewContext>()
            .PostingsAsync(new(new(2023, 1, 1), Today), null, Stop)).Select(mark => mark.Day));
        Assert.Equal(changed, (await live.Store.Get<Concentric.Rotation.RotationQueries>().ChangesAsync(TestStore.Leader, Stop))
            .Select(change => change.On).Order());
    }

    [Fact]
    public void WhatIsTold_LiesBetweenWholeOnes_AndIsWhatATargetIsHeldAgainst()
    {
        var catalogue = live.Cube.Catalogue;
        FigureVariation Usual(double low, double high) => new(VariationKind.AsUsual, VariationGap.None, new(15, low, high), true, 24, null);
        var held = catalogue["activities.held"];
        Assert.Equal((10, 19), Usual(9.5, 19.7).Told(held));
        Assert.Equal(Assurance.Always, Usual(9.5, 19.7).Assures(held, 10));
        Assert.Equal(Assurance.Never, Usual(9.5, 19.7).Assures(held, 20));
        Assert.Equal("0", FigureFormat.Value(held, Usual(0, 3).Told(held)!.Value.From));
        Assert.Equal((17.2, 17.8), Usual(17.2, 17.8).Told(held));
        Assert.Equal((17, 17), Usual(16.9, 17.8).Told(held));
        Assert.Equal((0.5, 1), Usual(0.5, 1.2).Told(catalogue["score.three-rates"]));
        Assert.Equal((9.5, 19.7), Usual(9.5, 19.7).Told(catalogue["contributions.yuan"]));
    }

    private async Task<List<DateOnly>> ReceiveAsync(DateOnly from, Func<DateOnly, int> each)
    {
        var days = new List<DateOnly>();
        for (var day = from; day <= Today; day = day.AddDays(1))
            if (WorkingCalendar.WeekdaysOnly.IsWorkingDay(day)) days.AddRange(Enumerable.Repeat(day, each(day)));
        await live.Store.AddAsync([.. days.Select(day => Make.Petition(TestStore.Xinsheng, day))]);
        await FollowAsync();
        return days;
    }

    private static void AssertCounted(MetricChartPoint point, List<DateOnly> received, Period whole)
    {
        Assert.Equal(whole.From, point.Period.From);
        Assert.Equal(received.Count(whole.Contains), point.Value, 9);
        var working = 0;
        for (var day = whole.From; day <= whole.To && day <= Today; day = day.AddDays(1))
            if (WorkingCalendar.WeekdaysOnly.IsWorkingDay(day)) working++;
        Assert.Equal(working, point.Exposure);
    }

    private static MetricTargets Targets(string metric, long milli, DateOnly first, DateOnly last) => new(
        [new MetricTarget { Id = 1, MetricKey = metric, FirstDay = first, LastDay = last, AmountMilli = milli }],
        WorkingCalendar.WeekdaysOnly);

    private Task FollowAsync() => live.StartAsync(Stop);

    private CubeSlice Slice() => live.Cube.Current!.For(null);

    private IEnumerable<DateOnly> Days(ProcessRestarts restarts, int[]? communities, int of) =>
        restarts.RestartsOf(communities, of, live.Cube.Catalogue["petitions.received"]).Select(restart => restart.Day);

    private static FigureJudge Judge(SecretaryChange[] changes, MetricTargets? targets = null) =>
        new(targets ?? new([], WorkingCalendar.WeekdaysOnly), WorkingCalendar.WeekdaysOnly, new(changes, []), 3);

    private MetricChart Chart(string metric, SecretaryChange[] changes, bool prefersWeeks = false) => Judge(changes)
        .Chart(default, Slice(), null, live.Cube.Catalogue[metric], Quarter, prefersWeeks)!;
}
