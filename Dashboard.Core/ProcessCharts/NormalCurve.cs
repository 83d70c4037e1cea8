namespace Concentric.ProcessCharts;

/// <summary>Points of the normal curve and of Student's t that a stated share lies beyond.</summary>
internal static class NormalCurve
{
    /// <summary>The value above which a share of the standard normal lies.</summary>
    /// <remarks>Acklam's rational approximation (2003), relative error below 1.2 × 10⁻⁹.</remarks>
    /// <param name="share">Above 0, below 1.</param>
    public static double Beyond(double share)
    {
        var p = 1 - share;
        const double low = 0.02425;
        if (p < low) return -Tail(p);
        if (share < low) return Tail(share);
        double q = p - 0.5, r = q * q;
        return ((((((((((-3.969683028665376e+01 * r) + 2.209460984245205e+02) * r) - 2.759285104469687e+02) * r) + 1.383577518672690e+02)
                * r) - 3.066479806614716e+01) * r) + 2.506628277459239e+00) * q
            / ((((((((((-5.447609879822406e+01 * r) + 1.615858368580409e+02) * r) - 1.556989798598866e+02) * r)
                + 6.680131188771972e+01) * r) - 1.328068155288572e+01) * r) + 1);

        static double Tail(double share)
        {
            var q = Math.Sqrt(-2 * Math.Log(share));
            return -((((((((((-7.784894002430293e-03 * q) - 3.223964580411365e-01) * q) - 2.400758277161838e+00) * q)
                    - 2.549732539343734e+00) * q) + 4.374664141464968e+00) * q) + 2.938163982698783e+00)
                / ((((((((7.784695709041462e-03 * q) + 3.224671290700398e-01) * q) + 2.445134137142996e+00) * q)
                    + 3.754408661907416e+00) * q) + 1);
        }
    }

    /// <summary>The height of the standard normal curve.</summary>
    public static double Density(double z) => Math.Exp(-z * z / 2) / Math.Sqrt(2 * Math.PI);

    /// <summary>The value above which a share of Student's t lies.</summary>
    /// <remarks>Found by halving the interval, with the incomplete beta function as a continued fraction (Lentz 1976).</remarks>
    /// <param name="share">Above 0, at most ½.</param>
    /// <param name="freedom">Degrees of freedom, 1 or more.</param>
    public static double BeyondOfT(double share, double freedom)
    {
        double low = 0, high = 1;
        while (TailOfT(high, freedom) > share) high *= 2;
        for (var i = 0; i < 60; i++)
        {
            var middle = (low + high) / 2;
            if (TailOfT(middle, freedom) > share) low = middle;
            else high = middle;
        }

        return (low + high) / 2;
    }

    private static double TailOfT(double t, double freedom) => IncompleteBeta(freedom / 2, 0.5, freedom / (freedom + (t * t))) / 2;

    private static double IncompleteBeta(double a, double b, double x)
    {
        if (x <= 0) return 0;
        if (x >= 1) return 1;
        var front = Math.Exp(LogGamma(a + b) - LogGamma(a) - LogGamma(b) + (a * Math.Log(x)) + (b * Math.Log(1 - x)));
        return x < (a + 1) / (a + b + 2) ? front * Fraction(a, b, x) / a : 1 - (front * Fraction(b, a, 1 - x) / b);
    }

    private static double Fraction(double a, double b, double x)
    {
        double c = 1, d = 1 / Floor(1 - ((a + b) * x / (a + 1))), h = d;
        for (var m = 1; m <= 200; m++)
        {
            Step(m * (b - m) * x / ((a + (2 * m) - 1) * (a + (2 * m))));
            var was = h;
            Step(-(a + m) * (a + b + m) * x / ((a + (2 * m)) * (a + (2 * m) + 1)));
            if (Math.Abs((h / was) - 1) < 1e-12) break;
        }

        return h;

        void Step(double term)
        {
            d = 1 / Floor(1 + (term * d));
            c = Floor(1 + (term / c));
            h *= d * c;
        }
    }

    private static double Floor(double value) => Math.Abs(value) < 1e-300 ? 1e-300 : value;

    // Stirling's series, exact to ten digits from 7 on; below that by the recurrence.
    private static double LogGamma(double x)
    {
        var shift = 0.0;
        for (; x < 7; x++) shift -= Math.Log(x);
        var y = 1 / (x * x);
        return shift + ((x - 0.5) * Math.Log(x)) - x + (Math.Log(2 * Math.PI) / 2)
            + ((1 - (y * ((1 / 30.0) - (y * ((1 / 105.0) - (y / 140)))))) / (12 * x));
    }
}
