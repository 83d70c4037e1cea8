using System.Text.RegularExpressions;

namespace Concentric.SentenceChecks;

/// <summary>
/// Tells which numbers are no figure of the street as a whole, though they look like one: what is planned or expected, parts and shares of
/// a number said before, averages, and what is compared with another place instead of another time. All read folded text.
/// </summary>
internal static partial class ClaimContexts
{
    /// <summary>How far behind a number a plan may be told.</summary>
    private const int PlanReach = 48;

    /// <summary>How many numbers of a sentence, and how far before a number its words, are looked at.</summary>
    private const int MostEarlier = 24, MostBefore = 400;

    /// <summary>The claims of a text, in its order, each with what its sentence makes of it.</summary>
    public static List<ReadClaim> Tell(string folded, IReadOnlyList<TextSpan> sentences, IReadOnlyList<CommunityMention> places,
        IReadOnlyList<ReadClaim> claims)
    {
        var told = new List<ReadClaim>(claims.Count);
        var (next, sentence, begin) = (0, default(TextSpan), 0);
        for (var i = 0; i < claims.Count; i++)
        {
            while (next < sentences.Count && sentences[next].Start <= claims[i].Span.Start)
                (sentence, begin) = (sentences[next++], told.Count);
            var behind = i + 1 < claims.Count ? Math.Min(sentence.End, claims[i + 1].Span.Start) : sentence.End;
            told.Add(Told(folded, sentence, places, claims[i], [.. told.Skip(Math.Max(begin, told.Count - MostEarlier))], behind));
        }

        Pair(told);
        return told;
    }

    /// <summary>
    /// 其中馨盛园83件、馨顺园79件，占比分别为11.9%、11.3%: as many shares as parts are those of the parts in their order. Otherwise it is
    /// not told of which of several parts a share is.
    /// </summary>
    private static void Pair(List<ReadClaim> told)
    {
        for (var i = 0; i < told.Count; i++)
        {
            if (told[i] is not { Part: ClaimPart.Share, Portion: not null }) continue;
            var (parts, shares) = (i, i);
            while (parts > 0 && told[parts - 1] is { Part: ClaimPart.OfWhole } part && part.Whole == told[i].Whole) parts--;
            while (shares < told.Count && told[shares] is { Part: ClaimPart.Share } share && share.Whole == told[i].Whole) shares++;
            if (i - parts < 2) continue;
            for (var j = i; j < shares; j++)
                told[j] = told[j] with { Portion = shares - i == i - parts ? told[parts + j - i].Span : null };
            i = shares - 1;
        }
    }

    private static ReadClaim Told(string folded, TextSpan sentence, IReadOnlyList<CommunityMention> places, ReadClaim claim,
        IReadOnlyList<ReadClaim> earlier, int behind)
    {
        var (start, end) = (claim.Span.Start, claim.Span.End);
        sentence = TextSpan.Between(Math.Max(sentence.Start, start - MostBefore), Math.Max(sentence.End, start));
        var before = folded[Math.Min(sentence.Start, start)..start];
        if (IsPlan(before, folded[end..Math.Clamp(behind, end, end + PlanReach)])) return claim with { IsPlan = true };
        if (IsBesidePlace(folded, sentence, places, claim, earlier, Math.Max(end, behind))) return claim with { IsBesidePlace = true };
        if (claim.Measure != ClaimMeasure.Level || claim.IsBase || claim.Move is not null) return claim;
        var since = earlier.Count > 0 ? Math.Max(sentence.Start, earlier[^1].Span.End) : sentence.Start;
        var near = folded[Math.Min(since, start)..start];
        var (whole, last) = WholeOf(folded, sentence, claim, earlier);
        if (claim.Unit is { IsPercent: true })
            return claim.Part is null && !Shares().IsMatch(near)
                && !(earlier is [.., { Part: ClaimPart.Share, Unit.IsPercent: true }] && Joint().IsMatch(near)) ? claim
                : claim with { Part = ClaimPart.Share, Whole = whole, Portion = whole is null ? null : last };
        if (Each().IsMatch(near) || EachBehind().IsMatch(folded[end..Math.Max(end, behind)])) return claim with { Part = ClaimPart.Each };
        return whole is null ? claim : claim with { Part = ClaimPart.OfWhole, Whole = whole };
    }

