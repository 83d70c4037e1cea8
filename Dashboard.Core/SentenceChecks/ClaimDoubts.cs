using System.Text.RegularExpressions;
using Concentric.Ledgers;
using Concentric.Metrics;

namespace Concentric.SentenceChecks;

/// <summary>
/// Tells whether what stands around a number narrows the metric that its words name: a sort, a source, a severity, an average, a share, a
/// part. Then the figure of the whole bears out nothing, however many there are.
/// </summary>
internal static partial class ClaimDoubts
{
    /// <param name="matcher">Knows the words of metrics.</param>
    /// <param name="terms">Folded names of the office's sorts and sources.</param>
    public static bool IsNarrowed(MetricMatcher matcher, ReadText text, ReadClaim claim, MetricCandidate candidate,
        IReadOnlyList<MetricCandidate> candidates, IReadOnlyList<string> terms)
    {
        var (folded, near, own) = (text.Folded, claim.Near, MetricMatcher.WordsOf(candidate.Metric));
        text = text with { Named = MetricMatcher.Known(text, claim) };
        if (IsOfOtherThings(folded, claim, own) || IsMeasuredOtherwise(folded, claim, candidate.Metric)
            || IsGivenByOthers(folded, claim, candidate.Metric) || IsOfOtherRecords(folded, claim, candidate)) return true;
        if (candidate.IsComplement)
            own = [.. own, .. candidate.Places.Select(place => folded.Substring(place.Start, place.Length))];
        // The words of a list are those of all its metrics.
        if (claim.ListedAs is not null)
            own = [.. own.Concat(candidates.Where(one => one.IsWhole).SelectMany(one => MetricMatcher.WordsOf(one.Metric))).Distinct()];
        if (SaysPart(text, near, claim.Span, own, terms)) return true;
        var places = candidate.Places.Where(place => place.Overlaps(near)).ToList();
        var beside = places.Count == 0 ? near : TextSpan.Between(Math.Min(claim.Span.Start, places.Min(place => place.Start)),
            Math.Max(claim.Span.End, places.Max(place => place.End)));
        // What stands between a metric's words and the number says which of them: 发现重大隐患, "held 28 cultural events".
        if (PlainWords.Strange(folded, beside, own, text.Named).Count > 0) return true;
        if (places.Count > 0 && IsDescribed(text, near.Start, places.MinBy(place => place.Start), own)) return true;
        // What the clauses before say of the subject holds for a number that has only them.
        var far = candidate.Places.Where(place => !place.Overlaps(near)).ToList();
        if (far.Count == 0) return false;
        var (first, last) = (far.MinBy(place => place.Start), far.MaxBy(place => place.End));
        var clause = TextSpan.Between(ClauseFrom(folded, first.Start, claim.Before.Start),
            Math.Min(near.Start, ClauseTo(folded, last.End)));
        if (clause.Length <= 0) return false;
        if (SaysPart(text, clause, default, own, terms)) return true;
        // 受理诉求255件，办结246件: 受理 is said of the same things, and describes none.
        IReadOnlyCollection<string> family = [.. matcher.FamilyWords(candidate.Metric), .. own];
        return IsDescribed(text, clause.Start, first, family)
            || PlainWords.Strange(folded, TextSpan.Between(first.Start, last.End), family, text.Named).Count > 0;
    }

    /// <summary>有7个社区, "five communities": what is counted is places, households or firms.</summary>
    private static bool IsOfOtherThings(string folded, ReadClaim claim, IReadOnlyCollection<string> own)
    {
        var clause = TextSpan.Between(ClauseFrom(folded, claim.Span.Start, claim.Before.Start), claim.Near.End);
        return CountedPlaces().Matches(folded[clause.Start..clause.End]).Any(match => !own.Contains(match.Groups["what"].Value)
            && !own.Any(word => match.Groups["what"].Value.StartsWith(word, StringComparison.Ordinal)));
    }

    /// <summary>平均用时4天: the figure is the median of working days, and neither an average nor calendar days.</summary>
    private static bool IsMeasuredOtherwise(string folded, ReadClaim claim, Metric metric) => metric.Unit == MetricUnit.WorkingDays
        && (!WorkingDays().IsMatch(folded[claim.Span.Start..claim.Span.End])
            || Average().IsMatch(folded[ClauseFrom(folded, claim.Span.Start, claim.Before.Start)..claim.Near.End]));

