using Concentric.ProcessCharts;
using Concentric.Time;

namespace Concentric.Alerts;

/// <summary>How a figure stands to a rule.</summary>
public enum AlertStanding
{
    /// <summary>It can't be told; <see cref="AlertReading.Gap"/> says why.</summary>
    Unknown,

    Well,

    /// <summary>No longer what the rule waits for, and not back where it counts as well.</summary>
    Between,

    /// <summary>What the rule waits for.</summary>
    Bad,
}

/// <summary>Why a rule can't be held against a figure.</summary>
public enum AlertGap
{
    None,

    /// <summary>There is no such metric any more.</summary>
    NoMetric,

    /// <summary>No case, or the figure is not known.</summary>
    NoCases,

    /// <summary>No usual range: too few weeks or months were recorded, or since the process began anew.</summary>
    NoRange,

    /// <summary>No usual range: it was always zero before.</summary>
    AllZero,

    /// <summary>No target is set for these months and this place.</summary>
    NoTarget,

    /// <summary>The target is set, but a month's share of it is too little to be held against.</summary>
    LittleTarget,

    /// <summary>Such records are not kept regularly there yet.</summary>
    NotRecorded,
}

/// <summary>A figure held against a rule.</summary>
/// <param name="Value">In the metric's unit, rates as a fraction.</param>
/// <param name="Cases">It rests on.</param>
/// <param name="Usual">The usual range as it is told; null where it was not asked.</param>
/// <param name="Target">Null where it was not asked.</param>
/// <param name="Period">The days of the figure.</param>
public sealed record AlertReading(
    AlertStanding Standing, AlertGap Gap, double? Value, double Cases, (double From, double To)? Usual, double? Target, Period Period)
{
    /// <summary>
    /// Since when and why there is too little for a range, or nothing but zeros; null where it is not for a restart.
    /// </summary>
    public ProcessRestart? Restart { get; init; }

    /// <summary>First day of the month in which a community joined since which there is too little; null for anything else.</summary>
    public DateOnly? JoinedOn { get; init; }
}
