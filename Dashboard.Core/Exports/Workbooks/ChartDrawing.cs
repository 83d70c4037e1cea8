using System.Globalization;
using DocumentFormat.OpenXml;
using A = DocumentFormat.OpenXml.Drawing;
using C = DocumentFormat.OpenXml.Drawing.Charts;

namespace Concentric.Exports.Workbooks;

/// <summary>Draws a chart: title, plot, two axes, legend.</summary>
internal static class ChartDrawing
{
    /// <summary>Colours that are told apart by those who see few, and in print by their lightness.</summary>
    private static readonly string[] Colours = ["1F5FA6", "D98324", "1A7A4C", "8A94A3"];

    private const string TitleColour = "17202B";
    private const string TextColour = "5A6675";
    private const string AxisColour = "C5CCD5";
    private const string GridColour = "E2E6EB";
    private const string PaperColour = "FFFFFF";

    /// <summary>Sizes of texts, in hundredths of a point.</summary>
    private const int TitleSize = 1_100;
    private const int TextSize = 900;

    /// <summary>Widths of lines, in English Metric Units: 12,700 for a point.</summary>
    private const int SeriesWidth = 25_400;
    private const int AxisWidth = 9_525;
    private const int GridWidth = 6_350;

    /// <summary>By these the plot and its axes find each other.</summary>
    private const uint CategoryAxisId = 1;
    private const uint ValueAxisId = 2;

    public static C.ChartSpace Draw(Chart chart) => new(
        new C.RoundedCorners { Val = false },
        new C.Chart(
            Title(chart.Title),
            new C.AutoTitleDeleted { Val = false },
            new C.PlotArea(new C.Layout(), Plot(chart), CategoryAxis(), ValueAxis(chart)),
            new C.Legend(new C.LegendPosition { Val = C.LegendPositionValues.Bottom }, new C.Overlay { Val = false }, SmallText()),
            new C.PlotVisibleOnly { Val = true },
            new C.DisplayBlanksAs { Val = C.DisplayBlanksAsValues.Gap }),
        new C.ShapeProperties(Fill(PaperColour), Line(GridColour, AxisWidth)));

    private static C.Title Title(string text) => new(
        new C.ChartText(new C.RichText(
            new A.BodyProperties(),
            new A.Paragraph(
                new A.ParagraphProperties(new A.DefaultRunProperties { FontSize = TitleSize, Bold = true }),
                new A.Run(new A.RunProperties(Fill(TitleColour)) { FontSize = TitleSize, Bold = true }, new A.Text(text))))),
        new C.Overlay { Val = false });

    private static OpenXmlCompositeElement Plot(Chart chart)
    {
        OpenXmlCompositeElement plot = chart.IsLine
            ? new C.LineChart(new C.Grouping { Val = C.GroupingValues.Standard }, new C.VaryColors { Val = false })
            : new C.BarChart(
                new C.BarDirection { Val = C.BarDirectionValues.Column },
                new C.BarGrouping { Val = C.BarGroupingValues.Clustered },
                new C.VaryColors { Val = false });
        for (var i = 0; i < chart.Series.Count; i++)
            plot.AppendChild<OpenXmlElement>(chart.IsLine ? LineSeries(chart, chart.Series[i], i) : BarSeries(chart, chart.Series[i], i));
        plot.AppendChild<OpenXmlElement>(chart.IsLine ? new C.ShowMarker { Val = true } : new C.GapWidth { Val = 60 });
        plot.Append(new C.AxisId { Val = CategoryAxisId }, new C.AxisId { Val = ValueAxisId });
        return plot;
    }

    private static C.LineChartSeries LineSeries(Chart chart, ChartSeries series, int place) => new(
        new C.Index { Val = (uint)place },
        new C.Order { Val = (uint)place },
        new C.SeriesText(Strings(series.Name)),
        new C.ChartShapeProperties(
            new A.Outline(Fill(ColourOf(place)), new A.Round()) { Width = SeriesWidth, CapType = A.LineCapValues.Round }),
        new C.Marker(
            new C.Symbol { Val = MarkerOf(place) },
            new C.Size { Val = 6 },
            new C.ChartShapeProperties(Fill(ColourOf(place)), new A.Outline(new A.NoFill()))),
        new C.CategoryAxisData(Strings(chart.Categories)),
        new C.Values(Numbers(series.Values)),
        new C.Smooth { Val = false });

