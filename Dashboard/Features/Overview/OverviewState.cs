using Concentric.Metrics;
using Concentric.Overview;

namespace Concentric.Dashboard.Features.Overview;

/// <summary>Everything that the overview shows, handed from the prerendered page to the circuit.</summary>
/// <param name="AsOf">Instant (UTC) at which it was read.</param>
/// <param name="Restated">What changed the chosen period after it ended.</param>
/// <param name="PreviousRestated">What changed the period before.</param>
/// <param name="Targets">Targets by metric key, in the metric's unit.</param>
public sealed record OverviewState(
    DateTime AsOf, OverviewFigures Figures, IReadOnlyList<OverdueItem> Overdue, int DueToday,
    IReadOnlyList<RecentChange> Changes, IReadOnlyList<PostingMark> Postings, IReadOnlyDictionary<string, double> Targets, bool IsSynthetic,
    Restatement? Restated, Restatement? PreviousRestated);
