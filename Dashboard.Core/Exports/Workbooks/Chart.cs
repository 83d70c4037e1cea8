using System.Globalization;
using System.Security;
using System.Text;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace Concentric.Exports.Workbooks;

/// <summary>A native chart over cells of the same sheet: it redraws when one of them changes.</summary>
/// <param name="IsLine">A line for rates, columns for counts.</param>
/// <param name="Format">Of the values' axis.</param>
/// <param name="Categories">Range of the names along the axis, and the names.</param>
/// <param name="Row">First row that it covers, from 1.</param>
/// <param name="Column">First column that it covers, from 1.</param>
internal sealed record Chart(
    string Sheet, string Title, bool IsLine, string Format, ChartRange<string> Categories, IReadOnlyList<ChartSeries> Series, int Row, int Column, int Rows, int Columns);

/// <summary>A series: the cell of its name, and its values.</summary>
internal sealed record ChartSeries(ChartRange<string> Name, ChartRange<double?> Values);

/// <summary>Cells with the values they have, for programs that show a chart without counting.</summary>
internal sealed record ChartRange<T>(string Address, IReadOnlyList<T> Values);

/// <summary>Writes charts by the Open XML SDK.</summary>
internal static class ChartParts
{
    /// <summary>Colours that are told apart by those who see few, and in print by their lightness.</summary>
    private static readonly string[] Colours = ["1F5FA6", "D98324", "1A7A4C", "8A94A3"];

    private const string Main = "http://schemas.openxmlformats.org/drawingml/2006/main";
    private const string ChartSpace = "http://schemas.openxmlformats.org/drawingml/2006/chart";
    private const string Relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private const string Text = """<a:defRPr sz="900"><a:solidFill><a:srgbClr val="5A6675"/></a:solidFill></a:defRPr>""";

    public static void Add(WorksheetPart sheet, IReadOnlyList<Chart> charts)
    {
        if (charts.Count == 0) return;
        var drawings = sheet.AddNewPart<DrawingsPart>();
        sheet.Worksheet.AddChild(new Drawing { Id = sheet.GetIdOfPart(drawings) });
        var anchors = new StringBuilder();
        for (var i = 0; i < charts.Count; i++)
        {
            var part = drawings.AddNewPart<ChartPart>();
            Feed(part, Draw(charts[i]));
            anchors.Append(Anchor(charts[i], i + 2, drawings.GetIdOfPart(part)));
        }

        Feed(drawings, $"""<xdr:wsDr xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing" xmlns:a="{Main}">{anchors}</xdr:wsDr>""");
    }

    private static string Anchor(Chart chart, int id, string part)
    {
        string Corner(string name, int column, int row) => string.Create(CultureInfo.InvariantCulture, $"<xdr:{name}><xdr:col>{column}</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>{row}</xdr:row><xdr:rowOff>0</xdr:rowOff></xdr:{name}>");
        return $"""<xdr:twoCellAnchor>{Corner("from", chart.Column - 1, chart.Row - 1)}{Corner("to", chart.Column - 1 + chart.Columns, chart.Row - 1 + chart.Rows)}<xdr:graphicFrame macro=""><xdr:nvGraphicFramePr><xdr:cNvPr id="{id}" name="Chart {id - 1}" descr="{Escape(chart.Title)}"/><xdr:cNvGraphicFramePr/></xdr:nvGraphicFramePr><xdr:xfrm><a:off x="0" y="0"/><a:ext cx="0" cy="0"/></xdr:xfrm><a:graphic><a:graphicData uri="{ChartSpace}"><c:chart xmlns:c="{ChartSpace}" xmlns:r="{Relations}" r:id="{part}"/></a:graphicData></a:graphic></xdr:graphicFrame><xdr:clientData/></xdr:twoCellAnchor>""";
    }

