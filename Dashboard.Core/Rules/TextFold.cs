using System.Buffers;
using System.Globalization;
using System.Text;

namespace Concentric.Rules;

/// <summary>
/// How texts are compared wherever something is looked for: case, width, sorts of space and sorts of dash do not count. One character
/// becomes one character, so that a store can do the same in SQL (see <see cref="Wide"/>).
/// </summary>
public static class TextFold
{
    private const string Dashes = "‐‑‒–—―−﹘﹣─";
    private const string Spaces = "\u3000\u00A0\u2002\u2003\u2009\t\n\r";

    /// <summary>
    /// The characters that have another form to be compared in, case left out; <see cref="Plain"/> has that form at the same place.
    /// </summary>
    public static string Wide { get; } = string.Concat(Enumerable.Range(0xFF01, 0x5E).Select(code => (char)code)) + Dashes + Spaces;

    /// <inheritdoc cref="Wide"/>
    public static string Plain { get; } = string.Concat(Enumerable.Range(0x21, 0x5E).Select(code => (char)code))
        + new string('-', Dashes.Length) + new string(' ', Spaces.Length);

    /// <summary>A text in the form in which it is compared.</summary>
    public static string Of(string text) => string.Create(text.Length, text, (folded, source) => Fold(source, folded));

    /// <summary>The words of a search, as they are compared; none for nothing.</summary>
    public static string[] Words(string? text) =>
        PlainText.Clean(text) is { } clean
            ? Of(clean).Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            : [];

    /// <summary>True when a text holds another, whatever the case and width of either. Store queries translate it.</summary>
    /// <param name="text">As it is kept.</param>
    /// <param name="folded">What is looked for, from <see cref="Of"/> or <see cref="Words"/>.</param>
    public static bool Holds(string? text, string folded)
    {
        if (text is null || text.Length < folded.Length) return false;
        if (text.Length > 256)
        {
            var rented = ArrayPool<char>.Shared.Rent(text.Length);
            Fold(text, rented);
            var found = rented.AsSpan(0, text.Length).IndexOf(folded) >= 0;
            ArrayPool<char>.Shared.Return(rented);
            return found;
        }

        Span<char> buffer = stackalloc char[256];
        Fold(text, buffer);
        return buffer[..text.Length].IndexOf(folded) >= 0;
    }

    /// <summary>True when a text holds every word of a search, as <see cref="Words"/> gives them. For texts in memory.</summary>
    public static bool HoldsAll(string? text, string[] words) => Array.TrueForAll(words, word => Holds(text, word));

    /// <summary>True when what is looked for has one form only, as Chinese has: then a store may look for it as it is.</summary>
    public static bool IsPlain(string folded)
    {
        foreach (var character in folded)
        {
            if (char.GetUnicodeCategory(character) != UnicodeCategory.OtherLetter) return false;
        }

        return true;
    }

    /// <summary>
    /// True for what words and numbers are written with: letters, numbers of every sort (①, Ⅰ and 〇 are no digits) and the marks that
    /// combine with them. All else stands between words.
    /// </summary>
    public static bool IsPartOfWord(Rune rune) => IsNumber(rune) || Rune.IsLetter(rune) || IsMark(rune);

    /// <summary>True for digits, letters that are numbers, and other numbers.</summary>
    public static bool IsNumber(Rune rune) => Rune.GetUnicodeCategory(rune) is UnicodeCategory.DecimalDigitNumber
        or UnicodeCategory.LetterNumber or UnicodeCategory.OtherNumber;

    /// <summary>True for what combines with the character before it; variation selectors say only how that is drawn.</summary>
    public static bool IsMark(Rune rune) => !IsVariationSelector(rune) && Rune.GetUnicodeCategory(rune)
        is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark;

    /// <summary>True for what chooses between drawings of the character before it, as of an emoji.</summary>
    public static bool IsVariationSelector(Rune rune) => rune.Value is (>= 0xFE00 and <= 0xFE0F) or (>= 0xE0100 and <= 0xE01EF);

    private static void Fold(ReadOnlySpan<char> source, Span<char> folded)
    {
        for (var i = 0; i < source.Length; i++)
        {
            var character = source[i];
            if (character is >= 'A' and <= 'Z') character = (char)(character | 0x20);
            else if (character >= 0x80 || character < ' ')
            {
                if (character is >= '\uFF01' and <= '\uFF5E') character = (char)(character - 0xFEE0);
                else if (Dashes.Contains(character, StringComparison.Ordinal)) character = '-';
                else if (Spaces.Contains(character, StringComparison.Ordinal)) character = ' ';
                character = char.ToLowerInvariant(character);
            }

            folded[i] = character;
        }
    }
}
