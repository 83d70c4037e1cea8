using System.Globalization;
using Concentric.Metrics;
using Concentric.Rules;

namespace Concentric.ProcessCharts;

/// <summary>
/// A figure and the range that it is held against as they are written beside each other: the figure lies outside what is written exactly
/// when it lies outside the range. Rounding never reverses an order, but it makes a figure and a limit alike that differ, and then both
/// have as many decimals more as tell them apart. Every text that shows a figure, its range and a mark writes them by this.
/// docs/decisions/signal-or-noise.md.
/// </summary>
/// <param name="Value">Without its unit.</param>
public readonly record struct WrittenRange(string Value, string From, string To)
{
    /// <summary>What is apart by more than a range's own tolerance differs in so many decimals.</summary>
    private const int MostDecimals = 9;

    /// <summary>From the lower end to the upper one.</summary>
    public string Text => $"{From}–{To}";

    /// <summary>Writes a figure of a metric with its usual range, in the metric's unit.</summary>
    public static WrittenRange Of(Metric metric, UsualRange usual, double? value, CultureInfo? culture = null)
    {
        var (from, to) = usual.Told(metric);
        return Of(usual with { Lower = from, Upper = to }, value, value is { } one ? usual.SideOf(one) : 0, FigureFormat.Decimals(metric),
            (number, decimals) => FigureFormat.Value(metric, number, culture, decimals));
    }

    /// <summary>Writes a figure with any range.</summary>
    /// <param name="least">Decimals that are always written.</param>
    /// <param name="write">Writes a number with so many decimals, rounded.</param>
    public static WrittenRange Of(UsualRange range, double? value, int least, Func<double, int, string> write) =>
        Of(range, value, value is { } one ? range.SideOf(one) : 0, least, write);

    /// <summary>
    /// Decimals with which a figure and a range are told apart where the figure lies outside it; <paramref name="least"/> for one within.
    /// </summary>
    public static int DecimalsOf(UsualRange range, double? value, int least, Func<double, int, double> round)
    {
        if (value is not { } one || range.SideOf(one) is not (var side and not 0)) return least;
        var end = side < 0 ? range.Lower : range.Upper;
        var decimals = least;
        while (decimals < MostDecimals && round(one, decimals).Equals(round(end, decimals))) decimals++;
        return decimals;
    }

    /// <summary>
    /// The ends for a file whose cells show a figure with so many decimals: the end that it lies beyond is moved past what is shown by the
    /// least that the end's own cell can show, where both would be shown alike. In the metric's unit, a rate in per cent.
    /// </summary>
    /// <param name="finest">Decimals that the cells of the ends show at most.</param>
    public static (double From, double To) Ends(UsualRange range, double? value, int decimals, int finest,
        Func<double, int, double> round)
    {
        var (from, to, step) = (round(range.Lower, decimals), round(range.Upper, decimals), Math.Pow(10, -finest));
        if (value is not { } one) return (from, to);
        var shown = round(one, decimals);
        return range.SideOf(one) switch
        {
            < 0 when from <= shown => (Math.Round(shown + step, finest), Math.Max(to, shown + step)),
            > 0 when to >= shown => (Math.Min(from, shown - step), Math.Round(shown - step, finest)),
            0 => (Math.Min(from, shown), Math.Max(to, shown)),
            _ => (from, to),
        };
    }

    /// <summary>Rounds a fraction to a number of per cent, as <see cref="PerCent.Of"/> does.</summary>
    public static double OfRate(double fraction, int decimals) => PerCent.Of(fraction, decimals);

    /// <summary>Rounds as numbers are written.</summary>
    public static double OfNumber(double number, int decimals) => Math.Round(number, decimals, MidpointRounding.AwayFromZero);

    private static WrittenRange Of(UsualRange range, double? value, int side, int least, Func<double, int, string> write)
    {
        if (value is not { } one) return new(FigureFormat.NoCases, write(range.Lower, least), write(range.Upper, least));
        // What differs in the last digits of reckoning only is within, and may not be rounded to the other side.
        if (side == 0) range = range with { Lower = Math.Min(range.Lower, one), Upper = Math.Max(range.Upper, one) };
        var end = side < 0 ? range.Lower : range.Upper;
        var decimals = least;
        while (side != 0 && decimals < MostDecimals && write(one, decimals) == write(end, decimals)) decimals++;
        return new(write(one, decimals), write(range.Lower, decimals), write(range.Upper, decimals));
    }
}
