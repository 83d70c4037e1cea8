namespace Concentric.SentenceChecks;

public static partial class SentenceReader
{
    /// <summary>What a text names, and what of it goes with a place.</summary>
    private sealed class Scene(string folded, List<TextSpan> sentences, List<NamedComparison> comparisons,
        ClaimTimes times, ClaimPlaces places, List<TextSpan> deadlines)
    {
        private readonly int[] clauses = ClauseStarts(folded);

        private readonly SpanCover named = new(folded.Length,
            [.. times.Periods.Select(one => one.Span), .. places.Mentions.Select(one => one.Span)]);

        public string Folded => folded;

        public ClaimTimes Times => times;

        public IReadOnlyList<TextSpan> Named { get; } =
            [.. times.Periods.Select(one => one.Span), .. places.Mentions.Select(one => one.Span), .. comparisons.Select(one => one.Span)];

        public IReadOnlyList<TextSpan> Sentences => sentences;

        public ClaimPlaces Places => places;

        public string Said(TextSpan span) => folded.Substring(span.Start, span.Length);

        public TextSpan SentenceOf(int at)
        {
            var (low, high) = (0, sentences.Count - 1);
            while (low < high)
            {
                var middle = (low + high + 1) / 2;
                if (sentences[middle].Start <= at) low = middle; else high = middle - 1;
            }

            return sentences.Count == 0 ? new(0, folded.Length) : sentences[low];
        }

        public int ClauseFrom(int at)
        {
            var comma = Array.BinarySearch(clauses, Math.Min(at, folded.Length));
            comma = comma >= 0 ? comma : ~comma - 1;
            return Math.Max(SentenceOf(at).Start, comma >= 0 ? clauses[comma] : 0);
        }

        public bool IsNamed(int at) => named.Holds(at);

        /// <summary>The places behind commas, in order.</summary>
        private static int[] ClauseStarts(string folded) =>
            [.. Enumerable.Range(0, folded.Length).Where(i => IsComma(folded, i)).Select(i => i + 1)];

        public List<NamedSpan> PeriodsIn(TextSpan within) =>
            [.. times.Periods.Where(one => one.Span.Start >= within.Start && one.Span.End <= within.End)];

        /// <summary>What is compared with, as named within a stretch: the last before a place, or else the first behind it.</summary>
        public NamedComparison? Compared(int from, int to, int at)
        {
            var within = comparisons.Where(one => one.Span.Start >= from && one.Span.End <= to).ToList();
            if (within.Count == 0) return null;
            return within.FindLastIndex(one => one.Span.End <= at) is var last and >= 0 ? within[last] : within[0];
        }

        /// <summary>"去年同期为120件": the number is that of the time that is compared with.</summary>
        public bool IsRightAfterComparison(int start) => comparisons.Exists(one => one.Span.End <= start && start - one.Span.End <= 4
            && SaysSamePeriod(folded[one.Span.Start..one.Span.End])
            && !folded[one.Span.End..start].Any(character => character is '，' or ','));

        /// <summary>True for the number of what is compared with, of which nothing else is said.</summary>
        public bool IsBehindComparison(int start) => comparisons.Exists(one => one.Span.End <= start && start - one.Span.End <= 4
            && !SaysSamePeriod(folded[one.Span.Start..one.Span.End]) && folded[one.Span.End..start] is "" or "的" or " " or "全年的" or "同期的");

        private static bool SaysSamePeriod(string said) =>
            said.EndsWith("同期", StringComparison.Ordinal) || said.EndsWith("earlier", StringComparison.Ordinal);

        /// <param name="origin">What a figure of the sentence was, before it became another.</param>
        public NamedSpan? PeriodAt(int at, TextSpan near, TextSpan sentence, Origin? origin = null) =>
            origin is null ? times.At(at, near, sentence, ParagraphFrom(at)) : times.After(origin.Time, at, near, sentence);

        /// <summary>
        /// 从8月的79件上升到88件, "rose from 79 in August to 88": the time of the number from which it rose; null for other numbers.
        /// </summary>
        public Origin? OriginAt(TextSpan number, TextSpan near, TextSpan sentence)
        {
            // A time of the sentence before is none of this one.
            if (times.EndingAt(folded, number.Start) is { } before && before.Span.Start >= sentence.Start
                && ClaimWords.IsFrom(Said(before.Span.Start), Behind(number.End)))
                return new(before, ClaimTimes.IsRelative(folded, before));
            return times.FirstIn(number.End, near.End) is { } behind && ClaimWords.IsFrom(Said(number.Start), Behind(behind.Span.End))
                ? new(behind, ClaimTimes.IsRelative(folded, behind)) : null;

            string Said(int at) => folded[Math.Clamp(at - FromReach, Math.Min(sentence.Start, at), at)..at];

            string Behind(int at) => folded[at..Math.Clamp(sentence.End, at, at + FromReach)];
        }

        /// <summary>诉求24小时内办结246件, "closed 246 petitions within 5 days": only what was done in time, of all that was done.</summary>
        public bool IsWithinDeadline(TextSpan number, int clause, TextSpan sentence)
        {
            if (deadlines.Count == 0) return false;
            var (end, most) = (number.End, Math.Min(sentence.End, number.End + DeadlineReach));
            while (end < most && !IsComma(folded, end)) end++;
            return deadlines.Exists(one => one.Start >= sentence.Start && one.End <= end && (one.Start >= clause
                || (one.End <= clause && !folded[one.End..clause].Any(char.IsLetterOrDigit))));
        }

        public (IReadOnlyList<string>? Codes, ClaimDoubt? Doubt) CommunitiesAt(int at, TextSpan near, TextSpan sentence) =>
            places.At(at, near, sentence, ClauseFrom);

        private int ParagraphFrom(int at) => at == 0 ? 0 : folded.LastIndexOf('\n', at - 1) + 1;
    }

    /// <summary>The time of a number from which a figure rose or fell.</summary>
    /// <param name="IsRelative">上月, "last year": the time before that of what it became, and not of the day of the text.</param>
    private sealed record Origin(NamedSpan Time, bool IsRelative);
}
