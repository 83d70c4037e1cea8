using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Concentric.Data;

namespace Concentric.SentenceChecks;

/// <summary>
/// Finds in a Chinese or English text the numbers that may be figures of the street, with wording, unit, direction, comparison, period
/// and communities as the text says them. It reads words and knows no metric.
/// </summary>
public static partial class SentenceReader
{
    /// <summary>The longest phrase that is kept, in UTF-16 units.</summary>
    public const int MostPhrase = 80;

    /// <summary>As small as this a number in words is often a way of speaking.</summary>
    private const int SmallInWords = 10;

    /// <param name="text">As it was written.</param>
    /// <param name="writtenOn">The day on which "this year" was said.</param>
    /// <param name="communities">Those of the street.</param>
    public static ReadText Read(string text, DateOnly writtenOn, IReadOnlyList<Community> communities)
    {
        var folded = NumberReader.Fold(text);
        var skipped = NoFigures.Find(folded);
        var comparisons = ClaimWords.Comparisons(folded);
        var scene = new Scene(folded, Sentences(folded), comparisons,
            ClaimPeriods.Find(folded, writtenOn, [.. comparisons.Select(one => one.Span)]), CommunityMentions.Find(folded, communities));
        var multiples = Multiples(folded).ToList();
        var numbers = Apart([.. multiples.Concat(Numbers(folded, skipped, multiples)).OrderBy(number => number.Span.Start)]);
        var claims = new List<ReadClaim>();
        for (var i = 0; i < numbers.Count; i++)
        {
            var number = numbers[i];
            var (sentence, from) = (scene.SentenceOf(number.Span.Start), scene.ClauseFrom(number.Span.Start));
            // A range may go over the end of a line.
            sentence = TextSpan.Between(sentence.Start, Math.Max(sentence.End, number.Span.End));
            var told = i > 0 ? Math.Max(sentence.Start, numbers[i - 1].Span.End) : sentence.Start;
            if (ClaimWords.IsElsewhere(folded[Math.Min(told, number.Span.Start)..number.Span.Start]))
            {
                skipped.Add(new(number.Span, SkipReason.Elsewhere));
                continue;
            }

            var before = i > 0 && numbers[i - 1].Span.End > from ? numbers[i - 1].Span.End : from;
            var to = Behind(folded, number.Span.End, sentence.End, i + 1 < numbers.Count ? numbers[i + 1].Span.Start : sentence.End);
            claims.Add(Claim(scene, number, TextSpan.Between(Math.Min(before, number.Span.Start), to), sentence, from,
                claims is [.., { IsBase: true }] ? from : before));
        }

        claims.AddRange(Trends(scene, claims));
        Share(scene, claims);
        return new(text, folded, [.. claims.OrderBy(claim => claim.Span.Start)], [.. skipped.OrderBy(one => one.Span.Start)]);
    }

    /// <summary>One beside the other: words between two numbers are those of the first, and a number within another is none.</summary>
    private static List<Number> Apart(List<Number> numbers)
    {
        var apart = new List<Number>(numbers.Count);
        var end = 0;
        foreach (var number in numbers)
        {
            if (number.Span.End <= end || (number.Span.Start < end && number.Digits < end)) continue;
            apart.Add(number.Span.Start < end ? number with { Span = TextSpan.Between(end, number.Span.End) } : number);
            end = number.Span.End;
        }

        return apart;
    }

