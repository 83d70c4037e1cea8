using System.Globalization;
using Concentric.Decomposition;
using Concentric.Ledgers;
using Concentric.Metrics;
using static Concentric.Dashboard.Resources.UiTexts;

namespace Concentric.Dashboard.Features.Decomposition;

/// <summary>A part of a change, written out in the reader's language.</summary>
/// <param name="Community">Code of the community that the part's records are narrowed to; null for the slice's.</param>
/// <param name="Records">The part as the address of its records says it; null for those of a community.</param>
/// <param name="HasRecords">False for what is left over, which no list can show.</param>
/// <param name="Own">By how much the part itself moved, in the metric's unit: by the working day where it is judged so.</param>
/// <param name="ByDay">The same as it is told, where it is judged by the working day; else null.</param>
public sealed record WhyRow(
    string Name, ChangePart Part, ShownEffect Shown, string? Community, string? Records, bool HasRecords,
    double Own = 0, string? ByDay = null)
{
    /// <summary>The rows of a dimension, what adds most first by the numbers that are printed; those alike in its order.</summary>
    public static IReadOnlyList<WhyRow> Of(ExplainedChange change, ChangeDimension dimension, Metric metric,
        CommunityDirectory.Names names)
    {
        var shown = change.Shown(metric, dimension);
        // The records of figures that are made of others, or count different ones, are not told apart by who shares them.
        var isToldApart = metric.Parts.Count == 0 && metric is not DistinctMetric
            && dimension.Parts.Any(part => part.Kind == ChangePartKind.Joint);
        return [.. dimension.Parts.Select((part, i) => RowOf(part, i) with
        {
            Own = metric.IsRate ? part.Effect.Own : change.DifferenceOf(metric, part.Now, part.Was),
            ByDay = change.IsByDay(metric) ? FigureFormat.Change(change.LikeForLike(metric, part.Now, part.Was)) : null,
        }).OrderByDescending(row => Math.Abs(row.Shown.Total))];

        WhyRow RowOf(ChangePart part, int i) => part.Kind switch
        {
            ChangePartKind.Community when int.Parse(part.Key, CultureInfo.InvariantCulture) is var id => new WhyRow(
                names.Name(id), part, shown.Parts[i], names.Find(id)?.Code, isToldApart ? $"{RecordSplit.Joint}:{RecordSplit.No}" : null,
                names.Find(id) is not null),
            ChangePartKind.Joint => new(L["Why.Part.Joint"], part, shown.Parts[i], null,
                isToldApart ? $"{RecordSplit.Joint}:{RecordSplit.Yes}" : null, isToldApart),
            ChangePartKind.Term => new(ListOf(metric, dimension, names).Name(part.Key), part, shown.Parts[i], null,
                $"{dimension.Name}:{part.Key}", ListOf(metric, dimension, names).Find(part.Key) is not null),
            _ => new(L["Why.Part.Rest"], part, shown.Parts[i], null, null, false),
        };
    }

    private static CommunityDirectory.ItemNames ListOf(Metric metric, ChangeDimension dimension, CommunityDirectory.Names names) =>
        names.Of(MetricQueries.SplitsOf(metric).First(split => split.Name == dimension.Name).Terms);
}
