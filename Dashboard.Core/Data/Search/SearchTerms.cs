using System.Globalization;
using System.Text;
using Concentric.Rules;

namespace Concentric.Data.Search;

/// <summary>
/// Cuts text into the terms by which it is found. Chinese has no spaces between words, so a run of its characters becomes
/// overlapping pairs and, at its end, the last character alone; letters and digits become words. So any piece of a text is
/// found, from a single character on, by an index of words.
/// </summary>
public static class SearchTerms
{
    /// <summary>The terms of a text in their order, separated by spaces; empty for an empty text.</summary>
    public static string Of(string? text)
    {
        var terms = new List<string>();
        foreach (var (run, isPairs) in Runs(text))
        {
            if (isPairs)
            {
                var characters = Characters(run);
                for (var i = 0; i < characters.Count; i++)
                    terms.Add(i + 1 < characters.Count ? characters[i] + characters[i + 1] : characters[i]);
                continue;
            }

            // SQ-2026-000412 is found by the whole of it, by 2026-000412, by 000412 and by 412: one term each, because terms that a
            // million numbers share would make a phrase of them slow.
            var parts = run.Split('-');
            for (var i = 0; i < parts.Length; i++) terms.Add(string.Concat(parts[i..]));
            if (parts.Length > 1 && parts[^1].TrimStart('0') is { Length: > 0 } bare && bare.Length < parts[^1].Length) terms.Add(bare);
        }

        return string.Join(' ', terms);
    }

    /// <summary>What an FTS5 index of such terms is asked for: all runs of the text must occur, words from their beginning on.</summary>
    /// <returns>Null when the text holds nothing that could be found.</returns>
    public static string? Query(string? text) => Parts(text) is { Count: > 0 } parts ? SqliteSearchIndex.Match(parts) : null;

    /// <summary>The runs of what is looked for, all of which must occur; none when the text holds nothing that could be found.</summary>
    internal static IReadOnlyList<SearchPart> Parts(string? text)
    {
        var parts = new List<SearchPart>();
        foreach (var (run, isPairs) in Runs(text))
        {
            var characters = isPairs ? Characters(run) : [];
            parts.Add(characters.Count > 1
                ? new(SearchPartSort.Pairs, [.. characters.Zip(characters.Skip(1), (first, second) => first + second)])
                : new(isPairs ? SearchPartSort.Character : SearchPartSort.Word, [run.Replace("-", "", StringComparison.Ordinal)]));
        }

        return parts;
    }

    /// <summary>True for a term of characters without spaces between words, of which each stands for itself.</summary>
    internal static bool IsOfCharacters(string term) => KindOf(term, 0) == 2;

    /// <summary>
    /// The runs of one sort of character, as they are compared. Letters and digits that hyphens hold together are one run, as in
    /// SQ-2026-000412 or Wi-Fi, whatever stands beside it.
    /// </summary>
    private static IEnumerable<(string Text, bool IsPairs)> Runs(string? text)
    {
        if (PlainText.Clean(text) is not { } clean) yield break;
        clean = TextFold.Of(clean);
        var start = 0;
        while (start < clean.Length)
        {
            var kind = KindOf(clean, start);
            var end = start + RuneLength(clean, start);
            while (end < clean.Length
                && (KindOf(clean, end) == kind || (kind != 0 && IsMark(clean, end))
                    || (kind == 1 && clean[end] == '-' && end + 1 < clean.Length && KindOf(clean, end + 1) == 1))) end += RuneLength(clean,
                    end);
            if (kind != 0) yield return (clean[start..end], kind == 2);
            start = end;
        }
    }

    /// <summary>0 for what separates, 1 for letters and digits of alphabets, 2 for characters without spaces between words.</summary>
    private static int KindOf(string text, int at)
    {
        if (!Rune.TryGetRuneAt(text, at, out var rune) || !TextFold.IsPartOfWord(rune)) return 0;
        return Rune.GetUnicodeCategory(rune) == UnicodeCategory.OtherLetter || IsChineseNumber(rune) ? 2 : 1;
    }

    private static bool IsMark(string text, int at) => Rune.TryGetRuneAt(text, at, out var rune) && TextFold.IsMark(rune);

    /// <summary>〇 and the numerals of Suzhou are letters that are numbers: they stand among characters, as in 二〇一室.</summary>
    private static bool IsChineseNumber(Rune rune) => rune.Value is 0x3007 or (>= 0x3021 and <= 0x3029) or (>= 0x3038 and <= 0x303A);

    private static int RuneLength(string text, int at) => Rune.TryGetRuneAt(text, at, out var rune) ? rune.Utf16SequenceLength : 1;

    private static List<string> Characters(string run) => [.. run.EnumerateRunes().Select(rune => rune.ToString())];
}
