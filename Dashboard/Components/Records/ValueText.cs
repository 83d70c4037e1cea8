using System.Collections;
using System.Globalization;
using Concentric.Resources;
using Concentric.Time;

namespace Concentric.Dashboard.Components.Records;

/// <summary>Writes out a single value in the reader's language; an empty one as a dash.</summary>
public static class ValueText
{
    public const string None = "—";

    public static string Of(object? value) => value switch
    {
        null or "" => None,
        string text => text,
        DateOnly day => day.ToIso(),
        bool yes => Texts.Get(yes ? "Yes" : "No"),
        Enum term => Texts.Term(term),
        IEnumerable many => Texts.Series(many.Cast<object?>().Select(Of)) is { Length: > 0 } joined ? joined : None,
        IFormattable number => number.ToString("#,##0.###", CultureInfo.CurrentCulture),
        _ => value.ToString() ?? None,
    };

    /// <summary>Fen in yuan.</summary>
    public static string Yuan(long? fen) => fen is null ? None : (fen.Value / 100m).ToString("#,##0.00", CultureInfo.CurrentCulture);

    /// <summary>Thousandths as a decimal number.</summary>
    public static string Milli(long? milli) =>
        milli is null ? None : (milli.Value / 1000m).ToString("#,##0.###", CultureInfo.CurrentCulture);
}
