using System.Text.RegularExpressions;

namespace Concentric.SentenceChecks;

/// <summary>
/// Numbers that are no figures: days, ordinals, houses, telephones, documents, durations. Each shape is looked for in the folded text;
/// what it covers is not read as a number.
/// </summary>
internal static partial class NoFigures
{
    private const string Number = "[0-9〇零一二两三四五六七八九十百]";

    private const string Month = "(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
        + "|oct(?:ober)?"
        + "|nov(?:ember)?|dec(?:ember)?)";

    /// <summary>The stretches of a text that hold no figure, in its order.</summary>
    public static List<SkippedNumber> Find(string folded, CancellationToken cancellationToken)
    {
        var (found, taken) = (new List<SkippedNumber>(), new SpanCover(folded.Length));
        foreach (var (shape, reason) in new (Regex, SkipReason)[]
        {
            (Document(), SkipReason.Code), (Phone(), SkipReason.Phone), (Deadline(), SkipReason.Duration),
            (ChineseDate(), SkipReason.Date), (DigitDate(), SkipReason.Date),
            (EnglishDate(), SkipReason.Date), (OldOrYoung(), SkipReason.Duration),
            (Quarter(), SkipReason.Date), (Plan(), SkipReason.Date), (Hour(), SkipReason.Date),
            (Duration(), SkipReason.Duration), (Age(), SkipReason.Duration), (Ordinal(), SkipReason.Ordinal),
            (Heading(), SkipReason.Ordinal), (Address(), SkipReason.Address), (EnglishAddress(), SkipReason.Address),
            (Code(), SkipReason.Code), (EnglishYear(), SkipReason.Date),
        })
        {
            cancellationToken.ThrowIfCancellationRequested();
            foreach (Match match in shape.Matches(folded))
            {
                var span = new TextSpan(match.Index, match.Length);
                if (taken.Overlaps(span)) continue;
                taken.Add(span);
                found.Add(new(span, reason));
            }
        }

        return [.. found.OrderBy(one => one.Span.Start)];
    }

    /// <summary>True for a time within which something is done: 24小时内, "within 5 days".</summary>
    public static bool IsDeadline(string folded, SkippedNumber skipped) => skipped.Reason == SkipReason.Duration
        && DeadlineLike().IsMatch(folded.AsSpan(skipped.Span.Start, skipped.Span.Length));

    [GeneratedRegex(@"^\D{0,2}[^近过最]*内$|^within", RegexOptions.None, ShapeLimits.Milliseconds)]
    private static partial Regex DeadlineLike();

    // 5个工作日内, 24小时内; 用时5天以内 is what it took, 5天以内办结 what was done in time.
    [GeneratedRegex(@"(?<![\d.〇零一二两三四五六七八九十百千万])(?:\d{1,4}|[〇零一二两三四五六七八九十百]{1,5})\s?(?:余|多)?个?(?:工作日|小时|天|日(?<!月\d{1,2}日))"
        + @"(?:(?<![之以])内|[之以]内(?=[^，。,;；\d]{0,6}(?:办|整改|处置|处理|解决|回复|答复|回访|响应|反馈|完成|到场|联系|签收|接单)))"
        + @"|\bwithin\s+(?:\d{1,4}|one|two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|twenty|thirty|forty-eight|seventy-two)"
        + @"[\s-]{1,4}(?:(?:working|business|calendar)\s+)?(?:days?|hours?|weeks?|months?)\b", RegexOptions.None, ShapeLimits.Milliseconds)]
    private static partial Regex Deadline();

    // 津政办发〔2025〕12号, 2025年第3号.
    [GeneratedRegex(@"[〔\[［]\s*\d{4}\s*[〕\]］]\s*(?:第\s*)?\d+\s*号|\d{4}年第\d+号|https?://\S+|[\w.%+\-]{1,64}@[\w.\-]{1,99}\.\w{2,10}"
        + @"|(?<![a-z])gb[/t ]*\d[\d.\-]*",
        RegexOptions.None, ShapeLimits.Milliseconds)]
    private static partial Regex Document();

