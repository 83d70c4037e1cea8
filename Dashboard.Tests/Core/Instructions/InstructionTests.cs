using System.Globalization;
using Concentric.Communities;
using Concentric.Data;
using Concentric.Instructions;
using Concentric.Kinds;
using Concentric.Lists;
using Concentric.Notices;
using Concentric.Petitions;
using Concentric.Rules;
using Concentric.Tests.Core.Notices;
using Concentric.Tests.TestData;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Tests.Core.Instructions;

public sealed class InstructionTests : IAsyncLifetime
{
    private TestStore store = null!;
    private CurrentUser leader = null!;
    private CurrentUser other = null!;
    private CurrentUser worker = null!;
    private CurrentUser elsewhere = null!;
    private Petition petition = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private InstructionCommands Commands => store.Get<InstructionCommands>();

    private InstructionQueries Queries => store.Get<InstructionQueries>();

    private RecordKey Subject => new("petition", petition.Id);

    public async ValueTask InitializeAsync()
    {
        store = await TestStore.CreateAsync();
        leader = await store.AccountAsync("leader", Role.Leader);
        other = await store.AccountAsync("other", Role.Leader);
        worker = await store.AccountAsync("worker", Role.Worker, TestStore.Xinsheng);
        elsewhere = await store.AccountAsync("elsewhere", Role.Worker, TestStore.Xinshun);
        petition = await store.AddAsync(Make.Petition(with: made => made.DueOn = TestStore.Today.AddDays(-163)));
    }

    public ValueTask DisposeAsync() => store.DisposeAsync();

    [Fact]
    public async Task FromAskedToClosed_EachStepIsToldToTheOtherSide_AndStandsInTheThread()
    {
        var at = await GiveAsync(dueOn: TestStore.Today.AddDays(3));
        at = await Commands.AnswerAsync(worker, new(at.Id, at.Version, "周五前进场"), Cancellation);
        at = await Commands.ReturnAsync(leader, new(at.Id, at.Version, "请附计划", TestStore.Today.AddDays(5)), Cancellation);
        at = await Commands.AnswerAsync(worker, new(at.Id, at.Version, "已附"), Cancellation);
        await Commands.AcceptAsync(leader, new(at.Id, at.Version), Cancellation);

        var row = Assert.Single((await Queries.ThreadAsync(worker, Subject, Cancellation))!.Rows);
        Assert.Equal((InstructionState.Accepted, TestStore.Today.AddDays(5), "已附", false, false),
            (row.State, row.DueOn, row.Answer?.Message, row.MayAnswer, row.MayKeep));
        Assert.Equal(
            [InstructionStepKind.Given, InstructionStepKind.Answered, InstructionStepKind.Returned, InstructionStepKind.Answered,
                InstructionStepKind.Accepted],
            row.Steps.Select(step => step.Kind));
        Assert.Equal([NoticeKind.Instructed, NoticeKind.InstructionReturned, NoticeKind.InstructionAccepted],
            (await store.NoticesAsync(worker)).Select(notice => notice.Kind));
        var told = await store.NoticesAsync(leader);
        Assert.Equal([NoticeKind.InstructionAnswered, NoticeKind.InstructionAnswered], told.Select(notice => notice.Kind));
        Assert.All(told, notice => Assert.Equal(("petition", petition.Id), (notice.RecordKind, notice.RecordId)));
        await using var db = store.Open();
        Assert.Equal(["Given", "Answered", "Returned", "Answered", "Accepted"],
            await db.AuditEntries.Where(entry => entry.Kind == "instruction").OrderBy(entry => entry.Id).Select(entry => entry.Action)
                .ToListAsync(Cancellation));
    }

