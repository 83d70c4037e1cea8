using System.Globalization;
using System.Text.RegularExpressions;
using Concentric.Time;

namespace Concentric.SentenceChecks;

/// <summary>
/// Reads the periods that a text names, as seen on the day it was written: <c>今年以来</c>, <c>上半年</c>, <c>9月</c>,
/// <c>since March 2026</c>. None reaches beyond that day; one that would lie wholly behind it is last year's.
/// </summary>
internal static partial class ClaimPeriods
{
    private static readonly string[] EnglishMonths = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

    /// <summary>The periods in the order of the text; those that only say what is compared are left out.</summary>
    /// <param name="comparisons">Where the text says what it compares with: the period named there is not the figure's.</param>
    /// <param name="unread">Takes the times that are no period up to that day.</param>
    public static List<NamedSpan> Find(string folded, DateOnly writtenOn, IReadOnlyList<TextSpan> comparisons,
        List<TextSpan>? unread = null)
    {
        var (found, taken) = (new List<NamedSpan>(), new SpanCover(folded.Length, comparisons));
        foreach (Match match in Shape().Matches(folded))
        {
            var span = new TextSpan(match.Index, match.Length);
            if (taken.Overlaps(span)) continue;
            if (Read(match, writtenOn) is { } named && named.Period.From.Year >= Period.FirstYear) found.Add(named with { Span = span });
            else unread?.Add(span);
        }

        return found;
    }

    private static NamedSpan? Read(Match match, DateOnly day)
    {
        bool Has(string group) => match.Groups[group].Success;
        string Of(string group) => match.Groups[group].Value;
        var year = YearOf(Of("year"), day);
        if (Has("from") && DayOf(match, "from", year ?? day.Year, day) is { } first)
            return Has("until") && DayOf(match, "until", first.Year, day) is { } last && last >= first ? Named(new(first, last))
                : Has("until") ? null : first <= day ? Named(new(first, day)) : Named(new(first.AddYears(-1), day));
        if (Has("end"))
            return EndOf(match, day) is { } end && end <= day
                ? Named(new(Period.YearTo(end).From, end), isOpen: true) with { IsPoint = !Has("upto") } : null;
        if (Has("months"))
        {
            if (Month(Of("m1")) is not { } begin || Month(Of("m2")) is not { } finish || begin > finish) return null;
            var of = year ?? (new DateOnly(day.Year, begin, 1) <= day ? day.Year : day.Year - 1);
            return Cut(new(new(of, begin, 1), Period.MonthOf(new(of, finish, 1)).To), PeriodKind.Custom, day, year is null);
        }

        if (Has("quarters") && Quarter(Of("q1")) is { } opening && Quarter(Of("q2")) is { } closing && opening < closing)
        {
            // 一、三季度 are two quarters, and no one period.
            if (Has("and") && match.Groups["next"].Captures.Count != closing - opening - 1) return null;
            var of = year ?? day.Year;
            return Cut(new(new(of, (opening * 3) - 2, 1), Period.MonthOf(new(of, closing * 3, 1)).To), PeriodKind.Custom, day, false);
        }

        if (Has("quarter") && Quarter(Of("q")) is { } quarter)
        {
            var of = year ?? (Of("quarter").Contains('去', StringComparison.Ordinal) ? day.Year - 1 : day.Year);
            return Cut(Period.Whole(PeriodKind.Quarter, new(of, (quarter * 3) - 2, 1)), PeriodKind.Quarter, day, year is null);
        }

        if (Has("firstquarters") && Quarter(Of("n")) is { } quarters)
        {
            var of = year ?? day.Year;
            return Cut(new(new(of, 1, 1), Period.MonthOf(new(of, quarters * 3, 1)).To), PeriodKind.Custom, day, year is null);
        }

        if (Has("half"))
        {
            var isFirst = Of("half")[0] is '上' or 'f' || Of("half") is "h1";
            var of = year ?? day.Year;
            return Cut(new(new(of, isFirst ? 1 : 7, 1), isFirst ? new(of, 6, 30) : new(of, 12, 31)), PeriodKind.Custom, day, year is null);
        }

        if (Has("month") && Month(Of("m")) is { } month)
            return Cut(Period.MonthOf(new(year ?? day.Year, month, 1)), PeriodKind.Month, day, year is null);
        if (Has("whole") && year is { } whole) return Cut(new(new(whole, 1, 1), new(whole, 12, 31)), PeriodKind.Year, day, false);
        return Of("word") switch
        {
            "今年" or "本年" or "年初" or "全年" or "this year" or "year to date" or "so far this year" or "since january"
                => Named(Period.YearTo(day), PeriodKind.Year),
            "去年" or "上年" or "上一年" or "last year" => Named(Period.WholeBefore(PeriodKind.Year, day), PeriodKind.Custom),
            "本月" or "当月" or "这个月" or "this month" => Named(Period.MonthTo(day), PeriodKind.Month),
            "上月" or "上个月" or "last month" => Named(Period.WholeBefore(PeriodKind.Month, day)),
            "本季度" or "本季" or "this quarter" => Named(Period.QuarterTo(day), PeriodKind.Quarter),
            "上季度" or "上个季度" or "last quarter" => Named(Period.WholeBefore(PeriodKind.Quarter, day)),
            "本周" or "这周" or "this week" => Named(Period.WeekOf(day) with { To = day }, PeriodKind.Week),
            "上周" or "last week" => Named(Period.WeekOf(day.AddDays(-7))),
            _ => null,
        };
    }

