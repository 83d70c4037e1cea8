using Concentric.Ledgers;
using Concentric.Metrics;

namespace Concentric.Decomposition;

/// <summary>What a part adds, as it is shown: in units of the last digit, <see cref="ShownChange.Unit"/>.</summary>
public readonly record struct ShownEffect(long Mix, long Own)
{
    public long Total => Mix + Own;
}

/// <summary>A change and what its parts add to it, rounded so that what is shown adds up.</summary>
/// <remarks>
/// The whole is rounded, halves away from zero, to tenths of a percentage point, to whole ones, or to the digits that the metric is shown
/// with. It is dealt out to mix and own rates, and each of those to the parts, by largest remainders (Hamilton 1792): every number is
/// cut, and those that lost most are given back what is missing. So no mix or own change shown is off by a whole unit, and all rows and
/// columns add up to the last digit.
/// </remarks>
/// <param name="Unit">Of the last digit shown, in the metric's unit; a thousandth for a rate.</param>
/// <param name="Total">The whole change.</param>
/// <param name="Parts">In the order of the parts.</param>
public sealed record ShownChange(double Unit, ShownEffect Total, IReadOnlyList<ShownEffect> Parts)
{
    /// <summary>The last digit with which changes of a metric are shown.</summary>
    public static double UnitOf(Metric metric) => metric.Unit switch
    {
        MetricUnit.Rate => 0.001,
        MetricUnit.Yuan => 0.01,
        MetricUnit.Tonnes or MetricUnit.Hours or MetricUnit.Metres or MetricUnit.WorkingDays => 0.1,
        _ => 1,
    };

    /// <summary>Rounds a change and its parts.</summary>
    /// <param name="change">Of the whole, in the metric's unit.</param>
    /// <param name="parts">What they add; together the change.</param>
    public static ShownChange Of(Metric metric, double change, IReadOnlyList<PartEffect> parts)
    {
        var unit = UnitOf(metric);
        var whole = (long)Math.Round(Math.Round(change / unit, 6), MidpointRounding.AwayFromZero);
        var sums = Deal([parts.Sum(part => part.Mix), parts.Sum(part => part.Own)], unit, whole);
        var mixes = Deal([.. parts.Select(part => part.Mix)], unit, sums[0]);
        var owns = Deal([.. parts.Select(part => part.Own)], unit, sums[1]);
        return new(unit, new(sums[0], sums[1]), [.. mixes.Zip(owns, (mix, own) => new ShownEffect(mix, own))]);
    }

    /// <summary>Deals whole units out to values, so that they add up to a total that is theirs but for rounding.</summary>
    private static long[] Deal(IReadOnlyList<double> values, double unit, long total)
    {
        var scaled = values.Select(value => Math.Round(value / unit, 6)).ToArray();
        var dealt = scaled.Select(value => (long)Math.Floor(value)).ToArray();
        // What is nothing stays nothing: to give it a unit would invent a part in the change.
        var order = Enumerable.Range(0, dealt.Length).Where(i => scaled[i] != 0)
            .OrderByDescending(i => scaled[i] - dealt[i]).ThenByDescending(i => Math.Abs(scaled[i])).ToList();
        var missing = total - dealt.Sum();
        for (var i = 0; missing > 0 && order.Count > 0; i++, missing--) dealt[order[i % order.Count]]++;
        for (var i = order.Count - 1; missing < 0 && order.Count > 0; i = i == 0 ? order.Count - 1 : i - 1, missing++) dealt[order[i]]--;
        return dealt;
    }
}
