using System.Collections.Frozen;
using Concentric.Ledgers;

namespace Concentric.SentenceChecks;

/// <summary>The words for units, in both languages, and the units of metrics that each may be.</summary>
public static class ClaimUnits
{
    /// <summary>The words of a noun phrase within which its unit is looked for: "septic tanks", "volunteer attendances".</summary>
    private const int MostWords = 5;

    /// <summary>Behind the number, the longest first.</summary>
    private static readonly (string Word, ClaimUnit Unit)[] Chinese = [.. new (string, ClaimUnit)[]
    {
        ("个百分点", Points), ("百分点", Points), ("%", Percent), ("‰", new([MetricUnit.Rate], 0.1m, IsPercent: true)),
        ("人次", Of(MetricUnit.PersonTimes)), ("人", Of(MetricUnit.Persons)), ("名", Of(MetricUnit.Persons)), ("位", Of(MetricUnit.Persons)),
        ("户次", None), ("户", Of(MetricUnit.Households)),
        ("件次", Of(MetricUnit.Cases)), ("件", Of(MetricUnit.Cases, MetricUnit.Items, MetricUnit.Wishes, MetricUnit.Services)),
        ("起", Of(MetricUnit.Cases, MetricUnit.Points, MetricUnit.Items)), ("宗", Of(MetricUnit.Cases)),
        ("个小时", Hours), ("小时", Hours), ("工时", Hours), ("个工作日", Days), ("工作日", Days), ("天", Days),
        ("个", Of(MetricUnit.Wishes, MetricUnit.Items, MetricUnit.Cases, MetricUnit.Points, MetricUnit.Ports, MetricUnit.Services,
            MetricUnit.Lanes, MetricUnit.Tanks)),
        ("场次", Held), ("场", Held), ("次", Of(MetricUnit.Visits, MetricUnit.Meetings, MetricUnit.Events)), ("回", Held),
        ("项", Of(MetricUnit.Services, MetricUnit.Items, MetricUnit.Cases, MetricUnit.Points)), ("种", Of(MetricUnit.Services)),
        ("类", Of(MetricUnit.Services)), ("处", Of(MetricUnit.Points, MetricUnit.Cases)),
        ("条", Of(MetricUnit.Lanes, MetricUnit.Points, MetricUnit.Cases, MetricUnit.Wishes)), ("座", Of(MetricUnit.Tanks)),
        ("口", Of(MetricUnit.Tanks, MetricUnit.Ports)), ("车次", Of(MetricUnit.Truckloads)), ("车", Of(MetricUnit.Truckloads)),
        ("吨", Of(MetricUnit.Tonnes)), ("公斤", new([MetricUnit.Tonnes], 0.001m)), ("千克", new([MetricUnit.Tonnes], 0.001m)),
        ("平方米", None), ("平米", None), ("立方米", None), ("公里", Kilometres), ("千米", Kilometres), ("延米", Of(MetricUnit.Metres)),
        ("米", Of(MetricUnit.Metres)), ("元", Of(MetricUnit.Yuan)), ("分", new([MetricUnit.Rate], IsPercent: true)),
        ("套", None), ("台", None), ("辆", None), ("盏", None), ("棵", None), ("株", None), ("份", None), ("张", None), ("支", None),
        ("家", None), ("所", None), ("部", None), ("册", None), ("批", None), ("亩", None), ("公顷", None), ("篇", None), ("倍", None),
        ("组", None), ("对", None), ("间", None), ("块", None), ("根", None), ("面", None), ("桶", None), ("袋", None),
    }.OrderByDescending(one => one.Item1.Length)];

