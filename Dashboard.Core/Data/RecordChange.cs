using System.Reflection;
using System.Text.Encodings.Web;
using System.Text.Json;
using Concentric.Rules;
using Concentric.Time;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace Concentric.Data;

/// <summary>What one save does to one record and its parts: collected before it, told after it, when keys are known.</summary>
internal sealed class RecordChange(EntityEntry root)
{
    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly EntityState state = root.State;
    private readonly SortedSet<DateOnly> days = AllDaysOf(root);
    private readonly List<PartChange> parts = [];
    private PartChange? own;
    private readonly SortedSet<DateOnly> changedDays = [];
    private string? step;
    private bool rewrites;
    private bool movesFigures;

    public void Include(EntityEntry entry)
    {
        days.UnionWith(DaysOf(entry));
        movesFigures |= entry.Entity is not (IRecordPart { MovesFigures: false } or INonMetricRecord)
            && root.Entity is not INonMetricRecord;
        var change = PartChange.Of(entry);
        if (ReferenceEquals(entry.Entity, root.Entity)) own = change;
        else if (entry.Entity is not IRecordPart { IsAudited: false }) parts.Add(change);
        changedDays.UnionWith(entry.State == EntityState.Modified ? DaysSet(entry) : DaysOf(entry));
        if (entry.Entity is not IRecordStep told || entry.State != EntityState.Added) return;
        step = told.StepName;
        rewrites |= told.RewritesThePast;
    }

    public void CountVersion()
    {
        if (state == EntityState.Deleted) return;
        var version = root.Property(nameof(Record.Version));
        version.CurrentValue = state == EntityState.Added ? 1 : (int)version.OriginalValue! + 1;
    }

    public ChangeLogEntry ToLog(DateTime at)
    {
        var restated = RestatedAt(at);
        return new()
        {
            At = at,
            Kind = RecordKinds.NameOf(root.Metadata.ClrType),
            RecordId = ((Record)root.Entity).Id,
            Label = LabelOf(root),
            CommunityId = (root.Entity as CommunityRecord)?.CommunityId,
            Action = ActionName,
            Days = JoinDays(days),
            RestatesFrom = restated is null ? null : restated.Value.From,
            RestatesTo = restated is null ? null : restated.Value.To,
        };
    }

    /// <summary>
    /// The span of days of which the change says something new when it comes too late for the ordinary course. A step restates
    /// the days that it sets; whatever rewrites the record, all its days.
    /// </summary>
    private (DateOnly From, DateOnly To)? RestatedAt(DateTime at)
    {
        if (!movesFigures) return null;
        var isStep = state == EntityState.Modified && step is not null && !rewrites;
        var touched = isStep ? changedDays : days;
        // A day before the instant's date in UTC is at least a day gone in any office's zone.
        var past = DateOnly.FromDateTime(at).AddDays(-1);
        return touched.Count > 0 && touched.Min < past ? (touched.Min, touched.Max) : null;
    }

    public AuditEntry ToAudit(DateTime at, CurrentUser actor, string? reason) => new()
    {
        At = at,
        By = actor.Name,
        UserId = actor.UserId,
        Kind = RecordKinds.NameOf(root.Metadata.ClrType),
        RecordId = ((Record)root.Entity).Id,
        Action = ActionName,
        Before = state == EntityState.Added ? null : Tell(part => part.Before),
        After = state == EntityState.Deleted ? null : Tell(part => part.After, reason),
    };

    private string ActionName => step ?? state switch
    {
        EntityState.Added => "Added",
        EntityState.Deleted => "Deleted",
        _ when own?.Changed(nameof(Record.ArchivedAt)) == true => ((Record)root.Entity).ArchivedAt is null ? "Restored" : "Archived",
        _ => "Changed",
    };

    /// <summary>The record's own values by name, and under the name of each kind of part a list with the values of each.</summary>
    private string Tell(Func<PartChange, Dictionary<string, object?>?> side, string? reason = null)
    {
        var told = own is null ? [] : side(own) ?? [];
        foreach (var kind in parts.GroupBy(part => part.Kind))
        {
            var rows = kind.Select(side).OfType<Dictionary<string, object?>>().ToList();
            if (rows.Count > 0) told[kind.Key] = rows;
        }
        if (reason is not null) told["Reason"] = reason;
        return JsonSerializer.Serialize(told, Json);
    }

