using System.Globalization;
using Concentric.Calendar;
using Concentric.Data;
using Concentric.Metrics;
using Concentric.ProcessCharts;
using Concentric.Rules;
using Concentric.Tests.Core.Metrics.CubeVerification;
using Concentric.Tests.TestData;
using Concentric.Time;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Tests.Core.ProcessCharts;

/// <summary>What somebody enters as changing what is usual. Today is Wednesday, 18 March 2026.</summary>
public sealed class ProcessEventTests : IAsyncLifetime
{
    private static readonly DateOnly Today = TestStore.Today;
    private static readonly PeriodOnDay Quarter = new(Period.QuarterTo(Today), PeriodKind.Quarter, Today);

    private LiveCube live = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private ProcessEventCommands Commands => live.Store.Get<ProcessEventCommands>();

    private Metric Received => live.Cube.Catalogue["petitions.received"];

    public async ValueTask InitializeAsync() => live = await LiveCube.CreateAsync();

    public ValueTask DisposeAsync() => live.DisposeAsync();

    /// <summary>Against each day by itself: any changes of secretaries and events, any slice, any metric.</summary>
    [Fact]
    public void AProcessBeginsAnew_WhereSomethingHappenedToHalfOfItsCommunities()
    {
        var metrics = live.Cube.Catalogue.All.Where(FigureJudge.IsJudged).ToList();
        for (var seed = 0; seed < 400; seed++)
        {
            var random = new Random(seed);
            DateOnly Any() => new DateOnly(2025, 1, 1).AddDays(random.Next(4));
            int[] Some() => [.. Enumerable.Range(1, 6).Where(_ => random.Next(3) == 0)];
            List<SecretaryChange> changes =
                [.. Enumerable.Range(0, random.Next(8)).Select(_ => new SecretaryChange(Any(), random.Next(1, 7)))];
            List<ProcessEvent> events = [.. Enumerable.Range(1, random.Next(5)).Select(id =>
            {
                var one = Event(Any(), $"E{id}", random.Next(3) == 0 ? [] : Some());
                (one.Id, one.Extent) = (id, (ProcessEventExtent)random.Next(3));
                if (one.Extent == ProcessEventExtent.Kind) one.RecordKind = random.Next(2) == 0 ? "petition" : "hazard";
                one.Metrics.AddRange(metrics.Where(_ => random.Next(4) == 0)
                    .Select(metric => new ProcessEventMetric { MetricKey = metric.Key }));
                return one;
            })];
            var restarts = new ProcessRestarts(changes, events);
            var metric = metrics[random.Next(metrics.Count)];
            int[]? slice = random.Next(3) == 0 ? null : Some();
            int[] places = slice ?? [1, 2, 3, 4, 5, 6];
            var told = restarts.RestartsOf(slice, 6, metric);
            Assert.Equal(told.OrderBy(one => one.Day).Select(one => one.Day), told.Select(one => one.Day));
            for (var day = new DateOnly(2025, 1, 1); day < new DateOnly(2025, 1, 5); day = day.AddDays(1))
            {
                var covering = events.Where(one => one.FirstDay == day && Covers(one, metric)
                    && (one.IsOfStreet ? places.Length > 0 : one.Places.Exists(place => places.Contains(place.CommunityId)))).ToList();
                var touched = places.Where(id => changes.Contains(new(day, id))
                    || covering.Exists(one => one.IsOfStreet || one.Places.Exists(place => place.CommunityId == id))).Count();
                var restart = told.SingleOrDefault(one => one.Day == day);
                Assert.True((touched > 0 && touched * 2 >= places.Length) == (restart is not null), $"Seed {seed}, {day}.");
                if (restart is null) continue;
                Assert.Equal(covering.Select(one => one.Id).Order(), restart.Events.Select(one => one.Id).Order());
                // The new secretaries are a cause where they alone would have restarted it, or the events alone would not.
                bool Restarts(List<SecretaryChange> those, List<ProcessEvent> ofThose) =>
                    new ProcessRestarts(those, ofThose).RestartsOf(slice, 6, metric).Any(one => one.Day == day);
                Assert.Equal(Restarts(changes, []) || !Restarts([], events), restart.IsNewSecretary);
            }
        }

        static bool Covers(ProcessEvent one, Metric metric) => one.Extent switch
        {
            ProcessEventExtent.All => true,
            ProcessEventExtent.Kind => metric.Kinds.Any(kind => kind == one.RecordKind || kind == one.RecordKind + "-round"),
            _ => one.Metrics.Any(part => part.MetricKey == metric.Key),
        };
    }

