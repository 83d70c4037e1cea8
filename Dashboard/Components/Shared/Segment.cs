namespace Concentric.Dashboard.Components.Shared;

/// <summary>One choice of a <see cref="SegmentedControl"/>.</summary>
public sealed record Segment(string Text, string Href, bool IsCurrent);
