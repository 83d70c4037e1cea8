namespace Concentric.Rules;

/// <summary>Fractions in per cent. The only place where a rate is multiplied by 100.</summary>
public static class PerCent
{
    /// <summary>Two figures that are nearer to each other are the same: what adding fractions leaves over is no difference.</summary>
    public const double Nothing = 1e-9;

    /// <summary>
    /// A fraction in per cent, rounded to some decimals. 0 and 100 are said of what is none and all only: what lies just beside
    /// them stays beside them, as 0.1 and 99.9.
    /// </summary>
    public static double Of(double fraction, int decimals = 1)
    {
        var rounded = Math.Round(fraction * 100, decimals, MidpointRounding.AwayFromZero);
        var step = Math.Pow(10, -decimals);
        return rounded == 0 && fraction > Nothing ? step
            : rounded == 0 && fraction < -Nothing ? -step
            : rounded == 100 && fraction < 1 - Nothing ? 100 - step
            : rounded == -100 && fraction > -1 + Nothing ? step - 100
            : rounded;
    }
}
