namespace Concentric.Dashboard.Components.Shared.Charts;

/// <summary>
/// Where everything in a trend chart goes. Across, in per cent, for only the browser knows the width; up and down, in
/// per cent of a plot whose least height is known.
/// </summary>
internal sealed class TrendLayout
{
    /// <summary>Least height of the plot in pixels, as in charts.css; on a higher one the end labels are only further apart.</summary>
    private const double PlotHeight = 200;

    private const double EndLabelHeight = 20;
    private const double DigitWidth = 6.6;

    // The widths of plots in pixels for which labels are thinned out, and what hides a label on anything narrower (charts.css).
    private static readonly (string HiddenBelow, double Width)[] PlotWidths = [("wide-only", 600), ("not-narrow", 432), ("", 250)];

    private readonly IReadOnlyList<TrendPoint> points;

    public TrendLayout(IReadOnlyList<TrendPoint> points, IReadOnlyList<TrendSeries> series, Func<double, string> format, bool wholeNumbers)
    {
        this.points = points;
        var values = series.SelectMany(run => run.Values);
        HasValues = values.Any(value => value is not null);
        Scale = ChartScale.For(values, series.Any(run => run.Mark == TrendMark.Bar), wholeNumbers);
        Ticks = [.. Scale.Ticks.Select(tick => (format(tick), FromTop(tick)))];
        GutterPixels = (Ticks.Max(tick => TextWidth(tick.Text)) * DigitWidth) + 10;
        Lines = [.. series.Select((run, index) => (run, index)).Where(x => x.run.Mark == TrendMark.Line)
            .Select(x => (x.index, Coordinates(x.run)))];
        EndLabels = PlaceEndLabels(series, format);
        EndsPixels = EndLabels.Select(label => TextWidth(label.Text) * DigitWidth).DefaultIfEmpty().Max();
        LabelClasses = ThinOut();
    }

    public bool HasValues { get; }

    public ChartScale Scale { get; }

    public IReadOnlyList<(string Text, double Top)> Ticks { get; }

    /// <summary>Room for the widest tick.</summary>
    public double GutterPixels { get; }

    public IReadOnlyList<(int Series, IReadOnlyList<(double X, double Y)?> Points)> Lines { get; }

    /// <summary>The last value of each run, apart enough to be read.</summary>
    public IReadOnlyList<(int Series, string Text, double Top)> EndLabels { get; }

    /// <summary>Room for the longest of <see cref="EndLabels"/>.</summary>
    public double EndsPixels { get; }

    /// <summary>For each point: null for no label, "" for always, else the class that hides it on narrower plots.</summary>
    public IReadOnlyList<string?> LabelClasses { get; }

    /// <summary>Bottom and height of a bar in per cent; a bar below zero hangs from the zero line.</summary>
    public (double Bottom, double Height) Bar(double value)
    {
        var zero = Scale.Fraction(0);
        var end = Scale.Fraction(value);
        return (Math.Min(zero, end) * 100, Math.Abs(end - zero) * 100);
    }

    /// <summary>The marks that fall on the axis, from left to right, each note on the first row where it has room.</summary>
    public IReadOnlyList<PlacedEvent> Place(IEnumerable<TrendEvent> events)
    {
        var placed = new List<PlacedEvent>();
        foreach (var mark in events.Where(mark => mark.Position >= 0 && mark.Position <= points.Count).OrderBy(mark => mark.Position))
        {
            var left = mark.Position / points.Count * 100;
            var pixels = (TextWidth(mark.Note) * DigitWidth) + 12;
            var width = pixels / PlotWidths[1].Width * 100;
            // As charts.css places it: to the right of its mark, or ending at the plot's edge.
            var from = Math.Min(left, 100 - width);
            var row = 0;
            while (placed.Any(other => other.Row == row && other.From < from + width && from < other.To))
                row++;
            placed.Add(new PlacedEvent(mark.Note, left, pixels, row, from, from + width));
        }

        return placed;
    }

    private double FromTop(double value) => (1 - Scale.Fraction(value)) * 100;

    private IReadOnlyList<(double X, double Y)?> Coordinates(TrendSeries run) =>
        [.. run.Values.Take(points.Count).Select((value, index) =>
            value is null ? null : ((double, double)?)((index + 0.5) / points.Count * 100, FromTop(value.Value)))];

    private (int Series, string Text, double Top)[] PlaceEndLabels(IReadOnlyList<TrendSeries> series, Func<double, string> format)
    {
        var labels = series
            .Select((run, index) => (Index: index, run.Name, Last: run.Values.LastOrDefault(value => value is not null)))
            .Where(label => label.Last is not null)
            .Select(label =>
                (Series: label.Index, Text: $"{label.Name} {format(label.Last!.Value)}", Top: FromTop(label.Last.Value) / 100 * PlotHeight))
            .OrderBy(label => label.Top).ThenBy(label => label.Series)
            .ToArray();
        // Down as far as needed, then back up from the bottom edge.
        for (var i = 1; i < labels.Length; i++)
            labels[i].Top = Math.Max(labels[i].Top, labels[i - 1].Top + EndLabelHeight);
        for (var i = labels.Length - 1; i >= 0; i--)
            labels[i].Top = Math.Min(labels[i].Top, i == labels.Length - 1 ? PlotHeight : labels[i + 1].Top - EndLabelHeight);
        return [.. labels.Select(label => label with { Top = label.Top / PlotHeight * 100 })];
    }

    // Counted from the newest point, which always has its label. The steps double, so a narrower plot shows some of the
    // labels of the wider one and no others.
    private string?[] ThinOut()
    {
        var classes = new string?[points.Count];
        var labelPixels = (points.Select(point => TextWidth(point.Label)).DefaultIfEmpty().Max() * DigitWidth) + 9;
        var step = 1;
        foreach (var (hiddenBelow, width) in PlotWidths)
        {
            while (points.Count / (double)step * labelPixels > width)
                step *= 2;
            for (var i = points.Count - 1; i >= 0; i -= step)
                classes[i] = hiddenBelow;
        }

        return classes;
    }

    // In digits: a Chinese character is as wide as two.
    private static double TextWidth(string text) => text.Sum(character => character >= 0x2E80 ? 2 : 1);
}

/// <param name="Note">What happened.</param>
/// <param name="Left">Where the mark stands, in per cent.</param>
/// <param name="Pixels">Room that the note needs.</param>
/// <param name="Row">Counted from the top.</param>
/// <param name="From">Left edge of the note, in per cent of a plot of middling width.</param>
/// <param name="To">Right edge of the note, likewise.</param>
internal sealed record PlacedEvent(string Note, double Left, double Pixels, int Row, double From, double To);
