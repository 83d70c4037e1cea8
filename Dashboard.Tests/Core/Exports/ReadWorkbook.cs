using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace Concentric.Tests.Core.Exports;

/// <summary>One cell as a file has it.</summary>
/// <param name="Shown">Its value, whatever it is stored as.</param>
/// <param name="IsError">Whether the value is one of #NAME?, #REF!, #N/A and their like.</param>
/// <param name="Formula">Null for none.</param>
internal sealed record ReadCell(string Shown, bool IsError, string? Formula);

/// <summary>
/// Every cell of every sheet of a workbook, by sheet and place. Cells of streamed sheets say no place: it follows from where they
/// stand. Read without an object for each element, for ledgers have a hundred thousand cells.
/// </summary>
internal sealed partial class ReadWorkbook : IDisposable
{
    private readonly SpreadsheetDocument document;
    private readonly string[] shared;
    private readonly Dictionary<string, Dictionary<string, ReadCell>> sheets = [];

    public ReadWorkbook(byte[] file)
    {
        document = SpreadsheetDocument.Open(new MemoryStream(file), isEditable: false);
        var workbook = document.WorkbookPart!;
        shared = [.. workbook.SharedStringTablePart?.SharedStringTable.Elements<SharedStringItem>().Select(item => item.InnerText) ?? []];
        foreach (var sheet in workbook.Workbook.Descendants<Sheet>())
            sheets.Add(sheet.Name!.Value!, Cells((WorksheetPart)workbook.GetPartById(sheet.Id!.Value!)));
        Names = workbook.Workbook.DefinedNames?.Elements<DefinedName>().Select(name => (name.Name!.Value!, name.Text)).ToList() ?? [];
    }

    public IReadOnlyDictionary<string, Dictionary<string, ReadCell>> Sheets => sheets;

    /// <summary>Names with what they stand for.</summary>
    public IReadOnlyList<(string Name, string Range)> Names { get; }

    public IEnumerable<(string Place, ReadCell Cell)> All =>
        Sheets.SelectMany(sheet => sheet.Value.Select(cell => ($"{sheet.Key}!{cell.Key}", cell.Value)));

    /// <summary>Paths that cells lead to by the program's address, as in <c>/petitions/412</c>.</summary>
    public IEnumerable<string> Paths => All.Select(cell => cell.Cell.Formula).OfType<string>()
        .Select(formula => LinkFormula().Match(formula)).Where(found => found.Success).Select(found => found.Groups[1].Value).Distinct();

    /// <summary>
    /// What leads nowhere: names in formulas that nobody defined, and names and links that lead to no cell of the workbook.
    /// </summary>
    public IEnumerable<string> Unresolved()
    {
        var defined = Names.Select(name => name.Name).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var used = All.Where(cell => cell.Cell.Formula is not null)
            .SelectMany(cell => NamesIn(cell.Cell.Formula!).Select(name => (name, cell.Place))).Where(use => !defined.Contains(use.name))
            .DistinctBy(use => use.name);
        foreach (var (name, place) in used) yield return $"{place}: {name} is not defined";
        foreach (var (name, range) in Names.Where(name => !AreCells(name.Range))) yield return $"{name} is {range}";
        foreach (var sheet in document.WorkbookPart!.Workbook.Descendants<Sheet>())
        {
            var part = (WorksheetPart)document.WorkbookPart.GetPartById(sheet.Id!.Value!);
            foreach (var link in part.Worksheet.Descendants<Hyperlink>())
            {
                var isThere = link.Id is { } id
                    ? part.HyperlinkRelationships.Any(relation => relation.Id == id && relation.Uri.IsAbsoluteUri)
                    : link.Location?.Value is { } place && (AreCells(place) || defined.Contains(place));
                if (!isThere) yield return $"{sheet.Name}!{link.Reference} leads to {link.Location}";
            }
        }
    }

    public void Dispose() => document.Dispose();

    /// <summary>Names that a formula speaks of: what is neither a function, a cell, a text nor a sheet.</summary>
    private static IEnumerable<string> NamesIn(string formula) => Word().Matches(Quoted().Replace(formula, "")).Select(word => word.Value)
        .Where(word => !Address().IsMatch(word) && word is not ("TRUE" or "FALSE"));

    private bool AreCells(string places) => Place().Replace(places, "").Trim(',').Length == 0
        && Place().Matches(places)
            .All(found => sheets.ContainsKey(found.Groups["quoted"].Success
                ? found.Groups["quoted"].Value.Replace("''", "'", StringComparison.Ordinal)
                : found.Groups["plain"].Value));

    private Dictionary<string, ReadCell> Cells(WorksheetPart part)
    {
        var cells = new Dictionary<string, ReadCell>();
        using var reader = XmlReader.Create(part.GetStream());
        var (row, column) = (0, 0);
        while (reader.Read())
        {
            if (reader.NodeType != XmlNodeType.Element) continue;
            if (reader.LocalName == "row")
                (row, column) = (reader.GetAttribute("r") is { } at ? int.Parse(at, CultureInfo.InvariantCulture) : row + 1, 0);
            if (reader.LocalName != "c") continue;
            var place = reader.GetAttribute("r");
            column = place is null ? column + 1 : ColumnOf(place);
            cells.Add(place ?? Letters(column) + row.ToString(CultureInfo.InvariantCulture), Cell(reader));
        }

        return cells;
    }

    private ReadCell Cell(XmlReader reader)
    {
        var type = reader.GetAttribute("t");
        string? formula = null;
        var shown = "";
        if (!reader.IsEmptyElement)
        {
            using var inside = reader.ReadSubtree();
            var part = "";
            while (inside.Read())
            {
                if (inside.NodeType == XmlNodeType.Element) part = inside.LocalName;
                else if (inside.NodeType is XmlNodeType.Text or XmlNodeType.SignificantWhitespace or XmlNodeType.Whitespace)
                {
                    if (part == "f") formula += inside.Value;
                    else if (part is "v" or "t") shown += inside.Value;
                }
            }
        }

        return new(type == "s" && shown.Length > 0 ? shared[int.Parse(shown, CultureInfo.InvariantCulture)] : shown, type == "e", formula);
    }

    private static int ColumnOf(string place) =>
        place.TakeWhile(char.IsAsciiLetter).Aggregate(0, (column, letter) => (column * 26) + (letter - 'A' + 1));

    private static string Letters(int column) => column == 0 ? "" : Letters((column - 1) / 26) + (char)('A' + ((column - 1) % 26));

    [GeneratedRegex("^HYPERLINK\\(AppAddress&\"([^\"]*)\"")]
    private static partial Regex LinkFormula();

    [GeneratedRegex("""
        "[^"]*"|'(?:[^']|'')*'!|[\p{L}\p{N}_.]+!
        """)]
    private static partial Regex Quoted();

    [GeneratedRegex(@"(?<![\p{L}\p{N}_.$])[\p{L}_][\p{L}\p{N}_.]*(?![\p{L}\p{N}_.(])")]
    private static partial Regex Word();

    [GeneratedRegex(@"^[A-Z]{1,3}[0-9]*$")]
    private static partial Regex Address();

    [GeneratedRegex(@"(?:'(?<quoted>(?:[^']|'')+)'|(?<plain>[\p{L}\p{N}_.]+))!\$?[A-Z]*\$?[0-9]*(?::\$?[A-Z]*\$?[0-9]*)?")]
    private static partial Regex Place();
}
