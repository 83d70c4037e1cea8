using System.IO.Compression;
using System.Xml;
using Concentric.Rules;

namespace Concentric.Imports.Files;

/// <summary>A workbook of Excel 2007 or later, of WPS or LibreOffice: a zip package of XML parts, read as streams.</summary>
internal sealed class XlsxFile : SheetFile
{
    private const string MainType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml";

    private readonly ZipArchive package;
    private readonly BoundedStream.Budget budget;
    private readonly List<(string Name, string Part)> sheets = [];
    private XlsxStyles styles = XlsxStyles.None;
    private XlsxStrings strings = XlsxStrings.None;
    private List<MergedCells> merged = [];
    private IReadOnlyList<string> hiddenColumns = [];
    private long sheetBytes;
    private long beforeRows;

    private XlsxFile(ZipArchive package, long packed) => (this.package, budget) = (package, new(packed));

    public override IReadOnlyList<string> Sheets => [.. sheets.Select(sheet => sheet.Name)];

    public override IReadOnlyList<MergedCells> Merged => merged;

    public override string? HiddenColumns => hiddenColumns.Count == 0 ? null : Resources.Texts.Series(hiddenColumns);

    // What a sheet unpacks to is known, if the directory is honest.
    public override int Progress => (int)Math.Clamp(100 * (budget.Taken - beforeRows) / Math.Max(1, sheetBytes), 0, 100);

    public static XlsxFile Open(string path) => Guard(() =>
    {
        var file = File.OpenRead(path);
        XlsxFile? book = null;
        try
        {
            PackageDirectory.Check(file);
            book = new XlsxFile(new ZipArchive(file, ZipArchiveMode.Read), file.Length);
            book.ReadDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
            return book;
        }
        catch
        {
            book?.Dispose();
            file.Dispose();
            throw;
        }
    });

    public override IEnumerable<SheetRow> Read(int sheet)
    {
        (merged, IsTooWide) = ([], false);
        using var xml = Guard(() => OpenPart(sheets[sheet].Part));
        var rows = new XlsxRows(xml, styles, strings, merged);
        hiddenColumns = rows.HiddenColumns;
        while (Guard(rows.Next) is { } row)
        {
            if (!row.IsBlank) yield return row;
        }

        IsTooWide = rows.IsTooWide;
    }

    public override void Dispose()
    {
        package.Dispose();
        strings.Dispose();
        base.Dispose();
    }

    private void ReadDirectory(string folder)
    {
        // What the directory claims is looked at first, so that most bombs are refused before anything is unpacked.
        foreach (var entry in package.Entries) new BoundedStream.Budget(Math.Max(1, entry.CompressedLength)).Take(entry.Length);
        var types = ReadAll("[Content_Types].xml");
        if (types.Contains("macroEnabled", StringComparison.OrdinalIgnoreCase)) throw new ImportFileException("MacroWorkbook");
        if (!types.Contains(MainType, StringComparison.Ordinal)) throw new ImportFileException("NotXlsx");
        if (package.Entries.Any(entry => entry.FullName.EndsWith("vbaProject.bin", StringComparison.OrdinalIgnoreCase)))
            FoundNotes.Add(new("Macros"));
        if (package.Entries.Any(entry => entry.FullName.Contains("externalLinks/", StringComparison.OrdinalIgnoreCase)))
            FoundNotes.Add(new("Links"));
        var parts = ReadRelations();
        using (var xml = OpenPart("xl/workbook.xml", InputLimits.PartBytes)) ReadWorkbook(xml, parts, folder);
        if (sheets.Count == 0) throw new ImportFileException("NoSheet");
        (sheetBytes, beforeRows) = (sheets.Sum(sheet => Find(sheet.Part)?.Length ?? 0), budget.Taken);
    }

    private void ReadWorkbook(XmlReader xml, Dictionary<string, string> parts, string folder)
    {
        var from1904 = false;
        var count = 0;
        var hidden = new List<string>();
        while (xml.Read())
        {
            if (xml.NodeType != XmlNodeType.Element) continue;
            if (xml.LocalName == "workbookPr") from1904 = xml.GetAttribute("date1904") is "1" or "true";
            if (xml.LocalName != "sheet") continue;
            if (++count > InputLimits.Sheets) throw new ImportFileException("TooManySheets", InputLimits.Sheets);
            if (xml.GetAttribute("state") is "hidden" or "veryHidden") hidden.Add(xml.GetAttribute("name") ?? "");
            else if (parts.TryGetValue(RelationId(xml) ?? "", out var part)
                && part.Contains("worksheets/", StringComparison.OrdinalIgnoreCase)) sheets.Add((xml.GetAttribute("name") ?? "", part));
        }

        if (hidden.Count > 0 && sheets.Count > 0) FoundNotes.Add(new("Hidden", Resources.Texts.Series(hidden)));
        if (Find("xl/styles.xml") is not null)
            using (var part = OpenPart("xl/styles.xml", InputLimits.PartBytes)) styles = XlsxStyles.Read(part, from1904);
        else styles = new XlsxStyles([], from1904);
        if (Find("xl/sharedStrings.xml") is not null)
            using (var part = OpenPart("xl/sharedStrings.xml")) strings = XlsxStrings.Read(part, folder);
    }

    private Dictionary<string, string> ReadRelations()
    {
        var parts = new Dictionary<string, string>();
        using var xml = OpenPart("xl/_rels/workbook.xml.rels", InputLimits.PartBytes);
        while (xml.Read())
        {
            if (xml.NodeType != XmlNodeType.Element || xml.LocalName != "Relationship") continue;
            if (xml.GetAttribute("Id") is not { } id || xml.GetAttribute("Target") is not { } target) continue;
            parts[id] = target.StartsWith('/') ? target[1..] : "xl/" + target;
        }

        return parts;
    }

    /// <summary>The id by which a sheet is found; two versions of the standard name its namespace differently.</summary>
    private static string? RelationId(XmlReader xml)
    {
        for (var more = xml.MoveToFirstAttribute(); more; more = xml.MoveToNextAttribute())
        {
            if (xml.LocalName != "id" || !xml.NamespaceURI.EndsWith("/relationships", StringComparison.Ordinal)) continue;
            var id = xml.Value;
            xml.MoveToElement();
            return id;
        }

        xml.MoveToElement();
        return null;
    }

    private string ReadAll(string part)
    {
        using var reader = new StreamReader(OpenStream(part, InputLimits.PartBytes));
        return reader.ReadToEnd();
    }

    /// <param name="most">Bytes that the part may unpack to; of rows and texts as many as the package as a whole.</param>
    private XmlReader OpenPart(string part, long most = InputLimits.PackageBytes) => GuardedXml.Open(OpenStream(part, most));

    private BoundedStream OpenStream(string part, long most) =>
        new((Find(part) ?? throw new ImportFileException("NotXlsx")).Open(), budget, part, most);

    private ZipArchiveEntry? Find(string part) => package.GetEntry(part)
        ?? package.Entries.FirstOrDefault(entry => entry.FullName.Replace('\\', '/').Equals(part, StringComparison.OrdinalIgnoreCase));

    /// <summary>Whatever is found broken inside is told as one thing: the file is damaged.</summary>
    private static T Guard<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception failure) when (failure is InvalidDataException or XmlException or EndOfStreamException or FormatException
            or OverflowException or ArgumentException)
        {
            throw new ImportFileException("Damaged");
        }
    }
}
