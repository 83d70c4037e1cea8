using Concentric.Activities;
using Concentric.Data;
using Concentric.Hazards;
using Concentric.Kinds;
using Concentric.Petitions;
using Concentric.Rules;
using Concentric.Tests.TestData;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Tests.Core.Kinds;

/// <summary>Many records at once: each by itself, and what is refused holds up no other.</summary>
public sealed class BulkChangesTests : IAsyncLifetime
{
    private TestStore store = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private static CurrentUser Worker => TestStore.WorkerOfXinsheng;

    private BulkChanges<Hazard> Bulk => store.Get<BulkChanges<Hazard>>();

    public async ValueTask InitializeAsync() => store = await TestStore.CreateAsync();

    public ValueTask DisposeAsync() => store.DisposeAsync();

    [Fact]
    public async Task EachIsArchivedByItself_AndTellsWhyWhenItIsNot()
    {
        var (own, edited, foreign, archived) = (await AddAsync(), await AddAsync(), await AddAsync(TestStore.Xinshun), await AddAsync());
        long[] ids = [own, edited, foreign, archived];
        var versions = await Bulk.VersionsAsync(Worker, Bulk.Archive, ids, Cancellation);
        Assert.Equal([own, edited, archived], versions.Keys.Order());
        var hazards = store.Get<HazardCommands>();
        await hazards.ArchiveAsync(Worker, new(archived, versions[archived], "重复"), Cancellation);
        await hazards.ExtendAsync(Worker, new(edited, versions[edited], new(2026, 4, 30), "等材料"), Cancellation);

        var told = new List<BulkOutcome>();
        await TakeAsync(Bulk.Archive, ids, versions, new("录错了"), told.Add);
        Assert.Equal(ids, told.Select(outcome => outcome.Id));
        Assert.Null(told[0].Refusal);
        Assert.IsType<EditedMeanwhileException>(told[1].Refusal);
        Assert.IsType<RecordNotFoundException>(told[2].Refusal);
        Assert.IsType<RecordNotFoundException>(told[3].Refusal);
        await using var db = store.Open();
        Assert.Equal([own, archived], await ArchivedAsync(db));
        var line = await db.AuditEntries.SingleAsync(line => line.RecordId == own && line.Action == "Archived", Cancellation);
        Assert.Equal(Worker.Name, line.By);
        Assert.Contains("录错了", line.After, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Archived_ComeBack()
    {
        long[] ids = [await AddAsync(), await AddAsync()];
        await TakeAsync(Bulk.Archive, ids, new("录错了"), _ => { });
        var told = new List<BulkOutcome>();
        await TakeAsync(Bulk.Restore, ids, new(), told.Add);
        Assert.All(told, outcome => Assert.Null(outcome.Refusal));
        await using var db = store.Open();
        Assert.False(await db.Hazards.AnyAsync(hazard => hazard.ArchivedAt != null, Cancellation));
    }

    [Fact]
    public async Task GivenUp_WhatWasDoneStays_AndTheRestIsAsItWas()
    {
        long[] ids = [await AddAsync(), await AddAsync()];
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        var told = new List<BulkOutcome>();
        var versions = await Bulk.VersionsAsync(Worker, Bulk.Archive, ids, Cancellation);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            Bulk.Archive.RunAsync(Worker, ids, versions, new("录错了"), Tell, stop.Token));
        Assert.Single(told);
        await using var db = store.Open();
        Assert.Equal([ids[0]], await ArchivedAsync(db));

        void Tell(BulkOutcome outcome)
        {
            told.Add(outcome);
            stop.Cancel();
        }
    }

    [Fact]
    public async Task WhatIsNotAnswered_IsRefusedBeforeTheFirst()
    {
        long[] ids = [await AddAsync()];
        foreach (var step in Bulk.Steps.Where(step => step.Asks.Count > 0))
        {
            var refusal = await Assert.ThrowsAsync<RefusedException>(() => TakeAsync(step, ids, new(" ", null, ""), Unexpected));
            Assert.Equal(step.Asks.Select(asked => (asked, Rule.Required)),
                refusal.Violations.Select(violation => (violation.Field, violation.Rule)));
        }

        await Assert.ThrowsAsync<RefusedException>(() =>
            TakeAsync(Bulk.Archive, ids, new(new string('长', TextLimits.Note + 1)), Unexpected));
        await TakeAsync(Bulk.Archive, ids, new(new string('长', TextLimits.Note)), outcome => Assert.Null(outcome.Refusal));

        static void Unexpected(BulkOutcome outcome) => Assert.Fail($"{outcome.Id} was touched.");
    }

    [Fact]
    public async Task MoreThanTheLimit_AreNotBegun()
    {
        var (told, versions) = (new List<BulkOutcome>(), new Dictionary<long, int>());
        await TakeAsync(Bulk.Archive, [.. Enumerable.Repeat(-1L, BulkStep<Hazard>.MostRecords)], versions, new("x"), told.Add);
        Assert.Equal(BulkStep<Hazard>.MostRecords, told.Count);
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => TakeAsync(
            Bulk.Archive, [.. Enumerable.Repeat(-1L, BulkStep<Hazard>.MostRecords + 1)], versions, new("x"), told.Add));
    }

