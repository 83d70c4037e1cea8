using System.Globalization;
using System.Reflection;
using System.Text.Json;
using Concentric.Data;
using Concentric.Data.Bulk;
using Concentric.Rules;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Concentric.Imports.Undo;

/// <summary>Undoes what an import did to records of one kind, some hundred at a time.</summary>
internal abstract class UndoPass
{
    /// <summary>Undoes some of it.</summary>
    /// <param name="lines">Which.</param>
    public abstract Task TakeAsync(IReadOnlyList<ImportUndo> lines, CancellationToken cancellationToken);

    /// <summary>
    /// Looks once more, in the transaction that writes, whether anything refers by now to what is undone: that changes no version.
    /// </summary>
    public abstract Task CheckReferredAsync(CancellationToken cancellationToken);

    /// <summary>What stands against it, so far.</summary>
    public List<UndoObstacle> Obstacles { get; } = [];
}

/// <inheritdoc cref="UndoPass"/>
/// <param name="sheet">Loads a record with all its parts.</param>
/// <param name="db">Tracks nothing else.</param>
/// <param name="writer">Takes what is undone.</param>
/// <param name="by">On whose behalf, and when.</param>
/// <param name="caller">The same; only records that the caller may change are touched.</param>
/// <param name="reason">What the audit trail and the archived records say.</param>
internal sealed class UndoPass<T>(ImportSheet<T> sheet, DashboardDbContext db, BulkChangeWriter writer, CurrentUser caller, ActorStamp by,
    string reason) : UndoPass
    where T : EnteredRecord
{
    private const string SubjectKind = "SubjectKind";
    private const string SubjectId = "SubjectId";

    private static readonly MethodInfo NamingMethod =
        typeof(UndoPass<T>).GetMethod(nameof(NamingAsync), BindingFlags.Instance | BindingFlags.NonPublic)!;

    private static readonly MethodInfo ReferringMethod =
        typeof(UndoPass<T>).GetMethod(nameof(ReferringAsync), BindingFlags.Instance | BindingFlags.NonPublic)!;

    private readonly Dictionary<long, string> archived = [];

    public override async Task CheckReferredAsync(CancellationToken cancellationToken)
    {
        foreach (var ids in archived.Keys.Chunk(ImportBatchProcessor.RowsAtOnce))
        {
            Obstacles.AddRange((await ReferredAsync(ids, cancellationToken)).Order()
                .Select(id => new UndoObstacle(archived[id], "Referred")));
        }
    }

    public override async Task TakeAsync(IReadOnlyList<ImportUndo> lines, CancellationToken cancellationToken)
    {
        foreach (var same in lines.Where(line => line.Before is null).GroupBy(line => line.Version))
        {
            foreach (var ids in same.SelectMany(line => LongRange(line.FirstId, line.LastId)).Chunk(ImportBatchProcessor.RowsAtOnce))
                await RemoveAsync(ids, same.Key, cancellationToken);
        }

        var changed = lines.Where(line => line.Before is not null).ToDictionary(line => line.FirstId);
        if (changed.Count > 0) await RestoreAsync(changed, cancellationToken);
    }

    /// <summary>New records are archived; what marks them as known is taken off, so that the sheet can come again.</summary>
    private async Task RemoveAsync(long[] ids, int version, CancellationToken cancellationToken)
    {
        var found = await LoadAsync(ids, cancellationToken);
        var referred = await ReferredAsync(ids, cancellationToken);
        foreach (var id in ids)
        {
            if (Refuse(found.GetValueOrDefault(id), id, version)) continue;
            var record = found[id];
            if (referred.Contains(id))
            {
                Obstacles.Add(new(LabelOf(record), "Referred"));
                continue;
            }

            archived[id] = LabelOf(record);
            record.Archive(reason, by);
            record.RequestId = null;
            if (sheet.OutsideProperty is { } outside) db.Entry(record).Property(outside).CurrentValue = null;
        }

        await SaveAsync(cancellationToken);
    }

    private async Task RestoreAsync(Dictionary<long, ImportUndo> lines, CancellationToken cancellationToken)
    {
        var found = await LoadAsync([.. lines.Keys], cancellationToken);
        foreach (var (id, line) in lines)
        {
            if (Refuse(found.GetValueOrDefault(id), id, line.Version)) continue;
            JsonSerializer.Deserialize<RecordBefore>(line.Before!)!.Restore(db, found[id]);
        }

        await SaveAsync(cancellationToken);
    }

    private async Task SaveAsync(CancellationToken cancellationToken)
    {
        // Nothing is undone when anything stands against it; the rest is only looked at.
        if (Obstacles.Count == 0) await writer.ChangeAsync(caller, by.At, reason, cancellationToken);
        db.ChangeTracker.Clear();
    }

    private bool Refuse(T? record, long id, int version)
    {
        var why = record is null ? "Gone" : record.ArchivedAt is not null ? "Archived" : record.Version != version ? "Changed"
            : IsFixed(record) ? "Fixed" : null;
        if (why is null) return false;
        Obstacles.Add(new(record is null ? id.ToString(CultureInfo.InvariantCulture) : LabelOf(record), why));
        return true;
    }

    /// <summary>True for what the kind forbids to change, as once a year is closed.</summary>
    private bool IsFixed(T record)
    {
        try
        {
            sheet.CheckWritable(record);
            return false;
        }
        catch (RefusedException)
        {
            return true;
        }
    }

    private Task<Dictionary<long, T>> LoadAsync(long[] ids, CancellationToken cancellationToken) =>
        sheet.With(db.Set<T>().WritableBy(caller).Where(record => ids.Contains(record.Id)))
            .ToDictionaryAsync(record => record.Id, cancellationToken);

    /// <summary>
    /// Which of the records others refer to: every foreign key to the kind in the model but those of its own parts, and every record that
    /// names one of any kind.
    /// </summary>
    private async Task<HashSet<long>> ReferredAsync(long[] ids, CancellationToken cancellationToken)
    {
        var referred = new HashSet<long>();
        foreach (var key in db.Model.FindEntityType(typeof(T))!.GetReferencingForeignKeys()
            .Where(key => key.DeleteBehavior == DeleteBehavior.Restrict))
        {
            referred.UnionWith(await (Task<List<long>>)ReferringMethod.MakeGenericMethod(key.DeclaringEntityType.ClrType)
                .Invoke(this, [key, ids, cancellationToken])!);
        }

        foreach (var naming in db.Model.GetEntityTypes().Where(NamesRecords))
        {
            referred.UnionWith(await (Task<List<long>>)NamingMethod.MakeGenericMethod(naming.ClrType)
                .Invoke(this, [ids, cancellationToken])!);
        }

        return referred;
    }

    /// <summary>True for records that name another of any kind, as an instruction names what it is about.</summary>
    private static bool NamesRecords(IEntityType type) => typeof(Record).IsAssignableFrom(type.ClrType)
        && type.FindProperty(SubjectKind) is not null && type.FindProperty(SubjectId) is not null;

    private Task<List<long>> NamingAsync<TOther>(long[] ids, CancellationToken cancellationToken)
        where TOther : Record
    {
        var kind = RecordKinds.NameOf<T>();
        return db.Set<TOther>().AsNoTracking().Where(other => other.ArchivedAt == null && EF.Property<string>(other, SubjectKind) == kind)
            .Select(other => EF.Property<long>(other, SubjectId)).Where(id => ids.Contains(id)).Distinct().ToListAsync(cancellationToken);
    }

    private Task<List<long>> ReferringAsync<TOther>(IForeignKey key, long[] ids, CancellationToken cancellationToken)
        where TOther : class
    {
        var name = key.Properties[0].Name;
        var others = db.Set<TOther>().AsNoTracking();
        if (typeof(Record).IsAssignableFrom(typeof(TOther)))
            others = others.Where(other => EF.Property<DateTime?>(other, nameof(Record.ArchivedAt)) == null);
        return key.Properties[0].ClrType == typeof(long)
            ? others.Select(other => EF.Property<long>(other, name)).Where(id => ids.Contains(id)).Distinct().ToListAsync(cancellationToken)
            : others.Select(other => EF.Property<long?>(other, name)).Where(id => id != null && ids.Contains(id.Value))
                .Select(id => id!.Value).Distinct().ToListAsync(cancellationToken);
    }

    private static string LabelOf(T record) =>
        record is INumberedRecord numbered ? numbered.Number : record.Id.ToString(CultureInfo.InvariantCulture);

    private static IEnumerable<long> LongRange(long first, long last)
    {
        for (var id = first; id <= last; id++) yield return id;
    }
}
