using System.Globalization;
using Concentric.Alerts;
using Concentric.Data;
using Concentric.Metrics;
using Concentric.Rules;
using Concentric.Tests.Core.Notices;
using Concentric.Tests.TestData;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Tests.Core.Alerts;

/// <summary>What a rule may be, and who may keep which.</summary>
public sealed class AlertCommandsTests : IAsyncLifetime
{
    private TestStore store = null!;
    private CurrentUser leader = null!;
    private CurrentUser worker = null!;
    private CurrentUser panel = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private AlertCommands Commands => store.Get<AlertCommands>();

    public async ValueTask InitializeAsync()
    {
        store = await TestStore.CreateAsync();
        leader = await store.AccountAsync("刘主任", Role.Leader);
        worker = await store.AccountAsync("王芳", Role.Worker, TestStore.Xinsheng);
        panel = await store.AccountAsync("评委", Role.Panel);
    }

    public ValueTask DisposeAsync() => store.DisposeAsync();

    public static TheoryData<string, string, Rule> Wrong => new()
    {
        { "no metric", "Metric", Rule.Required }, { "unknown metric", "Metric", Rule.Unknown },
        { "no condition", "Condition", Rule.Required }, { "neutral worse", "Condition", Rule.AlertHasNoWorse },
        { "neutral target", "Condition", Rule.AlertHasNoWorse }, { "not judged", "Condition", Rule.AlertNotJudged },
        { "silent rate", "Condition", Rule.AlertNotEntered }, { "silent sum", "Condition", Rule.AlertNotEntered },
        { "no target", "Condition", Rule.AlertWithoutTarget },
        { "no months", "Months", Rule.Required }, { "0 months", "Months", Rule.OutOfRange }, { "13 months", "Months", Rule.OutOfRange },
        { "0 days", "SilentDays", Rule.OutOfRange }, { "61 days", "SilentDays", Rule.OutOfRange },
        { "0 well days", "WellDays", Rule.OutOfRange }, { "31 well days", "WellDays", Rule.OutOfRange },
        { "no limit", "Limit", Rule.Required }, { "negative", "Limit", Rule.OutOfRange }, { "below 0", "Limit", Rule.OutOfRange },
        { "above 100 %", "Limit", Rule.OutOfRange }, { "too fine", "Limit", Rule.TooFine }, { "too much", "Limit", Rule.OutOfRange },
        { "clear above", "ClearLimit", Rule.AlertClearAbove }, { "clear below", "ClearLimit", Rule.AlertClearBelow },
        { "no side", "Side", Rule.Required }, { "no scope", "Scope", Rule.Required }, { "no community", "Communities", Rule.Required },
        { "unknown community", "Communities", Rule.Unknown }, { "nobody", "Recipients", Rule.AlertTellsNobody },
        { "unknown person", "Recipients", Rule.Unknown }, { "panel", "Recipients", Rule.Unknown },
        { "sees none", "Recipients", Rule.AlertReaderSeesNone }, { "unknown robot", "Robots", Rule.Unknown },
        { "long note", "Note", Rule.TooLong },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public async Task WhatIsWrong_IsRefused_WithTheFieldAndASentenceInBothLanguages(string which, string field, Rule rule)
    {
        var one = AlertRig.Overdue(5, AlertScope.Street, leader.UserId!.Value);
        var rate = one with { Metric = "petitions.on-time-rate" };
        var target = rate with { Condition = AlertCondition.OffTarget, Months = 2 };
        var silent = one with { Metric = "visits.count", Condition = AlertCondition.Silent, SilentDays = 5 };
        var input = which switch
        {
            "no metric" => one with { Metric = null },
            "unknown metric" => one with { Metric = "petitions.nothing" },
            "no condition" => one with { Condition = null },
            "neutral worse" => one with { Metric = "petitions.received", Condition = AlertCondition.Worse },
            "neutral target" => target with { Metric = "petitions.received" },
            "not judged" => one with { Metric = "visits.households", Condition = AlertCondition.Worse },
            "silent rate" => silent with { Metric = "petitions.on-time-rate" },
            "silent sum" => silent with { Metric = "activities.saved" },
            "no target" => target,
            "no months" => target with { Months = null },
            "0 months" => target with { Months = 0 },
            "13 months" => target with { Months = AlertRule.MostMonths + 1 },
            "0 days" => silent with { SilentDays = 0 },
            "61 days" => silent with { SilentDays = AlertRule.MostSilentDays + 1 },
            "0 well days" => one with { WellDays = 0 },
            "31 well days" => one with { WellDays = AlertRule.MostWellDays + 1 },
            "no limit" => one with { LimitMilli = null },
            "negative" => one with { LimitMilli = -1 },
            "below 0" => one with { Side = AlertSide.Below, LimitMilli = 0 },
            "above 100 %" => rate with { LimitMilli = 100_000 },
            "too fine" => rate with { LimitMilli = 80_050 },
            "too much" => one with { LimitMilli = (TargetCommands.MostAmount * 1_000) + 1 },
            "clear above" => one with { ClearLimitMilli = 6_000 },
            "clear below" => rate with { Side = AlertSide.Below, LimitMilli = 80_000, ClearLimitMilli = 70_000 },
            "no side" => one with { Side = null },
            "no scope" => one with { Scope = null },
            "no community" => one with { Scope = AlertScope.Chosen, Communities = [] },
            "unknown community" => one with { Scope = AlertScope.Chosen, Communities = [99] },
            "nobody" => one with { Recipients = [] },
            "unknown person" => one with { Recipients = [9_999] },
            "panel" => one with { Recipients = [panel.UserId!.Value] },
            "sees none" => one with { Recipients = [worker.UserId!.Value] },
            "unknown robot" => one with { Robots = [77] },
            _ => one with { Note = new string('长', TextLimits.Note + 1) },
        };
        var refusal = await Assert.ThrowsAsync<RefusedException>(() => Commands.SaveAsync(leader, null, 0, input, Stop));
        var violation = Assert.Single(refusal.Violations);
        Assert.Equal((field, rule), (violation.Field, violation.Rule));
        foreach (var language in new[] { "zh-CN", "en" })
            Assert.NotEmpty(violation.Describe(CultureInfo.GetCultureInfo(language)));
        await using var db = store.Open();
        Assert.False(await db.AlertRules.AnyAsync(Stop));
    }

    [Fact]
    public async Task TheLimits_AreTaken()
    {
        var one = AlertRig.Overdue(0, AlertScope.Street, leader.UserId!.Value);
        AlertInput[] all =
        [
            one, one with { LimitMilli = TargetCommands.MostAmount * 1_000, WellDays = AlertRule.MostWellDays },
            one with { Metric = "petitions.on-time-rate", LimitMilli = 99_900 },
            one with { Metric = "petitions.on-time-rate", Side = AlertSide.Below, LimitMilli = 80_000, ClearLimitMilli = 80_000 },
            one with { Metric = "visits.count", Condition = AlertCondition.Silent, SilentDays = AlertRule.MostSilentDays },
            one with { Condition = AlertCondition.Worse },
        ];
        foreach (var input in all) await Commands.SaveAsync(leader, null, 0, input, Stop);
        await using var db = store.Open();
        Assert.Equal([0, TargetCommands.MostAmount * 1_000, 999, 800, null, null],
            await db.AlertRules.OrderBy(rule => rule.Id).Select(rule => rule.LimitMilli).ToListAsync(Stop));
        Assert.Equal(800, (await db.AlertRules.OrderBy(rule => rule.Id).ToListAsync(Stop))[3].ClearMilli);
    }

    [Fact]
    public async Task TheSameRule_IsNotMadeTwice_UntilTheOtherIsRetired()
    {
        var input = AlertRig.Overdue(5, AlertScope.Chosen, leader.UserId!.Value);
        var first = await Commands.SaveAsync(leader, null, 0, input, Stop);
        var refusal = await Assert.ThrowsAsync<RefusedException>(() =>
            Commands.SaveAsync(leader, null, 0, input with { WellDays = 9 }, Stop));
        Assert.Contains("刘主任", Assert.Single(refusal.Violations).Describe(CultureInfo.GetCultureInfo("zh-CN")));
        // Elsewhere, or past another limit, it is another rule.
        await Commands.SaveAsync(leader, null, 0, input with { Scope = AlertScope.Street }, Stop);
        var other = await Commands.SaveAsync(leader, null, 0, input with { LimitMilli = 6_000 }, Stop);
        await Assert.ThrowsAsync<RefusedException>(() => Commands.SaveAsync(leader, other, 1, input, Stop));
        await Commands.MoveAsync(leader, first, 1, AlertRuleState.Retired, "重复", Stop);
        await Commands.SaveAsync(leader, other, 1, input, Stop);
        // A worker's own is nobody else's twin.
        await Commands.SaveAsync(worker, null, 0, input with { Communities = [TestStore.Xinsheng] }, Stop);
    }

    [Fact]
    public async Task ATargetRule_NeedsATargetInOneOfItsPlaces()
    {
        await store.Get<TargetCommands>().SaveAsync(leader, null, 0,
            new("petitions.on-time-rate", TestStore.Xinshun, null, null, 95_000, TargetSpread.Days, "计划"), Stop);
        var input = AlertRig.Overdue(5, AlertScope.Street, leader.UserId!.Value) with
        { Metric = "petitions.on-time-rate", Condition = AlertCondition.OffTarget, Months = 2 };
        await Assert.ThrowsAsync<RefusedException>(() => Commands.SaveAsync(leader, null, 0, input, Stop));
        await Commands.SaveAsync(leader, null, 0, input with { Scope = AlertScope.EachCommunity }, Stop);
    }

    [Fact]
    public async Task Changes_AreInTheAuditTrail_AndAnotherVersionIsRefused()
    {
        var input = AlertRig.Overdue(5, AlertScope.Chosen, leader.UserId!.Value);
        var id = await Commands.SaveAsync(leader, null, 0, input, Stop);
        await Commands.SaveAsync(leader, id, 1, input with { Communities = [TestStore.Binhe], LimitMilli = 7_000 }, Stop);
        await Assert.ThrowsAsync<EditedMeanwhileException>(() => Commands.SaveAsync(leader, id, 1, input, Stop));
        var reason = await Assert.ThrowsAsync<RefusedException>(() => Commands.MoveAsync(leader, id, 2, AlertRuleState.Paused, " ", Stop));
        Assert.Equal(("Reason", Rule.Required), (reason.Violations[0].Field, reason.Violations[0].Rule));
        await Commands.MoveAsync(leader, id, 2, AlertRuleState.Paused, "整理台账", Stop);
        await Commands.MoveAsync(leader, id, 3, AlertRuleState.On, null, Stop);
        await Commands.MoveAsync(leader, id, 4, AlertRuleState.Retired, "不用了", Stop);
        await Assert.ThrowsAsync<RecordNotFoundException>(() => Commands.MoveAsync(leader, id, 5, AlertRuleState.On, null, Stop));
        await using var db = store.Open();
        var lines = await db.AuditEntries.AsNoTracking().Where(line => line.Kind == AlertCommands.Kind).OrderBy(line => line.Id)
            .ToListAsync(Stop);
        Assert.Equal(["Added", "Changed", "Changed", "Changed", "Changed"], lines.Select(line => line.Action));
        Assert.Contains("整理台账", lines[2].After);
        Assert.Equal(TestStore.Binhe, (await db.AlertPlaces.SingleAsync(Stop)).CommunityId);
    }

    [Fact]
    public async Task Workers_KeepRulesOfTheirOwnCommunities_ForThemselves()
    {
        var input = AlertRig.Overdue(5, AlertScope.Chosen, leader.UserId!.Value) with { Communities = [TestStore.Xinsheng] };
        var own = await Commands.SaveAsync(worker, null, 0, input, Stop);
        var office = await Commands.SaveAsync(leader, null, 0, AlertRig.Overdue(1, AlertScope.EachCommunity, worker.UserId!.Value), Stop);
        await using (var db = store.Open())
            Assert.Equal(worker.UserId, (await db.AlertReaders.SingleAsync(reader => reader.RuleId == own, Stop)).UserId);
        foreach (var (wrong, rule) in new[] { (input with { Scope = AlertScope.Street }, Rule.AlertOwnOnly),
            (input with { Communities = [TestStore.Xinshun] }, Rule.AlertPlaceUnseen) })
        {
            var refusal = await Assert.ThrowsAsync<RefusedException>(() => Commands.SaveAsync(worker, null, 0, wrong, Stop));
            Assert.Equal(rule, refusal.Violations[0].Rule);
        }

        // The office's rule, which tells the worker, is not the worker's to read or change.
        Assert.Equal(own, Assert.Single(await store.Get<AlertQueries>().ListAsync(worker, isRetired: false, Stop)).Rule.Id);
        Assert.Null(await store.Get<AlertQueries>().FindAsync(worker, office, Stop));
        await Assert.ThrowsAsync<RecordNotFoundException>(() => Commands.SaveAsync(worker, office, 1, input, Stop));
        await Assert.ThrowsAsync<RecordNotFoundException>(() => Commands.MoveAsync(worker, office, 1, AlertRuleState.Retired, "x", Stop));
        Assert.Equal(2, (await store.Get<AlertQueries>().ListAsync(leader, isRetired: false, Stop)).Count);
    }

    [Fact]
    public async Task ARuleOfSomebodysOwn_KeepsToWhatItsOwnerMaySee_WhoeverChangesIt()
    {
        // The name of a community is that of the reader's language.
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("zh-CN");
        var input = AlertRig.Overdue(5, AlertScope.Chosen) with { Communities = [TestStore.Xinsheng] };
        var id = await Commands.SaveAsync(worker, null, 0, input, Stop);
        await RefusedAsync(leader, input with { Communities = [TestStore.Xinsheng, TestStore.Xinshun] }, "Communities",
            Rule.AlertPlaceUnseen, "馨顺园");
        await RefusedAsync(leader, input with { Scope = AlertScope.Street, Communities = [] }, "Scope", Rule.AlertOwnOnly, null);
        await Commands.SaveAsync(leader, id, 1, input with { LimitMilli = 6_000 }, Stop);
        // A community that the owner has lost is named, so that it can be taken out.
        await using (var db = store.Open())
        {
            await db.Set<UserCommunity>().Where(row => row.UserId == worker.UserId).ExecuteUpdateAsync(row =>
                row.SetProperty(one => one.CommunityId, TestStore.Xinshun), Stop);
        }

        var moved = worker with { CommunityIds = [TestStore.Xinshun] };
        await RefusedAsync(moved, input with { Communities = [TestStore.Xinsheng, TestStore.Xinshun] }, "Communities",
            Rule.AlertPlaceUnseen, "馨盛园");
        await Commands.SaveAsync(moved, id, 2, input with { Communities = [TestStore.Xinshun] }, Stop);

        async Task RefusedAsync(CurrentUser caller, AlertInput wrong, string field, Rule rule, string? named)
        {
            await using var db = store.Open();
            var version = await db.AlertRules.Where(one => one.Id == id).Select(one => one.Version).SingleAsync(Stop);
            var violation = Assert.Single((await Assert.ThrowsAsync<RefusedException>(() =>
                Commands.SaveAsync(caller, id, version, wrong, Stop))).Violations);
            Assert.Equal((field, rule), (violation.Field, violation.Rule));
            if (named is not null) Assert.Contains(named, violation.Describe(CultureInfo.GetCultureInfo("zh-CN")));
        }
    }

    [Fact]
    public async Task WhoWasNamedBefore_MustSeeOneOfTheNewPlaces()
    {
        var input = AlertRig.Overdue(5, AlertScope.Chosen, leader.UserId!.Value, worker.UserId!.Value);
        var id = await Commands.SaveAsync(leader, null, 0, input, Stop);
        var refusal = await Assert.ThrowsAsync<RefusedException>(() =>
            Commands.SaveAsync(leader, id, 1, input with { Communities = [TestStore.Xinshun] }, Stop));
        Assert.Equal(("Recipients", Rule.AlertReaderSeesNone), (Assert.Single(refusal.Violations).Field, refusal.Violations[0].Rule));
        await Commands.SaveAsync(leader, id, 1, input with
        { Communities = [TestStore.Xinshun], Recipients = [leader.UserId.Value] }, Stop);
    }

    [Theory]
    [InlineData(5, 1, Rule.AlertTargetLittle)]
    [InlineData(5, 2, null)]
    [InlineData(18, 1, null)]
    public async Task ATargetTooLittleForAMonth_IsRefusedAsThat(int aYear, int months, Rule? rule)
    {
        await store.Get<TargetCommands>().SaveAsync(leader, null, 0,
            new("activities.held", null, null, null, aYear * 1_000, TargetSpread.Days, "计划"), Stop);
        var input = AlertRig.Overdue(5, AlertScope.Street, leader.UserId!.Value) with
        { Metric = "activities.held", Condition = AlertCondition.OffTarget, Months = months };
        var save = () => Commands.SaveAsync(leader, null, 0, input, Stop);
        if (rule is null) await save();
        else Assert.Equal(rule, Assert.Single((await Assert.ThrowsAsync<RefusedException>(save)).Violations).Rule);
    }

    [Fact]
    public async Task PanelReadersAndKeys_KeepNone()
    {
        var reader = await store.AccountAsync("查阅", Role.Reader);
        var input = AlertRig.Overdue(5, AlertScope.Street, leader.UserId!.Value);
        foreach (var caller in new[] { panel, reader, TestStore.WorkerOfXinsheng })
        {
            await Assert.ThrowsAsync<UnauthorizedAccessException>(() => Commands.SaveAsync(caller, null, 0, input, Stop));
            await Assert.ThrowsAsync<UnauthorizedAccessException>(() =>
                Commands.MoveAsync(caller, 1, 1, AlertRuleState.Paused, "x", Stop));
        }

        await Commands.SaveAsync(leader, null, 0, input, Stop);
        Assert.Empty(await store.Get<AlertQueries>().ListAsync(panel, isRetired: false, Stop));
        Assert.False(Assert.Single(await store.Get<AlertQueries>().ListAsync(reader, isRetired: false, Stop)).MayChange);
    }

    [Fact]
    public async Task MoreThanTheMost_IsRefused()
    {
        await store.AddAsync([.. Enumerable.Range(0, AlertRule.Most).Select(i => new AlertRule
        {
            MetricKey = "petitions.overdue", Condition = AlertCondition.PastLimit, LimitMilli = (i + 10) * 1_000, WellDays = 1,
            SetBy = "系统",
        })]);
        var input = AlertRig.Overdue(5, AlertScope.Street, leader.UserId!.Value);
        var refusal = await Assert.ThrowsAsync<RefusedException>(() => Commands.SaveAsync(leader, null, 0, input, Stop));
        Assert.Equal(Rule.AlertTooMany, Assert.Single(refusal.Violations).Rule);
        await Commands.MoveAsync(leader, 1, 0, AlertRuleState.Retired, "不用了", Stop);
        await Commands.SaveAsync(leader, null, 0, input, Stop);
    }

    [Fact]
    public void ANote_IsReadAsItWasWritten()
    {
        AlertNote[] all =
        [
            new(new("petitions.on-time-rate", AlertCondition.Worse, AlertSide.Above, null, null, null), new(0.712345, 0.8, 0.95, null)),
            new(new("petitions.overdue", AlertCondition.PastLimit, AlertSide.Below, 5_000, null, null),
                new(3, null, null, null, new(new(2026, 2, 18), new(2026, 3, 17)))),
            new(new("visits.count", AlertCondition.Silent, AlertSide.Above, null, null, 12), new(0, null, null, null)),
        ];
        foreach (var note in all) Assert.Equal(note, AlertNote.Read(note.Write()));
        foreach (var other in new[] { null, "", "一户报修", "a|b|c|d|e|f|g|h|i", "a|Worse|3|||||||" }) Assert.Null(AlertNote.Read(other));
        Assert.True(all.Max(note => note.Write().Length) + TextLimits.Key < TextLimits.Title);
    }
}
