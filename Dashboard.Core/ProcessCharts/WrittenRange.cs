using System.Globalization;
using Concentric.Metrics;
using Concentric.Rules;

namespace Concentric.ProcessCharts;

/// <summary>
/// A figure and the range that it is held against as they are written beside each other: the figure lies outside what is written exactly
/// when it lies outside the range. Rounding never reverses an order, but it makes a figure and a limit alike that differ, and then both
/// have as many decimals more as tell them apart. So has a target that is written with them: an end that misses it is not written as it.
/// Every text that shows a figure, its range and a mark writes them by this. docs/decisions/signal-or-noise.md.
/// </summary>
/// <param name="Value">Without its unit.</param>
/// <param name="Target">Null where none was set.</param>
public readonly record struct WrittenRange(string Value, string From, string To, string? Target = null)
{
    /// <summary>From the lower end to the upper one.</summary>
    public string Text => $"{From}–{To}";

    /// <summary>Writes a figure of a metric with its usual range, in the metric's unit.</summary>
    /// <param name="target">Held against the ends of the range, as <see cref="FigureVariation.Assures"/> does; null for none.</param>
    public static WrittenRange Of(Metric metric, UsualRange usual, double? value, double? target = null, CultureInfo? culture = null)
    {
        var (from, to) = usual.Told(metric);
        return Of(usual with { Lower = from, Upper = to }, value, value is { } one ? usual.SideOf(one) : 0,
            target, metric.Polarity, FigureFormat.Decimals(metric),
            (number, decimals) => FigureFormat.Value(metric, number, culture, decimals));
    }

    /// <summary>Writes a figure with any range.</summary>
    /// <param name="least">Decimals that are always written.</param>
    /// <param name="write">Writes a number with so many decimals, rounded.</param>
    public static WrittenRange Of(UsualRange range, double? value, int least, Func<double, int, string> write) =>
        Of(range, value, value is { } one ? range.SideOf(one) : 0, null, Polarity.Neutral, least, write);

    /// <summary>
    /// Decimals with which a figure, a range and a target are told apart where the figure lies outside the range or an end of it misses the
    /// target; <paramref name="least"/> where neither is so.
    /// </summary>
    public static int DecimalsOf(UsualRange range, double? value, double? target, Polarity polarity, int least,
        Func<double, int, double> round) =>
        FigureFormat.DecimalsApart(Apart(range, value, value is { } one ? range.SideOf(one) : 0, target, polarity), least, round);

    /// <summary>
    /// The ends for a file whose cells show a figure and a target with so many decimals: an end that misses the target, and the end that a
    /// figure lies beyond, is moved past what is shown by the least that the end's own cell can show, where both would be shown alike; the
    /// figure goes first where there is no room for both. In the metric's unit, a rate in per cent.
    /// </summary>
    /// <param name="finest">Decimals that the cells of the ends show at most.</param>
    public static (double From, double To) Ends(UsualRange range, double? value, int decimals, int finest,
        Func<double, int, double> round, double? target = null, Polarity polarity = Polarity.Neutral)
    {
        var step = Math.Pow(10, -finest);
        var (from, to) = (End(range.Lower), End(range.Upper));
        if (value is not { } one) return (from, to);
        var shown = round(one, decimals);
        return range.SideOf(one) switch
        {
            < 0 when from <= shown => (Math.Round(shown + step, finest), Math.Max(to, shown + step)),
            > 0 when to >= shown => (Math.Min(from, shown - step), Math.Round(shown - step, finest)),
            0 => (Math.Min(from, shown), Math.Max(to, shown)),
            _ => (from, to),
        };

        double End(double end)
        {
            var rounded = round(end, decimals);
            return target is not { } aim || range.Reaches(end, aim, polarity) || !rounded.Equals(round(aim, decimals)) ? rounded
                : Math.Round(polarity == Polarity.MoreIsBetter ? rounded - step : rounded + step, finest);
        }
    }

    /// <summary>Rounds a fraction to a number of per cent, as <see cref="PerCent.Of"/> does.</summary>
    public static double OfRate(double fraction, int decimals) => PerCent.Of(fraction, decimals);

    /// <summary>Rounds as numbers are written.</summary>
    public static double OfNumber(double number, int decimals) => Math.Round(number, decimals, MidpointRounding.AwayFromZero);

    private static WrittenRange Of(UsualRange range, double? value, int side, double? target, Polarity polarity, int least,
        Func<double, int, string> write)
    {
        // What differs in the last digits of reckoning only is within, or reaches the target, and may not be rounded to the other side.
        if (value is { } one && side == 0) range = range with { Lower = Math.Min(range.Lower, one), Upper = Math.Max(range.Upper, one) };
        var aim = target is not { } set ? null : WorstFirst(range, polarity).Append(value).FirstOrDefault(end => end is { } same
            && range.IsSame(same, set)) ?? target;
        var decimals = FigureFormat.DecimalsApart(Apart(range, value, side, aim, polarity), least, write);
        return new(value is { } now ? write(now, decimals) : FigureFormat.NoCases, write(range.Lower, decimals),
            write(range.Upper, decimals), aim is { } written ? write(written, decimals) : null);
    }

    /// <summary>The worse end first, by which it is told whether a target is always met.</summary>
    private static IEnumerable<double?> WorstFirst(UsualRange range, Polarity polarity) =>
        polarity == Polarity.LessIsBetter ? [range.Upper, range.Lower] : [range.Lower, range.Upper];

    /// <summary>The pairs that may not be shown alike: what is said beside them is that they differ.</summary>
    /// <param name="side">Of the figure beside the range.</param>
    private static List<(double One, double Other)> Apart(UsualRange range, double? value, int side, double? target, Polarity polarity)
    {
        var apart = new List<(double, double)>();
        if (value is { } one && side != 0) apart.Add((one, side < 0 ? range.Lower : range.Upper));
        if (target is not { } aim) return apart;
        if (value is { } now && !range.IsSame(now, aim)) apart.Add((now, aim));
        foreach (var end in new[] { range.Lower, range.Upper })
            if (!range.Reaches(end, aim, polarity)) apart.Add((end, aim));
        return apart;
    }
}
