using Concentric.Work;

namespace Concentric.Dashboard.Features.Work;

/// <summary>What the page shows, handed from the prerendered page to the circuit.</summary>
/// <param name="Counts">How much is in each group.</param>
/// <param name="Sections">The groups that are listed, with their first lines; none for the table of communities.</param>
public sealed record WorkState(WorkCounts Counts, IReadOnlyList<WorkSectionView> Sections);

/// <summary>One group on the page.</summary>
/// <param name="Total">All that are in it, listed or not.</param>
public sealed record WorkSectionView(WorkGroup Group, int Total, IReadOnlyList<WorkLine> Lines);
