using System.Globalization;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using A = DocumentFormat.OpenXml.Drawing;
using C = DocumentFormat.OpenXml.Drawing.Charts;
using Xdr = DocumentFormat.OpenXml.Drawing.Spreadsheet;

namespace Concentric.Exports.Workbooks;

/// <summary>Puts charts on a sheet: a drawing for the sheet, and a part for each chart.</summary>
internal static class ChartParts
{
    private const string ChartUri = "http://schemas.openxmlformats.org/drawingml/2006/chart";

    /// <summary>The ids of a drawing begin here: 1 is the drawing itself.</summary>
    private const uint FirstId = 2;

    public static void Add(WorksheetPart sheet, IReadOnlyList<Chart> charts)
    {
        if (charts.Count == 0) return;
        var drawings = sheet.AddNewPart<DrawingsPart>();
        sheet.Worksheet.AddChild(new Drawing { Id = sheet.GetIdOfPart(drawings) });
        drawings.WorksheetDrawing = new Xdr.WorksheetDrawing();
        for (var i = 0; i < charts.Count; i++)
        {
            var part = drawings.AddNewPart<ChartPart>();
            part.ChartSpace = ChartDrawing.Draw(charts[i]);
            drawings.WorksheetDrawing.AppendChild(Anchor(charts[i], (uint)i + FirstId, drawings.GetIdOfPart(part)));
        }
    }

    private static Xdr.TwoCellAnchor Anchor(Chart chart, uint id, string part) => new(
        new Xdr.FromMarker(Corner(chart.Column - 1, chart.Row - 1)),
        new Xdr.ToMarker(Corner(chart.Column - 1 + chart.Columns, chart.Row - 1 + chart.Rows)),
        new Xdr.GraphicFrame(
            new Xdr.NonVisualGraphicFrameProperties(
                new Xdr.NonVisualDrawingProperties
                {
                    Id = id,
                    Name = string.Create(CultureInfo.InvariantCulture, $"Chart {id - 1}"),
                    Description = chart.Title,
                },
                new Xdr.NonVisualGraphicFrameDrawingProperties()),
            new Xdr.Transform(new A.Offset { X = 0, Y = 0 }, new A.Extents { Cx = 0, Cy = 0 }),
            new A.Graphic(new A.GraphicData(new C.ChartReference { Id = part }) { Uri = ChartUri }))
        {
            Macro = "",
        },
        new Xdr.ClientData());

    private static DocumentFormat.OpenXml.OpenXmlElement[] Corner(int column, int row) =>
    [
        new Xdr.ColumnId(column.ToString(CultureInfo.InvariantCulture)),
        new Xdr.ColumnOffset("0"),
        new Xdr.RowId(row.ToString(CultureInfo.InvariantCulture)),
        new Xdr.RowOffset("0"),
    ];
}
