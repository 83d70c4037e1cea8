using System.Buffers;
using System.Text.RegularExpressions;
using Concentric.Time;

namespace Concentric.SentenceChecks;

/// <summary>The times that a text names, each as a period, joined where two of them say one: "as of 30 September … this year".</summary>
/// <param name="Periods">In the order of the text.</param>
/// <param name="Compounds">Stretches whose digits are no figures.</param>
/// <param name="Unread">Times that could not be read as a period: a figure beside one is not held against another.</param>
internal sealed partial record PeriodMentions(List<NamedSpan> Periods, IReadOnlyList<TextSpan> Compounds, IReadOnlyList<TextSpan> Unread)
{
    private static readonly SearchValues<char> Ends = SearchValues.Create("。！？!?；;\n");

    public static PeriodMentions Find(string folded, DateOnly writtenOn, IReadOnlyList<TextSpan> comparisons)
    {
        var compared = new SpanCover(folded.Length, comparisons);
        var compounds = CompoundPeriods.Find(folded, writtenOn).Where(one => !compared.Overlaps(one.Span)).ToList();
        List<TextSpan> unread = [.. compounds.Where(one => one.Period is null).Select(one => one.Span)];
        List<NamedSpan> periods = [.. ClaimPeriods.Find(folded, writtenOn, [.. comparisons, .. compounds.Select(one => one.Span)], unread)
            .Concat(compounds.Where(one => one.Period is not null)
                .Select(one => new NamedSpan(one.Span, one.Period!.Value, PeriodKind.Custom)))
            .OrderBy(one => one.Span.Start)];
        Series(folded, periods, unread);
        Join(folded, writtenOn, periods);
        return new(periods, [.. compounds.Select(one => one.Span)], unread);
    }

    /// <summary>一季度和二季度, "in Q1 and Q2": both together where one follows the other; else no one period.</summary>
    private static void Series(string folded, List<NamedSpan> periods, List<TextSpan> unread)
    {
        for (var i = 1; i < periods.Count; i++)
        {
            var (one, next) = (periods[i - 1], periods[i]);
            if (next.Span.Start - one.Span.End is < 0 or > 6 || !Joint().IsMatch(folded[one.Span.End..next.Span.Start])) continue;
            var span = TextSpan.Between(one.Span.Start, next.Span.End);
            if (one.Period.To.AddDays(1) == next.Period.From)
            {
                periods[i - 1] = new(span, new(one.Period.From, next.Period.To), PeriodKind.Custom);
                periods.RemoveAt(i--);
                continue;
            }

            unread.Add(span);
            periods.RemoveRange(i - 1, 2);
            i = Math.Max(0, i - 2);
        }
    }

    /// <summary>What only says its end begins where the same sentence says: 截至10月底，今年累计.</summary>
    private static void Join(string folded, DateOnly writtenOn, List<NamedSpan> periods)
    {
        for (var i = 0; i < periods.Count; i++)
        {
            if (!periods[i].IsOpen) continue;
            var (end, open) = (periods[i].Period.To, periods[i].Span);
            var running = periods.FindIndex(one => !one.IsOpen && one.Period.To == writtenOn && one.Period.From <= end
                && IsOneSentence(folded, open, one.Span));
            if (running < 0) continue;
            var joined = new Period(periods[running].Period.From, end);
            periods[i] = new(open, joined, PeriodKind.Custom);
            periods[running] = new(periods[running].Span, joined, PeriodKind.Custom);
        }
    }

    private static bool IsOneSentence(string folded, TextSpan one, TextSpan other)
    {
        var (from, to) = one.Start < other.Start ? (one.End, other.Start) : (other.End, one.Start);
        return to <= from || (!folded.AsSpan(from, to - from).ContainsAny(Ends)
            && folded.AsSpan(from, to - from).IndexOf(". ", StringComparison.Ordinal) < 0);
    }

    [GeneratedRegex(@"^ ?(?:[、和及与]|,? ?(?:and|&)) ?(?:in |the )?$", RegexOptions.None, ShapeLimits.Milliseconds)]
    private static partial Regex Joint();
}
