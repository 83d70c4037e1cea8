using System.Buffers.Binary;
using System.Globalization;
using System.IO.Compression;
using System.Text;
using Concentric.Imports.Files;
using Concentric.Rules;
using Concentric.Tests.TestData;

namespace Concentric.Tests.Core.Imports;

/// <summary>Each limit of a spreadsheet at its edge and one past it. The refusal names what is too large, the limit and the mend.</summary>
public sealed class UploadLimitTests : IDisposable
{
    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    /// <summary>What it is about; makes a workbook with so many of it; the most; what the refusal says besides the number.</summary>
    public static TheoryData<string, Func<int, Part[]>, int> Limits => new()
    {
        { "CellTooLong", count => Rows($"<c t=\"inlineStr\"><is><t>{Letters(count)}</t></is></c>"), InputLimits.CellCharacters },
        { "CellTooLong", count => Rows($"<c t=\"str\"><v>{Letters(count)}</v></c>"), InputLimits.CellCharacters },
        { "CellTooLong", count => Rows($"<c t=\"inlineStr\"><is><r><t>{Letters(count - 1)}</t></r><r><t><![CDATA[y]]></t></r></is></c>"),
            InputLimits.CellCharacters },
        { "CellTooLong", count => Texts($"<si><t>{Letters(count)}</t></si>"), InputLimits.CellCharacters },
        { "RowTooLong", count => Rows(Cells(count)), InputLimits.RowCharacters },
        { "TooManySheets", count =>
            Book([.. Enumerable.Range(0, count).Select(_ => "<sheet name=\"a\" r:id=\"rId1\"/>")]), InputLimits.Sheets },
        { "TooManyFormats", count => Styles($"<cellXfs>{Many("<xf/>", count)}</cellXfs>"), InputLimits.Formats },
        { "TooManyFormats", count =>
            Styles(string.Concat(Enumerable.Range(0, count).Select(id => $"<numFmt numFmtId=\"{id}\"/>"))), InputLimits.Formats },
        { "TooManyMerged", count =>
            Rows("", $"<mergeCells>{Many("<mergeCell ref=\"A9:B9\"/>", count)}</mergeCells>"), InputLimits.MergedRanges },
        { "MarkupTooDeep", count => Rows("", Many("<x>", count - 1) + Many("</x>", count - 1)), InputLimits.MarkupDepth },
        { "MarkupTooLong", count => Rows("", $"<x a=\">{Letters(count - 9)}\"/>"), InputLimits.MarkupCharacters },
        { "MarkupTooLong", count =>
            Rows("", $"<!-- > <x a=' -->{"<y/>"}<x b=\"' > {Letters(count - 12)}\"/>"), InputLimits.MarkupCharacters },
        { "MarkupTooLong", count => Rows("", $"<!--{Letters(count - 6)}-->"), InputLimits.MarkupCharacters },
        { "MarkupTooLong", count => Rows("", $"<?x {Letters(count - 5)}?>"), InputLimits.MarkupCharacters },
        { "MarkupTooLong", count => Rows("", $"<x><![CDATA[{Letters(count - 11)}]]></x>"), InputLimits.MarkupCharacters },
        { "MarkupTooLong", count => Rows($"<c><v>&#{new string('0', count - 4)}65;</v></c>"), InputLimits.MarkupCharacters },
        { "TooManyParts", count =>
            [.. Rows(""), .. Enumerable.Range(0, count - 5).Select(i => new Part($"x{i}", ""))], InputLimits.PackageParts },
        { "DirectoryTooLong", count => [.. Rows(""), .. Enumerable.Range(0, 8)
            .Select(i => new Part(i + new string('x', (count / 8) - 140), ""))], InputLimits.PackageDirectoryBytes },
    };

    [Theory]
    [MemberData(nameof(Limits), DisableDiscoveryEnumeration = true)]
    public void Workbook_IsReadUpToTheLimit_AndRefusedPastIt(string key, Func<int, Part[]> make, int most)
    {
        Assert.Null(RefusalOf(make(most), "a.xlsx"));
        // The directory's limit is one of bytes, of which a longer name takes several.
        var refusal = RefusalOf(make(key == "DirectoryTooLong" ? most + 8_000 : most + 1), "a.xlsx");
        Assert.Equal(key, refusal?.Key);
        foreach (var culture in (string[])["zh-CN", "en"])
        {
            var limit = key == "DirectoryTooLong" ? most / 1024 : most;
            Assert.Contains(limit.ToString("N0", CultureInfo.GetCultureInfo(culture)),
                refusal!.Explain(CultureInfo.GetCultureInfo(culture)));
        }
    }

