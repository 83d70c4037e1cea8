using Concentric.Data;
using Concentric.Exports;
using Concentric.Exports.Deliveries;
using Concentric.Exports.Rhythms;
using Concentric.Jobs;
using Concentric.Notices;
using Concentric.People;
using Concentric.Rules;
using Concentric.Tests.TestData;

namespace Concentric.Tests.Core.Exports;

/// <summary>Who gets a schedule's workbooks, what of them, and how they and the owner are told.</summary>
public sealed class DeliveryTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task EachSetOfRights_GetsOneWorkbook_NotEachPerson()
    {
        await using var rig = await DeliveryRig.CreateAsync();
        var leader = await rig.AddAsync("leader", Role.Leader);
        var (one, two) = (await rig.AddAsync("worker-1", Role.Worker, TestStore.Xinsheng),
            await rig.AddAsync("worker-2", Role.Worker, TestStore.Xinsheng));
        var both = await rig.AddAsync("worker-3", Role.Worker, TestStore.Xinshun, TestStore.Xinsheng);
        var runs = await rig.MakeAsync(await rig.ScheduleAsync([leader, one, two, both]));
        Assert.Equal([null, "xinsheng", "xinsheng,xinshun"], runs.Select(run => run.Communities));
        Assert.Equal([(leader, runs[0].Id), (one, runs[1].Id), (two, runs[1].Id), (both, runs[2].Id)], (await rig.DeliveriesAsync())
            .Select(row => (row.UserId, row.RunId)));
        Assert.Equal([(leader, runs[0].Id), (one, runs[1].Id), (two, runs[1].Id), (both, runs[2].Id)], (await rig.NoticesAsync())
            .Select(notice => (notice.UserId, notice.RecordId)).Order());
    }

    [Fact]
    public async Task OfANarrowerSchedule_WhoSeesNoneOfItGetsNone_AndWhoSeesAllOfItGetsItsOwn()
    {
        await using var rig = await DeliveryRig.CreateAsync();
        var inside = await rig.AddAsync("worker-1", Role.Worker, TestStore.Xinsheng, TestStore.Binhe);
        var outside = await rig.AddAsync("worker-2", Role.Worker, TestStore.Xinshun);
        var run = Assert.Single(await rig.MakeAsync(await rig.ScheduleAsync([inside, outside], [TestStore.Xinsheng])));
        Assert.Equal("xinsheng", run.Communities);
        Assert.Equal(inside, (await rig.DeliveryAsync()).UserId);
    }

    [Fact]
    public async Task TheOneOfThePanel_AndAClosedAccount_CanNotBeNamed()
    {
        await using var rig = await DeliveryRig.CreateAsync();
        var panel = await rig.AddAsync("panel", Role.Panel);
        var closed = await rig.AddAsync("closed", Role.Leader);
        await rig.Store.Get<AccountCommands>().SetDisabledAsync(CurrentUser.System, closed, true, Cancellation);
        foreach (var user in new[] { panel, closed, 999 })
            Assert.Equal((nameof(ScheduleDetails.Recipients), Rule.Unknown),
                Of(await Assert.ThrowsAsync<RefusedException>(() => rig.ScheduleAsync([user]))));

        static (string, Rule) Of(RefusedException refusal) => (Assert.Single(refusal.Violations).Field, refusal.Violations[0].Rule);
    }

    [Fact]
    public async Task WhoLostTheRightMeanwhile_IsToldNothing()
    {
        await using var rig = await DeliveryRig.CreateAsync();
        var worker = await rig.AddAsync("worker", Role.Worker, TestStore.Xinsheng);
        var schedule = await rig.ScheduleAsync([worker], [TestStore.Xinsheng]);
        await rig.Store.Get<ScheduleCommands>().RunNowAsync(TestStore.Administrator, schedule, Cancellation);
        await rig.Store.Get<AccountCommands>()
            .ChangeAsync(CurrentUser.System, worker, new("worker", Role.Worker, [TestStore.Xinshun]), Cancellation);
        await rig.WorkAsync();
        Assert.Equal(OutboxState.Withdrawn, (await rig.DeliveryAsync()).State);
        Assert.Empty(await rig.NoticesAsync());
    }

    [Fact]
    public async Task WhoIsNamedLater_DoesNotGetWhatWasDueBefore()
    {
        await using var rig = await DeliveryRig.CreateAsync();
        var schedule = await rig.ScheduleAsync([]);
        rig.Store.Time.Advance(TimeSpan.FromDays(6));
        await rig.Store.Get<ExportSchedules>().EnqueueDueAsync(Cancellation);
        Assert.Single(await rig.WorkAsync());
        var worker = await rig.AddAsync("worker", Role.Worker, TestStore.Xinsheng);
        await rig.Store.Get<ScheduleCommands>().ChangeAsync(
            TestStore.Administrator, schedule, 1,
            new("周报", ExportRig.HeldKey, new(RhythmUnit.Week, new(7, 30)), new(Coverage.WeekBefore), "zh-CN", [], null, true,
                [worker]), Cancellation);
        await rig.Store.Get<ExportSchedules>().EnqueueDueAsync(Cancellation);
        Assert.Empty(await rig.WorkAsync());
        rig.Store.Time.Advance(TimeSpan.FromDays(7));
        await rig.Store.Get<ExportSchedules>().EnqueueDueAsync(Cancellation);
        Assert.Equal(2, (await rig.WorkAsync()).Count);
    }

    [Fact]
    public async Task EachFailure_IsToldToTheOwner_InPlainWords()
    {
        await using var rig = await DeliveryRig.CreateAsync();
        var (owner, reader) = (await rig.AddAsync("owner", Role.Analyst), await rig.AddAsync("reader", Role.Leader));
        var schedule = await rig.ScheduleAsync([reader], owner: owner);
        rig.Exports.Held.Failure = new ExportException("DiskFull");
        var run = Assert.Single(await rig.MakeAsync(schedule));
        await rig.Exports.Requests.RetryAsync(TestStore.Administrator, run.Id, Cancellation);
        await rig.WorkAsync();
        var notices = await rig.NoticesAsync();
        Assert.Equal([(owner, NoticeKind.NoWorkbook, run.Id), (owner, NoticeKind.NoWorkbook, run.Id)],
            notices.Select(notice => (notice.UserId, notice.Kind, notice.RecordId)));
        Assert.Equal("held 2026-03-09 至 2026-03-15", notices[0].Title);
        Assert.Equal(OutboxState.Pending, (await rig.DeliveryAsync()).State);

        rig.Exports.Held.Failure = null;
        await rig.Exports.Requests.RetryAsync(TestStore.Administrator, run.Id, Cancellation);
        await rig.WorkAsync();
        Assert.Equal((reader, NoticeKind.Workbook), ((await rig.NoticesAsync())[^1].UserId, (await rig.NoticesAsync())[^1].Kind));
    }

    [Fact]
    public async Task OfAScheduleWithoutOwner_AllKeepersAreTold()
    {
        await using var rig = await DeliveryRig.CreateAsync();
        var keepers = new[] { await rig.AddAsync("analyst", Role.Analyst), await rig.AddAsync("admin", Role.Administrator) };
        await rig.AddAsync("leader", Role.Leader);
        rig.Exports.Held.Failure = new InvalidOperationException();
        await rig.MakeAsync(await rig.ScheduleAsync([]));
        Assert.Equal(keepers, (await rig.NoticesAsync()).Select(notice => notice.UserId));
    }

    [Fact]
    public async Task MailsAreInTheOutbox_WithTheRunsEnd_ForThoseWithAnAddress()
    {
        await using var rig = await DeliveryRig.CreateAsync(DeliveryRig.SomeServer);
        var (with, without) = (await rig.AddAsync("with", Role.Leader), await rig.AddAsync("without", Role.Leader));
        await rig.Store.Get<AccountCommands>().ChangeAsync(CurrentUser.System, without, new("without", Role.Leader, []), Cancellation);
        await rig.MakeAsync(await rig.ScheduleAsync([with, without]));
        Assert.Equal([OutboxState.Waiting, OutboxState.Told], (await rig.DeliveriesAsync()).Select(row => row.State));
        Assert.Equal(2, (await rig.NoticesAsync()).Count);
    }

    [Fact]
    public async Task AMail_IsTakenByOne_TriedAgainAfterGrowingPauses_AndGivenUp()
    {
        await using var rig = await DeliveryRig.CreateAsync(DeliveryRig.SomeServer);
        await rig.MakeAsync(await rig.ScheduleAsync([await rig.AddAsync("leader", Role.Leader)]));
        for (var failures = 1; failures <= OutboxRow.MostFailures; failures++)
        {
            var taken = await Task.WhenAll(Enumerable.Range(0, 4)
                .Select(_ => Task.Run(() => rig.Outbox.TakeAsync(Cancellation), Cancellation)));
            var mail = Assert.Single(taken.OfType<OutgoingMail>());
            Assert.True(await rig.Outbox.FailedAsync(mail, MailProblem.Refused, "451 later", isFinal: false));
            Assert.Null(await rig.Outbox.TakeAsync(Cancellation));
            if (failures == OutboxRow.MostFailures) break;
            rig.Store.Time.Advance(OutboxRow.Pauses[failures - 1] - TimeSpan.FromSeconds(1));
            Assert.Null(await rig.Outbox.TakeAsync(Cancellation));
            rig.Store.Time.Advance(TimeSpan.FromSeconds(1));
        }

        var row = await rig.DeliveryAsync();
        Assert.Equal((OutboxState.GivenUp, 6, MailProblem.Refused, "451 later", null),
            (row.State, row.Failures, row.Problem, row.Answer, row.NextAt));
        Assert.Equal(OutboxRow.Pauses, OutboxRow.Pauses.Order());
    }

    [Fact]
    public async Task WhatWasCutOffWhileHandedOver_IsNeverSentAgain_WhatWasCutOffBeforeIs()
    {
        await using var rig = await DeliveryRig.CreateAsync(DeliveryRig.SomeServer);
        await rig.MakeAsync(await rig.ScheduleAsync([await rig.AddAsync("leader", Role.Leader),
            await rig.AddAsync("analyst", Role.Analyst)]));
        var (begun, taken) = ((await rig.Outbox.TakeAsync(Cancellation))!, (await rig.Outbox.TakeAsync(Cancellation))!);
        Assert.True(await rig.Outbox.BeginAsync(begun, Cancellation));
        await rig.Outbox.RecoverAsync(atStart: true, Cancellation);
        Assert.Equal(taken.Id, (await rig.Outbox.TakeAsync(Cancellation))!.Id);
        rig.Store.Time.Advance(TimeSpan.FromDays(1));
        Assert.Equal(taken.Id, (await rig.Outbox.TakeAsync(Cancellation))!.Id);
        Assert.Equal(OutboxState.Uncertain, (await rig.DeliveriesAsync()).Single(row => row.Id == begun.Id).State);
        Assert.False(await rig.Outbox.SentAsync(begun, hasFile: false));
    }

    [Fact]
    public async Task WhoLostTheRightBeforeTheMailWent_GetsNone()
    {
        await using var rig = await DeliveryRig.CreateAsync(DeliveryRig.SomeServer);
        var leader = await rig.AddAsync("leader", Role.Leader);
        await rig.MakeAsync(await rig.ScheduleAsync([leader]));
        await rig.Store.Get<AccountCommands>().SetDisabledAsync(CurrentUser.System, leader, true, Cancellation);
        Assert.Null(await rig.Outbox.TakeAsync(Cancellation));
        Assert.Equal(OutboxState.Withdrawn, (await rig.DeliveryAsync()).State);
    }
}
