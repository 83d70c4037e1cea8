using System.Globalization;
using Concentric.Dashboard.Components.Shared;
using Concentric.Dashboard.Features.Overview;
using Concentric.Data;
using Concentric.Ledgers;
using Concentric.Metrics;
using Concentric.ProcessCharts;
using Concentric.Resources;

namespace Concentric.Dashboard.Features.ProcessCharts;

/// <summary>A line of the list of charts: a metric of the slice, or a community for one metric.</summary>
/// <param name="Community">Null for the slice.</param>
internal sealed record ChartLine(string Name, Metric Metric, Community? Community, JudgedFigure Figure, TileVariation Words)
{
    /// <summary>The metric that the communities are set beside each other by; null for all metrics of the slice.</summary>
    public static Metric? MetricOf(MetricCatalogue catalogue, string? by) =>
        by is { Length: > 0 } && catalogue.Find(by) is { } metric && FigureJudge.IsJudged(metric) ? metric : null;

    /// <summary>The communities that a reader sees of a slice.</summary>
    public static IReadOnlyList<Community> CommunitiesOf(SliceReading reading, CommunityDirectory.Names names, CurrentUser caller) =>
        [.. names.SeenBy(caller).Where(one => reading.CommunityIds is null || reading.CommunityIds.Contains(one.Id))];

    /// <summary>Reads the lines, those that stand out first; null while the cube is being counted.</summary>
    /// <param name="by">Key of a metric for one line a community; null for all metrics.</param>
    public static async Task<IReadOnlyList<ChartLine>?> ReadAsync(ChartSlices slices, MetricCatalogue catalogue, SliceReading reading,
        string? by, CommunityDirectory.Names names, CurrentUser caller, DateOnly today, CancellationToken cancellationToken)
    {
        var when = reading.On(today);
        if (MetricOf(catalogue, by) is not { } metric)
        {
            var all = await slices.OfSliceAsync(when, reading.CommunityIds, names.All.Count, cancellationToken);
            return all is null ? null : Of(all, catalogue, null);
        }

        var communities = CommunitiesOf(reading, names, caller);
        var each = await slices.OfCommunitiesAsync(metric, when, [.. communities.Select(one => one.Id)], names.All.Count,
            cancellationToken);
        return each is null ? null : Of(each, catalogue, communities);
    }

    /// <summary>Lines from what was read.</summary>
    /// <param name="communities">In the order of the figures; null for metrics.</param>
    public static IReadOnlyList<ChartLine> Of(JudgedFigures figures, MetricCatalogue catalogue, IReadOnlyList<Community>? communities) =>
        [.. figures.Figures.Select((figure, i) =>
        {
            var metric = catalogue[figure.Key];
            return new ChartLine(
                communities is null ? Texts.Name(metric) : communities[i].NameFor(CultureInfo.CurrentUICulture), metric, communities?[i],
                figure, TileViews.Vary(metric, figure.Variation, figure.Now.Value, figures.Today, figure.Target));
        }).OrderBy(line => Place(line.Figure.Variation.Kind))];

    /// <summary>What is worse comes first, then what is better, then what is neither, and last what can't be told.</summary>
    private static int Place(VariationKind kind) => kind switch
    {
        VariationKind.Worse => 0,
        VariationKind.Better => 1,
        VariationKind.Changed => 2,
        VariationKind.AsUsual => 3,
        _ => 4,
    };
}
