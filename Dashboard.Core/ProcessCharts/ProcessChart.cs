namespace Concentric.ProcessCharts;

/// <summary>
/// A process behaviour chart: points in time with the limits within which they lie when nothing is the matter, and those that stand out.
/// </summary>
/// <remarks>
/// Limits come from up to <see cref="BaselinePoints"/> points before the newest <see cref="JudgedPoints"/>, so that what is judged does
/// not judge itself, as long as at least <see cref="ProcessBaseline.LeastPoints"/> are left for them and not all of them are zero, which
/// has no scatter to judge by; else from all points. The rules are the usual three (Western Electric 1956; Wheeler 1993; NHS,
/// <em>Making Data Count</em>): beyond a limit; a run on one side; two of three in the outer third. Their false alarms are simulated
/// in docs/decisions/signal-or-noise.md.
/// </remarks>
public sealed class ProcessChart
{
    /// <summary>The newest points, held against those before them.</summary>
    public const int JudgedPoints = 8;

    /// <summary>Older ones than these tell of another time.</summary>
    public const int BaselinePoints = 24;

    private ProcessChart(ProcessBaseline? baseline, IReadOnlyList<ChartedPoint> points) => (Baseline, Points) = (baseline, points);

    /// <summary>What the process does by itself; null where that can't be told.</summary>
    public ProcessBaseline? Baseline { get; }

    /// <summary>Oldest first. Without a baseline none stands out, and limits are not numbers.</summary>
    public IReadOnlyList<ChartedPoint> Points { get; }

    /// <summary>Draws the chart.</summary>
    /// <param name="points">Oldest first, all since the process was last changed (a restart).</param>
    public static ProcessChart Of(ProcessModel model, IReadOnlyList<ProcessPoint> points)
    {
        var baseline = ProcessBaseline.Of(model, OwnOf(points));
        return new(baseline, baseline is null
            ? [.. points.Select((point, i) => new ChartedPoint(point, double.NaN, double.NaN, ProcessRule.None, 0, i))]
            : Judge(baseline, points));
    }

    /// <summary>The points from which limits come.</summary>
    internal static IReadOnlyList<ProcessPoint> OwnOf(IReadOnlyList<ProcessPoint> points)
    {
        var before = Math.Max(0, points.Count - JudgedPoints);
        var from = Math.Max(0, before - BaselinePoints);
        IReadOnlyList<ProcessPoint> older = [.. points.Skip(from).Take(before - from)];
        return older.Count >= ProcessBaseline.LeastPoints && older.Any(point => point.Value != 0) ? older : points;
    }

    private static ChartedPoint[] Judge(ProcessBaseline baseline, IReadOnlyList<ProcessPoint> points)
    {
        var charted = new ChartedPoint[points.Count];
        for (var i = 0; i < points.Count; i++)
        {
            var limits = baseline.Limits(points[i].Exposure);
            var (rule, side, since) = RuleOf(baseline, points, i, limits);
            charted[i] = new(points[i], limits.Lower, limits.Upper, rule, side, since);
        }

        return charted;
    }

    private static (ProcessRule, int Side, int Since) RuleOf(ProcessBaseline baseline, IReadOnlyList<ProcessPoint> points, int at,
        UsualRange limits)
    {
        var run = RunThrough(baseline, points, at);
        // The earlier beginning is told where a point beyond a limit also ends a run.
        if (limits.SideOf(points[at].Value) is var beyond and not 0)
            return (ProcessRule.BeyondLimit, beyond, run.Length >= baseline.RunLength ? at - run.Length + 1 : at);
        if (run.Length >= baseline.RunLength) return (ProcessRule.Run, run.Side, at - run.Length + 1);
        if (!baseline.ResemblesNeighbours && Outer(baseline, points[at]) is var side and not 0)
        {
            for (var back = 1; back <= 2 && at - back >= 0; back++)
            {
                if (Outer(baseline, points[at - back]) == side) return (ProcessRule.TwoOfThree, side, at - back);
            }
        }

        return (ProcessRule.None, 0, at);
    }

    private static (int Length, int Side) RunThrough(ProcessBaseline baseline, IReadOnlyList<ProcessPoint> points, int at)
    {
        var side = baseline.SideOf(points[at].Value);
        if (side == 0) return (0, 0);
        var from = at;
        while (from > 0 && baseline.SideOf(points[from - 1].Value) == side) from--;
        return (at - from + 1, side);
    }

    /// <summary>The side of a point in the outer third between centre and limit, or beyond it; 0 for one further in.</summary>
    private static int Outer(ProcessBaseline baseline, ProcessPoint point)
    {
        var (below, above) = baseline.OuterThirds(point.Exposure);
        return point.Value > above ? 1 : point.Value < below ? -1 : 0;
    }
}
