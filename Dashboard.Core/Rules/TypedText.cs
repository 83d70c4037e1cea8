using System.Globalization;
using System.Text.RegularExpressions;

namespace Concentric.Rules;

/// <summary>
/// Reads what people type and paste where a day or a number is meant: full-width digits, thousands separators, and the ways
/// in which days are written in the office. What has two meanings (3/4/2026) is not read.
/// </summary>
public static partial class TypedText
{
    /// <summary>A day as in 2026-03-18, 2026/3/18, 2026.3.18, 2026年3月18日, 20260318 or any of them with a time behind it.</summary>
    /// <returns>Null when it is none.</returns>
    public static DateOnly? Day(string? text)
    {
        if (PlainText.Clean(Narrow(text)) is not { } clean || DayShape().Match(clean) is not { Success: true } match) return null;
        var (year, month, day) = (Part("y"), Part("m"), Part("d"));
        return month is >= 1 and <= 12 && year >= 1 && day >= 1
            && day <= DateTime.DaysInMonth(year, month) ? new DateOnly(year, month, day) : null;

        int Part(string name) => int.Parse(match.Groups[name].ValueSpan, CultureInfo.InvariantCulture);
    }

    /// <summary>A whole number, as in 12, 1,200 or １２.</summary>
    /// <returns>Null when it is none, or has more than 18 digits.</returns>
    public static long? Number(string? text) => Scaled(text, 1);

    /// <summary>An amount in yuan with at most two decimals, as in 30,000 or 12.50 or ¥12.5元.</summary>
    /// <returns>Fen; null when it is none.</returns>
    public static long? Fen(string? text) => Scaled(text?.Trim().TrimStart('¥', '￥').TrimEnd('元'), 100);

    /// <summary>A measure with at most three decimals.</summary>
    /// <returns>Thousandths; null when it is none.</returns>
    public static long? Milli(string? text) => Scaled(text, 1_000);

    /// <summary>The text with full-width letters, digits and signs made half-width, and ideographic spaces made spaces.</summary>
    public static string? Narrow(string? text)
    {
        if (text is null || !text.AsSpan().ContainsAnyInRange('\u3000', '\uFF5E')) return text;
        return string.Create(text.Length, text, (narrow, wide) =>
        {
            for (var i = 0; i < wide.Length; i++)
                narrow[i] = wide[i] switch { '\u3000' => ' ', >= '\uFF01' and <= '\uFF5E' => (char)(wide[i] - 0xFEE0), _ => wide[i] };
        });
    }

    private static long? Scaled(string? text, int scale)
    {
        if (PlainText.Clean(Narrow(text)) is not { } clean || !NumberShape().IsMatch(clean)) return null;
        if (!decimal.TryParse(clean, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowThousands,
            CultureInfo.InvariantCulture, out var number)) return null;
        var scaled = Math.Abs(number) < 1e15m ? number * scale : decimal.MaxValue;
        return Math.Abs(scaled) < 1e18m && decimal.Truncate(scaled) == scaled ? (long)scaled : null;
    }

    [GeneratedRegex(
        @"^(?<y>\d{4})(?:[-/.年](?<m>\d{1,2})[-/.月](?<d>\d{1,2})日?|(?<m>\d{2})(?<d>\d{2}))(?:[T ]+\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?)?$")]
    private static partial Regex DayShape();

    [GeneratedRegex(@"^[+-]?(\d{1,3}(,\d{3})+|\d+)(\.\d*)?$")]
    private static partial Regex NumberShape();
}
