using System.ComponentModel.DataAnnotations;
using Concentric.Data;

namespace Concentric.Exports;

/// <summary>Which whole period before its day a scheduled workbook tells of: last week, month, quarter or year.</summary>
public enum ExportCadence { Weekly, Monthly, Quarterly, Yearly }

/// <summary>A workbook to be made again and again.</summary>
public sealed class ExportSchedule
{
    public int Id { get; set; }

    /// <summary>Stable name, as in <c>street-summary-weekly</c>; unique.</summary>
    [MaxLength(TextLimits.Key)]
    public required string Key { get; set; }

    /// <summary>Name for people; null for the template's own.</summary>
    [MaxLength(TextLimits.Name)]
    public string? Name { get; set; }

    [MaxLength(TextLimits.Key)]
    public required string Template { get; set; }

    public ExportCadence Cadence { get; set; }

    /// <summary>Five-field cron expression, read in the office's zone.</summary>
    [MaxLength(TextLimits.Key)]
    public required string Cron { get; set; }

    /// <summary>Language of the workbook: <c>zh-CN</c> or <c>en</c>.</summary>
    [MaxLength(16)]
    public required string Language { get; set; }

    /// <summary>Codes of the communities, separated by commas; null for all.</summary>
    [MaxLength(TextLimits.Note)]
    public string? Communities { get; set; }

    /// <summary>Which rows of its ledger, as <see cref="Concentric.Lists.RowFilters"/> writes them; null for all.</summary>
    [MaxLength(TextLimits.Note)]
    public string? Filters { get; set; }

    /// <summary>Days after which the files are removed; the runs' rows stay. Null to keep them.</summary>
    public int? KeepDays { get; set; }

    public bool IsOn { get; set; }

    /// <summary>
    /// The account that made it and is told of failures; null for the standard ones, whose failures all keepers are told of.
    /// </summary>
    public int? OwnerId { get; set; }

    /// <summary>Who is told of each workbook and gets what the own rights allow.</summary>
    public List<ScheduleRecipient> Recipients { get; } = [];

    /// <summary>Group robots that say that a workbook is there.</summary>
    public List<ScheduleRobot> Robots { get; } = [];

    /// <summary>Instant (UTC) since when the schedule counts; nothing is made up for before it.</summary>
    public DateTime OnSince { get; set; }

    /// <summary>Instant (UTC) at which it was removed from the list; its runs still name it.</summary>
    public DateTime? RemovedAt { get; set; }

    /// <summary>Counted up at every change.</summary>
    public int Version { get; set; }
}

/// <summary>An account that gets a schedule's workbooks.</summary>
public sealed class ScheduleRecipient
{
    public int ScheduleId { get; set; }

    public ExportSchedule? Schedule { get; set; }

    public int UserId { get; set; }

    public Data.DashboardUser? User { get; set; }
}

/// <summary>A group robot that is told of a schedule's workbooks.</summary>
public sealed class ScheduleRobot
{
    public int ScheduleId { get; set; }

    public ExportSchedule? Schedule { get; set; }

    public int RobotId { get; set; }

    public Robots.Robot? Robot { get; set; }
}
