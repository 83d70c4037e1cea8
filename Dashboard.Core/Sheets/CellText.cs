using System.Buffers;
using System.Runtime.CompilerServices;
using System.Text;

namespace Concentric.Sheets;

/// <summary>
/// Fits text to what a cell can hold: 32,767 UTF-16 units of characters that XML allows. Everything else stays as it is, so that
/// =1+1, 00123 and emoji come out as they went in. What had to be changed is counted for the manifest.
/// </summary>
public sealed class CellText
{
    /// <summary>The most UTF-16 units in one cell: Excel's own limit.</summary>
    public const int MostUnits = 32_767;

    /// <summary>Ends a text that was cut, so that nobody takes it for the whole.</summary>
    private const char CutMark = '…';

    /// <summary>Cells whose text was too long.</summary>
    public int Cut { get; private set; }

    /// <summary>Cells from which control characters or halves of surrogate pairs were taken out.</summary>
    public int Cleaned { get; private set; }

    /// <summary>Halves of pairs are looked for one by one; everything else that no cell holds is found at once.</summary>
    private static readonly SearchValues<char> Controls = SearchValues.Create(
        [.. Enumerable.Range(0, ' ').Select(unit => (char)unit).Where(unit => unit is not ('\t' or '\n'))]);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public string Fit(string text)
    {
        if (text.Length <= MostUnits && IsPlain(text)) return text;
        var clean = Clean(text);
        if (!ReferenceEquals(clean, text)) Cleaned++;
        if (clean.Length <= MostUnits) return clean;
        Cut++;
        var end = MostUnits - 1;
        if (char.IsHighSurrogate(clean[end - 1])) end--;
        return clean[..end] + CutMark;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static bool IsPlain(ReadOnlySpan<char> text) =>
        !text.ContainsAny(Controls) && !text.ContainsAnyInRange('\uD800', '\uDFFF') && !text.ContainsAnyInRange('\uFFFE', '\uFFFF');

    private static string Clean(string text)
    {
        var first = 0;
        while (first < text.Length && Holds(text, first, out var taken)) first += taken;
        if (first == text.Length) return text;
        var clean = new StringBuilder(text, 0, first, text.Length);
        for (var i = first; i < text.Length;)
        {
            if (Holds(text, i, out var taken)) clean.Append(text, i, taken);
            // A cell knows one kind of line break.
            else if (text[i] == '\r' && (i + 1 == text.Length || text[i + 1] != '\n')) clean.Append('\n');
            i += taken;
        }
        return clean.ToString();
    }

    /// <summary>Whether a cell can hold the character at a place, and how many units it takes.</summary>
    private static bool Holds(string text, int place, out int taken)
    {
        var unit = text[place];
        taken = 1;
        if (char.IsHighSurrogate(unit) && place + 1 < text.Length && char.IsLowSurrogate(text[place + 1]))
        {
            taken = 2;
            return true;
        }
        return unit is '\t' or '\n' or (>= ' ' and < '\uFFFE') && !char.IsSurrogate(unit);
    }
}