    /// <summary>
    /// True where a plan is told before the number and nothing since says that it is done, or right behind it.
    /// </summary>
    private static bool IsPlan(string before, string behind)
    {
        if (PlannedNumber().IsMatch(before) || PlanBehind().IsMatch(behind)) return true;
        return Plan().Matches(before) is [.., var last] && !Done().IsMatch(before[(last.Index + last.Length)..]);
    }

    /// <summary>高于全街平均2个百分点, 比馨顺园多12件, "12 more than in Xinshun Garden": no time is compared.</summary>
    private static bool IsBesidePlace(string folded, TextSpan sentence, IReadOnlyList<CommunityMention> places, ReadClaim claim,
        IReadOnlyList<ReadClaim> earlier, int behind)
    {
        var (start, end) = (claim.Span.Start, claim.Span.End);
        var from = Math.Min(start, earlier.Count > 0 ? Math.Max(sentence.Start, earlier[^1].Span.End) : sentence.Start);
        foreach (Match match in Beside().Matches(folded[from..start]))
        {
            var at = from + match.Index + match.Length;
            if (match.Groups["place"].Success || places.Any(place => place.Span.Start >= at && place.Span.Start - at <= 1
                && place.Span.End <= start)) return true;
        }

        // In English the other place stands behind.
        return claim.Unit is not null && BesideBehind().Match(folded, end, behind - end) is { Success: true } than
            && (than.Groups["place"].Success || places.Any(place => place.Span.Start == than.Index + than.Length));
    }

    /// <summary>The number of which "其中" or "of which" begins the parts, and the last part before a claim; null without them.</summary>
    private static (TextSpan? Whole, TextSpan? Portion) WholeOf(string folded, TextSpan sentence, ReadClaim claim,
        IReadOnlyList<ReadClaim> earlier)
    {
        if (OfWhole().Matches(folded[sentence.Start..claim.Span.Start]) is not [.., var mark]) return default;
        var at = sentence.Start + mark.Index;
        var whole = earlier.LastOrDefault(one => one.Span.End <= at && one is
        {
            Measure: ClaimMeasure.Level, IsBase: false, Part: null,
            IsPlan: false, Unit.IsPercent: false
        });
        if (whole is null || (claim.Unit is { IsPercent: false } unit && !unit.Kinds.Intersect(whole.Unit!.Kinds).Any())) return default;
        return (whole.Span, earlier[^1] is { Part: ClaimPart.OfWhole } part ? part.Span : null);
    }

    [GeneratedRegex(@"预计|预期|力争|争取(?!了|到|上级|资金|财政|专项|[^，。,;；]{0,4}资金)"
        + @"|有望|打算|(?<!模|比)拟(?=[定再新于在组开举建]|全年|年内)|确保(?!了)|下一?步|下一阶段|明年|下个?月(?!份以来)|下个?季度|今后|未来"
        + @"|(?<![按照据依作动程度基合生庭]|[一二三五]年)计划(?![生，。的书表外]|任务)"
        + @"|(?<!即)将(?=(?:继续|再|陆续|进一步|逐步|全面|分批|于[^，。]{1,10}?|在[^，。]{1,12}?)?(?:开展|举办|举行|组织|召开|新建|新增|建成|建设|完成|达到?|实现|解决"
        + @"|走访|投入|筹集|整改|清运|清掏|修补|提供|发放|培训|惠及|增至|增加|超过|突破))"
        + @"|\b(?:will|shall|should|expects? to|expected to|plans? to|planned to|planning to|aims? (?:to|for|at)|aiming (?:to|for)"
        + @"|intends? to|hopes? to|is to|are to|projected to|forecast to|set to|next (?:year|month|quarter|week))\b",
        RegexOptions.None, ShapeLimits.Milliseconds)]
    private static partial Regex Plan();

