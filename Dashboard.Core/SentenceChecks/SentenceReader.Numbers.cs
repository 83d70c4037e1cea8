using System.Globalization;
using System.Text.RegularExpressions;

namespace Concentric.SentenceChecks;

public static partial class SentenceReader
{
    /// <summary>How far before a number the word is looked for that says it rose.</summary>
    private const int MoveReach = 40;

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
            // 246 of 257 petitions are counted by what stands behind the whole.
            var whole = unit is null && i + 1 < found.Count && PartOf().IsMatch(folded[end..Math.Max(end, found[i + 1].Span.Start)])
                ? found[i + 1] : null;
            var counted = unit?.Unit ?? (whole is null ? null : (whole.Unit ?? ClaimUnits.At(folded, whole.Span.End)?.Unit));
            var (last, afterUnit) = unit is null ? (ClaimWording.Exactly, afterNumber) : ClaimWords.After(folded, end);
            // 八十来件, and not 30人来小区活动.
            if (last == ClaimWording.Around) last = ClaimWording.Exactly;
            end = last == ClaimWording.Exactly ? Math.Max(end, behind == ClaimWording.Exactly ? end : afterNumber) : afterUnit;
            wording = low != high ? ClaimWording.Between
                : number.IsMore ? number.IsFraction ? ClaimWording.AtLeast : ClaimWording.AndMore
                : number.IsNearly ? ClaimWording.Nearly
                : number.IsRough && wording == ClaimWording.Exactly ? ClaimWording.About
                : behind != ClaimWording.Exactly ? behind : last != ClaimWording.Exactly ? last : wording;
            var sign = ClaimWords.SignBefore(folded, first);
            if (IsBare(folded, number, first, unit is not null, wording)) skipped.Add(new(number.Span, SkipReason.Bare));
            else numbers.Add(new(TextSpan.Between(start, end), low, high, step, wording, counted, number.IsInWords, sign)
            {
                Digits = first,
                Whole = whole?.Span.Start,
                IsFraction = number.IsFraction,
                IsMoreOfUnit = last == ClaimWording.AndMore && behind == ClaimWording.Exactly && !number.IsMore,
                IsRangeOfAmounts = low != high && IsAmount(folded, first),
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

    private static ReadNumber? RangeTo(string folded, ReadNumber first, ReadNumber second)
    {
        if (second.Value <= first.Value || second.Span.Start - first.Span.End > 5) return null;
        var (before, joint) = (folded[Math.Max(0, first.Span.Start - MoveReach)..first.Span.Start],
            folded[first.Span.End..second.Span.Start]);
        // "Between 20 and 30" is a range, "20 and 30" are two numbers.
        if (!RangeJoint().IsMatch(joint)
            || (joint.Contains("and", StringComparison.Ordinal) && !RangeBetween().IsMatch(before))) return null;
        if (ClaimWords.MoveBefore(before, 0, before.Length) is null) return second;
        // "From 85 % to 93 %" tells two figures, "from 20 to 30 events" one.
        if (RangeFrom().IsMatch(before)) return null;
        // "Rose by 9 to 188" tells by how much and to what; "by 20 to 30" only by how much.
        return (IsAmount(folded, first.Span.Start) || joint.Contains('%', StringComparison.Ordinal))
            && second.Value > first.Value * SentenceVerdicts.MostTimes
            && ClaimUnits.At(folded, second.Span.End)?.Unit is not { IsPoints: true } ? null : second;
    }

    private static bool IsAmount(string folded, int at) =>
        RangeBy().IsMatch(folded[Math.Max(0, at - MoveReach)..at])
            && ClaimWords.MoveBefore(folded, Math.Max(0, at - MoveReach), at) is not null;

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
                    "doubled" or "twice as many" or "twice as much" => 100,
                    "tripled" => 200,
                    "quadrupled" => 300,
                    "halved" => -50,
                    _ => 50,
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
            ClaimUnits.PerCent, false, Math.Sign(change))
        { Digits = span.Start };
    }

    [GeneratedRegex(@"^\s*(?:%|‰)?\s*(?:[-–—~]|至|到|to|and)\s*$", RegexOptions.None, ShapeLimits.Milliseconds)]
    private static partial Regex RangeJoint();

    [GeneratedRegex(@"\bby\s*$", RegexOptions.None, ShapeLimits.Milliseconds)]
    private static partial Regex RangeBy();

    [GeneratedRegex(@"\bbetween\s*$", RegexOptions.None, ShapeLimits.Milliseconds)]
    private static partial Regex RangeBetween();

    [GeneratedRegex(@"^ (?:out )?of (?:the |our |all |all the |those |these )?$", RegexOptions.None, ShapeLimits.Milliseconds)]
    private static partial Regex PartOf();

    [GeneratedRegex(@"(?:从|由|\bfrom)\s*$", RegexOptions.None, ShapeLimits.Milliseconds)]
    private static partial Regex RangeFrom();

    [GeneratedRegex(@"翻了?(?<turns>[一两二三四1-4]?)番|(?:(?<of>的|至|到)\s*)?(?<times>\d+(?:\.\d+)?|[一两二三四五六七八九十百]+(?:点[一二三四五六七八九]+)?)\s*倍"
        + @"|\b(?:doubled|tripled|quadrupled|halved|twice as (?:many|much))\b"
        + @"|\b(?<fold>\d+(?:\.\d+)?|two|three|four|five|ten)(?:-fold|fold| times (?:as (?:many|much|high)"
        + @"|the (?:number|figure|level)))\b|(?<half>(?<![一-龥]过)一半(?!以)|\bby (?:a |one[- ])?half\b)",
        RegexOptions.None, ShapeLimits.Milliseconds)]
    private static partial Regex Multiple();

    private sealed record Number(TextSpan Span, decimal Low, decimal High, decimal Step, ClaimWording Wording, ClaimUnit? Unit,
        bool IsInWords, int Sign = 0)
    {
        /// <summary>Where the number itself begins, behind its wording.</summary>
        public int Digits { get; init; }

        /// <summary>过半, 三分之二, "one in five": as much of a total.</summary>
        public bool IsFraction { get; init; }

        /// <summary>3吨多: what is more is less than one of the unit.</summary>
        public bool IsMoreOfUnit { get; init; }

        /// <summary>Of "246 of 257 petitions", where the number begins of which it is a part; null for others.</summary>
        public int? Whole { get; init; }

        /// <summary>"By 20 to 30": what it rose by, or from and to what, is not sure.</summary>
        public bool IsRangeOfAmounts { get; init; }
    }
}
