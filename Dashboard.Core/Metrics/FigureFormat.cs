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

    private static string Pattern(Metric metric) => metric.Unit switch
    {
        MetricUnit.Rate => "0.0",
        MetricUnit.Yuan => "#,##0.##",
        MetricUnit.Tonnes or MetricUnit.Hours or MetricUnit.Metres or MetricUnit.WorkingDays => "#,##0.#",
        _ => "#,##0",
    };
}