    [Fact]
    public async Task AnEvent_RestartsJudging_AndIsNamed_AndWhatWasBeforeStaysDrawn()
    {
        CultureInfo.CurrentUICulture = new("en");
        await ReceiveAsync(new(2024, 1, 1), day => day < new DateOnly(2025, 2, 10) ? 4 : 1);
        var chart = Chart(Event(new(2025, 2, 10), "供暖季", [], "Heating season"));
        Assert.Equal((new DateOnly(2025, 2, 10), "“Heating season”"), (chart.Restart!.Day, chart.Restart.Cause()));
        Assert.Equal("“供暖季”", chart.Restart.Cause(new("zh-CN")));
        Assert.Contains(chart.Points, point => point is { IsBeforeRestart: true, Lower: null });
        Assert.All(chart.Points, point => Assert.Equal(ProcessRule.None, point.Rule));
        Assert.Equal(chart.Restart, chart.Figure.Variation.Restart);
        Assert.Equal(VariationKind.AsUsual, chart.Figure.Variation.Kind);

        // Too few since, one within the period, one to come, one that other metrics have.
        Assert.Equal((VariationGap.TooFewSinceRestart, "供暖季"), Told(Event(new(2025, 12, 1), "供暖季", [])));
        Assert.Equal((VariationGap.RestartWithin, "供暖季"), Told(Event(new(2025, 2, 10), "供暖季", []), new Period(new(2024, 1, 1), Today)));
        var unmoved = Told();
        Assert.Equal((VariationGap.None, null), unmoved);
        Assert.Equal(unmoved, Told(Event(Today.AddDays(1), "供暖季", [])));
        var other = Event(new(2025, 12, 1), "供暖季", []);
        (other.Extent, other.RecordKind) = (ProcessEventExtent.Kind, "hazard");
        Assert.Equal(unmoved, Told(other));
        // Of a metric that is no more.
        (other.Extent, other.RecordKind) = (ProcessEventExtent.Chosen, null);
        other.Metrics.Add(new() { MetricKey = "petitions.by-fax" });
        Assert.Equal(unmoved, Told(other));
        // Before the first record, and from it on.
        Assert.Equal(unmoved, Told(Event(new(2023, 12, 31), "供暖季", [])));
        Assert.Equal(unmoved, Told(Event(new(2024, 1, 1), "供暖季", [])));
        Assert.Equal((VariationGap.None, "供暖季"), Told(Event(new(2024, 1, 2), "供暖季", [])));
    }

    /// <summary>One community's new secretary on the day of an event of the whole street is that community's cause alone.</summary>
    [Fact]
    public void ANewSecretaryOfFew_IsNoCauseOfTheStreets()
    {
        DateOnly day = new(2025, 2, 10);
        var restarts = new ProcessRestarts([new(day, TestStore.Xinsheng)], [Event(day, "供暖季", [])]);
        CultureInfo.CurrentUICulture = new("zh-CN");
        Assert.Equal("“供暖季”", Assert.Single(restarts.RestartsOf(null, 3, Received)).Cause());
        Assert.Equal("“供暖季”", Assert.Single(restarts.RestartsOf([TestStore.Xinshun], 3, Received)).Cause());
        Assert.Equal("换任、“供暖季”", Assert.Single(restarts.RestartsOf([TestStore.Xinsheng], 3, Received)).Cause());
        Assert.True(Assert.Single(restarts.RestartsOf([TestStore.Xinsheng, TestStore.Xinshun], 3, Received)).IsNewSecretary);
    }

    /// <summary>Neither would restart the street alone, so neither is left out.</summary>
    [Fact]
    public void WhatIsHalfOnlyTogether_IsNamedTogether()
    {
        DateOnly day = new(2025, 2, 10);
        CultureInfo.CurrentUICulture = new("zh-CN");
        string Cause(params int[] places) =>
            Assert.Single(new ProcessRestarts([new(day, 1)], [Event(day, "供暖季", places)]).RestartsOf(null, 4, Received)).Cause();
        Assert.Equal("换任、“供暖季”", Cause(2));
        Assert.Equal("“供暖季”", Cause(2, 3));
        Assert.Empty(new ProcessRestarts([new(day, 1)], [Event(day, "供暖季", [1])]).RestartsOf(null, 4, Received));
    }

    [Fact]
    public async Task TwoEventsOfOneDay_AreOneRestart_AndBothAreNamed()
    {
        await ReceiveAsync(new(2024, 1, 1), _ => 1);
        var chart = Chart(Event(new(2025, 2, 10), "供暖季", []), Event(new(2025, 2, 10), "第三版口径", []), Event(new(2025, 5, 6), "搬家", []));
        Assert.Equal(["“供暖季”、“第三版口径”", "“搬家”"], chart.Restarts.Select(one => one.Cause(new("zh-CN"))));
        Assert.Equal(new DateOnly(2025, 5, 6), chart.Restart!.Day);
    }

