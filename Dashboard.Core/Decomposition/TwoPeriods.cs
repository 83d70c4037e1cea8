using Concentric.ProcessCharts;

namespace Concentric.Decomposition;

/// <summary>Whether a part's own figure changed by more than chance and the usual coming and going make it.</summary>
public static class TwoPeriods
{
    /// <summary>Of comparisons in which nothing changed, so many say anything of any part at most.</summary>
    public const double MostFalse = 0.05;

    /// <summary>What is reckoned with; the rest is left to the scatter, which is itself estimated from a few months.</summary>
    private const double Reckoned = 0.04;

    /// <summary>
    /// Whether a rate rose (+1), fell (−1), or can't be told from what it was (0).
    /// </summary>
    /// <remarks>
    /// Newcombe, <em>Interval estimation for the difference between independent proportions</em>, Statistics in Medicine 17 (1998), method
    /// 10: from the Wilson (1927) intervals of the two. Cases are counted as so many independent ones as they are worth: divided by how
    /// many times the variance of the whole is larger than chance makes it. Several parts are looked at, so each is held to the level
    /// that makes them false together as often as one alone may be (Šidák 1967).
    /// </remarks>
    /// <param name="inflation">How many times the variance is larger than by chance; 1 or more.</param>
    /// <param name="looks">How many parts are looked at.</param>
    public static int SideOfRate(PartCases part, double inflation, int looks)
    {
        var (low, high) = Difference(part, inflation, Width(looks));
        return low > 0 ? 1 : high < 0 ? -1 : 0;
    }

    /// <summary>Between what the difference of two rates lies, this period's less the other's.</summary>
    /// <param name="z">Standard deviations: 1.96 for 95 %.</param>
    /// <inheritdoc cref="SideOfRate"/>
    public static (double Low, double High) Difference(PartCases part, double inflation, double z)
    {
        var (now, was) = (part.Counted / part.Cases, part.CountedBefore / part.CasesBefore);
        var (low, high) = Wilson(now, part.Cases / inflation, z);
        var (lowBefore, highBefore) = Wilson(was, part.CasesBefore / inflation, z);
        return (now - was - Math.Sqrt(Square(now - low) + Square(highBefore - was)),
            now - was + Math.Sqrt(Square(high - now) + Square(was - lowBefore)));
    }

    /// <summary>The same of a count of events over working days.</summary>
    /// <remarks>
    /// Anscombe, <em>The transformation of Poisson, binomial and negative-binomial data</em>, Biometrika 35 (1948): the square root of a
    /// count, with three eighths added, has a variance of one fourth whatever its mean.
    /// </remarks>
    /// <param name="days">Working days of the period; above 0.</param>
    /// <param name="daysBefore">Those of the other; above 0.</param>
    /// <inheritdoc cref="SideOfRate"/>
    public static int SideOfCount(double count, double before, double days, double daysBefore, double inflation, int looks)
    {
        const double part = 3.0 / 8;
        var change = Math.Sqrt((count + part) / days) - Math.Sqrt((before + part) / daysBefore);
        return Math.Abs(change) > Width(looks) * Math.Sqrt(inflation * ((1 / days) + (1 / daysBefore)) / 4) ? Math.Sign(change) : 0;
    }

    private static double Width(int looks) => NormalCurve.Beyond((1 - Math.Pow(1 - Reckoned, 1.0 / Math.Max(1, looks))) / 2);

    private static (double Low, double High) Wilson(double rate, double cases, double z)
    {
        var square = z * z;
        var middle = rate + (square / (2 * cases));
        var half = z * Math.Sqrt((rate * (1 - rate) / cases) + (square / (4 * cases * cases)));
        return ((middle - half) / (1 + (square / cases)), (middle + half) / (1 + (square / cases)));
    }

    private static double Square(double value) => value * value;
}
