using System.Globalization;
using System.Text.RegularExpressions;
using Concentric.Time;

namespace Concentric.SentenceChecks;

/// <summary>
/// Reads the periods that a text names by both ends, by a list of months, or by how many of the year: <c>between July and September
/// 2026</c>, <c>7、8、9月</c>, <c>今年前9个月</c>, <c>three months to 30 September</c>.
/// </summary>
internal static partial class CompoundPeriods
{
    private static readonly string[] Months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

    /// <summary>In the order of the text; without a period where the words name a time that can't be told as one.</summary>
    public static List<(TextSpan Span, Period? Period)> Find(string folded, DateOnly day)
    {
        var found = new List<(TextSpan, Period?)>();
        var taken = new SpanCover(folded.Length);
        foreach (var shape in new[] { Days(), PartOfMonth(), MonthSpan(), MonthList(), FirstOfYear(), EndingWith() })
            foreach (Match match in shape.Matches(folded))
            {
                var span = new TextSpan(match.Index, match.Length);
                if (span.Length == 0 || taken.Overlaps(span)) continue;
                taken.Add(span);
                found.Add((span, Read(match, day) is { } period && period.From <= day
                    ? period.To > day ? period with { To = day } : period : null));
            }

        return [.. found.OrderBy(one => one.Item1.Start)];
    }

    private static Period? Read(Match match, DateOnly day)
    {
        bool Has(string group) => match.Groups[group].Success;
        string Of(string group) => match.Groups[group].Value;
        if (Has("list")) return OfList(match, day);
        if (Has("part")) return OfPart(match, day);
        if (Has("count"))
        {
            if (Number(Of("count")) is not { } count) return null;
            var months = count * (Has("quarters") ? 3 : 1);
            if (months is < 1 or > 12) return null;
            var of = YearOf(Of("y2"), day) ?? YearOf(Of("y1"), day) ?? day.Year;
            return new(new(of, 1, 1), Period.MonthOf(new(of, months, 1)).To);
        }

        if (Month(Of("m2")) is not { } last) return null;
        if (Has("last"))
        {
            var length = Has("one") ? Of("one")[0] == 'q' ? 3 : Of("one")[0] == 'h' ? 6 : 12 : Number(Of("last")) ?? 0;
            if (length is < 1 or > 24 || DayIn(YearOf(Of("y2"), day) ?? day.Year, last, Of("d2"), true) is not { } end) return null;
            if (!Has("y2") && end > day) end = end.AddYears(-1);
            // Three months to the 30th begin on the first of the month, those to the 15th on the 16th.
            var isWhole = end == Period.MonthOf(end).To;
            return new(isWhole ? Period.MonthOf(end).From.AddMonths(1 - length) : end.AddMonths(-length).AddDays(1), end);
        }

        var first = Month(Of("m1")) ?? last;
        var year = YearOf(Of("y2"), day) ?? YearOf(Of("y1"), day);
        var until = year ?? day.Year;
        if (Has("y1") && !Has("y2") && first > last) return null;
        if (DayIn(until, last, Of("d2"), true) is not { } to) return null;
        var begin = YearOf(Of("y1"), day) ?? (first > last ? until - 1 : until);
        if (DayIn(begin, first, Of("d1"), false) is not { } from || from > to) return null;
        return year is null && from > day ? new(from.AddYears(-1), to.AddYears(-1)) : new(from, to);
    }

    /// <summary>上旬, 下半月 have their days; 月初, "early in September", "FY2026" none that can be told.</summary>
    private static Period? OfPart(Match match, DateOnly day)
    {
        var (from, to) = match.Groups["part"].Value switch
        {
            "上旬" => (1, 10),
            "中旬" => (11, 20),
            "下旬" => (21, 31),
            "上中旬" => (1, 20),
            "中下旬" => (11, 31),
            "上半月" => (1, 15),
            "下半月" => (16, 31),
            _ => (0, 0),
        };
        if (from == 0) return null;
        DateOnly month;
        if (match.Groups["m2"].Success)
        {
            if (Month(match.Groups["m2"].Value) is not { } number) return null;
            var year = YearOf(match.Groups["y1"].Value, day) ?? (new DateOnly(day.Year, number, 1) <= day ? day.Year : day.Year - 1);
            month = new(year, number, 1);
        }
        else month = match.Groups["before"].Success ? day.AddMonths(-1) : day;

        var last = DateTime.DaysInMonth(month.Year, month.Month);
        return new(new(month.Year, month.Month, from), new(month.Year, month.Month, Math.Min(to, last)));
    }

