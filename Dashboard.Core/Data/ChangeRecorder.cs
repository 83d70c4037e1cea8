using System.Reflection;
using System.Text.Encodings.Web;
using System.Text.Json;
using Concentric.Live;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace Concentric.Data;

/// <summary>
/// Writes, in the transaction that saves a record, the audit row (before and after), the change-log row and the version;
/// announces the change on this node once it is committed. Other nodes find it in the log.
/// </summary>
public sealed class ChangeRecorder(ChangeFeed feed, TimeProvider time)
{
    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    internal async Task<int> SaveAsync(DashboardDbContext db, Func<CancellationToken, Task<int>> save, CancellationToken cancellationToken)
    {
        var changes = Collect(db);
        if (changes.Count == 0) return await save(cancellationToken);
        var actor = db.Actor ?? throw new InvalidOperationException("Set Actor before saving records.");

        var ambient = db.Database.CurrentTransaction;
        await using var own = ambient is null ? await db.Database.BeginTransactionAsync(cancellationToken) : null;
        var written = await save(cancellationToken);
        var log = changes.ConvertAll(change => change.ToLog(time.GetUtcNow().UtcDateTime));
        db.ChangeLog.AddRange(log);
        db.AuditEntries.AddRange(changes.Select(change => change.ToAudit(time.GetUtcNow().UtcDateTime, actor)));
        await save(cancellationToken);
        // Inside a caller's transaction nothing is committed yet: the log's reader finds the rows when it is.
        if (own is null) return written;
        await own.CommitAsync(cancellationToken);
        feed.Announce(log);
        return written;
    }

    private static List<Change> Collect(DashboardDbContext db)
    {
        db.ChangeTracker.DetectChanges();
        var changes = new Dictionary<Record, Change>(ReferenceEqualityComparer.Instance);
        foreach (var entry in db.ChangeTracker.Entries().ToList())
        {
            if (entry.State is not (EntityState.Added or EntityState.Modified or EntityState.Deleted)) continue;
            var root = entry.Entity switch
            {
                Record record => record,
                IRecordPart part => part.Root ?? throw new InvalidOperationException($"{entry.Metadata.ClrType.Name} is saved without its record; load the record with its parts."),
                _ => null,
            };
            if (root is null) continue;
            if (!changes.TryGetValue(root, out var change)) changes.Add(root, change = new Change(db.Entry(root)));
            change.Include(entry);
        }

        foreach (var change in changes.Values) change.CountVersion();
        return [.. changes.Values];
    }

    private sealed class Change(EntityEntry root)
    {
        private readonly SortedSet<DateOnly> days = DaysOf(root);
        private readonly Dictionary<string, object?> before = [];
        private readonly Dictionary<string, object?> after = [];
        private readonly EntityState state = root.State;
        private string? step;

        public void Include(EntityEntry entry)
        {
            days.UnionWith(DaysOf(entry));
            if (entry.Entity is IRecordStep told && entry.State == EntityState.Added) step = told.StepName;
            var prefix = entry.Entity is Record ? "" : $"{entry.Metadata.ClrType.Name}.";
            foreach (var property in entry.Properties)
            {
                if (property.Metadata.IsPrimaryKey() && entry.Entity is Record || property.Metadata.Name == nameof(Record.Version)) continue;
                if (entry.State == EntityState.Modified && !property.IsModified) continue;
                var personal = property.Metadata.PropertyInfo?.GetCustomAttribute<PersonalAttribute>() is not null;
                if (entry.State != EntityState.Added) Put(before, prefix + property.Metadata.Name, property.OriginalValue, personal);
                if (entry.State != EntityState.Deleted) Put(after, prefix + property.Metadata.Name, property.CurrentValue, personal);
            }
        }

        public void CountVersion()
        {
            var version = root.Property(nameof(Record.Version));
            if (root.State == EntityState.Deleted) return;
            version.CurrentValue = root.State == EntityState.Added ? 1 : (int)version.OriginalValue! + 1;
        }

        public ChangeLogEntry ToLog(DateTime at) => new()
        {
            At = at,
            Kind = RecordKinds.NameOf(root.Metadata.ClrType),
            RecordId = ((Record)root.Entity).Id,
            Label = LabelOf(root),
            CommunityId = (root.Entity as CommunityRecord)?.CommunityId,
            Action = ActionName,
            Days = JoinDays(days),
        };

        public AuditEntry ToAudit(DateTime at, People.Caller actor) => new()
        {
            At = at,
            By = actor.Name,
            UserId = actor.UserId,
            Kind = RecordKinds.NameOf(root.Metadata.ClrType),
            RecordId = ((Record)root.Entity).Id,
            Action = ActionName,
            Before = state == EntityState.Added ? null : JsonSerializer.Serialize(before, Json),
            After = state == EntityState.Deleted ? null : JsonSerializer.Serialize(after, Json),
        };

        private string ActionName => step ?? state switch
        {
            EntityState.Added => "Added",
            EntityState.Deleted => "Deleted",
            _ when after.TryGetValue(nameof(Record.ArchivedAt), out var archived) => archived is null ? "Restored" : "Archived",
            _ => "Changed",
        };

        private static void Put(Dictionary<string, object?> values, string name, object? value, bool personal)
        {
            if (value is null && !values.ContainsKey(name)) values[name] = null;
            else values[name] = personal ? People.Masking.Mask(value as string) : value is Enum ? value.ToString() : value;
        }

        private static string? LabelOf(EntityEntry entry)
        {
            var property = entry.Metadata.FindProperty("Number") ?? entry.Metadata.FindProperty("Title");
            return property is null ? null : (string?)entry.Property(property.Name).CurrentValue;
        }

        private static SortedSet<DateOnly> DaysOf(EntityEntry entry)
        {
            var days = new SortedSet<DateOnly>();
            foreach (var property in entry.Properties)
            {
                if (property.Metadata.ClrType != typeof(DateOnly) && property.Metadata.ClrType != typeof(DateOnly?)) continue;
                if (property.CurrentValue is DateOnly now) days.Add(now);
                if (entry.State != EntityState.Added && property.OriginalValue is DateOnly was) days.Add(was);
            }
            return days;
        }

        private static string JoinDays(SortedSet<DateOnly> days)
        {
            var text = string.Join(',', days.Select(day => day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture)));
            return text.Length > TextLimits.Note ? ChangeLogEntry.EveryDay : text;
        }
    }
}
