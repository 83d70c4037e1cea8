namespace Concentric.SentenceChecks;

public static partial class SentenceReader
{
    /// <summary>What a text names, and what of it goes with a place.</summary>
    private sealed class Scene(string folded, List<TextSpan> sentences, List<(TextSpan Span, ClaimComparison What)> comparisons,
        ClaimTimes times, ClaimPlaces places)
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
        public ClaimComparison? Compared(int from, int to, int at)
        {
            var within = comparisons.Where(one => one.Span.Start >= from && one.Span.End <= to).ToList();
            if (within.Count == 0) return null;
            return within.FindLastIndex(one => one.Span.End <= at) is var last and >= 0 ? within[last].What : within[0].What;
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

        public NamedSpan? PeriodAt(int at, TextSpan near, TextSpan sentence) => times.At(at, near, sentence, ParagraphFrom(at));

        public (IReadOnlyList<string>? Codes, ClaimDoubt? Doubt) CommunitiesAt(int at, TextSpan near, TextSpan sentence) =>
            places.At(at, near, sentence, ClauseFrom);

        private int ParagraphFrom(int at) => at == 0 ? 0 : folded.LastIndexOf('\n', at - 1) + 1;
    }
}
