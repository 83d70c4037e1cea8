using Concentric.Alerts;
using Concentric.Calendar;
using Concentric.Data;
using Concentric.Metrics;
using Concentric.ProcessCharts;
using Concentric.Tests.Core.Notices;
using Concentric.Tests.TestData;
using Concentric.Time;

namespace Concentric.Tests.Core.Alerts;

/// <summary>Figures held against rules, from real records; a rule that is tried beforehand fires as often as it then does.</summary>
public sealed class AlertJudgeTests : IAsyncLifetime
{
    private AlertRig rig = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private static DateOnly Today => TestStore.Today;

    public async ValueTask InitializeAsync() => rig = await AlertRig.CreateAsync();

    public ValueTask DisposeAsync() => rig.DisposeAsync();

    [Fact]
    public async Task WorseThanUsual_IsWhatTheJudgeOfTheChartSays()
    {
        // Activities of a community: one on each weekday for two years, and none in the last four weeks.
        await HoldAsync(day => day < Today.AddDays(-28) ? 1 : 0);
        var reading = await ReadAsync(new("activities.held", AlertCondition.Worse, AlertSide.Above, null, null, null));
        var charts = rig.Store.Get<ChartSlices>();
        var window = AlertJudge.WindowOf(Metric("activities.held"), Today);
        Assert.Equal((Today.AddDays(-28), Today.AddDays(-1)), (window.From, window.To));
        var figure = (await charts.OfCommunitiesAsync(Metric("activities.held"), new(window, PeriodKind.Custom, Today),
            [TestStore.Xinsheng], 3, Stop))!.Figures[0];
        Assert.Equal(VariationKind.Worse, figure.Variation.Kind);
        Assert.Equal((AlertStanding.Bad, figure.Now.Value, figure.Variation.Told(Metric("activities.held"))),
            (reading.Standing, reading.Value, reading.Usual));
    }

    [Fact]
    public async Task WhatCantBeTold_SaysWhy()
    {
        await HoldAsync(day => day > Today.AddDays(-40) ? 1 : 0);
        await AssertGapAsync(new("activities.held", AlertCondition.Worse, AlertSide.Above, null, null, null), AlertGap.NoRange);
        await AssertGapAsync(new("petitions.on-time-rate", AlertCondition.PastLimit, AlertSide.Below, 800, null, null), AlertGap.NoCases);
        await AssertGapAsync(new("activities.held", AlertCondition.OffTarget, AlertSide.Above, null, null, 2), AlertGap.NoTarget);
        await AssertGapAsync(new("visits.count", AlertCondition.Silent, AlertSide.Above, null, null, 5), AlertGap.NotRecorded);
        await AssertGapAsync(new("visits.nothing", AlertCondition.Silent, AlertSide.Above, null, null, 5), AlertGap.NoMetric);
        // Two years of petitions, none of which was resolved: not too little, but nothing that would be usual.
        await rig.Store.AddAsync([.. Enumerable.Range(0, 100).Select(week => Make.Petition(TestStore.Xinsheng, Today.AddDays(-7 * week)))]);
        await rig.SettleAsync();
        await AssertGapAsync(new("petitions.resolved", AlertCondition.Worse, AlertSide.Above, null, null, null), AlertGap.AllZero);
    }

    /// <summary>Two years of records are not too few: it is what somebody entered that nothing can be told for, and it is named.</summary>
    [Fact]
    public async Task WhereAnEventLeavesTooLittle_TheReadingNamesIt()
    {
        await HoldAsync(_ => 1);
        await rig.Store.Get<ProcessEventCommands>().SaveAsync(TestStore.Leader, null, 0, new(new(2026, 1, 12), "供暖季", null,
            ProcessEventExtent.All, null, [], true, [], "供暖以后活动在室内", null), Stop);
        var reading = await ReadAsync(new("activities.held", AlertCondition.Worse, AlertSide.Above, null, null, null));
        Assert.Equal((AlertGap.NoRange, "“供暖季”"), (reading.Gap, reading.Restart?.Cause(new("zh-CN"))));
        System.Globalization.CultureInfo.CurrentUICulture = new("zh-CN");
        var told = Assert.Single(
            Concentric.Dashboard.Features.Alerts.AlertGaps.Of([(null, reading)], Ledgers.CommunityDirectory.Names.None));
        Assert.Contains("“供暖季”后的时间还短", told);
    }