    [Fact]
    public async Task Reader_IsNotOffered_AndAnswersNoMoreWhatWasAskedBefore()
    {
        var reader = await store.AccountAsync("reader", Role.Reader);
        Assert.DoesNotContain((await Queries.OfferAsync(leader, Subject, Cancellation)).Item1, one => one.Id == reader.UserId);
        var at = await GiveAsync(dueOn: TestStore.Today.AddDays(3));
        var changed = worker with { Role = Role.Reader };
        await Assert.ThrowsAsync<RecordNotFoundException>(() =>
            Commands.AnswerAsync(changed, new(at.Id, at.Version, "在办"), Cancellation));
        Assert.False(Assert.Single((await Queries.ThreadAsync(changed, Subject, Cancellation))!.Rows).MayAnswer);
        await Commands.AnswerAsync(worker, new(at.Id, at.Version, "在办"), Cancellation);
    }

    [Fact]
    public async Task SomebodyWhoLeft_IsRefusedByName_WithWhoCouldTakeIt()
    {
        var left = await store.AccountAsync("gone", Role.Worker, TestStore.Xinsheng);
        await CloseAsync(left);
        foreach (var assignee in new[] { left, elsewhere })
        {
            var refused = Assert.Single((await Assert.ThrowsAsync<RefusedException>(() => GiveAsync(assignee))).Violations);
            Assert.Equal((nameof(Instruction.AssigneeId), Rule.HasLeft), (refused.Field, refused.Rule));
            Assert.Contains(assignee.Name, refused.Mend(CultureInfo.GetCultureInfo("zh-CN")));
            Assert.Contains("worker", refused.Mend(CultureInfo.GetCultureInfo("en")));
            Assert.DoesNotContain("Func", refused.Mend(CultureInfo.GetCultureInfo("en")));
        }

        Assert.Equal(Rule.Unknown,
            Assert.Single((await Assert.ThrowsAsync<RefusedException>(() =>
                Commands.GiveAsync(leader, new(Subject, "请办", 9_999), null, Cancellation))).Violations).Rule);
        Assert.Empty((await Queries.ThreadAsync(leader, Subject, Cancellation))!.Rows);
    }

    [Fact]
    public async Task AnEndedPosting_IsLeftToo_AndTheSecretaryComesFirst()
    {
        var (was, now) = (await SecretaryAsync("was", TestStore.Today.AddDays(-1)), await SecretaryAsync("now", null));
        var (offered, due) = await Queries.OfferAsync(leader, Subject, Cancellation);
        Assert.Equal(["now", "worker", "other"], offered.Select(one => one.Name));
        Assert.True(offered[0].IsSecretary);
        Assert.Equal(new DateOnly(2026, 3, 23), due);
        Assert.Equal(Rule.HasLeft, Assert.Single((await Assert.ThrowsAsync<RefusedException>(() => GiveAsync(was))).Violations).Rule);
        await GiveAsync(now);
        await using (var db = store.Open())
        {
            var posting = await db.Postings.SingleAsync(x => x.EndsOn == null, Cancellation);
            posting.EndsOn = TestStore.Today;
            await db.SaveChangesAsync(Cancellation);
        }

        Assert.False(await IsUnheldAsync());
        store.Time.Advance(TimeSpan.FromDays(1));
        Assert.True(await IsUnheldAsync());
    }

    [Theory]
    [InlineData(Role.Panel, true)]
    [InlineData(Role.Reader, true)]
    [InlineData(Role.Analyst, false)]
    public async Task WhoOnlyJudgesOrLooksByNow_HasNoInstruction(Role role, bool isUnheld)
    {
        await GiveAsync(worker);
        Assert.False(await IsUnheldAsync());
        await using (var db = store.Open())
        {
            var account = await db.Users.Include(user => user.Communities).SingleAsync(user => user.Id == worker.UserId, Cancellation);
            account.Role = role;
            account.Communities.Clear();
            await db.SaveChangesAsync(Cancellation);
        }

        Assert.Equal(isUnheld, await IsUnheldAsync());
    }