    private static ReadClaim Claim(Scene scene, Number number, TextSpan near, TextSpan sentence, int clause, int moveFrom)
    {
        var folded = scene.Folded;
        var (start, end) = (number.Span.Start, number.Span.End);
        var move = number.Sign != 0 ? new(new(start, 0), number.Sign, false)
            : ClaimWords.MoveBefore(folded, Math.Min(moveFrom, start), start) ?? ClaimWords.MoveBehind(folded, end);
        var compared = scene.Compared(clause, near.End, start);
        var isBase = ClaimWords.IsFrom(folded[clause..start], folded[end..sentence.End])
            || (move is null && compared is not null && scene.IsRightAfterComparison(start));
        // In English both hazards and percentages come in points.
        var isPoints = move is { IsTo: false } && folded[start..end].EndsWith(" points", StringComparison.Ordinal);
        var unit = isPoints ? ClaimUnits.Points : number.Unit;
        var measure = isBase ? ClaimMeasure.Level
            : unit?.IsPoints == true ? ClaimMeasure.Points
            : move is null or { IsTo: true } ? ClaimMeasure.Level
            : unit?.IsPercent == true ? ClaimMeasure.Percent
            : compared is not null && unit is not null ? ClaimMeasure.Amount : ClaimMeasure.Level;
        if (compared is null && measure is not ClaimMeasure.Level) compared = scene.Compared(sentence.Start, start, start);
        var scale = unit?.Scale ?? 1;
        return new(number.Span, number.Low * scale, number.High * scale, number.Step * scale, number.Wording, measure, unit,
            isBase ? null : move, compared, scene.PeriodAt(start, sentence), scene.CommunitiesAt(start, near, sentence), near,
            TextSpan.Between(sentence.Start, start), Phrase(scene, near, number.Span),
            number.IsInWords && number.High <= SmallInWords && unit is not { IsPercent: true }, isBase);
    }

    /// <summary>"Rose" without a number: where a comparison is named, or the word stands at the end of its clause.</summary>
    private static List<ReadClaim> Trends(Scene scene, List<ReadClaim> claims)
    {
        var told = new List<ReadClaim>();
        foreach (var sentence in scene.Sentences)
        {
            foreach (var clause in Clauses(scene.Folded, sentence))
            {
                if (claims.Exists(claim => claim.Span.Overlaps(clause) || claim.Near.Overlaps(clause))) continue;
                var compared = scene.Compared(clause.Start, clause.End, clause.End);
                var move = ClaimWords.Moves(scene.Folded, clause).LastOrDefault();
                if (move is null || (compared is null && !IsAtEnd(scene.Folded, move.Span.End, clause.End))) continue;
                told.Add(new(move.Span, 0, 0, 1, ClaimWording.Exactly, ClaimMeasure.Trend, null, move, compared,
                    scene.PeriodAt(move.Span.Start, sentence), scene.CommunitiesAt(move.Span.Start, clause, sentence), clause,
                    TextSpan.Between(sentence.Start, move.Span.Start), Phrase(scene, clause, move.Span), false));
            }
        }

        return told;
    }

    /// <summary>"分别", "respectively": as many numbers as communities are one's each, in the order in which they are named.</summary>
    private static void Share(Scene scene, List<ReadClaim> claims)
    {
        foreach (Match match in Respectively().Matches(scene.Folded))
        {
            var sentence = scene.SentenceOf(match.Index);
            var told = claims.FindAll(claim =>
                claim.Span.Overlaps(sentence) && (match.Value != "分别" || claim.Span.Start > match.Index));
            if (told.Count < 2 || told[0].Communities is not { Count: > 1 } codes || codes.Count != told.Count) continue;
            for (var i = 0; i < told.Count; i++) claims[claims.IndexOf(told[i])] = told[i] with { Communities = [codes[i]] };
        }
    }

    private static bool IsAtEnd(string folded, int end, int clauseEnd) => TrendEnd().IsMatch(folded[end..clauseEnd]);

    private static IEnumerable<TextSpan> Clauses(string folded, TextSpan sentence)
    {
        var start = sentence.Start;
        for (var i = sentence.Start; i < sentence.End; i++)
        {
            if (!IsComma(folded, i)) continue;
            if (i > start) yield return TextSpan.Between(start, i);
            start = i + 1;
        }

        if (sentence.End > start) yield return TextSpan.Between(start, sentence.End);
    }

