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

/// <summary>The list of instructions, the meeting, and many records instructed together.</summary>
public sealed class InstructionListTests : InstructionScene
{
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
}
