using System.Collections.Concurrent;
using System.Collections.Frozen;
using Concentric.Imports;
using Concentric.Ledgers;
using Concentric.Metrics;
using Concentric.Resources;

namespace Concentric.SentenceChecks;

/// <summary>A metric that a claim may speak of.</summary>
/// <param name="Score">How much of the words around the number speaks of it.</param>
/// <param name="IsWhole">True when all that a line of <see cref="MetricSynonyms"/> asks for is said.</param>
/// <param name="HoldsMove">
/// True when the word for rising or falling belongs to its name, as in "cost lowered": then the number is no change.
/// </param>
public sealed record MetricCandidate(Metric Metric, double Score, bool IsWhole, bool HoldsMove)
{
    /// <summary>Where its words stand.</summary>
    public IReadOnlyList<TextSpan> Places { get; init; } = [];

    /// <summary>True where the words name what the rate leaves out: 未按期办结率; whether that is sure, <see cref="IsWhole"/> tells.</summary>
    public bool IsComplement { get; init; }
}

/// <summary>
/// Finds the metrics that the words around a number speak of. Words near the number come before those of its sentence; a metric that
/// cannot have the unit is out.
/// </summary>
public sealed class MetricMatcher(MetricCatalogue catalogue)
{
    /// <summary>Candidates that are offered for one number.</summary>
    public const int MostOffered = 6;

    /// <summary>By how much the first must be ahead of the second to be sure.</summary>
    private const double Margin = 0.75;

    /// <summary>What the sentence says counts for less than what stands beside the number.</summary>
    private const double SentenceWeight = 0.6;

    private const double PartWeight = 0.3;

    /// <summary>What a word counts for more when it stands beside the number.</summary>
    private const double Beside = 0.5;

    /// <summary>How far before a number the sentence is searched, in UTF-16 units: what stands farther off is of other numbers.</summary>
    private const int MostBefore = 300;

    /// <summary>What things are called is not denied; what is done with them may be.</summary>
    private static readonly FrozenSet<string> Nouns = ("诉求|工单|投诉|来电|急难愁盼|意见|建议|事项|问题|难题|烦心事|关切|矛盾|隐患|风险|风险点|活动|心愿|服务|垃圾|志愿者|社区"
        + "|petition|request|complaint|appeal|case|problem|issue|hazard|risk|event|activit|wish|service"
        + "|volunteer").Split('|').ToFrozenSet();

    /// <summary>其中投诉: words for petitions that beside others of them are one sort.</summary>
    private static readonly string[] Sorts = ["投诉", "来电", "意见", "建议", "complaint", "request", "appeal"];

    private static readonly ConcurrentDictionary<string, IReadOnlyCollection<string>> Words = new(StringComparer.Ordinal);

    private readonly ConcurrentDictionary<string, IReadOnlyCollection<string>> families = new(StringComparer.Ordinal);

    private readonly Lazy<IReadOnlyList<(Metric Metric, IReadOnlyList<IReadOnlyList<IReadOnlyList<string>>> Lines)>> all = new(() =>
        [.. catalogue.All.Select(metric => (metric, LinesOf(metric)))]);

