using System.Globalization;
using System.Text.RegularExpressions;
using Concentric.Rules;

namespace Concentric.Data;

/// <summary>Keys for addresses that are made of a name: lower-case letters and digits with hyphens between them.</summary>
public static partial class Slug
{
    /// <summary>The Latin letters and digits of a name, with room for a number behind them; null when it has none.</summary>
    public static string? Of(string? name)
    {
        var stem = string.Join('-', Words().Matches(name?.ToLowerInvariant() ?? "").Select(match => match.Value));
        stem = PlainText.Cut(stem, TextLimits.Key - 4).TrimEnd('-');
        return stem.Length == 0 ? null : stem;
    }

    /// <summary>The stem itself while nobody has it, else with the first number behind a hyphen that is free, from 2.</summary>
    public static string Free(string stem, Func<string, bool> isTaken)
    {
        var key = stem;
        for (var number = 2; isTaken(key); number++) key = string.Create(CultureInfo.InvariantCulture, $"{stem}-{number}");
        return key;
    }

    [GeneratedRegex("[a-z0-9]+")]
    private static partial Regex Words();
}
