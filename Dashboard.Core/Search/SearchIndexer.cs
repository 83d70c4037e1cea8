using System.Text.Json;
using Concentric.Data;
using Concentric.Data.Search;
using Concentric.Jobs;
using Concentric.Lists;
using Concentric.Live;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Concentric.Search;

/// <summary>
/// Keeps the index for searching up to date by following the change log, so that a save waits for no index and whatever loads records in
/// bulk need not know of it. What was committed while the program was down is caught up with at the start; when that can't be told any
/// more, or the kinds have changed, everything is indexed anew. Each step moves the position that stands in the store from where it was
/// found, in the transaction that writes: of several nodes one does it, and what one leaves off another goes on with.
/// </summary>
public sealed partial class SearchIndexer(
    IDbContextFactory<DashboardDbContext> factory, SearchIndex index, SearchCandidates candidates, LiveUpdates updates, TimeProvider time,
    ILogger<SearchIndexer> logger, BackgroundStart? start = null)
    : RepeatedWork(time, logger, start)
{
    /// <summary>Changes that are caught up with one by one; past that everything is indexed anew.</summary>
    private const int MostChanges = 100_000;

    /// <summary>Ranges of the log that may be committed yet, kept in the position.</summary>
    private const int MostMissing = 16;

    /// <summary>Entries remembered as taken in; of more, all are forgotten and taken in once more, which changes nothing.</summary>
    private const int MostKnown = 100_000;

    /// <summary>
    /// Entries taken in that lie within the ranges which may be committed yet: where neighbours are told as one, they are found again at
    /// every look, and are no news.
    /// </summary>
    private readonly HashSet<long> known = [];

    /// <summary>How long a node leaves the work to another that was faster.</summary>
    private static readonly TimeSpan StepBack = TimeSpan.FromSeconds(2);

    /// <summary>The kinds by their place in the keys.</summary>
    internal IReadOnlyList<RegisteredKind> Kinds => candidates.Kinds;

    private enum Step
    {
        /// <summary>There is nothing more to take in.</summary>
        Done,

        /// <summary>There may be more.</summary>
        Taken,

        /// <summary>Another node has moved the position meanwhile.</summary>
        Overtaken,
    }

    /// <summary>Takes in what has been committed. Public so that a test need not wait.</summary>
    public async Task CatchUpAsync(CancellationToken cancellationToken)
    {
        while (await StepAsync(cancellationToken) != Step.Done) { }
    }

    /// <summary>Takes in one batch. Public so that a test can stop between two.</summary>
    /// <returns>False when there is nothing more.</returns>
    public async Task<bool> TakeAsync(CancellationToken cancellationToken) => await StepAsync(cancellationToken) != Step.Done;

    /// <summary>How much of the index is made while everything is being indexed anew, in per cent; null when it is made.</summary>
    public async Task<int?> ProgressAsync(CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var position = await SearchCandidates.PositionAsync(db, cancellationToken);
        if (position is null || position.Version != candidates.Version) return 0;
        if (position.Making is not { } making) return null;
        var (all, done) = (0L, 0L);
        for (var at = 0; at < Kinds.Count; at++)
        {
            var last = await Kinds[at].LastIdAsync(db, cancellationToken);
            (all, done) = (all + last, done + (at < making ? last : at == making ? Math.Min(position.After, last) : 0));
        }

        return all == 0 ? 0 : (int)(100 * done / all);
    }

    protected override string Purpose => "Bringing the index for searching up to date";

    protected override IDisposable? Subscribe(CancellationToken stopping) => updates.Subscribe(WakeAsync);

    protected override async Task<NextRound> RunAsync(CancellationToken stopping)
    {
        while (true)
        {
            switch (await StepAsync(stopping))
            {
                case Step.Done: return NextRound.WhenWoken;
                case Step.Overtaken: return NextRound.AfterPause(StepBack);
            }
        }
    }

    /// <summary>
    /// One step; done again where the store gave it up. One that was committed has moved the position and is not repeated.
    /// </summary>
    private async Task<Step> StepAsync(CancellationToken cancellationToken)
    {
        var step = Step.Done;
        await StoreRetry.RunAsync(async () =>
        {
            await using var db = await factory.CreateDbContextAsync(cancellationToken);
            var text = await SearchCandidates.PositionTextAsync(db, cancellationToken);
            var position = await SearchCandidates.PositionAsync(db, cancellationToken);
            step = position is not null && IsNewer(position.Version) ? Step.Done
                : position is null || position.Version != candidates.Version ? await BeginAnewAsync(db, text, cancellationToken)
                : position.Making is { } making ? await MakeAsync(db, text!, position, making, cancellationToken)
                : await FollowAsync(db, text!, position, cancellationToken);
        }, cancellationToken);
        return step;
    }

    /// <summary>
    /// True for the index of a newer program on another node, which keeps it otherwise or has kinds that this one does not know. It stays;
    /// what is looked for here is looked for in the texts until this node has been brought to that version, too.
    /// </summary>
    private bool IsNewer(string version)
    {
        // One that only this program has may be made anew.
        if (index.IsOfUseInPart || version.Split(':') is not [var way, var names]) return false;
        var order = string.CompareOrdinal(way, index.Version);
        var kinds = names.Split(',');
        return order > 0 || (order == 0 && kinds.Length > Kinds.Count && Kinds.All(kind => kinds.Contains(kind.List.Kind)));
    }

    /// <summary>Takes in what the log tells after the position, and what was missing before it.</summary>
    private async Task<Step> FollowAsync(DashboardDbContext db, string text, SearchPosition position, CancellationToken cancellationToken)
    {
        // Before the log is read: what is committed by then is found there.
        var settled = await SettledAsync(db, cancellationToken);
        var late = new List<ChangeLogEntry>();
        foreach (var range in position.Missing ?? [])
        {
            var (from, to) = (range[0], range[1]);
            late.AddRange(await db.ChangeLog.AsNoTracking().Where(entry => entry.Id >= from && entry.Id <= to)
                .OrderBy(entry => entry.Id).ToListAsync(cancellationToken));
        }

        var next = await db.ChangeLog.AsNoTracking().Where(entry => entry.Id > position.Through).OrderBy(entry => entry.Id)
            .Take(index.Batch).ToListAsync(cancellationToken);
        List<long> there = [.. late.Select(entry => entry.Id), .. next.Select(entry => entry.Id)];
        List<ChangeLogEntry> changes = [.. late.Where(entry => !known.Contains(entry.Id)), .. next];
        if (changes.Any(change => change.Kind == ChangeLogEntry.EveryDay && change.RecordId == 0)
            || (next.Count == index.Batch && await db.ChangeLog.Where(entry => entry.Id > position.Through).Take(MostChanges)
                .CountAsync(cancellationToken) == MostChanges)) return await BeginAnewAsync(db, text, cancellationToken);
        if (changes.Count == 0) return Step.Done;

        foreach (var many in changes.Where(change => change is { RecordId: 0, FirstRecordId: not null, LastRecordId: not null }))
        {
            if (!await IndexRangeAsync(db, text, many.Kind, many.FirstRecordId!.Value, many.LastRecordId!.Value, cancellationToken))
                return Step.Overtaken;
        }

        foreach (var kind in changes.Where(change => change.RecordId != 0).GroupBy(change => change.Kind))
        {
            if (!await IndexDependentAsync(db, text, kind.Key, [.. kind.Select(change => change.RecordId).Distinct()], cancellationToken))
                return Step.Overtaken;
        }

        var (rows, gone) = (new List<IndexedRecord>(), new List<long>());
        foreach (var kind in changes.GroupBy(change => change.Kind))
        {
            var at = candidates.PlaceOf(kind.Key);
            if (at < 0) continue;
            foreach (var ids in kind.Select(change => change.RecordId).Distinct().Chunk(index.Batch))
            {
                var found = await Kinds[at].ReadForSearchAsync(db, ids, at, cancellationToken);
                rows.AddRange(found);
                gone.AddRange(ids.Select(id => IndexedRecord.KeyOf(id, at)).Except(found.Select(row => row.Key)));
            }
        }

        var through = next.Count > 0 ? next[^1].Id : position.Through;
        var missing = Missing([.. position.Missing ?? [], [position.Through + 1, through]], there, settled);
        if (!await WriteAsync(db, text, position with { Through = through, Missing = missing }, rows, gone, isNew: false,
            cancellationToken)) return Step.Overtaken;
        Remember(there, missing);
        // Nothing new behind the position and the same still missing: another look would find the same.
        return next.Count == 0 && IsSame(position.Missing, missing) ? Step.Done : Step.Taken;
    }

    private static bool IsSame(IReadOnlyList<long[]>? one, List<long[]>? other) =>
        (one ?? []).SelectMany(range => range).SequenceEqual((other ?? []).SelectMany(range => range));

    private void Remember(List<long> taken, List<long[]>? missing)
    {
        known.UnionWith(taken);
        known.RemoveWhere(id => missing?.Exists(range => id >= range[0] && id <= range[1]) != true);
        if (known.Count > MostKnown) known.Clear();
    }

    /// <summary>The entry of the log up to which all are committed or never will be.</summary>
    private Task<long> SettledAsync(DashboardDbContext db, CancellationToken cancellationToken) =>
        ChangeLogReader.SettledAsync(db, Time.GetUtcNow().UtcDateTime, cancellationToken);

    /// <summary>What is left of ranges of the log without the entries that are there, and without what can't come any more.</summary>
    /// <returns>Null for nothing.</returns>
    private static List<long[]>? Missing(IReadOnlyList<long[]> ranges, IReadOnlyCollection<long> there, long settled)
    {
        var left = new List<long[]>();
        foreach (var range in ranges)
        {
            var at = Math.Max(range[0], settled + 1);
            foreach (var id in there.Where(id => id >= at && id <= range[1]).Order())
            {
                if (id > at) left.Add([at, id - 1]);
                at = id + 1;
            }

            if (at <= range[1]) left.Add([at, range[1]]);
        }

        // With too many, neighbours are told as one: what lies between them is taken in twice, which changes nothing.
        if (left.Count > MostMissing) left = [.. left.Chunk((left.Count + MostMissing - 1) / MostMissing)
            .Select(some => (long[])[some[0][0], some[^1][1]])];
        return left.Count == 0 ? null : left;
    }

    /// <summary>
    /// Takes in what one row of the log says of many records, in batches of their own: a cut-off one is done again.
    /// </summary>
    /// <returns>False when another node was faster.</returns>
    private async Task<bool> IndexRangeAsync(DashboardDbContext db, string text, string kind, long first, long through,
        CancellationToken cancellationToken)
    {
        var at = candidates.PlaceOf(kind);
        for (var after = first - 1; at >= 0 && after < through;)
        {
            var (rows, last) = await Kinds[at].ReadNextForSearchAsync(db, after, index.Batch, at, cancellationToken);
            if (last == after) return true;
            if (!await WriteAsync(db, text, null, rows, [], isNew: false, cancellationToken)) return false;
            after = last;
        }

        return true;
    }

    /// <summary>Takes in the records that show texts of changed ones, as the name of a co-builder.</summary>
    /// <returns>False when another node was faster.</returns>
    private async Task<bool> IndexDependentAsync(DashboardDbContext db, string text, string changedKind, IReadOnlyList<long> changed,
        CancellationToken cancellationToken)
    {
        for (var at = 0; at < Kinds.Count; at++)
        {
            for (long after = 0; ;)
            {
                var (rows, last) = await Kinds[at]
                    .ReadDependentForSearchAsync(db, changedKind, changed, after, index.Batch, at, cancellationToken);
                if (last == after) break;
                if (!await WriteAsync(db, text, null, rows, [], isNew: false, cancellationToken)) return false;
                after = last;
            }
        }

        return true;
    }

    private async Task<Step> BeginAnewAsync(DashboardDbContext db, string? text, CancellationToken cancellationToken)
    {
        var settled = await SettledAsync(db, cancellationToken);
        var through = await db.ChangeLog.MaxAsync(entry => (long?)entry.Id, cancellationToken) ?? 0;
        List<long[]>? missing = null;
        if (settled < through)
        {
            var there = await db.ChangeLog.Where(entry => entry.Id > settled && entry.Id <= through).Select(entry => entry.Id)
                .ToListAsync(cancellationToken);
            missing = Missing([[settled + 1, through]], there, settled);
        }

        var position = new SearchPosition(through, candidates.Version, missing, SearchPosition.Emptying);
        return await WriteAsync(db, text, position, [], [], isNew: true, cancellationToken) ? Step.Taken : Step.Overtaken;
    }

    /// <summary>Indexes the next records of the kind that is being indexed anew.</summary>
    private async Task<Step> MakeAsync(DashboardDbContext db, string text, SearchPosition position, int making,
        CancellationToken cancellationToken)
    {
        if (making == SearchPosition.Emptying)
        {
            await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
            if (!await MoveAsync(db, text, position with { Making = 0, After = 0 }, cancellationToken)) return Step.Overtaken;
            await index.EmptyAsync(db, cancellationToken);
            await transaction.CommitAsync(cancellationToken);
            return Step.Taken;
        }

        if (making >= Kinds.Count)
        {
            if (!await WriteAsync(db, text, position with { Making = null, After = 0 }, [], [], isNew: true, cancellationToken))
                return Step.Overtaken;
            LogRebuilt(Logger);
            return Step.Taken;
        }

        // Read outside the transaction that writes: other writers wait only while the index takes the batch in.
        var (rows, last) = await Kinds[making].ReadNextForSearchAsync(db, position.After, index.Batch, making, cancellationToken);
        var next = last == position.After ? position with { Making = making + 1, After = 0 } : position with { After = last };
        return await WriteAsync(db, text, next, rows, [], isNew: true, cancellationToken) ? Step.Taken : Step.Overtaken;
    }

    /// <summary>Writes records into the index in one transaction, which moves the position or, without a next one, holds it.</summary>
    /// <returns>False when another node has moved it meanwhile; then nothing was written.</returns>
    private async Task<bool> WriteAsync(DashboardDbContext db, string? text, SearchPosition? next, IReadOnlyList<IndexedRecord> rows,
        List<long> gone, bool isNew, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        if (!await MoveAsync(db, text, next, cancellationToken)) return false;
        if (rows.Count + gone.Count > 0) await index.WriteAsync(db, rows, gone, isNew, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return true;
    }

    /// <summary>
    /// Moves the position, in the open transaction, or holds it where there is no next one; nobody else can until its end.
    /// </summary>
    /// <returns>False when it is not where it was.</returns>
    private static Task<bool> MoveAsync(DashboardDbContext db, string? text, SearchPosition? next, CancellationToken cancellationToken) =>
        StoreFacts.TryMoveAsync(db, StoreFacts.Search, text, next is null ? text : JsonSerializer.Serialize(next), cancellationToken);

    [LoggerMessage(Level = LogLevel.Information, Message = "All records have been indexed for searching")]
    private static partial void LogRebuilt(ILogger logger);
}
