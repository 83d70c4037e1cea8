using System.ComponentModel.DataAnnotations;

namespace Concentric.Data;

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

/// <summary>Rows of the change log beside those that the recorder writes of records.</summary>
public static class ChangeLogRows
{
    /// <summary>
    /// Adds the change-log row of what moves no figure: a step of a job, a rule, a list, an account. It has no days, and no label, for it
    /// is not news of the street.
    /// </summary>
    public static void AddMove(this DashboardDbContext db, DateTime at, string kind, long id, string action) =>
        db.ChangeLog.Add(new ChangeLogEntry { At = at, Kind = kind, RecordId = id, Action = action, Days = "" });
}
