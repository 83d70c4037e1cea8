using System.Globalization;

namespace Concentric.Sheets;

/// <summary>Makes names that a workbook accepts: at most 31 characters, none of []:*?/\, each once whatever its case.</summary>
internal sealed class SheetNames
{
    private const int Most = 31;

    private readonly HashSet<string> taken = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The name made to fit, with a number in brackets when it is taken.</summary>
    public string Take(string name)
    {
        var clean =
            new string([.. name.Select(character => character is '[' or ']' or ':' or '*' or '?' or '/' or '\\'
                || char.IsControl(character) ? ' ' : character)]).Trim().Trim('\'');
        // Excel keeps this one for itself.
        if (clean.Length == 0 || clean.Equals("History", StringComparison.OrdinalIgnoreCase)) clean += "Sheet";
        for (var number = 1; ; number++)
        {
            var end = number == 1 ? "" : $" ({number.ToString(CultureInfo.InvariantCulture)})";
            var cut = Math.Min(clean.Length, Most - end.Length);
            if (cut < clean.Length && char.IsHighSurrogate(clean[cut - 1])) cut--;
            var candidate = clean[..cut].TrimEnd() + end;
            if (taken.Add(candidate)) return candidate;
        }
    }

    /// <summary>The name as it stands in formulas: in quotes.</summary>
    public static string Quote(string name) => $"'{name.Replace("'", "''", StringComparison.Ordinal)}'";
}