    private static NamedSpan Named(Period period, PeriodKind kind = PeriodKind.Custom, bool isOpen = false) =>
        new(default, period, kind, isOpen);

    /// <summary>A period as far as it had come; last year's where it had not begun and the text names no year.</summary>
    private static NamedSpan? Cut(Period period, PeriodKind kind, DateOnly day, bool mayBeLastYears)
    {
        if (period.From > day)
        {
            if (!mayBeLastYears) return null;
            period = new(period.From.AddYears(-1), Period.MonthOf(period.To.AddYears(-1)).To);
        }

        // What is over is compared as a custom period of whole months is; what still runs, as one that runs.
        return period.To < day ? Named(period) : Named(period with { To = day }, kind);
    }

    private static int? YearOf(string text, DateOnly day) => text switch
    {
        "" => null,
        "今年" or "本年" or "this year" => day.Year,
        "去年" or "上年" or "last year" => day.Year - 1,
        _ => Number(text) is >= Period.FirstYear and <= 2100 and var year ? year : null,
    };

    /// <summary>The day up to which something is told: of 截至三季度末, 到9月底, "by the end of Q3".</summary>
    private static DateOnly? EndOf(Match match, DateOnly day)
    {
        var year = YearOf(match.Groups["endy"].Value, day);
        return match.Groups["endword"].Value switch
        {
            "本月" => Period.MonthOf(day).To,
            "上月" or "上个月" => Period.WholeBefore(PeriodKind.Month, day).To,
            "本季" or "本季度" => Period.Whole(PeriodKind.Quarter, day).To,
            "上季度" or "上个季度" => Period.WholeBefore(PeriodKind.Quarter, day).To,
            _ when Quarter(match.Groups["endq"].Value) is { } quarter =>
                Period.MonthOf(new(year ?? day.Year, quarter * 3, 1)).To,
            _ when match.Groups["endm"].Success => DayOf(match, "end", day.Year, day),
            _ => year is { } whole ? new(whole, 12, 31) : null,
        };
    }