    private static string Draw(Chart chart)
    {
        var series = new StringBuilder();
        for (var i = 0; i < chart.Series.Count; i++) series.Append(Draw(chart, chart.Series[i], i));
        var plot = chart.IsLine
            ? $"""<c:lineChart><c:grouping val="standard"/><c:varyColors val="0"/>{series}<c:marker val="1"/><c:axId val="1"/><c:axId val="2"/></c:lineChart>"""
            : $"""<c:barChart><c:barDir val="col"/><c:grouping val="clustered"/><c:varyColors val="0"/>{series}<c:gapWidth val="60"/><c:axId val="1"/><c:axId val="2"/></c:barChart>""";
        return $"""
            <c:chartSpace xmlns:c="{ChartSpace}" xmlns:a="{Main}" xmlns:r="{Relations}"><c:roundedCorners val="0"/><c:chart><c:title><c:tx><c:rich><a:bodyPr/><a:p><a:pPr><a:defRPr sz="1100" b="1"/></a:pPr><a:r><a:rPr sz="1100" b="1"><a:solidFill><a:srgbClr val="17202B"/></a:solidFill></a:rPr><a:t>{Escape(chart.Title)}</a:t></a:r></a:p></c:rich></c:tx><c:overlay val="0"/></c:title><c:autoTitleDeleted val="0"/><c:plotArea><c:layout/>{plot}<c:catAx><c:axId val="1"/><c:scaling><c:orientation val="minMax"/></c:scaling><c:delete val="0"/><c:axPos val="b"/><c:numFmt formatCode="General" sourceLinked="0"/><c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="low"/><c:spPr><a:ln w="9525"><a:solidFill><a:srgbClr val="C5CCD5"/></a:solidFill></a:ln></c:spPr><c:txPr><a:bodyPr/><a:p><a:pPr>{Text}</a:pPr><a:endParaRPr/></a:p></c:txPr><c:crossAx val="2"/><c:crosses val="autoZero"/><c:auto val="0"/><c:lblAlgn val="ctr"/><c:lblOffset val="100"/><c:noMultiLvlLbl val="1"/></c:catAx><c:valAx><c:axId val="2"/><c:scaling><c:orientation val="minMax"/>{(chart.IsLine && chart.Format.Contains('%') ? "<c:max val=\"1\"/>" : "")}<c:min val="0"/></c:scaling><c:delete val="0"/><c:axPos val="l"/><c:majorGridlines><c:spPr><a:ln w="6350"><a:solidFill><a:srgbClr val="E2E6EB"/></a:solidFill></a:ln></c:spPr></c:majorGridlines><c:numFmt formatCode="{Escape(chart.Format)}" sourceLinked="0"/><c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="nextTo"/><c:spPr><a:ln><a:noFill/></a:ln></c:spPr><c:txPr><a:bodyPr/><a:p><a:pPr>{Text}</a:pPr><a:endParaRPr/></a:p></c:txPr><c:crossAx val="1"/><c:crosses val="autoZero"/></c:valAx></c:plotArea><c:legend><c:legendPos val="b"/><c:overlay val="0"/><c:txPr><a:bodyPr/><a:p><a:pPr>{Text}</a:pPr><a:endParaRPr/></a:p></c:txPr></c:legend><c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/></c:chart><c:spPr><a:solidFill><a:srgbClr val="FFFFFF"/></a:solidFill><a:ln w="9525"><a:solidFill><a:srgbClr val="E2E6EB"/></a:solidFill></a:ln></c:spPr></c:chartSpace>
            """;
    }

    private static string Draw(Chart chart, ChartSeries series, int place)
    {
        var colour = Colours[place % Colours.Length];
        var look = chart.IsLine
            ? $"""<c:spPr><a:ln w="25400" cap="rnd"><a:solidFill><a:srgbClr val="{colour}"/></a:solidFill><a:round/></a:ln></c:spPr><c:marker><c:symbol val="{(place == 0 ? "circle" : place == 1 ? "diamond" : "square")}"/><c:size val="6"/><c:spPr><a:solidFill><a:srgbClr val="{colour}"/></a:solidFill><a:ln><a:noFill/></a:ln></c:spPr></c:marker>"""
            : $"""<c:spPr><a:solidFill><a:srgbClr val="{colour}"/></a:solidFill></c:spPr><c:invertIfNegative val="0"/>""";
        var values = new StringBuilder();
        for (var i = 0; i < series.Values.Values.Count; i++)
        {
            if (series.Values.Values[i] is { } value) values.Append(CultureInfo.InvariantCulture, $"<c:pt idx=\"{i}\"><c:v>{value:R}</c:v></c:pt>");
        }

        return string.Create(CultureInfo.InvariantCulture, $"""<c:ser><c:idx val="{place}"/><c:order val="{place}"/><c:tx>{Strings(series.Name)}</c:tx>{look}<c:cat>{Strings(chart.Categories)}</c:cat><c:val><c:numRef><c:f>{Escape(series.Values.Address)}</c:f><c:numCache><c:formatCode>General</c:formatCode><c:ptCount val="{series.Values.Values.Count}"/>{values}</c:numCache></c:numRef></c:val>{(chart.IsLine ? "<c:smooth val=\"0\"/>" : "")}</c:ser>""");
    }

    private static string Strings(ChartRange<string> range)
    {
        var points = new StringBuilder();
        for (var i = 0; i < range.Values.Count; i++) points.Append(CultureInfo.InvariantCulture, $"<c:pt idx=\"{i}\"><c:v>{Escape(range.Values[i])}</c:v></c:pt>");
        return string.Create(CultureInfo.InvariantCulture, $"<c:strRef><c:f>{Escape(range.Address)}</c:f><c:strCache><c:ptCount val=\"{range.Values.Count}\"/>{points}</c:strCache></c:strRef>");
    }

    private static string Escape(string text) => SecurityElement.Escape(text);

    private static void Feed(OpenXmlPart part, string xml)
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n" + xml.Trim()));
        part.FeedData(stream);
    }
}
