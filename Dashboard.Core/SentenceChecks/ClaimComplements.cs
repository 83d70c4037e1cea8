using System.Buffers;
using System.Text.RegularExpressions;
using Concentric.Metrics;
using Concentric.ProcessCharts;

namespace Concentric.SentenceChecks;

/// <summary>The words beside a share that name what a rate leaves out.</summary>
/// <param name="Rate">What is denied.</param>
/// <param name="IsSure">True where nothing else can be meant than 100 % less the rate; otherwise it is offered.</param>
public sealed record DeniedRate(Metric Rate, TextSpan Span, bool IsSure);

/// <summary>
/// Knows the shares that a rate leaves out: 未按期办结率, "12 % were not closed on time". Only of rates of which each case is on one side
/// or the other, so that 100 % less the rate is the share. Satisfaction is none: it weighs the mostly satisfied, and who was not reached
/// is neither satisfied nor dissatisfied; 解决率 is of those reached as well. docs/decisions/sentence-check.md.
/// </summary>
public static partial class ClaimComplements
{
    private static readonly SearchValues<char> Ends = SearchValues.Create("。；;！!？?\n");

    /// <summary>How many numbers back what is denied is still that of a change: 未按时办结率由12%降至9%.</summary>
    private const int MostBack = 3;

    /// <summary>The most that stands between such numbers.</summary>
    private const int MostBetween = 40;

    /// <summary>How far behind a number "no community", "is not so" are looked for.</summary>
    private const int DeniedReach = 60;

    private static readonly (string Key, bool IsOnTime, Regex Shape)[] Shapes =
    [
        ("petitions.on-time-rate", true, NotClosedOnTime()), ("petitions.closing-rate", false, NotClosed()),
        ("hazards.on-time-rate", true, NotRectifiedOnTime()), ("hazards.on-time-rate.b", false, NotRectified()),
    ];

    /// <summary>True for a rate of which 100 % less the rate is a share.</summary>
    public static bool Has(string key) => Shapes.Any(one => one.Key == key);

    /// <summary>The complement that the words beside a share name, the nearest to it; null without one.</summary>
    public static DeniedRate? Find(ReadText text, ReadClaim claim, MetricCatalogue catalogue)
    {
        if (claim.Unit is not ({ IsPercent: true } or { IsPoints: true })) return null;
        var (folded, own) = (text.Folded, RegionOf(text, claim));
        var region = Extended(text, claim, own, MostBack);
        if (Matches(folded, region).Where(one => !one.Span.Overlaps(claim.Span)).OrderBy(one => Distance(one.Span, claim.Span))
            .ThenByDescending(one => one.Span.Length).FirstOrDefault() is not { Key.Length: > 0 } found
            || catalogue.Find(found.Key) is not { } rate) return null;
        var isNamed = found.IsNamed || RateBefore().IsMatch(folded[region.Start..found.Span.Start]);
        var isTakenOver = region.Start < own.Start;
        // 未办结诉求较上月下降20%: a number of petitions, not points of a share.
        if (claim.Measure != ClaimMeasure.Level && !isNamed) return isTakenOver ? new(rate, found.Span, false) : null;
        return new(rate, found.Span, !(isTakenOver && claim.Measure == ClaimMeasure.Percent)
            // 40%的诉求未办结 is said of all that were received; the closing rate is of those that fell due.
            && (isNamed || found.IsOnTime) && !Later().IsMatch(folded[found.Span.End..region.End])
            && !IsDeniedAgain(folded, claim, region, found.Span)
            && PlainWords.Strange(folded, region, MetricMatcher.WordsOf(rate), [.. text.Named, found.Span,
                .. text.Claims.Where(one => one.Span.Overlaps(region)).Select(one => one.Span)]).Count == 0
            && !ClaimRecords.AreOthers(folded, rate, ParagraphFrom(folded, claim.Before.Start), found.Span, claim.Near.End));
    }

    /// <summary>
    /// True where a rate's own name stands at least as near to the number as its denial: 按期办结率88%仍有诉求未办结.
    /// </summary>
    internal static bool IsPassed(ReadText text, ReadClaim claim, MetricCandidate positive, DeniedRate denied)
    {
        var region = RegionOf(text, claim);
        var places = positive.Places.Where(place => place.Overlaps(region)).ToList();
        if (!positive.Metric.IsRate || places.Count == 0) return false;
        var nearest = places.MinBy(place => Distance(place, claim.Span));
        if (Distance(nearest, claim.Span) > Distance(denied.Span, claim.Span)) return false;
        var between = nearest.End <= claim.Span.Start ? TextSpan.Between(nearest.End, claim.Span.Start)
            : TextSpan.Between(claim.Span.End, Math.Max(claim.Span.End, nearest.Start));
        return !Punctuation().IsMatch(text.Folded[between.Start..between.End])
            && PlainWords.Strange(text.Folded, between, MetricMatcher.WordsOf(positive.Metric), text.Named).Count == 0;
    }

    /// <summary>The share that a rate leaves out.</summary>
    public static MetricValue Of(MetricValue rate) => new(1 - rate.Value, rate.Denominator - rate.Numerator, rate.Denominator);

    /// <summary>The same of what is usual: what is judged is the same figure, seen from the other end.</summary>
    public static FigureVariation Of(FigureVariation variation) => variation.Usual is not { } usual ? variation
        : variation with { Usual = new(1 - usual.Centre, 1 - usual.Upper, 1 - usual.Lower) };

