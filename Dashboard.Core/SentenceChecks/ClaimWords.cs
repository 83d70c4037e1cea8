using System.Text.RegularExpressions;

namespace Concentric.SentenceChecks;

/// <summary>The words by which a number is worded, a change told and a comparison named, in both languages. All read folded text.</summary>
internal static partial class ClaimWords
{
    /// <summary>How far back of a number its wording is looked for.</summary>
    private const int WordingReach = 20;

    /// <summary>The wording that stands before a number, and where it begins.</summary>
    public static (ClaimWording Wording, int Start) Before(string folded, int start)
    {
        var from = Math.Max(0, start - WordingReach);
        var match = WordingBefore().Match(folded[from..start]);
        // 上百件 is a hundred or more, 线上12场 are twelve.
        return !match.Success || (match.Value == "上" && folded[start] is not ('百' or '千' or '万')) ? (ClaimWording.Exactly, start)
            : (WordingOf(match), from + match.Index);
    }

    /// <summary>The wording that stands behind a number or its unit, and where it ends.</summary>
    public static (ClaimWording Wording, int End) After(string folded, int end)
    {
        var match = WordingAfter().Match(folded, end, Math.Min(12, folded.Length - end));
        // 走访三百多次, and not 走访多次: what stands before a match of a part of a text is not seen by its shape.
        return !match.Success || (match.Groups["counted"].Success && (end == 0 || !"十百千万亿0".Contains(folded[end - 1],
            StringComparison.Ordinal))) ? (ClaimWording.Exactly, end) : (WordingOf(match), end + match.Length);
    }

    /// <summary>The last word before a number that says that something rose or fell; null without one.</summary>
    /// <param name="from">Where its clause begins.</param>
    /// <param name="start">Where the number begins.</param>
    public static ClaimMove? MoveBefore(string folded, int from, int start)
    {
        var matches = Move().Matches(folded[from..start]);
        if (matches.Count == 0) return null;
        var last = matches[^1];
        var end = from + last.Index + last.Length;
        return new(new(from + last.Index, last.Length), last.Groups["rose"].Success ? 1 : -1,
            // 增幅达11.4%, 增长率为11.4% say by how much.
            !Extent().IsMatch(folded[(from + last.Index)..start]) && (last.Groups["to"].Success || Reaches().IsMatch(folded[end..start])));
    }

    /// <summary>"Rose by", where the number follows: an amount, whatever it is compared with.</summary>
    public static bool IsBy(string between) => By().IsMatch(between);

    /// <summary>What a sign right before a number says: 同比+12%, （↑11.4%）; 0 without one.</summary>
    public static int SignBefore(string folded, int start)
    {
        var match = SignOf().Match(folded[Math.Max(0, start - 4)..start]);
        return !match.Success ? 0 : match.Groups["rose"].Success ? 1 : -1;
    }

    /// <summary>累计, "so far": all since some beginning.</summary>
    public static bool IsCumulative(string said) => Cumulative().IsMatch(said);

    /// <summary>In English also behind it: "a 12 % increase".</summary>
    public static ClaimMove? MoveBehind(string folded, int end)
    {
        var match = MoveAfter().Match(folded, end, Math.Min(24, folded.Length - end));
        return match.Success ? new(new(match.Index, match.Length), match.Groups["rose"].Success ? 1 : -1, false) : null;
    }

    /// <summary>Everything in a stretch that says that something rose or fell.</summary>
    public static IEnumerable<ClaimMove> Moves(string folded, TextSpan within) => Move().Matches(folded[within.Start..within.End])
        .Select(match => new ClaimMove(new(within.Start + match.Index, match.Length), match.Groups["rose"].Success ? 1 : -1, false));

    /// <summary>Where a text says what it compares with.</summary>
    public static List<NamedComparison> Comparisons(string folded) => [.. Comparison().Matches(folded).Select(match =>
        new NamedComparison(new(match.Index, match.Length), match.Groups["year"].Success ? ClaimComparison.YearBefore
            : ClaimComparison.Previous, match.Groups["year"].Success ? null : MonthsOf(match.Value)))];