    [Fact]
    public void NamesOfMarkup_AreTakenUpToTheLimit_ThoseOfTheSheetItselfAmongThem()
    {
        // The reader and the sheet have some of their own.
        var own = Enumerable.Range(0, 20).First(names => RefusalOf(Named(InputLimits.MarkupNames - names), "a.xlsx") is null);
        Assert.InRange(own, 5, 19);
        var refusal = RefusalOf(Named(InputLimits.MarkupNames - own + 1), "a.xlsx");
        Assert.Equal("TooManyNames", refusal?.Key);
        Assert.Contains("2,000", refusal!.Explain(CultureInfo.GetCultureInfo("en")));

        static Part[] Named(int count) => Rows("", $"<x>{string.Concat(Enumerable.Range(0, count).Select(i => $"<n{i}/>"))}</x>");
    }

    [Theory]
    [InlineData("[Content_Types].xml")]
    [InlineData("xl/workbook.xml")]
    [InlineData("xl/_rels/workbook.xml.rels")]
    [InlineData("xl/styles.xml")]
    public void PartThatIsReadWhole_MayHaveFourMegabytes(string name)
    {
        var parts = Rows("");
        var at = Array.FindIndex(parts, part => part.Name == name);
        foreach (var (bytes, key) in new[] { (InputLimits.PartBytes, (string?)null), (InputLimits.PartBytes + 1, "PartTooLarge") })
        {
            parts[at] = parts[at] with { Padding = bytes - Encoding.UTF8.GetByteCount(parts[at].Content) };
            var refusal = RefusalOf(parts, "a.xlsx", CompressionLevel.NoCompression);
            Assert.Equal(key, refusal?.Key);
            if (key is not null) Assert.Contains($"“{name}”", refusal!.Explain(CultureInfo.GetCultureInfo("en")));
        }
    }

    [Fact]
    public void SharedTexts_AreBoundedTogether()
    {
        var full = Many($"<si><t>{Letters(32_000)}</t></si>", InputLimits.SharedCharacters / 32_000);
        var rest = InputLimits.SharedCharacters % 32_000;
        Assert.Null(RefusalOf(Texts(full + $"<si><t>{Letters(rest)}</t></si>"), "a.xlsx", CompressionLevel.NoCompression));
        Assert.Equal("TooMuchText",
            RefusalOf(Texts(full + $"<si><t>{Letters(rest + 1)}</t></si>"), "a.xlsx", CompressionLevel.NoCompression)?.Key);
        Assert.Equal("TooManyTexts",
            RefusalOf(Texts(Many("<si/>", InputLimits.SharedTexts + 1)), "a.xlsx", CompressionLevel.NoCompression)?.Key);
    }

    [Fact]
    public void SharedTexts_AreReadBack_WhateverTheyHold_AndTheirFileIsGoneAfterwards()
    {
        string[] texts = ["馨盛园", "", "𠮷野家", new('长', 32_767), "a b"];
        var cells = string.Concat(Enumerable.Range(0, 3).SelectMany(_ => texts.Index())
            .Select(text => $"<c t=\"s\"><v>{text.Index}</v></c>"));
        var file =
            Write([.. Rows(cells),
                new("xl/sharedStrings.xml",
                    $"<sst>{string.Concat(texts.Select(text => $"<si><t xml:space=\"preserve\">{text}</t></si>"))}</sst>")]);
        using (var sheet = SheetFile.Open(file, "a.xlsx"))
        {
            var read = sheet.Read(0).Single(row => row.Number == 2).Cells.Select(cell => cell.Text ?? "");
            Assert.Equal([.. texts, .. texts, .. texts], read);
        }

        Assert.Equal([Path.GetFileName(file)], Directory.GetFiles(folder.Path).Select(Path.GetFileName));
    }