    private static IEnumerable<(string Key, bool IsOnTime, TextSpan Span, bool IsNamed)> Matches(string folded, TextSpan region) =>
        Shapes.SelectMany(one => one.Shape.Matches(folded[region.Start..region.End])
            .Select(match => (one.Key, one.IsOnTime, new TextSpan(region.Start + match.Index, match.Length),
                match.Groups["rate"].Success)));

    private static int Distance(TextSpan words, TextSpan number) =>
        words.End <= number.Start ? number.Start - words.End : Math.Max(0, words.Start - number.End);

    private static ReadClaim? Earlier(ReadText text, ReadClaim claim) =>
        text.Claims.LastOrDefault(one => one.Span.End <= claim.Span.Start && one.Unit is not null);

    /// <summary>The words beside a number without those of the number before: 12%未按期办结、88%按期办结.</summary>
    private static TextSpan RegionOf(ReadText text, ReadClaim claim) =>
        Earlier(text, claim) is { } before && before.Near.End > claim.Near.Start && before.Near.End < claim.Span.Start
            ? TextSpan.Between(before.Near.End, claim.Near.End) : claim.Near;

    /// <summary>What a change is of stands with the number before it: 未按时办结率由12%降至9%.</summary>
    private static TextSpan Extended(ReadText text, ReadClaim claim, TextSpan own, int most)
    {
        if (most == 0 || (claim.Move is null && !claim.IsBase) || Matches(text.Folded, own).Any()) return own;
        if (Earlier(text, claim) is not { Unit: { IsPercent: true } or { IsPoints: true } } before || before.Span.Start < claim.Before.Start
            || claim.Span.Start - before.Span.End > MostBetween
            || PlainWords.Strange(text.Folded, own, [], [.. text.Named, before.Span, claim.Span]).Count > 0) return own;
        return TextSpan.Between(Math.Min(own.Start, Extended(text, before, RegionOf(text, before), most - 1).Start), own.End);
    }

    /// <summary>Denied twice, before the words or in the whole sentence, or said to be possible only.</summary>
    private static bool IsDeniedAgain(string folded, ReadClaim claim, TextSpan region, TextSpan span)
    {
        var to = Math.Min(folded.Length, region.End + DeniedReach);
        var end = folded.AsSpan(region.End, to - region.End).IndexOfAny(Ends);
        return ClaimNegations.IsDenied(folded, span.Start)
            || ClaimNegations.IsWholeDenied(folded[Math.Min(claim.Before.Start, region.Start)..(end < 0 ? to : region.End + end)]);
    }

    private static int ParagraphFrom(string folded, int at) => at == 0 ? 0 : folded.LastIndexOf('\n', at - 1) + 1;

    private const string InTime = "(?:按(?:期|时)|及时|如期|(?:在)?规定(?:的)?(?:时限|期限|时间)内)";

    private const string Not = "(?:未能?|没有?|没能|尚未)";

    private const string Named = "(?:的?(?:诉求|信访|工单|隐患)?(?:件|数)?的?(?<rate>比例|占比|比重|比率)|(?<rate>率(?!先)))?";

    private const string NotEn = @"\b(?:not|never|\w{2,6}n't)(?: (?:yet|been|being)){0,3} ";

    // "Before the deadline" may leave out the day itself, "in due time" and "promptly" say no day.
    private const string InTimeEn = @" (?:on[ -]time|in time|by (?:the|its|their) (?:due dates?|deadlines?)"
        + @"|within (?:the|its|their) (?:deadlines?|time limits?))\b(?<rate> rate\b)?";

    [GeneratedRegex(Not + InTime + "(?:完成)?办结" + Named + "|" + NotEn + "closed" + InTimeEn,
        RegexOptions.None, ShapeLimits.Milliseconds)]
    private static partial Regex NotClosedOnTime();

    [GeneratedRegex(Not + "(?:完成)?办结" + Named + "|" + NotEn + @"closed\b", RegexOptions.None, ShapeLimits.Milliseconds)]
    private static partial Regex NotClosed();

    [GeneratedRegex(Not + InTime + "(?:完成)?整改" + Named + "|" + NotEn + "rectified" + InTimeEn,
        RegexOptions.None, ShapeLimits.Milliseconds)]
    private static partial Regex NotRectifiedOnTime();

    [GeneratedRegex(Not + "(?:完成)?整改" + Named + "|" + NotEn + @"rectified\b", RegexOptions.None, ShapeLimits.Milliseconds)]
    private static partial Regex NotRectified();

    /// <summary>"The share of petitions" that were not closed.</summary>
    [GeneratedRegex(@"\b(?:share|rate|proportion|percentage)(?: (?:of|all|the|our|these|those|petitions|cases|requests|complaints|appeals"
        + @"|hazards|risks|that|were|was|are|is|have|had|has|still))*\s?$", RegexOptions.None, ShapeLimits.Milliseconds)]
    private static partial Regex RateBefore();

    /// <summary>Words that are plain elsewhere and say here which closing is meant.</summary>
    [GeneratedRegex(@"^\s*(?:again|before|until|since|within|by|earlier|further|last|late|in (?:due|good)|over|under|过|后|又|再)(?![a-z])",
        RegexOptions.None, ShapeLimits.Milliseconds)]
    private static partial Regex Later();

    [GeneratedRegex(@"[:：;；,，、(（)）]", RegexOptions.None, ShapeLimits.Milliseconds)]
    private static partial Regex Punctuation();
}
