using Concentric.Kinds;
using Concentric.Lists;
using Concentric.Petitions;
using Concentric.Tests.TestData;

namespace Concentric.Tests.Core.Petitions;

public class PetitionQueriesTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Find_GoesThroughTheCallersRights_AndMasksThePetitioner()
    {
        await using var store = await TestStore.CreateAsync();
        var queries = store.Get<PetitionQueries>();
        var petition = await store.AddAsync(Make.Petition());
        var own = await queries.FindAsync(TestStore.WorkerOfXinsheng, petition.Id, Cancellation);
        Assert.Equal((true, "张**", "138****5678"), (own!.MayWrite, own.Petition.PetitionerName, own.Petition.PetitionerPhone));
        Assert.Null(await queries.FindAsync(TestStore.WorkerOfXinshun, petition.Id, Cancellation));

        await store.Get<PetitionCommands>()
            .ShareAsync(TestStore.WorkerOfXinsheng, new(petition.Id, petition.Version, [TestStore.Xinshun]), Cancellation);
        var shared = await queries.FindAsync(TestStore.WorkerOfXinshun, petition.Id, Cancellation);
        Assert.False(shared!.MayWrite);
        Assert.Equal(2, shared.Petition.Communities.Count);
        var history = await store.Get<RecordHistories>().ReadAsync(TestStore.WorkerOfXinshun, "petition", petition.Id, Cancellation);
        Assert.Equal(["IsJoint"], history[0].Fields.Select(field => field.Name)); // with whom, the timeline tells
    }

    [Fact]
    public async Task Units_AreThoseOfTheCallersPetitions_TheMostFrequentFirst()
    {
        await using var store = await TestStore.CreateAsync();
        foreach (var unit in new[] { "物业", "居委会", "物业", null })
            await store.AddAsync(Make.Petition(with: made => made.ResponsibleUnit = unit));
        await store.AddAsync(Make.Petition(TestStore.Xinshun, with: made => made.ResponsibleUnit = "环卫"));
        Assert.Equal(["物业", "居委会"],
            (await store.Get<RecordQueries<Petition>>().SuggestAsync(TestStore.WorkerOfXinsheng, Cancellation))["responsible"]);
    }

    [Fact]
    public async Task Progress_TellsAttemptsSkipsAndTheRoundAfterAReopening()
    {
        await using var store = await TestStore.CreateAsync();
        var commands = store.Get<PetitionCommands>();
        var admin = TestStore.Administrator;
        var at = await commands.EnterAsync(admin, Make.PetitionValues(receivedOn: TestStore.Today.AddDays(-3)), null, Cancellation);
        Assert.Equal(PetitionStage.Negotiated, (await ProgressAsync()).Next);
        at = await commands.HandleAsync(admin, new(at.Id, at.Version, TestStore.Today.AddDays(-2), SkipReason: "急"), Cancellation);
        at = await commands.HandleAsync(admin, new(at.Id, at.Version), Cancellation);
        var progress = await ProgressAsync();
        Assert.Equal([StageState.Reached, StageState.Skipped, StageState.Reached, StageState.Ahead],
            progress.Stages.Select(stage => stage.State));
        Assert.Equal((2, TestStore.Today), (progress[PetitionStage.Handled].Attempts, progress[PetitionStage.Handled].On!.Value));
        Assert.Equal(PetitionStage.FedBack, progress.Next);

        at = await commands.FeedBackAsync(admin, new(at.Id, at.Version), Cancellation);
        Assert.Null((await ProgressAsync()).Next);
        at = await commands.CloseAsync(admin, new(at.Id, at.Version, PetitionOutcome.Resolved), Cancellation);
        at = await commands.ReopenAsync(admin, new(at.Id, at.Version, "又漏"), Cancellation);
        progress = await ProgressAsync();
        Assert.Equal([StageState.Reached, StageState.Skipped, StageState.Ahead, StageState.Ahead],
            progress.Stages.Select(stage => stage.State));
        Assert.Equal(PetitionStage.Handled, progress.Next);

        async Task<PetitionProgress> ProgressAsync() =>
            (await store.Get<PetitionQueries>().FindAsync(admin, at.Id, Cancellation))!.Progress;
    }

    [Fact]
    public void Progress_OfARecordLoadedWithoutItsSteps_FollowsItsStage()
    {
        var progress = PetitionProgress.Of(Make.Petition(with: made => made.Stage = PetitionStage.Handled));
        Assert.Equal([StageState.Reached, StageState.Reached, StageState.Reached, StageState.Ahead],
            progress.Stages.Select(stage => stage.State));
        Assert.Null(progress[PetitionStage.Handled].On);
    }
}