    public static TheoryData<string, string, Rule> Wrong => new()
    {
        { "no day", "FirstDay", Rule.Required }, { "early", "FirstDay", Rule.TooEarly }, { "late", "FirstDay", Rule.TooLate },
        { "no name", "Name", Rule.Required }, { "long name", "Name", Rule.TooLong }, { "no reason", "Reason", Rule.Required },
        { "blank reason", "Reason", Rule.Required }, { "no extent", "Extent", Rule.Required }, { "no kind", "RecordKind", Rule.Required },
        { "unknown kind", "RecordKind", Rule.Unknown }, { "no metric", "Metrics", Rule.Required },
        { "unknown metric", "Metrics", Rule.Unknown }, { "no community", "Communities", Rule.Required },
        { "unknown community", "Communities", Rule.Unknown }, { "twin", "Name", Rule.ProcessEventTwin },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public async Task WhatIsWrong_IsRefused_WithItsField(string which, string field, Rule rule)
    {
        var right = Input(new(2025, 11, 15), "供暖季");
        if (which == "twin") await Commands.SaveAsync(TestStore.Leader, null, 0, right, Stop);
        var input = which switch
        {
            "no day" => right with { FirstDay = null },
            "early" => right with { FirstDay = ValidationContext.FirstDay.AddDays(-1) },
            "late" => right with { FirstDay = Today.AddDays(ValidationContext.MostDaysAhead + 1) },
            "no name" => right with { Name = null },
            "long name" => right with { Name = new('长', 101) },
            "no reason" => right with { Reason = null },
            "blank reason" => right with { Reason = " \n " },
            "no extent" => right with { Extent = null },
            "no kind" => right with { Extent = ProcessEventExtent.Kind },
            "unknown kind" => right with { Extent = ProcessEventExtent.Kind, RecordKind = "fax" },
            "no metric" => right with { Extent = ProcessEventExtent.Chosen },
            "unknown metric" => right with { Extent = ProcessEventExtent.Chosen, Metrics = ["petitions.received", "petitions.by-fax"] },
            "no community" => right with { IsOfStreet = false },
            "unknown community" => right with { IsOfStreet = false, Communities = [TestStore.Xinsheng, 99] },
            _ => right,
        };
        var refused = await Assert.ThrowsAsync<RefusedException>(() => Commands.SaveAsync(TestStore.Leader, null, 0, input, Stop));
        var violation = Assert.Single(refused.Violations);
        Assert.Equal((field, rule), (violation.Field, violation.Rule));
        Assert.All(new[] { "zh-CN", "en" }, language => Assert.NotEqual("", violation.Describe(new(language))));
        await using var db = live.Store.Open();
        Assert.Equal(which == "twin" ? 1 : 0, await db.ProcessEvents.CountAsync(Stop));
    }

    [Fact]
    public async Task AtTheEdge_ItIsTaken_AndWhoMayNotIsRefused()
    {
        await Commands.SaveAsync(TestStore.Leader, null, 0,
            Input(Today.AddDays(ValidationContext.MostDaysAhead), new('长', 100)) with
            { Extent = ProcessEventExtent.Chosen, Metrics = ["petitions.received"], IsOfStreet = false, Communities = [TestStore.Binhe] },
            Stop);
        await Commands.SaveAsync(TestStore.Administrator, null, 0, Input(ValidationContext.FirstDay, "供暖季"), Stop);
        CurrentUser[] others = [TestStore.WorkerOfXinsheng, new("评委", Role.Panel), new("主任", Role.Leader, [TestStore.Xinsheng])];
        foreach (var other in others)
            await Assert.ThrowsAsync<RefusedException>(() => Commands.SaveAsync(other, null, 0, Input(Today, "别的"), Stop));
        await using var db = live.Store.Open();
        Assert.Equal(2, await db.ProcessEvents.CountAsync(Stop));
    }

    [Fact]
    public async Task AnEvent_IsCorrectedAndWithdrawn_WithAReason_AndTheTrailKeepsWhatItSaid()
    {
        await Commands.SaveAsync(TestStore.Leader, null, 0, Input(new(2025, 11, 15), "供暖季") with
        { IsOfStreet = false, Communities = [TestStore.Xinsheng, TestStore.Xinshun] }, Stop);
        var id = (await OneAsync()).Id;
        var corrected = Input(new(2025, 11, 1), "供暖季") with { IsOfStreet = false, Communities = [TestStore.Xinshun, TestStore.Binhe] };
        var refused = await Assert.ThrowsAsync<RefusedException>(() => Commands.SaveAsync(TestStore.Leader, id, 1, corrected, Stop));
        Assert.Equal(("ChangeReason", Rule.Required), (refused.Violations[0].Field, refused.Violations[0].Rule));
        await Commands.SaveAsync(TestStore.Leader, id, 1, corrected with { ChangeReason = "提前供暖" }, Stop);
        await Assert.ThrowsAsync<EditedMeanwhileException>(() =>
            Commands.SaveAsync(TestStore.Leader, id, 1, corrected with { ChangeReason = "再改" }, Stop));
        Assert.Equal([TestStore.Xinshun, TestStore.Binhe], (await OneAsync()).Places.Select(place => place.CommunityId).Order());
        var restarts = live.Store.Get<ProcessRestartDirectory>();
        Assert.Single((await restarts.GetAsync(Stop)).RestartsOf([TestStore.Binhe], 3, Received));

        await Assert.ThrowsAsync<RefusedException>(() => Commands.WithdrawAsync(TestStore.Leader, id, 2, " ", Stop));
        await Commands.WithdrawAsync(TestStore.Leader, id, 2, "填错了", Stop);
        await Assert.ThrowsAsync<RecordNotFoundException>(() => Commands.WithdrawAsync(TestStore.Leader, id, 3, "再来", Stop));
        Assert.True(await OneAsync() is { IsWithdrawn: true, ChangeReason: "填错了", SetBy: "刘主任" });
        await using var db = live.Store.Open();
        Assert.Empty((await ProcessRestarts.ReadAsync(db, Stop)).RestartsOf([TestStore.Binhe], 3, Received));
        var trail = await db.AuditEntries.Where(line => line.Kind == ProcessEventCommands.Kind).OrderBy(line => line.Id).ToListAsync(Stop);
        Assert.Equal(["Added", "Changed", "Changed"], trail.Select(line => line.Action));
        Assert.Contains("2025-11-15", trail[1].Before);
        Assert.Contains("填错了", trail[2].After);
        // Its day and name are free again.
        await Commands.SaveAsync(TestStore.Leader, null, 0, Input(new(2025, 11, 1), "供暖季"), Stop);
    }

    private async Task<ProcessEvent> OneAsync()
    {
        await using var db = live.Store.Open();
        return await db.ProcessEvents.AsNoTracking().Include(one => one.Places).SingleAsync(Stop);
    }

    private (VariationGap, string?) Told(params ProcessEvent[] events) => Told(null, events);

    private (VariationGap, string?) Told(ProcessEvent one, Period period) => Told(period, one);

    private (VariationGap, string?) Told(Period? period, params ProcessEvent[] events)
    {
        var when = period is { } custom ? new PeriodOnDay(custom, PeriodKind.Custom, Today) : Quarter;
        var variation = Judge(events).Judge(live.Cube.Current!.For(null), null, Received, when).Variation;
        return (variation.Gap, variation.Restart?.Events.Single().Name);
    }

    private MetricChart Chart(params ProcessEvent[] events) =>
        Judge(events).Chart(default, live.Cube.Current!.For(null), null, Received, Quarter, false)!;

    private static FigureJudge Judge(ProcessEvent[] events) =>
        new(new([], WorkingCalendar.WeekdaysOnly), WorkingCalendar.WeekdaysOnly, new([], events), 3);

    private static ProcessEventInput Input(DateOnly day, string name) =>
        new(day, name, null, ProcessEventExtent.All, null, [], true, [], "供暖以后反映不热的多", null);

    private static ProcessEvent Event(DateOnly day, string name, int[] communities, string? nameEn = null)
    {
        var one = new ProcessEvent
        {
            FirstDay = day,
            Name = name,
            NameEn = nameEn,
            Reason = "供暖以后反映不热的多",
            SetBy = "刘主任",
            IsOfStreet = communities.Length == 0,
        };
        one.Places.AddRange(communities.Select(id => new ProcessEventPlace { CommunityId = id }));
        return one;
    }

    private async Task ReceiveAsync(DateOnly from, Func<DateOnly, int> each)
    {
        var days = new List<DateOnly>();
        for (var day = from; day <= Today; day = day.AddDays(1))
            if (WorkingCalendar.WeekdaysOnly.IsWorkingDay(day)) days.AddRange(Enumerable.Repeat(day, each(day)));
        await live.Store.AddAsync([.. days.Select(day => Make.Petition(TestStore.Xinsheng, day))]);
        await live.StartAsync(Stop);
    }
}
