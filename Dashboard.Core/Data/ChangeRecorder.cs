using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace Concentric.Data;

/// <summary>
/// Writes, in the transaction that saves a record, the audit row (before and after), the change-log row and the version;
/// announces the change on this node once it is committed. Other nodes find it in the log.
/// </summary>
public sealed class ChangeRecorder(ChangeFeed feed, TimeProvider time, IEnumerable<ISaveFollower> followers)
{
    /// <summary>
    /// How long a transaction may hold ids of the change log without more ado. One that took longer writes a row before it is committed
    /// that stands for all: its id is new, so no reader has given it up (<see cref="Live.ChangeLogReader.Patience"/>).
    /// </summary>
    public static readonly TimeSpan LongestHeld = TimeSpan.FromMinutes(15);

    /// <summary>Called before a commit: sees to it that what took very long is not missed.</summary>
    internal async Task BeforeCommitAsync(DashboardDbContext db, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow().UtcDateTime;
        if (db.Uncommitted.Count == 0 || now - db.Uncommitted.Min(entry => entry.At) <= LongestHeld) return;
        const string All = ChangeLogEntry.EveryDay;
        db.ChangeLog.Add(new ChangeLogEntry { At = now, Kind = All, Action = "TookLong", Days = All });
        await db.SaveChangesAsync(cancellationToken);
    }

    internal async Task<int> SaveAsync(DashboardDbContext db, Func<CancellationToken, Task<int>> save, CancellationToken cancellationToken)
    {
        List<RecordChange> changes;
        List<AddFollowing> following;
        List<ChangeLogEntry> log;
        using (db.DetectOnce())
        {
            (changes, following) = (Detected(db), Follow(db));
            // Rows that a set-based command wrote into the log itself are announced with the rest.
            log = [.. db.ChangeTracker.Entries<ChangeLogEntry>().Where(entry => entry.State == EntityState.Added)
                .Select(entry => entry.Entity)];
        }

        if (changes.Count == 0 && log.Count == 0) return await save(cancellationToken);
        if (changes.Count > 0 && db.Actor is null) throw new InvalidOperationException("Set Actor before saving records.");
        if (changes.Count == 0 && db.Database.CurrentTransaction is null) return await SaveLogAsync(db, log, save, cancellationToken);

        await using var own = db.Database.CurrentTransaction is null ? await db.Database.BeginTransactionAsync(cancellationToken) : null;
        var written = await save(cancellationToken);
        if (changes.Count > 0)
        {
            // Last in the transaction: the keys are known only now, and a log row should be committed soon after it has its id.
            var at = time.GetUtcNow().UtcDateTime;
            db.RecordedAt = at;
            var rows = changes.ConvertAll(change => change.ToLog(at));
            if (db.BulkLog is { } bulk)
            {
                bulk.Add(rows, isNew: false);
                rows.Clear();
            }

            foreach (var add in following) if (await add(at, cancellationToken) is { } row) rows.Add(row);
            db.ChangeLog.AddRange(rows);
            log.AddRange(rows);
            db.AuditEntries.AddRange(changes.Select(change => change.ToAudit(at, db.Actor!, db.Reason)));
            await save(cancellationToken);
        }

        db.Uncommitted.AddRange(log);
        if (own is not null) await own.CommitAsync(cancellationToken);
        return written;
    }

    /// <summary>
    /// Saves rows that are no records, with what the log tells of them, in a transaction that holds nothing else: where the store gives it
    /// up for another's sake, it is begun again.
    /// </summary>
    private static async Task<int> SaveLogAsync(DashboardDbContext db, List<ChangeLogEntry> log, Func<CancellationToken, Task<int>> save,
        CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            await using var own = await db.Database.BeginTransactionAsync(cancellationToken);
            int written;
            try
            {
                written = await save(cancellationToken);
            }
            catch (Exception failure) when (attempt < StoreRetry.MostAttempts && failure.IsRolledBack())
            {
                continue;
            }

            db.Uncommitted.AddRange(log);
            await own.CommitAsync(cancellationToken);
            return written;
        }
    }

    /// <summary>What follows from what a context is about to save; changes must have been detected.</summary>
    internal List<AddFollowing> Follow(DashboardDbContext db) =>
        [.. followers.Select(follower => follower.Find(db)).OfType<AddFollowing>()];

    /// <summary>Tells this node's readers what a context has committed.</summary>
    internal void Announce(IReadOnlyCollection<ChangeLogEntry> committed) => feed.Announce(committed);

    /// <summary>What the tracked changes do to each record, versions counted up.</summary>
    internal static List<RecordChange> Collect(DashboardDbContext db)
    {
        using var once = db.DetectOnce();
        return Detected(db);
    }

    /// <summary>The same of what has been detected.</summary>
    internal static List<RecordChange> Detected(DashboardDbContext db)
    {
        var changes = new Dictionary<Record, RecordChange>(ReferenceEqualityComparer.Instance);
        foreach (var entry in db.ChangeTracker.Entries().ToList())
        {
            if (entry.State is not (EntityState.Added or EntityState.Modified or EntityState.Deleted)) continue;
            var root = RootOf(db, entry);
            RefuseRewriting(db, entry, root);
            if (root is null) continue;
            if (!changes.TryGetValue(root, out var change)) changes.Add(root, change = new RecordChange(db.Entry(root)));
            change.Include(entry);
        }

        foreach (var change in changes.Values) change.CountVersion();
        return [.. changes.Values];
    }

    /// <summary>The record that an entry is, or is part of; null for what is neither.</summary>
    /// <exception cref="InvalidOperationException">A part is tracked without its record.</exception>
    internal static Record? RootOf(DashboardDbContext db, EntityEntry entry) => entry.Entity switch
    {
        Record record => record,
        IRecordPart part => part.Root ?? RootLeftBehind(db, entry)
            ?? throw new InvalidOperationException(
                $"{entry.Metadata.ClrType.Name} is saved without its record; load the record with its parts."),
        _ => null,
    };

    /// <summary>The record of a part that was taken out of its list, which clears the way back.</summary>
    private static Record? RootLeftBehind(DashboardDbContext db, EntityEntry part)
    {
        var owner = part.Metadata.GetForeignKeys().Single(key => key.DeleteBehavior == DeleteBehavior.Cascade);
        var id = part.Property(owner.Properties[0].Name).OriginalValue;
        return db.ChangeTracker.Entries<Record>()
            .FirstOrDefault(entry =>
                owner.PrincipalEntityType.ClrType.IsInstanceOfType(entry.Entity) && entry.Entity.Id.Equals(id))?.Entity;
    }

    private static void RefuseRewriting(DashboardDbContext db, EntityEntry entry, Record? root)
    {
        if (entry.State == EntityState.Added || entry.Entity is not (AuditEntry or ChangeLogEntry or IRecordStep)) return;
        var isTakenBack = db.IsUndoing && entry is { State: EntityState.Deleted, Entity: IRecordStep };
        if (root is not null && (isTakenBack || db.Entry(root).State == EntityState.Deleted)) return;
        throw new InvalidOperationException($"{entry.Metadata.ClrType.Name} tells what was; it is only ever added to.");
    }
}
