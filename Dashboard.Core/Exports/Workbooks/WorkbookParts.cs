using System.IO.Compression;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Concentric.Sheets;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace Concentric.Exports.Workbooks;

/// <summary>
/// Joins the sheets that ClosedXML made to the package that the streamed sheets are in already: formulas with their values, charts,
/// names, and one table of formats for both.
/// </summary>
internal static partial class WorkbookParts
{
    private const string ContentTypes = "[Content_Types].xml";
    private const string Relations = "xl/_rels/workbook.xml.rels";

    public static async Task JoinAsync(MemoryStream styled, WorkbookWriter book, IReadOnlyList<string> order,
        CancellationToken cancellationToken)
    {
        using (var document = SpreadsheetDocument.Open(styled, isEditable: true))
        {
            var workbook = document.WorkbookPart!;
            WorkbookStyles.Join(workbook.WorkbookStylesPart!.Stylesheet, book.Culture);
            foreach (var sheet in workbook.Workbook.Descendants<Sheet>())
            {
                var part = (WorksheetPart)workbook.GetPartById(sheet.Id!);
                Finish(part, [.. book.Formulas.Where(formula => formula.Sheet == sheet.Name)]);
                DataBarParts.Add(part, [.. book.Bars.Where(bars => bars.Sheet == sheet.Name)]);
                ChartParts.Add(part, [.. book.Charts.Where(chart => chart.Sheet == sheet.Name)]);
            }

            Arrange(workbook.Workbook, book, order);
        }

        styled.Position = 0;
        using var package = new ZipArchive(styled, ZipArchiveMode.Read);
        foreach (var entry in package.Entries)
        {
            var content = new MemoryStream();
            await using (var part = await entry.OpenAsync(cancellationToken)) await part.CopyToAsync(content, cancellationToken);
            var bytes = entry.FullName switch
            {
                ContentTypes => WithTypes(content, book.Streamed.Sheets),
                Relations => WithRelations(content, book.Streamed.Sheets),
                _ => content.ToArray(),
            };
            await book.Streamed.AddAsync(entry.FullName, bytes, cancellationToken);
        }

        await book.Streamed.ClosePackageAsync(cancellationToken);
    }

    private static void Finish(WorksheetPart part, IReadOnlyList<CellFormula> formulas)
    {
        var byCell = formulas.ToDictionary(formula => formula.Cell);
        var sheet = part.Worksheet;
        foreach (var column in sheet.Descendants<Column>()) column.Style = (column.Style?.Value ?? 0) + XlsxParts.Formats;
        foreach (var row in sheet.Descendants<Row>()) if (row.StyleIndex is { } style) row.StyleIndex = style + XlsxParts.Formats;
        foreach (var cell in sheet.Descendants<Cell>())
        {
            cell.StyleIndex = (cell.StyleIndex?.Value ?? 0) + XlsxParts.Formats;
            if (byCell.Remove(cell.CellReference!.Value!, out var formula)) Put(cell, formula);
        }

        if (byCell.Count > 0) throw new InvalidOperationException($"No cell for the formula of {byCell.Keys.First()}.");
    }

    private static void Put(Cell cell, CellFormula formula)
    {
        cell.CellFormula = new DocumentFormat.OpenXml.Spreadsheet.CellFormula(formula.Formula);
        if (formula.IsArray)
        {
            cell.CellFormula.FormulaType = CellFormulaValues.Array;
            cell.CellFormula.Reference = cell.CellReference!.Value;
        }

        cell.DataType = formula.Value switch { null => CellValues.Error, string => CellValues.String, _ => null };
        cell.CellValue = formula.Value switch
        {
            null => new CellValue("#N/A"),
            string text => new CellValue(text),
            var number => new CellValue(Convert.ToDouble(number, System.Globalization.CultureInfo.InvariantCulture)),
        };
    }

