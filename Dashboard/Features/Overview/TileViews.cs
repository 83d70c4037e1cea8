using System.Collections.Concurrent;
using System.Globalization;
using System.Runtime.CompilerServices;
using Concentric.Dashboard.Components.Shared;
using Concentric.Dashboard.Features.Figures;
using Concentric.Decomposition;
using Concentric.Ledgers;
using Concentric.Metrics;
using Concentric.Overview;
using Concentric.ProcessCharts;
using Concentric.Resources;
using Concentric.Time;
using static Concentric.Dashboard.Resources.UiTexts;

namespace Concentric.Dashboard.Features.Overview;

/// <summary>A figure written out in the reader's language.</summary>
internal sealed record TileView(
    string Key, string Name, string Formula, string Value, string? Unit, IReadOnlyList<TileComparison> Comparisons, string? Foot,
    IReadOnlyList<double?> Trend, bool AddsUp, string Href, TileVariation Variation);

/// <summary>A further figure written out in one line.</summary>
/// <param name="Change">Beside the period before.</param>
public sealed record StripLine(string Key, string Name, string Formula, string Value, string? Unit, string Change, TileVariation Variation,
    string Href, string ChartHref);

/// <summary>The overview's figures written out.</summary>
/// <param name="Lines">Those of the strip, without what is shown in a tile's foot.</param>
internal sealed record WrittenFigures(IReadOnlyList<TileView> Tiles, IReadOnlyList<StripLine> Lines)
{
    public static WrittenFigures None { get; } = new([], []);
}

/// <summary>Writes the overview's figures out.</summary>
internal static class TileViews
{
    // Written once for all pages that share a state, in each language; forgotten with the state.
    private static readonly ConditionalWeakTable<OverviewState, ConcurrentDictionary<(CultureInfo, SliceAddress), WrittenFigures>>
        Written = [];

    // Shown in a tile's foot or in a list of their own.
    private static readonly string[] Elsewhere =
    [
        "activities.attendance", "hazards.fire-lanes", "hazards.overdue-major", "petitions.overdue", "hazards.overdue", "petitions.open",
    ];

    public static WrittenFigures Of(OverviewState state, MetricCatalogue catalogue, SliceAddress address) =>
        Written.GetOrCreateValue(state).GetOrAdd((CultureInfo.CurrentUICulture, address), _ => new(
            [.. state.Figures.Tiles.Select(figure => Of(figure, catalogue[figure.Key], state, catalogue, address))],
            [.. state.Figures.More.Where(figure => !Elsewhere.Contains(figure.Key)).Select(figure => LineOf(figure, catalogue[figure.Key],
                state.Variations.GetValueOrDefault(figure.Key), state.Days, state.Figures.Period, state.Figures.Today, address))]));

    /// <summary>A figure in one line.</summary>
    /// <param name="today">The office's day.</param>
    public static StripLine LineOf(
        Figure figure, Metric metric, FigureVariation variation, ComparedDays days, Period period, DateOnly today, SliceAddress address)
    {
        var change = Compare(metric, figure.Previous, figure.Now, L["Overview.Versus.Previous"], days.Now, days.Previous);
        return new(figure.Key, Texts.Name(metric), Texts.Formula(metric), ValueOf(metric, variation, figure.Now.Value),
            figure.Now.Value is null ? null : Texts.Unit(metric.Unit),
            change.IsByDay ? L["Overview.Versus.ByDay.Short", change.Change] : change.Change,
            Vary(metric, variation, figure.Now.Value, today),
            address.Records(figure.Key, period), address.Chart(figure.Key));
    }

    /// <summary>
    /// The comparison of a figure with another of its own. A difference alone is neither good nor bad: whether the figure is out of the
    /// ordinary, its <see cref="TileVariation"/> says.
    /// </summary>
    /// <param name="days">Working days of the period.</param>
    /// <param name="daysBefore">Working days of the other.</param>
    public static TileComparison Compare(Metric metric, MetricValue? before, MetricValue now, string basis, int days, int daysBefore)
    {
        var change = Change.LikeForLike(metric, before, now, days, daysBefore, out var isByDay);
        var text = FigureFormat.Change(change);
        return new(text, isByDay ? L["Overview.Versus.ByDay", basis] : metric.Matures ? L["Overview.Versus.SameAge", basis] : basis,
            change.Kind == ChangeKind.None || text[0] is not ('+' or '−') ? 0 : Math.Sign(change.Amount), Verdict.Neutral)
        {
            IsByDay = isByDay,
        };
    }

    /// <summary>How a figure stands beside its usual range, in a leader's words.</summary>
    /// <param name="today">Of the office: a day of another year is told with its year.</param>
    /// <param name="target">What is written beside it; null for none.</param>
    public static TileVariation Vary(Metric metric, FigureVariation variation, double? value, DateOnly today, double? target = null)
    {
        var verdict = variation.Kind switch
        {
            VariationKind.Better => Verdict.Good,
            VariationKind.Worse => Verdict.Bad,
            _ => Verdict.Neutral,
        };
        if (variation == default) return new(VariationKind.Unknown, "", null, verdict);
        if (variation.Written(metric, value, target) is not { } written)
            return new(variation.Kind, L[$"Overview.Variation.Gap.{variation.GapName}", ProcessBaseline.LeastPoints,
                variation.Restart?.Cause() ?? (variation.JoinedOn is { } joined ? DayWords.Month(Period.MonthOf(joined)) : "")],
                null, verdict);
        var (low, high) = (written.From, $"{written.To} {Texts.Unit(metric.Unit)}");
        // Somebody entered that what was before does not count: whoever reads the range is told so.
        var entered = variation.Restart?.Entered();
        var range = entered is null ? L["Overview.Variation.Usual", low, high] : L["Overview.Variation.Usual.Since", low, high, entered];
        var text = variation.Since is { } since && variation.IsSignal
            ? L[$"Overview.Variation.{variation.Kind}.Since", DayWords.Day(since, today)]
            : L[$"Overview.Variation.{variation.Kind}"];
        return new(variation.Kind, text, range, verdict)
        {
            InBrackets = entered is not null ? null : L["Overview.Variation.Short", low, metric.IsRate ? high : written.To],
        };
    }

