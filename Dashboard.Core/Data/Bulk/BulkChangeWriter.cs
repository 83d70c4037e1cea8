using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;

namespace Concentric.Data.Bulk;

/// <summary>
/// Enters many new records in the transaction of a context as <see cref="ChangeRecorder"/> would, many times faster: the same audit
/// rows, versions and days, but written past the tracker with keys given out here, and the change log gathered
/// (<see cref="BulkLog"/>).
/// </summary>
internal sealed class BulkChangeWriter : IAsyncDisposable
{
    private static readonly MethodInfo WriteMethod = typeof(BulkChangeWriter)
        .GetMethod(nameof(WriteRowsAsync), BindingFlags.Static | BindingFlags.NonPublic)!;

    private static readonly MethodInfo StageMethod = typeof(BulkChangeWriter)
        .GetMethod(nameof(StageRowsAsync), BindingFlags.Static | BindingFlags.NonPublic)!;

    private readonly DashboardDbContext db;
    private readonly BulkWriter writer;
    private readonly BulkLog log;
    private readonly Dictionary<IEntityType, long> last = [];
    private readonly Dictionary<string, ChangeLogEntry> following = [];

    private readonly BulkStage? stage;

    private BulkChangeWriter(DashboardDbContext db, BulkWriter writer, BulkLog log) =>
        (this.db, this.writer, this.log, stage) = (db, writer, log, writer as BulkStage);

    /// <summary>Begins without a transaction: what is added waits aside until <see cref="CopyAsync"/>.</summary>
    public static async Task<BulkChangeWriter> StageAsync(DashboardDbContext db, BulkLog log, CancellationToken cancellationToken) =>
        new(db, await BulkStage.BeginAsync(db, cancellationToken), log);

    /// <summary>
    /// Writes at once, in a transaction. On SQLite it holds the one write lock, so keys are given out here; on SQL Server the server
    /// gives them, as for everybody else: a key that is remembered here would be given out by the server too.
    /// </summary>
    public static async Task<BulkChangeWriter> OpenAsync(DashboardDbContext db, BulkLog log, CancellationToken cancellationToken)
    {
        if (db.Database.CurrentTransaction is null) throw new InvalidOperationException("Begin a transaction first.");
        return new(db, await BulkWriter.OpenAsync(db, cancellationToken), log);
    }

    /// <summary>True when a range of new records has keys in a row; otherwise others' may lie between.</summary>
    public bool HasKeysInARow => stage is not { HasStandInKeys: true } && !IsNumberedByServer;

    /// <summary>True when the server gives the keys as the rows are written.</summary>
    private bool IsNumberedByServer => stage is null && db is not SqliteDashboardDbContext;

    /// <summary>Writes records with their parts. The context must track nothing else; afterwards it tracks nothing.</summary>
    /// <param name="records">New ones; they get their keys.</param>
    /// <param name="at">Instant of entry (UTC).</param>
    public async Task AddAsync(IReadOnlyCollection<Record> records, CurrentUser actor, DateTime at, CancellationToken cancellationToken)
    {
        if (records.Count == 0) return;
        db.AddRange(records);
        if (IsNumberedByServer)
        {
            await db.SaveChangesAsync(cancellationToken);
            db.ChangeTracker.Clear();
            return;
        }

        if (db.KeepRounds()) db.ChangeTracker.DetectChanges();
        var entries = db.ChangeTracker.Entries().ToList();
        foreach (var entry in entries) await GiveKeyAsync(entry, cancellationToken);
        var changes = ChangeRecorder.Collect(db);
        log.Add(changes.Select(change => change.ToLog(at)), isNew: true);
        var audit = changes.ConvertAll(change => change.ToAudit(at, actor, null));
        var auditType = db.Model.FindEntityType(typeof(AuditEntry))!;
        foreach (var line in audit) line.Id = await NextAsync(auditType, cancellationToken);
        var byType = entries.GroupBy(entry => entry.Metadata)
            .ToDictionary(group => group.Key, group => group.Select(entry => entry.Entity).ToList());
        foreach (var type in ParentsFirst(byType.Keys)) await WriteAsync(type.ClrType, byType[type], cancellationToken);
        await writer.WriteAsync(audit, cancellationToken);
        db.ChangeTracker.Clear();
    }

    /// <summary>Writes rows that no trail tells of, as households that visits name. They get their keys.</summary>
    public async Task AddBesideAsync<T>(IReadOnlyList<T> rows, CancellationToken cancellationToken)
        where T : class
    {
        db.AddRange(rows);
        if (IsNumberedByServer)
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        else
        {
            foreach (var row in rows) await GiveKeyAsync(db.Entry(row), cancellationToken);
            await writer.WriteAsync(rows, cancellationToken);
        }

        // The context may be tracking records that are about to be changed.
        foreach (var row in rows) db.Entry(row).State = EntityState.Detached;
    }

