using Concentric.Dashboard.Components.Shared;
using Concentric.Dashboard.Features.Figures;
using Concentric.Dashboard.Resources;
using Concentric.Metrics;
using Concentric.Overview;
using Concentric.Resources;
using Concentric.Time;
using Microsoft.Extensions.Localization;

namespace Concentric.Dashboard.Features.Overview;

/// <summary>A figure written out in the reader's language.</summary>
internal sealed record TileView(
    string Key, string Name, string Formula, string Value, string? Unit, IReadOnlyList<TileComparison> Comparisons, string? Foot, IReadOnlyList<double?> Trend, string Href);

/// <summary>Writes the overview's figures out.</summary>
internal static class TileViews
{
    public static IReadOnlyList<TileView> Of(OverviewState state, MetricCatalogue catalogue, SliceAddress address, IStringLocalizer<OverviewText> texts) =>
        [.. state.Figures.Tiles.Select(figure => Of(figure, catalogue[figure.Key], state, catalogue, address, texts))];

    /// <summary>The comparison of a figure with another of its own.</summary>
    public static TileComparison Compare(Metric metric, MetricValue? before, MetricValue now, string basis)
    {
        var change = Change.Between(metric, before, now);
        var text = FigureFormat.Change(change);
        return new(text, basis, change.Kind == ChangeKind.None || text[0] is not ('+' or '−') ? 0 : Math.Sign(change.Amount), change.Judgement switch
        {
            Judgement.Better => Verdict.Good,
            Judgement.Worse => Verdict.Bad,
            _ => Verdict.Neutral,
        });
    }

    private static TileView Of(
        Figure figure, Metric metric, OverviewState state, MetricCatalogue catalogue, SliceAddress address, IStringLocalizer<OverviewText> texts)
    {
        return new(
            figure.Key, Texts.Name(metric), Texts.Formula(metric), FigureFormat.Value(metric, figure.Now.Value),
            figure.Now.Value is null ? null : Texts.Unit(metric.Unit),
            [
                Compare(metric, figure.Previous, figure.Now, texts["Versus.Previous"]),
                figure.YearBefore is null ? new(FigureFormat.NoCases, texts["Versus.NoYearBefore"], 0, Verdict.Neutral) : Compare(metric, figure.YearBefore, figure.Now, texts["Versus.YearBefore"]),
            ],
            Foot(figure, metric, state, catalogue, texts), figure.Trend, address.Records(figure.Key, state.Figures.Period));
    }

    private static string? Foot(Figure figure, Metric metric, OverviewState state, MetricCatalogue catalogue, IStringLocalizer<OverviewText> texts)
    {
        if (state.Targets.TryGetValue(figure.Key, out var target)) return texts["Foot.Target", FigureFormat.WithUnit(metric, TargetFor(metric, target, state.Figures.Period))];
        return figure.Key switch
        {
            "activities.held" => Written("activities.attendance"),
            "hazards.rectified" => texts["Foot.FireLanes", FigureFormat.Value(catalogue["hazards.fire-lanes"], state.Figures.ValueOf("hazards.fire-lanes"))],
            "overdue.items" => texts["Foot.MajorHazards", FigureFormat.Value(catalogue["hazards.overdue-major"], state.Figures.ValueOf("hazards.overdue-major"))],
            _ when metric.IsRate => texts["Foot.N", figure.Now.N.ToString("#,##0")],
            _ => null,
        };

        string Written(string key) => FigureFormat.WithUnit(catalogue[key], state.Figures.ValueOf(key));
    }

    // Targets are for a year; of a count, a period has its share by days. A rate's target holds for any period.
    private static double TargetFor(Metric metric, double target, Period period) =>
        metric.IsRate || metric.IsStanding ? target : Math.Round(target * Math.Min(1, period.Days / 365.0));
}
