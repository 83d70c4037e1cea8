namespace Concentric.Dashboard.Components.Shared;

/// <summary>Whether a change is for the better, by the polarity of its metric.</summary>
public enum Verdict
{
    Neutral,
    Good,
    Bad,
}

/// <summary>How a figure stands against another one.</summary>
/// <param name="Change">With its sign and unit: "+18", "−0.6 pt"; "—" when nothing can be compared.</param>
/// <param name="Base">What it is compared with: "vs previous period".</param>
/// <param name="Direction">Above zero: it rose; below: it fell; zero: no arrow.</param>
/// <param name="Verdict">Colour follows this, never the sign.</param>
public sealed record TileComparison(string Change, string Base, int Direction, Verdict Verdict);