    /// <summary>How many months what is compared with is long; 0 for a week, null where the words do not say.</summary>
    public static int? MonthsOf(string said) => said switch
    {
        _ when said.Contains('周', StringComparison.Ordinal) || said.Contains("week", StringComparison.Ordinal) => 0,
        _ when said.Contains("半年", StringComparison.Ordinal) || said.Contains("half", StringComparison.Ordinal) => 6,
        _ when said.Contains('月', StringComparison.Ordinal) || said.Contains("month", StringComparison.Ordinal) => 1,
        _ when Quarter().IsMatch(said) => 3,
        _ => null,
    };

    /// <summary>True where what stands before a number says that it is of a larger place.</summary>
    public static bool IsElsewhere(string before) =>
        Elsewhere().Matches(before) is [.., var last] && !OwnStreet().IsMatch(before[last.Index..]);

    /// <summary>True where a number is what something was before: "from 85 % to 93 %".</summary>
    public static bool IsFrom(string before, string behind) => From().IsMatch(before) && ToBehind().IsMatch(behind);

    /// <summary>True where the time that is compared with stands right behind: "34.7 t in the same period last year".</summary>
    public static bool IsOfSamePeriod(string behind) => SamePeriodBehind().IsMatch(behind);

    /// <summary>True where a number is what something was before, and what it is now stands before it: "94.6 %, down from 95 %".</summary>
    public static bool IsMovedFrom(string before) => MovedFrom().IsMatch(before);

    private static ClaimWording WordingOf(Match match) => match.Groups["least"].Success ? ClaimWording.AtLeast
        : match.Groups["most"].Success ? ClaimWording.AtMost
        : match.Groups["nearly"].Success ? ClaimWording.Nearly
        : match.Groups["more"].Success ? ClaimWording.AndMore
        : match.Groups["around"].Success ? ClaimWording.Around : ClaimWording.About;

    [GeneratedRegex(@"(?:(?<most>不超过|未超过|不高于|不多于|不足|不到|未达到?|少于|低于|小于|至多|最多|\b(?:(?<!(?:%|cent|points|(?<!\b(?:19"
        + @"|20)\d)\d)\s+)(?:fewer than|less than)"
        + @"|at most|no more than"
        + @"|not more than|under|below|up to))"
        + @"|(?<nearly>将近|接近|(?<![最附就邻])近|\b(?:nearly|almost|close to|just under))|(?<around>\bsome\b)|(?<about>大约|约为|约有|约|大概|\b(?:about|around"
        + @"|approximately|roughly|circa|approx\.?))"
        + @"|(?<least>超过|超出|超|逾|突破|不少于|不低于|至少|高于|多于|大于|\b(?:(?<!(?:%|cent|points|(?<!\b(?:19|20)\d)\d)\s+)more than"
        + @"|over|at least|above|exceed(?:s|ed|ing)?|upwards of|no fewer than"
        + @"|no less than|not less than|in excess of|well over))|(?<least>上)(?=$)|[>≥](?<least>))"
        + @"(?:了|到|有|为|达| a| an| the| by| to)?\s*$", RegexOptions.None, ShapeLimits.Milliseconds)]
    private static partial Regex WordingBefore();

    [GeneratedRegex(@"\G(?:\s?(?<more>余|多(?<counted>(?=次|家|方))?|[- ]odd\b)"
        + @"|\s?(?<least>\+|以上|之多| or more| and more| plus)"
        + @"|(?<around>来(?=[个名件户场次人起项条位处座家吨元万余米]|天(?!津)|公[里斤]"
        + @"|千[克米]|小时|工时|延米|平方?米|立方米|车(?!站|间|库|位|辆|主)|口(?!岸|头)))"
        + @"|(?<about>左右|上下)| or so(?<about>)"
        + @"|\s?(?<most>以下|以内|之内| or (?:less|fewer)))", RegexOptions.None, ShapeLimits.Milliseconds)]
    private static partial Regex WordingAfter();

