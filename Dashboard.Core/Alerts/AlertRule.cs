using System.ComponentModel.DataAnnotations;
using Concentric.Data;
using Concentric.Metrics;

namespace Concentric.Alerts;

/// <summary>What an alert waits for.</summary>
public enum AlertCondition
{
    /// <summary>The figure of the last <see cref="AlertJudge.WindowDays"/> days is worse than it usually is.</summary>
    Worse,

    /// <summary>The target was missed in each of the last months.</summary>
    OffTarget,

    /// <summary>The figure has passed a limit that somebody named.</summary>
    PastLimit,

    /// <summary>Nothing was entered on the last working days.</summary>
    Silent,
}

/// <summary>On which side of a limit a figure is too far.</summary>
public enum AlertSide { Above, Below }

/// <summary>Whose figures are watched.</summary>
public enum AlertScope
{
    /// <summary>The street's as a whole.</summary>
    Street,

    /// <summary>Those of each community by itself, of later ones too.</summary>
    EachCommunity,

    /// <summary>Those of some communities, each by itself.</summary>
    Chosen,
}

/// <summary>Whether a rule is looked at.</summary>
public enum AlertRuleState { On, Paused, Retired }

/// <summary>
/// What somebody wants to be told of: a condition on a metric, for the street or for communities, and whom it tells. Not a kind of record:
/// it counts nothing, and who may read it depends on whose it is. docs/decisions/alerts.md.
/// </summary>
public sealed class AlertRule : IBesideFigures
{
    /// <summary>The most rules that are not retired.</summary>
    public const int Most = 200;

    /// <summary>The most accounts that a rule tells.</summary>
    public const int MostReaders = 100;

    /// <summary>The most months in a row that a target must be missed.</summary>
    public const int MostMonths = 12;

    /// <summary>The most working days without an entry.</summary>
    public const int MostSilentDays = 60;

    /// <summary>The most working days for which a figure must have been well before it is told of again.</summary>
    public const int MostWellDays = 30;

    public int Id { get; set; }

    [MaxLength(TextLimits.Key)]
    public required string MetricKey { get; set; }

    public AlertCondition Condition { get; set; }

    /// <summary>Of <see cref="LimitMilli"/>.</summary>
    public AlertSide Side { get; set; }

    /// <summary>Thousandths of the metric's unit; rates in thousandths of 1. Null where no limit is meant.</summary>
    public long? LimitMilli { get; set; }

    /// <summary>What the figure must have come back to before it counts as well; null for the limit itself.</summary>
    public long? ClearMilli { get; set; }

    /// <summary>Months in a row, or working days without an entry; null where neither is meant.</summary>
    public int? Count { get; set; }

    /// <summary>Working days for which a figure must have been well before the alert is over.</summary>
    public int WellDays { get; set; }

    public AlertScope Scope { get; set; }

    /// <summary>Those that were chosen; none for another scope.</summary>
    public List<AlertPlace> Places { get; } = [];

    /// <summary>Who is told, of what each may see.</summary>
    public List<AlertReader> Readers { get; } = [];

    /// <summary>Group robots that are told.</summary>
    public List<AlertRobot> Robots { get; } = [];

    /// <summary>What is to be done about it.</summary>
    [MaxLength(TextLimits.Note)]
    public string? Note { get; set; }

    public AlertRuleState State { get; set; }

    /// <summary>Why it was paused or retired.</summary>
    [MaxLength(TextLimits.Note)]
    public string? StateReason { get; set; }

    /// <summary>The account whose own rule it is, and nobody else's; null for one of the office.</summary>
    public int? OwnerId { get; set; }

    public DashboardUser? Owner { get; set; }

    /// <summary>Who made it or changed it last.</summary>
    [MaxLength(TextLimits.Name)]
    public required string SetBy { get; set; }

    /// <summary>UTC.</summary>
    public DateTime SetAt { get; set; }

    public int Version { get; set; }

    /// <summary>What it waits for.</summary>
    public AlertTerms Terms => new(MetricKey, Condition, Side, LimitMilli, ClearMilli, Count);

    /// <summary>The communities that are watched, each by itself; a null stands for the street.</summary>
    /// <param name="communities">All there are.</param>
    public IReadOnlyList<int?> Watched(IEnumerable<Community> communities) => Scope switch
    {
        AlertScope.Street => [null],
        AlertScope.EachCommunity => [.. communities.Select(community => (int?)community.Id)],
        _ => [.. communities.Where(community => Places.Exists(place => place.CommunityId == community.Id))
            .Select(community => (int?)community.Id)],
    };

    internal object Told() => new
    {
        Metric = MetricKey,
        Condition,
        Side,
        Limit = LimitMilli / 1_000.0,
        ClearLimit = ClearMilli / 1_000.0,
        Count,
        WellDays,
        Scope,
        Communities = Places.Select(place => place.CommunityId).Order(),
        Recipients = Readers.Select(reader => reader.UserId).Order(),
        Robots = Robots.Select(robot => robot.RobotId).Order(),
        Note,
        State,
        StateReason,
    };
}

/// <summary>What an alert waits for, apart from where.</summary>
/// <param name="LimitMilli">Thousandths of the metric's unit; rates in thousandths of 1.</param>
/// <param name="Count">Months, or working days.</param>
public readonly record struct AlertTerms(
    string MetricKey, AlertCondition Condition, AlertSide Side, long? LimitMilli, long? ClearMilli, int? Count)
{
    /// <summary>In the metric's unit.</summary>
    public double? Limit => LimitMilli / 1_000.0;

    /// <summary>As a limit is entered: in thousandths of the unit, of a rate in thousandths of a per cent.</summary>
    public static long? Entered(Metric metric, long? milli) => metric.IsRate ? milli * 100 : milli;
}

/// <summary>A community that a rule watches.</summary>
public sealed class AlertPlace
{
    public int RuleId { get; set; }

    public AlertRule? Rule { get; set; }

    public int CommunityId { get; set; }

    public Community? Community { get; set; }
}

/// <summary>An account that a rule tells.</summary>
public sealed class AlertReader
{
    public int RuleId { get; set; }

    public AlertRule? Rule { get; set; }

    public int UserId { get; set; }

    public DashboardUser? User { get; set; }
}

/// <summary>A group robot that a rule tells.</summary>
public sealed class AlertRobot
{
    public int RuleId { get; set; }

    public AlertRule? Rule { get; set; }

    public int RobotId { get; set; }

    public Robots.Robot? Robot { get; set; }
}