    /// <summary>年度目标200场, a target of 95 %: the number is the plan's, also where it was met.</summary>
    [GeneratedRegex(@"(?:目标|计划|任务)(?:任务|值|数量?)?(?:为|是|定为|[:：])?(?:走访|开展|举办|解决|办结|新建|完成|清运)?(?:不少于|不低于|至少|超过|约)?\s*$"
        + @"|目标(?:任务|值|数量?)?(?:为|是|定为|[:：])?(?:(?:(?:19|20)[0-9]{2}年)?(?:[0-9一二三四五六七八九十]{1,3}月份?|第?[一二三四1-4]季度|[上下]半年|全年)?)"
        + @"(?:为|是|定为)?(?:(?:走访|入户|开展|举办|受理|解决|化解|办结|排查|整改|新建|建成|完成|清运|清掏|修补|提供|筹集|实现)[^，。,;；:：\d]{0,6})?(?:不少于|不低于|至少|超过|约)?\s*$"
        + @"|\b(?:target|goal|plan|forecast)s?\s+(?:(?:for|in)\s+(?:[\w']{1,20}\s+){1,5})?"
        + @"(?:of|is|was|were|for|to|stood at)\s+(?:\w+\s+){0,2}$", RegexOptions.None, ShapeLimits.Milliseconds)]
    private static partial Regex PlannedNumber();

    [GeneratedRegex(@"^[^，。,;；.]{0,12}?(?:预计|力争|有望|将(?:于|在)|计划(?:于|在))|^是[^，。,;；]{0,6}目标"
        + @"|^的(?:年度|全年)?(?:目标|计划|任务)(?!.{0,4}(?:已|全面|顺利|如期)?(?:完成|实现|达到))"
        + @"|^[^,.;]{0,40}?\b(?:will|(?:is|are) (?:expected|planned|due|projected|forecast) to|(?:is|are) to be)\b",
        RegexOptions.None, ShapeLimits.Milliseconds)]
    private static partial Regex PlanBehind();

    [GeneratedRegex(@"已|实际|目前|截至|截止|累计|现有|[，,](?:今年|去年|上半年|前[一二两三]个?季度|本月|上月)"
        + @"|(?<![为除])了(?!解)|\b(?:actually|already|so far|to date|has|have|had|was|were|in fact)\b",
        RegexOptions.None, ShapeLimits.Milliseconds)]
    private static partial Regex Done();

    [GeneratedRegex(@"(?:比|较|高于|低于|多于|少于|高出|低出|好于|优于|领先(?:于)?|\b(?:than|above|below|over)\s+(?:in |for )?(?:the )?)"
        + @"(?<place>(?:全街道?|全市|全区|全国|全省|各社区|其他|其余|兄弟|周边|同类|街道)[^，。,;；]{0,12}"
        + @"|[^，。,;；]{0,6}平均|(?:street|city|district)(?:'s)? average|average)?", RegexOptions.None, ShapeLimits.Milliseconds)]
    private static partial Regex Beside();

    [GeneratedRegex(@"\G[^,.;0-9]{0,40}?\b(?:more|fewer|less|higher|lower|above|below)?\b[^,.;0-9]{0,30}?"
        + @"\bthan (?:in |that of |for )?(?:the )?"
        + @"(?<place>(?:street|city|district)(?:'s)? average|average|other communities)?", RegexOptions.None, ShapeLimits.Milliseconds)]
    private static partial Regex BesideBehind();

    [GeneratedRegex(@"^(?:[、和及与]|,?\s+and\s+|,\s*)(?:约|近)?$", RegexOptions.None, ShapeLimits.Milliseconds)]
    private static partial Regex Joint();

    [GeneratedRegex(@"其中|(?<!工作)包括|包含|\b(?:of which|of these|of those|of them|among them|among which|including)\b",
        RegexOptions.None, ShapeLimits.Milliseconds)]
    private static partial Regex OfWhole();

    [GeneratedRegex(@"(?:占|比重)(?:比|到|了|据)?[^，。,;；]{0,12}$"
        + @"|\b(?:account(?:s|ed|ing)? for|make up|made up|a share of|or)\s+(?:\w+\s+)?$|任务的\s*$|计划的\s*$",
        RegexOptions.None, ShapeLimits.Milliseconds)]
    private static partial Regex Shares();

    [GeneratedRegex(@"(?:平均每|人均|户均|场均|月均|日均|年均|每[百千万]?(?:个|场|月|周|天|日|人|户|次|年|季度|社区))[^，。,;；]{0,10}$"
        + @"|\b(?:an average of|each|every)\s+(?:\w+\s+){0,4}$", RegexOptions.None, ShapeLimits.Milliseconds)]
    private static partial Regex Each();

    [GeneratedRegex(@"^\s*(?:on average\b|(?:per|each|every|a) (?:month|week|day|year|event|household|community|person|resident|visit)\b)",
        RegexOptions.None, ShapeLimits.Milliseconds)]
    private static partial Regex EachBehind();
}