    /// <summary>Numbers with their wording and unit, without those that are skipped, which are added to them.</summary>
    private static List<Number> Numbers(string folded, List<SkippedNumber> skipped, List<Number> multiples)
    {
        // The number of a multiple is told by it.
        List<TextSpan> taken = [.. skipped.Select(one => one.Span), .. multiples.Select(one => one.Span)];
        var found = NumberReader.Find(folded).Where(number => !taken.Exists(other => other.Overlaps(number.Span))).ToList();
        var numbers = new List<Number>();
        for (var i = 0; i < found.Count; i++)
        {
            var number = found[i];
            var (low, high, step) = (number.Value, number.Value, number.Step);
            var end = number.Span.End;
            if (i + 1 < found.Count && RangeTo(folded, number, found[i + 1]) is { } other)
            {
                // 3-5万: both are counted in ten thousands.
                var isScaled = other.Step >= 100 && number.Step <= 1 && low * other.Step < other.Value;
                (low, high, step) = (isScaled ? low * other.Step : low, other.Value, other.Step);
                (end, number) = (other.Span.End, other);
                i++;
            }

            var first = low == high ? number.Span.Start : found[i - 1].Span.Start;
            var (wording, start) = ClaimWords.Before(folded, first);
            var (behind, afterNumber) = ClaimWords.After(folded, end);
            var unit = number.Unit is { } own ? (own, afterNumber) : ClaimUnits.At(folded, afterNumber);
            if (unit is var (_, unitEnd)) end = unitEnd;
            var (last, afterUnit) = unit is null ? (ClaimWording.Exactly, afterNumber) : ClaimWords.After(folded, end);
            end = last == ClaimWording.Exactly ? Math.Max(end, behind == ClaimWording.Exactly ? end : afterNumber) : afterUnit;
            wording = low != high ? ClaimWording.Between
                : number.IsMore ? ClaimWording.AtLeast
                : number.IsRough && wording == ClaimWording.Exactly ? ClaimWording.About
                : behind != ClaimWording.Exactly ? behind : last != ClaimWording.Exactly ? last : wording;
            if (IsBare(folded, number, first, unit is not null, wording)) skipped.Add(new(number.Span, SkipReason.Bare));
            else numbers.Add(new(TextSpan.Between(start, end), low, high, step, wording, unit?.Unit, number.IsInWords) { Digits = first });
        }

        return numbers;
    }

    /// <summary>一个平台, 百姓, 数百户: characters that are no number, or none that can be held against one.</summary>
    private static bool IsBare(string folded, ReadNumber number, int start, bool hasUnit, ClaimWording wording)
    {
        if (!number.IsInWords) return number.Value == 0 && !hasUnit;
        if (!hasUnit || (number.Value == 1 && wording == ClaimWording.Exactly)) return true;
        var text = folded[number.Span.Start..number.Span.End];
        return (text is "百" or "千" or "万" or "亿" && wording == ClaimWording.Exactly)
            || (start > 0 && folded[start - 1] is '数' or '几' or '每' or '同' or '统' or '某');
    }

    private static ReadNumber? RangeTo(string folded, ReadNumber first, ReadNumber second) =>
        second.Value > first.Value && second.Span.Start - first.Span.End <= 5
            && RangeJoint().IsMatch(folded[first.Span.End..second.Span.Start])
            // "From 85 % to 93 %" tells two figures, "from 20 to 30 events" one.
            && !(RangeFrom().IsMatch(folded[Math.Max(0, first.Span.Start - 8)..first.Span.Start])
                && ClaimWords.MoveBefore(folded, Math.Max(0, first.Span.Start - 40), first.Span.Start) is not null) ? second : null;

    /// <summary>翻了一番, 增长了两倍, doubled: changes in per cent.</summary>
    private static IEnumerable<Number> Multiples(string folded)
    {
        foreach (Match match in Multiple().Matches(folded))
        {
            var span = new TextSpan(match.Index, match.Length);
            var percent = match.Groups["turns"].Success
                ? ((decimal)Math.Pow(2, (double)(NumberOf(match.Groups["turns"].Value) ?? 1)) * 100) - 100
                : match.Groups["times"].Success ? NumberOf(match.Groups["times"].Value) is { } times
                    ? (match.Groups["of"].Success ? times - 1 : times) * 100 : (decimal?)null
                : match.Value switch { "doubled" => 100, "tripled" => 200, "quadrupled" => 300, "halved" => -50, _ => 50 };
            if (percent is { } change and not 0)
                yield return match.Groups["half"].Success
                    ? new(span, change, change, 1, ClaimWording.About, ClaimUnits.PerCent, false)
                    : new(span, Math.Abs(change), Math.Abs(change), 1, ClaimWording.Exactly, ClaimUnits.PerCent, false, Math.Sign(change));
        }

        decimal? NumberOf(string text) => text.Length == 0 ? 1
            : decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
                ? number <= 1_000 ? number : null
            : WrittenNumbers.Chinese(text) is { } written and <= 1_000 ? written : null;
    }