    /// <summary>Months one after the other; any others are no one period.</summary>
    private static Period? OfList(Match match, DateOnly day)
    {
        var months = match.Groups["m"].Captures.Select(capture => Month(capture.Value)).ToList();
        if (months.Exists(month => month is null)) return null;
        for (var i = 1; i < months.Count; i++)
            if (months[i] != months[i - 1] + 1) return null;
        var year = YearOf(match.Groups["y2"].Value, day) ?? YearOf(match.Groups["y1"].Value, day)
            ?? (new DateOnly(day.Year, months[0]!.Value, 1) <= day ? day.Year : day.Year - 1);
        return new(new(year, months[0]!.Value, 1), Period.MonthOf(new(year, months[^1]!.Value, 1)).To);
    }

    private static DateOnly? DayIn(int year, int month, string text, bool isEnd)
    {
        var last = DateTime.DaysInMonth(year, month);
        if (text.Length == 0) return new(year, month, isEnd ? last : 1);
        return Number(text) is { } day && day >= 1 && day <= last ? new(year, month, day) : null;
    }

    private static int? YearOf(string text, DateOnly day) => text switch
    {
        "" => null,
        "今年" or "本年" or "this year" or "the year" => day.Year,
        "去年" or "上年" or "last year" => day.Year - 1,
        _ => Number(text) is >= Period.FirstYear and <= 2100 and var year ? year : null,
    };

    private static int? Month(string text) => text.Length == 0 ? null
        : Array.FindIndex(Months, month => text.StartsWith(month, StringComparison.Ordinal)) is var named and >= 0 ? named + 1
        : Number(text) is >= 1 and <= 12 and var month ? month : null;

