namespace Concentric.Dashboard.Components.Shared.Charts;

public enum TrendMark
{
    Bar,
    Line,
}

/// <summary>One run of values in a <see cref="TrendChart"/>.</summary>
/// <param name="Name">Stands at the end of the run, in the tips and over the table's column.</param>
/// <param name="Mark">Bars stand beside each other; lines lie over them.</param>
/// <param name="Values">One for each point; null where there is none.</param>
public sealed record TrendSeries(string Name, TrendMark Mark, IReadOnlyList<double?> Values);

/// <summary>One place on the time axis.</summary>
/// <param name="Label">Short, under the axis.</param>
/// <param name="FullLabel">In the tip and in the table.</param>
/// <param name="Href">The records behind the point.</param>
/// <param name="IsPart">True for a span of which only a part is counted: its bar is hatched, and its full label says up to where.</param>
public sealed record TrendPoint(string Label, string FullLabel, string? Href = null, bool IsPart = false);

/// <summary>Something that happened and may explain a change.</summary>
/// <param name="Position">In points from the left edge: 6 is between the sixth and the seventh.</param>
/// <param name="Note">Short text beside the mark.</param>
public sealed record TrendEvent(double Position, string Note);