    [Fact]
    public async Task OpenOnes_AreExtended_AndWhatIsDoneStaysAndIsTold()
    {
        var (open, rectified) = (await AddAsync(), await AddAsync());
        var versions = await Bulk.VersionsAsync(Worker, Named("extend"), [open, rectified], Cancellation);
        await store.Get<HazardCommands>().RectifyAsync(Worker, new(rectified, versions[rectified], RectifiedBy: "安居物业"), Cancellation);
        var told = new List<BulkOutcome>();
        await TakeAsync(Named("extend"), [open, rectified], new("等材料", new(2026, 4, 30)), told.Add);
        Assert.Null(told[0].Refusal);
        Assert.Contains(Assert.IsType<RefusedException>(told[1].Refusal).Violations, violation => violation.Rule == Rule.Rectified);
        await using var db = store.Open();
        Assert.Equal(new DateOnly(2026, 4, 30), (await db.Hazards.SingleAsync(hazard => hazard.Id == open, Cancellation)).DueOn);
    }

    [Fact]
    public async Task EveryKindThatIsAssigned_GetsTheUnit_AndKeepsTheRest()
    {
        var hazard = await AddAsync();
        var petition = (await store.AddAsync(Make.Petition())).Id;
        var before = await ReadAsync(petition);
        await TakeAsync(Named("assign"), [hazard], new(ResponsibleUnit: "安居物业"), outcome => Assert.Null(outcome.Refusal));
        var petitions = store.Get<BulkChanges<Petition>>();
        var assign = petitions.Steps.Single(step => step.Key == "assign");
        await assign.RunAsync(Worker, [petition], await petitions.VersionsAsync(Worker, assign, [petition], Cancellation),
            new("分工调整", ResponsibleUnit: "安居物业"), outcome => Assert.Null(outcome.Refusal), Cancellation);
        await using var db = store.Open();
        Assert.Equal("安居物业", (await db.Hazards.SingleAsync(one => one.Id == hazard, Cancellation)).ResponsibleUnit);
        var after = await ReadAsync(petition);
        Assert.Equal(("安居物业", before.CommunityId, before.CoBuilderId), (after.ResponsibleUnit, after.CommunityId, after.CoBuilderId));
    }

    [Fact]
    public void KindsThatArchiveInTheirOwnWay_DoSoInBulkToo()
    {
        Assert.IsType<ActivityCommands>(store.Get<IArchiveCommands<Activity>>());
        Assert.IsType<RecordCommands<Concentric.Errands.Errand>>(store.Get<IArchiveCommands<Concentric.Errands.Errand>>());
        // The writer is what they call; neither a turn of the rota nor a cycle has a list in which rows are chosen.
        var own = typeof(RecordCommands<>).Assembly.GetTypes().Where(type => type is { IsClass: true, IsGenericType: false }
            && type.GetMethod("ArchiveAsync", [typeof(CurrentUser), typeof(ArchiveRecord), typeof(CancellationToken)]) is not null);
        Assert.Equal(["CycleCommands", "RecordWriter", "RotaCommands"], own.Where(type => !type.GetInterfaces().Any(one =>
            one.IsGenericType && one.GetGenericTypeDefinition() == typeof(IArchiveCommands<>)
            && type == store.Services.GetService(one)?.GetType())).Select(type => type.Name).Order());
    }

    private async Task<Petition> ReadAsync(long id)
    {
        await using var db = store.Open();
        return await db.Petitions.AsNoTracking().SingleAsync(petition => petition.Id == id, Cancellation);
    }

    private BulkStep<Hazard> Named(string key) => Bulk.Steps.Single(step => step.Key == key);

    private async Task TakeAsync(BulkStep<Hazard> step, long[] ids, BulkAnswers answers, Action<BulkOutcome> tell) =>
        await TakeAsync(step, ids, await Bulk.VersionsAsync(Worker, step, ids, Cancellation), answers, tell);

    private static Task TakeAsync(BulkStep<Hazard> step, long[] ids, IReadOnlyDictionary<long, int> versions, BulkAnswers answers,
        Action<BulkOutcome> tell) =>
        step.RunAsync(Worker, ids, versions, answers, tell, Cancellation);

    private static Task<List<long>> ArchivedAsync(DashboardDbContext db) =>
        db.Hazards.Where(hazard => hazard.ArchivedAt != null).Select(hazard => hazard.Id).Order().ToListAsync(Cancellation);

    private async Task<long> AddAsync(int communityId = TestStore.Xinsheng) => (await store.AddAsync(Make.Hazard(communityId))).Id;
}
