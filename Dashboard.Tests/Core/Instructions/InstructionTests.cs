using Concentric.Data;
using Concentric.Instructions;
using Concentric.Kinds;
using Concentric.Notices;
using Concentric.Rules;
using Concentric.Tests.Core.Notices;
using Concentric.Tests.TestData;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Tests.Core.Instructions;

/// <summary>From asked to closed: each step, its limits, and who is told.</summary>
public sealed class InstructionTests : InstructionScene
{
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
}