    private static readonly FrozenDictionary<string, ClaimUnit> English = new (string Words, ClaimUnit Unit)[]
    {
        ("percent|%|pct", Percent), ("pp|pts|pt", Points),
        ("case|cases|petition|petitions|request|requests|complaint|complaints|appeal|appeals|demands",
            Of(MetricUnit.Cases, MetricUnit.Items)),
        ("problem|problems|issue|issues|item|items|matters", Of(MetricUnit.Cases, MetricUnit.Items, MetricUnit.Points)),
        ("hazard|hazards|risk|risks|points|spots", Of(MetricUnit.Points, MetricUnit.Items)),
        ("event|events|activity|activities|clean-up|clean-ups|cleanup|cleanups|show|shows|performances|clinic|clinics|fair|fairs|campaigns",
            Held),
        ("meeting|meetings|conference|conferences|talk|talks|negotiation|negotiations|session|sessions|discussions",
            Of(MetricUnit.Meetings, MetricUnit.Events)),
        ("visit|visits|times", Of(MetricUnit.Visits, MetricUnit.Meetings, MetricUnit.Events)),
        ("person-times|attendance|attendances|participations", Of(MetricUnit.PersonTimes)),
        ("participants|attendees|errand|errands", Of(MetricUnit.PersonTimes)),
        // English has no word apart for those who came twice.
        ("person|persons|people|resident|residents|volunteer|volunteers", Of(MetricUnit.Persons, MetricUnit.PersonTimes)),
        ("worker|workers|officer|officers|leaflets|trees|seats|meals|company|companies|square metres|units", None),
        ("secretary|secretaries", Of(MetricUnit.Persons)), ("community|communities", Of(MetricUnit.Items)),
        ("household|households|family|families|homes", Of(MetricUnit.Households)), ("wish|wishes", Of(MetricUnit.Wishes)),
        ("service|services", Of(MetricUnit.Services)), ("strand|strands|actions", Of(MetricUnit.Items)),
        ("yuan|rmb|cny", Of(MetricUnit.Yuan)), ("hour|hours", Hours), ("day|days", Days),
        ("t|ton|tons|tonne|tonnes", Of(MetricUnit.Tonnes)), ("kg|kilograms", new([MetricUnit.Tonnes], 0.001m)),
        ("m|metre|metres|meter|meters", Of(MetricUnit.Metres)), ("km|kilometre|kilometres|kilometer|kilometers", Kilometres),
        ("tank|tanks|pits|wells", Of(MetricUnit.Tanks)), ("truckload|truckloads|trucks|loads", Of(MetricUnit.Truckloads)),
        ("port|ports|chargers", Of(MetricUnit.Ports)), ("lane|lanes|passages", Of(MetricUnit.Lanes, MetricUnit.Points)),
        ("score|marks", new([MetricUnit.Rate], IsPercent: true)),
    }.SelectMany(one => one.Words.Split('|').Select(word => (word, one.Unit))).ToFrozenDictionary(one => one.word, one => one.Unit);

    /// <summary>Behind 个, where they say what is counted.</summary>
    private static readonly (string Noun, ClaimUnit Unit)[] Counted =
    [
        ("社区", Of(MetricUnit.Items)), ("小区", None), ("网格", None), ("部门", None), ("单位", None), ("支部", None), ("党组织", None), ("村", None),
    ];

    /// <summary>With these a noun phrase is over.</summary>
    private static readonly FrozenSet<string> Ends = ("of in for to from by with at on off than that which who were was is are be "
        + "been has have had "
        + "more fewer less higher lower and or "
        + "but while during since this last after before as per each it they we can could will would took came").Split(' ')
        .ToFrozenSet();

    // Expressions, for the tables above are made of them.
    private static ClaimUnit Percent => new([MetricUnit.Rate], IsPercent: true);

    internal static ClaimUnit Points => new([MetricUnit.Rate], IsPoints: true);

    private static ClaimUnit None => new([]);

    private static ClaimUnit Hours => new([MetricUnit.Hours], IsSpan: true);

    private static ClaimUnit Days => new([MetricUnit.WorkingDays], IsSpan: true);

    private static ClaimUnit Held => Of(MetricUnit.Events, MetricUnit.Meetings);

    private static ClaimUnit Kilometres => new([MetricUnit.Metres], 1_000);

    internal static ClaimUnit PerCent => Percent;

    internal static ClaimUnit Yuan => Of(MetricUnit.Yuan);

    /// <summary>The unit that stands at a place of a folded text, and where it ends; null when there is none.</summary>
    internal static (ClaimUnit Unit, int End)? At(string folded, int start)
    {
        var at = start;
        while (at < folded.Length && folded[at] == ' ') at++;
        // 13个社区 are counted by what stands behind 个.
        if (at < folded.Length && folded[at] == '个')
        {
            foreach (var (noun, counted) in Counted)
                if (string.CompareOrdinal(folded, at + 1, noun, 0, noun.Length) == 0) return (counted, at + 1);
        }

        foreach (var (word, unit) in Chinese)
            if (string.CompareOrdinal(folded, at, word, 0, word.Length) == 0) return (unit, at + word.Length);
        if (Starts(folded, at, "percentage point") is { } points) return (Points, points);
        if (Starts(folded, at, "per cent") is { } cent) return (Percent, cent);
        (ClaimUnit, int)? found = null;
        for (var words = 0; words < MostWords && at < folded.Length; words++)
        {
            var end = at;
            while (end < folded.Length && (char.IsAsciiLetterLower(folded[end]) || (folded[end] is '-' or '\'' && end > at))) end++;
            var word = folded[at..end];
            if (word.Length == 0 || Ends.Contains(word)) break;
            if (English.TryGetValue(word, out var unit)) found = (unit, end);
            if (end >= folded.Length || folded[end] != ' ') break;
            at = end + 1;
        }

        return found;
    }

    private static int? Starts(string folded, int at, string words)
    {
        if (string.CompareOrdinal(folded, at, words, 0, words.Length) != 0) return null;
        var end = at + words.Length;
        return end < folded.Length && folded[end] == 's' ? end + 1 : end;
    }

    private static ClaimUnit Of(params MetricUnit[] kinds) => new(kinds);
}
