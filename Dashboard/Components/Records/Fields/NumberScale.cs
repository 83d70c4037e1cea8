namespace Concentric.Dashboard.Components.Records.Fields;

/// <summary>What one of a stored number is.</summary>
public enum NumberScale
{
    Whole,

    /// <summary>Hundredths of a yuan.</summary>
    Fen,

    /// <summary>Thousandths of a unit.</summary>
    Milli,
}