    /// <summary>Up to where the words behind a number belong to it.</summary>
    private static int Behind(string folded, int end, int sentenceEnd, int next)
    {
        var to = Math.Max(end, Math.Min(sentenceEnd, next));
        for (var i = end; i < to; i++)
            if (IsComma(folded, i) || folded[i] == '、') return i;
        var and = next < sentenceEnd ? folded.IndexOf(" and ", end, to - end, StringComparison.Ordinal) : -1;
        return and < 0 ? to : and;
    }

    private static bool IsComma(string folded, int at) => folded[at] is '，' or '(' or ')' or '（' or '）'
        || (folded[at] == ',' && !(IsDigit(folded, at - 1) && IsDigit(folded, at + 1)));

    private static bool IsDigit(string folded, int at) => at >= 0 && at < folded.Length && char.IsAsciiDigit(folded[at]);

    private static List<TextSpan> Sentences(string folded)
    {
        var (sentences, start) = (new List<TextSpan>(), 0);
        for (var i = 0; i < folded.Length; i++)
        {
            var isEnd = folded[i] is '。' or '！' or '？' or '!' or '?' or '；' or ';' or '\n' or '\r'
                || (folded[i] == '.' && (i + 1 == folded.Length || folded[i + 1] is ' ' or '\n' or '\r')
                    && !(i > 1 && folded[(i - 2)..i] is "no" or "fig" or "mr" or "dr"));
            if (!isEnd) continue;
            if (i > start) sentences.Add(TextSpan.Between(start, i));
            start = i + 1;
        }

        if (folded.Length > start) sentences.Add(TextSpan.Between(start, folded.Length));
        return sentences;
    }

    /// <summary>The words around a number without what changes from month to month.</summary>
    private static string Phrase(Scene scene, TextSpan near, TextSpan number)
    {
        var phrase = new StringBuilder();
        for (var i = near.Start; i < near.End; i++)
        {
            if (i == number.Start) phrase.Append('#');
            if (i >= number.Start && i < number.End) continue;
            if (scene.IsNamed(i)) continue;
            var character = scene.Folded[i];
            var isBetween = character == ' ' && phrase.Length > 0 && char.IsAsciiLetter(phrase[^1]);
            if (char.IsLetter(character) || isBetween) phrase.Append(character);
        }

        var whole = phrase.ToString().Trim();
        if (whole.Length <= MostPhrase) return whole;
        var at = Math.Max(0, whole.IndexOf('#', StringComparison.Ordinal));
        return whole.Substring(Math.Clamp(at - (MostPhrase * 3 / 4), 0, whole.Length - MostPhrase), MostPhrase);
    }

    [GeneratedRegex(@"^\s*(?:%|‰)?\s*(?:[-–—~]|至|到|to|and)\s*$")]
    private static partial Regex RangeJoint();

    [GeneratedRegex(@"(?:从|由|\bfrom)\s*$")]
    private static partial Regex RangeFrom();

    [GeneratedRegex(@"分别|\brespectively\b")]
    private static partial Regex Respectively();

    [GeneratedRegex(@"翻了?(?<turns>[一两二三四1-4]?)番|(?:(?<of>的|至|到)\s*)?(?<times>\d+(?:\.\d+)?|[一两二三四五六七八九十百]+(?:点[一二三四五六七八九]+)?)\s*倍"
        + @"|\b(?:doubled|tripled|quadrupled|halved)\b|(?<half>(?<![一-龥]过)一半(?!以)|\bby (?:a |one[- ])?half\b)")]
    private static partial Regex Multiple();

    [GeneratedRegex(@"^(?:了|明显|显著|较快|较大|幅度|\s|significantly|markedly|clearly|sharply|steadily|again|further)*$")]
    private static partial Regex TrendEnd();

    private sealed record Number(TextSpan Span, decimal Low, decimal High, decimal Step, ClaimWording Wording, ClaimUnit? Unit,
        bool IsInWords, int Sign = 0)
    {
        /// <summary>Where the number itself begins, behind its wording.</summary>
        public int Digits { get; init; }
    }

    /// <summary>What a text names, and what of it goes with a place.</summary>
    private sealed class Scene(string folded, List<TextSpan> sentences, List<(TextSpan Span, ClaimComparison What)> comparisons,
        List<NamedSpan> periods, List<CommunityMention> places)
    {
        public string Folded => folded;

        public IReadOnlyList<TextSpan> Sentences => sentences;

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
