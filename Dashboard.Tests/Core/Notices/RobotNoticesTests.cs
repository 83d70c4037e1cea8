using Concentric.Exports;
using Concentric.Exports.Rhythms;
using Concentric.Jobs;
using Concentric.Notices;
using Concentric.Petitions;
using Concentric.Robots;
using Concentric.Rules;
using Concentric.Tests.Core.Exports;
using Concentric.Tests.Core.Robots;
using Concentric.Tests.TestData;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Tests.Core.Notices;

/// <summary>What robots say of the morning, of trouble and of workbooks: numbers and where to sign in, once.</summary>
public sealed class RobotNoticesTests
{
    // Whatever somebody has typed about a person.
    private static readonly string[] Personal = ["张三", "13800000000", "李四"];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task AMorning_IsNumbersOfWhatTheGroupMayRead_Once()
    {
        await using var rig = await RobotRig.CreateAsync();
        await rig.AddAsync(rig.Details());
        await rig.AddAsync(rig.Details(RobotForm.WeCom, TestStore.Xinshun) with { Name = "馨顺园群", Language = "en" });
        await rig.AddAsync(rig.Details() with { Name = "停用", IsOn = false });
        await rig.AddAsync(rig.Details() with { Name = "不报", TellsMornings = false });
        await rig.Store.AddAsync(Due(TestStore.Xinsheng, -1), Due(TestStore.Xinsheng, 0), Due(TestStore.Xinshun, -3),
            Due(TestStore.Xinshun, -2), Due(TestStore.Xinshun, 30));
        await rig.Store.AddAsync(Make.Hazard(with: hazard => (hazard.Title, hazard.DueOn) = ("张三家门口", TestStore.Today.AddDays(1))));
        await rig.Store.Get<DailyNotices>().RunAsync(Cancellation);
        await rig.Store.Get<DailyNotices>().RunAsync(Cancellation);
        Assert.Equal(2, await rig.SendAsync());
        Assert.Equal(
            ["【同心圆】2026-03-18 工作提醒\n居民诉求：逾期 3，3 个工作日内到期 1\n安全隐患：逾期 0，3 个工作日内到期 1\n馨顺园：逾期 2，将到期 0\n馨盛园：逾期 1，将到期 2"
                + "\nhttps://office.example.cn/work",
                "[Concentric 同心圆] Work on 2026-03-18\nPetitions: 2 overdue, 0 due within 3 working days\nhttps://office.example.cn/work"],
            // Each robot has its own pace: they may come in any order.
            rig.Server.Requests.Select(request => RobotServer.TextOf(RobotForm.WeCom, request)).OrderDescending(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Trouble_IsTold_ToThoseThatAreToHear_OnceADay()
    {
        await using var rig = await RobotRig.CreateAsync();
        await rig.AddAsync(rig.Details() with { TellsTroubles = true });
        await rig.AddAsync(rig.Details() with { Name = "另一个" });
        foreach (var kind in new[] { NoticeKind.BackupFailed, NoticeKind.BackupFailed, NoticeKind.StoreDamaged, NoticeKind.JobFailed,
            NoticeKind.BackupMissing, NoticeKind.CalendarMissing })
            await rig.Store.Get<AdministratorNotices>().TellAsync(kind, Cancellation, title: "张三 13800000000");
        Assert.Equal(5, await rig.SendAsync());
        var texts = rig.Server.Requests.Select(request => RobotServer.TextOf(RobotForm.WeCom, request)).ToList();
        Assert.Equal("【同心圆】程序需要管理员处理\n最近一次备份失败。\nhttps://office.example.cn/admin/system", texts[0]);
        Assert.All(Personal, word => Assert.DoesNotContain(word, string.Concat(texts)));
    }

    [Fact]
    public async Task AWorkbook_IsAnnouncedByItsSchedulesRobots_WithTheLinkAndNothingElse()
    {
        await using var server = await RobotServer.StartAsync(RobotForm.WeCom);
        await using var rig = await DeliveryRig.CreateAsync(robots: true);
        var robot = await rig.Store.Get<RobotCommands>().AddAsync(TestStore.Administrator, Details(server, "全街道"), Cancellation);
        var run = Assert.Single(await rig.MakeAsync(await rig.ScheduleAsync([], robots: [robot], name: "给张三 13800000000 的周报")));
        var dispatcher = rig.Store.Get<RobotDispatcher>();
        await dispatcher.CarryAsync((await dispatcher.TakeAsync(Cancellation))!, Cancellation);
        Assert.Null(await dispatcher.TakeAsync(Cancellation));
        Assert.Equal("【同心圆】held 2026-03-09 至 2026-03-15 已生成\n数据截至 2026-03-18 10:00（Asia/Shanghai）\n登录后下载：\n"
            + $"https://office.example.cn/exports/{run.Id}",
            RobotServer.TextOf(RobotForm.WeCom, Assert.Single(server.Requests)));
        var detail = await rig.Store.Get<ExportQueries>().DetailAsync(TestStore.Administrator, run.Id, Cancellation);
        Assert.Equal(("全街道", OutboxState.Sent), (Assert.Single(detail!.Robots).Robot, detail.Robots[0].Message.State));
    }

    [Fact]
    public async Task ARobotWhoseGroupMayReadLess_CanNotBeNamed_AndIsToldNothingWhenThatChanges()
    {
        await using var server = await RobotServer.StartAsync(RobotForm.WeCom);
        await using var rig = await DeliveryRig.CreateAsync(robots: true);
        var commands = rig.Store.Get<RobotCommands>();
        var narrow = await commands.AddAsync(TestStore.Administrator,
            Details(server, "馨盛园群") with { Communities = [TestStore.Xinsheng] }, Cancellation);
        var refusal = await Assert.ThrowsAsync<RefusedException>(() => rig.ScheduleAsync([], robots: [narrow, 99]));
        Assert.Equal([("Robots", "馨盛园群", Rule.RobotSeesLess), ("Robots", "99", Rule.Unknown)],
            refusal.Violations.Select(one => (one.Field, one.Value, one.Rule)).OrderByDescending(one => one.Rule));
        var schedule = await rig.ScheduleAsync([], [TestStore.Xinsheng], robots: [narrow]);
        await rig.Store.Get<ScheduleCommands>().RunNowAsync(TestStore.Administrator, schedule, Cancellation);
        await commands.ChangeAsync(TestStore.Administrator, narrow, 1,
            Details(server, "馨盛园群") with { RobotKey = null, Communities = [TestStore.Xinshun] }, Cancellation);
        await rig.WorkAsync();
        await using var db = rig.Store.Open();
        Assert.Equal(OutboxState.Withdrawn, (await db.RobotMessages.AsNoTracking().SingleAsync(Cancellation)).State);
        Assert.Null(await rig.Store.Get<RobotDispatcher>().TakeAsync(Cancellation));
    }

    [Fact]
    public async Task ARobot_SpeaksItsOwnLanguageAlone_WhateverTheWorkbooksIs()
    {
        await using var server = await RobotServer.StartAsync(RobotForm.WeCom);
        await using var rig = await DeliveryRig.CreateAsync(robots: true);
        var robot = await rig.Store.Get<RobotCommands>().AddAsync(TestStore.Administrator,
            Details(server, "English") with { Language = "en" }, Cancellation);
        await rig.MakeAsync(await rig.ScheduleAsync([], robots: [robot]));
        await using var db = rig.Store.Open();
        var said = await db.RobotMessages.AsNoTracking().SingleAsync(Cancellation);
        Assert.Contains("held 2026-03-09 to 2026-03-15", said.Title);
    }

    [Fact]
    public async Task AScheduleWhoseRobotWasRemoved_IsChangedAsBefore_AndForgetsIt()
    {
        await using var server = await RobotServer.StartAsync(RobotForm.WeCom);
        await using var rig = await DeliveryRig.CreateAsync(robots: true);
        var commands = rig.Store.Get<RobotCommands>();
        var gone = await commands.AddAsync(TestStore.Administrator, Details(server, "一"), Cancellation);
        var kept = await commands.AddAsync(TestStore.Administrator, Details(server, "二"), Cancellation);
        var schedule = await rig.ScheduleAsync([], robots: [gone, kept]);
        await commands.RemoveAsync(TestStore.Administrator, gone, 1, Cancellation);
        var (schedules, changes) = (rig.Store.Get<ExportSchedules>(), rig.Store.Get<ScheduleCommands>());
        Assert.Equal([kept], (await schedules.FindAsync(schedule, Cancellation))!.Robots.Select(row => row.RobotId));
        Assert.Equal([kept], Assert.Single(await schedules.AllAsync(Cancellation)).Robots.Select(row => row.RobotId));

        // Also by a form that was opened before the robot went.
        var details = new ScheduleDetails("周报", ExportRig.HeldKey, new(RhythmUnit.Week, new(7, 30)), new(Coverage.WeekBefore), "zh-CN", [],
            null, true, [])
        {
            Robots = [gone, kept],
        };
        await changes.ChangeAsync(TestStore.Administrator, schedule, 1, details, Cancellation);
        await using var db = rig.Store.Open();
        Assert.Equal([kept], await db.ScheduleRobots.Select(row => row.RobotId).ToListAsync(Cancellation));
        // It can't be named anew.
        await Assert.ThrowsAsync<RefusedException>(() =>
            changes.ChangeAsync(TestStore.Administrator, schedule, 2, details, Cancellation));
    }

    private static RobotDetails Details(RobotServer server, string name) =>
        new(name, RobotForm.WeCom, server.Address, RobotRig.Key, null, false, [], "zh-CN", true, false, true);

    private static Petition Due(int community, int days) => Make.Petition(community, with: petition =>
        (petition.Title, petition.DueOn) = ("张三 13800000000 反映李四占道", TestStore.Today.AddDays(days)));
}