    /// <summary>Zeros since an event are not zeros of always.</summary>
    [Fact]
    public async Task WhereAllWasZeroSinceAnEvent_TheReadingNamesIt()
    {
        System.Globalization.CultureInfo.CurrentUICulture = new("zh-CN");
        await rig.Store.AddAsync([.. Enumerable.Range(0, 100).Select(week => Make.Petition(TestStore.Xinsheng, Today.AddDays(-7 * week)))]);
        await rig.Store.Get<ProcessEventCommands>().SaveAsync(TestStore.Leader, null, 0, new(new(2025, 6, 2), "供暖季", null,
            ProcessEventExtent.All, null, [], true, [], "供暖以后诉求增多", null), Stop);
        var reading = await ReadAsync(new("petitions.resolved", AlertCondition.Worse, AlertSide.Above, null, null, null));
        Assert.Equal(AlertGap.AllZero, reading.Gap);
        Assert.EndsWith("“供暖季”后到这段时间之前一直为零，无从比较；可以改用“超出限度”。", Why(reading));
        Assert.EndsWith("此前一直为零，无从比较；可以改用“超出限度”。", Why(reading with { Restart = null }));
    }

    [Fact]
    public async Task WhereACommunityJoined_TheReadingSaysWhen()
    {
        System.Globalization.CultureInfo.CurrentUICulture = new("zh-CN");
        var days = Enumerable.Range(0, 730).Select(back => Today.AddDays(-back)).Where(WorkingCalendar.IsWeekday).ToList();
        await rig.Store.AddAsync([.. days.Select(day => Make.Petition(TestStore.Xinsheng, day)),
            .. days.Where(day => day >= new DateOnly(2026, 1, 5)).Select(day => Make.Petition(TestStore.Binhe, day))]);
        await rig.StartAsync();
        var reading = (await JudgeAsync()).Read(new("petitions.received", AlertCondition.Worse, AlertSide.Above, null, null, null),
            Metric("petitions.received"), null, Today);
        Assert.Equal(AlertGap.NoRange, reading.Gap);
        Assert.EndsWith("2026年1月有社区加入，此后的时间还短，往常是多少说不准。", Why(reading));
    }

    private static string Why(AlertReading reading) => Assert.Single(
        Concentric.Dashboard.Features.Alerts.AlertGaps.Of([(null, reading)], Ledgers.CommunityDirectory.Names.None));

    [Theory]
    [InlineData(0, AlertStanding.Bad)]
    [InlineData(1, AlertStanding.Well)]
    [InlineData(2, AlertStanding.Well)]
    [InlineData(5, AlertStanding.Bad)]
    public async Task NoEntries_CountsWorkingDaysUpToYesterday(int daysAgo, AlertStanding standing)
    {
        // Wednesday: the last two working days are Monday and Tuesday. Today's entries don't count yet.
        await HoldAsync(day => day < Today.AddDays(-6) || day == Today.AddDays(-daysAgo) ? 1 : 0);
        var terms = new AlertTerms("activities.held", AlertCondition.Silent, AlertSide.Above, null, null, 2);
        var reading = await ReadAsync(terms);
        Assert.Equal((Today.AddDays(-2), Today.AddDays(-1)), (reading.Period.From, reading.Period.To));
        Assert.Equal(standing, reading.Standing);
    }

    [Theory]
    [InlineData(2, AlertStanding.Well)]
    [InlineData(3, AlertStanding.Between)]
    [InlineData(5, AlertStanding.Between)]
    [InlineData(6, AlertStanding.Bad)]
    public async Task BetweenTheLimitAndWhereItIsWell_IsNeither(int overdue, AlertStanding standing)
    {
        await rig.AddOverdueAsync(TestStore.Xinsheng, overdue);
        await rig.StartAsync();
        Assert.Equal(standing,
            (await ReadAsync(new("petitions.overdue", AlertCondition.PastLimit, AlertSide.Above, 5_000, 2_000, null), isStarted: true))
                .Standing);
    }