    [GeneratedRegex(@"\+\d{1,3}(?:[ -]\d{2,4}){2,4}(?!\d)"
        + @"|(?<!\d)(?:\+?86[- ]?)?1[3-9]\d[- ]?\d{4}[- ]?\d{4}(?!\d)|(?<!\d)0\d{2,3}[- ]?\d{7,8}(?!\d)"
        + @"|(?<![\d.,])[2-8]\d{3}-\d{4}(?!\d)"
        + @"|(?<!\d)400[- ]?\d{3}[- ]?\d{4}(?!\d)|(?<!\d)(?:12345|12319|12315|12348|110|119|120|122|114)"
        + @"(?=[”""」]?\s*(?:热线|电话|平台|政务|便民|市民|工单"
        + @"|hotline|line\b|calls?\b))"
        + @"|(?:hotline|热线)(?: number)?\s*(?:is|是|为)\s*\d{3,}"
        + @"|(?:拨打|致电|\bcall|\bdial)\s*\d{3,}(?:[- ]\d{3,8}){0,3}"
        + @"|(?:电话|热线|手机|tel\.?|phone|hotline)\s*[:：]?\s*\d[\d\- ]{4,}\d|(?<![\d.,])\d{11,}(?![\d.,])"
        + @"|(?<!\d)\d{17}[\dx](?!\d)", RegexOptions.None, ShapeLimits.Milliseconds)]
    private static partial Regex Phone();

    [GeneratedRegex(@"(?<![\d第])(?:(?:19|20)\d{2}|[一二][〇零一二三四五六七八九]{3})\s*(?:[-–—~至到]\s*(?:19|20)\d{2}\s*)?年(?:度|末|初|底)?(?:\s*" + Number
        + @"{1,3}\s*(?:[-–—~至到]\s*" + Number + @"{1,3}\s*)?月(?:份|底|初)?(?:\s*" + Number + @"{1,3}\s*[日号])?)?"
        + @"|(?<![\d.])" + Number + @"{1,3}\s*(?:月份?)?\s*[-–—~至到、]\s*" + Number + @"{1,3}\s*月(?:份|底|初)?(?!" + Number + @"{1,3}\s*[日号])"
        + @"|(?<![\d.])" + Number
        + @"{1,3}\s*月(?:份|底|初|\s*" + Number + @"{1,3}\s*(?:[日号](?:\s*[-–—~至到]\s*" + Number + @"{1,3}\s*[日号])?|[-–—~至到]\s*" + Number
        + @"{1,3}\s*[日号]))?"
        + @"|(?<![\d.])" + Number + @"{1,3}\s*日(?!均|常)|每(?:月|周)" + Number + @"{1,3}[日号]?|(?:星期|周|礼拜)[一二三四五六日1-6](?![\d])"
        + @"|(?<![\d.])\d{2}年(?:代|度)?", RegexOptions.None, ShapeLimits.Milliseconds)]
    private static partial Regex ChineseDate();

    // 3·15, 5·12: days that are known by their numbers.
    [GeneratedRegex(@"(?<!\d)\d{1,2}[·•・]\d{1,2}(?!\d)"
        + @"|(?<!\d)(?:19|20)\d{2}[-/.]\d{1,2}(?:[-/.]\d{1,2})?(?!\d)|(?<!\d)\d{1,2}:\d{2}(?::\d{2})?(?!\d)"
        + @"|(?<![\d.])\d{1,2}/\d{1,2}(?:/\d{2,4})?(?!\d)", RegexOptions.None, ShapeLimits.Milliseconds)]
    private static partial Regex DigitDate();

    [GeneratedRegex(@"\b" + Month + @"\.?\s+\d{1,2}(?:st|nd|rd|th)?(?:\s*(?:[-–—]|to)\s*\d{1,2}(?:st|nd|rd|th)?)?(?:,?\s+(?:19"
        + @"|20)\d{2})?\b(?!\s*%|,\d{3})"
        + @"|\b\d{1,2}(?:st|nd|rd|th)?\s+(?:of\s+)?" + Month + @"\b(?:,?\s+(?:19|20)\d{2}\b)?|\b" + Month + @"\.?,?\s+(?:19|20)\d{2}\b",
        RegexOptions.None, ShapeLimits.Milliseconds)]
    private static partial Regex EnglishDate();

