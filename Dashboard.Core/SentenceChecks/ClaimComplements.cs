using System.Text.RegularExpressions;
using Concentric.Metrics;
using Concentric.ProcessCharts;

namespace Concentric.SentenceChecks;

/// <summary>
/// Knows the shares that a rate leaves out: 未按期办结率, "12 % were not closed on time". Only of rates of which each case is on one side
/// or the other, so that 100 % less the rate is the share. Satisfaction is none: it weighs the mostly satisfied, and who was not reached
/// is neither satisfied nor dissatisfied; 解决率 is of those reached as well. docs/decisions/sentence-check.md.
/// </summary>
public static partial class ClaimComplements
{
    private static readonly (string Key, Regex Shape)[] Shapes =
    [
        ("petitions.on-time-rate", NotClosedOnTime()), ("petitions.closing-rate", NotClosed()),
        ("hazards.on-time-rate", NotRectifiedOnTime()), ("hazards.on-time-rate.b", NotRectified()),
    ];

    /// <summary>The complement that the words beside a share name, the nearest to it; null without one.</summary>
    /// <param name="key">Of the metric that it is the complement of.</param>
    public static TextSpan? Find(string folded, ReadClaim claim, out string key)
    {
        key = "";
        if (claim.Unit is not ({ IsPercent: true } or { IsPoints: true })) return null;
        var found = Shapes.SelectMany(one => one.Shape.Matches(folded[claim.Near.Start..claim.Near.End])
                .Select(match => (one.Key, Span: new TextSpan(claim.Near.Start + match.Index, match.Length))))
            .Where(one => !one.Span.Overlaps(claim.Span))
            .OrderBy(one => one.Span.End <= claim.Span.Start ? claim.Span.Start - one.Span.End : one.Span.Start - claim.Span.End).ToList();
        if (found.Count == 0) return null;
        key = found[0].Key;
        return found[0].Span;
    }

    /// <summary>The share that a rate leaves out.</summary>
    public static MetricValue Of(MetricValue rate) => new(1 - rate.Value, rate.Denominator - rate.Numerator, rate.Denominator);

    /// <summary>The same of what is usual: what is judged is the same figure, seen from the other end.</summary>
    public static FigureVariation Of(FigureVariation variation) => variation.Usual is not { } usual ? variation
        : variation with { Usual = new(1 - usual.Centre, 1 - usual.Upper, 1 - usual.Lower) };

    private const string InTime = "(?:按(?:期|时)|及时|如期|(?:在)?规定(?:的)?(?:时限|期限|时间)内)";

    private const string Not = "(?:未能?|没有?|没能|尚未)";

    private const string NotEn = @"\b(?:not|never|\w{2,6}n't)(?: (?:yet|been|being|fully|all)){0,3} ";

    [GeneratedRegex(Not + InTime + "(?:完成)?办结(?:的?比例|率)?|" + NotEn + @"closed (?:on[ -]time|in time)\b",
        RegexOptions.None, ShapeLimits.Milliseconds)]
    private static partial Regex NotClosedOnTime();

    [GeneratedRegex(Not + "(?:完成)?办结(?:的?比例|率)?|" + NotEn + @"closed\b(?! (?:on[ -]time|in time|within|by)\b)",
        RegexOptions.None, ShapeLimits.Milliseconds)]
    private static partial Regex NotClosed();

    [GeneratedRegex(Not + InTime + "(?:完成)?整改(?:的?比例|率)?|" + NotEn + @"rectified (?:on[ -]time|in time)\b",
        RegexOptions.None, ShapeLimits.Milliseconds)]
    private static partial Regex NotRectifiedOnTime();

    [GeneratedRegex(Not + "(?:完成)?整改(?:的?比例|率)?|" + NotEn + @"rectified\b(?! (?:on[ -]time|in time|within|by)\b)",
        RegexOptions.None, ShapeLimits.Milliseconds)]
    private static partial Regex NotRectified();
}
