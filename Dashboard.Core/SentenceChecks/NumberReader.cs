using System.Globalization;
using System.Text.RegularExpressions;

namespace Concentric.SentenceChecks;

/// <summary>A number in a text, without its unit.</summary>
/// <param name="Step">One of the last digit that is written.</param>
/// <param name="IsMore">True where 余 or 多 stands within it: 20余万.</param>
/// <param name="IsInWords">Written in characters or words.</param>
/// <param name="Unit">What the number brings with it: 百分之八十, 八成, ¥.</param>
public sealed record ReadNumber(TextSpan Span, decimal Value, decimal Step, bool IsMore, bool IsInWords, ClaimUnit? Unit = null)
{
    /// <summary>A fraction, as two thirds: never exact.</summary>
    public bool IsRough { get; init; }

    /// <summary>A fraction or half of a total.</summary>
    public bool IsFraction { get; init; }

    /// <summary>近半: not quite.</summary>
    public bool IsNearly { get; init; }

    /// <summary>The upper end of 二三十 and 十几; null for one number.</summary>
    public decimal? High { get; init; }
}

/// <summary>Finds the numbers of a folded text, whatever they mean.</summary>
public static partial class NumberReader
{
    /// <summary>The largest number that is read; a longer one is the number of something.</summary>
    public const decimal Most = 1_000_000_000_000m;

    /// <summary>The longest run of digits, letters or blanks that is read as one.</summary>
    public const int MostRun = 64;

    /// <summary>How far to either side of a numeral of a bill others of its number are looked for.</summary>
    private const int MostFormal = 16;

    /// <summary>Numerals as on bills, and the same in plain characters.</summary>
    private const string Formal = "壹贰叁肆伍陆柒捌玖拾佰仟萬億", Plain = "一二三四五六七八九十百千万亿";

    /// <summary>Stands in folded text for what is beyond it.</summary>
    private const char Break = '\u0001';

    /// <summary>The same text in half-width and lower case, as long as it was, so that places stay.</summary>
    public static string Fold(string text) => Shorten(text, Folded(text));

    private static string Folded(string text) => string.Create(text.Length, text, (folded, given) =>
    {
        for (var i = 0; i < given.Length; i++)
            folded[i] = given[i] switch
            {
                '\u3000' or '\u00A0' or '\t' => ' ',
                '\u2019' => '\'',
                '\n' when IsWrapped(given, i) => ' ',
                // 1，200 is one number.
                '，' when i > 0 && char.IsDigit(given[i - 1]) && IsThousand(given, i + 1) => ',',
                '，' or '；' or '！' or '？' or '：' or '（' or '）' => given[i],
                // 贰佰伍拾柒, and not 队伍陆续.
                var one when Formal.IndexOf(one, StringComparison.Ordinal) is var formal and >= 0 && IsFormal(given, i) => Plain[formal],
                >= '\uFF01' and <= '\uFF5E' => char.ToLowerInvariant((char)(given[i] - 0xFEE0)),
                var one => char.ToLowerInvariant(one),
            };
    });

    /// <summary>
    /// Breaks what is longer than any number, word or gap of a report, so that no shape has to try it from each of its places: a run of
    /// 50,000 digits would take minutes.
    /// </summary>
    private static string Shorten(string text, string folded)
    {
        char[]? broken = null;
        for (var (i, run) = (1, 1); i < text.Length; i++)
        {
            run = SortOf(folded[i]) is > 0 and var sort && sort == SortOf(folded[i - 1]) ? run + 1 : 1;
            if (run <= MostRun) continue;
            broken ??= folded.ToCharArray();
            broken[i] = Break;
        }

        return broken is null ? folded : new(broken);
    }

    private static int SortOf(char one) => one switch
    {
        ' ' => 1,
        >= 'a' and <= 'z' => 2,
        _ when char.IsDigit(one) || "〇零一二两三四五六七八九十百千万亿".Contains(one, StringComparison.Ordinal) => 3,
        '.' or ',' or '-' or '–' or '—' => 4,
        _ => 0,
    };

    /// <summary>True for a line that goes on in the next, as mails and copied pages wrap them; not before an item of a list.</summary>
    private static bool IsWrapped(string text, int at)
    {
        var (before, behind) = (at - 1, at + 1);
        while (before >= 0 && text[before] is ' ' or '\u3000') before--;
        while (behind < text.Length && text[behind] is ' ' or '\u3000') behind++;
        if (before < 0 || behind >= text.Length || text[behind] == '\n') return false;
        if (text[before] is ',' or '，' or '、') return true;
        return char.IsAsciiLetterOrDigit(text[before]) && (char.IsAsciiLetterLower(text[behind])
            || (char.IsAsciiDigit(text[behind]) && !text.AsSpan(behind, Math.Min(3, text.Length - behind)).ContainsAny('.', ')', '、')));
    }

