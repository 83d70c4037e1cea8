using Concentric.Communities;
using Concentric.Dashboard.Features.Notices;
using Concentric.Data;
using Concentric.Hazards;
using Concentric.Instructions;
using Concentric.Meetings;
using Concentric.Notices;
using Concentric.Petitions;
using Concentric.Rules;
using Concentric.Tests.Core.Notices;
using Concentric.Tests.TestData;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Concentric.Tests.Core.Instructions;

/// <summary>Today is Wednesday 18 March 2026; the secretary is told after three working days, the leader after ten, hazards five.</summary>
public sealed class EscalationTests : IAsyncLifetime
{
    private static readonly DateOnly Friday = new(2026, 3, 20);

    private TestStore store = null!;
    private CurrentUser inCharge = null!;
    private CurrentUser otherLeader = null!;
    private CurrentUser secretary = null!;
    private CurrentUser worker = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        store = await TestStore.CreateAsync(services => services.AddSingleton(new EscalationSettings(3, 10)));
        inCharge = await store.AccountAsync("in-charge", Role.Leader);
        otherLeader = await store.AccountAsync("other-leader", Role.Leader);
        secretary = await store.AccountAsync("secretary", Role.Worker, TestStore.Xinsheng);
        worker = await store.AccountAsync("worker", Role.Worker, TestStore.Xinsheng);
        var person = await store.AddAsync(new Worker { Name = "胡勇", CommunityId = TestStore.Xinsheng });
        await store.AddAsync(new Posting
        {
            WorkerId = person.Id,
            CommunityId = TestStore.Xinsheng,
            Position = Position.Secretary,
            StartsOn = TestStore.Today.AddDays(-30),
        });
        await store.Get<InCharge>().SetAsync(TestStore.Administrator,
            new(TestStore.Xinsheng, inCharge.UserId, person.Id, secretary.UserId), Cancellation);
    }

    public ValueTask DisposeAsync() => store.DisposeAsync();

    [Fact]
    public async Task APetition_GoesToTheSecretary_ThenToTheLeaderInCharge_OnceEach()
    {
        await LateAsync(TestStore.Today);
        var mornings = await MorningsAsync(22);
        // Three working days after Wednesday is Monday: on Tuesday it is more than that. Ten are Wednesday 1 April.
        Assert.Equal([("2026-03-24", EscalationLevel.Secretary), ("2026-04-02", EscalationLevel.Leader)],
            mornings.Select(mark => (mark.On.ToString("yyyy-MM-dd", null), mark.Level)));
        Assert.Equal(["secretary", "in-charge"], mornings.Select(mark => mark.Told));
        Assert.Equal(NoticeKind.EscalatedToSecretary, Assert.Single(await EscalatedAsync(secretary)).Kind);
        Assert.Equal(NoticeKind.Escalated, Assert.Single(await EscalatedAsync(inCharge)).Kind);
        foreach (var reader in new[] { worker, otherLeader }) Assert.Empty(await EscalatedAsync(reader));
    }

    [Fact]
    public async Task DaysOff_AndDaysWithoutTheProgram_AreMadeUpFor()
    {
        await LateAsync(TestStore.Today);
        // Nobody runs it until Saturday three weeks later.
        store.Time.Advance(TimeSpan.FromDays(24));
        await store.Get<DailyNotices>().RunAsync(Cancellation);
        Assert.Equal([EscalationLevel.Secretary, EscalationLevel.Leader], (await MarksAsync()).Select(mark => mark.Level));
        Assert.Equal(0, await store.Get<DailyNotices>().RunAsync(Cancellation));
    }

    [Fact]
    public async Task HazardsAndCommitments_GoByTheSameRule_AMajorOneAtOnce()
    {
        var major = await HazardAsync(HazardSeverity.Major, TestStore.Today.AddDays(-1));
        var general = await HazardAsync(HazardSeverity.General, new(2026, 3, 10));
        var soon = await HazardAsync(HazardSeverity.General, new(2026, 3, 11));
        var promise = await store.AddAsync(new Commitment
        {
            CommunityId = TestStore.Xinsheng,
            Title = "补种绿地",
            Owner = "派出所",
            DueOn = new(2026, 3, 3),
        });
        await store.Get<DailyNotices>().RunAsync(Cancellation);
        var marks = (await MarksAsync()).Select(mark => (mark.RecordKind, mark.RecordId, mark.Level)).ToHashSet();
        Assert.Equal(new HashSet<(string, long, EscalationLevel)>
        {
            ("hazard", major.Id, EscalationLevel.Secretary), ("hazard", major.Id, EscalationLevel.Leader),
            ("hazard", general.Id, EscalationLevel.Secretary), ("hazard", general.Id, EscalationLevel.Leader),
            ("hazard", soon.Id, EscalationLevel.Secretary),
            ("commitment", promise.Id, EscalationLevel.Secretary), ("commitment", promise.Id, EscalationLevel.Leader),
        }, marks);
    }

    [Fact]
    public async Task ClosedBefore_ItIsNotEscalated_AndTakenUpAgainWithTheSameDay_ItIsAnew()
    {
        var promise = await store.AddAsync(new Commitment
        {
            CommunityId = TestStore.Xinsheng,
            Title = "补种绿地",
            Owner = "派出所",
            DueOn = new(2026, 3, 10),
        });
        var closed = await LateAsync(new(2026, 3, 1), petition => petition.ClosedOn = TestStore.Today);
        await store.Get<DailyNotices>().RunAsync(Cancellation);
        Assert.DoesNotContain(await MarksAsync(), mark => mark.RecordId == closed.Id && mark.RecordKind == "petition");
        var commands = store.Get<CommitmentCommands>();
        var by = TestStore.WorkerOfXinsheng;
        var at = await commands.CompleteAsync(by, new(promise.Id, promise.Version, TestStore.Today), Cancellation);
        store.Time.Advance(TimeSpan.FromDays(1));
        await store.Get<DailyNotices>().RunAsync(Cancellation);
        await commands.ReopenAsync(by, new(at.Id, at.Version, "没有种活"), Cancellation);
        store.Time.Advance(TimeSpan.FromDays(1));
        await store.Get<DailyNotices>().RunAsync(Cancellation);
        Assert.Equal([1, 2], (await MarksAsync()).Where(mark => mark.Level == EscalationLevel.Secretary).Select(mark => mark.Round));
        Assert.Equal(2, (await EscalatedAsync(secretary)).Count(notice => notice.RecordKind == "commitment"));
    }

    [Fact]
    public async Task ALaterDueDay_IsAnotherOccasion()
    {
        var petition = await LateAsync(new(2026, 3, 10));
        await store.Get<DailyNotices>().RunAsync(Cancellation);
        await using (var db = store.Open())
        {
            var moved = await db.Petitions.Include(x => x.Rounds).SingleAsync(x => x.Id == petition.Id, Cancellation);
            moved.DueOn = Friday;
            await db.SaveChangesAsync(Cancellation);
        }

        Assert.Equal([new DateOnly(2026, 3, 10), Friday], (await MorningsAsync(9)).Select(mark => mark.DueOn));
    }

    [Fact]
    public async Task WithoutATie_AllWorkersOfTheCommunity_AndAllLeaders()
    {
        await store.Get<InCharge>().SetAsync(TestStore.Administrator, await NobodyAsync(), Cancellation);
        await LateAsync(new(2026, 2, 2));
        await store.Get<DailyNotices>().RunAsync(Cancellation);
        foreach (var reader in new[] { secretary, worker, inCharge, otherLeader }) Assert.Single(await EscalatedAsync(reader));
        Assert.Equal(["secretary、worker", "in-charge、other-leader"], (await MarksAsync()).Select(mark => mark.Told));
    }

    [Fact]
    public async Task ABacklog_IsOneNotice_AndAMarkForEach()
    {
        var backlog = Enumerable.Range(0, Notice.MostOfAKind + 1);
        await store.AddAsync(backlog.Select(_ => Make.Petition(receivedOn: new(2026, 1, 5))).ToArray());
        await store.Get<DailyNotices>().RunAsync(Cancellation);
        Assert.Equal((0, Notice.MostOfAKind + 1),
            Assert.Single((await EscalatedAsync(inCharge)).Select(notice => (notice.RecordId, notice.Count))));
        Assert.Equal(2 * (Notice.MostOfAKind + 1), (await MarksAsync()).Count);
    }

    [Fact]
    public async Task SeveralNodesAtOnce_EscalateOnce()
    {
        await LateAsync(new(2026, 2, 2));
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => store.Get<DailyNotices>().RunAsync(Cancellation))));
        Assert.Equal(2, (await MarksAsync()).Count);
    }

    [Fact]
    public async Task WhoIsInCharge_IsKeptByAdministrators_ForOpenAccountsOfTheirRole()
    {
        var people = store.Get<InCharge>();
        var present = (await people.ReadAsync(Cancellation)).Rows[0];
        Assert.Equal((inCharge.UserId, "胡勇", secretary.UserId), (present.LeaderId, present.Secretary, present.AccountId));
        await Assert.ThrowsAsync<RefusedException>(() =>
            people.SetAsync(inCharge, new(TestStore.Xinsheng, null, null, null), Cancellation));
        var refused = await Assert.ThrowsAsync<RefusedException>(() => people.SetAsync(TestStore.Administrator,
            new(TestStore.Xinsheng, worker.UserId, present.WorkerId, otherLeader.UserId), Cancellation));
        Assert.Equal(["LeaderId", "AccountId"], refused.Violations.Select(violation => violation.Field));
        refused = await Assert.ThrowsAsync<RefusedException>(() => people.SetAsync(TestStore.Administrator,
            new(TestStore.Xinshun, null, present.WorkerId, worker.UserId), Cancellation));
        Assert.Equal(Rule.NoSecretary, Assert.Single(refused.Violations).Rule);
    }

    [Fact]
    public async Task AfterAnUpgrade_WhatIsStillLate_IsMarked_ThoughLeadersHadANoticeOfItBefore()
    {
        var major = await HazardAsync(HazardSeverity.Major, TestStore.Today.AddDays(-1));
        await using (var db = store.Open())
        {
            db.Add(new Notice
            {
                UserId = inCharge.UserId!.Value,
                Kind = NoticeKind.Escalated,
                RecordKind = "hazard",
                RecordId = major.Id,
                Day = major.DueOn,
                CommunityId = TestStore.Xinsheng,
                At = TestStore.Today.ToDateTime(TimeOnly.MinValue),
            });
            await db.SaveChangesAsync(Cancellation);
        }

        await store.Get<DailyNotices>().RunAsync(Cancellation);
        Assert.Equal([EscalationLevel.Secretary, EscalationLevel.Leader], (await MarksAsync()).Select(mark => mark.Level));
        Assert.Equal([0, 1], (await EscalatedAsync(inCharge)).Select(notice => notice.StepId));
    }

    [Fact]
    [OnSqlite("its triggers")]
    public async Task WhatCannotBeTold_LeavesTheRestTold_AndFailsTheJob()
    {
        await LateAsync(new(2026, 3, 2));
        await using (var db = store.Open())
        {
            await db.Database.ExecuteSqlAsync(
                $"CREATE TRIGGER broken BEFORE INSERT ON Escalations BEGIN SELECT RAISE(ABORT, 'broken'); END", Cancellation);
        }

        await Assert.ThrowsAsync<AggregateException>(() => store.Get<DailyNotices>().RunAsync(Cancellation));
        Assert.Equal(NoticeKind.Overdue, Assert.Single(await store.NoticesAsync(worker)).Kind);
        Assert.Empty(await MarksAsync());
        Assert.Equal(0, await store.Get<DailyNotices>().RunAsync(Cancellation));
        await using (var db = store.Open()) await db.Database.ExecuteSqlAsync($"DROP TRIGGER broken", Cancellation);
        store.Time.Advance(TimeSpan.FromDays(1));
        Assert.Equal(2, (await MorningsAsync(1)).Count);
    }

    [Fact]
    public async Task WhatComesToAnotherCommunity_OrToSomebodyElse_IsToldToThem_AndToNobodyTwice()
    {
        var petition = await LateAsync(new(2026, 2, 2));
        var there = await store.AccountAsync("there", Role.Worker, TestStore.Xinshun);
        await MorningsAsync(1);
        await using (var db = store.Open())
        {
            var moved = await db.Petitions.Include(x => x.Rounds).SingleAsync(x => x.Id == petition.Id, Cancellation);
            moved.CommunityId = TestStore.Xinshun;
            await db.SaveChangesAsync(Cancellation);
        }

        // There all leaders are in charge, of whom one was told.
        Assert.Equal(["secretary", "in-charge", "there"], (await MorningsAsync(2)).Select(mark => mark.Told));
        Assert.Single(await EscalatedAsync(there));
        // Over the weekend.
        await store.Get<InCharge>().SetAsync(TestStore.Administrator, new(TestStore.Xinshun, otherLeader.UserId, null, null), Cancellation);
        Assert.Equal(["secretary", "in-charge", "there", "other-leader"], (await MorningsAsync(3)).Select(mark => mark.Told));
        Assert.Single(await EscalatedAsync(otherLeader));
        Assert.Single(await EscalatedAsync(inCharge));
    }

    [Fact]
    public async Task WhoWasTold_IsKnownByTheAccount_NotByTheName()
    {
        await LateAsync(new(2026, 2, 2));
        await MorningsAsync(1);
        await using (var db = store.Open())
        {
            // A new name is no new person.
            await db.Users.Where(user => user.Id == secretary.UserId)
                .ExecuteUpdateAsync(row => row.SetProperty(user => user.DisplayName, "somebody"), Cancellation);
            // And another of the old name is another.
            await db.Users.Where(user => user.Id == worker.UserId)
                .ExecuteUpdateAsync(row => row.SetProperty(user => user.DisplayName, "secretary"), Cancellation);
        }

        Assert.Equal(["secretary", "in-charge"], (await MorningsAsync(2)).Select(mark => mark.Told));
        var row = (await store.Get<InCharge>().ReadAsync(Cancellation)).Rows.Single(one => one.CommunityId == TestStore.Xinsheng);
        await store.Get<InCharge>().SetAsync(TestStore.Administrator,
            new(TestStore.Xinsheng, inCharge.UserId, row.WorkerId, worker.UserId), Cancellation);
        var marks = await MorningsAsync(3);
        Assert.Equal([secretary.UserId.ToString(), inCharge.UserId.ToString(), worker.UserId.ToString()],
            marks.Select(mark => mark.ToldIds));
        Assert.Single(await EscalatedAsync(worker));
    }

    [Fact]
    public async Task WithNobodyToTell_ItIsNotMarked_AndToldOnceThereIsSomebody()
    {
        await store.AddAsync(Make.Petition(TestStore.Xinshun, new(2026, 2, 2)));
        Assert.Equal([EscalationLevel.Leader], (await MorningsAsync(1)).Select(mark => mark.Level));
        var there = await store.AccountAsync("there", Role.Worker, TestStore.Xinshun);
        Assert.Equal("there", (await MorningsAsync(2))[^1].Told);
        Assert.Single(await EscalatedAsync(there));
    }

    [Fact]
    public async Task ANoticeOfMany_LeadsToThoseOfTheLeader_AndForHazardsToWhatIsEscalated()
    {
        var people = store.Get<InCharge>();
        await people.SetAsync(TestStore.Administrator, new(TestStore.Xinshun, otherLeader.UserId, null, null), Cancellation);
        Assert.DoesNotContain(TestStore.Xinshun, (await people.OfLeaderAsync(inCharge, Cancellation))!);
        Assert.DoesNotContain(TestStore.Xinsheng, (await people.OfLeaderAsync(otherLeader, Cancellation))!);
        Assert.Null(await people.OfLeaderAsync(worker, Cancellation));
        await using (var db = store.Open())
        {
            await db.Users.Where(user => user.Id == otherLeader.UserId)
                .ExecuteUpdateAsync(row => row.SetProperty(user => user.IsDisabled, true), Cancellation);
        }

        // Nobody is in charge of the other any more: all leaders are.
        Assert.Null(await people.OfLeaderAsync(inCharge, Cancellation));
        IReadOnlyList<Community> own = [new() { Id = 1, Code = "xinsheng", Name = "馨盛园", NameEn = "Xinsheng" }];
        Assert.Equal("/hazards?view=escalated&community=xinsheng", NoticeLinks.Of(Many("hazard", NoticeKind.Escalated), own));
        Assert.Equal("/hazards?view=overdue&community=xinsheng", NoticeLinks.Of(Many("hazard", NoticeKind.EscalatedToSecretary), own));
        Assert.Equal("/petitions?view=overdue", NoticeLinks.Of(Many("petition", NoticeKind.Escalated), null));

        static Notice Many(string kind, NoticeKind told) => new() { RecordKind = kind, Kind = told, Count = 21 };
    }

    [Fact]
    public async Task AnAccountTakenFromAnotherWorker_LeavesALineThere()
    {
        var person = await store.AddAsync(new Worker { Name = "李娜", CommunityId = TestStore.Xinshun });
        await store.AddAsync(new Posting
        {
            WorkerId = person.Id,
            CommunityId = TestStore.Xinshun,
            Position = Position.Secretary,
            StartsOn = TestStore.Today.AddDays(-30),
        });
        var people = store.Get<InCharge>();
        await people.SetAsync(TestStore.Administrator, new(TestStore.Xinshun, null, person.Id, secretary.UserId), Cancellation);
        Assert.Equal([null, secretary.UserId], (await people.ReadAsync(Cancellation)).Rows.Take(2).Select(row => row.AccountId));
        await using var db = store.Open();
        var lines = await db.AuditEntries.Where(entry => entry.Kind == InCharge.Kind).OrderBy(entry => entry.Id).ToListAsync(Cancellation);
        Assert.Equal([TestStore.Xinsheng, TestStore.Xinsheng, TestStore.Xinshun], lines.Select(line => (int)line.RecordId));
        Assert.Contains("secretary", lines[1].Before);
        Assert.DoesNotContain("secretary", lines[1].After);
    }

    [Theory]
    [OnSqlite("its triggers")]
    [InlineData("CREATE TRIGGER meanwhile BEFORE INSERT ON CommunityCharges BEGIN INSERT INTO CommunityCharges VALUES (NEW.CommunityId, 2); END")]
    [InlineData("CREATE TRIGGER meanwhile BEFORE DELETE ON CommunityCharges BEGIN SELECT RAISE(IGNORE); END")]
    public async Task TwoAdministratorsAtOnce_TheSecondIsTold(string meanwhile)
    {
        await using (var db = store.Open()) await db.Database.ExecuteSqlRawAsync(meanwhile, Cancellation);
        await Assert.ThrowsAsync<EditedMeanwhileException>(() => store.Get<InCharge>().SetAsync(TestStore.Administrator,
            new(TestStore.Xinsheng, otherLeader.UserId, null, null), Cancellation));
        Assert.Equal(inCharge.UserId, (await store.Get<InCharge>().ReadAsync(Cancellation)).Rows[0].LeaderId);
    }

    private async Task<SetInCharge> NobodyAsync()
    {
        var present = (await store.Get<InCharge>().ReadAsync(Cancellation)).Rows[0];
        return new(TestStore.Xinsheng, null, present.WorkerId, null);
    }

    private Task<Petition> LateAsync(DateOnly dueOn, Action<Petition>? with = null) =>
        store.AddAsync(Make.Petition(receivedOn: dueOn.AddDays(-7), with: petition =>
        {
            petition.DueOn = dueOn;
            with?.Invoke(petition);
        }));

    private Task<Hazard> HazardAsync(HazardSeverity severity, DateOnly dueOn) => store.AddAsync(
        Make.Hazard(foundOn: dueOn.AddDays(-9), with: hazard => (hazard.Severity, hazard.DueOn) = (severity, dueOn)));

    private async Task<List<Escalation>> MorningsAsync(int count)
    {
        for (var i = 0; i < count; i++)
        {
            await store.Get<DailyNotices>().RunAsync(Cancellation);
            store.Time.Advance(TimeSpan.FromDays(1));
        }

        return await MarksAsync();
    }

    private async Task<List<Escalation>> MarksAsync()
    {
        await using var db = store.Open();
        return await db.Escalations.AsNoTracking().OrderBy(mark => mark.Id).ToListAsync(Cancellation);
    }

    private async Task<List<Notice>> EscalatedAsync(CurrentUser reader) =>
        (await store.NoticesAsync(reader))
            .FindAll(notice => notice.Kind is NoticeKind.Escalated or NoticeKind.EscalatedToSecretary);
}
