using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace Concentric.Rules;

/// <summary>
/// Cleans what people type and paste. What nobody can see and no workbook can hold is taken out, not refused, because it comes
/// in with a paste and means nothing: control characters, halves of surrogate pairs, byte-order marks and marks that turn the
/// direction of writing. Emoji stay whole. What is too long is cut on purpose only, by <see cref="Cut"/>.
/// </summary>
public static class PlainText
{
    private const string Invisible = "\u200B\u202A\u202B\u202C\u202D\u202E\u2060\u2066\u2067\u2068\u2069\uFEFF\uFFFE\uFFFF";

    private static readonly SearchValues<char> Unclean = SearchValues.Create(
        [.. Enumerable.Range(0, 0xA0).Select(code => (char)code).Where(char.IsControl), .. Invisible, .. Enumerable.Range(0xD800, 0x800)
            .Select(code => (char)code)]);

    /// <summary>Text without invisible characters and without space at its ends; null when nothing is left.</summary>
    /// <param name="text">As it came in.</param>
    /// <param name="lines">True to keep line breaks (as \n) and tabs; otherwise both become spaces.</param>
    public static string? Clean(string? text, bool lines = false)
    {
        if (text is null) return null;
        if (text.AsSpan().ContainsAny(Unclean)) text = Strip(text, lines);
        text = text.Trim();
        return text.Length == 0 ? null : text;
    }

    /// <summary>A text of at most so many UTF-16 units: what is longer ends before a character that would be cut through.</summary>
    /// <param name="text">Of any length.</param>
    /// <param name="most">With what stands at the end of a text that was cut.</param>
    /// <param name="ending">That, as <c>…</c>.</param>
    [return: NotNullIfNotNull(nameof(text))]
    public static string? Cut(string? text, int most, string ending = "")
    {
        if (text is null || text.Length <= most) return text;
        var end = most - ending.Length;
        if (end > 0 && char.IsHighSurrogate(text[end - 1])) end--;
        return string.Concat(text.AsSpan(0, end), ending);
    }

    private static string Strip(string text, bool lines)
    {
        var clean = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            var character = text[i];
            if (character == '\r')
            {
                if (i + 1 < text.Length && text[i + 1] == '\n') continue;
                character = '\n';
            }

            if (character is '\n' or '\t') clean.Append(lines ? character : ' ');
            else if (char.IsSurrogate(character))
            {
                if (i + 1 >= text.Length || !char.IsSurrogatePair(character, text[i + 1])) continue;
                clean.Append(character).Append(text[++i]);
            }
            else if (!Unclean.Contains(character)) clean.Append(character);
        }
        return clean.ToString();
    }
}
