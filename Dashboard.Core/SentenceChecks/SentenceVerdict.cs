using Concentric.Ledgers;
using Concentric.Metrics;
using Concentric.ProcessCharts;
using Concentric.PublishedFigures;

namespace Concentric.SentenceChecks;

/// <summary>What the records say of a number in a text.</summary>
public enum SentenceVerdict
{
    /// <summary>They bear it out as it is worded.</summary>
    Supported,

    /// <summary>They hold more, where more is better: nothing is missing, but the wording understates.</summary>
    Exceeded,

    /// <summary>They hold less, or otherwise than it says.</summary>
    NotSupported,

    /// <summary>It rose or fell as it says, but not beyond what is usual.</summary>
    WithinNoise,

    /// <summary>It is compared with a time to which the records do not reach back.</summary>
    NotRecorded,

    /// <summary>Nothing is counted that it could be held against.</summary>
    NoSuchMetric,

    /// <summary>Several metrics may be meant: somebody must choose.</summary>
    Unsure,

    /// <summary>Planned or expected: nothing that records could bear out.</summary>
    Plan,

    /// <summary>A part, a share or an average that the records do not tell apart.</summary>
    Part,

    /// <summary>It speaks of communities that the reader does not see.</summary>
    NotYours,
}

/// <summary>Holds a number of a text against a figure.</summary>
public static class SentenceVerdicts
{
    /// <summary>Half an order of magnitude, √10, as a whole number.</summary>
    internal const int MostTimes = 3;

    /// <summary>
    /// 来 and "some" are looser than 约 and "about": within so many per cent to either side. Not of rates: a tenth of 90 % is up to 99 %.
    /// </summary>
    public const int AroundPercent = 10;

    /// <summary>
    /// Up to where 余, 多 and "-odd" reach, this one no more: of 80 to 90, of 200 to 300, of 357 to 360, of 12,000 as 1.2万 to 13,000, of
    /// 800余公斤 to 900 kg, of 1.5吨余 to 1.6 t, of 3吨多 to 4 t.
    /// </summary>
    public static decimal NextRound(ReadClaim claim)
    {
        // As it is written: in kilograms, and not in tonnes.
        var scale = claim.Unit?.Scale ?? 1;
        var (low, round) = (claim.Low / scale, claim.Step / scale);
        var isWhole = round >= 1 && !claim.IsMoreOfUnit && claim.Unit is not { IsPercent: true } and not { IsPoints: true }
            && (low >= 10 || claim.Unit is null || !claim.Unit.Kinds.Any(kind => kind is MetricUnit.Tonnes or MetricUnit.Metres
                or MetricUnit.Hours or MetricUnit.WorkingDays or MetricUnit.Yuan));
        while (low > 0 && low % (round * 10) == 0) round *= 10;
        if (isWhole) round = Math.Max(round, 10);
        return (Math.Floor(low / round) + 1) * round * scale;
    }

    /// <summary>Of a figure of a period.</summary>
    /// <param name="value">A rate as a fraction; null without a case.</param>
    /// <param name="isComplement">True where the number is of the cases that a rate leaves out, and so is the value.</param>
    public static SentenceVerdict OfLevel(ReadClaim claim, Metric metric, double? value, bool isComplement = false)
    {
        if (Recorded(metric, value, claim.Step) is not { } recorded) return SentenceVerdict.NotSupported;
        if (IsBorneOut(claim, recorded, metric.IsRate)) return SentenceVerdict.Supported;
        return recorded > claim.High && claim.Wording != ClaimWording.AtMost
            && metric.Polarity != (isComplement ? Polarity.MoreIsBetter : Polarity.LessIsBetter)
            ? SentenceVerdict.Exceeded : SentenceVerdict.NotSupported;
    }