    /// <summary>The candidates, the best first.</summary>
    public IReadOnlyList<MetricCandidate> Match(ReadText text, ReadClaim claim)
    {
        if (claim.ListedIn is { } list)
            return [.. Ordered(Candidates(text, claim, TextSpan.Between(Math.Min(list.Start, claim.Near.Start), claim.Near.End), 1))];
        var found = Candidates(text, claim, claim.Near, 1);
        // 未按期办结率 says whole what is meant; what its words would be without 未 is not said.
        if (ClaimComplements.Find(text, claim, catalogue) is { } denied
            && !found.Exists(one => one.IsWhole && ClaimComplements.IsPassed(text, claim, one, denied)))
        {
            var (span, score) = (denied.Span, WeightOf(text.Folded.AsSpan(denied.Span.Start, denied.Span.Length)) + Beside);
            // 未办结 is the name of what is open as well.
            var isSure = denied.IsSure && !found.Exists(one => one.IsWhole && one.Places.Any(place => place.Overlaps(span)));
            found = [new(denied.Rate, score, isSure, false) { Places = [span], IsComplement = true },
                .. found.Where(one => one.Metric != denied.Rate)
                    .Select(one => one with { IsWhole = false, Score = one.Score * PartWeight })];
            return [.. Ordered(found)];
        }

        // Clause by clause back to the beginning of the sentence: what was spoken of last is what a number without words is of.
        var first = Math.Max(claim.Before.Start, claim.Near.Start - MostBefore);
        for (var from = claim.Near.Start; from > first && !found.Exists(one => one.IsWhole);)
        {
            from = ClauseFrom(text.Folded, from - 1, first);
            found = [.. found.Concat(Candidates(text, claim, TextSpan.Between(from, claim.Near.End), SentenceWeight))
                .GroupBy(one => one.Metric.Key).Select(same => same.MaxBy(one => (one.IsWhole, one.Score))!)];
        }

        return [.. Ordered(found)];
    }

    /// <summary>The one that is meant; null when that is not sure.</summary>
    public static MetricCandidate? Sure(IReadOnlyList<MetricCandidate> candidates, ReadText text, ReadClaim claim)
    {
        if (claim.ListedAs is { } item) return OfItem(candidates, item);
        if (candidates is not [{ IsWhole: true } best, ..]) return null;
        if (candidates is [_, { IsWhole: true } second, ..] && best.Score - second.Score < Margin)
        {
            if (OfWordsBeside(candidates, claim) is not { } only) return null;
            best = only;
        }

        if (best.IsComplement || IsBeside(best, text, claim)) return best;
        // A share is of what stands beside it, not of what was spoken of before.
        if (claim.Part == ClaimPart.Share) return null;
        // What only the sentence says is sure where nothing else stands beside the number, or no other metric has the unit.
        return IsExplained(best, text, claim)
            || claim.Unit is { Kinds.Count: 1, IsPercent: false } || claim.IsBase || claim.Measure is not ClaimMeasure.Level ? best : null;
    }

    /// <summary>
    /// 受理、办结诉求分别为120件、110件: of the metrics that the list names, the one of which the item has more words than others; the noun
    /// may stand with another.
    /// </summary>
    private static MetricCandidate? OfItem(IReadOnlyList<MetricCandidate> candidates, TextSpan item)
    {
        var named = candidates.Where(one => one.IsWhole)
            .Select(one => (One: one, Own: one.Places.Count(place => place.Overlaps(item)), All: one.Places.Count))
            .Where(one => one.Own > 0).Select(one => (one.One, Ahead: (2 * one.Own) - one.All))
            .OrderByDescending(one => one.Ahead).ToList();
        return named is [var only] ? only.One : named is [var first, var next, ..] && first.Ahead > next.Ahead ? first.One : null;
    }

    /// <summary>受理255件，办结246件: the words beside the number that are of one metric alone.</summary>
    private static MetricCandidate? OfWordsBeside(IReadOnlyList<MetricCandidate> candidates, ReadClaim claim)
    {
        var whole = candidates.Where(one => one.IsWhole)
            .Select(one => (One: one, Beside: one.Places.Count(place => place.Overlaps(claim.Near))))
            .OrderByDescending(one => one.Beside).ToList();
        return whole is [{ Beside: > 0 } first, var next, ..] && first.Beside > next.Beside ? first.One : null;
    }

    /// <summary>True where all that stands beside a number is plain, or the metric's own words.</summary>
    private static bool IsExplained(MetricCandidate candidate, ReadText text, ReadClaim claim) =>
        PlainWords.Strange(text.Folded, claim.Near, claim.Part == ClaimPart.OfWhole ? WordsOf(candidate.Metric).Except(Sorts)
            : WordsOf(candidate.Metric), Known(text, claim)).Count == 0;

