namespace Concentric.SentenceChecks;

public static partial class SentenceReader
{
    /// <summary>What a text names, and what of it goes with a place.</summary>
    private sealed class Scene(string folded, List<TextSpan> sentences, List<(TextSpan Span, ClaimComparison What)> comparisons,
        List<NamedSpan> periods, List<CommunityMention> places)
    {
        public string Folded => folded;

        public IReadOnlyList<TextSpan> Sentences => sentences;

        public IReadOnlyList<CommunityMention> Places => places;

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
            var sentence = SentenceOf(at);
            for (var i = Math.Min(at, folded.Length) - 1; i >= sentence.Start; i--)
                if (IsComma(folded, i)) return i + 1;
            return sentence.Start;
        }

        public bool IsNamed(int at) => periods.Exists(one => one.Span.Start <= at && at < one.Span.End)
            || places.Exists(one => one.Span.Start <= at && at < one.Span.End);

        public List<NamedSpan> PeriodsIn(TextSpan within) =>
            periods.FindAll(one => one.Span.Start >= within.Start && one.Span.End <= within.End);

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

        private static bool SaysSamePeriod(string said) =>
            said.EndsWith("同期", StringComparison.Ordinal) || said.EndsWith("earlier", StringComparison.Ordinal);

        /// <summary>
        /// The period that goes with a place: the last that its sentence names before it, the first behind it, or the last of its
        /// paragraph.
        /// </summary>
        public NamedSpan? PeriodAt(int at, TextSpan sentence) =>
            periods.FindLast(one => one.Span.Start >= sentence.Start && one.Span.End <= at)
            ?? periods.Find(one => one.Span.Start >= at && one.Span.End <= sentence.End)
            ?? periods.FindLast(one => one.Span.Start >= ParagraphFrom(at) && one.Span.End <= at);

        /// <summary>
        /// The communities that go with a place: those of its clause, or of the last clause of its sentence that names any.
        /// </summary>
        public IReadOnlyList<string>? CommunitiesAt(int at, TextSpan near, TextSpan sentence)
        {
            var own = places.Where(one => one.Span.Start >= ClauseFrom(at) && one.Span.End <= near.End).ToList();
            // Between two figures of one clause stand the names of the second.
            var last = own.Where(one => one.Span.Start >= near.Start).ToList();
            if (last.Count > 0) own = last;
            if (own.Count == 0 && places.FindLast(one => one.Span.Start >= sentence.Start && one.Span.End <= at) is { } before)
                own = Group(before);
            if (own.Count == 0) return null;
            return own.Exists(one => one.Code is null) ? [] : [.. own.Select(one => one.Code!).Distinct()];
        }

        /// <summary>All that the same clause names.</summary>
        private List<CommunityMention> Group(CommunityMention of)
        {
            var from = ClauseFrom(of.Span.Start);
            return [.. places.Where(one => one.Span.Start >= from && one.Span.End <= of.Span.End)];
        }

        private int ParagraphFrom(int at) => at == 0 ? 0 : folded.LastIndexOf('\n', at - 1) + 1;
    }
}
