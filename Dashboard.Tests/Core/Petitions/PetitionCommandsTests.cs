using Concentric.Data;
using Concentric.Kinds;
using Concentric.Petitions;
using Concentric.Rules;
using Concentric.Tests.TestData;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Tests.Core.Petitions;

public class PetitionCommandsTests
{
    private static readonly FieldValues<Petition> Values = Make.PetitionValues("3 号楼污水井溢流", receivedOn: TestStore.Today.AddDays(-2))
        .With(x => x.PetitionerName, "张建国").With(x => x.PetitionerPhone, "13812345678").With(x => x.Source, PetitionSource.Hotline);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task TheWholeLoop_IsSavedStepByStep()
    {
        await using var store = await TestStore.CreateAsync();
        var commands = store.Get<PetitionCommands>();
        var worker = TestStore.WorkerOfXinsheng;
        var at = await commands.EnterAsync(worker, Values, null, Cancellation);
        at = await commands.NegotiateAsync(worker, new(at.Id, at.Version, Note: "现场查看"), Cancellation);
        at = await commands.HandleAsync(worker, new(at.Id, at.Version), Cancellation);
        at = await commands.FeedBackAsync(worker, new(at.Id, at.Version), Cancellation);
        at = await commands.CloseAsync(worker, new(at.Id, at.Version, PetitionOutcome.Resolved), Cancellation);
        at = await commands.CallBackAsync(worker, new(at.Id, at.Version, new(true, true, Satisfaction.Satisfied)), Cancellation);

        var petition = await ReadAsync(store, at.Id);
        Assert.Equal("SQ-2026-000001", petition.Number);
        Assert.Equal(6, petition.Version);
        Assert.Equal(new DateOnly(2026, 3, 23), petition.DueOn); // five working days after Monday the 16th
        Assert.Equal((TestStore.Today, 2, true), (petition.ClosedOn, petition.WorkingDaysToClose, petition.CallBackResolved));
        Assert.Equal(
            [PetitionStepKind.Collected, PetitionStepKind.Negotiated, PetitionStepKind.Handled, PetitionStepKind.FedBack,
                PetitionStepKind.Closed, PetitionStepKind.CalledBack],
            petition.Steps.Select(step => step.Kind));
        Assert.All(petition.Steps, step => Assert.Equal((worker.Name, TestStore.Start.UtcDateTime), (step.By, step.At)));

        await using var db = store.Open();
        Assert.Equal(
            ["Collected", "Negotiated", "Handled", "FedBack", "Closed", "CalledBack"],
            await db.ChangeLog.OrderBy(entry => entry.Id).Select(entry => entry.Action).ToListAsync(Cancellation));
    }

    [Fact]
    public async Task Reopen_WithoutADueDate_TakesTheCategorysWorkingDaysFromThatDay()
    {
        await using var store = await TestStore.CreateAsync();
        var commands = store.Get<PetitionCommands>();
        var at = await commands.EnterAsync(TestStore.Administrator, Values, null, Cancellation);
        at = await commands.CloseAsync(TestStore.Administrator, new(at.Id, at.Version, PetitionOutcome.Withdrawn, Note: "居民撤回"),
            Cancellation);
        await commands.ReopenAsync(TestStore.Administrator, new(at.Id, at.Version, "居民又提出"), Cancellation);

        var petition = await ReadAsync(store, at.Id);
        Assert.Equal((new DateOnly(2026, 3, 25), 1, null, TestStore.Today),
            (petition.DueOn, petition.ReopenedCount, petition.ClosedOn, petition.FirstClosedOn));
    }

    [Fact]
    public async Task SkippingAStage_TakesAReasonAndTheRight()
    {
        await using var store = await TestStore.CreateAsync();
        var commands = store.Get<PetitionCommands>();
        var at = await commands.EnterAsync(TestStore.WorkerOfXinsheng, Values, null, Cancellation);
        Assert.Equal(Rule.SkipsStage,
            await RefusalAsync(() => commands.HandleAsync(TestStore.WorkerOfXinsheng, new(at.Id, at.Version), Cancellation)));
        Assert.Equal(Rule.MayNotSkip,
            await RefusalAsync(() =>
                commands.HandleAsync(TestStore.WorkerOfXinsheng, new(at.Id, at.Version, SkipReason: "已当场解决"), Cancellation)));
        Assert.Equal(Rule.SkipsStage,
            await RefusalAsync(() =>
                commands.CloseAsync(TestStore.Administrator, new(at.Id, at.Version, PetitionOutcome.Resolved), Cancellation)));

        at = await commands.HandleAsync(TestStore.Administrator, new(at.Id, at.Version, SkipReason: "已当场解决"), Cancellation);
        var petition = await ReadAsync(store, at.Id);
        Assert.Equal(PetitionStage.Handled, petition.Stage);
        Assert.Equal((PetitionStepKind.Skipped, PetitionStepKind.Negotiated, "已当场解决"),
            (petition.Steps[1].Kind, petition.Steps[1].Concerns, petition.Steps[1].Note));
    }