    private static bool IsFormal(string text, int at)
    {
        var (from, to) = (at, at + 1);
        while (from > 0 && at - from < MostFormal && IsDigit(text[from - 1])) from--;
        while (to < text.Length && to - at < MostFormal && IsDigit(text[to])) to++;
        return to - from > 1 && text.AsSpan(from, to - from).ContainsAny("拾佰仟萬億");

        static bool IsDigit(char one) => Formal.Contains(one, StringComparison.Ordinal) || one is '零' or '万' or '亿';
    }

    private static bool IsThousand(string text, int at) => at + 3 <= text.Length && char.IsDigit(text[at]) && char.IsDigit(text[at + 1])
        && char.IsDigit(text[at + 2]) && (at + 3 == text.Length || !char.IsDigit(text[at + 3]));

    /// <summary>The numbers, in the order of the text.</summary>
    public static IReadOnlyList<ReadNumber> Find(string folded)
    {
        var found = new List<ReadNumber>();
        foreach (Match match in Shape().Matches(folded))
            if (Read(match) is { } number && Math.Abs(number.Value) <= Most) found.Add(number);
        return found;
    }

    private static ReadNumber? Read(Match match)
    {
        var span = new TextSpan(match.Index, match.Value.TrimEnd().Length);
        if (match.Groups["cent"] is { Success: true } cent)
            return Value(cent.Value) is var (part, partStep, words) ? new(span, part, partStep, false, words, ClaimUnits.PerCent) : null;
        if (match.Groups["under"] is { Success: true } under)
        {
            if (Value(under.Value) is not var (below, _, _) || Value(match.Groups["over"].Value) is not var (above, _, _) || below == 0
                || above > below) return null;
            return new(span, Math.Round(above / below * 100, 1), 0.1m, false, true, ClaimUnits.PerCent)
            {
                IsRough = true,
                IsFraction = true,
            };
        }

        if (match.Groups["tenths"] is { Success: true } tenths)
        {
            if (WrittenNumbers.Chinese(tenths.Value) is not { } tens) return null;
            var half = match.Groups["half"].Value;
            var rest = half == "半" ? 5 : half.Length == 0 ? 0 : WrittenNumbers.Chinese(half) ?? 0;
            return new(span, (tens * 10) + rest, half.Length == 0 ? 10 : 1, false, true, ClaimUnits.PerCent);
        }

        if (match.Groups["halves"] is { Success: true } halves)
            return new(span, 50, 1, IsMoreThanHalf(halves.Value), true, ClaimUnits.PerCent)
            {
                IsRough = true,
                IsFraction = true,
                IsNearly = halves.Value is "近半",
            };
        if (match.Groups["kind"] is { Success: true } kind)
            return Parts(match.Groups["some"].Value, kind.Value) is { } fraction
                ? new(span, fraction, 0.1m, false, true, ClaimUnits.PerCent) { IsRough = true, IsFraction = true } : null;
        if (match.Groups["about"] is { Success: true } about) return About(span, about.Value);
        if (match.Groups["words"] is { Success: true } spelled)
            return WrittenNumbers.English(spelled.Value.Trim()) is { } value ? new(span, value, 1, false, true) : null;
        if (Value(match.Groups["number"].Value) is not var (amount, step, inWords)) return null;
        var scale = ScaleOf(match.Groups["scale"].Value.Trim());
        var money = match.Groups["money"].Success ? ClaimUnits.Yuan : null;
        return new(span, amount * scale, step * scale, match.Groups["more"].Success, inWords, money);
    }

    private static bool IsMoreThanHalf(string text) => text is not ("近半" or "半数" or "一半" or "half");

    /// <summary>二三十 lies between 20 and 30, 十几 between 11 and 19.</summary>
    private static ReadNumber? About(TextSpan span, string text)
    {
        if (text[^1] == '几')
            return WrittenNumbers.Chinese(text[..^1]) is { } tens ? new(span, tens + 1, 1, false, true) { High = tens + 9 } : null;
        return WrittenNumbers.Chinese(text[..1] + text[2..]) is { } low && WrittenNumbers.Chinese(text[1..]) is { } high && low < high
            ? new(span, low, 1, false, true) { High = high } : null;
    }

