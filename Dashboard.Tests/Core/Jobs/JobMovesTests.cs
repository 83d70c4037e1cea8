using System.Text.RegularExpressions;
using Concentric.Data;
using Concentric.Exports;
using Concentric.Jobs;
using Concentric.Tests.TestData;
using Concentric.Time;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Tests.Core.Jobs;

/// <summary>Rows of work: one move at a time, told together with what it changes.</summary>
public sealed partial class JobMovesTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task OfTwoMovesFromTheSameState_OneSucceeds_AndIsTold()
    {
        await using var store = await TestStore.CreateAsync();
        var id = await AddAsync(store);
        Assert.True(await StartAsync(store, id, () => Task.CompletedTask));
        Assert.False(await StartAsync(store, id, () => throw new InvalidOperationException("Nobody is to be told.")));

        await using var db = store.Open();
        var run = await db.ExportRuns.AsNoTracking().SingleAsync(Cancellation);
        Assert.Equal((ExportState.Running, 1), (run.State, run.Version));
        var told = db.ChangeLog.Where(entry => entry.Kind == ExportRunChanges.Kind).Select(entry => entry.Action);
        Assert.Equal(["Running"], await told.ToListAsync(Cancellation));
    }

    [Fact]
    public async Task AMoveThatCannotBeTold_IsNotMade()
    {
        await using var store = await TestStore.CreateAsync();
        var id = await AddAsync(store);
        await Assert.ThrowsAsync<IOException>(() => StartAsync(store, id, () => throw new IOException("full")));

        await using var db = store.Open();
        var run = await db.ExportRuns.AsNoTracking().SingleAsync(Cancellation);
        Assert.Equal((ExportState.Queued, 0), (run.State, run.Version));
        Assert.False(await db.ChangeLog.AnyAsync(entry => entry.Kind == ExportRunChanges.Kind, Cancellation));
    }

    [Fact]
    public async Task InACallersTransaction_TheMoveIsTheCallersToCommit()
    {
        await using var store = await TestStore.CreateAsync();
        var id = await AddAsync(store);
        await using (var db = store.Open())
        {
            await using var transaction = await db.Database.BeginTransactionAsync(Cancellation);
            Assert.True(await MoveAsync(db, id, () => Task.CompletedTask));
            await transaction.RollbackAsync(Cancellation);
        }

        await using var after = store.Open();
        Assert.Equal(ExportState.Queued, (await after.ExportRuns.AsNoTracking().SingleAsync(Cancellation)).State);
    }

    [Theory]
    [InlineData(StoreProvider.Sqlite, true, true)]
    [InlineData(StoreProvider.Sqlite, false, false)]
    [InlineData(StoreProvider.SqlServer, true, false)]
    [InlineData(StoreProvider.SqlServer, false, false)]
    public void OnlyTheStartOfAnEmbeddedStore_TakesOverWhatIsStillFresh(StoreProvider provider, bool atStart, bool isAlone)
    {
        var store = new StoreOptions(provider, "");
        var now = TestStore.Start.UtcDateTime;
        Assert.Equal(isAlone, store.IsAlone(atStart));
        Assert.Equal(isAlone ? DateTime.MaxValue : now.AddMinutes(-1), store.SilentBefore(now, TimeSpan.FromMinutes(1), atStart));
    }

    [Fact]
    public async Task AnEmbeddedStore_GoesByTheProgramsClock()
    {
        await using var store = await TestStore.CreateAsync();
        store.Time.Advance(TimeSpan.FromHours(3));
        await using var db = store.Open();
        Assert.Equal(store.Time.GetUtcNow().UtcDateTime, await db.NowAsync(store.Get<OfficeClock>(), Cancellation));
    }

    [Fact]
    public void RowsOfWork_AreMovedInOnePlaceForEachKind()
    {
        var files = Directory.EnumerateFiles(Path.Combine(Repository.Root, "Dashboard.Core"), "*.cs", SearchOption.AllDirectories)
            .Concat(Directory.EnumerateFiles(Path.Combine(Repository.Root, "Dashboard"), "*.cs", SearchOption.AllDirectories))
            .Where(file => !Built().IsMatch(file) && MovesRows().IsMatch(File.ReadAllText(file))).Select(file => Path.GetFileName(file)!);
        Assert.Equal(["ExportRunChanges.cs", "ImportRunChanges.cs", "Outbox.cs"], files.Order(StringComparer.Ordinal));
    }

    private static async Task<long> AddAsync(TestStore store)
    {
        await using var db = store.Open();
        var run = new ExportRun { Key = "one", Template = "held", Language = "en", AskedBy = "x", AskedAt = TestStore.Start.UtcDateTime };
        db.ExportRuns.Add(run);
        await db.SaveChangesAsync(Cancellation);
        return run.Id;
    }

    private static async Task<bool> StartAsync(TestStore store, long id, Func<Task> tell)
    {
        await using var db = store.Open();
        return await MoveAsync(db, id, tell);
    }

    private static Task<bool> MoveAsync(DashboardDbContext db, long id, Func<Task> tell) => db.MoveAsync(
        db.ExportRuns.Where(run => run.Id == id && run.State == ExportState.Queued),
        set => set.SetProperty(run => run.State, ExportState.Running),
        () =>
        {
            db.AddMove(TestStore.Start.UtcDateTime, ExportRunChanges.Kind, id, "Running");
            return tell();
        },
        Cancellation);

    [GeneratedRegex(@"[\\/](obj|bin)[\\/]")]
    private static partial Regex Built();

    // A statement ends at its semicolon.
    [GeneratedRegex(@"\b(ExportRuns|ImportRuns|ExportDeliveries)\b[^;]*\bExecuteUpdate|\bdb\.MoveAsync\(\s*(db\.\w+|own|cutOff|old)")]
    private static partial Regex MovesRows();
}
