using Concentric.Metrics;
using Concentric.ProcessCharts;

namespace Concentric.Dashboard.Features.ProcessCharts;

/// <summary>The ends of a range in the cells of a file, which say of the figure beside them what the mark says.</summary>
internal static class RangeCells
{
    /// <summary>A number of a file has at most so many decimals; a rate's own cell, in per cent, one.</summary>
    private const int Decimals = 3;

    /// <summary>In the unit of the figure's own cell: a rate in per cent.</summary>
    public static (double From, double To) Of(bool isRate, UsualRange range, double? value) =>
        Of(isRate, range, value, null, Polarity.Neutral);

    /// <summary>The usual range of a metric's figure; null without one.</summary>
    public static (double From, double To)? Of(Metric metric, UsualRange? usual, double? value) => Of(metric, usual, value, null);

    /// <summary>The usual range of a metric's figure beside its target; null without one.</summary>
    public static (double From, double To)? Of(Metric metric, JudgedFigure figure) =>
        Of(metric, figure.Variation.Usual, figure.Now.Value, figure.Target);

    /// <summary>The street's end of shares, in a cell that shows them with a decimal: a fraction.</summary>
    public static double UpTo(UsualRange range, double share) => WrittenRange.Ends(range, share, 1, 1, WrittenRange.OfRate).To is var end
        && end.Equals(WrittenRange.OfRate(range.Upper, 1)) ? range.Upper : end / 100;

    private static (double From, double To)? Of(Metric metric, UsualRange? usual, double? value, double? target)
    {
        if (usual is not { } range) return null;
        var (from, to) = range.Told(metric);
        return Of(metric.IsRate, range with { Lower = from, Upper = to }, value, target, metric.Polarity);
    }

    private static (double From, double To) Of(bool isRate, UsualRange range, double? value, double? target, Polarity polarity) => isRate
        ? WrittenRange.Ends(range, value, 1, Decimals, WrittenRange.OfRate, target, polarity)
        : WrittenRange.Ends(range, value, Decimals, Decimals, WrittenRange.OfNumber, target, polarity);
}