    /// <summary>"two thirds", "one in five", in per cent.</summary>
    private static decimal? Parts(string some, string of)
    {
        var below = of.TrimEnd('s') switch
        {
            "third" => 3,
            "quarter" or "fourth" => 4,
            "fifth" => 5,
            "tenth" => 10,
            _ => WrittenNumbers.English(of) ?? 0,
        };
        var above = some is "a" or "an" ? 1 : WrittenNumbers.English(some) ?? 0;
        return below > above && above > 0 ? Math.Round(above / below * 100, 1) : null;
    }

    private static (decimal Value, decimal Step, bool InWords)? Value(string text)
    {
        if (text.Length == 0) return null;
        if (!char.IsAsciiDigit(text[0])) return WrittenNumbers.Chinese(text) is { } written ? (written, StepOf(text), true) : null;
        if (text.Length > 20 || !decimal.TryParse(text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowThousands,
            CultureInfo.InvariantCulture, out var value)) return null;
        var point = text.IndexOf('.', StringComparison.Ordinal);
        var step = 1m;
        for (var i = point < 0 ? text.Length : point + 1; i < text.Length; i++) step /= 10;
        return (value, step, false);
    }

    /// <summary>三点五 is written to a tenth, 三万 to ten thousand, 三万二千 and 三十 as they stand.</summary>
    private static decimal StepOf(string text)
    {
        var point = text.IndexOf('点', StringComparison.Ordinal);
        var step = 1m;
        for (var i = point < 0 ? text.Length : point + 1; i < text.Length; i++) step /= 10;
        return point >= 0 ? step : ScaleOf(text[^1] is '万' or '亿' ? text[^1..] : "");
    }

    private static decimal ScaleOf(string word) => word switch
    {
        "百" or "hundred" => 100,
        "千" or "thousand" => 1_000,
        "万" => 10_000,
        "十万" => 100_000,
        "百万" or "million" => 1_000_000,
        "千万" => 10_000_000,
        "亿" => 100_000_000,
        "billion" => 1_000_000_000,
        "万亿" => 1_000_000_000_000,
        _ => 1,
    };

    private const string Digits = @"\d{1,3}(?:,\d{3})+(?:\.\d+)?(?!\d)|\d+(?:\.\d+)?";

    private const string Characters = "[〇零一二两三四五六七八九十百千万亿]+(?:点[〇零一二三四五六七八九]+)?";

    private const string Word = "zero|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen"
        + "|seventeen|eighteen"
        + "|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety";

    private const string Small = "one|two|three|four|five|six|seven|eight|nine";

    [GeneratedRegex(
        @"(?<halves>过半数?|超半数?|逾半数?|一半以上|半数以上|多半|大半|近半|半数|一半)(?![百年个小天径价山岛导成月公])"
        + @"|\b(?<!(?:first|second|last|latter|other)\s)(?<halves>half)(?= of\b| the\b)(?! of (?:19|20|this|last|the year))"
        + @"|\b(?<some>" + Small + @")\s(?:in|out of)\s(?:every\s)?(?<kind>two|three|four|five|six|seven|eight|nine|ten)\b"
        + @"(?!\s(?:days|weeks|months))"
        + @"|\b(?<some>a|one|two|three|four)[\s-](?<kind>thirds?|quarters?|fifths?|tenths?)(?=\sof\b)"
        + "|(?<![〇零一二两三四五六七八九十百千万])(?<about>[一二两三四五六七八九][二三四五六七八九][十百千万]|[二三四五六七八九]?十几)"
        + @"|百分之(?<cent>" + Digits + "|" + Characters + ")"
        + @"|(?<under>[一二两三四五六七八九十]+|\d+)分之(?<over>[一二两三四五六七八九十]+|\d+)"
        + @"|(?<![〇零一二两三四五六七八九十百千万])(?<tenths>[一二两三四五六七八九])成(?<half>[一二三四五六七八九半])?(?![立员果为功本长熟效千就分品交不])"
        + @"|(?<money>(?:[¥￥]|\brmb|\bcny)\s*)?(?<number>" + Digits + ")"
        + @"\s?(?<more>余|多|几)?(?<scale>万亿|千万|百万|十万|亿|万|千|百| ?(?:hundred|thousand|million|billion)\b)?"
        + @"|(?<number>" + Characters + ")(?:(?<more>余|多|几)(?<scale>万亿|亿|万))?"
        + @"|\b(?<words>(?:(?:" + Word + @")(?:[ -](?:and )?(?:" + Word + @"|hundred|thousand|million|dozen))*|a (?:dozen|hundred"
        + @"|thousand|million)))\b", RegexOptions.None, ShapeLimits.Milliseconds)]
    private static partial Regex Shape();
}
