using System.ComponentModel.DataAnnotations;
using System.ComponentModel.DataAnnotations.Schema;
using Concentric.Data;
using Concentric.Exports.Rhythms;

namespace Concentric.Exports;

/// <summary>
/// Which whole period before its day a scheduled workbook tells of, as rows from before <see cref="Coverage"/> was kept have it, and
/// as an older version beside this one reads it.
/// </summary>
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

    /// <summary>What <see cref="Covers"/> is nearest to.</summary>
    public ExportCadence Cadence { get; set; }

    /// <summary>
    /// What an older version beside this one reads: five-field cron in the office's zone; <see cref="CronRhythms.Seldom"/> where that
    /// version could not do what the schedule says, and would make a second workbook of it. The only expression in a row from before
    /// <see cref="OwnCron"/> was kept.
    /// </summary>
    [MaxLength(TextLimits.Key)]
    public required string Cron { get; set; }

    /// <summary>The expression of a schedule that goes by one; null for others, and in a row from before it was kept.</summary>
    [MaxLength(TextLimits.Key)]
    public string? OwnCron { get; set; }

    /// <summary>When it is due, as <see cref="Rhythms.Rhythm.ToText"/> writes it; null in a row from before rhythms were kept.</summary>
    [MaxLength(TextLimits.Key)]
    public string? RhythmText { get; set; }

    /// <summary>Which period it tells of; null in a row from before it was kept.</summary>
    public Coverage? Covers { get; set; }

    /// <summary>First day of a <see cref="Coverage.Fixed"/> period.</summary>
    public DateOnly? CoversFrom { get; set; }

    /// <summary>Last day of a <see cref="Coverage.Fixed"/> period.</summary>
    public DateOnly? CoversTo { get; set; }

    /// <summary>Made only if more records than this are overdue; null for always.</summary>
    public int? OnlyAbove { get; set; }

    /// <summary>Kinds of records whose overdue ones are counted for it, separated by commas; null for all of them.</summary>
    [MaxLength(TextLimits.Key)]
    public string? OverdueOf { get; set; }

    /// <summary>Roles whose holders get it, whoever they are when it is made, separated by commas; null for none.</summary>
    [MaxLength(TextLimits.Key)]
    public string? RecipientRoles { get; set; }

    /// <summary>The newest due moment (UTC) that was dealt with; null when there was none yet.</summary>
    public DateTime? LastDueAt { get; set; }

    /// <summary>The first of the runs that it asked for last; those of one moment follow each other.</summary>
    public long? LastRunId { get; set; }

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

    /// <summary>
    /// When it is due, and which period each run covers. Where the columns of an older version say something else than ours, that
    /// version has changed the row, and they count.
    /// </summary>
    [NotMapped]
    public SchedulePlan Plan => new(
        Rhythm.Read(RhythmText, Cron == CronRhythms.Seldom ? OwnCron ?? Cron : Cron) is { } rhythm
            && (Cron == CronRhythms.Seldom || CronRhythms.ToCron(rhythm) == Cron)
            ? rhythm : CronRhythms.Of(Cron),
        Covers is { } covers && CoveredPeriod.Nearest(covers) == Cadence ? new(covers, CoversFrom, CoversTo)
            : new(CoveredPeriod.Of(Cadence)));

    /// <summary>Puts a plan, and the condition for it, into the row's columns.</summary>
    public void Take(SchedulePlan plan, int? onlyAbove = null)
    {
        RhythmText = plan.Rhythm.ToText();
        OnlyAbove = onlyAbove;
        var isSayable = onlyAbove is null && CoveredPeriod.Of(CoveredPeriod.Nearest(plan.Covers.Coverage)) == plan.Covers.Coverage;
        OwnCron = plan.Rhythm.Cron;
        Cron = (isSayable ? CronRhythms.ToCron(plan.Rhythm) : null) ?? CronRhythms.Seldom;
        (Covers, CoversFrom, CoversTo) = (plan.Covers.Coverage, plan.Covers.From, plan.Covers.To);
        Cadence = CoveredPeriod.Nearest(plan.Covers.Coverage);
    }
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
