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

    /// <summary>Between "up" and its number at most a blank or two stand.</summary>
    private const int NextTo = 2;

    /// <summary>How far to either side of a number "from" and "to" are looked for.</summary>
    private const int FromReach = 32;

    /// <summary>How far before what a figure became its "rose" may stand, and behind a number the time within which it was done.</summary>
    private const int MostMoved = 200, DeadlineReach = 80;

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
        List<TextSpan> deadlines = [.. skipped.Where(one => NoFigures.IsDeadline(folded, one)).Select(one => one.Span)];
        var periods = PeriodMentions.Find(folded, writtenOn, compared);
        skipped = Dated(skipped, periods.Compounds, folded);
        var places = new ClaimPlaces(folded, CommunityMentions.Find(folded, communities), [.. communities.Select(one => one.Code)]);
        var measured = compared.Count == 0 ? [] : ClaimPeriods.Find(folded, writtenOn, []);
        var scene = new Scene(folded, Sentences(folded), comparisons, new(folded, periods, skipped, compared, measured), places,
            deadlines);
        var multiples = Multiples(folded).ToList();
        var numbers = Apart([.. multiples.Concat(Numbers(folded, skipped, multiples)).OrderBy(number => number.Span.Start)]);
        var claims = new List<ReadClaim>();
        var (origin, of) = (default(Origin), default(TextSpan));
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
            // "246 of 257 petitions": the noun is that of both.
            var last = number.Whole is not null && i + 1 < numbers.Count ? i + 1 : i;
            var to = Behind(folded, numbers[last].Span.End, sentence.End,
                last + 1 < numbers.Count ? numbers[last + 1].Span.Start : sentence.End);
            if (last > i && !IsPredicate(folded, numbers[last].Span.End, to)) to = numbers[last].Span.End;
            if (sentence.Start != of.Start) origin = null;
            var near = TextSpan.Between(Math.Min(AfterAnd(folded, before, number.Span.Start), number.Span.Start), to);
            var (begun, past) = (scene.OriginAt(number.Span, near, sentence), claims is [.., { IsBase: true }] || origin is not null);
            var claim = Claim(scene, number, near, sentence, from, past ? Math.Max(from, number.Span.Start - MostMoved) : before, begun,
                origin);
            (origin, of) = (begun ?? origin, sentence);
            claims.Add(i > 0 && numbers[i - 1].Whole == number.Digits ? OfParts(folded, claim) : claim);
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

    /// <param name="moveFrom">From where the word is looked for that says it rose.</param>
    /// <param name="own">The number's own time, where it is what a figure was before it became another.</param>
    /// <param name="origin">The time of such a number that stands before it in its sentence.</param>
    private static ReadClaim Claim(Scene scene, Number number, TextSpan near, TextSpan sentence, int clause, int moveFrom, Origin? own,
        Origin? origin)
    {
        var folded = scene.Folded;
        var (start, end) = (number.Span.Start, number.Span.End);
        var move = own is not null ? null
            : number.Sign != 0 ? new(new(start, 0), number.Sign, false)
            : ClaimWords.MoveBefore(folded, Math.Min(moveFrom, start), start) ?? ClaimWords.MoveBehind(folded, end);
        var named = scene.Compared(clause, near.End, start);
        var said = folded[Math.Max(clause, start - FromReach)..start];
        var behind = folded[end..Math.Clamp(sentence.End, end, end + FromReach)];
        // A time behind a change is what it is measured from: "10 fewer than in September".
        var beside = move is { IsTo: false } ? TextSpan.Between(near.Start, Math.Max(near.Start, start)) : near;
        var period = own is { IsRelative: false } ? own.Time : scene.PeriodAt(start, beside, sentence, own ?? origin);
        // "Compared with 82.6 per cent in Q2" names its own time.
        var isOfItsTime = own is { IsRelative: false } || (period is { } its && its.Span.Start >= end && its.Span.End <= near.End);
        var compared = named?.What;
        // What it was measured from, where the sentence has told so.
        if (origin is { IsRelative: false } && period is not null)
            compared ??= ClaimTimes.Between(origin.Time.Period, period.Period);
        var isBase = own is { IsRelative: true } || (!isOfItsTime && (ClaimWords.IsFrom(said, behind) || ClaimWords.IsMovedFrom(said)))
            || (move is null && compared is not null && ClaimWords.IsOfSamePeriod(behind))
            || (move is null && compared is not null && scene.IsRightAfterComparison(start));
        // In English both hazards and percentages come in points.
        var isPoints = move is { IsTo: false } && folded[start..end].EndsWith(" points", StringComparison.Ordinal);
        var unit = isPoints ? ClaimUnits.Points : number.Unit;
        var measure = isBase ? ClaimMeasure.Level
            : unit?.IsPoints == true ? ClaimMeasure.Points
            : move is null or { IsTo: true } ? ClaimMeasure.Level
            : unit?.IsPercent == true ? ClaimMeasure.Percent
            : (compared is not null && (unit is not null || start - move.Span.End <= NextTo)) || IsBy(folded, move, start)
                ? ClaimMeasure.Amount : ClaimMeasure.Level;
        if (compared is null && measure is not ClaimMeasure.Level)
        {
            named = scene.Compared(sentence.Start, start, start);
            compared = named?.What;
        }

        var scale = unit?.Scale ?? 1;
        var (codes, doubt) = scene.CommunitiesAt(start, near, sentence);
        return new(number.Span, number.Low * scale, number.High * scale, number.Step * scale, number.Wording, measure, unit,
            isBase ? null : move, compared, period, codes, near,
            TextSpan.Between(sentence.Start, start), Phrase(scene, near, number.Span),
            number.IsInWords && number.High <= SmallInWords && unit is not { IsPercent: true }, isBase)
        {
            IsPeriodTakenOver = period is not null && period.Span.End <= sentence.Start,
            Part = number.IsFraction && move is null ? ClaimPart.Share : null,
            IsMoreOfUnit = number.IsMoreOfUnit,
            Doubt = doubt ?? (move is { Span.Length: > 0 } && ClaimNegations.IsMoveDenied(folded, move.Span.Start) ? ClaimDoubt.Denied
                : IsOfOtherTimes(scene, number, near, sentence, move, measure, period, own ?? origin) ? ClaimDoubt.Period
                : scene.IsWithinDeadline(number.Span, clause, sentence) ? ClaimDoubt.Narrower
                : number.IsRangeOfAmounts ? ClaimDoubt.Subject : null),
            IsCumulative = ClaimWords.IsCumulative(folded[Math.Max(sentence.Start, start - FromReach)..Math.Max(end, near.End)]),
            MonthsCompared = !isBase && move is null ? null : (own ?? origin) is { IsRelative: true } was
                ? ClaimWords.MonthsOf(scene.Said(was.Time.Span)) : named?.Months,
            MeasuredFrom = named is { What: ClaimComparison.Previous } && (isBase || move is not null)
                ? scene.Times.ComparedIn(named.Span) : null,
            PartsOf = codes is null ? scene.Places.PartsBehind(end, sentence) : [],
        };
    }

    /// <summary>
    /// True where a time is named that is neither the number's nor what it is compared with by rule: unread, or a month before the one
    /// before; and for a sum after several times.
    /// </summary>
    private static bool IsOfOtherTimes(Scene scene, Number number, TextSpan near, TextSpan sentence, ClaimMove? move, ClaimMeasure measure,
        NamedSpan? period, Origin? origin)
    {
        var start = number.Span.Start;
        // It became so much in a time that is not told, or from one that pages do not compare with; 由去年的 leaves open what of it.
        if (origin is { IsRelative: true } && scene.Said(origin.Time.Span) is var said && (said.Contains('年', StringComparison.Ordinal)
            || said.Contains("year", StringComparison.Ordinal))) return true;
        if (origin is { IsRelative: false } && (period is null
            || (move is not null && ClaimTimes.Between(origin.Time.Period, period.Period) is null))) return true;
        if (scene.Times.IsUnread(start, near, sentence, period)) return true;
        var words = scene.Said(near);
        if (move is { IsTo: false, Span.Length: > 0 })
            return scene.Times.IsFromAnother(near, period) || (measure == ClaimMeasure.Level && Than().IsMatch(words));
        // 比去年全年的2,310件少: it is that time's.
        if (measure == ClaimMeasure.Level && scene.IsBehindComparison(start)) return true;
        return Sum().IsMatch(words) && scene.Times.AreSeveral(sentence.Start, start);
    }

    /// <summary>"Rose by 9": an amount, whatever it is compared with.</summary>
    private static bool IsBy(string folded, ClaimMove move, int start) =>
        move.Span.Length > 0 && move.Span.End <= start && ClaimWords.IsBy(folded[move.Span.End..start]);

    /// <summary>
    /// "246 of 257 petitions were closed" says it of the part, "246 of the 257 petitions received" of the whole only.
    /// </summary>
    private static bool IsPredicate(string folded, int from, int to) =>
        Verb().Match(folded, from, to - from) is { Success: true } verb && string.IsNullOrWhiteSpace(folded[from..verb.Index]);

    /// <summary>Of "246 of 257 petitions": what is said before is said of the part, and the verb behind may be.</summary>
    private static ReadClaim OfParts(string folded, ReadClaim claim)
    {
        var verb = Verb().Match(folded, claim.Span.End, Math.Max(0, claim.Near.End - claim.Span.End));
        var near = TextSpan.Between(claim.Near.Start, verb.Success ? verb.Index : Math.Max(claim.Near.End, claim.Span.End));
        return claim with { Near = near, Before = new(near.Start, 0), Move = null, Measure = ClaimMeasure.Level, IsBase = false };
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
                if (ClaimNegations.IsMoveDenied(scene.Folded, move.Span.Start)) continue;
                var (codes, doubt) = scene.CommunitiesAt(move.Span.Start, clause, sentence);
                var period = scene.PeriodAt(move.Span.Start, clause, sentence);
                told.Add(new(move.Span, 0, 0, 1, ClaimWording.Exactly, ClaimMeasure.Trend, null, move, compared?.What,
                    period, codes, clause, TextSpan.Between(sentence.Start, move.Span.Start), Phrase(scene, clause, move.Span), false)
                {
                    IsPeriodTakenOver = period is not null && period.Span.End <= sentence.Start,
                    MonthsCompared = compared?.Months,
                    MeasuredFrom = compared is { What: ClaimComparison.Previous } ? scene.Times.ComparedIn(compared.Span) : null,
                    Doubt = doubt ?? (scene.Times.IsUnread(move.Span.Start, clause, sentence, period) ? ClaimDoubt.Period : null),
                });
            }
        }

        return told;
    }

    private static bool IsAtEnd(string folded, int end, int clauseEnd) => TrendEnd().IsMatch(folded[end..clauseEnd]);

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

    [GeneratedRegex(@"\bthan\b|比|较", RegexOptions.None, ShapeLimits.Milliseconds)]
    private static partial Regex Than();

    [GeneratedRegex(@"\b(?:were|was|have|has|had|are|is)\b", RegexOptions.None, ShapeLimits.Milliseconds)]
    private static partial Regex Verb();

    [GeneratedRegex(@"合计|总计|总共|一共|共计|共(?![同建性享])|\b(?:together|altogether|in total|in all|a total of|total of"
        + @"|combined)\b", RegexOptions.None,
        ShapeLimits.Milliseconds)]
    private static partial Regex Sum();

    [GeneratedRegex(@"^(?:了|明显|显著|较快|较大|幅度|\s|significantly|markedly|clearly|sharply|steadily|again|further)*$",
        RegexOptions.None, ShapeLimits.Milliseconds)]
    private static partial Regex TrendEnd();
}