    private static TileView Of(
        Figure figure, Metric metric, OverviewState state, MetricCatalogue catalogue, SliceAddress address)
    {
        var variation = state.Variations.GetValueOrDefault(figure.Key);
        var target = TargetOf(metric, state);
        return new(
            figure.Key, Texts.Name(metric), Texts.Formula(metric), ValueOf(metric, variation, figure.Now.Value, target),
            figure.Now.Value is null ? null : Texts.Unit(metric.Unit),
            [.. Compared(figure, metric, state, address)],
            Foot(figure, metric, state, catalogue), figure.Trend, metric.AddsUp, address.Records(figure.Key, state.Figures.Period),
            Vary(metric, variation, figure.Now.Value, state.Figures.Today, target));
    }

    /// <summary>A figure as it is written beside its usual range.</summary>
    private static string ValueOf(Metric metric, FigureVariation variation, double? value, double? target = null) =>
        variation.Written(metric, value, target)?.Value ?? FigureFormat.Value(metric, value);

    private static double? TargetOf(Metric metric, OverviewState state) =>
        state.Targets.TryGetValue(metric.Key, out var target) ? target : null;

    /// <summary>What no figure of the page can be compared with, said once for all of them; null where each has both.</summary>
    public static string? Missing(OverviewState state) => !HasPrevious(state) ? L["Overview.Versus.NonePrevious"]
        : !HasYearBefore(state) ? L["Overview.Versus.NoneYearBefore"] : null;

    private static bool HasPrevious(OverviewState state) => state.Figures.Tiles.Any(figure => figure.Previous is not null);

    private static bool HasYearBefore(OverviewState state) => state.Figures.Tiles.Any(figure => figure.YearBefore is not null);

    // Where no figure has the other, the page says so once.
    private static IEnumerable<TileComparison> Compared(Figure figure, Metric metric, OverviewState state, SliceAddress address)
    {
        var isDivisible = ChangeReader.IsDivisible(metric);
        if (figure.Previous is not null)
            yield return Compare(metric, figure.Previous, figure.Now, L["Overview.Versus.Previous"], state.Days.Now, state.Days.Previous)
                with
            { Href = isDivisible ? address.Why(figure.Key) : null };
        else if (HasPrevious(state)) yield return new(FigureFormat.NoCases, L["Overview.Versus.NoPrevious"], 0, Verdict.Neutral);
        if (figure.YearBefore is not null)
            yield return Compare(metric, figure.YearBefore, figure.Now, L["Overview.Versus.YearBefore"], state.Days.Now,
                state.Days.YearBefore)
                with
            { Href = isDivisible ? address.Why(figure.Key, ComparisonRequest.Year) : null };
        else if (HasYearBefore(state)) yield return new(FigureFormat.NoCases, L["Overview.Versus.NoYearBefore"], 0, Verdict.Neutral);
    }

    private static string? Foot(Figure figure, Metric metric, OverviewState state, MetricCatalogue catalogue)
    {
        var (said, when) = (Said(figure, metric, state, catalogue), state.Figures.When());
        // The page says up to which day it counts; a figure that counts to another says so itself.
        var day = metric.CountedThrough(when.Period, when.Today);
        if (said is null || (day == when.AsOf && !metric.IsStanding) || (metric.IsStanding && when.IsRunning)) return said;
        return L[metric.IsStanding ? "Overview.Foot.On" : "Overview.Foot.To", said, DayWords.Day(day, when.Today)];
    }

    private static string? Said(Figure figure, Metric metric, OverviewState state, MetricCatalogue catalogue)
    {
        if (figure.Span is { } span && span.Asked > span.Reached)
            return Aimed() is { } aim ? L["Overview.Foot.And", aim, SpanWords.Short(span)] : SpanWords.Short(span);
        if (Aimed() is { } aimed) return aimed;
        return figure.Key switch
        {
            "activities.held" => Written("activities.attendance"),
            "hazards.rectified" => L["Overview.Foot.FireLanes",
                FigureFormat.Value(catalogue["hazards.fire-lanes"], state.Figures.ValueOf("hazards.fire-lanes"))],
            "overdue.items" => L["Overview.Foot.MajorHazards",
                FigureFormat.Value(catalogue["hazards.overdue-major"], state.Figures.ValueOf("hazards.overdue-major"))],
            _ when metric.IsRate => L["Overview.Foot.N", figure.Now.N.ToString("#,##0")],
            _ => null,
        };

        string? Aimed()
        {
            if (TargetOf(metric, state) is not { } target) return null;
            var variation = state.Variations.GetValueOrDefault(metric.Key);
            var aim = variation.Aim(metric, figure.Now.Value, target);
            return variation.Assures(metric, target) is var assured and not Assurance.None
                ? L[$"Overview.Assurance.{assured}", aim] : L["Overview.Foot.Target", aim];
        }

        string Written(string key) => FigureFormat.WithUnit(catalogue[key], state.Figures.ValueOf(key));
    }
}
