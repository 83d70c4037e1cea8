using System.Globalization;
using System.Text;

namespace Concentric.Dashboard.Components.Shared.Charts;

internal static class ChartPath
{
    /// <summary>A line through the points; where one is missing, the line has a gap, for a line over it would claim a value.</summary>
    public static string Line(IEnumerable<(double X, double Y)?> points)
    {
        var path = new StringBuilder();
        var isDown = false;
        foreach (var point in points)
        {
            if (point is var (x, y))
                path.Append(isDown ? 'L' : 'M').Append(Number(x)).Append(',').Append(Number(y));
            isDown = point is not null;
        }

        return path.ToString();
    }

    /// <summary>The same, and by itself what leads to the last point where that is of a part of its span; else empty.</summary>
    public static (string Whole, string Part) Lines(IReadOnlyList<(double X, double Y)?> points, bool isLastPart) =>
        isLastPart && points.Count > 1 && points[^1] is not null && points[^2] is not null
            ? (Line(points.SkipLast(1)), Line(points.TakeLast(2))) : (Line(points), "");

    /// <summary>A dot for every point without a neighbour, which a line cannot show.</summary>
    public static string Dots(IReadOnlyList<(double X, double Y)?> points)
    {
        var path = new StringBuilder();
        for (var i = 0; i < points.Count; i++)
        {
            var isAlone = (i == 0 || points[i - 1] is null) && (i == points.Count - 1 || points[i + 1] is null);
            if (isAlone && points[i] is var (x, y))
                path.Append('M').Append(Number(x)).Append(',').Append(Number(y)).Append("h0");
        }

        return path.ToString();
    }

    /// <summary>A number as SVG and CSS want it, whatever the reader's language.</summary>
    public static string Number(double value) => Math.Round(value, 2).ToString("0.##", CultureInfo.InvariantCulture);
}