    [GeneratedRegex(@"第?[一二三四1-4]\s*季度|前[一二三四两1-4]个?季度"
        + @"|(?:第?[一二三1-3](?:季度)?\s*[-–—~至到、和及与]\s*){1,3}(?=第?[二三四2-4]季度)"
        + @"|(?<![a-z])q[1-4](?![a-z0-9])(?:\s*(?:of\s+)?(?:19|20)\d{2})?|\bh[12]\b|\d?[上下]半年|[一二三四]季",
        RegexOptions.None, ShapeLimits.Milliseconds)]
    private static partial Regex Quarter();

    [GeneratedRegex(@"[“""「]?十[二三四五六][”""」]?五(?=规划|期间|时期|[”""」])|[“""「]十[二三四五六]五[”""」]|[“""「][一二三四五六七八九十]+[·.、][一二三四五六七八九十]+[”""」]",
        RegexOptions.None, ShapeLimits.Milliseconds)]
    private static partial Regex Plan();

    [GeneratedRegex(@"(?<![\d.])\d{1,2}\s*(?:点(?:半|钟|\d{1,2}分)?|时(?:\d{1,2}分)?)(?![\d一二三四五六七八九])|\b\d{1,2}\s*(?:a\.?m\.?|p\.?m\.?"
        + @"|o'clock)\b|24\s*小时(?=值|在|服|开|不|热|待|营|响|轮|接)|7\s*[×x*]\s*24(?:\s*小时)?", RegexOptions.None, ShapeLimits.Milliseconds)]
    private static partial Regex Hour();

    [GeneratedRegex(@"(?<![\d.〇零一二两三四五六七八九十百千万])(?:近|过去|最近|连续|历时|为期)?" + Number
        + @"+(?:\.\d+)?\s*(?:余|多)?(?:个(?:半)?(?:月|星期|季度)|周(?!岁)|年(?!度|代)|分钟|秒)(?:来|内|以来|后|前)?"
        + @"|\b(?:(?:past|last|next|within|over)\s+(?:the\s+)?)?[\d.]{1,12}[\s-]{0,9}(?:months?|weeks?|years?|minutes?|seconds?"
        + @"|quarters?)\b"
        + @"|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|twelve)[\s-]+(?:months?|weeks?|years?|minutes?|quarters?)\b",
        RegexOptions.None, ShapeLimits.Milliseconds)]
    private static partial Regex Duration();

    [GeneratedRegex(@"\d{1,3}\s*(?:周岁|岁)|\d{2}后(?![续来])|\b\d{1,3}[\s-]*(?:years?[\s-]+old|year-old)\b"
        + @"|\baged\s+\d{1,3}(?:\s+(?:and\s+)?over)?", RegexOptions.None, ShapeLimits.Milliseconds)]
    private static partial Regex Age();

    // Residents over 60: an age, and no number of residents.
    [GeneratedRegex(@"(?<=\b(?:residents?|people|persons?|adults?|those|citizens|pensioners|men|women"
        + @"|children)\s+(?:aged\s+)?)(?:over|above|under|below|older than"
        + @"|younger than)\s+\d{1,3}\b(?!\s*(?:%|per\b|[,.]\d|petition|case|yuan|event|visit|hazard|household|wish|hour))",
        RegexOptions.None, ShapeLimits.Milliseconds)]
    private static partial Regex OldOrYoung();

    [GeneratedRegex(@"第\s*" + Number + @"+\s*(?:[次届批期名位个条章节项轮号])?|\b\d+(?:st|nd|rd|th)\b|(?<=[见如按:：（(\s]|^)(?:表|图|附件|附表|附图|案例"
        + @"|专栏)\s*[0-9一二三四五六七八九十]{1,3}(?:[-–]\d+)?(?![\d余多]|人|件|次|个)"
        + @"|\b(?:table|figure|fig\.|annex|article|section|chapter|item|step|page|stage|phase|level|grade|version|issue"
        + @"|part)\s+\d+(?:\.\d+)*\b"
        + @"|[a-z一-龥]?(?:一|二|三|四|五|六|七|八|九|十)(?:是|则|来(?![个件名位户场次人处项条吨]"
        + @"|(?<=十来)(?:天(?!津)|米|公[里斤]|小时|工时|口(?!岸|头)|车(?!站|间|库)|千[克米]|座|元)))(?=[^\d])|排名[前第]?\d+|前" + Number + @"+名|top\s+\d+|\d+级(?!台)",
        RegexOptions.None, ShapeLimits.Milliseconds)]
    private static partial Regex Ordinal();

