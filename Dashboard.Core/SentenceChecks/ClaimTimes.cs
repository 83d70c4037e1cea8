using System.Text.RegularExpressions;
using Concentric.Time;

namespace Concentric.SentenceChecks;

/// <summary>Tells of which period a number is, and whether its sentence names a time that no period was read of.</summary>
internal sealed partial class ClaimTimes
{
    /// <summary>The longest name of a time, in UTF-16 units.</summary>
    private const int MostName = 32;

    private readonly List<NamedSpan> periods;
    private readonly List<TextSpan> unread;
    private readonly List<NamedSpan> measuredFrom;

    /// <param name="all">Every time that the text names, those that it only compares with among them.</param>
    public ClaimTimes(string folded, PeriodMentions found, IEnumerable<SkippedNumber> skipped, IReadOnlyList<TextSpan> comparisons,
        IReadOnlyList<NamedSpan> all)
    {
        periods = found.Periods;
        var compared = new SpanCover(folded.Length, comparisons);
        // 比上月 is the month before the figure's own, and not before the day of the text.
        measuredFrom = [.. all.Where(one => compared.Overlaps(one.Span) && !IsRelative(folded, one)).Concat(periods)
            .OrderBy(one => one.Span.Start)];
        var read = new SpanCover(folded.Length, [.. periods.Select(one => one.Span), .. comparisons, .. found.Compounds]);
        unread = [.. found.Unread.Concat(skipped.Where(one => IsTime(folded.Substring(one.Span.Start, one.Span.Length), one.Reason)
            && !read.Overlaps(one.Span)).Select(one => one.Span)).OrderBy(one => one.Start)];
    }

    public IReadOnlyList<NamedSpan> Periods => periods;

    /// <summary>
    /// The period that goes with a place: the last that stands beside the number before it, the first beside it behind, or else the last of
    /// its sentence before, the first behind, or the last of its paragraph.
    /// </summary>
    public NamedSpan? At(int at, TextSpan near, TextSpan sentence, int paragraph) =>
        Last(near.Start, at) ?? First(at, near.End) ?? Last(sentence.Start, at) ?? First(at, sentence.End) ?? Last(paragraph, at);

    /// <summary>
    /// The period of what a figure became, where its sentence has told before of which it was: never that one. Null where no other is
    /// named.
    /// </summary>
    public NamedSpan? After(NamedSpan origin, int at, TextSpan near, TextSpan sentence) => Last(near.Start, at, origin)
        ?? First(at, near.End, origin) ?? Last(sentence.Start, at, origin) ?? First(at, sentence.End, origin);

    /// <summary>The time whose name ends right before a place, 的 between them at most; null for none.</summary>
    public NamedSpan? EndingAt(string folded, int at) => Last(Math.Max(0, at - MostName), at) is { } last
        && folded[last.Span.End..at].Trim() is "" or "的" ? last : null;

    /// <summary>上月, 去年, "last quarter".</summary>
    public static bool IsRelative(string folded, NamedSpan named) =>
        Relative().IsMatch(folded.AsSpan(named.Span.Start, named.Span.Length));

    /// <summary>The first that is named within a stretch; null for none.</summary>
    public NamedSpan? FirstIn(int from, int to) => First(from, to);

    /// <summary>The period of a comparison that names one; null for 比上月 and others.</summary>
    public Period? ComparedIn(TextSpan comparison) => measuredFrom.Find(one => one.Span.Overlaps(comparison))?.Period;

    /// <summary>True where a time of the sentence was not read, and none that was stands between it and the number.</summary>
    public bool IsUnread(int at, TextSpan near, TextSpan sentence, NamedSpan? chosen)
    {
        foreach (var time in unread)
        {
            if (time.Start >= near.End) break;
            if (time.Start < sentence.Start) continue;
            if (chosen is null || chosen.Span.Start < time.Start && !(time.Start >= at && chosen.Span.Start >= near.Start)
                || chosen.Span.Start >= at && time.Start < at) return true;
        }

        return false;
    }

    /// <summary>True where a change is measured from a time that is neither the one before a period nor the same a year before.</summary>
    public bool IsFromAnother(TextSpan near, NamedSpan? period)
    {
        if (period is not { } of) return false;
        foreach (var one in measuredFrom)
        {
            if (one.Span.Start >= near.End) break;
            if (one.Span.Start < near.Start || one.Span == of.Span || one.Period == of.Period) continue;
            if (Between(one.Period, of.Period) is null) return true;
        }

        return false;
    }

    /// <summary>Which comparison it is to measure a period from another; null for none that pages make.</summary>
    public static ClaimComparison? Between(Period other, Period of)
    {
        var (from, to) = (of.From, of.To);
        var months = ((to.Year - from.Year) * 12) + to.Month - from.Month + 1;
        return other.From == from.AddMonths(-months) && other.To >= from.AddDays(-4) && other.To < from ? ClaimComparison.Previous
            : other.From == from.AddYears(-1) ? ClaimComparison.YearBefore : null;
    }

    /// <summary>True where a stretch names different times.</summary>
    public bool AreSeveral(int from, int to)
    {
        Period? first = null;
        for (var i = Before(to); i >= 0 && periods[i].Span.Start >= from; i--)
        {
            if (first is { } other && other != periods[i].Period) return true;
            first = periods[i].Period;
        }

        return false;
    }

    private NamedSpan? Last(int from, int to, NamedSpan? but = null)
    {
        for (var i = Before(to); i >= 0 && periods[i].Span.Start >= from; i--)
            if (periods[i].Span.End <= to && periods[i].Span != but?.Span) return periods[i];
        return null;
    }

    private NamedSpan? First(int from, int to, NamedSpan? but = null)
    {
        for (var i = Before(from) + 1; i < periods.Count; i++)
            if (periods[i].Span.Start >= from && periods[i].Span != but?.Span) return periods[i].Span.End <= to ? periods[i] : null;
        return null;
    }

    /// <summary>The last that begins before a place; -1 without one.</summary>
    private int Before(int place)
    {
        var (low, high) = (-1, periods.Count - 1);
        while (low < high)
        {
            var middle = (low + high + 1) / 2;
            if (periods[middle].Span.Start < place) low = middle; else high = middle - 1;
        }

        return low;
    }

    private static bool IsTime(string said, SkipReason reason) => reason switch
    {
        SkipReason.Date => DateLike().IsMatch(said),
        SkipReason.Duration => PastSpan().IsMatch(said),
        _ => false,
    };

    [GeneratedRegex(@"[年月日号季]|半年|\d[-/.]\d|\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)|\b(?:19|20)\d{2}\b|\bq[1-4]|\bh[12]",
        RegexOptions.None, ShapeLimits.Milliseconds)]
    private static partial Regex DateLike();

    [GeneratedRegex(@"^(?:去年|上年|上一年|上个?月|上个?季度|上周|(?:this|last) [a-z]+)(?:度|全年)?$", RegexOptions.None, ShapeLimits.Milliseconds)]
    private static partial Regex Relative();

    [GeneratedRegex(@"^(?:近|过去|最近|past|last)|来$", RegexOptions.None, ShapeLimits.Milliseconds)]
    private static partial Regex PastSpan();
}
