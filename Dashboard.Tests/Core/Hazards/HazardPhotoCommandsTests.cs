using System.Data.Common;
using Concentric.Data;
using Concentric.Data.Files;
using Concentric.Hazards;
using Concentric.Imaging;
using Concentric.Lists;
using Concentric.Rules;
using Concentric.Tests.TestData;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Concentric.Tests.Core.Hazards;

public class HazardPhotoCommandsTests
{
    /// <summary>Where the files are kept.</summary>
    protected virtual FilePlace Place => FilePlace.Folder;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Photo_IsKeptAsFilesAndARow_AndWrittenDown()
    {
        await using var store = await CreateAsync();
        var hazard = await store.AddAsync(Make.Hazard(foundOn: TestStore.Today.AddDays(-30)));
        var id = await AddAsync(store, hazard.Id, name: "C:\\照片\\楼道.jpg");

        await using var db = store.Open();
        var photo = await db.HazardPhotos.SingleAsync(Cancellation);
        Assert.Equal((id, PhotoSide.Before, "楼道.jpg", 60, 40, "王芳", TestStore.Start.UtcDateTime),
            (photo.Id, photo.Side, photo.Name, photo.Width, photo.Height, photo.By, photo.At));
        Assert.Equal(photo.Bytes, (await store.FileAsync(NameOf(photo))).Length);
        Assert.Equal(new[] { NameOf(photo), HazardPhotoFiles.NameOf(photo.Key, isThumbnail: true) }.Order(),
            (await store.FilesAsync("photos")).Order());

        var audit = await db.AuditEntries.OrderBy(line => line.Id).LastAsync(Cancellation);
        Assert.Equal(("hazard", hazard.Id, "王芳"), (audit.Kind, audit.RecordId, audit.By));
        Assert.Contains(photo.Hash, audit.After);
        var log = await db.ChangeLog.OrderBy(line => line.Id).LastAsync(Cancellation);
        Assert.Equal((hazard.Id, null), (log.RecordId, log.RestatesFrom)); // a photo that comes a month later restates no figure
        Assert.Equal(2, (await db.Hazards.SingleAsync(Cancellation)).Version);
    }

    [Fact]
    public async Task FilesThatNoHazardHas_AreDeletedAtTheNextStart_OnceTheyAreOldEnough()
    {
        await using var store = await CreateAsync();
        var hazard = await store.AddAsync(Make.Hazard());
        await AddAsync(store, hazard.Id);
        await using var db = store.Open();
        var kept = NameOf(await db.HazardPhotos.SingleAsync(Cancellation));
        var old = TestStore.Start.UtcDateTime - HazardPhotoCleaning.LeastAge;
        async Task<string> LeaveAsync(string name, DateTime at)
        {
            await store.LeaveAsync($"photos/ab/{name}", at);
            return $"photos/ab/{name}";
        }

        await store.LeaveAsync(kept, old.AddDays(-1));
        string[] left = [await LeaveAsync($"{Guid.NewGuid():N}.jpg", old.AddSeconds(-1)),
            await LeaveAsync($"{Guid.NewGuid():N}-small.jpg", old.AddSeconds(-1)),
            await LeaveAsync($"{Guid.NewGuid():N}.jpg.part", old.AddSeconds(-1))];
        string[] stay = [kept, await LeaveAsync($"{Guid.NewGuid():N}.jpg", old), await LeaveAsync("readme.txt", old.AddDays(-9))];
        Assert.Equal(3, await store.Get<HazardPhotoCleaning>().CleanAsync(Cancellation));
        var there = await store.FilesAsync("photos");
        Assert.Empty(left.Intersect(there));
        Assert.Empty(stay.Except(there));
        Assert.Equal(0, await store.Get<HazardPhotoCleaning>().CleanAsync(Cancellation));
    }

    [Fact]
    public async Task SamePhotoASecondTime_ChangesNothing()
    {
        await using var store = await CreateAsync();
        var hazard = await store.AddAsync(Make.Hazard());
        var id = await AddAsync(store, hazard.Id);
        Assert.Equal(id, await AddAsync(store, hazard.Id));
        Assert.NotEqual(id, await AddAsync(store, hazard.Id, PhotoSide.After));
        Assert.Equal(4, (await store.FilesAsync("photos")).Count);
    }

    [Fact]
    public async Task NinthPhotoOfASide_IsRefused_AndItsFilesAreGone()
    {
        await using var store = await CreateAsync();
        var hazard = await store.AddAsync(Make.Hazard());
        for (var i = 0; i < HazardPhotoCommands.MostOfASide; i++) await AddAsync(store, hazard.Id, seed: i + 1);
        var refusal = await Assert.ThrowsAsync<RefusedException>(() => AddAsync(store, hazard.Id, seed: 9));
        Assert.Equal(Rule.TooManyPhotos, Assert.Single(refusal.Violations).Rule);
        await AddAsync(store, hazard.Id, PhotoSide.After, seed: 9);
        Assert.Equal(2 * (HazardPhotoCommands.MostOfASide + 1), (await store.FilesAsync("photos")).Count);
    }

    /// <summary>The row may be there: a photo that a hazard has must not be an empty frame.</summary>
    [Fact]
    public async Task WhenTheAnswerOfASaveIsLost_TheFilesStay()
    {
        var lost = new LostAnswer();
        await using var store = await TestStore.CreateAsync(services => services.KeepFilesIn(Place)
            .ConfigureStore(builder => builder.AddInterceptors(lost)));
        var hazard = await store.AddAsync(Make.Hazard());
        await Assert.ThrowsAsync<TimeoutException>(() => AddAsync(store, hazard.Id));
        await using var db = store.Open();
        var photo = await db.HazardPhotos.SingleAsync(Cancellation);
        Assert.Equal(photo.Bytes, (await store.FileAsync(NameOf(photo))).Length);
    }