    [Fact]
    public async Task OpenOnesOfWhoeverLeaves_AreNobodys_ToldOnceToTheGiver_AndGivenToSomebodyElse()
    {
        var at = await GiveAsync(worker);
        var colleague = await store.AccountAsync("colleague", Role.Worker, TestStore.Xinsheng);
        await CloseAsync(worker);
        var row = Assert.Single(await Queries.ListAsync(leader, InstructionSide.Given, InstructionFilter.Open, Cancellation));
        Assert.True(row is { IsUnheld: true, MayKeep: true });
        await MorningsAsync(2);
        Assert.Single(await store.NoticesAsync(leader), notice => notice.Kind == NoticeKind.InstructionUnheld);
        Assert.DoesNotContain(await store.NoticesAsync(other), notice => notice.Kind == NoticeKind.InstructionUnheld);

        await Commands.ReassignAsync(leader, new(at.Id, at.Version, colleague.UserId), Cancellation);
        Assert.False(Assert.Single((await Queries.WaitingAsync(colleague, Cancellation)).ToAnswer).IsUnheld);
        // Given to somebody who leaves in turn, it is told anew.
        await CloseAsync(colleague);
        await MorningsAsync(1);
        Assert.Equal(2, (await store.NoticesAsync(leader)).Count(notice => notice.Kind == NoticeKind.InstructionUnheld));
    }

    [Fact]
    public async Task WhatNobodyHas_IsFoundBehindAnyNumberThatSomebodyHas()
    {
        await OthersAsync(InstructionQueries.MostRows, worker, petition);
        var left = await store.AccountAsync("left", Role.Worker, TestStore.Xinsheng);
        await GiveAsync(left);
        await CloseAsync(left);
        await MorningsAsync(1);
        Assert.Single(await store.NoticesAsync(leader), notice => notice.Kind == NoticeKind.InstructionUnheld);
    }

    [Fact]
    public async Task TheMeeting_ReadsItsOwnCommunities_HoweverManyOthersHave_AndSaysWhenItIsCut()
    {
        var own = await GiveAsync();
        var elsewhereRecord = await store.AddAsync(Make.Petition(TestStore.Xinshun));
        await OthersAsync(InstructionQueries.MostRows, elsewhere, elsewhereRecord);
        Assert.Equal([own.Id], await MeetingAsync(TestStore.Xinsheng, TestStore.Today));
        Assert.False((await Queries.OfMeetingAsync(leader, [TestStore.Xinshun], null, Cancellation)).IsCut);
        await OthersAsync(1, elsewhere, elsewhereRecord);
        var cut = await Queries.OfMeetingAsync(leader, [TestStore.Xinshun], null, Cancellation);
        Assert.Equal((InstructionQueries.MostRows, true), (cut.Rows.Count, cut.IsCut));
    }

    [Fact]
    public async Task WhetherSomebodyHasLeft_GoesByTheCommunityThatKeepsTheRecordNow()
    {
        var both = await store.AccountAsync("both", Role.Worker, TestStore.Xinsheng, TestStore.Xinshun);
        var person = await store.AddAsync(new Worker { Name = "both", CommunityId = TestStore.Xinshun });
        await store.AddAsync(new WorkerAccount { WorkerId = person.Id, UserId = both.UserId!.Value });
        foreach (var (community, ends) in new[] { (TestStore.Xinsheng, (DateOnly?)null), (TestStore.Xinshun, TestStore.Today.AddDays(-1)) })
        {
            await store.AddAsync(new Posting
            {
                WorkerId = person.Id,
                CommunityId = community,
                Position = Position.Secretary,
                StartsOn = TestStore.Today.AddDays(-90),
                EndsOn = ends,
            });
        }

        await GiveAsync(both);
        Assert.False(await IsUnheldAsync());
        await ChangeAsync(moved => moved.CommunityId = TestStore.Xinshun);
        Assert.True(await IsUnheldAsync());
    }

    [Fact]
    public async Task WhoHadIt_IsToldWhenItIsGivenToSomebodyElse()
    {
        var at = await GiveAsync(worker);
        var colleague = await store.AccountAsync("colleague", Role.Worker, TestStore.Xinsheng);
        at = await Commands.ReassignAsync(leader, new(at.Id, at.Version, colleague.UserId), Cancellation);
        Assert.Equal([NoticeKind.Instructed, NoticeKind.InstructionWithdrawn],
            (await store.NoticesAsync(worker)).Select(notice => notice.Kind));
        // To the same once more, with another day: nothing is taken from anybody.
        await Commands.ReassignAsync(leader, new(at.Id, at.Version, colleague.UserId, TestStore.Today.AddDays(9)), Cancellation);
        Assert.All(await store.NoticesAsync(colleague), notice => Assert.Equal(NoticeKind.Instructed, notice.Kind));
    }

