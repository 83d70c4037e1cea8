using System.Reflection;
using Concentric.Activities;
using Concentric.Data;
using Concentric.Hazards;
using Concentric.Kinds;
using Concentric.Rules;
using Concentric.Tests.TestData;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Tests.Core.Kinds;

/// <summary>Many records at once: each by itself, and what is refused holds up no other.</summary>
public sealed class BulkArchivingTests : IAsyncLifetime
{
    private TestStore store = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private static CurrentUser Worker => TestStore.WorkerOfXinsheng;

    private BulkArchiving<Hazard> Bulk => store.Get<BulkArchiving<Hazard>>();

    public async ValueTask InitializeAsync() => store = await TestStore.CreateAsync();

    public ValueTask DisposeAsync() => store.DisposeAsync();

    [Fact]
    public async Task EachIsArchivedByItself_AndTellsWhyWhenItIsNot()
    {
        var (own, edited, foreign, archived) = (await AddAsync(), await AddAsync(), await AddAsync(TestStore.Xinshun), await AddAsync());
        long[] ids = [own, edited, foreign, archived];
        var versions = await Bulk.VersionsAsync(Worker, ids, Cancellation);
        Assert.Equal([own, edited, archived], versions.Keys.Order());
        var hazards = store.Get<HazardCommands>();
        await hazards.ArchiveAsync(Worker, new(archived, versions[archived], "重复"), Cancellation);
        await hazards.ExtendAsync(Worker, new(edited, versions[edited], new(2026, 4, 30), "等材料"), Cancellation);

        var told = new List<BulkOutcome>();
        await Bulk.ArchiveAsync(Worker, ids, versions, "录错了", told.Add, Cancellation);
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
        await Bulk.ArchiveAsync(Worker, ids, await Bulk.VersionsAsync(Worker, ids, Cancellation), "录错了", _ => { }, Cancellation);
        var told = new List<BulkOutcome>();
        await Bulk.RestoreAsync(Worker, ids, await Bulk.VersionsAsync(Worker, ids, Cancellation), told.Add, Cancellation);
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
        var versions = await Bulk.VersionsAsync(Worker, ids, Cancellation);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Bulk.ArchiveAsync(Worker, ids, versions, "录错了", Tell, stop.Token));
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
    public async Task WithoutAReason_EachIsRefused_AndMoreThanTheLimitAreNotBegun()
    {
        long[] ids = [await AddAsync()];
        var told = new List<BulkOutcome>();
        await Bulk.ArchiveAsync(Worker, ids, await Bulk.VersionsAsync(Worker, ids, Cancellation), " ", told.Add, Cancellation);
        Assert.Equal(Rule.Required, Assert.Single(Assert.IsType<RefusedException>(Assert.Single(told).Refusal).Violations).Rule);

        var versions = new Dictionary<long, int>();
        await Bulk.ArchiveAsync(
            Worker, [.. Enumerable.Repeat(-1L, BulkArchiving<Hazard>.MostRecords)], versions, "x", told.Add, Cancellation);
        Assert.Equal(1 + BulkArchiving<Hazard>.MostRecords, told.Count);
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => Bulk.ArchiveAsync(
            Worker, [.. Enumerable.Repeat(-1L, BulkArchiving<Hazard>.MostRecords + 1)], versions, "x", told.Add, Cancellation));
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

    private static Task<List<long>> ArchivedAsync(DashboardDbContext db) =>
        db.Hazards.Where(hazard => hazard.ArchivedAt != null).Select(hazard => hazard.Id).Order().ToListAsync(Cancellation);

    private async Task<long> AddAsync(int communityId = TestStore.Xinsheng) => (await store.AddAsync(Make.Hazard(communityId))).Id;
}
