using System.Globalization;
using Concentric.Data;
using Concentric.Jobs;
using Concentric.Live;
using Concentric.Metrics;
using Concentric.Rules;
using Concentric.Time;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Concentric.Recurrences;

/// <summary>
/// Keeps, beside the saves, which resolved petitions and hazards came back at the same place, by following the change log: whichever way
/// the records came in. Every node does it; doing it twice writes nothing the second time. What was committed while the program was down
/// is caught up with at the start, and where that can't be told, or every record may have changed, all places are gone through.
/// See docs/decisions/stayed-fixed.md.
/// </summary>
public sealed partial class RecurrenceTracker(
    IDbContextFactory<DashboardDbContext> factory, LiveUpdates updates, OfficeClock clock, TimeProvider time,
    ILogger<RecurrenceTracker> logger, BackgroundStart? start = null)
    : RepeatedWork(time, logger, start)
{
    /// <summary>Changes looked at in one step, and records and places asked for in one statement.</summary>
    private const int Batch = 500;

    /// <summary>Changes that are followed one by one; past that all places are gone through.</summary>
    private const int MostChanges = 50_000;

    private const string Recounted = "Recounted";

    /// <summary>Time between two looks at what was committed late, with an id below others (<see cref="ChangeLogReader"/>).</summary>
    private static readonly TimeSpan LookBack = TimeSpan.FromMinutes(1);

    private CountedChanges? seen;
    private long? lookedBack;

    /// <summary>Takes in what has been committed. Public so that a test need not wait.</summary>
    public async Task CatchUpAsync(CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        if (seen is null && await ReadFactAsync(db, StoreFacts.PlaceKeys, cancellationToken) >= PlaceKey.Version)
            seen = await ReadPositionAsync(db, cancellationToken);
        while (await StepAsync(db, cancellationToken)) { }
    }

    protected override string Purpose => "Looking for what came back";

    protected override IDisposable? Subscribe(CancellationToken stopping) =>
        updates.Subscribe(WakeAsync, kind => RecurringKind.All.Any(one => one.Name == kind));

    protected override async Task<NextRound> RunAsync(CancellationToken stopping)
    {
        await CatchUpAsync(stopping);
        return NextRound.WithinPause(LookBack);
    }

    /// <returns>True when there may be more to take in.</returns>
    private async Task<bool> StepAsync(DashboardDbContext db, CancellationToken cancellationToken)
    {
        var now = Time.GetUtcNow().UtcDateTime;
        var isFull = lookedBack is not { } last || Time.GetElapsedTime(last) >= LookBack;
        if (isFull) lookedBack = Time.GetTimestamp();
        var after = isFull ? seen?.Through ?? 0 : seen!.Highest;
        var entries = seen is null
            ? []
            : await db.ChangeLog.AsNoTracking().Where(entry => entry.Id > after).OrderBy(entry => entry.Id).Take(MostChanges)
                .Select(entry => new
                {
                    entry.Id,
                    entry.Kind,
                    entry.RecordId,
                    entry.FirstRecordId,
                    entry.LastRecordId,
                    entry.Days,
                    entry.Action,
                })
                .ToListAsync(cancellationToken);
        var unseen = entries.Where(entry => !seen!.Has(entry.Id)).ToList();
        // What was recounted, here or for the calendar, moved no record to another place.
        var changes = unseen.Where(entry => entry.Action != Recounted).ToList();
        if (seen is null || entries.Count == MostChanges || changes.Any(change => change.RecordId == 0 && change.FirstRecordId is null
            && change.Days == ChangeLogEntry.EveryDay
            && (change.Kind == ChangeLogEntry.EveryDay || RecurringKind.All.Any(kind => kind.Name == change.Kind))))
        {
            // What is committed from here on is looked at again: nothing is missed, and twice does no harm.
            var position = await CountedChanges.ReadAsync(db, now, cancellationToken);
            foreach (var kind in RecurringKind.All)
            {
                if (seen is null) await KeepKeysAsync(db, kind, null, cancellationToken);
                await GoThroughAsync(db, kind, cancellationToken);
            }

            if (seen is null && !(await ReadFactAsync(db, StoreFacts.PlaceKeys, cancellationToken) > PlaceKey.Version))
                await WriteFactAsync(db, StoreFacts.PlaceKeys, PlaceKey.Version, cancellationToken);
            await TakePositionAsync(db, position, cancellationToken);
            return true;
        }

        if (unseen.Count == 0) return false;
        foreach (var kind in RecurringKind.All)
        {
            var own = changes.Where(change => change.Kind == kind.Name).ToList();
            foreach (var some in own.Where(change => change.RecordId != 0).Select(change => change.RecordId).Distinct().Chunk(Batch))
                await FollowAsync(db, kind, some, cancellationToken);
            foreach (var many in own.Where(change => change is { RecordId: 0, FirstRecordId: not null, LastRecordId: not null }))
            {
                for (var first = many.FirstRecordId!.Value; first <= many.LastRecordId!.Value; first += Batch)
                {
                    var some = Range(first, Math.Min(first + Batch - 1, many.LastRecordId.Value));
                    await FollowAsync(db, kind, [.. some], cancellationToken);
                }
            }
        }

        await TakePositionAsync(db, seen.With(unseen.Select(change => change.Id), now), cancellationToken);
        return true;
    }

    private static IEnumerable<long> Range(long first, long last)
    {
        for (var id = first; id <= last; id++) yield return id;
    }

    /// <summary>Looks at the places where changed records are now, and at those to which one of them came back before.</summary>
    private async Task FollowAsync(DashboardDbContext db, RecurringKind kind, long[] ids, CancellationToken cancellationToken)
    {
        // Saved by a node with an older program, a round has no key, or the one of that program.
        await KeepKeysAsync(db, kind, ids, cancellationToken);
        var there = await kind.Rows(db).Where(x => ids.Contains(x.RecordId)).Select(x => x.PlaceKey).Distinct()
            .ToListAsync(cancellationToken);
        var before = await kind.Rows(db).Where(x => x.CameBackAsId != null && ids.Contains(x.CameBackAsId.Value)).Select(x => x.PlaceKey)
            .Distinct().ToListAsync(cancellationToken);
        foreach (var places in there.Union(before).Chunk(Batch)) await LookAsync(db, kind, places, cancellationToken);
    }

    /// <summary>
    /// Gives rounds the keys and days of proof that follow from their records, where a program has saved them that told places apart in
    /// another way or not at all. Of a newer program's keys nothing is touched: that program looks after them.
    /// </summary>
    /// <param name="ids">Their records; null for all.</param>
    private async Task KeepKeysAsync(DashboardDbContext db, RecurringKind kind, long[]? ids, CancellationToken cancellationToken)
    {
        if (await ReadFactAsync(db, StoreFacts.PlaceKeys, cancellationToken) > PlaceKey.Version) return;
        for (long after = 0; ;)
        {
            var placed = kind.Placed(db).Where(round => round.Id > after);
            if (ids is not null) placed = placed.Where(round => ids.Contains(round.RecordId));
            var rounds = await placed.OrderBy(round => round.Id).Take(Batch).ToListAsync(cancellationToken);
            if (rounds.Count == 0) return;
            after = rounds[^1].Id;
            var others = rounds.Where(round => RecordRound.ProofOf(round.Place, round.FixedOn) != (round.Key, round.ProofDueOn)).ToList();
            if (others.Count == 0) continue;
            // Told with them: a pass that is cut off finds nothing more to tell of these.
            var days = new SortedSet<DateOnly>();
            foreach (var round in others)
            {
                if (round.ProofDueOn is { } was) days.Add(was);
                if (RecordRound.ProofOf(round.Place, round.FixedOn).ProofDueOn is { } day) days.Add(day);
            }

            await StoreRetry.RunAsync(() => WriteKeysOnceAsync(db, kind, others, days, cancellationToken), cancellationToken);
        }
    }

    private async Task WriteKeysOnceAsync(DashboardDbContext db, RecurringKind kind, List<RoundPlace> rounds, SortedSet<DateOnly> told,
        CancellationToken cancellationToken)
    {
        db.ChangeTracker.Clear();
        db.Uncommitted.Clear();
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        foreach (var same in rounds.GroupBy(round => RecordRound.ProofOf(round.Place, round.FixedOn)))
            await kind.Keep(db, [.. same.Select(round => round.Id)], same.Key.Key, same.Key.ProofDueOn, cancellationToken);
        if (told.Count > 0) db.ChangeLog.Add(Tell(kind, told));
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        db.ChangeTracker.Clear();
    }

    private async Task GoThroughAsync(DashboardDbContext db, RecurringKind kind, CancellationToken cancellationToken)
    {
        for (var after = ""; ;)
        {
            var places = await kind.Rows(db).Where(x => x.PlaceKey.CompareTo(after) > 0).Select(x => x.PlaceKey).Distinct()
                .OrderBy(place => place).Take(Batch).ToArrayAsync(cancellationToken);
            if (places.Length == 0) return;
            await LookAsync(db, kind, places, cancellationToken);
            after = places[^1];
        }
    }

    private Task LookAsync(DashboardDbContext db, RecurringKind kind, string[] places, CancellationToken cancellationToken) =>
        StoreRetry.RunAsync(() => LookOnceAsync(db, kind, places, cancellationToken), cancellationToken);

    private async Task LookOnceAsync(DashboardDbContext db, RecurringKind kind, string[] places, CancellationToken cancellationToken)
    {
        // What an attempt before this one has added was rolled back with it.
        db.ChangeTracker.Clear();
        db.Uncommitted.Clear();
        var rounds = await kind.Rows(db).Where(x => places.Contains(x.PlaceKey)).ToListAsync(cancellationToken);
        var changed = PlacedRound.FindChanged(rounds).ToList();
        if (changed.Count == 0) return;
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var days = new SortedSet<DateOnly>();
        foreach (var (round, on, asId) in changed)
        {
            if (await kind.Write(db, round.Id, on, asId, cancellationToken) > 0 && round.ProofDueOn is { } day) days.Add(day);
        }

        if (days.Count > 0) db.ChangeLog.Add(Tell(kind, days));
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        db.ChangeTracker.Clear();
    }

    /// <summary>The row of the change log: the days whose figures are other ones, and which of them were told before.</summary>
    private ChangeLogEntry Tell(RecurringKind kind, SortedSet<DateOnly> days)
    {
        var text = string.Join(',', days.Select(day => day.ToIso()));
        var told = days.Where(day => day < clock.Today).ToList();
        return new()
        {
            At = Time.GetUtcNow().UtcDateTime,
            Kind = kind.Name,
            Action = Recounted,
            Days = text.Length > TextLimits.Note ? ChangeLogEntry.EveryDay : text,
            RestatesFrom = told.Count == 0 ? null : told[0],
            RestatesTo = told.Count == 0 ? null : told[^1],
        };
    }

    private static async Task<CountedChanges?> ReadPositionAsync(DashboardDbContext db, CancellationToken cancellationToken) =>
        await ReadFactAsync(db, StoreFacts.Recurrences, cancellationToken) is { } through ? CountedChanges.UpTo(through) : null;

    /// <summary>Keeps what is past doubt; the rest is looked at again after a restart.</summary>
    private async Task TakePositionAsync(DashboardDbContext db, CountedChanges position, CancellationToken cancellationToken)
    {
        var isFirst = seen is null;
        var isFurther = isFirst || position.Through > seen!.Through;
        seen = position;
        if (isFurther) await WriteFactAsync(db, StoreFacts.Recurrences, position.Through, cancellationToken);
    }

    private static async Task<long?> ReadFactAsync(DashboardDbContext db, string key, CancellationToken cancellationToken) =>
        await StoreFacts.ReadAsync(db, key, cancellationToken)
            is { } value ? long.Parse(value, CultureInfo.InvariantCulture) : null;

    private static Task WriteFactAsync(DashboardDbContext db, string key, long number, CancellationToken cancellationToken) =>
        StoreFacts.WriteAsync(db, key, number.ToString(CultureInfo.InvariantCulture), cancellationToken);
}