    [Fact]
    public async Task TargetsMissed_CountByMonthsInARow()
    {
        await rig.Store.Get<TargetCommands>().SaveAsync(TestStore.Leader, null, 0,
            new("activities.held", TestStore.Xinsheng, new(2026, 1, 1), new(2026, 3, 31), 60_000, TargetSpread.WorkingDays, "计划"),
            Stop);
        // December has no target; January misses, February misses.
        await HoldAsync(day => day.Day <= 5 ? 1 : 0);
        foreach (var (months, standing) in new[] { (1, AlertStanding.Bad), (2, AlertStanding.Bad), (3, AlertStanding.Between) })
        {
            var reading = await ReadAsync(new("activities.held", AlertCondition.OffTarget, AlertSide.Above, null, null, months),
                isStarted: months > 1);
            Assert.Equal((standing, new DateOnly(2026, 2, 28)), (reading.Standing, reading.Period.To));
            Assert.NotNull(reading.Target);
        }
    }

    /// <summary>
    /// Shares of a year's target are not rounded: no month holds half an event, so months miss their target when they lack whole ones.
    /// </summary>
    [Theory]
    [InlineData(18, 1, 1, AlertStanding.Between)]
    [InlineData(18, 0, 1, AlertStanding.Bad)]
    [InlineData(12, 1, 1, AlertStanding.Well)]
    [InlineData(35, 2, 1, AlertStanding.Between)]
    [InlineData(35, 2, 2, AlertStanding.Bad)]
    [InlineData(35, 3, 1, AlertStanding.Well)]
    [InlineData(5, 0, 1, AlertStanding.Unknown)]
    [InlineData(5, 0, 3, AlertStanding.Bad)]
    public async Task SmallTargets_AreMissedByWholeOnes(int aYear, int held, int months, AlertStanding standing)
    {
        await rig.Store.Get<TargetCommands>().SaveAsync(TestStore.Leader, null, 0,
            new("activities.held", TestStore.Xinsheng, null, null, aYear * 1_000, TargetSpread.WorkingDays, "计划"), Stop);
        // On the second Monday of each month.
        await HoldAsync(day => day.Day is <= 7 or > 14 || day.DayOfWeek != DayOfWeek.Monday ? 0
            : day < new DateOnly(2025, 11, 1) ? 9 : held);
        var reading = await ReadAsync(new("activities.held", AlertCondition.OffTarget, AlertSide.Above, null, null, months));
        Assert.Equal((standing, standing == AlertStanding.Unknown ? AlertGap.LittleTarget : AlertGap.None),
            (reading.Standing, reading.Gap));
    }

    [Fact]
    public async Task WhereRecordingHasJustBegun_NothingIsTooFew()
    {
        await HoldAsync(day => day > Today.AddDays(-5) ? 1 : 0);
        await rig.Store.Get<TargetCommands>().SaveAsync(TestStore.Leader, null, 0,
            new("activities.held", TestStore.Xinsheng, null, null, 120_000, TargetSpread.WorkingDays, "计划"), Stop);
        await AssertGapAsync(new("activities.held", AlertCondition.PastLimit, AlertSide.Below, 20_000, null, null), AlertGap.NotRecorded);
        await AssertGapAsync(new("activities.held", AlertCondition.OffTarget, AlertSide.Above, null, null, 1), AlertGap.NotRecorded);
        // What is too many already is too many.
        Assert.Equal(AlertStanding.Bad, (await ReadAsync(
            new("activities.held", AlertCondition.PastLimit, AlertSide.Above, 1_000, null, null), isStarted: true)).Standing);
    }