    [Fact]
    public async Task NotThere_NotYours_AndOnlyReadable_AreOneAnswer()
    {
        await using var store = await TestStore.CreateAsync();
        var commands = store.Get<PetitionCommands>();
        var at = await commands.EnterAsync(TestStore.WorkerOfXinsheng, Values, null, Cancellation);
        await commands.ShareAsync(TestStore.WorkerOfXinsheng, new(at.Id, at.Version, [TestStore.Xinshun]), Cancellation);
        foreach (var (caller, id) in new[] { (TestStore.WorkerOfXinshun, at.Id), (TestStore.Leader, at.Id),
            (TestStore.Administrator, at.Id + 1) })
        {
            // What is shared is worked by each, and kept by one.
            var missing = await Assert.ThrowsAsync<RecordNotFoundException>(() =>
                commands.AssignAsync(caller, new(id, 2, "物业公司", "归口"), Cancellation));
            Assert.Equal(("petition", id), (missing.Kind, missing.Id));
        }

        foreach (var caller in new[] { TestStore.WorkerOfXinshun, TestStore.Leader })
            Assert.Equal(Rule.Unknown, await RefusalAsync(() => commands.EnterAsync(caller, Values, null, Cancellation)));

        await using var db = store.Open();
        Assert.Equal(1, await db.Petitions.ReadableBy(TestStore.WorkerOfXinshun).CountAsync(Cancellation));
        Assert.Equal(0, await db.Petitions.ReadableBy(new CurrentUser("", Role.Worker, [TestStore.Binhe])).CountAsync(Cancellation));
    }

    [Fact]
    public async Task AnOldVersion_IsAConflictThatNamesBoth()
    {
        await using var store = await TestStore.CreateAsync();
        var commands = store.Get<PetitionCommands>();
        var at = await commands.EnterAsync(TestStore.Administrator, Values, null, Cancellation);
        await commands.NegotiateAsync(TestStore.Administrator, new(at.Id, at.Version), Cancellation);
        var conflict = await Assert.ThrowsAsync<EditedMeanwhileException>(() =>
            commands.HandleAsync(TestStore.Administrator, new(at.Id, at.Version), Cancellation));
        Assert.Equal((1, 2), (conflict.ExpectedVersion, conflict.CurrentVersion));
    }