    private static C.BarChartSeries BarSeries(Chart chart, ChartSeries series, int place) => new(
        new C.Index { Val = (uint)place },
        new C.Order { Val = (uint)place },
        new C.SeriesText(Strings(series.Name)),
        new C.ChartShapeProperties(Fill(ColourOf(place))),
        new C.InvertIfNegative { Val = false },
        new C.CategoryAxisData(Strings(chart.Categories)),
        new C.Values(Numbers(series.Values)));

    private static C.CategoryAxis CategoryAxis() => new(
        new C.AxisId { Val = CategoryAxisId },
        new C.Scaling(new C.Orientation { Val = C.OrientationValues.MinMax }),
        new C.Delete { Val = false },
        new C.AxisPosition { Val = C.AxisPositionValues.Bottom },
        new C.NumberingFormat { FormatCode = "General", SourceLinked = false },
        new C.MajorTickMark { Val = C.TickMarkValues.None },
        new C.MinorTickMark { Val = C.TickMarkValues.None },
        // Low, so that the names stay below the plot.
        new C.TickLabelPosition { Val = C.TickLabelPositionValues.Low },
        new C.ChartShapeProperties(Line(AxisColour, AxisWidth)),
        SmallText(),
        new C.CrossingAxis { Val = ValueAxisId },
        new C.Crosses { Val = C.CrossesValues.AutoZero },
        new C.AutoLabeled { Val = false },
        new C.LabelAlignment { Val = C.LabelAlignmentValues.Center },
        new C.LabelOffset { Val = 100 },
        new C.NoMultiLevelLabels { Val = true });

    private static C.ValueAxis ValueAxis(Chart chart)
    {
        var scaling = new C.Scaling(new C.Orientation { Val = C.OrientationValues.MinMax });
        // A rate ends at the whole.
        if (chart.IsLine && chart.Format.Contains('%')) scaling.AppendChild(new C.MaxAxisValue { Val = 1 });
        scaling.AppendChild(new C.MinAxisValue { Val = 0 });
        return new(
            new C.AxisId { Val = ValueAxisId },
            scaling,
            new C.Delete { Val = false },
            new C.AxisPosition { Val = C.AxisPositionValues.Left },
            new C.MajorGridlines(new C.ChartShapeProperties(Line(GridColour, GridWidth))),
            new C.NumberingFormat { FormatCode = chart.Format, SourceLinked = false },
            new C.MajorTickMark { Val = C.TickMarkValues.None },
            new C.MinorTickMark { Val = C.TickMarkValues.None },
            new C.TickLabelPosition { Val = C.TickLabelPositionValues.NextTo },
            new C.ChartShapeProperties(new A.Outline(new A.NoFill())),
            SmallText(),
            new C.CrossingAxis { Val = CategoryAxisId },
            new C.Crosses { Val = C.CrossesValues.AutoZero });
    }

    private static C.StringReference Strings(ChartRange<string> range)
    {
        var cache = new C.StringCache(new C.PointCount { Val = (uint)range.Values.Count });
        for (var i = 0; i < range.Values.Count; i++)
            cache.AppendChild(new C.StringPoint(new C.NumericValue(range.Values[i])) { Index = (uint)i });
        return new(new C.Formula(range.Address), cache);
    }

    /// <summary>A value that is missing has no point: a gap.</summary>
    private static C.NumberReference Numbers(ChartRange<double?> range)
    {
        var cache = new C.NumberingCache(new C.FormatCode("General"), new C.PointCount { Val = (uint)range.Values.Count });
        for (var i = 0; i < range.Values.Count; i++)
        {
            if (range.Values[i] is not { } value) continue;
            var text = new C.NumericValue(value.ToString("R", CultureInfo.InvariantCulture));
            cache.AppendChild(new C.NumericPoint(text) { Index = (uint)i });
        }

        return new(new C.Formula(range.Address), cache);
    }

    private static C.TextProperties SmallText() => new(
        new A.BodyProperties(),
        new A.Paragraph(
            new A.ParagraphProperties(new A.DefaultRunProperties(Fill(TextColour)) { FontSize = TextSize }),
            new A.EndParagraphRunProperties()));

    private static A.SolidFill Fill(string colour) => new(new A.RgbColorModelHex { Val = colour });

    private static A.Outline Line(string colour, int width) => new(Fill(colour)) { Width = width };

    private static string ColourOf(int place) => Colours[place % Colours.Length];

    private static C.MarkerStyleValues MarkerOf(int place) => place switch
    {
        0 => C.MarkerStyleValues.Circle,
        1 => C.MarkerStyleValues.Diamond,
        _ => C.MarkerStyleValues.Square,
    };
}
