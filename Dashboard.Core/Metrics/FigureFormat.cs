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

    /// <summary>Numbers that are alike to so many decimals are the same, and what a range takes for apart differs in so many.</summary>
    private const int MostDecimals = 9;

    /// <summary>The number without its unit: <c>1,864</c>, <c>93.1</c> for a rate, <c>—</c> without cases.</summary>
    public static string Value(Metric metric, double? value, CultureInfo? culture = null) =>
        Value(metric, value, culture, Decimals(metric));

    /// <summary>The same with as many decimals as are asked for.</summary>
    /// <param name="decimals">Of a rate that many; of others that many at most.</param>
    public static string Value(Metric metric, double? value, CultureInfo? culture, int decimals) => value is not { } number ? NoCases
        : (metric.IsRate ? Percent(number, decimals) : number).ToString(Pattern(metric, decimals), culture ?? CultureInfo.CurrentCulture);

    /// <summary>The number with its unit: <c>1,864 人次</c>, <c>93.1 %</c>.</summary>
    public static string WithUnit(Metric metric, double? value, CultureInfo? culture = null) =>
        value is null ? NoCases : $"{Value(metric, value, culture)} {Texts.Unit(metric.Unit, culture)}";

    /// <summary>
    /// The number with its unit beside another one that it is held against: with as many decimals more as tell them apart where both would
    /// be written alike though they differ, so that nobody reads "90.0 %, below 90.0 %".
    /// </summary>
    public static string Beside(Metric metric, double value, double other, CultureInfo? culture = null)
    {
        var decimals = DecimalsApart(Math.Abs(value - other) < 1e-9 ? [] : [(value, other)], Decimals(metric),
            (number, digits) => Value(metric, number, culture, digits));
        return $"{Value(metric, value, culture, decimals)} {Texts.Unit(metric.Unit, culture)}";
    }

    /// <summary>With how many decimals no pair of numbers that differ is shown alike.</summary>
    /// <param name="least">Decimals that are always shown.</param>
    /// <param name="shown">A number with so many decimals.</param>
    public static int DecimalsApart<T>(IReadOnlyCollection<(double One, double Other)> pairs, int least, Func<double, int, T> shown)
        where T : IEquatable<T>
    {
        var decimals = least;
        while (decimals < MostDecimals && pairs.Any(pair => shown(pair.One, decimals).Equals(shown(pair.Other, decimals)))) decimals++;
        return decimals;
    }

    /// <inheritdoc cref="PerCent.Of"/>
    public static double Percent(double fraction, int decimals = 1) => PerCent.Of(fraction, decimals);

    /// <summary>A change with its sign: <c>+12.5 %</c>, <c>−0.6 pt</c>, <c>+18</c>; <c>—</c> when there is nothing to compare.</summary>
    public static string Change(Change change, CultureInfo? culture = null, int decimals = 1)
    {
        if (change.Kind == ChangeKind.None) return NoCases;
        var formats = culture ?? CultureInfo.CurrentCulture;
        var amount = Math.Abs(change.Amount);
        // Everything gone, or twice as many, or from none to all: said when it is so.
        if (change.Kind != ChangeKind.Difference && amount is > 99 and < 101) amount = Percent(amount / 100, decimals);
        var digits = amount.ToString(change.Kind == ChangeKind.Difference || amount >= 1_000 ? $"#,##0.{new string('#', decimals)}"
            : $"0.{new string('0', decimals)}", formats);
        // A change that rounds to nothing has no sign; the minus is the sign of that name, as wide as the plus.
        var sign = digits.AsSpan().Trim("0.,").IsEmpty ? "" : change.Amount > 0 ? "+" : "−";
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

    /// <summary>With how many decimals figures of a metric are written: at most so many where it is no rate.</summary>
    public static int Decimals(Metric metric) =>
        metric.IsRate ? 1 : metric.Unit.IsWhole() ? 0 : metric.Unit == MetricUnit.Yuan ? 2 : 1;

    private static string Pattern(Metric metric, int decimals) =>
        metric.IsRate ? $"0.{new string('0', decimals)}" : decimals == 0 ? "#,##0" : $"#,##0.{new string('#', decimals)}";
}