    /// <summary>A rule that is tried, and the same rule looked at on every working morning.</summary>
    [Fact]
    public async Task ATrial_BeginsWhenTheRuleDoes()
    {
        var random = new Random(5);
        await HoldAsync(_ => random.Next(3));
        var reader = await rig.Store.AccountAsync("刘主任", Role.Leader);
        var input = new AlertInput("activities.held", AlertCondition.PastLimit, AlertSide.Below, 17_000, null, null, null,
            AlertScope.Chosen, [TestStore.Xinsheng], 2, [reader.UserId!.Value], [], null);
        await rig.StartAsync();
        var trials = rig.Store.Get<AlertTrials>();
        var trial = (await trials.TryAsync(TestStore.Leader, input, Stop))!;
        Assert.True(trial.Began.Count > 1, "The series is too calm to compare anything.");
        var progress = new AlertProgress(false, null);
        var begun = new List<DateOnly>();
        for (var day = Today.AddMonths(-AlertTrials.Months); day <= Today; day = day.AddDays(1))
        {
            if (!WorkingCalendar.IsWeekday(day)) continue;
            var window = new Period(day.AddDays(-28), day.AddDays(-1));
            var value = rig.Store.Get<MetricCube>().Current!.For([TestStore.Xinsheng]).Read(Metric("activities.held"), window, day).Value;
            (progress, var step) = progress.Look(value < 17 ? AlertStanding.Bad : AlertStanding.Well, day, 2, WorkingCalendar.WeekdaysOnly);
            if (step == AlertStep.Begins) begun.Add(day);
        }

        Assert.Equal(begun.AsEnumerable().Reverse(), trial.Began.Select(one => one.Day));
        // Communities of others are not tried for a worker.
        await Assert.ThrowsAsync<Concentric.Rules.RefusedException>(() =>
            trials.TryAsync(TestStore.WorkerOfXinshun, input, Stop));
        await Assert.ThrowsAsync<Concentric.Rules.RefusedException>(() =>
            trials.TryAsync(TestStore.WorkerOfXinshun, input with { Scope = AlertScope.Street }, Stop));
    }

    /// <summary>A month is judged once its last days can be entered; the one before until then.</summary>
    [Theory]
    [InlineData("2026-03-02", "2026-01-31")]
    [InlineData("2026-03-03", "2026-02-28")]
    public async Task AMonth_IsJudgedFromTheSecondWorkingDayOfTheNext(string on, string last)
    {
        await HoldAsync(_ => 1);
        await rig.StartAsync();
        var reading = (await JudgeAsync()).Read(new("activities.held", AlertCondition.OffTarget, AlertSide.Above, null, null, 1),
            Metric("activities.held"), TestStore.Xinsheng, Day(on));
        Assert.Equal(Day(last), reading.Period.To);

        static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
    }

    private static Metric Metric(string key) => new MetricCatalogue(MetricOptions.Default)[key];

    private async Task AssertGapAsync(AlertTerms terms, AlertGap gap)
    {
        var reading = await ReadAsync(terms, isStarted: rig.Store.Get<MetricCube>().Current is not null);
        Assert.Equal((AlertStanding.Unknown, gap), (reading.Standing, reading.Gap));
    }

    private async Task<AlertJudge> JudgeAsync() => new(rig.Store.Get<MetricCube>().Current!,
        await rig.Store.Get<ChartSlices>().JudgeAsync(3, Stop), WorkingCalendar.WeekdaysOnly);

    private async Task<AlertReading> ReadAsync(AlertTerms terms, bool isStarted = false)
    {
        if (!isStarted) await rig.StartAsync();
        var catalogue = rig.Store.Get<MetricCube>().Catalogue;
        return (await JudgeAsync()).Read(terms, catalogue.Find(terms.MetricKey), TestStore.Xinsheng, Today);
    }

    /// <summary>Activities of Xinsheng on the weekdays of the last two years.</summary>
    private async Task HoldAsync(Func<DateOnly, int> count)
    {
        var all = new List<Concentric.Activities.Activity>();
        for (var day = Today.AddYears(-2); day <= Today; day = day.AddDays(1))
        {
            if (!WorkingCalendar.IsWeekday(day)) continue;
            var held = count(day);
            for (var i = 0; i < held; i++) all.Add(Make.Activity(TestStore.Xinsheng, day));
        }

        await rig.Store.AddAsync([.. all]);
    }
}
