namespace Concentric.Dashboard.Components.Shared.Charts;

/// <summary>A value axis with round ticks that holds all values given to it.</summary>
public sealed class ChartScale
{
    private ChartScale(double min, double max, IReadOnlyList<double> ticks) => (Min, Max, Ticks) = (min, max, ticks);

    public double Min { get; }

    public double Max { get; }

    /// <summary>From <see cref="Min"/> to <see cref="Max"/>, both included.</summary>
    public IReadOnlyList<double> Ticks { get; }

    /// <param name="values">What has to fit; null is no value.</param>
    /// <param name="fromZero">Bars must start at zero: a cut axis makes a small difference look large.</param>
    /// <param name="wholeNumbers">Counts have no tick at 0.5.</param>
    /// <param name="intervals">About how many intervals between ticks.</param>
    public static ChartScale For(IEnumerable<double?> values, bool fromZero = true, bool wholeNumbers = true, int intervals = 4)
    {
        var known = values.Where(value => value is not null && double.IsFinite(value.Value)).Select(value => value!.Value).ToList();
        var low = known.Count == 0 ? 0 : known.Min();
        var high = known.Count == 0 ? 0 : known.Max();
        if (fromZero)
            (low, high) = (Math.Min(low, 0), Math.Max(high, 0));
        if (low == high)
            high = low + (wholeNumbers || low == 0 ? 1 : Math.Abs(low) / 10);

        var step = RoundStep((high - low) / intervals, wholeNumbers);
        // The small allowance keeps 0.3 / 0.1 from counting as more than three steps.
        var first = Math.Floor((low / step) + 1e-9);
        var last = Math.Max(Math.Ceiling((high / step) - 1e-9), first + 1);
        var ticks = Enumerable.Range(0, (int)(last - first) + 1).Select(index => Tidy((first + index) * step, step)).ToList();
        return new ChartScale(ticks[0], ticks[^1], ticks);
    }

    /// <summary>Where a value lies: 0 at the bottom, 1 at the top.</summary>
    public double Fraction(double value) => (value - Min) / (Max - Min);

    // 3 × 0.1 is 0.30000000000000004; a step of one or more needs no mending.
    private static double Tidy(double value, double step) => step < 1 ? Math.Round(value, 10) : value;

    private static double RoundStep(double atLeast, bool wholeNumbers)
    {
        var magnitude = Math.Pow(10, Math.Floor(Math.Log10(atLeast)));
        var step = new[] { 1, 2, 2.5, 5, 10 }.First(factor =>
            factor * magnitude >= atLeast - 1e-12 && !(wholeNumbers && factor == 2.5 && magnitude < 10)) * magnitude;
        return wholeNumbers ? Math.Max(1, Math.Ceiling(step)) : step;
    }
}
