using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Concentric.Data;
using Concentric.Time;

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

    /// <summary>Between "up" and its number at most a blank or two stand.</summary>
    private const int NextTo = 2;

    /// <summary>How far to either side of a number "from" and "to" are looked for.</summary>
    private const int FromReach = 32;

    /// <param name="text">As it was written.</param>
    /// <param name="writtenOn">The day on which "this year" was said.</param>
    /// <param name="communities">Those of the street.</param>
    /// <exception cref="OperationCanceledException">Whoever asked waits no longer.</exception>
    public static ReadText Read(string text, DateOnly writtenOn, IReadOnlyList<Community> communities,
        CancellationToken cancellationToken = default)
    {
        var folded = NumberReader.Fold(text);
        var skipped = NoFigures.Find(folded, cancellationToken);
        var comparisons = ClaimWords.Comparisons(folded);
        List<TextSpan> compared = [.. comparisons.Select(one => one.Span)];
        var periods = PeriodMentions.Find(folded, writtenOn, compared);
        skipped = Dated(skipped, periods.Compounds, folded);
        var places = new ClaimPlaces(folded, CommunityMentions.Find(folded, communities), [.. communities.Select(one => one.Code)]);
        var measured = compared.Count == 0 ? [] : ClaimPeriods.Find(folded, writtenOn, []);
        var scene = new Scene(folded, Sentences(folded), comparisons, new(folded, periods, skipped, compared, measured), places);
        var multiples = Multiples(folded).ToList();
        var numbers = Apart([.. multiples.Concat(Numbers(folded, skipped, multiples)).OrderBy(number => number.Span.Start)]);
        var claims = new List<ReadClaim>();
        for (var i = 0; i < numbers.Count; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
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
        return new(text, folded,
            ClaimContexts.Tell(folded, scene.Sentences, scene.Places.Mentions, [.. claims.OrderBy(claim => claim.Span.Start)]),
            // The characters of 百分点 are no number of their own.
            [.. Beside(skipped, claims, folded.Length).OrderBy(one => one.Span.Start)])
        {
            Named = scene.Named,
        };
    }

    private static IEnumerable<SkippedNumber> Beside(List<SkippedNumber> skipped, List<ReadClaim> claims, int length)
    {
        var taken = new SpanCover(length, claims.Select(claim => claim.Span));
        return skipped.Where(one => !taken.Overlaps(one.Span));
    }

    /// <summary>What names a period by several words is one day or time, and its digits are no durations.</summary>
    private static List<SkippedNumber> Dated(List<SkippedNumber> skipped, IReadOnlyList<TextSpan> compounds, string folded)
    {
        if (compounds.Count == 0) return skipped;
        var dated = new SpanCover(folded.Length, compounds);
        return [.. skipped.Where(one => !dated.Overlaps(one.Span))
            .Concat(compounds.Select(span => new SkippedNumber(span, SkipReason.Date)))];
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
        var said = folded[Math.Max(clause, start - FromReach)..start];
        var behind = folded[end..Math.Clamp(sentence.End, end, end + FromReach)];
        // A time behind a change is what it is measured from: "10 fewer than in September".
        var beside = move is { IsTo: false } ? TextSpan.Between(near.Start, Math.Max(near.Start, start)) : near;
        var period = scene.PeriodAt(start, beside, sentence);
        // "Compared with 82.6 per cent in Q2" names its own time.
        var isOfItsTime = period is { } own && own.Span.Start >= end && own.Span.End <= near.End;
        var isBase = (!isOfItsTime && (ClaimWords.IsFrom(said, behind) || ClaimWords.IsMovedFrom(said)))
            || (move is null && compared is not null && ClaimWords.IsOfSamePeriod(behind))
            || (move is null && compared is not null && scene.IsRightAfterComparison(start));
        // In English both hazards and percentages come in points.
        var isPoints = move is { IsTo: false } && folded[start..end].EndsWith(" points", StringComparison.Ordinal);
        var unit = isPoints ? ClaimUnits.Points : number.Unit;
        var measure = isBase ? ClaimMeasure.Level
            : unit?.IsPoints == true ? ClaimMeasure.Points
            : move is null or { IsTo: true } ? ClaimMeasure.Level
            : unit?.IsPercent == true ? ClaimMeasure.Percent
            : compared is not null && (unit is not null || start - move.Span.End <= NextTo) ? ClaimMeasure.Amount : ClaimMeasure.Level;
        if (compared is null && measure is not ClaimMeasure.Level) compared = scene.Compared(sentence.Start, start, start);
        var scale = unit?.Scale ?? 1;
        var (codes, doubt) = scene.CommunitiesAt(start, near, sentence);
        return new(number.Span, number.Low * scale, number.High * scale, number.Step * scale, number.Wording, measure, unit,
            isBase ? null : move, compared, period, codes, near,
            TextSpan.Between(sentence.Start, start), Phrase(scene, near, number.Span),
            number.IsInWords && number.High <= SmallInWords && unit is not { IsPercent: true }, isBase)
        {
            Part = number.IsFraction && move is null ? ClaimPart.Share : null,

            Doubt = doubt ?? (move is { Span.Length: > 0 } && ClaimNegations.IsDenied(folded, move.Span.Start) ? ClaimDoubt.Denied
                : IsOfOtherTimes(scene, number, near, sentence, move, measure, period) ? ClaimDoubt.Period : null),
            PartsOf = codes is null ? scene.Places.PartsBehind(end, sentence) : [],
        };
    }

    /// <summary>
    /// True where a time is named that is neither the number's nor what it is compared with by rule: unread, or a month before the one
    /// before; and for a sum after several times.
    /// </summary>
    private static bool IsOfOtherTimes(Scene scene, Number number, TextSpan near, TextSpan sentence, ClaimMove? move, ClaimMeasure measure,
        NamedSpan? period)
    {
        var start = number.Span.Start;
        if (scene.Times.IsUnread(start, near, sentence, period)) return true;
        var said = scene.Folded[near.Start..near.End];
        if (move is { IsTo: false, Span.Length: > 0 })
            return scene.Times.IsFromAnother(near, period) || (measure == ClaimMeasure.Level && Than().IsMatch(said));
        // 比去年全年的2,310件少: it is that time's.
        if (measure == ClaimMeasure.Level && scene.IsBehindComparison(start)) return true;
        return Sum().IsMatch(said) && scene.Times.AreSeveral(sentence.Start, start);
    }

    /// <summary>"Rose" without a number: where a comparison is named, or the word stands at the end of its clause.</summary>
    private static List<ReadClaim> Trends(Scene scene, List<ReadClaim> claims)
    {
        var told = new List<ReadClaim>();
        var taken = new SpanCover(scene.Folded.Length, claims.SelectMany(claim => new[] { claim.Span, claim.Near }));
        foreach (var sentence in scene.Sentences)
        {
            foreach (var clause in Clauses(scene.Folded, sentence))
            {
                if (taken.Overlaps(clause)) continue;
                var compared = scene.Compared(clause.Start, clause.End, clause.End);
                var move = ClaimWords.Moves(scene.Folded, clause).LastOrDefault();
                if (move is null || (compared is null && !IsAtEnd(scene.Folded, move.Span.End, clause.End))) continue;
                // "Did not rise" says neither that it rose nor that it fell.
                if (ClaimNegations.IsDenied(scene.Folded, move.Span.Start)) continue;
                var (codes, doubt) = scene.CommunitiesAt(move.Span.Start, clause, sentence);
                var period = scene.PeriodAt(move.Span.Start, clause, sentence);
                told.Add(new(move.Span, 0, 0, 1, ClaimWording.Exactly, ClaimMeasure.Trend, null, move, compared,
                    period, codes, clause, TextSpan.Between(sentence.Start, move.Span.Start), Phrase(scene, clause, move.Span), false)
                {
                    Doubt = doubt ?? (scene.Times.IsUnread(move.Span.Start, clause, sentence, period) ? ClaimDoubt.Period : null),
                });
            }
        }

        return told;
    }

    /// <summary>"分别", "respectively": as many numbers as periods or communities are one's each, in their order.</summary>
    private static void Share(Scene scene, List<ReadClaim> claims)
    {
        foreach (Match match in Respectively().Matches(scene.Folded))
        {
            var sentence = scene.SentenceOf(match.Index);
            var told = claims.FindAll(claim =>
                claim.Span.Overlaps(sentence) && (match.Value != "分别" || claim.Span.Start > match.Index));
            if (told.Count >= 2 && scene.PeriodsIn(TextSpan.Between(sentence.Start, told[0].Span.Start)) is { Count: > 1 } periods
                && periods.Count == told.Count)
            {
                for (var i = 0; i < told.Count; i++) claims[claims.IndexOf(told[i])] = told[i] with { Period = periods[i] };
                continue;
            }

            if (told.Count >= 2 && told[0].Period is { } all && Split(all, told.Count) is { } parts)
            {
                for (var i = 0; i < told.Count; i++) claims[claims.IndexOf(told[i])] = told[i] with { Period = parts[i], Doubt = null };
                continue;
            }

            if (told.Count < 2 || told[0].Communities is not { Count: > 1 } codes || codes.Count != told.Count)
            {
                // One number each for several places or months, and it is not told which.
                foreach (var one in told.Where(one => one.Communities is { Count: > 1 }
                    || (one.Period is { } named && Several().IsMatch(scene.Folded[named.Span.Start..named.Span.End]))))
                    claims[claims.IndexOf(one)] = one with
                    {
                        Doubt = one.Communities is { Count: > 1 } ? ClaimDoubt.Places : ClaimDoubt.Period,
                    };
                continue;
            }

            for (var i = 0; i < told.Count; i++) claims[claims.IndexOf(told[i])] = told[i] with { Communities = [codes[i]] };
        }
    }

    /// <summary>7、8、9月 as three months, 一季度和二季度 as two quarters; null for what is not so many of either.</summary>
    private static IReadOnlyList<NamedSpan>? Split(NamedSpan all, int count)
    {
        var (from, to) = (all.Period.From, all.Period.To);
        var months = ((to.Year - from.Year) * 12) + to.Month - from.Month + 1;
        var each = months / count;
        if (from.Day != 1 || each * count != months || each is not (1 or 3) || (each == 3 && from.Month % 3 != 1)) return null;
        return [.. Enumerable.Range(0, count).Select(i => new Period(from.AddMonths(i * each), from.AddMonths((i + 1) * each).AddDays(-1)))
            .Select(part => all with { Period = part.To > to ? part with { To = to } : part, IsOpen = false })];
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
        var taken = new SpanCover(folded.Length, [.. skipped.Select(one => one.Span), .. multiples.Select(one => one.Span)]);
        var found = NumberReader.Find(folded).Where(number => !taken.Overlaps(number.Span)).ToList();
        var numbers = new List<Number>();
        for (var i = 0; i < found.Count; i++)
        {
            var number = found[i];
            var (low, high, step) = (number.Value, number.High ?? number.Value, number.Step);
            var end = number.Span.End;
            var first = number.Span.Start;
            if (i + 1 < found.Count && RangeTo(folded, number, found[i + 1]) is { } other)
            {
                // 3-5万: both are counted in ten thousands.
                var isScaled = other.Step >= 100 && number.Step <= 1 && low * other.Step < other.Value;
                (low, high, step) = (isScaled ? low * other.Step : low, other.Value, other.Step);
                (end, number) = (other.Span.End, other);
                i++;
            }

            var (wording, start) = ClaimWords.Before(folded, first);
            var (behind, afterNumber) = ClaimWords.After(folded, end);
            var unit = number.Unit is { } own ? (own, afterNumber) : ClaimUnits.At(folded, afterNumber);
            if (unit is var (_, unitEnd)) end = unitEnd;
            var (last, afterUnit) = unit is null ? (ClaimWording.Exactly, afterNumber) : ClaimWords.After(folded, end);
            end = last == ClaimWording.Exactly ? Math.Max(end, behind == ClaimWording.Exactly ? end : afterNumber) : afterUnit;
            wording = low != high ? ClaimWording.Between
                : number.IsMore ? ClaimWording.AtLeast
                : number.IsNearly ? ClaimWording.Nearly
                : number.IsRough && wording == ClaimWording.Exactly ? ClaimWording.About
                : behind != ClaimWording.Exactly ? behind : last != ClaimWording.Exactly ? last : wording;
            if (IsBare(folded, number, first, unit is not null, wording)) skipped.Add(new(number.Span, SkipReason.Bare));
            else numbers.Add(new(TextSpan.Between(start, end), low, high, step, wording, unit?.Unit, number.IsInWords)
                {
                    Digits = first,
                    IsFraction = number.IsFraction,
                });
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
            if (match.Groups["half"].Success && !IsOfChange(folded, match)) continue;
            var percent = match.Groups["turns"].Success
                ? ((decimal)Math.Pow(2, (double)(NumberOf(match.Groups["turns"].Value) ?? 1)) * 100) - 100
                : match.Groups["fold"].Success ? (NumberOf(match.Groups["fold"].Value) - 1) * 100
                : match.Groups["times"].Success ? NumberOf(match.Groups["times"].Value) is { } times
                    ? (match.Groups["of"].Success ? times - 1 : times) * 100 : (decimal?)null
                : match.Value switch
                {
                    "doubled" or "twice as many" or "twice as much" => 100, "tripled" => 200, "quadrupled" => 300, "halved" => -50, _ => 50,
                };
            if (percent is { } change and not 0)
                yield return match.Groups["half"].Success
                    ? new(span, change, change, 1, ClaimWording.About, ClaimUnits.PerCent, false)
                    : Worded(folded, span, change);
        }

        decimal? NumberOf(string text) => text.Length == 0 ? 1
            : decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
                ? number <= 1_000 ? number : null
            : WrittenNumbers.Chinese(text) is { } written and <= 1_000 ? written : WrittenNumbers.English(text);
    }

    /// <summary>下降一半, "fell by half" tell a change, 一半诉求 a share.</summary>
    private static bool IsOfChange(string folded, Match half) => half.Value != "一半"
        || ClaimWords.MoveBefore(folded, Math.Max(0, half.Index - 12), half.Index) is not null;

    /// <summary>近两倍, 两倍多: a multiple with its wording.</summary>
    private static Number Worded(string folded, TextSpan span, decimal change)
    {
        var (before, start) = ClaimWords.Before(folded, span.Start);
        var (behind, end) = ClaimWords.After(folded, span.End);
        return new(TextSpan.Between(start, end), Math.Abs(change), Math.Abs(change), 1, behind == ClaimWording.Exactly ? before : behind,
            ClaimUnits.PerCent, false, Math.Sign(change)) { Digits = span.Start };
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

    [GeneratedRegex(@"^\s*(?:%|‰)?\s*(?:[-–—~]|至|到|to|and)\s*$", RegexOptions.None, ShapeLimits.Milliseconds)]
    private static partial Regex RangeJoint();

    [GeneratedRegex(@"(?:从|由|\bfrom)\s*$", RegexOptions.None, ShapeLimits.Milliseconds)]
    private static partial Regex RangeFrom();

    [GeneratedRegex(@"\bthan\b|比|较", RegexOptions.None, ShapeLimits.Milliseconds)]
    private static partial Regex Than();

    [GeneratedRegex(@"合计|总计|总共|一共|共计|共(?![同建性享])|\b(?:together|altogether|in total|in all|a total of|total of"
        + @"|combined)\b", RegexOptions.None,
        ShapeLimits.Milliseconds)]
    private static partial Regex Sum();

    [GeneratedRegex(@"[、,和及与]|\band\b", RegexOptions.None, ShapeLimits.Milliseconds)]
    private static partial Regex Several();

    [GeneratedRegex(@"分别|\brespectively\b", RegexOptions.None, ShapeLimits.Milliseconds)]
    private static partial Regex Respectively();

    [GeneratedRegex(@"翻了?(?<turns>[一两二三四1-4]?)番|(?:(?<of>的|至|到)\s*)?(?<times>\d+(?:\.\d+)?|[一两二三四五六七八九十百]+(?:点[一二三四五六七八九]+)?)\s*倍"
        + @"|\b(?:doubled|tripled|quadrupled|halved|twice as (?:many|much))\b"
        + @"|\b(?<fold>\d+(?:\.\d+)?|two|three|four|five|ten)(?:-fold|fold| times (?:as (?:many|much|high)"
        + @"|the (?:number|figure|level)))\b|(?<half>(?<![一-龥]过)一半(?!以)|\bby (?:a |one[- ])?half\b)",
        RegexOptions.None, ShapeLimits.Milliseconds)]
    private static partial Regex Multiple();

    [GeneratedRegex(@"^(?:了|明显|显著|较快|较大|幅度|\s|significantly|markedly|clearly|sharply|steadily|again|further)*$",
        RegexOptions.None, ShapeLimits.Milliseconds)]
    private static partial Regex TrendEnd();

    private sealed record Number(TextSpan Span, decimal Low, decimal High, decimal Step, ClaimWording Wording, ClaimUnit? Unit,
        bool IsInWords, int Sign = 0)
    {
        /// <summary>Where the number itself begins, behind its wording.</summary>
        public int Digits { get; init; }

        /// <summary>过半, 三分之二, "one in five": as much of a total.</summary>
        public bool IsFraction { get; init; }
    }
}