    /// <summary>
    /// What is known of a text beside a metric's words. In English a unit is words, of which some describe; 三百六十七件 is all number and unit.
    /// </summary>
    internal static IReadOnlyList<TextSpan> Known(ReadText text, ReadClaim claim) => [.. text.Named,
        .. text.Claims.Where(one => one.Span.Overlaps(claim.Near) && !text.Folded.AsSpan(one.Span.Start, one.Span.Length)
            .ContainsAnyInRange('a', 'z')).Select(one => one.Span)];

    /// <summary>All the words by which a metric is known, its unit among them.</summary>
    internal static IReadOnlyCollection<string> WordsOf(Metric metric) => Words.GetOrAdd(metric.Key, _ =>
        [.. LinesOf(metric).SelectMany(line => line.SelectMany(part => part)).Concat(FamilyOf(metric)).Concat(
            ImportTexts.Cultures.Select(culture => NumberReader.Fold(Texts.Unit(metric.Unit, culture))))
            .Where(word => word.Length > 0).Distinct()]);

    /// <summary>
    /// The words of all metrics of the same records that count them as a whole: not of those that are open, late, shared or come back.
    /// </summary>
    internal IReadOnlyCollection<string> FamilyWords(Metric metric)
    {
        var family = metric.Key.Split('.')[0] + '.';
        return families.GetOrAdd(family, _ => [.. catalogue.All.Where(one => one.Key.StartsWith(family, StringComparison.Ordinal)
            && !one.IsRate && !one.IsStanding && one.Polarity != Polarity.LessIsBetter
            && !one.Key.EndsWith(".shared", StringComparison.Ordinal))
            .SelectMany(WordsOf).Distinct()]);
    }

    /// <summary>What a rate's records are called, which its own name leaves out: 诉求办结率.</summary>
    private static string[] FamilyOf(Metric metric) => metric.Key.Split('.')[0] switch
    {
        "petitions" => ["诉求", "信访", "工单", "投诉", "事项", "案件", "petition", "request", "complaint", "appeal", "case"],
        "hazards" => ["隐患", "风险", "hazard", "risk"],
        _ => [],
    };

    /// <summary>True for the comma of 2,225.</summary>
    internal static bool IsInNumber(string folded, int at) => folded[at] == ',' && at > 0 && at + 1 < folded.Length
        && char.IsAsciiDigit(folded[at - 1]) && char.IsAsciiDigit(folded[at + 1]);

    private static int ClauseFrom(string folded, int at, int first)
    {
        while (at > first && (folded[at - 1] is not ('，' or ',' or '、' or '（' or '(') || IsInNumber(folded, at - 1))) at--;
        return Math.Max(at, first);
    }

    private static IEnumerable<MetricCandidate> Ordered(IEnumerable<MetricCandidate> candidates) =>
        candidates.OrderByDescending(one => one.IsWhole).ThenByDescending(one => one.Score).Take(MostOffered);

    private static bool IsBeside(MetricCandidate candidate, ReadText text, ReadClaim claim) =>
        Find(text, claim, claim.Near, candidate.Metric, LinesOf(candidate.Metric), 1) is { IsWhole: true };

    private List<MetricCandidate> Candidates(ReadText text, ReadClaim claim, TextSpan within, double weight)
    {
        var found = new List<MetricCandidate>();
        foreach (var (metric, lines) in all.Value)
            if (Find(text, claim, within, metric, lines, weight) is { } candidate) found.Add(candidate);
        return found;
    }

