using Concentric.Metrics;
using Concentric.ProcessCharts;

namespace Concentric.Overview;

/// <summary>
/// Everything that the overview shows, in no language: shared by all who look at the same slice with the same rights, and handed from
/// the prerendered page to the circuit.
/// </summary>
/// <param name="AsOf">Instant (UTC) at which it was read.</param>
/// <param name="Restated">What changed the chosen period after it ended.</param>
/// <param name="PreviousRestated">What changed the period before.</param>
/// <param name="Targets">What was set for the slice, by metric.</param>
/// <param name="CommunityTargets">What was set for communities, of the figure that ranks.</param>
/// <param name="CommunityIds">The chosen communities; null for all.</param>
/// <param name="Variations">How each figure stands beside its usual range, by metric.</param>
public sealed record OverviewState(
    DateTime AsOf, OverviewFigures Figures, IReadOnlyList<OverdueItem> Overdue, int DueThen,
    IReadOnlyList<RecentChange> Changes, IReadOnlyList<PostingMark> Postings, IReadOnlyDictionary<string, double> Targets,
    IReadOnlyDictionary<int, double> CommunityTargets, IReadOnlyList<int>? CommunityIds,
    IReadOnlyDictionary<string, FigureVariation> Variations, ComparedDays Days,
    bool IsSynthetic,
    Restatement? Restated, Restatement? PreviousRestated);

/// <summary>Working days of the period, as far as it has come, and of those that it is compared with.</summary>
public sealed record ComparedDays(int Now, int Previous, int YearBefore);
