using System.Text.RegularExpressions;

namespace Concentric.Rules;

/// <summary>
/// The one rule for telephone numbers, for forms, imports and commands alike. Taken are mobile numbers of China, fixed ones with or
/// without their area code and extension, service numbers, and foreign ones with a plus. All ways of writing one number are the same.
/// </summary>
public static partial class PhoneNumber
{
    /// <summary>The number as it is kept: digits; a plus before a foreign one; a hyphen and the extension behind a fixed one.</summary>
    /// <returns>Null when it is none.</returns>
    public static string? Normal(string? text)
    {
        if (PlainText.Clean(TypedText.Narrow(text)) is not { } typed) return null;
        // Spreadsheets mark a number that is meant as text with an apostrophe.
        var clean = string.Concat(typed.Select(Plain)).TrimStart('\'', ' ');
        // A day looks like digits and hyphens as well, and is what a spreadsheet has made of something else.
        if (WrittenDay().IsMatch(clean) || Shape().Match(clean) is not { Success: true } match) return null;
        var (number, plus, extension) = (match.Groups["number"].Value, match.Groups["plus"].Success, match.Groups["extension"].Value);
        if (Of(Digits(number), plus, extension) is { } whole) return whole;
        // What stands behind the last hyphen may be an extension, if all of it together is no number.
        return extension.Length == 0 && number.LastIndexOf('-') is > 0 and var hyphen
            && Digits(number[(hyphen + 1)..]) is { Length: > 0 and <= MostExtension } behind
            ? Of(Digits(number[..hyphen]), plus, behind)
            : null;
    }

    /// <summary>The most digits of an extension.</summary>
    private const int MostExtension = 6;

    private static string? Of(string number, bool plus, string extension)
    {
        if (!plus && number.StartsWith("00", StringComparison.Ordinal)) (number, plus) = (number[2..], true);
        if (plus && !number.StartsWith("86", StringComparison.Ordinal))
            return extension.Length == 0 && Foreign().IsMatch(number) ? "+" + number : null;
        var isWhole = plus || (number.Length == 13 && number.StartsWith("86", StringComparison.Ordinal));
        if (isWhole) number = number[2..];
        if (Mobile().IsMatch(number)) return extension.Length == 0 ? number : null;
        // Behind the code of the country the nought of the area is left out.
        if (isWhole && !number.StartsWith('0') && number.Length is >= 9 and <= 11) number = "0" + number;
        return !Fixed().IsMatch(number) ? null : extension.Length == 0 ? number : $"{number}-{extension}";
    }

    private static string Digits(string text) => string.Concat(text.Where(char.IsAsciiDigit));

    private static char Plain(char sign) =>
        sign switch { '‘' or '’' or '`' => '\'', '‐' or '‑' or '–' or '—' => '-', _ => char.IsWhiteSpace(sign) ? ' ' : sign };

    [GeneratedRegex(@"^\d{4}[-/.]\d{1,2}[-/.]\d{1,2}( |$)|[年月日]")]
    private static partial Regex WrittenDay();

    [GeneratedRegex(@"^\(?(?<plus>\+)?(?<number>[\d() -]+?)(?: *[,;]? *(?:转|分机|ext\.?|x|#) *(?<extension>\d{1,6}))?$",
        RegexOptions.IgnoreCase)]
    private static partial Regex Shape();

    [GeneratedRegex(@"^1[3-9]\d{9}$")]
    private static partial Regex Mobile();

    // With area code (010, 02x or 0xxx), of a service (400, 800, 1010), or the digits that do in one's own place: five or six of a
    // service, seven or eight of a house, which no 1 begins: that is a mobile number of which some are missing.
    [GeneratedRegex(@"^(?:0(?:10|2\d|[3-9]\d{2})\d{7,8}|[48]00\d{7}|1010\d{4}|[1-9]\d{4,5}|[2-9]\d{6,7})$")]
    private static partial Regex Fixed();

    [GeneratedRegex(@"^[1-9]\d{6,14}$")]
    private static partial Regex Foreign();
}
