using System.Globalization;
using Concentric.Ledgers;
using Concentric.Resources;
using Concentric.Rules;

namespace Concentric.Metrics;

/// <summary>Writes figures for people.</summary>
public static class FigureFormat
{
    /// <summary>Stands for no cases.</summary>
    public const string NoCases = "—";

    /// <summary>The number without its unit: <c>1,864</c>, <c>93.1</c> for a rate, <c>—</c> without cases.</summary>
    public static string Value(Metric metric, double? value, CultureInfo? culture = null) =>
        value is not { } number
            ? NoCases
            : (metric.IsRate ? Percent(number) : number).ToString(Pattern(metric), culture ?? CultureInfo.CurrentCulture);

    /// <summary>The number with its unit: <c>1,864 人次</c>, <c>93.1 %</c>.</summary>
    public static string WithUnit(Metric metric, double? value, CultureInfo? culture = null) =>
        value is null ? NoCases : $"{Value(metric, value, culture)} {Texts.Unit(metric.Unit, culture)}";

    /// <summary>
    /// The number with its unit beside another one that it is held against: with one more decimal where both would be written alike
    /// though they differ, so that nobody reads "90.0 %, below 90.0 %".
    /// </summary>
    public static string Beside(Metric metric, double value, double other, CultureInfo? culture = null)
    {
        if (Value(metric, value, culture) != Value(metric, other, culture) || Math.Abs(value - other) < 1e-9)
            return WithUnit(metric, value, culture);
        var finer = (metric.IsRate ? value * 100 : value)
            .ToString("#,##0." + (metric.IsRate ? "00" : new string('#', Decimals(metric) + 1)), culture ?? CultureInfo.CurrentCulture);
        return $"{finer} {Texts.Unit(metric.Unit, culture)}";
    }

    /// <inheritdoc cref="PerCent.Of"/>
    public static double Percent(double fraction, int decimals = 1) => PerCent.Of(fraction, decimals);

    /// <summary>A change with its sign: <c>+12.5 %</c>, <c>−0.6 pt</c>, <c>+18</c>; <c>—</c> when there is nothing to compare.</summary>
    public static string Change(Change change, CultureInfo? culture = null)
    {
        if (change.Kind == ChangeKind.None) return NoCases;
        var formats = culture ?? CultureInfo.CurrentCulture;
        var amount = Math.Abs(change.Amount);
        // Everything gone, or twice as many, or from none to all: said when it is so.
        if (change.Kind != ChangeKind.Difference && amount is > 99 and < 101) amount = Percent(amount / 100);
        var digits = amount.ToString(change.Kind == ChangeKind.Difference || amount >= 1_000 ? "#,##0.#" : "0.0", formats);
        // A change that rounds to nothing has no sign; the minus is the sign of that name, as wide as the plus.
        var sign = digits is "0" or "0.0" ? "" : change.Amount > 0 ? "+" : "−";
        var unit = change.Kind switch
        {
            ChangeKind.Percent =>
            " %",
            ChangeKind.Points => " " + Texts.Get("Unit.Points.Short", culture),
            _ => ""
        };
        return sign + digits + unit;
    }

    /// <summary>
    /// A value that falls short of a target, cut to the digits that are written, and below the target as that is written: 9.96 of 10 is
    /// not told as 10.
    /// </summary>
    public static double Below(Metric metric, double value, double target)
    {
        var step = Math.Pow(10, -Decimals(metric));
        var written = Math.Round(target / step, MidpointRounding.AwayFromZero);
        return Math.Max(0, Math.Min(Math.Floor((value / step) + 1e-9), written - 1) * step);
    }

    private static int Decimals(Metric metric) => metric.Unit.IsWhole() ? 0 : metric.Unit == MetricUnit.Yuan ? 2 : 1;

    private static string Pattern(Metric metric) => metric.IsRate ? "0.0" : Decimals(metric) switch
    {
        0 => "#,##0",
        1 => "#,##0.#",
        _ => "#,##0.##",
    };
}
