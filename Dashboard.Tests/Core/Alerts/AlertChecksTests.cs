using System.Globalization;
using Concentric.Alerts;
using Concentric.Dashboard.Features.Notices;
using Concentric.Dashboard.Resources;
using Concentric.Data;
using Concentric.Ledgers;
using Concentric.Notices;
using Concentric.Petitions;
using Concentric.Robots;
using Concentric.Rules;
using Concentric.Tests.Core.Notices;
using Concentric.Tests.TestData;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Tests.Core.Alerts;

/// <summary>What one look at the rules makes: firings with their figures, one notice for each person, once.</summary>
public sealed class AlertChecksTests : IAsyncLifetime
{
    private AlertRig rig = null!;
    private CurrentUser leader = null!;
    private CurrentUser worker = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        rig = await AlertRig.CreateAsync();
        leader = await rig.Store.AccountAsync("刘主任", Role.Leader);
        worker = await rig.Store.AccountAsync("王芳", Role.Worker, TestStore.Xinsheng);
    }

    public ValueTask DisposeAsync() => rig.DisposeAsync();

    [Fact]
    public async Task WhatIsFound_KeepsItsFigures_AndIsToldOnce()
    {
        await rig.AddOverdueAsync(TestStore.Xinsheng, 3);
        await rig.AddRuleAsync(AlertRig.Overdue(2, AlertScope.EachCommunity, leader.UserId!.Value));
        await rig.StartAsync();
        Assert.Equal(1, await rig.LookAsync());
        var firing = Assert.Single(await rig.FiringsAsync());
        Assert.Equal((TestStore.Xinsheng, 3.0, 2_000L, TestStore.Today, "刘主任"),
            (firing.CommunityId!.Value, firing.Value!.Value, firing.LimitMilli!.Value, firing.BeganOn, firing.ToldTo));
        Assert.Equal(TestStore.Today, firing.PeriodTo);
        Assert.NotNull(firing.ToldAt);
        var notice = Assert.Single(await rig.ToldAsync(leader));
        Assert.Equal((NoticeKind.AlertBegan, firing.Id, TestStore.Xinsheng), (notice.Kind, notice.RecordId, notice.CommunityId!.Value));
        Assert.Equal("馨盛园：2026-03-18 “逾期未结诉求”为 3 件，超过 2 件",
            AlertNote.Read(notice.Title)!.Tell(notice.Kind, "馨盛园", CultureInfo.GetCultureInfo("zh-CN")).Replace(
                AlertWords.Name("petitions.overdue", CultureInfo.GetCultureInfo("zh-CN")), "逾期未结诉求"));
        // The same hour again, and the next ones with the same figures.
        Assert.Equal(0, await rig.Checks.RunAsync(Stop));
        for (var i = 0; i < 3; i++) Assert.Equal(0, await rig.LookAsync());
        Assert.Single(await rig.FiringsAsync());
        Assert.Single(await rig.ToldAsync(leader));
    }

    [Fact]
    public async Task SeveralNodesInOneHour_TellOnce()
    {
        await rig.AddOverdueAsync(TestStore.Xinsheng, 3);
        await rig.AddRuleAsync(AlertRig.Overdue(2, AlertScope.Street, leader.UserId!.Value));
        await rig.StartAsync();
        rig.Store.Time.Advance(TimeSpan.FromHours(1));
        var moved = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => rig.Checks.RunAsync(Stop), Stop)));
        Assert.Equal(1, moved.Sum());
        Assert.Single(await rig.FiringsAsync());
        Assert.Single(await rig.ToldAsync(leader));
    }

    [Fact]
    public async Task WhatIsFoundTogether_IsOneNotice_OfWhatTheReaderMaySee()
    {
        await rig.AddOverdueAsync(TestStore.Xinsheng, 3);
        await rig.AddOverdueAsync(TestStore.Xinshun, 4);
        await rig.AddRuleAsync(AlertRig.Overdue(2, AlertScope.EachCommunity, leader.UserId!.Value, worker.UserId!.Value));
        await rig.AddRuleAsync(AlertRig.Overdue(5, AlertScope.Street, leader.UserId.Value));
        await rig.StartAsync();
        Assert.Equal(3, await rig.LookAsync());
        var many = Assert.Single(await rig.ToldAsync(leader));
        Assert.Equal((NoticeKind.AlertBegan, 0L, 3), (many.Kind, many.RecordId, many.Count));
        Assert.Null(many.CommunityId);
        // The list of the notice is exactly those, and only its reader's.
        var told = await rig.Queries.HistoryAsync(leader, new(Told: many.Id), 1, Stop);
        Assert.Equal(3, told.Total);
        Assert.Equal(0, (await rig.Queries.HistoryAsync(worker, new(Told: many.Id), 1, Stop)).Total);
        // The notice names the first of them, to its reader alone.
        var named = (await rig.Queries.NamedAsync(leader, [many], Stop))[many.Id];
        Assert.Equal(told.Rows.Select(firing => firing.Id), named.Select(firing => firing.Id));
        Assert.Empty(await rig.Queries.NamedAsync(worker, [many], Stop));
        var names = await rig.Store.Get<CommunityDirectory>().GetAsync(Stop);
        var (metric, at) = (AlertWords.Name("petitions.overdue"), names.Name(TestStore.Xinshun));
        Assert.Contains(at, NoticeLinks.TextOf(many, names, named));
        var ofStreet = named.Single(one => one.CommunityId is null);
        Assert.EndsWith(UiTexts.L["Notice.Alert.More", metric, "2"], NoticeLinks.TextOf(many, names, [ofStreet]));
        Assert.DoesNotContain(metric, NoticeLinks.TextOf(many, names, []));
        // A worker learns of the own community and of nothing else.
        var own = Assert.Single(await rig.ToldAsync(worker));
        Assert.Equal(TestStore.Xinsheng, own.CommunityId);
        Assert.Equal(TestStore.Xinsheng, Assert.Single((await rig.Queries.HistoryAsync(worker, new(), 1, Stop)).Rows).CommunityId);
        Assert.Equal(3, (await rig.Queries.HistoryAsync(leader, new(), 1, Stop)).Total);
        Assert.Equal(0, (await rig.Queries.HistoryAsync(new("评委", Role.Panel), new(), 1, Stop)).Total);
    }

    /// <summary>The newest of each notice's own, no more than have room, and of those only what the reader may still see.</summary>
    [Fact]
    public async Task SeveralNotices_EachNameTheFirstOfTheirOwn()
    {
        await rig.AddOverdueAsync(TestStore.Xinsheng, 3);
        await rig.AddRuleAsync(AlertRig.Overdue(2, AlertScope.EachCommunity, leader.UserId!.Value));
        await rig.AddRuleAsync(AlertRig.Overdue(2, AlertScope.Street, leader.UserId.Value));
        await rig.StartAsync();
        Assert.Equal(2, await rig.LookAsync());
        await rig.AddOverdueAsync(TestStore.Xinshun, 3);
        await rig.AddOverdueAsync(TestStore.Binhe, 3);
        await rig.AddRuleAsync(AlertRig.Overdue(1, AlertScope.EachCommunity, leader.UserId.Value));
        await rig.SettleAsync();
        Assert.Equal(5, await rig.LookAsync());
        var notices = await rig.ToldAsync(leader);
        Assert.Equal([2, 5], notices.Select(notice => notice.Count));
        var named = await rig.Queries.NamedAsync(leader, notices, Stop);
        Assert.Equal([2, AlertQueries.MostNamed], notices.Select(notice => named[notice.Id].Count));
        foreach (var notice in notices)
        {
            var listed = (await rig.Queries.HistoryAsync(leader, new(Told: notice.Id), 1, Stop)).Rows.Select(firing => firing.Id);
            Assert.Equal(listed.Take(AlertQueries.MostNamed), named[notice.Id].Select(firing => firing.Id));
        }

        var limited = await rig.Queries.NamedAsync(leader with { CommunityIds = [TestStore.Xinshun] }, notices, Stop);
        Assert.Equal([TestStore.Xinshun, TestStore.Xinshun], Assert.Single(limited).Value.Select(firing => firing.CommunityId!.Value));
        Assert.Equal(notices[1].Id, limited.Keys.Single());
    }

    [Fact]
    public async Task WhatIsFoundInQuietHours_IsToldTogetherAfterThem()
    {
        await rig.AddRuleAsync(AlertRig.Overdue(2, AlertScope.EachCommunity, leader.UserId!.Value));
        await rig.StartAsync();
        // 21:00 on Wednesday.
        rig.Store.Time.Advance(TimeSpan.FromHours(10));
        await rig.AddOverdueAsync(TestStore.Xinsheng, 3);
        await rig.SettleAsync();
        Assert.Equal(1, await rig.LookAsync());
        await rig.AddOverdueAsync(TestStore.Xinshun, 3);
        await rig.SettleAsync();
        Assert.Equal(1, await rig.LookAsync());
        Assert.Empty(await rig.ToldAsync(leader));
        Assert.All(await rig.FiringsAsync(), firing => Assert.Null(firing.ToldAt));
        // Until seven in the morning; at eight they are over.
        for (var hour = 23; hour < 32; hour++) Assert.Equal(0, await rig.LookAsync());
        Assert.Empty(await rig.ToldAsync(leader));
        Assert.Equal(0, await rig.LookAsync());
        Assert.Equal(2, Assert.Single(await rig.ToldAsync(leader)).Count);
        Assert.All(await rig.FiringsAsync(), firing => Assert.NotNull(firing.ToldAt));
    }

    [Fact]
    public async Task WhatEndedInTheQuietHours_IsToldToNobody()
    {
        await rig.AddOverdueAsync(TestStore.Xinsheng, 3);
        var rule = await rig.AddRuleAsync(AlertRig.Overdue(2, AlertScope.Street, leader.UserId!.Value));
        await rig.StartAsync();
        rig.Store.Time.Advance(TimeSpan.FromHours(11));
        Assert.Equal(1, await rig.LookAsync());
        await rig.Commands.MoveAsync(TestStore.Leader, rule, 1, AlertRuleState.Paused, "整理台账", Stop);
        rig.Store.Time.Advance(TimeSpan.FromHours(11));
        await rig.LookAsync();
        Assert.Empty(await rig.ToldAsync(leader));
        Assert.Equal(AlertEnd.RulePaused, Assert.Single(await rig.FiringsAsync()).End);
    }

    [Fact]
    public async Task WellForLongEnough_IsToldAsOver_AndCanBeginAgain()
    {
        var petitions = await rig.AddOverdueAsync(TestStore.Xinsheng, 3);
        await rig.AddRuleAsync(AlertRig.Overdue(2, AlertScope.Street, leader.UserId!.Value));
        await rig.StartAsync();
        await rig.LookAsync();
        await rig.ArchiveAsync(petitions);
        Assert.Equal(0, await rig.LookAsync());
        Assert.Equal(TestStore.Today, Assert.Single(await rig.FiringsAsync()).WellSince);
        Assert.Equal(1, await rig.LookAsync(days: 1));
        var over = Assert.Single(await rig.FiringsAsync());
        Assert.Equal((AlertEnd.Well, TestStore.Today.AddDays(1), 0.0), (over.End!.Value, over.EndedOn!.Value, over.EndValue!.Value));
        Assert.Equal([NoticeKind.AlertBegan, NoticeKind.AlertOver], (await rig.ToldAsync(leader)).Select(notice => notice.Kind));
        await rig.AddOverdueAsync(TestStore.Xinsheng, 3);
        await rig.SettleAsync();
        Assert.Equal(1, await rig.LookAsync());
        Assert.Equal(2, (await rig.FiringsAsync()).Count);
    }

    [Fact]
    public async Task SomeBeginAndOthersAreOver_InOneNotice()
    {
        var petitions = await rig.AddOverdueAsync(TestStore.Xinsheng, 3);
        await rig.AddRuleAsync(AlertRig.Overdue(2, AlertScope.EachCommunity, leader.UserId!.Value));
        await rig.StartAsync();
        await rig.LookAsync();
        await rig.ArchiveAsync(petitions);
        await rig.LookAsync();
        await rig.AddOverdueAsync(TestStore.Xinshun, 3);
        await rig.SettleAsync();
        Assert.Equal(2, await rig.LookAsync(days: 1));
        var last = (await rig.ToldAsync(leader))[^1];
        Assert.Equal((NoticeKind.AlertsMoved, 2), (last.Kind, last.Count));
    }

    [Fact]
    public async Task WhoIsNamedLater_IsToldOfWhatIsOpen_AndThatItIsOver_OnlyWhoWasToldThatItBegan()
    {
        var petitions = await rig.AddOverdueAsync(TestStore.Xinsheng, 3);
        var input = AlertRig.Overdue(2, AlertScope.EachCommunity, leader.UserId!.Value);
        var rule = await rig.AddRuleAsync(input);
        await rig.StartAsync();
        await rig.LookAsync();
        await rig.Commands.SaveAsync(TestStore.Leader, rule, 1, input with { Recipients = [leader.UserId.Value, worker.UserId!.Value] },
            Stop);
        Assert.Equal(0, await rig.LookAsync());
        Assert.Equal(NoticeKind.AlertBegan, Assert.Single(await rig.ToldAsync(worker)).Kind);
        Assert.Single(await rig.ToldAsync(leader));
        Assert.Equal("刘主任、王芳", Assert.Single(await rig.FiringsAsync()).ToldTo);
        await rig.LookAsync();
        Assert.Single(await rig.ToldAsync(worker));
        // Named when the figure is well already, and nothing is open: the end of it is no news.
        await rig.ArchiveAsync(petitions);
        await rig.LookAsync();
        var other = await rig.Store.AccountAsync("赵分析", Role.Analyst);
        await using (var db = rig.Store.Open())
        {
            await db.Users.Where(user => user.Id == other.UserId).ExecuteUpdateAsync(row => row.SetProperty(user => user.IsDisabled, true),
                Stop);
            db.AlertReaders.Add(new() { RuleId = rule, UserId = other.UserId!.Value });
            await db.SaveChangesAsync(Stop);
        }

        Assert.Equal(1, await rig.LookAsync(days: 1));
        Assert.Equal([NoticeKind.AlertBegan, NoticeKind.AlertOver], (await rig.ToldAsync(worker)).Select(notice => notice.Kind));
        Assert.Empty(await rig.ToldAsync(other));
    }

    [Fact]
    public async Task WhoseAccountWasClosed_IsToldOnceItIsOpen_AndIsNotToldTheEndOfWhatNobodySaid()
    {
        var petitions = await rig.AddOverdueAsync(TestStore.Xinsheng, 3);
        await rig.AddRuleAsync(AlertRig.Overdue(2, AlertScope.EachCommunity, leader.UserId!.Value));
        await SetDisabledAsync(true);
        await rig.StartAsync();
        await rig.LookAsync();
        Assert.Empty(await rig.ToldAsync(leader));
        await SetDisabledAsync(false);
        await rig.LookAsync();
        Assert.Equal(NoticeKind.AlertBegan, Assert.Single(await rig.ToldAsync(leader)).Kind);
        await SetDisabledAsync(true);
        await rig.AddOverdueAsync(TestStore.Xinshun, 3);
        await rig.SettleAsync();
        await rig.LookAsync();
        await rig.ArchiveAsync(petitions);
        await using (var db = rig.Store.Open())
            await rig.ArchiveAsync(await db.Petitions.Where(petition => petition.CommunityId == TestStore.Xinshun).ToListAsync(Stop));
        await rig.LookAsync();
        await SetDisabledAsync(false);
        // In the same look in which it would be told of both, one is over and nobody knew of it.
        await rig.LookAsync(days: 1);
        var over = (await rig.ToldAsync(leader))[^1];
        Assert.Equal((NoticeKind.AlertOver, TestStore.Xinsheng), (over.Kind, over.CommunityId!.Value));

        async Task SetDisabledAsync(bool isDisabled)
        {
            await using var db = rig.Store.Open();
            await db.Users.Where(user => user.Id == leader.UserId)
                .ExecuteUpdateAsync(row => row.SetProperty(user => user.IsDisabled, isDisabled), Stop);
        }
    }

    [Fact]
    public async Task WhatIsOpenOfARuleThatIsNotOn_IsClosedByTheNextLook()
    {
        await rig.AddOverdueAsync(TestStore.Xinsheng, 3);
        await rig.AddRuleAsync(AlertRig.Overdue(2, AlertScope.Street, leader.UserId!.Value));
        await rig.StartAsync();
        await rig.LookAsync();
        // As when it began while the rule was being retired.
        await using (var db = rig.Store.Open())
            await db.AlertRules.ExecuteUpdateAsync(row => row.SetProperty(rule => rule.State, AlertRuleState.Retired), Stop);
        await rig.LookAsync();
        Assert.Equal(AlertEnd.RuleRetired, Assert.Single(await rig.FiringsAsync()).End);
    }

    [Fact]
    public async Task AnAlertWhoseMetricIsGone_Ends()
    {
        await rig.AddOverdueAsync(TestStore.Xinsheng, 3);
        await rig.AddRuleAsync(AlertRig.Overdue(2, AlertScope.Street, leader.UserId!.Value));
        await rig.StartAsync();
        await rig.LookAsync();
        await using (var db = rig.Store.Open())
            await db.AlertRules.ExecuteUpdateAsync(row => row.SetProperty(rule => rule.MetricKey, "petitions.nothing"), Stop);
        await rig.LookAsync();
        Assert.Equal(AlertEnd.Untold, Assert.Single(await rig.FiringsAsync()).End);
        Assert.Single(await rig.ToldAsync(leader));
    }

    [Fact]
    public async Task OfOtherCommunities_AWorkerLearnsNothing_NeitherNowNorOfBefore()
    {
        await rig.AddOverdueAsync(TestStore.Xinshun, 3);
        var rule = await rig.AddRuleAsync(AlertRig.Overdue(2, AlertScope.Chosen) with { Communities = [TestStore.Xinsheng] }, worker);
        await using (var db = rig.Store.Open())
        {
            // As of a community that the worker has lost.
            db.AlertPlaces.Add(new() { RuleId = rule, CommunityId = TestStore.Xinshun });
            await db.SaveChangesAsync(Stop);
        }

        await rig.StartAsync();
        Assert.Equal(1, await rig.LookAsync());
        var row = Assert.Single(await rig.Queries.ListAsync(worker, isRetired: false, Stop));
        Assert.Equal((0, null, 0), (row.Open, row.Last, row.OfYear));
        var trials = rig.Store.Get<AlertTrials>();
        Assert.Equal([TestStore.Xinsheng], (await trials.NowAsync(worker, row.Rule, Stop))!.Select(one => one.Place!.Value));
        Assert.Equal(2, (await trials.NowAsync(leader, row.Rule, Stop))!.Count);
        Assert.Equal(1, Assert.Single(await rig.Queries.ListAsync(leader, isRetired: false, Stop)).Open);
    }

    [Fact]
    public async Task AnAlertOfTheStreet_IsNotReadAnyMore_ByWhoHasBeenLimited()
    {
        await rig.AddOverdueAsync(TestStore.Xinsheng, 3);
        await rig.AddRuleAsync(AlertRig.Overdue(2, AlertScope.Street, leader.UserId!.Value));
        await rig.StartAsync();
        await rig.LookAsync();
        var queries = rig.Store.Get<NoticeQueries>();
        Assert.Equal(1, (await queries.ReadAsync(leader, 1, Stop)).Total);
        Assert.Equal(0, (await queries.ReadAsync(leader with { CommunityIds = [TestStore.Xinsheng] }, 1, Stop)).Total);
    }

    [Fact]
    public async Task AnotherLimit_ClosesWhatIsOpen_AndARetiredRuleIsNotLookedAt()
    {
        await rig.AddOverdueAsync(TestStore.Xinsheng, 3);
        var rule = await rig.AddRuleAsync(AlertRig.Overdue(2, AlertScope.Street, leader.UserId!.Value));
        await rig.StartAsync();
        await rig.LookAsync();
        // Another note changes nothing about what is waited for.
        await rig.Commands.SaveAsync(TestStore.Leader, rule, 1, AlertRig.Overdue(2, AlertScope.Street, leader.UserId.Value) with
        { Note = "先看台账" }, Stop);
        Assert.Null(Assert.Single(await rig.FiringsAsync()).EndedOn);
        await rig.Commands.SaveAsync(TestStore.Leader, rule, 2, AlertRig.Overdue(1, AlertScope.Street, leader.UserId.Value), Stop);
        Assert.Equal(AlertEnd.RuleChanged, Assert.Single(await rig.FiringsAsync()).End);
        Assert.Equal(1, await rig.LookAsync());
        await rig.Commands.MoveAsync(TestStore.Leader, rule, 3, AlertRuleState.Retired, "不用了", Stop);
        Assert.Equal(0, await rig.LookAsync());
        Assert.Equal([AlertEnd.RuleChanged, AlertEnd.RuleRetired], (await rig.FiringsAsync()).Select(firing => firing.End!.Value));
        Assert.Equal("不用了", Assert.Single(await rig.Queries.ListAsync(leader, isRetired: true, Stop)).Rule.StateReason);
    }

    [Fact]
    public async Task WhoLosesACommunity_OrTheAccount_IsNotToldAnyMore()
    {
        await rig.AddRuleAsync(AlertRig.Overdue(2, AlertScope.Chosen, worker.UserId!.Value, leader.UserId!.Value));
        await rig.StartAsync();
        await using (var db = rig.Store.Open())
        {
            await db.Set<UserCommunity>().Where(row => row.UserId == worker.UserId).ExecuteDeleteAsync(Stop);
            await db.Users.Where(user => user.Id == leader.UserId).ExecuteUpdateAsync(row =>
                row.SetProperty(user => user.IsDisabled, true), Stop);
        }

        await rig.AddOverdueAsync(TestStore.Xinsheng, 3);
        await rig.SettleAsync();
        Assert.Equal(1, await rig.LookAsync());
        Assert.Empty(await rig.ToldAsync(worker));
        Assert.Empty(await rig.ToldAsync(leader));
        Assert.Null(Assert.Single(await rig.FiringsAsync()).ToldTo);
    }

    [Fact]
    public async Task ARobot_IsToldOfWhatItsGroupMayRead_InOneMessage()
    {
        var robot = await rig.Store.AddAsync(new Robot
        {
            Name = "馨顺园群",
            BaseAddress = "https://robot.example.cn",
            ProtectedKey = "x",
            Communities = "xinshun",
            Language = "zh-CN",
            IsOn = true,
        });
        await rig.AddOverdueAsync(TestStore.Xinsheng, 3);
        await rig.AddOverdueAsync(TestStore.Xinshun, 4);
        await rig.AddRuleAsync(AlertRig.Overdue(2, AlertScope.EachCommunity) with { Robots = [robot.Id] });
        await rig.StartAsync();
        await rig.LookAsync();
        await using var db = rig.Store.Open();
        var message = await db.RobotMessages.AsNoTracking().SingleAsync(Stop);
        Assert.Equal(("预警 1 项", "alerts/history"), (message.Title, message.Path));
        Assert.StartsWith("馨顺园：", message.Text);
        Assert.DoesNotContain("馨盛园", message.Text);
        await Assert.ThrowsAsync<RefusedException>(() => rig.AddRuleAsync(AlertRig.Overdue(9, AlertScope.Street) with
        { Robots = [robot.Id] }));
    }
}