    private static DateOnly? DayOf(Match match, string prefix, int year, DateOnly writtenOn)
    {
        if (match.Groups[prefix + "y"].Success && YearOf(match.Groups[prefix + "y"].Value, writtenOn) is { } own) year = own;
        if (Month(match.Groups[prefix + "m"].Value) is not { } month)
            return match.Groups[prefix + "y"].Success ? new(year, 1, 1) : null;
        var text = match.Groups[prefix + "d"].Value;
        if (text.Length == 0) return prefix == "from" ? new(year, month, 1) : Period.MonthOf(new(year, month, 1)).To;
        return Number(text) is { } day && day >= 1 && day <= DateTime.DaysInMonth(year, month) ? new(year, month, day) : null;
    }

    private static int? Month(string text) => text.Length == 0 ? null
        : Array.FindIndex(EnglishMonths, month => text.StartsWith(month, StringComparison.Ordinal)) is var named and >= 0 ? named + 1
        : Number(text) is >= 1 and <= 12 and var month ? month : null;

    private static int? Quarter(string text) => text switch
    {
        "first" => 1,
        "second" or "两" => 2,
        "third" => 3,
        "fourth" => 4,
        _ => Number(text) is >= 1 and <= 4 and var quarter ? quarter : null,
    };

    private static int? Number(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number
        : WrittenNumbers.Chinese(text) is { } written and <= 9_999 ? (int)written : null;

    private const string N = "[0-9〇零一二三四五六七八九十]";

    private const string Year = "(?:(?:19|20)[0-9]{2}|[一二][〇零一二三四五六七八九]{3})";

    private const string EndYear = "(?:(?<endy>" + Year + "|今年|去年|上年)年?)?";

    private const string M = "(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
        + "|nov(?:ember)?|dec(?:ember)?)";

    [GeneratedRegex(
        // 3月1日至5月31日; 2024年10月以来; from 1 March to 31 May; since October 2024
        "(?<from>(?:(?<fromy>" + Year + "|今年|去年)年?)?(?<fromm>" + N + "{1,2})月(?<fromd>" + N
        + "{1,3})[日号])\\s*(?<until>[-–—~至到]\\s*(?:(?<untily>" + Year + ")年)?(?:(?<untilm>"
        + N + "{1,2})月)(?<untild>" + N + "{1,3})[日号])"
        + "|(?:自|从)?(?<from>(?:(?<fromy>" + Year + "|今年|去年)年?)?(?<fromm>" + N + "{1,2})月份?(?:(?<fromd>" + N + "{1,3})[日号])?)(?:以来|起|至今)"
        + "|(?:自|从)?(?<from>(?<fromy>" + Year + ")年)(?:以来|起|至今)"
        + "|\\bsince\\s+(?<from>(?:(?<fromd>[0-9]{1,2})\\s+)?(?<fromm>" + M + ")\\b(?:\\s+(?<fromd>[0-9]{1,2})(?![0-9]),?)"
        + "?(?:\\s+(?<fromy>" + Year + "))?)"
        + "|\\bsince\\s+(?<from>(?<fromy>" + Year + "))\\b"
        // 截至5月7日; 到9月底; 三季度末; by 7 May 2025; at the end of Q3 2026
        + "|(?<upto>截至|截止到?)(?<end>" + EndYear + "(?:(?<endm>" + N + "{1,2})月(?:份|底|末)?(?:(?<endd>" + N + "{1,3})[日号])?"
        + "|第?(?<endq>[一二三四1-4])季度[底末]?))"
        + "|(?<upto>到|至)(?<end>" + EndYear + "(?:(?<endm>" + N + "{1,2})月(?:份?[底末]|(?<endd>" + N + "{1,3})[日号])"
        + "|第?(?<endq>[一二三四1-4])季度[底末]))"
        + "|(?<end>" + EndYear + "(?:(?<endm>" + N + "{1,2})月份?|第?(?<endq>[一二三四1-4])季度)[底末])"
        + "|(?<upto>截至|截止到?|到|至)?(?<end>(?<endword>上个?月|本月|上个?季度|本季度?|(?<endy>" + Year + "|今年|去年|上年)年?)[底末])"
        + "|\\b(?:(?<upto>by|up to|until|till|as of)\\s+(?:the\\s+end\\s+of\\s+)?|at\\s+the\\s+end\\s+of\\s+)(?<end>"
        + "(?:(?<endd>[0-9]{1,2})\\s+)?(?<endm>" + M + ")\\b(?:\\s+(?<endd>[0-9]{1,2})(?![0-9]),?)?(?:\\s+(?<endy>" + Year + "))?"
        + "|(?:q(?<endq>[1-4])(?![a-z0-9])|(?:the\\s+)?(?<endq>first|second|third|fourth)\\s+quarter)"
        + "(?:\\s+(?:of\\s+)?(?<endy>" + Year + "|this year|last year))?)"
        // 1至9月; January to September
        + "|(?:(?<year>" + Year + "|今年|去年)年?)?(?<months>(?<m1>" + N + "{1,2})月?份?\\s*[-–—~至到、]\\s*(?<m2>" + N + "{1,2})月份?)"
        + "|\\b(?<months>(?<m1>" + M + ")\\s*(?:[-–—]|to|through|and)\\s*(?<m2>" + M + "))\\b(?:\\s+(?<year>" + Year + "))?"
        // 一至三季度
        + "|(?:(?<year>" + Year + "|今年|去年)年?)?(?<quarters>第?(?<q1>[一二三1-3])(?:季度)?"
        + "(?:\\s*、\\s*第?(?<next>[二三2-3])(?:季度)?){0,2}\\s*(?:[-–—~至到]|(?<and>[、和及与]))\\s*第?(?<q2>[二三四2-4])季度)"
        // 一季度; Q1 2026; the first quarter of 2026
        + "|(?:(?<year>" + Year + "|今年|去年)年?)?(?<quarter>第?(?<q>[一二三四1-4])季度)"
        + "|(?<![a-z])(?<quarter>q(?<q>[1-4]))(?![a-z0-9])(?:\\s+(?:of\\s+)?(?<year>" + Year + "))?"
        + "|\\b(?<quarter>(?<q>first|second|third|fourth) quarter)\\b(?:\\s+of\\s+(?<year>" + Year + "|this year|last year))?"
        + "|(?:(?<year>" + Year + "|今年|去年)年?)?(?<firstquarters>前(?<n>[两二三3])个?季度)"
        // 上半年; the first half of 2026
        + "|(?:(?<year>" + Year + "|今年|去年)年?)?(?<half>[上下]半年)"
        + "|\\b(?<half>(?:first|second) half|h[12])\\b(?:\\s+of\\s+(?:the year|(?<year>" + Year + "|this year|last year)))?"
        // 9月; September 2026
        + "|(?:(?<year>" + Year + "|今年|去年)年?)?(?<month>(?<m>" + N + "{1,2})月(?:份)?)(?!" + N + "{1,3}[日号])"
        + "|\\b(?:in|during|for|of)\\s+(?<month>(?<m>" + M + "))\\b(?:,?\\s+(?<year>" + Year + "))?"
        + "|\\b(?<month>(?<m>" + M + ")),?\\s+(?<year>" + Year + ")\\b"
        + "|(?<whole>(?<year>" + Year + ")年(?:度|全年)?)(?!第|\\s*" + N + "{1,3}月)|\\b(?<whole>(?:in|during|for|year)\\s+(?<year>(?:19"
        + "|20)[0-9]{2}))\\b(?![,.][0-9]|\\s*[a-z]+s\\b)"
        + "|(?<word>今年|本年|年初(?=以来|至今|起)|全年|去年|上年|上一年|本月|当月|这个月|上个?月|本季度?|上个?季度|本周|这周|上周)(?:以来|至今|度|全年)?"
        + "|\\b(?<word>so far this year|this year|year to date|last year|this month|last month|this quarter|last quarter|this week"
        + "|last week|since january)\\b", RegexOptions.None, ShapeLimits.Milliseconds)]
    private static partial Regex Shape();
}