    [Fact]
    public async Task ANotice_GoesWithTheCommunityByWhichItsReaderKnowsTheRecord()
    {
        await ChangeAsync(shared =>
        {
            shared.IsJoint = true;
            foreach (var id in new[] { TestStore.Xinsheng, TestStore.Xinshun }) shared.Communities.Add(new() { CommunityId = id });
        });
        await GiveAsync(elsewhere);
        var notices = store.Get<NoticeQueries>();
        Assert.Equal(1, (await notices.ReadAsync(elsewhere, 1, Cancellation)).Total);
        Assert.Equal(0, (await notices.ReadAsync(elsewhere with { CommunityIds = [99] }, 1, Cancellation)).Total);
    }

    [Fact]
    public async Task AboutAnArchivedRecord_ItCanBeWithdrawn_AndNotGivenToAnybody()
    {
        var at = await GiveAsync(worker);
        await ChangeAsync(archived => archived.ArchivedAt = store.Time.GetUtcNow().UtcDateTime);
        foreach (var row in new[]
        {
            Assert.Single((await Queries.ThreadAsync(leader, Subject, Cancellation))!.Rows),
            Assert.Single(await Queries.ListAsync(leader, InstructionSide.Given, InstructionFilter.Open, Cancellation)),
        }) Assert.True(row is { MayKeep: true, MayReassign: false });
        await Commands.WithdrawAsync(leader, new(at.Id, at.Version), Cancellation);
    }

    [Fact]
    public async Task ARecordThatMovesAway_TakesTheInstructionFromWhoMayNotReadItAnyMore()
    {
        var at = await GiveAsync(worker);
        await ChangeAsync(moved => moved.CommunityId = TestStore.Xinshun);
        Assert.Empty((await Queries.WaitingAsync(worker, Cancellation)).ToAnswer);
        Assert.Empty(await Queries.ListAsync(worker, InstructionSide.Received, InstructionFilter.Everything, Cancellation));
        Assert.Null(await Queries.ThreadAsync(worker, Subject, Cancellation));
        await Assert.ThrowsAsync<RecordNotFoundException>(() => Commands.AnswerAsync(worker, new(at.Id, at.Version, "晚了"), Cancellation));
        Assert.True(Assert.Single(await Queries.ListAsync(leader, InstructionSide.All, InstructionFilter.Open, Cancellation)).IsUnheld);
    }

    [Fact]
    public async Task OnlyLeadersGive_OnlyTheAssigneeAnswers_AndTheGiverCloses()
    {
        foreach (var caller in new[] { worker, TestStore.Administrator, TestStore.Leader with { Role = Role.Analyst, UserId = 1 } })
        {
            await Assert.ThrowsAsync<RecordNotFoundException>(() =>
                Commands.GiveAsync(caller, new(Subject, "请办", worker.UserId), null, Cancellation));
            await Assert.ThrowsAsync<RecordNotFoundException>(() => Commands.CommentAsync(caller, Subject, "请办", null, Cancellation));
        }

        var at = await GiveAsync(worker);
        foreach (var caller in new[] { leader, elsewhere })
            await Assert.ThrowsAsync<RecordNotFoundException>(() => Commands.AnswerAsync(caller, new(at.Id, 1, "在办"), Cancellation));
        at = await Commands.AnswerAsync(worker, new(at.Id, at.Version, "在办"), Cancellation);
        foreach (var caller in new[] { worker, other })
            await Assert.ThrowsAsync<RecordNotFoundException>(() => Commands.AcceptAsync(caller, new(at.Id, at.Version), Cancellation));
        // Two windows of one leader: the second is told.
        await Commands.AcceptAsync(leader, new(at.Id, at.Version), Cancellation);
        await Assert.ThrowsAsync<EditedMeanwhileException>(() => Commands.WithdrawAsync(leader, new(at.Id, at.Version), Cancellation));
        var refused = await Assert.ThrowsAsync<RefusedException>(() =>
            Commands.WithdrawAsync(leader, new(at.Id, at.Version + 1), Cancellation));
        Assert.Equal(Rule.WrongState, Assert.Single(refused.Violations).Rule);
    }

