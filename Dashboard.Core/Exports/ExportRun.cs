using System.ComponentModel.DataAnnotations;
using Concentric.Data;
using Concentric.Jobs;
using Concentric.Time;

namespace Concentric.Exports;

/// <summary>
/// Where a run stands. Failed by itself; stopped by a person, who is told in <see cref="ExportRun.Failure"/>; skipped because too few
/// records were overdue, as its schedule wants it.
/// </summary>
public enum ExportState { Queued, Running, Done, Failed, Stopped, Skipped }

/// <summary>One making of a workbook. The row comes first and stays when the file is gone.</summary>
public sealed class ExportRun : IClaimedJob, IBesideFigures
{
    public long Id { get; set; }

    /// <summary>
    /// Schedule, period, the moment it was due and whose rights, or a hash of what was asked by whom in which minute; unique, so a
    /// second click or node can't make it twice.
    /// </summary>
    [MaxLength(TextLimits.Title)]
    public required string Key { get; set; }

    public int? ScheduleId { get; set; }

    public ExportSchedule? Schedule { get; set; }

    /// <summary>
    /// The moment (UTC) at which its schedule was due: one row of each moment has it, which the store sees to, so that no second node,
    /// of whatever version, asks for the same moment. Null for the other workbooks of the moment, and for what somebody asked for.
    /// </summary>
    public DateTime? DueAt { get; set; }

    [MaxLength(TextLimits.Key)]
    public required string Template { get; set; }

    [MaxLength(16)]
    public required string Language { get; set; }

    public DateOnly PeriodFrom { get; set; }

    public DateOnly PeriodTo { get; set; }

    /// <summary>How the period was chosen; decides what it is compared with.</summary>
    public PeriodKind PeriodKind { get; set; }

    /// <summary>Codes of the communities, separated by commas; null for all the asker sees.</summary>
    [MaxLength(TextLimits.Note)]
    public string? Communities { get; set; }

    /// <summary>
    /// True when it is for somebody who sees some communities only: it tells nothing of the street beside them. Settled when it is
    /// asked for, so that no change of roles makes a workbook with the street's figures one of a worker's.
    /// </summary>
    public bool IsLimited { get; set; }

    /// <summary>Which rows of its ledger, as <see cref="Concentric.Lists.RowFilters"/> writes them; null for all.</summary>
    [MaxLength(TextLimits.Note)]
    public string? Filters { get; set; }

    [MaxLength(TextLimits.Name)]
    public required string AskedBy { get; set; }

    public int? AskedById { get; set; }

    public DateTime AskedAt { get; set; }

    public ExportState State { get; set; }

    /// <summary>0 to 100.</summary>
    public int Progress { get; set; }

    /// <summary>
    /// How often somebody has begun it. Counts on for ever: it tells one beginner from another, in the row and in the file's name.
    /// </summary>
    public int Attempts { get; set; }

    /// <summary>How often it was cut off since it was asked for or retried.</summary>
    public int CutOffs { get; set; }

    public DateTime? StartedAt { get; set; }

    /// <summary>Last sign of life of the process that runs it; what has given none for a while was cut off.</summary>
    public DateTime? HeartbeatAt { get; set; }

    public DateTime? FinishedAt { get; set; }

    /// <summary>Instant up to which every committed change is in the workbook.</summary>
    public DateTime? AsOf { get; set; }

    /// <summary>Name of the file for people.</summary>
    [MaxLength(TextLimits.Title)]
    public string? FileName { get; set; }

    public long? FileBytes { get; set; }

    /// <summary>SHA-256 of the file, 64 hexadecimal digits.</summary>
    [MaxLength(64)]
    public string? FileHash { get; set; }

    /// <summary>SHA-256 of what the workbook says, the same for the same question and data.</summary>
    [MaxLength(64)]
    public string? ContentHash { get; set; }

    /// <summary>What the workbook's figures were, so that a later one of the same period can say what was corrected since.</summary>
    public string? Figures { get; set; }

    /// <summary>Ledger rows written.</summary>
    public int? Rows { get; set; }

    /// <summary>Why it failed, or who stopped it, in plain words, in the run's language.</summary>
    [MaxLength(TextLimits.Note)]
    public string? Failure { get; set; }

    /// <summary>Records that were overdue when it was due, of a schedule that asks for them; null for others.</summary>
    public int? Overdue { get; set; }

    /// <summary>The schedule's <see cref="ExportSchedule.OnlyAbove"/> at that time.</summary>
    public int? OnlyAbove { get; set; }

    public int Version { get; set; }

    /// <summary>Who gets it, as it was settled when it was asked for.</summary>
    public List<Deliveries.ExportDelivery> Deliveries { get; } = [];

    /// <summary>What group robots are to say of it, settled like <see cref="Deliveries"/>.</summary>
    public List<Robots.RobotMessage> RobotMessages { get; } = [];
}
