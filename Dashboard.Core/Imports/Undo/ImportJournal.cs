using System.Text.Json;
using Concentric.Data;
using Concentric.Data.Bulk;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace Concentric.Imports.Undo;

/// <summary>Writes down what an import does, beside it and in its transaction, so that it can be undone.</summary>
internal sealed class ImportJournal(DashboardDbContext db, BulkChangeWriter writer, long run)
{
    /// <summary>
    /// Takes what the context has changed, as <see cref="BulkChangeWriter.ChangeAsync"/> does, and writes down what was there.
    /// </summary>
    public async Task ChangeAsync(CurrentUser actor, DateTime at, string? reason, CancellationToken cancellationToken)
    {
        var pending = Collect();
        await writer.ChangeAsync(actor, at, reason, cancellationToken);
        await writer.AddBesideAsync(pending.ConvertAll(one => one.ToRow(db, run)), cancellationToken);
    }

    /// <summary>Writes down which records are new.</summary>
    public Task AddedAsync(IReadOnlyCollection<Record> records, CancellationToken cancellationToken)
    {
        var rows = new List<ImportUndo>();
        foreach (var record in records.OrderBy(record => record.Id))
        {
            if (writer.HasKeysInARow && rows.Count > 0 && rows[^1].LastId == record.Id - 1 && rows[^1].Version == record.Version)
                rows[^1].LastId = record.Id;
            else rows.Add(new() { RunId = run, FirstId = record.Id, LastId = record.Id, Version = record.Version });
        }

        return writer.AddBesideAsync(rows, cancellationToken);
    }

    private List<Pending> Collect()
    {
        // A round says nothing that its record does not say, and follows it back.
        using var once = db.DetectOnce();
        var byRoot = new Dictionary<Record, Pending>(ReferenceEqualityComparer.Instance);
        foreach (var entry in db.ChangeTracker.Entries().ToList())
        {
            if (entry.State is not (EntityState.Added or EntityState.Modified or EntityState.Deleted)) continue;
            if (entry.Entity is IRecordPart { IsAudited: false } || ChangeRecorder.RootOf(db, entry) is not { } root) continue;
            if (!byRoot.TryGetValue(root, out var pending)) byRoot.Add(root, pending = new(root));
            pending.Take(entry);
        }

        return [.. byRoot.Values];
    }

    /// <summary>A record that is about to be changed.</summary>
    private sealed class Pending(Record root)
    {
        private readonly List<(EntityEntry Entry, PartBefore Part)> parts = [];
        private Dictionary<string, JsonElement> own = [];

        public void Take(EntityEntry entry)
        {
            var changed = entry.Properties.Where(property => entry.State == EntityState.Deleted
                ? !property.Metadata.IsPrimaryKey() || property.Metadata.IsForeignKey()
                : property.IsModified && property.Metadata.Name != nameof(Record.Version));
            var values = entry.State == EntityState.Added ? [] : RecordBefore.Read(changed, property => property.OriginalValue);
            if (ReferenceEquals(entry.Entity, root)) own = values;
            else parts.Add((entry, new(entry.Metadata.ClrType.Name, entry.State, new Dictionary<string, JsonElement>(), values)));
        }

        /// <summary>Once it is saved: new parts have their keys then.</summary>
        public ImportUndo ToRow(DashboardDbContext db, long run)
        {
            var told = parts.Select(part => part.Part.State == EntityState.Deleted
                ? part.Part
                : part.Part with
                {
                    Key = RecordBefore.Read(
                        db.Entry(part.Entry.Entity).Properties.Where(property => property.Metadata.IsPrimaryKey()),
                        property => property.CurrentValue)
                });
            return new()
            {
                RunId = run,
                FirstId = root.Id,
                LastId = root.Id,
                Version = root.Version,
                Before = JsonSerializer.Serialize(new RecordBefore(own, [.. told])),
            };
        }
    }
}
