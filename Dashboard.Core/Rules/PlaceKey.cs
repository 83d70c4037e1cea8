using System.Text;

namespace Concentric.Rules;

/// <summary>
/// A place as it is told apart from others: <c>５号楼 北侧</c> and <c>5 号楼北侧</c> are one. Case, width, spaces and marks do not count.
/// What is worded otherwise (五号楼) is another place: two places taken for one would call what stayed fixed a failure.
/// </summary>
public static class PlaceKey
{
    /// <summary>The key of a place; null of none, and of one without a letter or digit.</summary>
    /// <param name="place">As people write it; at most <see cref="TextLimits.Title"/> characters, and so is the key.</param>
    public static string? Of(string? place)
    {
        if (string.IsNullOrWhiteSpace(place)) return null;
        var key = new StringBuilder(place.Length);
        foreach (var rune in TextFold.Of(place).EnumerateRunes())
        {
            if (Rune.IsLetterOrDigit(rune)) key.Append(rune.ToString());
        }

        return key.Length == 0 ? null : key.ToString();
    }
}
