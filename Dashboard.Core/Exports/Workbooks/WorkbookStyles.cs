using System.Globalization;
using Concentric.Sheets;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Spreadsheet;

namespace Concentric.Exports.Workbooks;

/// <summary>
/// One table of formats for streamed and other sheets: those of the streamed come first, for they are in their cells already.
/// </summary>
internal static class WorkbookStyles
{
    /// <summary>The first id that a workbook may use for a number format of its own.</summary>
    private const uint FirstOwn = 164;

    /// <summary>Far from those of the other sheets.</summary>
    private const uint Apart = 500;

    public static void Join(Stylesheet styles, CultureInfo culture)
    {
        var xml = XlsxParts.Styles(culture);
        var streamed = new Stylesheet(xml[xml.IndexOf("<styleSheet", StringComparison.Ordinal)..].Trim());
        var (fonts, fills, borders) = (Append(styles.Fonts!, streamed.Fonts!), Append(styles.Fills!, streamed.Fills!),
            Append(styles.Borders!, streamed.Borders!));
        var numbers = styles.NumberingFormats ??= new NumberingFormats();
        foreach (var number in streamed.NumberingFormats!.Elements<NumberingFormat>())
            numbers.AppendChild(new NumberingFormat { NumberFormatId = number.NumberFormatId! + Apart, FormatCode = number.FormatCode });
        numbers.Count = (uint)numbers.ChildElements.Count;

        var formats = styles.CellFormats!;
        var place = 0;
        foreach (var format in streamed.CellFormats!.Elements<CellFormat>())
        {
            var copy = (CellFormat)format.CloneNode(true);
            copy.FontId = format.FontId! + fonts;
            copy.FillId = format.FillId! + fills;
            copy.BorderId = format.BorderId! + borders;
            if (format.NumberFormatId! >= FirstOwn) copy.NumberFormatId = format.NumberFormatId! + Apart;
            formats.InsertAt(copy, place++);
        }

        formats.Count = (uint)formats.ChildElements.Count;
    }

    /// <returns>By how much the places of what was appended moved.</returns>
    private static uint Append(OpenXmlCompositeElement to, OpenXmlCompositeElement from)
    {
        var moved = (uint)to.ChildElements.Count;
        foreach (var child in from.ChildElements) to.AppendChild(child.CloneNode(true));
        to.SetAttribute(new OpenXmlAttribute("count", "", to.ChildElements.Count.ToString(CultureInfo.InvariantCulture)));
        return moved;
    }
}