    /// <summary>街道投入, 财政资金: what co-builders give is counted, and no public money.</summary>
    private static bool IsGivenByOthers(string folded, ReadClaim claim, Metric metric) =>
        metric.Key.StartsWith("contributions.", StringComparison.Ordinal)
        && PublicMoney().IsMatch(folded[ClauseFrom(folded, claim.Span.Start, claim.Before.Start)..claim.Near.End]);

    /// <summary>议定事项按期办结的有88%: what is closed or rectified is something else.</summary>
    private static bool IsOfOtherRecords(string folded, ReadClaim claim, MetricCandidate candidate) =>
        ClaimComplements.Has(candidate.Metric.Key) && candidate.Places.Count > 0 && ClaimRecords.AreOthers(folded, candidate.Metric,
            claim.Before.Start, TextSpan.Between(candidate.Places.Min(place => place.Start), candidate.Places.Max(place => place.End)),
            claim.Near.End);

    private static bool SaysPart(ReadText text, TextSpan within, TextSpan number, IReadOnlyCollection<string> own,
        IReadOnlyList<string> terms)
    {
        // What is said by the metric's own name is the metric: 逾期重大隐患.
        var said = text.Folded.Substring(within.Start, within.Length).ToCharArray();
        foreach (var span in text.Named.Append(number).Where(span => span.Overlaps(within)))
            for (var i = Math.Max(span.Start, within.Start); i < Math.Min(span.End, within.End); i++)
                // A named community or period is read as such, and only 其中 before it says no more.
                said[i - within.Start] = span == number ? '#' : '@';
        var plain = new string(said);
        foreach (var word in own.Where(word => word.Length > 1))
            plain = char.IsAsciiLetter(word[0]) ? plain : plain.Replace(word, new string('\u0002', word.Length), StringComparison.Ordinal);
        return Part().Matches(plain).Any(match => !own.Any(word => char.IsAsciiLetter(word[0])
                && word.Split(' ').Any(one => match.Value.StartsWith(one, StringComparison.Ordinal))))
            || terms.Any(term => IsSaid(plain, term) && !own.Any(word => word.Contains(term, StringComparison.Ordinal)));
    }

    private static bool IsSaid(string text, string term)
    {
        var at = text.IndexOf(term, StringComparison.Ordinal);
        return at >= 0 && (!char.IsAsciiLetter(term[0]) || ((at == 0 || !char.IsAsciiLetter(text[at - 1]))
            && (at + term.Length >= text.Length || !char.IsAsciiLetter(text[at + term.Length]) || text[at + term.Length] == 's')));
    }

    /// <summary>True where a noun or a rate is described right before it: 供暖诉求办结率, "heating petitions".</summary>
    private static bool IsDescribed(ReadText text, int from, TextSpan first, IReadOnlyCollection<string> own)
    {
        var name = text.Folded.Substring(first.Start, first.Length);
        if (!Things().IsMatch(name)) return false;
        var masked = PlainWords.Masked(text.Folded, TextSpan.Between(from, first.Start), own, text.Named);
        // Of "the street's party secretaries were exchanged" nothing is described by a word farther off.
        var at = masked.Length - 1;
        while (at >= 0 && (masked[at] == ' ' || IsModifier(text.Folded, from + at, masked[at]))) at--;
        return at >= 0 && char.IsLetter(masked[at]);
    }

    /// <summary>安全, 群众, 的 and a family's name stand between what describes and what is described.</summary>
    private static bool IsModifier(string folded, int at, char masked) =>
        masked == '\u0001' && Modifiers.Contains(folded[at], StringComparison.Ordinal);

    private const string Modifiers = "安全群众居民市百姓生的诉求隐患类";

    private static int ClauseFrom(string folded, int at, int first)
    {
        while (at > first && (folded[at - 1] is not ('，' or ',' or '（' or '(' or '）' or ')')
            || MetricMatcher.IsInNumber(folded, at - 1))) at--;
        return at;
    }

    private static int ClauseTo(string folded, int at)
    {
        while (at < folded.Length && (folded[at] is not ('，' or ',' or '（' or '(' or '）' or ')')
            || MetricMatcher.IsInNumber(folded, at))) at++;
        return at;
    }

    [GeneratedRegex(@"工作日|\bworking\b", RegexOptions.None, ShapeLimits.Milliseconds)]
    private static partial Regex WorkingDays();

    [GeneratedRegex(@"平均|均值|\b(?:average|averag\w{1,3}|mean)\b", RegexOptions.None, ShapeLimits.Milliseconds)]
    private static partial Regex Average();

