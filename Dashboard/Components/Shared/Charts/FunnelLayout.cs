using Concentric.ProcessCharts;

namespace Concentric.Dashboard.Components.Shared.Charts;

/// <summary>Where everything in a funnel goes, in per cent: only the browser knows the width.</summary>
internal sealed class FunnelLayout
{
    /// <summary>The band narrows fast where cases are few; so many places draw it smoothly.</summary>
    private const int Steps = 60;

    private readonly ChartScale across;
    private readonly ChartScale upright;

    public FunnelLayout(Funnel funnel, IReadOnlyList<FunnelPoint> points)
    {
        var (least, most) = (points.Min(point => point.Exposure), points.Max(point => point.Exposure));
        // Closer to none the band is as wide as can be, and what is seen would be pressed together.
        across = ChartScale.For([least * 0.9, most * 1.02], fromZero: false, wholeNumbers: funnel.Scale == FunnelScale.Rate);
        var from = Math.Max(across.Min, least * 0.6);
        var edges = Enumerable.Range(0, Steps + 1).Select(step => Math.Pow((double)step / Steps, 2))
            .Select(share => from + (share * (across.Max - from))).Select(at => (At: at, Limits: funnel.Limits(at))).ToList();
        upright = ChartScale.For(
            [
                .. points.Select(point => (double?)point.Value),
                .. edges.SelectMany(edge => new double?[] { edge.Limits.Lower, edge.Limits.Upper }),
            ],
            fromZero: false, wholeNumbers: false);
        Lower = [.. edges.Select(edge => ((double, double)?)Place(edge.At, edge.Limits.Lower))];
        Upper = [.. edges.Select(edge => ((double, double)?)Place(edge.At, edge.Limits.Upper))];
        Points = [.. points.Select(point => (point, Place(point.Exposure, point.Value)))];
        Centre = Place(from, funnel.Centre).Y;
    }

    public IReadOnlyList<(double X, double Y)?> Lower { get; }

    public IReadOnlyList<(double X, double Y)?> Upper { get; }

    public IReadOnlyList<(FunnelPoint Point, (double X, double Y) Place)> Points { get; }

    /// <summary>The street's figure, from the top.</summary>
    public double Centre { get; }

    public IEnumerable<(double Value, double Top)> Ticks => upright.Ticks.Select(tick => (tick, Place(0, tick).Y));

    public IEnumerable<(double Value, double Left)> TicksAcross => across.Ticks.Select(tick => (tick, Place(tick, upright.Min).X));

    /// <summary>Both edges as one closed shape.</summary>
    public IEnumerable<(double X, double Y)?> Band => Upper.Concat(Lower.Reverse());

    private (double X, double Y) Place(double exposure, double value) =>
        (across.Fraction(exposure) * 100, (1 - upright.Fraction(value)) * 100);
}
