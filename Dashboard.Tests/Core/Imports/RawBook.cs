using System.IO.Compression;
using System.Security;
using System.Text;

namespace Concentric.Tests.Core.Imports;

/// <summary>
/// A workbook written part by part, for what no library writes: cells of any type and format, hidden rows, several sheets.
/// </summary>
public sealed class RawBook
{
    private readonly List<string> formats = [];
    private readonly List<(string Name, string State, string Xml)> sheets = [];

    public bool CountsFrom1904 { get; init; }

    /// <summary>The style of cells of a format: a code, or a built-in id.</summary>
    public int Style(string format)
    {
        if (!formats.Contains(format)) formats.Add(format);
        return formats.IndexOf(format) + 1;
    }

    /// <summary>With the formats of another.</summary>
    public RawBook With(RawBook other)
    {
        formats.AddRange(other.formats);
        return this;
    }

    /// <param name="rows">As in <c>row</c> elements.</param>
    /// <param name="before">What stands before them, as columns.</param>
    /// <param name="behind">What stands behind them, as merged cells.</param>
    public RawBook Sheet(string name, IEnumerable<string> rows, string before = "", string state = "visible", string behind = "")
    {
        sheets.Add((name, state, $"<worksheet>{before}<sheetData>{string.Concat(rows)}</sheetData>{behind}</worksheet>"));
        return this;
    }

    public static string Row(int number, IEnumerable<string> cells, string attributes = "") =>
        $"<row r=\"{number}\" {attributes}>{string.Concat(cells)}</row>";

    public static string Texts(int number, IEnumerable<string?> texts, string attributes = "") =>
        Row(number, texts.Select(Text), attributes);

    public static string Text(string? text) =>
        text is null ? "<c/>" : $"<c t=\"inlineStr\"><is><t>{SecurityElement.Escape(text)}</t></is></c>";

    public static string Number(string value, int style = 0) => $"<c s=\"{style}\"><v>{value}</v></c>";

    public byte[] ToArray()
    {
        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create))
        {
            Write(zip, "[Content_Types].xml", "<Types>application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml</Types>");
            Write(zip, "xl/workbook.xml",
                $"<workbook xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><workbookPr "
                + $"date1904=\"{(CountsFrom1904 ? 1 : 0)}\"/><sheets>"
                + string.Concat(sheets.Select((sheet, i) =>
                    $"<sheet name=\"{sheet.Name}\" sheetId=\"{i + 1}\" state=\"{sheet.State}\" r:id=\"rId{i + 1}\"/>"))
                    + "</sheets></workbook>");
            Write(zip, "xl/_rels/workbook.xml.rels",
                "<Relationships>"
                + string.Concat(sheets.Select((_, i) => $"<Relationship Id=\"rId{i + 1}\" Target=\"worksheets/sheet{i + 1}.xml\"/>"))
                + "</Relationships>");
            var codes = formats.Select((format, i) =>
                (Format: format, Id: format[0] != '0' && int.TryParse(format, out var own) ? own : 164 + i, IsOwn: format[0] != '0'
                    && int.TryParse(format, out _))).ToList();
            Write(zip, "xl/styles.xml",
                "<styleSheet><numFmts>"
                + string.Concat(codes.Where(code => !code.IsOwn)
                    .Select(code => $"<numFmt numFmtId=\"{code.Id}\" formatCode=\"{SecurityElement.Escape(code.Format)}\"/>"))
                + "</numFmts><cellXfs><xf numFmtId=\"0\"/>" + string.Concat(codes.Select(code => $"<xf numFmtId=\"{code.Id}\"/>"))
                    + "</cellXfs></styleSheet>");
            for (var i = 0; i < sheets.Count; i++) Write(zip, $"xl/worksheets/sheet{i + 1}.xml", sheets[i].Xml);
        }

        return stream.ToArray();
    }

    private static void Write(ZipArchive zip, string path, string content)
    {
        using var entry = zip.CreateEntry(path).Open();
        entry.Write(Encoding.UTF8.GetBytes(content));
    }
}
