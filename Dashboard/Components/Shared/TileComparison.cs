using Concentric.ProcessCharts;

namespace Concentric.Dashboard.Components.Shared;

/// <summary>Whether a change is for the better, by the polarity of its metric.</summary>
public enum Verdict
{
    Neutral,
    Good,
    Bad,
}

/// <summary>How a figure stands beside what is usual for it.</summary>
/// <param name="Kind">Its shape follows this.</param>
/// <param name="Text">In a leader's words: "as usual".</param>
/// <param name="Range">What is usual: "usually 120 to 180 cases"; null where that can't be told.</param>
/// <param name="Verdict">Its colour follows this.</param>
public sealed record TileVariation(VariationKind Kind, string Text, string? Range, Verdict Verdict)
{
    /// <summary>The same range beside a figure that has its unit, in brackets; null to say <see cref="Range"/> in full.</summary>
    public string? InBrackets { get; init; }

    /// <summary>A mark that is told apart by its shape, not by colour alone.</summary>
    public string Shape => Kind switch
    {
        VariationKind.Better => "◆",
        VariationKind.Worse => "■",
        VariationKind.Changed => "▲",
        VariationKind.AsUsual => "○",
        _ => "·",
    };

    /// <summary>The class that colours it.</summary>
    public string ClassName => Verdict switch { Verdict.Good => "good", Verdict.Bad => "bad", _ => "neutral" };
}

/// <summary>How a figure stands against another one.</summary>
/// <param name="Change">With its sign and unit: "+18", "−0.6 pt"; "—" when nothing can be compared.</param>
/// <param name="Base">What it is compared with: "vs previous period".</param>
/// <param name="Direction">Above zero: it rose; below: it fell; zero: no arrow.</param>
/// <param name="Verdict">Colour follows this, never the sign.</param>
public sealed record TileComparison(string Change, string Base, int Direction, Verdict Verdict)
{
    /// <summary>Where the change comes from; null where that can't be told.</summary>
    public string? Href { get; init; }

    /// <summary>True when the two are compared for each working day, because they have not the same number of them.</summary>
    public bool IsByDay { get; init; }
}
