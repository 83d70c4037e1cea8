using System.IO.Compression;
using System.Text;
using Concentric.Imports.Files;
using Concentric.Imports.Runs;
using Concentric.Petitions;
using Concentric.Tests.TestData;

namespace Concentric.Tests.Core.Imports;

/// <summary>Files that can't be used, each told what it is and how to mend it; and those that can be used all the same.</summary>
public sealed class BadFileTests : IAsyncLifetime
{
    private const string Rows = "社区,标题,类别,受理日期\n馨盛园,漏水,环境卫生,2026-03-02\n";

    private ImportRig rig = null!;

    public async ValueTask InitializeAsync() => rig = await ImportRig.CreateAsync();

    public ValueTask DisposeAsync() => rig.DisposeAsync();

    public static TheoryData<string, byte[], string> Refused => new()
    {
        { "空.xlsx", [], "0 字节" },
        { "空.csv", [], "0 字节" },
        { "改名.xlsx", ImportRig.Csv(Rows), "内容却不是 Excel 工作簿" },
        { "改名.csv", ImportRig.Book(["社区", "标题"], ["a", "b"]), "内容却不是文本" },
        { "图片.csv", [0x89, 0x50, 0x4E, 0x47, 0, 0, 0, 1], "内容却不是文本" },
        { "文档.docx", ImportRig.Csv("x"), "不支持" },
        { "无后缀", ImportRig.Csv("x"), "不支持" },
        { "文字处理.xlsx", Zip(("[Content_Types].xml", "<Types>wordprocessingml.document.main+xml</Types>")), "内容却不是 Excel 工作簿" },
        { "密码.xlsx", Compound("EncryptedPackage"), "设有密码" },
        { "旧版.xlsx", Compound("Workbook"), "97–2003" },
        { "宏.xlsm", ImportRig.Book(["社区", "标题"], ["a", "b"]), "启用宏" },
        { "损坏.xlsx", ImportRig.Book(["社区", "标题"], ["a", "b"])[..400], "已损坏" },
        { "损坏2.xlsx", Broken(), "已损坏" },
        { "炸弹.xlsx", Bomb(), "大得不合常理" },
        { "编码.csv", [0xC9, 0xE7, 0xFF, 0xFF, 0x0A, 0xFE], "既不是 UTF-8" },
        { "引号.csv", ImportRig.Csv("社区,标题,类别,受理日期\n馨盛园,\"漏水,环境卫生,2026-03-02\n"), "第 2 行有一个双引号没有结束" },
        { "无表头.csv", ImportRig.Csv("甲,乙\n1,2\n"), "没有找到表头" },
        { "缺列.csv", ImportRig.Csv("社区,标题,受理日期\n馨盛园,漏水,2026-03-02\n"), "缺少列：类别。请补上" },
        { "改名列.csv", ImportRig.Csv("社区,何事,类别,受理日期\n馨盛园,,环境卫生,2026-03-02\n"), "缺少列：标题。有不认识的列：何事" },
        { "重复列.csv", ImportRig.Csv("社区,标题,标 题,类别,受理日期\n馨盛园,漏水,漏水,环境卫生,2026-03-02\n"), "“标 题”出现了两次" },
        { "没有行.csv", ImportRig.Csv("社区,标题,类别,受理日期\n"), "表头下面没有数据" },
        { "合并.xlsx",
            Sheet("<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>社区</t></is></c><c r=\"C1\" "
            + "t=\"inlineStr\"><is><t>标题</t></is></c></row><row r=\"2\"><c r=\"A2\"><v>1</v></c></row>",
            "<mergeCells count=\"1\"><mergeCell ref=\"A1:B1\"/></mergeCells>"), "合并单元格（A1:B1）" },
    };

    [Theory]
    [MemberData(nameof(Refused), DisableDiscoveryEnumeration = true)]
    public async Task AFileThatCannotBeUsed_IsToldWhatItIsAndTheMend(string name, byte[] file, string told)
    {
        var view = await rig.CheckAsync(file, name);
        Assert.Equal(ImportState.Failed, view.Run.State);
        Assert.Contains(told, view.Run.Failure);
        Assert.False(view.HasFile);
    }

    [Fact]
    public async Task AFileThatIsTooLarge_IsRefusedAtTheDoor()
    {
        var refusal = await Assert.ThrowsAsync<ImportFileException>(() => rig.CheckAsync(new byte[SheetFile.MostBytes + 1], "大.csv"));
        Assert.Equal("TooLarge", refusal.Key);
        Assert.Equal(ImportState.Failed, (await rig.CheckAsync(new byte[SheetFile.MostBytes], "大.csv")).Run.State);
    }

    [Fact]
    public async Task RowsPastTheLimit_AreRefused()
    {
        var text = new StringBuilder("编号,标题\n");
        for (var i = 0; i < 200_001; i++) text.Append('X').Append(i).Append(",a\n");
        Assert.Contains("超过 200,000 行", (await rig.CheckAsync(ImportRig.Csv(text.ToString()), "多.csv")).Run.Failure);
    }

