using System.Text;
using Concentric.Dashboard.Components.Shared.Charts;
using Concentric.ProcessCharts;

namespace Concentric.Dashboard.Features.ProcessCharts;

/// <summary>
/// Lines of a behaviour chart, in per cent of its plot. A limit holds for a whole month or week, so it is drawn in steps.
/// </summary>
internal static class BehaviourPath
{
    private const double DaysOfWeek = 7;

    /// <summary>One place for each month or week from the first to the last; null for one without cases or working days.</summary>
    public static IReadOnlyList<MetricChartPoint?> Slots(MetricChart chart)
    {
        if (chart.Points.Count == 0) return [];
        var slots = new MetricChartPoint?[SlotOf(chart, chart.Points[^1].Period.From) + 1];
        foreach (var point in chart.Points) slots[SlotOf(chart, point.Period.From)] = point;
        return slots;
    }

    /// <summary>Where a day lies, in slots from the left edge.</summary>
    public static double Position(MetricChart chart, DateOnly day)
    {
        var slot = SlotOf(chart, day);
        return chart.IsMonthly ? slot + ((day.Day - 1.0) / DateTime.DaysInMonth(day.Year, day.Month))
            : (day.DayNumber - chart.Points[0].Period.From.DayNumber) / DaysOfWeek;
    }

    /// <summary>The area between the limits.</summary>
    public static string Band(IReadOnlyList<MetricChartPoint?> slots, ChartScale scale)
    {
        var path = new StringBuilder();
        for (var i = 0; i < slots.Count; i++)
        {
            if (slots[i] is not { Lower: { } lower, Upper: { } upper }) continue;
            var (left, right, top, bottom) = (X(i, slots), X(i + 1, slots), Y(upper, scale), Y(lower, scale));
            path.Append($"M{left},{top}H{right}V{bottom}H{left}Z");
        }

        return path.ToString();
    }

    /// <summary>A line in steps; it has a gap where there is no value.</summary>
    public static string Steps(IReadOnlyList<MetricChartPoint?> slots, ChartScale scale, Func<MetricChartPoint, double?> of)
    {
        var path = new StringBuilder();
        var isDown = false;
        for (var i = 0; i < slots.Count; i++)
        {
            if (slots[i] is { } point && of(point) is { } value)
            {
                path.Append(isDown ? $"V{Y(value, scale)}" : $"M{X(i, slots)},{Y(value, scale)}").Append($"H{X(i + 1, slots)}");
                isDown = true;
            }
            else isDown = false;
        }

        return path.ToString();
    }

    private static int SlotOf(MetricChart chart, DateOnly day)
    {
        var first = chart.Points[0].Period.From;
        return chart.IsMonthly ? ((day.Year - first.Year) * 12) + day.Month - first.Month
            : (int)Math.Floor((day.DayNumber - first.DayNumber) / DaysOfWeek);
    }

    private static string X(int edge, IReadOnlyList<MetricChartPoint?> slots) => ChartPath.Number(edge * 100.0 / slots.Count);

    // The limits of few cases may lie beyond the axis.
    private static string Y(double value, ChartScale scale) => ChartPath.Number((1 - Math.Clamp(scale.Fraction(value), 0, 1)) * 100);
}
