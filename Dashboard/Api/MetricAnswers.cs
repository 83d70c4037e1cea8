using Concentric.Dashboard.Resources;
using Concentric.Data;
using Concentric.Ledgers;
using Concentric.Metrics;
using Concentric.ProcessCharts;
using Concentric.Resources;
using Concentric.Time;

namespace Concentric.Dashboard.Api;

/// <summary>Every figure of a slice, from one snapshot.</summary>
internal sealed record MetricsAnswer(
    DateTime AsOf, DateOnly Today, string TimeZone, bool IsSynthetic, PeriodAnswer Period, PreviousPeriodAnswer PreviousPeriod,
    IReadOnlyList<CommunityName> Communities, IReadOnlyList<MetricAnswer> Metrics);

internal sealed record PeriodAnswer(PeriodKind Kind, DateOnly From, DateOnly To)
{
    public static PeriodAnswer Of(ApiSlice slice) => new(slice.Reading.Kind, slice.Period.From, slice.Period.To);
}

/// <summary>The days compared with; without days before the period has begun.</summary>
/// <param name="IsCovered">True when the records of every metric of the answer reach back to it.</param>
internal sealed record PreviousPeriodAnswer(DateOnly? From, DateOnly? To, bool IsCovered);

internal sealed record CommunityName(string Code, string Name)
{
    public static CommunityName Of(Community community) =>
        new(community.Code, community.NameFor(System.Globalization.CultureInfo.CurrentUICulture));
}

internal sealed record UnitAnswer(MetricUnit Key, string Name)
{
    /// <summary>People read rates in per cent, programs get the fraction: the unit says which it is.</summary>
    public static UnitAnswer Of(MetricUnit unit) => new(unit, ApiTexts.Find($"Unit.{unit}") ?? Texts.Unit(unit));
}

/// <summary>What a metric is, whatever its figure.</summary>
internal sealed record MetricName(string Key, string Name, string Formula, UnitAnswer Unit, Polarity Polarity, int Version, bool IsStanding)
{
    public static MetricName Of(Metric metric) => new(
        metric.Key, Texts.Name(metric), Texts.Formula(metric), UnitAnswer.Of(metric.Unit), metric.Polarity, metric.Version,
        metric.IsStanding);
}

/// <summary>A metric with its figure, and where the records behind it are.</summary>
/// <param name="Matures">True when the figure of a period still changes after it is over, as cases are closed later.</param>
/// <param name="CountedThrough">The last day that is in the figure: the period's end, or before that today; of what falls due,
/// yesterday.</param>
/// <param name="Target">What was set for the slice, in the same unit, up to that day; null when nothing was.</param>
/// <param name="Usual">The range in which the figure is to be expected when nothing is the matter; null where that can't be told.</param>
/// <param name="Variation">How the figure stands beside it.</param>
/// <param name="VariationGap">Why it can't be told; <c>none</c> where it can.</param>
/// <param name="Restart">Since when and why it is judged anew; null where the range begins with the records.</param>
/// <param name="JoinedOn">First day of the month in which a community joined since which there is too little to judge by; null for any
/// other gap.</param>
/// <param name="Assurance">Whether that range meets the target; <c>none</c> without one.</param>
internal sealed record MetricAnswer(
    string Key, string Name, string Formula, UnitAnswer Unit, Polarity Polarity, int Version, bool IsStanding, bool Matures,
    double? Value, double? Numerator, double? Denominator, DateOnly CountedThrough, double? Target, UsualAnswer? Usual,
    VariationKind Variation, VariationGap VariationGap, RestartAnswer? Restart, DateOnly? JoinedOn, Assurance Assurance,
    PreviousFigure Previous, IReadOnlyList<string> Parts, string? Records)
{
    public static MetricAnswer Of(Metric metric, JudgedFigure judged, DateOnly countedThrough, PreviousFigure previous, string? records)
    {
        var (now, variation) = (judged.Now, judged.Variation);
        var name = MetricName.Of(metric);
        return new(
            name.Key, name.Name, name.Formula, name.Unit, name.Polarity, name.Version, name.IsStanding,
            metric.Matures, now.Value, now.Numerator, now.Denominator, countedThrough, judged.Target,
            variation.Told(metric) is var (from, to) ? new(from, to) : null, variation.Kind, variation.Gap,
            variation.Restart is { } restart ? RestartAnswer.Of(restart) : null, variation.JoinedOn, judged.Assurance, previous,
            [.. metric.Parts.Select(part => part.Key)], records);
    }
}

/// <summary>The range in which a figure is to be expected, for as many working days or cases as it has; in its own unit, both ends
/// included.</summary>
internal sealed record UsualAnswer(double From, double To);

/// <summary>A day since which a figure is judged anew.</summary>
/// <param name="IsNewSecretary">True where at least half of the communities got another secretary.</param>
/// <param name="Events">What was entered for that day, by name.</param>
internal sealed record RestartAnswer(DateOnly RestartedOn, bool IsNewSecretary, IReadOnlyList<RestartEventAnswer> Events)
{
    public static RestartAnswer Of(ProcessRestart restart) => new(restart.Day, restart.IsNewSecretary,
        [.. restart.Events.Select(one =>
            new RestartEventAnswer(one.NameFor(System.Globalization.CultureInfo.CurrentUICulture), one.Reason))]);
}

/// <summary>An entered event that changes what is usual.</summary>
/// <param name="Reason">Why judging begins anew.</param>
internal sealed record RestartEventAnswer(string Name, string Reason);

/// <summary>The figure of the period before, or of the part of it that answers to a period that runs.</summary>
/// <param name="SeenOn">The day as of which it is read: when that period was as old as this one is today.</param>
/// <param name="IsCovered">
/// False where the regular records of the metric's kind don't reach back so far, or what it was then is not kept; there is no value then.
/// </param>
internal sealed record PreviousFigure(
    DateOnly? From, DateOnly? To, DateOnly? SeenOn, bool IsCovered, double? Value, double? Numerator, double? Denominator)
{
    public static PreviousFigure Of(Comparison? before, MetricValue? was) =>
        new(before?.Period.From, before?.Period.To, before?.Today, was is not null, was?.Value, was?.Numerator, was?.Denominator);
}