    [Fact]
    public async Task PhotosThatComeAtOnce_AreAllKept()
    {
        await using var store = await CreateAsync();
        var hazard = await store.AddAsync(Make.Hazard());
        var ids = await Task.WhenAll(Enumerable.Range(1, 4).Select(seed => AddAsync(store, hazard.Id, seed: seed)));
        Assert.Equal(4, ids.Distinct().Count());
        var view = await store.Get<HazardQueries>().FindAsync(TestStore.Leader, hazard.Id, Cancellation);
        Assert.Equal(ids.Order(), view!.Hazard.Photos.Select(photo => photo.Id));
    }

    [Fact]
    public async Task Removing_DeletesTheFiles_AndIsWrittenDown()
    {
        await using var store = await CreateAsync();
        var hazard = await store.AddAsync(Make.Hazard());
        var id = await AddAsync(store, hazard.Id);
        var commands = store.Get<HazardPhotoCommands>();
        await Assert.ThrowsAsync<RecordNotFoundException>(() =>
            commands.RemoveAsync(TestStore.WorkerOfXinshun, hazard.Id, id, Cancellation));
        await Assert.ThrowsAsync<RecordNotFoundException>(() =>
            commands.RemoveAsync(TestStore.WorkerOfXinsheng, hazard.Id, id + 1, Cancellation));
        Assert.Equal(2, (await store.FilesAsync("photos")).Count);

        await commands.RemoveAsync(TestStore.WorkerOfXinsheng, hazard.Id, id, Cancellation);
        Assert.Empty(await store.FilesAsync("photos"));
        await using var db = store.Open();
        Assert.Equal(0, await db.HazardPhotos.CountAsync(Cancellation));
        var history = await store.Get<RecordHistories>().ReadAsync(TestStore.Leader, "hazard", hazard.Id, Cancellation);
        Assert.Equal(new HistoryField("HazardPhoto", "王芳, 楼道.jpg, Before", null), Assert.Single(history[0].Fields));
        Assert.Contains("楼道.jpg", (await db.AuditEntries.OrderBy(line => line.Id).LastAsync(Cancellation)).Before);
    }

    [Fact]
    public async Task WhoMayNotChangeTheHazard_AddsNoPhoto_AndTheFileIsNotEvenRead()
    {
        await using var store = await CreateAsync();
        var hazard = await store.AddAsync(Make.Hazard());
        var archived = await store.AddAsync(Make.Hazard(with: made => made.ArchivedAt = TestStore.Start.UtcDateTime));
        await RefuseAsync(TestStore.WorkerOfXinshun, hazard.Id);
        await RefuseAsync(TestStore.Leader, hazard.Id);
        await RefuseAsync(TestStore.WorkerOfXinsheng, archived.Id);

        async Task RefuseAsync(CurrentUser caller, long id)
        {
            using var content = new MemoryStream(Pictures.Make(60, 40));
            await Assert.ThrowsAsync<RecordNotFoundException>(() =>
                store.Get<HazardPhotoCommands>().AddAsync(caller, id, PhotoSide.Before, "a.jpg", content, Cancellation));
            Assert.Equal(0, content.Position);
        }
    }

    [Fact]
    public async Task FileThatIsTooBig_IsReadOneByteTooFar_NotToItsEnd()
    {
        await using var store = await CreateAsync();
        var hazard = await store.AddAsync(Make.Hazard());
        using var content = new MemoryStream(new byte[3 * PhotoMaker.MostBytes]);
        var refusal = await Assert.ThrowsAsync<RefusedException>(() =>
            store.Get<HazardPhotoCommands>()
            .AddAsync(TestStore.WorkerOfXinsheng, hazard.Id, PhotoSide.Before, "大.jpg", content, Cancellation));
        Assert.Equal(Rule.PhotoTooBig, Assert.Single(refusal.Violations).Rule);
        Assert.InRange(content.Position, PhotoMaker.MostBytes + 1, PhotoMaker.MostBytes + 100_000);
    }

    private static async Task<long> AddAsync(TestStore store, long hazard, PhotoSide side = PhotoSide.Before, int seed = 0,
        string name = "楼道.jpg")
    {
        using var content = new MemoryStream(Pictures.Make(60, 40, seed: seed));
        return await store.Get<HazardPhotoCommands>().AddAsync(TestStore.WorkerOfXinsheng, hazard, side, name, content, Cancellation);
    }

    /// <summary>Loses the answer to the commit of a photo.</summary>
    private sealed class LostAnswer : DbTransactionInterceptor
    {
        public override Task TransactionCommittedAsync(DbTransaction transaction, TransactionEndEventData eventData,
            CancellationToken cancellationToken = default) =>
            eventData.Context!.ChangeTracker.Entries<HazardPhoto>().Any() ? throw new TimeoutException() : Task.CompletedTask;
    }

    private static string NameOf(HazardPhoto photo) => HazardPhotoFiles.NameOf(photo.Key, isThumbnail: false);

    private Task<TestStore> CreateAsync() => TestStore.CreateAsync(services => services.KeepFilesIn(Place));
}

public sealed class HazardPhotosInDatabaseTests : HazardPhotoCommandsTests
{
    protected override FilePlace Place => FilePlace.Database;
}