    private static MetricCandidate? Find(ReadText text, ReadClaim claim, TextSpan within, Metric metric,
        IReadOnlyList<IReadOnlyList<IReadOnlyList<string>>> lines, double weight)
    {
        MetricCandidate? best = null;
        foreach (var line in lines)
        {
            var (score, nearest, holdsMove, said) = (0.0, int.MaxValue, false, new List<TextSpan>(line.Count));
            foreach (var part in line)
            {
                // A word is said for one part only.
                if (Place(text.Folded, within, claim.Span, part, said, metric.IsRate) is not { } place) continue;
                said.Add(place);
                score += WeightOf(text.Folded.AsSpan(place.Start, place.Length)) + (place.Overlaps(claim.Near) ? Beside : 0);
                nearest = Math.Min(nearest, Distance(place, claim.Span));
                holdsMove |= claim.Move is { } move && move.Span.Length > 0 && move.Span.Overlaps(place);
            }

            if (said.Count == 0) continue;
            var isWhole = said.Count == line.Count;
            var candidate = new MetricCandidate(metric,
                (score * weight * (isWhole ? 1 : PartWeight)) - (Math.Min(nearest, 30) * 0.05), isWhole, holdsMove)
            { Places = said };
            if (candidate.Score > 0 && MayHave(metric, claim, holdsMove)
                && (best is null || (candidate.IsWhole, candidate.Score).CompareTo((best.IsWhole, best.Score)) > 0)) best = candidate;
        }

        return best;
    }

    /// <summary>Whether a metric can have the unit of a claim.</summary>
    internal static bool MayHave(Metric metric, ReadClaim claim, bool holdsMove) => claim.Measure switch
    {
        ClaimMeasure.Trend => !holdsMove,
        ClaimMeasure.Points => metric.IsRate,
        ClaimMeasure.Percent => !holdsMove || metric.IsRate,
        _ => claim.Unit is not { } unit ? !metric.IsRate : unit.Kinds.Contains(metric.Unit),
    };

    /// <summary>The occurrence of one of some words that is nearest to the number.</summary>
    private static TextSpan? Place(string folded, TextSpan within, TextSpan number, IReadOnlyList<string> words, List<TextSpan> said,
        bool isRate)
    {
        TextSpan? best = null;
        var bestWeight = 0.0;
        foreach (var word in words)
        {
            if (word.Length > within.Length) continue;
            for (var at = folded.IndexOf(word, within.Start, within.Length, StringComparison.Ordinal); at >= 0;
                at = at + 1 + word.Length > within.End ? -1 : folded.IndexOf(word, at + 1, within.End - at - 1, StringComparison.Ordinal))
            {
                var place = new TextSpan(at, word.Length);
                if ((char.IsAsciiLetter(word[0]) && at > 0 && char.IsAsciiLetter(folded[at - 1])) || said.Exists(place.Overlaps)) continue;
                if ((!isRate && IsOfRate(folded, place)) || (!Nouns.Contains(word) && ClaimNegations.IsDenied(folded, at))) continue;
                var weight = WeightOf(word) - (Distance(place, number) * 0.01);
                if (best is null || weight > bestWeight) (best, bestWeight) = (place, weight);
            }
        }

        return best;
    }

    /// <summary>办结 in 办结率, "closing" in "closing rate": the name of a rate, and no count.</summary>
    private static bool IsOfRate(string folded, TextSpan place)
    {
        var end = place.End;
        while (end < folded.Length && char.IsAsciiLetter(folded[end])) end++;
        return (end < folded.Length && folded[end] == '率') || string.CompareOrdinal(folded, end, " rate", 0, 5) == 0;
    }

    private static int Distance(TextSpan word, TextSpan number) =>
        word.End <= number.Start ? number.Start - word.End : word.Start >= number.End ? word.Start - number.End : 0;

    /// <summary>A Chinese character says as much as two letters.</summary>
    private static double WeightOf(ReadOnlySpan<char> word)
    {
        var weight = 0.0;
        foreach (var character in word) weight += character > 0xFF ? 2.0 : char.IsAsciiLetter(character) ? 0.7 : 0.2;
        return weight;
    }

    private static IReadOnlyList<IReadOnlyList<IReadOnlyList<string>>> LinesOf(Metric metric) =>
        [.. MetricSynonyms.Of(metric), .. ImportTexts.Cultures.Select(culture => NumberReader.Fold(Texts.Name(metric, culture))).Distinct()
            .Select(name => (IReadOnlyList<IReadOnlyList<string>>)[[name]])];
}
