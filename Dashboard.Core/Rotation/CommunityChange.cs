namespace Concentric.Rotation;

/// <summary>How a change is measured, so that communities of different sizes can be compared.</summary>
public enum ChangeScale
{
    /// <summary>Natural logarithm of after over before: counts and sums.</summary>
    LogRatio,

    /// <summary>After less before, in the metric's own unit: rates (as fractions) and medians.</summary>
    Difference,
}

/// <summary>What a community had in one week: what was counted and the cases it rests on.</summary>
/// <param name="Value">The count, or what stands above a rate's line, or a median times its cases.</param>
/// <param name="Cases">A rate's denominator, a median's cases; 1 for a count, whose base is the week itself.</param>
public readonly record struct Week(double Value, double Cases);

/// <summary>How one community changed between two windows of equal length, and how much its weeks scatter.</summary>
/// <param name="Value">On the metric's <see cref="ChangeScale"/>.</param>
/// <param name="Variance">Of <paramref name="Value"/>, from the scatter of the weeks, never below that of independent cases.</param>
public readonly record struct CommunityChange(double Value, double Variance)
{
    /// <summary>The change of a count: ln((after + ½) / (before + ½)).</summary>
    public static CommunityChange OfCounts(ReadOnlySpan<Week> before, ReadOnlySpan<Week> after)
    {
        var (b, a) = (Sum(before), Sum(after));
        return new(Math.Log((a.Value + 0.5) / (b.Value + 0.5)), Relative(before, b.Value) + Relative(after, a.Value));

        // Variance of a sum of weeks over its square: of the logarithm, to the first order.
        static double Relative(ReadOnlySpan<Week> weeks, double sum) =>
            Math.Max(Scatter(weeks, sum / weeks.Length), sum + 0.5) / ((sum + 0.5) * (sum + 0.5));
    }

    /// <summary>The change of a rate, or of a mean of weekly medians; null when a window has no cases.</summary>
    /// <param name="isRate">True when a case is 0 or 1, whose scatter is known.</param>
    public static CommunityChange? OfRatios(ReadOnlySpan<Week> before, ReadOnlySpan<Week> after, bool isRate)
    {
        var (b, a) = (Sum(before), Sum(after));
        if (b.Cases <= 0 || a.Cases <= 0) return null;
        return new((a.Value / a.Cases) - (b.Value / b.Cases), VarianceOf(before, b) + VarianceOf(after, a));

        double VarianceOf(ReadOnlySpan<Week> weeks, Week sum)
        {
            var (ratio, smooth) = (sum.Value / sum.Cases, (sum.Value + 0.5) / (sum.Cases + 1));
            return Math.Max(Scatter(weeks, ratio), sum.Cases * (isRate ? smooth * (1 - smooth) : 0.25)) / (sum.Cases * sum.Cases);
        }
    }

    private static Week Sum(ReadOnlySpan<Week> weeks)
    {
        var (value, cases) = (0.0, 0.0);
        foreach (var week in weeks) (value, cases) = (value + week.Value, cases + week.Cases);
        return new(value, cases);
    }

    /// <summary>Variance of the sum of the weeks' values about what their cases would lead one to expect.</summary>
    private static double Scatter(ReadOnlySpan<Week> weeks, double expectedPerCase)
    {
        var squares = 0.0;
        foreach (var week in weeks)
        {
            var off = week.Value - (expectedPerCase * week.Cases);
            squares += off * off;
        }

        return weeks.Length < 2 ? squares : squares * weeks.Length / (weeks.Length - 1);
    }
}