    [GeneratedRegex(@"(?:(?<rose>上升|增长|提高|增加|提升|上涨|攀升|增幅|涨幅|升幅|增速|上浮|(?<to>增至|升至|升到|增到)|(?<=同比|环比|期|年|月)(?:增|升|多|高)|[多高](?=出?\s*(?:约|近|了"
        + @"|超)?\s*$)|增(?=\s*$)|\b(?:rose|risen|rises?|increased?|increases|grew|grown|grows|up|climbed|gained|improved|higher|jumped"
        + @"|surged))"
        + @"|(?<fell>下降|减少|降低|下滑|回落|缩短|压降|降幅|跌幅|缩减|(?<to>降至|降到|减至|减到|缩短至)|(?<=同比|环比|期|年|月)(?:降|减|少|低)|[少低](?=\s*(?:约|近|了|超)?\s*$)"
        + @"|[降减](?=\s*$)|\b(?:fell|fallen|falls?|decreased?|decreases|declined?|dropped|drops?|down|reduced|lower|cut|shrank|shortened)))"
        + @"(?<to>了?(?:至|到)|\s+(?:to|from\s+\S+\s+to)\b(?!\s+\d+\s*(?:%|percent)?\s*(?:higher|lower)))?",
        RegexOptions.None, ShapeLimits.Milliseconds)]
    private static partial Regex Move();

    [GeneratedRegex(@"达到?|[为至到]|\b(?:to|at|is|was|reach(?:ed|ing)?|standing)\b", RegexOptions.None, ShapeLimits.Milliseconds)]
    private static partial Regex Reaches();

    [GeneratedRegex(@"\G\s*(?:year[- ]on[- ]year\s+)?(?<rose>increase|rise|growth|more|higher|gain|improvement|up)\b"
        + @"|\G\s*(?:year[- ]on[- ]year\s+)?(?<fell>decrease|drop|decline|fall|fewer|less|lower|reduction|cut|down)\b",
        RegexOptions.None, ShapeLimits.Milliseconds)]
    private static partial Regex MoveAfter();

    [GeneratedRegex(@"(?<year>同比(?:(?:去年|上年|上一年|前一年|(?:19|20)[0-9]{2}年)(?:[0-9一二三四五六七八九十]{1,3}月份?|第?[一二三四1-4]季度|同期|同月|同季度?|全年)?)?"
        + @"|(?:比|较|与|和|对比)(?:去年|上年|上一年|前一年)(?!年?[底末初])(?:[0-9一二三四五六七八九十]{1,3}月份?|同期|同月|同季度?|全年)?(?:相比|比较)?|(?:去年|上年)同(?:期|月|季)"
        + @"|(?<=[是为达])(?:去年|上年)(?:同期|全年)?的?(?=[0-9.一二两三四五六七八九十点]+倍)"
        + @"|year[- ]on[- ]year"
        + @"|year[- ]over[- ]year|\byoy\b|(?:(?:compared (?:with|to)|than|from|over|on|against)\s+)?(?:(?:the|a"
        + @"|in the) )?(?:same (?:period|month|quarter)(?: of| in)? (?:last year|the year before|a year (?:earlier|ago))"
        + @"|year (?:earlier|ago|before))|\b(?:than|from|over|as|compared (?:with|to)) last year)"
        + @"|(?<previous>环比(?:上个?(?:月|季度|周|期)|(?:[0-9一二三四五六七八九十]{1,3}月份?|第?[一二三四1-4]季度)(?![0-9]))?"
        + @"|(?<=[是为达])(?:[0-9一二三四五六七八九十]{1,3}月份?|第?[一二三四1-4]季度|上个?(?:月|季度))"
        + @"的?(?=[0-9.一二两三四五六七八九十点]+倍)"
        + @"|(?:比|较|与)(?:[0-9一二三四五六七八九十]{1,3}月份?|第?[一二三四1-4]季度)(?:份)?(?:相比)?(?![0-9])|\bthan (?:in |for )?(?:q[1-4]"
        + @"|(?:the )?(?:first|second|third) quarter)\b|(?:比|较|与)(?:上个?(?:月|季度|周|期|半年)|前期|此前|以前|之前|前一?(?:月|季|期))(?:相比)?"
        + @"|month[- ]on[- ]month|quarter[- ]on[- ]quarter|period on period|(?:(?:compared (?:with|to)|than|from|over"
        + @"|on)\s+)(?:the )?(?:previous|last|preceding) (?:month|quarter|week|period|half[- ]year)|\b(?:the )?month before)",
        RegexOptions.None, ShapeLimits.Milliseconds)]
    private static partial Regex Comparison();