    [Fact]
    public async Task OfManyAtTheSameTime_OneIsSaved_AndTheOthersAreTold()
    {
        await using var store = await TestStore.CreateAsync();
        var commands = store.Get<PetitionCommands>();
        var at = await commands.EnterAsync(TestStore.Administrator, Values, null, Cancellation);
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => Task.Run(
            async () =>
            {
                try
                {
                    await commands.NegotiateAsync(TestStore.Administrator, new(at.Id, at.Version, Note: $"第 {i} 次"), Cancellation);
                    return 0;
                }
                catch (EditedMeanwhileException conflict)
                {
                    return conflict.CurrentVersion;
                }
            },
            Cancellation)));
        Assert.Equal([0, 2, 2, 2, 2, 2, 2, 2], outcomes.Order());
        Assert.Equal(2, (await ReadAsync(store, at.Id)).Steps.Count);
    }

    [Fact]
    public async Task EqualRequests_EnterOnePetition_EvenAtTheSameTime()
    {
        await using var store = await TestStore.CreateAsync();
        var commands = store.Get<PetitionCommands>();
        var request = Guid.NewGuid();
        var saved = await Task.WhenAll(Enumerable.Range(0, 8)
            .Select(_ => Task.Run(() => commands.EnterAsync(TestStore.WorkerOfXinsheng, Values, request, Cancellation), Cancellation)));
        Assert.Single(saved.Distinct());
        await using var db = store.Open();
        Assert.Equal(1, await db.Petitions.CountAsync(Cancellation));
        Assert.Equal(Rule.Repeated,
            await RefusalAsync(() =>
                commands.EnterAsync(TestStore.WorkerOfXinshun, Values.With(x => x.CommunityId, TestStore.Xinshun), request, Cancellation)));
    }

    [Fact]
    public async Task ABadForm_IsToldEverythingAtOnce()
    {
        await using var store = await TestStore.CreateAsync();
        var bad = Make.PetitionValues(new string('长', 40_000), "no-such", TestStore.Today.AddDays(1), TestStore.Binhe)
            .With(x => x.DueOn, TestStore.Today).With(x => x.CoBuilderId, 77).With(x => x.Source, "Pigeon");
        var refused = await Assert.ThrowsAsync<RefusedException>(() =>
            store.Get<PetitionCommands>().EnterAsync(TestStore.WorkerOfXinsheng, bad, null, Cancellation));
        Assert.Equal(
            ["community Unknown", "co-builder Unknown", "source Unknown", "category Unknown", "title TooLong", "received-on InFuture"],
            refused.Violations.Select(violation => $"{violation.Field} {violation.Rule}"));
        var due = await Assert.ThrowsAsync<RefusedException>(() => store.Get<PetitionCommands>().EnterAsync(
            TestStore.WorkerOfXinsheng, Values.With(x => x.DueOn, TestStore.Today.AddDays(-3)), null, Cancellation));
        Assert.Equal(Rule.BeforeBeginning, Assert.Single(due.Violations).Rule);
        await using var db = store.Open();
        Assert.False(await db.Petitions.AnyAsync(Cancellation));
    }

    [Fact]
    public async Task Correct_LeavesAMaskedPetitionerAlone_AndNothingNewIsNotSaved()
    {
        await using var store = await TestStore.CreateAsync();
        var commands = store.Get<PetitionCommands>();
        var at = await commands.EnterAsync(TestStore.Administrator, Values, null, Cancellation);
        var same = await commands.CorrectAsync(TestStore.Administrator, new(at.Id, at.Version, new() { [x => x.Title] = "3 号楼污水井溢流" }),
            Cancellation);
        Assert.Equal(at, same);

        at = await commands.CorrectAsync(TestStore.Administrator,
            new(at.Id, at.Version, new() { [x => x.Title] = "  5 号楼\u0000污水井\t溢流 🚰 " }), Cancellation);
        var petition = await ReadAsync(store, at.Id);
        Assert.Equal(("5 号楼污水井 溢流 🚰", "张建国", 2), (petition.Title, petition.PetitionerName, petition.Version));
    }

    [Fact]
    public async Task Archive_TakesAReason_AndCanBeUndone()
    {
        await using var store = await TestStore.CreateAsync();
        var commands = store.Get<PetitionCommands>();
        var at = await commands.EnterAsync(TestStore.Administrator, Values, null, Cancellation);
        Assert.Equal(Rule.Required,
            await RefusalAsync(() => commands.ArchiveAsync(TestStore.Administrator, new(at.Id, at.Version, " "), Cancellation)));
        at = await commands.ArchiveAsync(TestStore.Administrator, new(at.Id, at.Version, "重复登记"), Cancellation);
        await Assert.ThrowsAsync<RecordNotFoundException>(() =>
            commands.NegotiateAsync(TestStore.Administrator, new(at.Id, at.Version), Cancellation));
        at = await commands.RestoreAsync(TestStore.Administrator, new(at.Id, at.Version), Cancellation);
        await commands.NegotiateAsync(TestStore.Administrator, new(at.Id, at.Version), Cancellation);

        await using var db = store.Open();
        Assert.Equal(["Collected", "Archived", "Restored", "Negotiated"], await db.AuditEntries.OrderBy(entry => entry.Id)
            .Select(entry => entry.Action).ToListAsync(Cancellation));
    }

    [Fact]
    public async Task Transfer_ToACommunityThatIsNotTheCallers_IsAnOffer_AndByThoseOfBothADeed()
    {
        await using var store = await TestStore.CreateAsync();
        var commands = store.Get<PetitionCommands>();
        var at = await commands.EnterAsync(TestStore.WorkerOfXinsheng, Values, null, Cancellation);
        Assert.Equal(Rule.Unknown, await RefusalAsync(() => commands.TransferAsync(TestStore.WorkerOfXinsheng,
            new(at.Id, at.Version, "归属错误", null, null, 77), Cancellation)));
        at = await commands.TransferAsync(TestStore.WorkerOfXinsheng, new(at.Id, at.Version, "归属错误", null, null, TestStore.Xinshun),
            Cancellation);
        var offered = await ReadAsync(store, at.Id);
        Assert.Equal((TestStore.Xinsheng, TestStore.Xinshun, PetitionStepKind.Offered),
            (offered.CommunityId, offered.OfferedToId, offered.Steps[^1].Kind));
        await commands.TransferAsync(TestStore.Administrator, new(at.Id, at.Version, "归属错误", "物业公司", null, TestStore.Xinshun),
            Cancellation);
        var petition = await ReadAsync(store, at.Id);
        Assert.Equal((TestStore.Xinshun, "物业公司", PetitionStepKind.Transferred, null),
            (petition.CommunityId, petition.ResponsibleUnit, petition.Steps[^1].Kind, petition.OfferedToId));
    }

    private static async Task<Rule> RefusalAsync(Func<Task> command) =>
        Assert.Single((await Assert.ThrowsAsync<RefusedException>(command)).Violations).Rule;

    private static async Task<Petition> ReadAsync(TestStore store, long id)
    {
        await using var db = store.Open();
        return await db.Petitions.AsNoTracking().Include(petition => petition.Steps.OrderBy(step => step.Id))
            .SingleAsync(petition => petition.Id == id, Cancellation);
    }
}
