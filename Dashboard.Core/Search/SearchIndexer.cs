using System.Diagnostics;
using System.Text.Json;
using Concentric.Data;
using Concentric.Data.Search;
using Concentric.Jobs;
using Concentric.Lists;
using Concentric.Live;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Concentric.Search;

/// <summary>
/// Keeps the full-text index of the embedded store up to date by following the change log, so that a save waits for no index
/// and whatever loads records in bulk need not know of it. What was committed while the program was down is caught up with at
/// the start; when that can't be told any more, or the kinds have changed, everything is indexed anew.
/// </summary>
public sealed partial class SearchIndexer(
    IDbContextFactory<DashboardDbContext> factory, StoreOptions store, SearchCandidates candidates, LiveUpdates updates, TimeProvider time,
    ILogger<SearchIndexer> logger, IHostApplicationLifetime? lifetime = null)
    : RepeatedWork(time, logger, lifetime)
{
    /// <summary>Records that one transaction indexes: a writer waits some tens of milliseconds for it at most.</summary>
    private const int Batch = 2_000;

    /// <summary>Changes that are caught up with one by one; past that everything is indexed anew.</summary>
    private const int MostChanges = 100_000;

    private volatile bool isReady = store.Provider != StoreProvider.Sqlite;

    /// <summary>False while everything is being indexed: a search finds only part.</summary>
    public bool IsReady => isReady;

    /// <summary>The kinds by their place in the keys.</summary>
    internal IReadOnlyList<RegisteredKind> Kinds => candidates.Kinds;

    /// <summary>Takes in what has been committed. Public so that a test need not wait.</summary>
    public async Task CatchUpAsync(CancellationToken cancellationToken)
    {
        if (store.Provider != StoreProvider.Sqlite) return;
        while (await StepAsync(cancellationToken)) { }
        isReady = true;
    }

    protected override string Purpose => "Bringing the index for searching up to date";

    protected override IDisposable? Subscribe(CancellationToken stopping) =>
        store.Provider == StoreProvider.Sqlite ? updates.Subscribe(WakeAsync) : null;

    protected override async Task<NextRound> RunAsync(CancellationToken stopping)
    {
        if (store.Provider != StoreProvider.Sqlite) return NextRound.Never;
        await CatchUpAsync(stopping);
        return NextRound.WhenWoken;
    }

    /// <returns>True when there may be more to take in.</returns>
    private async Task<bool> StepAsync(CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var known = await SearchCandidates.PositionAsync(db, cancellationToken);
        var changes = known is null
            ? []
            : await db.ChangeLog.AsNoTracking().Where(entry => entry.Id > known.Through).OrderBy(entry => entry.Id)
                .Select(entry => new { entry.Id, entry.Kind, entry.RecordId, entry.FirstRecordId, entry.LastRecordId }).Take(MostChanges)
                    .ToListAsync(cancellationToken);
        if (known is null || known.Version != candidates.Version || changes.Count == MostChanges
            || changes.Any(change => change.Kind == ChangeLogEntry.EveryDay && change.RecordId == 0))
        {
            await RebuildAsync(db, cancellationToken);
            return true;
        }

        if (changes.Count == 0) return false;
        foreach (var batch in changes.Chunk(Batch))
        {
            foreach (var many in batch.Where(change => change is { RecordId: 0, FirstRecordId: not null, LastRecordId: not null }))
                await IndexRangeAsync(db, many.Kind, many.FirstRecordId!.Value, many.LastRecordId!.Value, cancellationToken);
            foreach (var kind in batch.Where(change => change.RecordId != 0).GroupBy(change => change.Kind))
                await IndexDependentAsync(db, kind.Key, [.. kind.Select(change => change.RecordId).Distinct()], cancellationToken);
            await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
            foreach (var kind in batch.GroupBy(change => change.Kind))
            {
                var at = candidates.PlaceOf(kind.Key);
                if (at < 0) continue;
                var ids = kind.Select(change => change.RecordId).Distinct().ToList();
                var rows = await Kinds[at].ReadForSearchAsync(db, ids, at, cancellationToken);
                var gone = ids.Select(id => IndexedRecord.KeyOf(id, at)).Except(rows.Select(row => row.Key));
                await SqliteSearchIndex.WriteAsync(db, rows, gone, isNew: false, cancellationToken);
            }

            await WritePositionAsync(db, batch[^1].Id, cancellationToken);
            await transaction.CommitAsync(cancellationToken);
        }

        return true;
    }

    /// <summary>Takes in what one row of the log says of many records, in batches of their own: a cut-off one is done again.</summary>
    private async Task IndexRangeAsync(DashboardDbContext db, string kind, long first, long through, CancellationToken cancellationToken)
    {
        var at = candidates.PlaceOf(kind);
        for (var after = first - 1; at >= 0 && after < through;)
        {
            var (rows, last) = await Kinds[at].ReadNextForSearchAsync(db, after, Batch, at, cancellationToken);
            if (last == after) return;
            await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
            await SqliteSearchIndex.WriteAsync(db, rows, [], isNew: false, cancellationToken);
            await transaction.CommitAsync(cancellationToken);
            after = last;
        }
    }

    /// <summary>Takes in the records that show texts of changed ones, as the name of a co-builder.</summary>
    private async Task IndexDependentAsync(DashboardDbContext db, string changedKind, IReadOnlyList<long> changed,
        CancellationToken cancellationToken)
    {
        for (var at = 0; at < Kinds.Count; at++)
        {
            for (long after = 0; ;)
            {
                var (rows, last) = await Kinds[at]
                    .ReadDependentForSearchAsync(db, changedKind, changed, after, Batch, at, cancellationToken);
                if (last == after) break;
                await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
                await SqliteSearchIndex.WriteAsync(db, rows, [], isNew: false, cancellationToken);
                await transaction.CommitAsync(cancellationToken);
                after = last;
            }
        }
    }

    private async Task RebuildAsync(DashboardDbContext db, CancellationToken cancellationToken)
    {
        isReady = false;
        var started = Stopwatch.GetTimestamp();
        var through = await db.ChangeLog.MaxAsync(entry => (long?)entry.Id, cancellationToken) ?? 0;
        await db.StoreFacts.Where(fact => fact.Key == SearchCandidates.Fact).ExecuteDeleteAsync(cancellationToken);
        await SqliteSearchIndex.CreateAsync(db, anew: true, cancellationToken);
        var count = 0;
        for (var at = 0; at < Kinds.Count; at++)
        {
            for (long after = 0; ;)
            {
                // Read outside the transaction that writes: other writers wait only while the index takes the batch in.
                var (rows, last) = await Kinds[at].ReadNextForSearchAsync(db, after, Batch, at, cancellationToken);
                if (last == after) break;
                await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
                await SqliteSearchIndex.WriteAsync(db, rows, [], isNew: true, cancellationToken);
                await transaction.CommitAsync(cancellationToken);
                count += rows.Count;
                after = last;
            }
        }

        await WritePositionAsync(db, through, cancellationToken);
        var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        LogRebuilt(Logger, count, seconds);
    }

    private async Task WritePositionAsync(DashboardDbContext db, long through, CancellationToken cancellationToken)
    {
        var value = JsonSerializer.Serialize(new SearchPosition(through, candidates.Version));
        var changed = await db.StoreFacts.Where(fact => fact.Key == SearchCandidates.Fact)
            .ExecuteUpdateAsync(row => row.SetProperty(fact => fact.Value, value), cancellationToken);
        if (changed > 0) return;
        db.StoreFacts.Add(new StoreFact { Key = SearchCandidates.Fact, Value = value });
        await db.SaveChangesAsync(cancellationToken);
        db.ChangeTracker.Clear();
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{Count} records were indexed for searching in {Seconds:0.0} s")]
    private static partial void LogRebuilt(ILogger logger, int count, double seconds);
}