    [GeneratedRegex(@"(?<!在|为|居|获)(?:全国|全省|全市|全区|全县|各地|我国)(?!率先|首|前|先进|第|范围内率先|文明)|\b(?:nationwide|nationally|citywide|city-wide"
        + @"|across the (?:city|country|province|district)|the (?:city|country|province|district) as a whole)\b",
        RegexOptions.None, ShapeLimits.Milliseconds)]
    private static partial Regex Elsewhere();

    [GeneratedRegex(@"[本我]街|街道(?:共|累计|辖区)|社区|\b(?:the|our|this) street\b|\bcommunit", RegexOptions.None, ShapeLimits.Milliseconds)]
    private static partial Regex OwnStreet();

    [GeneratedRegex(@"(?:从|由|\bfrom)\s*(?:去年|上年|上月|原来|此前|之前)?(?:同期)?的?\s*$", RegexOptions.None, ShapeLimits.Milliseconds)]
    private static partial Regex From();

    [GeneratedRegex(@"^\s*(?:[a-z]+\s+){0,4}(?:in|during|for|of)\s+the same (?:period|month|quarter)",
        RegexOptions.None, ShapeLimits.Milliseconds)]
    private static partial Regex SamePeriodBehind();

    [GeneratedRegex(@"\b(?:up|down) from\s*$|\b(?:compared with|against)\s*$", RegexOptions.None, ShapeLimits.Milliseconds)]
    private static partial Regex MovedFrom();

    [GeneratedRegex(@"^\s*[^，。,；;]{0,10}?(?:提高|上升|增长|增加|提升|下降|降低|减少|缩短|升|增|降|减|上涨|到|至|to\b|up to)",
        RegexOptions.None, ShapeLimits.Milliseconds)]
    private static partial Regex ToBehind();

    [GeneratedRegex(@"^(?:增幅|涨幅|升幅|增速|降幅|跌幅)|^(?:增长|增加|上升|下降|降低|减少)(?:率|幅度|速度|比例)",
        RegexOptions.None, ShapeLimits.Milliseconds)]
    private static partial Regex Extent();

    [GeneratedRegex(@"^\s*by\s*$", RegexOptions.None, ShapeLimits.Milliseconds)]
    private static partial Regex By();

    [GeneratedRegex(@"(?:(?<rose>(?<![0-9a-z])\+|[↑▲])|(?<fell>[↓▼]|(?<=[同环]比|[(（])[-−–]))\s?$",
        RegexOptions.None, ShapeLimits.Milliseconds)]
    private static partial Regex SignOf();

    [GeneratedRegex(@"累计|\b(?:cumulative(?:ly)?|so far|to date|in total since)\b", RegexOptions.None, ShapeLimits.Milliseconds)]
    private static partial Regex Cumulative();

    [GeneratedRegex(@"季|quarter|\bq[1-4]", RegexOptions.None, ShapeLimits.Milliseconds)]
    private static partial Regex Quarter();
}

/// <summary>Where a text says what it compares with.</summary>
/// <param name="Months">How many months that is long; 0 for a week, null where the words do not say.</param>
internal sealed record NamedComparison(TextSpan Span, ClaimComparison What, int? Months);