    private static string? LabelOf(EntityEntry entry)
    {
        var property = entry.Metadata.FindProperty("Number") ?? entry.Metadata.FindProperty("Title");
        return property is null ? null : (string?)entry.Property(property.Name).CurrentValue;
    }

    /// <summary>The record's days with those of its rounds, which move with it, as to another community.</summary>
    private static SortedSet<DateOnly> AllDaysOf(EntityEntry root)
    {
        var days = DaysOf(root);
        if (root.Entity is not IRoundedRecord rounded) return days;
        foreach (var round in rounded.Rounds) days.UnionWith(DaysOf(root.Context.Entry(round)));
        return days;
    }

    private static SortedSet<DateOnly> DaysOf(EntityEntry entry)
    {
        var days = new SortedSet<DateOnly>();
        foreach (var property in DayProperties(entry))
        {
            if (property.CurrentValue is DateOnly now) days.Add(now);
            if (entry.State != EntityState.Added && property.OriginalValue is DateOnly was) days.Add(was);
        }
        return days;
    }

    /// <summary>
    /// The days that a change sets. Those that it takes away from a record which is taken up again stay in the round before.
    /// </summary>
    private static IEnumerable<DateOnly> DaysSet(EntityEntry entry) =>
        DayProperties(entry).Where(property => property.IsModified).Select(property => property.CurrentValue).OfType<DateOnly>();

    private static IEnumerable<PropertyEntry> DayProperties(EntityEntry entry) =>
        entry.Properties.Where(property => property.Metadata.ClrType == typeof(DateOnly) || property.Metadata.ClrType == typeof(DateOnly?));

    private static string JoinDays(SortedSet<DateOnly> days)
    {
        var text = string.Join(',', days.Select(day => day.ToIso()));
        return text.Length > TextLimits.Note ? ChangeLogEntry.EveryDay : text;
    }

    /// <summary>The values that one row had and will have.</summary>
    private sealed record PartChange(string Kind, Dictionary<string, object?>? Before, IReadOnlyList<PropertyEntry> Now)
    {
        public Dictionary<string, object?>? After =>
            Now.Count == 0 ? null : Now.ToDictionary(value => value.Metadata.Name, value => Shown(value, value.CurrentValue));

        public bool Changed(string property) => Now.Any(value => value.Metadata.Name == property);

        public static PartChange Of(EntityEntry entry)
        {
            var told = entry.Properties.Where(value => IsTold(entry, value)).ToList();
            var before = entry.State == EntityState.Added
                ? null
                : told.ToDictionary(value => value.Metadata.Name, value => Shown(value, value.OriginalValue));
            return new(entry.Metadata.ClrType.Name, before, entry.State == EntityState.Deleted ? [] : told);
        }

        /// <summary>What the store sets by itself, and the way from a part to its record, tell nothing.</summary>
        private static bool IsTold(EntityEntry entry, PropertyEntry value)
        {
            if (value.Metadata.Name == nameof(Record.Version)) return false;
            if (entry.Entity is Record && value.Metadata.IsPrimaryKey()) return false;
            if (entry.Entity is IRecordPart
                && (value.Metadata.GetContainingForeignKeys().Any(key => key.DeleteBehavior == DeleteBehavior.Cascade)
                || value.Metadata is { Name: "Id" } && entry.State == EntityState.Added)) return false;
            if (entry.State == EntityState.Added) return value.CurrentValue is not null;
            return entry.State == EntityState.Deleted || value.IsModified || value.Metadata.IsPrimaryKey();
        }

        private static object? Shown(PropertyEntry property, object? value)
        {
            var personal = property.Metadata.PropertyInfo?.GetCustomAttribute<PersonalAttribute>() is not null;
            return personal ? Masking.Mask(value as string) : value is Enum ? value.ToString() : value;
        }
    }
}