    [GeneratedRegex(@"财政|专项|上级|拨款|拨付|政府|区里|市里|本级|预算|(?:街道(?:办事处|办)?|社区|居委会|自筹)(?=投入|出资|筹集|筹措|安排|支出|拿出)|彩票公益金|党费"
        + @"|\b(?:government|fiscal|budget|public money|public funds|treasury|special funds?|subsid\w{1,4}|grants? from"
        + @"|(?:street|office|district|city) (?:has |had )?(?:invested|spent|provided|paid|contributed|gave|given))\b",
        RegexOptions.None, ShapeLimits.Milliseconds)]
    private static partial Regex PublicMoney();

    [GeneratedRegex(@"(?:率|度|量|诉求|工单|投诉|来电|隐患|风险点?|活动|心愿|问题|难题|事项|服务|志愿者|垃圾|恳谈会?|协商会?|会议|会商|文艺|义诊|演出|大集|资金|道路)$"
        + @"|^(?:petition|request|complaint|appeal|hazard|risk|event|activit|wish|problem|issue|satisfaction|rubbish|closing rate"
        + @"|on-time|on time|talk|clean-?up"
        + @"|home visit|visit|fair|show|commitment|service)", RegexOptions.None, ShapeLimits.Milliseconds)]
    private static partial Regex Things();

    [GeneratedRegex(@"(?:[0-9一二两三四五六七八九十百]\s*[余多]?个(?:以上)?的?|[0-9]\s*)(?<what>社区|小区|网格|楼栋|街道|单位|部门|企业|商户|家庭|党组织|支部|物业)"
        + @"|\b(?:[0-9]+|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|several|most|many|few|some)\s+(?:of the "
        + @"|of our |or more )?(?<what>communit|neighbo"
        + @"|compan|firm|department|compounds|buildings)", RegexOptions.None, ShapeLimits.Milliseconds)]
    private static partial Regex CountedPlaces();

    // @ stands for a named community, period or comparison, # for the number.
    [GeneratedRegex(@"其中(?![^@#，]{0,4}@)|书记|主任|领导|带队|班子|网格员|民警|律师|医生|社工|代表委员"
        + @"|[每某](?!月例会)|平均|人均|户均|场均|[日月周年季]均|均(?=\s*(?:超|达|为|在|有|不|近|约|高|低|多|逾|至|#))|占|(?<![各多分种])类(?!别"
        + @"|型|似)|涉及|关于|有关|针对|来自|属于"
        + @"|当场|当天|当日|当月(?=办|解|整)|现场|一次性|首次|首批|再次|二次|反复|重复|重点|重大|较大|一般|特大|典型|突出|紧急|疑难|大型|小型|线上|线下|网上|网络|微信|电话|来访|来信|上级|转办|交办|督办|自办"
        + @"|岁|老年|老人|长者|儿童|少年|学生|妇女|残疾|党员|干部|困难|低保|独居|空巢|退役|企业|商户|业主|租户|物业|楼栋|网格|部分|个别|多数|少数|一半|半数|最高|最多|最低|最大|单[日月周次场]|峰值|新增|新发"
        + @"|以上(?:社区|居民|的)|#的(?:社区|小区|网格)"
        + @"|\b(?:each|every|per|average|averag\w+|mean|daily|weekly|hourly|annually|major|minor|serious|severe|urgent|some|certain"
        + @"|several|many of|most of|part of|half of"
        + @"|share of(?! satisf)|proportion|portion|only those|(?:of which|of whom|of these|of those|of them|including)(?! ?@)"
        + @"|secretar\w{1,5}|leaders?|officials?|cadres?|police\w{0,3}|doctors?|lawyers?"
        + @"|repeat\w*|first-time|online|offline|elderly|older|young\w*|child\w*"
        + @"|women|members?|disabled|aged|over \d+|about (?!(?:the |a )?(?:#|@|\d))[a-z]+|(?:concerning|regarding|involving"
        + @"|relating to|related to"
        + @"|on the subject of|related|connected with"
        + @"|due to|because of|thanks to|via|by (?!(?:the |a |an )?(?:#|@|\d|street|us\b|year|month|quarter|half|end\b|office))[a-z]+"
        + @"|through (?!(?:the )?@)[a-z]+"
        + @"|from (?!(?:the |a |its )?(?:#|@|\d|street|previous|preceding|last|year|month|quarter|week))[a-z]+"
        + @"|among (?!(?:the )?@)[a-z]+)|at (?:least )?one|single|new|largest|smallest|highest|peak|alone)\b",
        RegexOptions.None, ShapeLimits.Milliseconds)]
    private static partial Regex Part();
}