    [Fact]
    public async Task WhatALeaderWhoLeftHasGiven_AnotherCloses()
    {
        var at = await GiveAsync(worker);
        await CloseAsync(leader);
        Assert.True(Assert.Single((await Queries.ThreadAsync(other, Subject, Cancellation))!.Rows).MayKeep);
        await Commands.WithdrawAsync(other, new(at.Id, at.Version, "换人负责"), Cancellation);
        Assert.Equal(NoticeKind.InstructionWithdrawn, (await store.NoticesAsync(worker))[^1].Kind);
    }

    [Fact]
    public async Task AnAnswerToALeaderWhoLeft_WaitsForAllOthers()
    {
        var at = await GiveAsync(worker);
        Assert.True(Assert.Single((await Queries.ThreadAsync(leader, Subject, Cancellation))!.Rows).MayReassign);
        await CloseAsync(leader);
        await Commands.AnswerAsync(worker, new(at.Id, at.Version, "已办"), Cancellation);
        Assert.Equal([NoticeKind.InstructionAnswered], (await store.NoticesAsync(other)).Select(notice => notice.Kind));
        Assert.Equal([at.Id], (await Queries.WaitingAsync(other, Cancellation)).ToClose.Select(row => row.Id));
    }

    [Fact]
    public async Task AComment_AsksNothing_IsReadByWhoMayReadTheRecord_AndToldToItsCommunity()
    {
        await Commands.CommentAsync(leader, Subject, "  注意同类问题 ", null, Cancellation);
        var row = Assert.Single((await Queries.ThreadAsync(worker, Subject, Cancellation))!.Rows);
        Assert.Equal((InstructionState.Comment, "注意同类问题", false), (row.State, row.Message, row.MayAnswer));
        Assert.Null(await Queries.ThreadAsync(elsewhere, Subject, Cancellation));
        Assert.Equal(NoticeKind.Commented, Assert.Single(await store.NoticesAsync(worker)).Kind);
        Assert.Empty(await store.NoticesAsync(elsewhere));
        Assert.Empty((await Queries.WaitingAsync(worker, Cancellation)).ToAnswer);
    }

    [Theory]
    [InlineData(TextLimits.Note, 0, null)]
    [InlineData(TextLimits.Note + 1, 0, Rule.TooLong)]
    [InlineData(0, 0, Rule.Required)]
    [InlineData(1, -1, Rule.TooEarly)]
    [InlineData(1, ValidationContext.MostDaysAhead, null)]
    [InlineData(1, ValidationContext.MostDaysAhead + 1, Rule.TooLate)]
    public async Task TextAndDay_AtTheirLimits_AndOnePast(int length, int days, Rule? refusal)
    {
        var giving = Commands.GiveAsync(leader, new(Subject, new string('办', length), worker.UserId, TestStore.Today.AddDays(days)), null,
            Cancellation);
        if (refusal is null) await giving;
        else Assert.Equal(refusal, Assert.Single((await Assert.ThrowsAsync<RefusedException>(() => giving)).Violations).Rule);
    }

    [Fact]
    public async Task SentTwice_IsGivenOnce()
    {
        var request = Guid.NewGuid();
        var given = new GiveInstruction(Subject, "请办", worker.UserId);
        Assert.Equal(await Commands.GiveAsync(leader, given, request, Cancellation),
            await Commands.GiveAsync(leader, given, request, Cancellation));
        // Without a day its sentence names none.
        Assert.Equal(default, Assert.Single(await store.NoticesAsync(worker)).Day);
    }

