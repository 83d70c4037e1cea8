using System.Globalization;
using System.Text;

namespace Concentric.Rules;

/// <summary>
/// A place as it is told apart from others: <c>５号楼 北侧</c> and <c>5 号楼北侧</c> are one. Case, width, spaces and marks do not count.
/// What is worded otherwise (五号楼) is another place: two places taken for one would call what stayed fixed a failure. So what stands
/// between two numbers is kept as a hyphen (<c>5-1-202</c> is not <c>51-202</c>), as are the minus of a floor below ground (<c>-1层</c>)
/// and the mark that makes a building of a number (<c>5#楼</c> is not the fifth floor).
/// </summary>
public static class PlaceKey
{
    /// <summary>
    /// Another number once the same place gets another key; then the keys in a store are made anew. A later one gives a key to every
    /// place that has one now.
    /// </summary>
    public const int Version = 2;

    private const char Between = '-';

    /// <summary>The key of a place; null of none, and of one without a letter or number.</summary>
    /// <param name="place">As people write it; at most <see cref="Data.TextLimits.Title"/> characters, and so is the key.</param>
    public static string? Of(string? place)
    {
        if (string.IsNullOrWhiteSpace(place)) return null;
        var folded = TextFold.Of(place);
        var key = new StringBuilder(folded.Length);
        // Whether the last rune kept is part of a number, whether any was left out since, and whether any letter or number was found.
        var (afterNumber, isCut, any) = (false, false, false);
        for (var at = 0; at < folded.Length;)
        {
            if (!Rune.TryGetRuneAt(folded, at, out var rune))
            {
                at++;
                continue;
            }

            var isNumber = TextFold.IsNumber(rune);
            if (TextFold.IsMark(rune))
            {
                // Of what was left out nothing is kept, nor of a mark that stands on nothing.
                if (any && !isCut) key.Append(rune.ToString());
            }
            else if (isNumber || TextFold.IsPartOfWord(rune) || rune.Value == '#')
            {
                if (isNumber && afterNumber && isCut) key.Append(Between);
                key.Append(rune.ToString());
                any |= rune.Value != '#';
                (afterNumber, isCut) = (isNumber, false);
            }
            else if (rune.Value == Between && !afterNumber && IsFloor(folded, at + 1))
            {
                key.Append(Between);
            }
            else if (!TextFold.IsVariationSelector(rune))
            {
                isCut = true;
            }

            at += rune.Utf16SequenceLength;
        }

        return any ? key.ToString() : null;
    }

    /// <summary>Digits and the word for a floor: of one below ground when a minus stands before them.</summary>
    private static bool IsFloor(string folded, int at)
    {
        var end = at;
        while (end < folded.Length && char.GetUnicodeCategory(folded[end]) == UnicodeCategory.DecimalDigitNumber) end++;
        return end > at && end < folded.Length && (folded[end] is '层' or '楼' or 'f');
    }
}