    /// <summary>Puts all sheets in order and writes the names.</summary>
    private static void Arrange(Workbook workbook, WorkbookWriter book, IReadOnlyList<string> order)
    {
        var sheets = workbook.Sheets!;
        var before = sheets.Elements<Sheet>().Select(sheet => sheet.Name!.Value!).ToList();
        var id = sheets.Elements<Sheet>().Max(sheet => sheet.SheetId!.Value);
        for (var i = 0; i < book.Streamed.Sheets.Count; i++)
            sheets.AppendChild(new Sheet { Name = book.Streamed.Sheets[i].Name, SheetId = ++id, Id = IdOf(i) });
        var places = order.Select((name, i) => (name, i)).ToDictionary(place => place.name, place => place.i);
        var all = sheets.Elements<Sheet>().OrderBy(sheet => places.GetValueOrDefault(sheet.Name!.Value!, int.MaxValue)).ToList();
        sheets.RemoveAllChildren();
        all.ForEach(sheet => sheets.AppendChild(sheet));
        var place = all.Select((sheet, i) => (sheet.Name!.Value!, i)).ToDictionary(sheet => sheet.Item1, sheet => (uint)sheet.i);

        var names = workbook.DefinedNames ??= new DefinedNames();
        foreach (var name in names.Elements<DefinedName>())
        {
            if (name.LocalSheetId is { } local) name.LocalSheetId = place[before[(int)local.Value]];
            // ClosedXML writes 6:6, which only Excel takes for $6:$6.
            if (name.Name == XlsxParts.TitlesName) name.Text = RelativeRows().Replace(name.Text, "$$$1:$$$2");
        }

        foreach (var sheet in book.Streamed.Sheets)
        {
            foreach (var (name, text) in XlsxParts.NamesOf(sheet))
                names.AppendChild(new DefinedName(text)
                {
                    Name = name,
                    LocalSheetId = place[sheet.Name],
                    Hidden = name == XlsxParts.FilterName ? true : null
                });
        }

        foreach (var (name, range) in book.Names) names.AppendChild(new DefinedName(range) { Name = name });
    }

    private static byte[] WithTypes(MemoryStream content, IReadOnlyList<StreamedSheet> sheets) => Edit(content, root =>
    {
        if (sheets.Any(sheet => sheet.HasPictures))
            root.AddFirst(new XElement(root.Name.Namespace + "Default", new XAttribute("Extension", "jpg"),
                new XAttribute("ContentType", "image/jpeg")));
        for (var i = 0; i < sheets.Count; i++)
        {
            if (sheets[i].HasPictures)
                root.Add(new XElement(root.Name.Namespace + "Override", new XAttribute("PartName", "/" + PictureParts.PathOf(i + 1)),
                    new XAttribute("ContentType", PictureParts.DrawingType)));
        }

        foreach (var sheet in sheets)
            root.Add(new XElement(root.Name.Namespace + "Override", new XAttribute("PartName", "/" + sheet.Path),
                new XAttribute("ContentType", XlsxParts.WorksheetType)));
    });

    private static byte[] WithRelations(MemoryStream content, IReadOnlyList<StreamedSheet> sheets) => Edit(content, root =>
    {
        for (var i = 0; i < sheets.Count; i++)
            root.Add(new XElement(root.Name.Namespace + "Relationship", new XAttribute("Id", IdOf(i)),
                new XAttribute("Type", XlsxParts.SheetRelation), new XAttribute("Target", sheets[i].Path[3..])));
    });

    private static byte[] Edit(MemoryStream content, Action<XElement> edit)
    {
        content.Position = 0;
        var document = XDocument.Load(content);
        edit(document.Root!);
        var edited = new MemoryStream();
        document.Save(edited);
        return edited.ToArray();
    }

    private static string IdOf(int streamed) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"streamed{streamed + 1}");

    [GeneratedRegex(@"(?<=!)(\d+):(\d+)$")]
    private static partial Regex RelativeRows();
}
