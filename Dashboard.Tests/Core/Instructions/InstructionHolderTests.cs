using System.Globalization;
using Concentric.Communities;
using Concentric.Data;
using Concentric.Instructions;
using Concentric.Notices;
using Concentric.Rules;
using Concentric.Tests.Core.Notices;
using Concentric.Tests.TestData;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Tests.Core.Instructions;

/// <summary>Who holds an instruction, and what becomes of it when somebody leaves or the record moves.</summary>
public sealed class InstructionHolderTests : InstructionScene
{
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
}