    [GeneratedRegex(@"(?m)^[ \t\u3000]*(?:[（(]?\d{1,2}(?:\.\d{1,2})*[)）、.](?!\d)|[（(]?[一二三四五六七八九十]{1,3}[)）、.])"
        + @"|[（(][一二三四五六七八九十\d]{1,2}[)）]|[①-⑳]", RegexOptions.None, ShapeLimits.Milliseconds)]
    private static partial Regex Heading();

    [GeneratedRegex(@"(?<![\d.])" + Number + @"{1,12}(?:[-–—]\d{1,6}){0,4}\s*(?:号楼|号院|号门|号室|号(?!召|称)|栋|幢|单元|号?楼(?!栋|宇|道)|层(?!面|级)"
        + @"|室(?!内|外)|弄"
        + @"|路(?:公交)?|巷|门(?!口))(?:\s*\d{1,6}(?:[-–—]\d{1,6}){0,4}\s*(?:单元|层|室|号|门)){0,4}(?:\s*\d{3,4}(?![\d余多]))?",
        RegexOptions.None, ShapeLimits.Milliseconds)]
    private static partial Regex Address();

    [GeneratedRegex(@"\b(?:room|rm\.?|building|bldg\.?|block|unit|floor|flat|apartment|apt\.?|no\.|number|lane|road|house|bus"
        + @"|route)\s*#?\d+(?:[-–]\d+)*\b|#\d+|\b\d{1,6}(?:[-–]\d{1,6}){0,4}\s+(?:[a-z]{2,20}\s+){0,2}(?:street|road|avenue|lane)\b(?!s)",
        RegexOptions.None, ShapeLimits.Milliseconds)]
    private static partial Regex EnglishAddress();

    [GeneratedRegex(@"(?<![a-z])(?!fy\s?(?:19|20)?\d{2}\b)[a-z]{1,24}[-_]?\d[\da-z\-_]{0,40}\b"
        + @"(?<!\brmb\d*)(?<!\bcny\d*)|\d+\s*\+\s*[nx\d][\d+nx]*"
        + @"|\b[nx]\s*[+×]\s*\d+"
        + @"|(?<![\d.])\d+\.\d+\.\d+[\d.]*|\d+[gd](?![a-z])|\da级"
        + @"|(?:编号|单号|工单号|文号|邮编|邮政编码|车牌号?|账号|卡号|工号|编码|代码|身份证号?|qq|微信号?|postcode)\s*[:：]?\s*[\da-z\-]+"
        + @"|(?<![\d.,])\d+\s*[×*]\s*\d+"
        + @"|(?<![\d.,])\d{9,10}(?![\d.,元人件])", RegexOptions.None, ShapeLimits.Milliseconds)]
    private static partial Regex Code();

    [GeneratedRegex(@"(?<=\b(?:in|of|since|from|by|until|during|year|for|to|and|spring|summer|autumn|winter|end)\s+(?:of\s+)?)(?:19"
        + @"|20)\d{2}\b(?![,.]\d)(?!\s*[一-龥%])(?!\s+(?:petitions|cases|events|households|visits|yuan|people|persons|person|volunteers"
        + @"|residents|metres|m\b|t\b|wishes|hazards|services|attend|ports|hours|tonnes))"
        + @"|(?<![\d.,])(?:19|20)\d{2}(?=[\-–](?:\d{2}|(?:19|20)\d{2})\b)[\-–]\d{2,4}", RegexOptions.None, ShapeLimits.Milliseconds)]
    private static partial Regex EnglishYear();
}