    [Theory]
    [InlineData("utf-8")]
    [InlineData("utf-8 with a mark")]
    [InlineData("GB18030")]
    [InlineData("utf-16")]
    public async Task CommaSeparated_IsReadInEveryEncodingOfTheOffice(string encoding)
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        // 𠮷 takes four bytes in GB18030.
        var text = Rows.Replace("漏水", "𠮷野家门口漏水", StringComparison.Ordinal);
        byte[] file = encoding switch
        {
            "utf-8" => Encoding.UTF8.GetBytes(text),
            "utf-8 with a mark" => [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(text)],
            "utf-16" => [.. Encoding.Unicode.Preamble, .. Encoding.Unicode.GetBytes(text.Replace(',', '\t'))],
            _ => Encoding.GetEncoding(encoding).GetBytes(text),
        };
        Assert.Equal(1, (await rig.TakeAsync(file, "a.csv")).Added);
        await using var db = rig.Store.Open();
        Assert.Equal("𠮷野家门口漏水", db.Petitions.Single().Title);
    }

    [Fact]
    public async Task MacrosLinksAndOtherSheets_ArePassedOver_AndTold()
    {
        var cells =
            "<row><c t=\"inlineStr\"><is><t>社区</t></is></c><c t=\"inlineStr\"><is><t>标题</t></is></c><c "
            + "t=\"inlineStr\"><is><t>类别</t></is></c><c t=\"inlineStr\"><is><t>受理日期</t></is></c></row>"
            + "<row><c t=\"inlineStr\"><is><t>馨盛园</t></is></c><c t=\"str\"><f>[1]Sheet1!A1</f><v>漏水</v></c><c "
                + "t=\"inlineStr\"><is><r><t>环境</t></r><r><t>卫生</t></r><rPh><t>x</t></rPh></is></c><c "
                + "t=\"inlineStr\"><is><t>2026-03-02</t></is></c></row>";
        var view = await rig.CheckAsync(Sheet(cells, "", ("xl/vbaProject.bin", "x"), ("xl/externalLinks/externalLink1.xml", "<x/>")));
        Assert.Equal((ImportState.Checked, 1, 0), (view.Run.State, view.Run.Added, view.Run.Refused));
        Assert.Equal(["Macros", "Links"], view.Findings!.Notes.Select(note => note.Key));
    }

    [Fact]
    public async Task DaysOfBothSystems_AndTitlesAboveTheHeader_AreRead()
    {
        foreach (var (from1904, serial) in new[] { (false, 46_083), (true, 44_621) })
        {
            var cells =
                "<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>2026 年台账</t></is></c></row><row r=\"3\"><c r=\"B3\" "
                + "t=\"inlineStr\"><is><t>受理日期*</t></is></c><c r=\"C3\" t=\"inlineStr\"><is><t> 标题</t></is></c><c r=\"D3\" "
                + "t=\"inlineStr\"><is><t>Category</t></is></c></row>"
                + $"<row r=\"5\"><c r=\"B5\" s=\"1\"><v>{serial}</v></c><c r=\"C5\"><v>13812345678</v></c><c r=\"D5\" "
                    + $"t=\"inlineStr\"><is><t>环境卫生</t></is></c></row>";
            var run = await rig.TakeAsync(Sheet(cells, "", from1904), from1904 ? "b.xlsx" : "a.xlsx");
            // The same content, whichever day the file counts from.
            Assert.Equal(from1904 ? (0, 1) : (1, 0), (run.Added, run.Unchanged));
        }

        await using var db = rig.Store.Open();
        Assert.Equal(("13812345678", new DateOnly(2026, 3, 2), TestStore.Xinsheng),
            db.Petitions.Select(petition => ValueTuple.Create(petition.Title, petition.ReceivedOn, petition.CommunityId)).Single());
    }

    private static byte[] Zip(params (string Path, string Content)[] parts)
    {
        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create))
        {
            foreach (var (path, content) in parts)
            {
                using var entry = zip.CreateEntry(path).Open();
                entry.Write(Encoding.UTF8.GetBytes(content));
            }
        }

        return stream.ToArray();
    }

    private static byte[] Sheet(string rows, string behind, params (string, string)[] more) => Sheet(rows, behind, from1904: false, more);

    private static byte[] Sheet(string rows, string behind, bool from1904, params (string, string)[] more) => Zip(
    [
        ("[Content_Types].xml", "<Types>application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml</Types>"),
        ("xl/workbook.xml",
            $"<workbook xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><workbookPr "
            + $"date1904=\"{(from1904 ? 1 : 0)}\"/><sheets><sheet name=\"诉求\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>"),
        ("xl/_rels/workbook.xml.rels", "<Relationships><Relationship Id=\"rId1\" Target=\"worksheets/sheet1.xml\"/></Relationships>"),
        ("xl/styles.xml",
            "<styleSheet><numFmts><numFmt numFmtId=\"176\" "
            + "formatCode=\"yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;\"/></numFmts><cellXfs><xf numFmtId=\"0\"/><xf "
            + "numFmtId=\"176\"/></cellXfs></styleSheet>"),
        ("xl/worksheets/sheet1.xml", $"<worksheet><sheetData>{rows}</sheetData>{behind}</worksheet>"),
        .. more,
    ]);

    /// <summary>A package whose directory is whole and whose sheet is not.</summary>
    private static byte[] Broken() => Sheet("<row><c t=\"s\"><v>99</v></c></row>", "");

    private static byte[] Bomb() => Sheet(new string(' ', 60_000_000), "");

    /// <summary>The head and directory of a compound file with one stream.</summary>
    private static byte[] Compound(string name)
    {
        var file = new byte[1_536];
        byte[] mark = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];
        mark.CopyTo(file, 0);
        file[30] = 9;
        Encoding.Unicode.GetBytes("Root Entry").CopyTo(file, 512);
        Encoding.Unicode.GetBytes(name).CopyTo(file, 512 + 128);
        return file;
    }
}