    /// <summary>Of a change: its direction first, then by how much, then whether it is more than usual.</summary>
    /// <param name="measure">A change of a rate that is told in per cent is read as one in percentage points.</param>
    /// <param name="variation">Of the newer figure.</param>
    public static SentenceVerdict OfChange(ReadClaim claim, ClaimMeasure measure, Metric metric, double? before, double? now,
        VariationKind variation)
    {
        if (before is null) return SentenceVerdict.NotRecorded;
        if (Change(measure, metric, before, now) is not { } change) return SentenceVerdict.NotSupported;
        var sign = claim.Move?.Sign ?? Math.Sign(change);
        if (change * sign < 0 || (change == 0 && (measure == ClaimMeasure.Trend || claim.High > 0))) return SentenceVerdict.NotSupported;
        if (measure is not (ClaimMeasure.Trend or ClaimMeasure.Level) && !IsBorneOut(claim, Math.Abs(change), false))
            return SentenceVerdict.NotSupported;
        return variation == VariationKind.AsUsual ? SentenceVerdict.WithinNoise : SentenceVerdict.Supported;
    }

    /// <summary>By how much a figure changed, in the measure of a claim; null where that can't be told.</summary>
    public static decimal? Change(ClaimMeasure measure, Metric metric, double? before, double? now)
    {
        if (before is not { } was || now is not { } value) return null;
        if (measure == ClaimMeasure.Percent && !metric.IsRate)
            return was == 0 ? null : Math.Round((decimal)((value - was) / was * 100), 4);
        return Math.Round((decimal)(value - was) * (metric.IsRate ? 100 : 1), 4);
    }

    /// <summary>A figure as texts write it: a rate in per cent, with the decimal of pages, or more where the text has more.</summary>
    public static decimal? Recorded(Metric metric, double? value, decimal step) => value is not { } number ? null
        : metric.IsRate ? (decimal)FigureFormat.Percent(number, step < 0.1m ? 3 : 1) : Math.Round((decimal)number, 3);

    /// <summary>Of a part or share that only the text itself can be held against.</summary>
    public static SentenceVerdict OfPart(ReadClaim claim, PartOfText? text) => text is null ? SentenceVerdict.Part
        : text.Percent is { } percent ? IsBorneOut(claim, percent, false) ? SentenceVerdict.Part : SentenceVerdict.NotSupported
        : claim.Unit is { IsPercent: true } || claim.Low <= text.Whole ? SentenceVerdict.Part : SentenceVerdict.NotSupported;

    /// <summary>
    /// True where a figure is of the order of a number that it exceeds: nearer to it than to its tenfold. "More than 20" of 255 is hardly
    /// said of the same thing.
    /// </summary>
    public static bool IsOfOneOrder(ReadClaim claim, Metric metric, double? value) =>
        claim.Wording == ClaimWording.AtMost || Recorded(metric, value, claim.Step) is not { } recorded
        || recorded <= claim.High * MostTimes;

    private static bool IsBorneOut(ReadClaim claim, decimal recorded, bool isRate)
    {
        var (low, high) = (claim.Low, claim.High);
        return claim.Wording switch
        {
            ClaimWording.AtLeast => recorded >= low,
            ClaimWording.AtMost => recorded <= high,
            ClaimWording.AndMore => recorded >= low && recorded < NextRound(claim),
            ClaimWording.Around => Math.Abs(recorded - low) * 100 <= low * (isRate ? ClaimVerdicts.AboutPercent : AroundPercent)
                || Rounded(recorded, claim.Step) == low,
            // What a plain number would bear out is also about so much: 约一成 of 11.4 %.
            ClaimWording.About => Math.Abs(recorded - low) * 100 <= low * ClaimVerdicts.AboutPercent
                || Rounded(recorded, claim.Step) == low,
            ClaimWording.Nearly => recorded <= low
                && ((low - recorded) * 100 <= low * ClaimVerdicts.AboutPercent || Rounded(recorded, claim.Step) == low),
            ClaimWording.Between => recorded >= low && recorded <= high,
            // Nothing and everything are said only when they are so.
            _ => isRate && low is 0 or 100 ? recorded == low : Rounded(recorded, claim.Step) == low,
        };
    }

    /// <summary>To the last digit that the text writes: a figure of 12,034 bears out 1.2万.</summary>
    private static decimal Rounded(decimal recorded, decimal step) => Math.Round(recorded / step, MidpointRounding.AwayFromZero) * step;
}