    /// <summary>
    /// Takes what a context has changed, with audit and change log as <see cref="ChangeRecorder"/> writes them: aside, where things wait
    /// aside, else saved at once.
    /// </summary>
    /// <param name="at">Instant of the change (UTC).</param>
    /// <param name="reason">What the audit trail tells beside.</param>
    public async Task ChangeAsync(CurrentUser actor, DateTime at, string? reason, CancellationToken cancellationToken)
    {
        if (stage is null)
        {
            db.Reason = reason;
            await db.SaveChangesAsync(cancellationToken);
            db.Reason = null;
            return;
        }

        List<RecordChange> changes;
        List<AddFollowing> followers;
        List<EntityEntry> added;
        using (db.DetectOnce())
        {
            (changes, followers) = (ChangeRecorder.Detected(db), db.Recorder?.Follow(db) ?? []);
            added = [.. db.ChangeTracker.Entries().Where(entry => entry.State == EntityState.Added)];
        }

        foreach (var entry in added) await GiveKeyAsync(entry, cancellationToken);
        log.Add(changes.Select(change => change.ToLog(at)), isNew: false);
        var audit = changes.ConvertAll(change => change.ToAudit(at, actor, reason));
        foreach (var add in followers) if (await add(at, cancellationToken) is { } row) following[row.Kind] = row;
        db.AuditEntries.AddRange(audit);
        var entries = db.ChangeTracker.Entries()
            .Where(entry => entry.State is EntityState.Added or EntityState.Modified or EntityState.Deleted).ToList();
        foreach (var entry in entries.Where(entry => entry.State == EntityState.Added)) await GiveKeyAsync(entry, cancellationToken);
        foreach (var same in entries.Where(entry => entry.State != EntityState.Added).GroupBy(entry => (entry.Metadata, entry.State)))
        {
            var sort = same.Key.State == EntityState.Deleted ? StagedSort.Deleted : StagedSort.Changed;
            var columns = sort == StagedSort.Deleted
                ? []
                : same.SelectMany(entry => entry.Properties.Where(property => property.IsModified)
                    .Select(property => property.Metadata.GetColumnName())).ToHashSet();
            await (Task)StageMethod.MakeGenericMethod(same.Key.Metadata.ClrType)
                .Invoke(null, [stage, sort, same.Select(entry => entry.Entity).ToList(), columns, cancellationToken])!;
        }

        var byType = entries.Where(entry => entry.State == EntityState.Added).GroupBy(entry => entry.Metadata)
            .ToDictionary(group => group.Key, group => group.Select(entry => entry.Entity).ToList());
        foreach (var type in ParentsFirst(byType.Keys)) await WriteAsync(type.ClrType, byType[type], cancellationToken);
        // Saved, as far as the context knows: the next rows change what these have left.
        db.ChangeTracker.AcceptAllChanges();
    }

    /// <summary>Copies what waits aside into the store, in the transaction of the context; does nothing when nothing waits.</summary>
    /// <param name="progress">Told in per cent of what waits.</param>
    public async Task CopyAsync(IProgress<int>? progress, CancellationToken cancellationToken)
    {
        if (stage is null) return;
        var (all, done) = (stage.Rows, 0L);
        await stage.CopyAsync(rows => progress?.Report((int)((done += rows) * 100 / all)), cancellationToken);
        if (stage.HasStandInKeys) await log.RenameAsync(key => stage.KeyOfAsync(key, cancellationToken));
    }

    /// <summary>The rows of the change log that tell what followed from the changes, one of each kind.</summary>
    /// <param name="at">Instant of the commit (UTC).</param>
    public IReadOnlyCollection<ChangeLogEntry> FollowingAt(DateTime at)
    {
        foreach (var row in following.Values) row.At = at;
        return following.Values;
    }

    public ValueTask DisposeAsync() => writer.DisposeAsync();

    private async ValueTask GiveKeyAsync(EntityEntry entry, CancellationToken cancellationToken)
    {
        if (entry.Metadata.FindPrimaryKey()!.Properties is not [{ ClrType: var type } key] || type != typeof(long)) return;
        var property = entry.Property(key.Name);
        if (property.IsTemporary) property.CurrentValue = await NextAsync(entry.Metadata, cancellationToken);
        property.IsTemporary = false;
    }

    private async ValueTask<long> NextAsync(IEntityType type, CancellationToken cancellationToken)
    {
        if (stage is not null) return await stage.NextKeyAsync(type, cancellationToken);
        if (!last.TryGetValue(type, out var id)) id = await HighestAsync(type, cancellationToken);
        return last[type] = id + 1;
    }

    /// <summary>The highest key so far. Only on SQLite: the transaction holds the one write lock already.</summary>
    private async Task<long> HighestAsync(IEntityType type, CancellationToken cancellationToken)
    {
        var helper = db.GetService<ISqlGenerationHelper>();
        var (table, key) = (helper.DelimitIdentifier(type.GetTableName()!), helper.DelimitIdentifier("Id"));
        var sql = $"SELECT COALESCE(MAX({key}), 0) AS {helper.DelimitIdentifier("Value")} FROM {table}";
        return (await db.Database.SqlQueryRaw<long>(sql).ToListAsync(cancellationToken))[0];
    }

    private Task WriteAsync(Type type, List<object> rows, CancellationToken cancellationToken) =>
        (Task)WriteMethod.MakeGenericMethod(type).Invoke(null, [writer, rows, cancellationToken])!;

    private static Task WriteRowsAsync<T>(BulkWriter writer, List<object> rows, CancellationToken cancellationToken)
        where T : class => writer.WriteAsync<T>([.. rows.Cast<T>()], cancellationToken);

    private static Task StageRowsAsync<T>(BulkStage stage, StagedSort sort, List<object> rows, HashSet<string> columns,
        CancellationToken cancellationToken)
        where T : class => stage.WriteAsync<T>(sort, [.. rows.Cast<T>()], columns, cancellationToken);

    internal static List<IEntityType> ParentsFirst(IReadOnlyCollection<IEntityType> types)
    {
        var (ordered, waiting) = (new List<IEntityType>(), types.ToList());
        while (waiting.Count > 0)
        {
            var next = waiting.First(type =>
                type.GetForeignKeys().All(key => key.PrincipalEntityType == type || !waiting.Contains(key.PrincipalEntityType)));
            waiting.Remove(next);
            ordered.Add(next);
        }

        return ordered;
    }
}