    private static int? Number(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number
        : WrittenNumbers.Chinese(text) is { } written and <= 9_999 ? (int)written
        : WrittenNumbers.English(text) is { } spelled and <= 9_999 ? (int)spelled : null;

    private const string N = "[0-9〇零一二三四五六七八九十]";

    private const string Year = "(?:19|20)[0-9]{2}|[一二][〇零一二三四五六七八九]{3}";

    private const string ChineseYear = "(?:(?<y1>" + Year + "|今年|本年|去年|上年)年?度?的?)?";

    private const string M = "(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
        + "|nov(?:ember)?|dec(?:ember)?)";

    private const string EnglishCount = "[0-9]{1,2}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve";

    private const string To = @"\s*(?:[-–—~至到]|to|and|until|till|through|up to)\s*(?:and including\s+)?";

    // 1 July 2026 to 30 September 2026; July 1-September 30, 2026; 2026-07-01 to 2026-09-30; 7月1日至15日
    [GeneratedRegex(@"\b(?<d1>[0-9]{1,2})(?:st|nd|rd|th)?(?:\s+(?:of\s+)?(?<m1>" + M + @")\b(?:,?\s+(?<y1>(?:19|20)[0-9]{2}))?)?" + To
        + @"(?:the\s+)?(?<d2>[0-9]{1,2})(?:st|nd|rd|th)?\s+(?:of\s+)?(?<m2>" + M + @")\b(?:,?\s+(?<y2>(?:19|20)[0-9]{2})\b)?"
        + @"|\b(?<m1>" + M + @")\s+(?<d1>[0-9]{1,2})(?:st|nd|rd|th)?(?:,?\s+(?<y1>(?:19|20)[0-9]{2}))?" + To
        + @"(?:(?<m2>" + M + @")\s+)(?<d2>[0-9]{1,2})(?:st|nd|rd|th)?\b(?:,?\s+(?<y2>(?:19|20)[0-9]{2})\b)?"
        + @"|(?<![0-9.\-/])(?<y1>(?:19|20)[0-9]{2})[-/.](?<m1>[0-9]{1,2})[-/.](?<d1>[0-9]{1,2})" + To
        + @"(?:(?<y2>(?:19|20)[0-9]{2})[-/.])?(?<m2>[0-9]{1,2})[-/.](?<d2>[0-9]{1,2})(?![0-9.\-/])"
        + @"|" + ChineseYear + @"(?<m2>" + N + @"{1,2})月(?<d1>" + N + @"{1,3})[日号]?\s*[-–—~至到]\s*(?<d2>" + N + @"{1,3})[日号]",
        RegexOptions.None, ShapeLimits.Milliseconds)]
    private static partial Regex Days();

    // 9月上旬, 上月下旬; 月初, 9月中; 比去年底; early September 2026
    [GeneratedRegex(@"(?<![0-9.])(?:" + ChineseYear + "(?<m2>" + N + @"{1,2})月份?|(?<before>上)个?月|[本当这]个?月)的?"
        + "(?<part>上中旬|中下旬|[上中下]旬|[上下]半月|初|中(?![旬下秋上期间心央国学小共部层]))"
        + "|(?<part>月初|月中(?![旬下秋期间心央国学小共部层]))"
        + @"|\b(?<part>fy)[\s-]?(?:(?:19|20)?[0-9]{2})\b"
        + "|" + ChineseYear + "(?<part>年初)(?!以来|至今|起)"
        + "|(?<=[比较与])(?<part>(?:(?:19|20)[0-9]{2}|今|去|上)?年年?[底末初]|(?:上?个?|" + N + "{1,2})月份?[底末初])"
        + @"|\b(?<part>early|mid|late|(?:the\s+)?(?:beginning|start|middle)\s+of"
        + @"|(?:the\s+)?(?:first|second|third|fourth|last)\s+(?:half|week|fortnight|(?:ten|twenty)\s+days)\s+(?:of|in))"
        + @"(?:\s+in)?[\s-]+(?<m2>" + M + @")\b(?:,?\s+(?<y1>(?:19|20)[0-9]{2})\b)?",
        RegexOptions.None, ShapeLimits.Milliseconds)]
    private static partial Regex PartOfMonth();

    // between July and September 2026; July 2026 to September 2026; 2026年7月至2026年9月; 2026-07 to 2026-09
    [GeneratedRegex(@"\bbetween\s+(?:the (?:start|beginning) of\s+)?(?<m1>" + M + @")\b(?:,?\s+(?<y1>(?:19"
        + @"|20)[0-9]{2}))?\s+and\s+(?:the end of\s+)?(?<m2>"
        + M + @")\b(?:,?\s+(?<y2>(?:19|20)[0-9]{2})\b)?"
        + @"|\b(?<m1>" + M + @")\b,?\s+(?<y1>(?:19|20)[0-9]{2})\s*(?:[-–—~]|to|until|till|through|up to)\s*(?:the end of\s+)?(?<m2>" + M
        + @")\b(?:,?\s+(?<y2>(?:19|20)[0-9]{2})\b)?"
        + @"|(?<![0-9])(?<y1>" + Year + @"|今年|去年)年?(?<m1>" + N + @"{1,2})月?份?\s*[-–—~至到]\s*(?<y2>" + Year + @"|今年)年?(?<m2>" + N
        + @"{1,2})月份?(?:底|末)?(?!" + N + @"{1,3}[日号])"
        + @"|(?<![0-9.\-/])(?<y1>(?:19|20)[0-9]{2})[-/.](?<m1>[0-9]{1,2})\s*(?:[—~至到–]|--|to)\s*"
        + @"(?<y2>(?:19"
        + @"|20)[0-9]{2})[-/.](?<m2>[0-9]{1,2})(?![0-9.\-/])",
        RegexOptions.None, ShapeLimits.Milliseconds)]
    private static partial Regex MonthSpan();

    // 7、8、9月; 7、8、9三个月; 7月、8月和9月; July, August and September 2026
    [GeneratedRegex(@"(?<![0-9.])" + ChineseYear + @"(?<list>(?<m>" + N + @"{1,2})(?:月份?)?(?:\s*[、,和及与]\s*(?<m>"
        + N + @"{1,2})(?:月份?)?){1,11}(?:(?<=月份?)|(?=(?:[两"
        + @"二三四五六]|[2-6])个月))(?:(?:[两二三四五六]|[2-6])个月)?)(?!" + N + @"{1,3}[日号])"
        + @"|\b(?<list>(?<m>" + M + @")\b(?:\s*,\s*(?:and\s+)?(?<m>" + M + @")\b|\s+(?:and"
        + @"|&)\s+(?<m>" + M + @")\b){1,11})(?:,?\s+(?<y2>(?:19|20)[0-9]{2})\b)?",
        RegexOptions.None, ShapeLimits.Milliseconds)]
    private static partial Regex MonthList();

    // 今年前9个月; the first nine months of 2026; the first three quarters
    [GeneratedRegex(ChineseYear + @"(?<!之|日|以|提)前(?<count>" + N + @"{1,2}|两)个月" + @""
        + @"|" + ChineseYear + @"前(?<count>[一二两三1-3])个?(?<quarters>季度?)"
        + @"|\b(?:the\s+)?first\s+(?<count>" + EnglishCount + @")\s+(?:months|(?<quarters>quarters))\b(?:\s+(?:of|in)\s+(?<y2>(?:19"
        + @"|20)[0-9]{2}\b|this year|last year"
        + @"|the year))?", RegexOptions.None, ShapeLimits.Milliseconds)]
    private static partial Regex FirstOfYear();

    // three months to 30 September 2026; the quarter ended September 2026
    [GeneratedRegex(@"(?<!\b(?:this|last)\s)\b(?:the\s+)?(?:(?<last>" + EnglishCount + @")[\s-]months?|(?<last>(?<one>quarter"
        + @"|half[- ]year|year)))\s+(?:to|ending|ended|up to|until|through)\s+"
        + @"(?:on\s+)?(?:the end of\s+)?(?:(?<d2>[0-9]{1,2})(?:st|nd|rd|th)?\s+)?(?<m2>" + M + @")\b(?:\s+(?<d2>[0-9]{1,2})(?:st|nd"
        + @"|rd|th)?\b(?![0-9]))?(?:,?\s+(?<y2>(?:19|20)[0-9]{2})\b)?",
        RegexOptions.None, ShapeLimits.Milliseconds)]
    private static partial Regex EndingWith();
}
