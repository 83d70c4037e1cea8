namespace Concentric.ProcessCharts;

/// <summary>When a rate or level will meet its target at the present rate, where there is one.</summary>
/// <remarks>
/// The rate is the median of all slopes (Theil 1950; Sen 1968). It is told only when Mann's test (1945) finds it beyond chance at 1 %, its
/// variance widened for neighbours that resemble each other (Hamed and Rao, <em>A modified Mann-Kendall trend test for autocorrelated
/// data</em>, Journal of Hydrology 204, 1998, with the lag-one term).
/// </remarks>
public static class TargetForecast
{
    /// <summary>Older points tell of another time.</summary>
    public const int MostPoints = 24;

    /// <summary>Further ahead nothing is said.</summary>
    public const int MostAhead = 24;

    // Two-sided 1 % of the normal distribution.
    private const double Certainty = 2.576;

    /// <summary>
    /// How many points after the newest one the target is met for the first time; null when there is no rate beyond chance, when it leads
    /// away, when the target is met already, or when it would take more than <see cref="MostAhead"/>.
    /// </summary>
    /// <param name="values">Oldest first.</param>
    /// <param name="isMore">True when the target is a least, false when it is a most.</param>
    public static int? PointsUntil(IReadOnlyList<double> values, double target, bool isMore)
    {
        double[] y = [.. values.TakeLast(MostPoints)];
        if (y.Length < ProcessBaseline.LeastPoints) return null;
        var slopes = new List<double>(y.Length * (y.Length - 1) / 2);
        var score = 0;
        for (var i = 0; i < y.Length; i++)
        {
            for (var j = i + 1; j < y.Length; j++)
            {
                slopes.Add((y[j] - y[i]) / (j - i));
                score += Math.Sign(y[j] - y[i]);
            }
        }

        var slope = Median(slopes);
        if (slope == 0 || (slope > 0) != isMore) return null;
        var level = Median(y.Select((value, i) => value - (slope * i)));
        var variance = y.Length * (y.Length - 1) * ((2 * y.Length) + 5) / 18.0 * Widening([.. y.Select((value, i) => value - (slope * i))]);
        if (Math.Abs(score) - 1 <= Certainty * Math.Sqrt(variance)) return null;
        var now = level + (slope * (y.Length - 1));
        if (isMore ? now >= target : now <= target) return null;
        var ahead = Math.Ceiling(((target - now) / slope) - 1e-9);
        return ahead > MostAhead ? null : (int)ahead;
    }

    private static double Widening(double[] rest)
    {
        var mean = rest.Average();
        double of = 0, with = 0;
        for (var i = 0; i < rest.Length; i++)
        {
            of += (rest[i] - mean) * (rest[i] - mean);
            if (i > 0) with += (rest[i] - mean) * (rest[i - 1] - mean);
        }

        // On a straight line nothing is left but the last digits.
        var dependence = of <= 1e-18 * rest.Length * Math.Max(1e-12, mean * mean) ? 0 : Math.Clamp(with / of, 0, 0.9);
        return (1 + dependence) / (1 - dependence);
    }

    private static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        var middle = sorted.Length / 2;
        return sorted.Length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
