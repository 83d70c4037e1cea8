using System.ComponentModel.DataAnnotations;
using Concentric.Data;
using Concentric.Time;

namespace Concentric.Alerts;

/// <summary>Why an alert is no longer open.</summary>
public enum AlertEnd
{
    /// <summary>The figure has been well for long enough.</summary>
    Well,

    /// <summary>The rule says something else now.</summary>
    RuleChanged,

    RulePaused,

    RuleRetired,

    /// <summary>The rule does not watch the community any more.</summary>
    NotWatched,

    /// <summary>It could not be told any more how the figure stands.</summary>
    Untold,
}

/// <summary>
/// An alert of a rule for one place, from its beginning to its end, with the figures as they were then: what was found stays readable
/// when records, targets or the rule have changed.
/// </summary>
public sealed class AlertFiring : IBesideFigures
{
    /// <summary>How long one that is over is kept: two years.</summary>
    public const int KeptDays = 731;

    public long Id { get; set; }

    public int RuleId { get; set; }

    public AlertRule? Rule { get; set; }

    /// <summary>Null for the street.</summary>
    public int? CommunityId { get; set; }

    public Community? Community { get; set; }

    [MaxLength(TextLimits.Key)]
    public required string MetricKey { get; set; }

    public AlertCondition Condition { get; set; }

    public AlertSide Side { get; set; }

    /// <inheritdoc cref="AlertRule.LimitMilli"/>
    public long? LimitMilli { get; set; }

    /// <inheritdoc cref="AlertRule.Count"/>
    public int? Count { get; set; }

    /// <summary>In the metric's unit, rates as a fraction; null where there was no case.</summary>
    public double? Value { get; set; }

    /// <summary>The cases it rested on.</summary>
    public double Cases { get; set; }

    /// <summary>Of the usual range as it is told.</summary>
    public double? UsualFrom { get; set; }

    public double? UsualTo { get; set; }

    public double? Target { get; set; }

    /// <summary>The days of the figure.</summary>
    public DateOnly PeriodFrom { get; set; }

    public DateOnly PeriodTo { get; set; }

    /// <summary>The office's day on which it began.</summary>
    public DateOnly BeganOn { get; set; }

    /// <summary>UTC.</summary>
    public DateTime BeganAt { get; set; }

    /// <summary>Since when the figure has been well without a break, while the alert is still open.</summary>
    public DateOnly? WellSince { get; set; }

    /// <summary>Since when it can't be told how the figure stands, while the alert is still open.</summary>
    public DateOnly? UntoldSince { get; set; }

    public DateOnly? EndedOn { get; set; }

    /// <summary>UTC.</summary>
    public DateTime? EndedAt { get; set; }

    public AlertEnd? End { get; set; }

    /// <summary>The figure with which it ended.</summary>
    public double? EndValue { get; set; }

    /// <summary>
    /// Instant (UTC) at which the first were to be told, after the quiet hours; null before, and for one that ended in them. Who has been
    /// told is in <see cref="Told"/>.
    /// </summary>
    public DateTime? ToldAt { get; set; }

    /// <summary>Instant (UTC) at which they were told that it is over.</summary>
    public DateTime? OverToldAt { get; set; }

    /// <summary>Who was told, by name.</summary>
    [MaxLength(TextLimits.Title)]
    public string? ToldTo { get; set; }

    /// <summary>Who knows of it: nobody is told twice, and whoever is named later is told while it is open.</summary>
    public List<AlertTold> Told { get; } = [];

    public Period Period => new(PeriodFrom, PeriodTo);

    /// <summary>What was waited for, as the rule said it then.</summary>
    public AlertTerms Terms => new(MetricKey, Condition, Side, LimitMilli, null, Count);

    /// <summary>Ends it.</summary>
    internal void Close(AlertEnd end, DateOnly today, DateTime now) =>
        (End, EndedOn, EndedAt, WellSince, UntoldSince) = (end, today, now, null, null);
}

/// <summary>Somebody who was told that an alert began.</summary>
public sealed class AlertTold : IBesideFigures
{
    public long FiringId { get; set; }

    public AlertToldKind Kind { get; set; }

    /// <summary>Id of the account, or of the robot.</summary>
    public int ToldId { get; set; }

    /// <summary>UTC.</summary>
    public DateTime At { get; set; }
}

/// <summary>What an alert is told to.</summary>
public enum AlertToldKind { Account, Robot }