    [Fact]
    public async Task EveryKindThatHasPages_CanBeInstructed()
    {
        // The street's own records have no community: whoever is open can be asked.
        var unit = await store.AddAsync(new Concentric.CoBuilders.CoBuilder { Name = "派出所", NameEn = "Police" });
        await Commands.GiveAsync(leader, new(new("co-builder", unit.Id), "请回访", elsewhere.UserId), null, Cancellation);
        Assert.Null(Assert.Single((await Queries.WaitingAsync(elsewhere, Cancellation)).ToAnswer).CommunityId);
        Assert.All(AllKinds.List, kind => Assert.NotNull(store.Get<Concentric.Lists.RecordRegister>().Find(kind.Key)));
    }

    [Fact]
    public async Task TheList_HasTheLateFirst_AndTheMeetingWhatIsOpenOrNew()
    {
        var later = await GiveAsync(dueOn: TestStore.Today.AddDays(9));
        var late = await GiveAsync(dueOn: TestStore.Today);
        var done = await GiveAsync();
        await Commands.WithdrawAsync(leader, new(done.Id, done.Version), Cancellation);
        store.Time.Advance(TimeSpan.FromDays(2));
        Assert.Equal([late.Id, later.Id],
            (await Queries.ListAsync(leader, InstructionSide.Given, InstructionFilter.Open, Cancellation)).Select(row => row.Id));
        Assert.Equal([late.Id],
            (await Queries.ListAsync(worker, InstructionSide.Received, InstructionFilter.Overdue, Cancellation)).Select(row => row.Id));
        var counts = await Queries.CountAsync(leader, InstructionSide.Given, Cancellation);
        Assert.Equal((2, 1, 1, 3), (counts[InstructionFilter.Open], counts[InstructionFilter.Overdue], counts[InstructionFilter.Done],
            counts[InstructionFilter.Everything]));

        var comment = await Commands.CommentAsync(leader, Subject, "会上说明", null, Cancellation);
        Assert.Equal([late.Id, later.Id, comment.Id], await MeetingAsync(TestStore.Xinsheng, TestStore.Today));
        Assert.Equal([late.Id, later.Id], await MeetingAsync(TestStore.Xinsheng, TestStore.Today.AddDays(30)));
        Assert.Empty(await MeetingAsync(TestStore.Xinshun, TestStore.Today));
        Assert.Equal([petition.Id], await Queries.OfRowsAsync("petition", [petition.Id, 99], Cancellation));
        Assert.Empty(await Queries.OfRowsAsync("hazard", [petition.Id], Cancellation));
    }

    [Fact]
    public async Task TheList_OpensOnWhatWaits_ElseOnWhatThereIs()
    {
        IReadOnlyList<InstructionSide> leaders = [InstructionSide.Given, InstructionSide.Received, InstructionSide.All];
        Assert.Equal((InstructionSide.Given, InstructionFilter.Open), await OpeningAsync(leader, leaders));
        var at = await GiveAsync();
        Assert.Equal((InstructionSide.Given, InstructionFilter.Open), await OpeningAsync(leader, leaders));
        Assert.Equal((InstructionSide.Received, InstructionFilter.Open), await OpeningAsync(worker, [InstructionSide.Received]));
        at = await Commands.AnswerAsync(worker, new(at.Id, at.Version, "已办"), Cancellation);
        Assert.Equal((InstructionSide.Given, InstructionFilter.Answered), await OpeningAsync(leader, leaders));
        // Nothing is to be answered any more: what there is is shown, and what an address says holds.
        Assert.Equal((InstructionSide.Received, InstructionFilter.Everything), await OpeningAsync(worker, [InstructionSide.Received]));
        Assert.Equal((InstructionSide.Received, InstructionFilter.Open),
            await Queries.OpeningAsync(worker, [InstructionSide.Received], InstructionFilter.Open, Cancellation));
        await Commands.AcceptAsync(leader, new(at.Id, at.Version), Cancellation);
        Assert.Equal((InstructionSide.Given, InstructionFilter.Everything), await OpeningAsync(leader, leaders));
        // What is asked of the reader goes before what the reader has given.
        await Commands.GiveAsync(other, new(Subject, "请看一下", leader.UserId), null, Cancellation);
        Assert.Equal((InstructionSide.Received, InstructionFilter.Open), await OpeningAsync(leader, leaders));
    }

