namespace Concentric.ProcessCharts;

/// <summary>Points of the normal curve that a stated share lies beyond.</summary>
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
}
