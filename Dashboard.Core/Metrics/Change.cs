namespace Concentric.Metrics;

/// <summary>How a change is told.</summary>
public enum ChangeKind
{
    /// <summary>Nothing to compare: no cases now or before, or no records of that time.</summary>
    None,

    /// <summary>Of a count: per cent of what was before.</summary>
    Percent,

    /// <summary>Of a rate: percentage points.</summary>
    Points,

    /// <summary>Of a count that was 0 before: the difference itself.</summary>
    Difference,
}

/// <summary>Whether a change is for the better; follows the metric's polarity, never the sign alone.</summary>
public enum Judgement { Neutral, Better, Worse }

/// <summary>The change of a figure from one period to another, by the rules of the metric's unit.</summary>
/// <param name="Amount">Per cent (12.5 for 12.5 %), percentage points, or the difference; 0 for none.</param>
public readonly record struct Change(ChangeKind Kind, double Amount, Judgement Judgement)
{
    /// <summary>
    /// As <see cref="Between"/>, but what adds up over days is compared by the working day, where there were more of them in one period
    /// than in the other.
    /// </summary>
    /// <param name="days">Working days of the period; 0 when none has come.</param>
    /// <param name="daysBefore">Those of the other.</param>
    /// <param name="isByDay">True when it was compared by the working day, which must be said.</param>
    public static Change LikeForLike(Metric metric, MetricValue? before, MetricValue now, int days, int daysBefore, out bool isByDay)
    {
        isByDay = metric.AddsUp && before?.Value is not (null or 0) && days > 0 && daysBefore > 0 && days != daysBefore;
        if (!isByDay) return Between(metric, before, now);
        var was = before!.Value;
        return Between(metric, was with { Value = was.Value / daysBefore * days }, now);
    }

    /// <summary>Counts change in per cent, rates in percentage points; a base of 0 gives the difference.</summary>
    public static Change Between(Metric metric, MetricValue? before, MetricValue now)
    {
        if (before?.Value is not { } was || now.Value is not { } value) return default;
        var difference = value - was;
        var judgement = metric.Polarity == Polarity.Neutral || difference == 0 ? Judgement.Neutral
            : difference > 0 == (metric.Polarity == Polarity.MoreIsBetter) ? Judgement.Better
            : Judgement.Worse;
        if (metric.IsRate) return new(ChangeKind.Points, difference * 100, judgement);
        return was == 0 ? new(ChangeKind.Difference, difference, judgement) : new(ChangeKind.Percent, difference / was * 100, judgement);
    }
}