    [Fact]
    public async Task AnAnswerToALeaderWhoLeft_OpensTheListOfAll()
    {
        var at = await GiveAsync();
        await Commands.AnswerAsync(worker, new(at.Id, at.Version, "已办"), Cancellation);
        await CloseAsync(leader);
        Assert.Equal((InstructionSide.All, InstructionFilter.Answered),
            await OpeningAsync(other, [InstructionSide.Given, InstructionSide.Received, InstructionSide.All]));
    }

    [Fact]
    public async Task Many_AreInstructedTogether_EachToItsOwnPerson_WhoIsToldOnce()
    {
        var second = await store.AddAsync(Make.Petition());
        var foreign = await store.AddAsync(Make.Petition(TestStore.Xinshun));
        var request = Guid.NewGuid();
        var input = new GiveInstructions("petition", [petition.Id, second.Id, foreign.Id], "本周内答复", null, TestStore.Today.AddDays(3));
        var given = await Bulk.GiveAsync(leader, input, request, Cancellation);
        Assert.Equal((3, 2, 0), (given.Given, given.People, given.Refused.Count));
        // Sent twice it is given once.
        var again = await Bulk.GiveAsync(leader, input, request, Cancellation);
        Assert.Equal((3, 2), (again.Given, again.People));
        Assert.Equal(3, (await Queries.ListAsync(leader, InstructionSide.Given, InstructionFilter.Open, Cancellation)).Count);
        var told = Assert.Single(await store.NoticesAsync(worker));
        Assert.Equal((NoticeKind.Instructed, 0L, 2, true), (told.Kind, told.RecordId, told.Count, told.IsListed));
        Assert.Equal(1, Assert.Single(await store.NoticesAsync(elsewhere)).Count);
        var list = AllKinds.Of<Petition>().List;
        Assert.Equal([petition.Id, second.Id], (await store.Get<ListQueries>().ReadAsync(list, worker, new() { Told = told.Id },
            Cancellation)).Rows.Select(row => row.Id).Order());
        // Somebody else's list is nobody's.
        Assert.Empty((await store.Get<ListQueries>().ReadAsync(list, leader, new() { Told = told.Id }, Cancellation)).Rows);
        await using var db = store.Open();
        Assert.Equal(3, await db.AuditEntries.CountAsync(line => line.Kind == "instruction", Cancellation));
    }

