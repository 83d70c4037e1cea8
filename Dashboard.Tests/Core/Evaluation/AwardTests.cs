using Concentric.Evaluation;
using Concentric.Kinds;
using Concentric.Rules;
using Concentric.Tests.TestData;
using Concentric.Volunteers;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Tests.Core.Evaluation;

/// <summary>Hours that count, and awards that stand on them.</summary>
public class AwardTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Hours_CountOnceSomebodyElseVerifiedThem()
    {
        await using var store = await TestStore.CreateAsync();
        var volunteer =
            await store.AddAsync(new Volunteer { CommunityId = TestStore.Xinsheng, Name = "张建国", RegisteredOn = new(2025, 1, 1) });
        var (times, steps, worker) = (store.Get<RecordCommands<VolunteerTime>>(), store.Get<VolunteerTimeCommands>(),
            TestStore.WorkerOfXinsheng);
        var values = Make.VolunteerTimeValues(volunteer.Id);
        await CycleTests.RefusedAsync(Rule.OutOfRange, () =>
            times.EnterAsync(worker, values.With(x => x.Minutes, VolunteerTimeRecords.MostMinutes + 1), null, Stop));
        await CycleTests.RefusedAsync(Rule.InFuture, () =>
            times.EnterAsync(worker, values.With(x => x.ServedOn, TestStore.Today.AddDays(1)), null, Stop));
        await CycleTests.RefusedAsync(Rule.Unknown, () => times.EnterAsync(TestStore.WorkerOfXinshun, values, null, Stop));
        var activity = await store.AddAsync(Make.Activity(heldOn: TestStore.Today.AddDays(-1)));
        await CycleTests.RefusedAsync(Rule.Fixed, () => times.EnterAsync(worker, values.With(x => x.ActivityId, activity.Id), null, Stop));
        var saved = await times.EnterAsync(worker, values.With(x => x.Minutes, VolunteerTimeRecords.MostMinutes), null, Stop);
        await CycleTests.RefusedAsync(Rule.OwnEntry, () => steps.VerifyAsync(worker, new(saved.Id, saved.Version), Stop));
        saved = await steps.VerifyAsync(TestStore.Administrator, new(saved.Id, saved.Version), Stop);
        // Corrected, it must be verified anew.
        saved = await times.CorrectAsync(worker, new(saved.Id, saved.Version, values), Stop);
        var time = (await store.Get<RecordQueries<VolunteerTime>>().FindAsync(worker, saved.Id, Stop))!.Record;
        Assert.Equal((TestStore.Xinsheng, null, null, 120), (time.CommunityId, time.VerifiedOn, time.VerifiedBy, time.Minutes));
    }

    [Fact]
    public async Task Awards_GoToWhomTheRulesPropose_AndACertificateOfAPersonLeavesALine()
    {
        await using var store = await TestStore.CreateAsync();
        var scene = new EvaluationScene(store);
        var (good, poor) = (await scene.UnitAsync("甲单位"), await scene.UnitAsync("乙单位"));
        await scene.DiligentAsync(good);
        await scene.GiveAsync(new(2026, 1, 2), good, 20_000, 2_400);
        for (var month = 1; month <= 3; month++)
        {
            await scene.ConferenceAsync(new(2026, month, 11), (poor, Concentric.Meetings.Presence.Absent));
            await scene.ActivityAsync(new(2026, month, 12), poor);
        }

        var busy = await store.AddAsync(new Volunteer { CommunityId = TestStore.Xinsheng, Name = "张建国", RegisteredOn = new(2025, 1, 1) });
        var idle = await store.AddAsync(new Volunteer { CommunityId = TestStore.Xinsheng, Name = "李小红", RegisteredOn = new(2025, 1, 1) });
        for (var day = 1; day <= 6; day++)
            await store.AddAsync(new VolunteerTime
            {
                CommunityId = TestStore.Xinsheng,
                VolunteerId = busy.Id,
                ServedOn = new(2026, 2, day),
                Minutes = 200,
                Purpose = "护学",
                EnteredBy = "甲",
                VerifiedOn = TestStore.Today,
                VerifiedBy = "乙"
            });
        var awards = store.Get<AwardCommands>();
        var cycle = await scene.CycleAsync(CycleStage.Review);
        await awards.NominateAsync(EvaluationScene.Leader, new(cycle.Id, idle.Id, "馨盛园社区", "风雨无阻", Guid.NewGuid()), Stop);
        await CycleTests.RefusedAsync(Rule.Repeated, () =>
            awards.NominateAsync(EvaluationScene.Leader, new(cycle.Id, idle.Id, "馨盛园社区", "又一次", Guid.NewGuid()), Stop));
        await CycleTests.RefusedAsync(Rule.WrongStage, () =>
            awards.GrantAsync(EvaluationScene.Leader, new(cycle.Id, AwardKind.Volunteer, busy.Id), Stop));
        await scene.MoveAsync(cycle, CycleStage.Published);

        await CycleTests.RefusedAsync(Rule.NotEligible, () =>
            awards.GrantAsync(EvaluationScene.Leader, new(cycle.Id, AwardKind.Unit, poor.Id), Stop));
        await CycleTests.RefusedAsync(Rule.NotEligible, () =>
            awards.GrantAsync(EvaluationScene.Leader, new(cycle.Id, AwardKind.Volunteer, idle.Id), Stop));
        var unit = await awards.GrantAsync(EvaluationScene.Leader, new(cycle.Id, AwardKind.Unit, good.Id), Stop);
        await CycleTests.RefusedAsync(Rule.Registered, () =>
            awards.GrantAsync(EvaluationScene.Leader, new(cycle.Id, AwardKind.Unit, good.Id), Stop));
        var person = await awards.GrantAsync(EvaluationScene.Leader, new(cycle.Id, AwardKind.Volunteer, busy.Id), Stop);
        var queries = store.Get<AwardQueries>();
        var view = (await queries.ReadAsync(EvaluationScene.Leader, cycle.Id, Stop))!;
        Assert.Equal(["ZS-2026-000001", "ZS-2026-000002"],
            [view.Units[0].Granted!.Number, view.Volunteers.Single(one => one.Id == busy.Id).Granted!.Number]);
        // The one did all, the other nothing: that much the records tell.
        Assert.Empty(view.Level);
        // Persons are not ranked: neither on the page nor in the store.
        Assert.All(view.Volunteers, one => Assert.Null(one.Rank));
        Assert.Equal(view.Volunteers.Select(one => one.Id).Order(), view.Volunteers.Select(one => one.Id));
        await using (var awarded = store.Open())
            Assert.Equal([1, 0], await awarded.Awards.OrderBy(award => award.Id).Select(award => award.Rank).ToListAsync(Stop));
        Assert.DoesNotContain(view.Volunteers, one => one.Name.Contains("建国", StringComparison.Ordinal));
        Assert.Equal("甲单位", (await queries.CertificateAsync(EvaluationScene.Leader, unit.Id, Stop))!.Name);
        Assert.Equal("张建国", (await queries.CertificateAsync(EvaluationScene.Leader, person.Id, Stop))!.Name);
        Assert.Null(await queries.CertificateAsync(TestStore.WorkerOfXinsheng, person.Id, Stop));
        await using var db = store.Open();
        Assert.Equal(person.Id, (await db.AuditEntries.SingleAsync(entry => entry.Action == "Revealed", Stop)).RecordId);
    }

    [Theory]
    [InlineData(5, false)]
    [InlineData(1, true)]
    public async Task FirstAndSecond_ThatFewRecordsDoNotTellApart_AreNamed(int places, bool isBorder)
    {
        await using var store = await TestStore.CreateAsync();
        var scene = new EvaluationScene(store);
        var (first, second) = (await scene.UnitAsync("甲单位"), await scene.UnitAsync("乙单位"));
        foreach (var unit in new[] { first, second }) await scene.DiligentAsync(unit);
        await scene.ConferenceAsync(new(2026, 3, 11), (first, Concentric.Meetings.Presence.Attended),
            (second, Concentric.Meetings.Presence.Absent));
        // Neither has the bonus of full attendance, which stands as it is.
        await scene.ConferenceAsync(new(2026, 3, 12), (first, Concentric.Meetings.Presence.Absent),
            (second, Concentric.Meetings.Presence.Absent));
        var rules = Scheme.Default with { Awards = Scheme.Default.Awards with { UnitPlaces = places, UnitThreshold = 0 } };
        var cycle = await scene.CycleAsync(CycleStage.Published, rules);
        var view = (await store.Get<AwardQueries>().ReadAsync(EvaluationScene.Leader, cycle.Id, Stop))!;
        var pair = Assert.Single(view.Level);
        Assert.Equal(("甲单位", "乙单位", 1, isBorder), (pair.First, pair.Second, pair.Rank, pair.IsBorder));
        Assert.InRange(pair.Behind, EvidenceRobustness.Level, 0.6);
    }
}
