namespace Concentric.Rules;

/// <summary>In what the store keeps a number that people read in another unit.</summary>
public enum QuantityUnit
{
    /// <summary>Hundredths of a yuan; people read yuan.</summary>
    Fen,

    /// <summary>Thousandths; people read decimals.</summary>
    Milli,

    /// <summary>Minutes; people read them with the hours they make.</summary>
    Minutes,
}

/// <summary>A number as the store keeps it, to be told in the unit in which people read it.</summary>
public readonly record struct Quantity(long Value, QuantityUnit Unit)
{
    /// <summary>The number in the unit of people: yuan, decimals, hours.</summary>
    public decimal Amount => Unit switch { QuantityUnit.Fen => Value / 100m, QuantityUnit.Milli => Value / 1_000m, _ => Value / 60m };
}