    [Fact]
    public async Task OfMany_OneThatWontDo_LeavesAllAsTheyWere_AndIsNamed()
    {
        var nobody = await store.AddAsync(Make.Petition(TestStore.Binhe));
        var archived = await store.AddAsync(Make.Petition(with: made => made.ArchivedAt = TestStore.Start.UtcDateTime));
        var refused = await Bulk.GiveAsync(leader, new("petition", [petition.Id, nobody.Id, archived.Id], "请答复", null), null, Cancellation);
        Assert.Equal((0, 2), (refused.Given, refused.Refused.Count));
        Assert.Equal(Rule.NobodyResponsible,
            Assert.Single(Assert.IsType<RefusedException>(refused.Refused.Single(one => one.Id == nobody.Id).Refusal).Violations).Rule);
        Assert.IsType<RecordNotFoundException>(refused.Refused.Single(one => one.Id == archived.Id).Refusal);
        // Whoever is named must be one who may read each of them.
        refused = await Bulk.GiveAsync(leader, new("petition", [petition.Id, nobody.Id], "请答复", worker.UserId), null, Cancellation);
        var one = Assert.Single(refused.Refused);
        Assert.Equal(nobody.Id, one.Id);
        Assert.Equal((Rule.HasLeft, "worker"), Assert.IsType<RefusedException>(one.Refusal).Violations[0] is var told
            ? (told.Rule, told.Value) : default);
        await Assert.ThrowsAsync<RefusedException>(() =>
            Bulk.GiveAsync(leader, new("petition", [petition.Id], " ", null), null, Cancellation));
        await Assert.ThrowsAsync<RecordNotFoundException>(() =>
            Bulk.GiveAsync(worker, new("petition", [petition.Id], "请答复", null), null, Cancellation));
        long[] tooMany = [.. Enumerable.Range(1, BulkInstructions.MostRecords + 1).Select(id => (long)id)];
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() =>
            Bulk.GiveAsync(leader, new("petition", tooMany, "请答复", null), null, Cancellation));
        Assert.Empty(await store.NoticesAsync(worker));
        Assert.Empty(await Queries.ListAsync(leader, InstructionSide.Given, InstructionFilter.Everything, Cancellation));
        Assert.Equal((1, 1), await Bulk.OfferAsync(leader, "petition", [petition.Id, nobody.Id], Cancellation) is var offer
            ? (offer.Held, offer.Assignees.Single(person => person.Assignee.Id == worker.UserId).Count) : default);
    }

    private BulkInstructions Bulk => store.Get<BulkInstructions>();

    private Task<(InstructionSide, InstructionFilter)> OpeningAsync(CurrentUser caller, IReadOnlyList<InstructionSide> sides) =>
        Queries.OpeningAsync(caller, sides, null, Cancellation);

    private async Task<IEnumerable<long>> MeetingAsync(int community, DateOnly since) =>
        (await Queries.OfMeetingAsync(leader, [community], since, Cancellation)).Rows.Select(row => row.Id);

    private async Task<bool> IsUnheldAsync() =>
        Assert.Single(await Queries.ListAsync(leader, InstructionSide.Given, InstructionFilter.Open, Cancellation)).IsUnheld;

    private Task<Saved> GiveAsync(CurrentUser? assignee = null, DateOnly? dueOn = null) =>
        Commands.GiveAsync(leader, new(Subject, "请本周内约住户见面", (assignee ?? worker).UserId, dueOn), null, Cancellation);

    private async Task CloseAsync(CurrentUser account)
    {
        await using var db = store.Open();
        await db.Users.Where(user => user.Id == account.UserId)
            .ExecuteUpdateAsync(row => row.SetProperty(user => user.IsDisabled, true), Cancellation);
    }

    private async Task ChangeAsync(Action<Petition> change)
    {
        await using var db = store.Open();
        change(await db.Petitions.Include(x => x.Rounds).Include(x => x.Communities).SingleAsync(x => x.Id == petition.Id, Cancellation));
        await db.SaveChangesAsync(Cancellation);
    }

    /// <summary>Open instructions, as many as that.</summary>
    private async Task OthersAsync(int count, CurrentUser assignee, Petition about)
    {
        await using var db = store.Open();
        db.AddRange(Enumerable.Range(0, count).Select(_ =>
        {
            var given = new Instruction
            {
                SubjectKind = "petition",
                SubjectId = about.Id,
                CommunityId = about.CommunityId,
                Message = "请办",
                GivenById = leader.UserId!.Value,
                AssigneeId = assignee.UserId,
                GivenAt = store.Time.GetUtcNow().UtcDateTime,
            };
            given.Steps.Add(new() { Kind = InstructionStepKind.Given, By = "leader", At = given.GivenAt });
            return given;
        }));
        await db.SaveChangesAsync(Cancellation);
    }

    private async Task MorningsAsync(int count)
    {
        for (var i = 0; i < count; i++)
        {
            await store.Get<DailyNotices>().RunAsync(Cancellation);
            store.Time.Advance(TimeSpan.FromDays(1));
        }
    }

    /// <summary>A secretary of xinsheng with an account, until a day.</summary>
    private async Task<CurrentUser> SecretaryAsync(string name, DateOnly? until)
    {
        var account = await store.AccountAsync(name, Role.Worker, TestStore.Xinsheng);
        var person = await store.AddAsync(new Worker { Name = name, CommunityId = TestStore.Xinsheng });
        await store.AddAsync(new Posting
        {
            WorkerId = person.Id,
            CommunityId = TestStore.Xinsheng,
            Position = Position.Secretary,
            StartsOn = until is null ? TestStore.Today : TestStore.Today.AddDays(-90),
            EndsOn = until,
        });
        await store.AddAsync(new WorkerAccount { WorkerId = person.Id, UserId = account.UserId!.Value });
        return account;
    }
}
