using System.ComponentModel.DataAnnotations;

namespace Concentric.Data;

/// <summary>One line of the audit trail: who, when, what, before, after. Append-only.</summary>
public sealed class AuditEntry
{
    public long Id { get; set; }

    public DateTime At { get; set; }

    [MaxLength(TextLimits.Name)]
    public required string By { get; set; }

    public int? UserId { get; set; }

    /// <summary>What the line is about, as in <c>petition</c>, <c>account</c>, <c>export</c>.</summary>
    [MaxLength(TextLimits.Number)]
    public required string Kind { get; set; }

    public long RecordId { get; set; }

    [MaxLength(TextLimits.Number)]
    public required string Action { get; set; }

    /// <summary>The changed values before, as JSON; null for a new record. Personal data is masked.</summary>
    public string? Before { get; set; }

    /// <summary>The changed values after, as JSON. Personal data is masked.</summary>
    public string? After { get; set; }
}

/// <summary>
/// One committed change, written in the same transaction as the record. Readers on every node follow the ids.
/// A row says which days' figures may have moved; it carries no figures.
/// </summary>
public sealed class ChangeLogEntry
{
    public long Id { get; set; }

    public DateTime At { get; set; }

    /// <summary>Kind of record, as in <c>petition</c>; see <see cref="RecordKinds"/>.</summary>
    [MaxLength(TextLimits.Number)]
    public required string Kind { get; set; }

    /// <summary>The record; 0 when the row stands for many.</summary>
    public long RecordId { get; set; }

    /// <summary>For a row that stands for many: the lowest id among them; null when any may have changed.</summary>
    public long? FirstRecordId { get; set; }

    /// <summary>For a row that stands for many: the highest id among them. Others may lie between.</summary>
    public long? LastRecordId { get; set; }

    /// <summary>The record's number or title for people; null when it stands for many.</summary>
    [MaxLength(TextLimits.Title)]
    public string? Label { get; set; }

    /// <summary>The community whose record it is; null for a record of none or of many.</summary>
    public int? CommunityId { get; set; }

    /// <summary>What happened, as in <c>Closed</c>, <c>Added</c>, <c>Changed</c>, <c>Archived</c>.</summary>
    [MaxLength(TextLimits.Number)]
    public required string Action { get; set; }

    /// <summary>The days the record had before and has now (yyyy-MM-dd, separated by commas), or <c>*</c> for any day.</summary>
    [MaxLength(TextLimits.Note)]
    public required string Days { get; set; }

    /// <summary>
    /// First of the past days whose figures the change restates: the record was entered late, corrected, archived or restored.
    /// Null in the ordinary course, which includes entry on the day after.
    /// </summary>
    public DateOnly? RestatesFrom { get; set; }

    /// <summary>Last of the days that the change restates; null with <see cref="RestatesFrom"/>.</summary>
    public DateOnly? RestatesTo { get; set; }

    /// <summary>The value of <see cref="Days"/> that stands for every day.</summary>
    public const string EveryDay = "*";

    /// <summary>True for a kind whose changes can move a figure; the progress of an export or import and a notice can't.</summary>
    public static bool MovesFigures(string kind) => !BesideFigures.Value.Contains(kind);

    private static readonly Lazy<HashSet<string>> BesideFigures =
        new(() => [.. StoreSets.Entities.Where(typeof(IBesideFigures).IsAssignableFrom).Select(RecordKinds.NameOf)]);
}

/// <summary>A fact about the store itself, as whether its records are synthetic.</summary>
public sealed class StoreFact
{
    [Key, MaxLength(TextLimits.Key)]
    public required string Key { get; set; }

    [MaxLength(TextLimits.Description)]
    public required string Value { get; set; }
}

/// <summary>Keys of <see cref="StoreFact"/>.</summary>
public static class StoreFacts
{
    /// <summary>Where the records come from: <c>demo</c>, <c>generated</c>; absent when they are real.</summary>
    public const string Origin = "origin";

    /// <summary>
    /// The last migration after which everything that a store starts with was added. Where it is another one, a start was cut off before
    /// it had added all, and the next one does.
    /// </summary>
    public const string Seeded = "seeded";

    /// <summary>The version of the program that brought the store to its last migration.</summary>
    public const string Program = "program";

    /// <summary>The mark of the folder that all nodes share; absent where none is shared.</summary>
    public const string Folder = "folder";

    /// <summary>Where the store's files are kept, a <see cref="Data.Files.FilePlace"/>; absent where there was never a choice.</summary>
    public const string Files = "files";

    /// <summary>Another value after each change of the working calendar.</summary>
    public const string Calendar = "calendar";

    /// <summary>The day up to which the daily notices have been made.</summary>
    public const string Notices = "notices";

    /// <summary>The change of the log up to which what came back was looked for.</summary>
    public const string Recurrences = "recurrences";

    /// <summary>The version of the keys of places that all rounds have; see <see cref="Rules.PlaceKey.Version"/>.</summary>
    public const string PlaceKeys = "place-keys";

    /// <summary>The hour (UTC) in which the rules of alerts were looked at last.</summary>
    public const string Alerts = "alerts";

    /// <summary>Since when backups are looked for.</summary>
    public const string BackupsLookedFor = "backups-looked-for";

    /// <summary>When the store was last seen to take a save, by whoever asks whether it is ready.</summary>
    public const string Probe = "probe";

    /// <summary>Hash and expiry of the one-time set-up link.</summary>
    public const string SetUpLink = "set-up-link";

    /// <summary>Present when accounts with a known password have been made; see <see cref="People.DemoAccounts"/>.</summary>
    public const string DemoAccounts = "demo-accounts";
}