    [Fact]
    public void EntriesThatTheEndOfThePackageDoesNotCount_AreCountedAllTheSame()
    {
        var file = Write([.. Rows(""), .. Enumerable.Range(0, InputLimits.PackageParts).Select(i => new Part($"x{i}", ""))]);
        var bytes = File.ReadAllBytes(file);
        BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(bytes.Length - 14), 5);
        BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(bytes.Length - 12), 5);
        File.WriteAllBytes(file, bytes);
        Assert.Equal("TooManyParts", Refusal(() => SheetFile.Open(file, "a.xlsx"))?.Key);
    }

    [Theory]
    [InlineData("CellTooLong", InputLimits.CellCharacters, false)]
    [InlineData("CellTooLong", InputLimits.CellCharacters, true)]
    [InlineData("RowTooLong", InputLimits.RowCharacters, false)]
    public void CommaSeparated_IsReadUpToTheLimit_AndRefusedPastIt(string key, int most, bool isQuoted)
    {
        Assert.Null(OfCsv(most));
        var refusal = OfCsv(most + 1);
        Assert.Equal(key, refusal?.Key);
        Assert.Contains(key == "CellTooLong" ? "B2" : "第 2 行", refusal!.Explain(CultureInfo.GetCultureInfo("zh-CN")));

        ImportFileException? OfCsv(int count)
        {
            var quote = isQuoted ? "\"" : "";
            var values = key == "CellTooLong"
                ? $",{quote}{Letters(count)}{quote}"
                : string.Join(',', Letters(count).Chunk(30_000).Select(letters => new string(letters)));
            var file = folder.Inside("a.csv");
            File.WriteAllText(file, $"a,b\n{values}\n");
            return Refusal(() => SheetFile.Open(file, "a.csv"));
        }
    }

    private ImportFileException? RefusalOf(Part[] parts, string name, CompressionLevel level = CompressionLevel.Fastest)
    {
        var file = Write(parts, level);
        return Refusal(() => SheetFile.Open(file, name));
    }

    /// <summary>Reads everything as an import does.</summary>
    private static ImportFileException? Refusal(Func<SheetFile> open)
    {
        try
        {
            using var file = open();
            for (var sheet = 0; sheet < file.Sheets.Count; sheet++)
            {
                foreach (var row in file.Read(sheet)) Assert.NotEmpty(row.Cells);
            }

            return null;
        }
        catch (ImportFileException refusal)
        {
            return refusal;
        }
    }

    /// <summary>A part of a package; behind its content so many spaces.</summary>
    public sealed record Part(string Name, string Content, int Padding = 0);

    private string Write(Part[] parts, CompressionLevel level = CompressionLevel.Fastest)
    {
        var path = folder.Inside("a.xlsx");
        using var zip = new ZipArchive(new FileStream(path, FileMode.Create), ZipArchiveMode.Create);
        foreach (var part in parts)
        {
            using var writer = new StreamWriter(zip.CreateEntry(part.Name, level).Open(), new UTF8Encoding(false));
            writer.Write(part.Content);
            writer.Write(new string(' ', part.Padding));
        }

        return path;
    }

    private static Part[] Rows(string cells, string behind = "") =>
        Parts(behind: behind, rows: $"<row r=\"1\"><c t=\"inlineStr\"><is><t>a</t></is></c></row><row r=\"2\">{cells}</row>");

    private static Part[] Texts(string texts) => [.. Parts(), new("xl/sharedStrings.xml", $"<sst>{texts}</sst>")];

    private static Part[] Styles(string styles) => Parts(styles: styles);

    private static Part[] Book(string[] sheets) => Parts(sheets: string.Concat(sheets));

    private static Part[] Parts(string rows = "", string behind = "", string styles = "",
        string sheets = "<sheet name=\"a\" r:id=\"rId1\"/>") =>
    [
        new("[Content_Types].xml", "<Types>application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml</Types>"),
        new("xl/workbook.xml",
            $"<workbook xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><sheets>{sheets}</sheets></workbook>"),
        new("xl/_rels/workbook.xml.rels", "<Relationships><Relationship Id=\"rId1\" Target=\"worksheets/sheet1.xml\"/></Relationships>"),
        new("xl/styles.xml", $"<styleSheet>{styles}</styleSheet>"),
        new("xl/worksheets/sheet1.xml", $"<worksheet><sheetData>{rows}</sheetData>{behind}</worksheet>"),
    ];

    private static string Cells(int characters) =>
        string.Concat(Letters(characters).Chunk(30_000).Select(letters => $"<c t=\"inlineStr\"><is><t>{new string(letters)}</t></is></c>"));

    private static string Letters(int count) => new('x', count);

    private static string Many(string text, int count) => new StringBuilder(text.Length * count).Insert(0, text, count).ToString();
}
