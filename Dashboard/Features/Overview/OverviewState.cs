using Concentric.Metrics;
using Concentric.Overview;

namespace Concentric.Dashboard.Features.Overview;

/// <summary>Everything that the overview shows, handed from the prerendered page to the circuit.</summary>
/// <param name="AsOf">Instant (UTC) at which it was read.</param>
/// <param name="Restated">What changed the chosen period after it ended.</param>
/// <param name="PreviousRestated">What changed the period before.</param>
/// <param name="Targets">What the street has set itself.</param>
/// <param name="CommunityIds">The chosen communities; null for all.</param>
public sealed record OverviewState(
    DateTime AsOf, OverviewFigures Figures, IReadOnlyList<OverdueItem> Overdue, int DueThen,
    IReadOnlyList<RecentChange> Changes, IReadOnlyList<PostingMark> Postings, StreetTargets Targets, IReadOnlyList<int>? CommunityIds,
    bool IsSynthetic,
    Restatement? Restated, Restatement? PreviousRestated);
