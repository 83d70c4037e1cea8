using System.IO.Compression;
using System.Text;
using Concentric.Attachments;
using Concentric.Rules;
using Concentric.SentenceChecks;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;

namespace Concentric.Tests.Core.SentenceChecks;

/// <summary>The text of a file, whatever wrote it, and a word about what none can be read of.</summary>
public sealed class TextFilesTests : IDisposable
{
    private const string Said = "一、办诉求\n解决诉求160余件，满意率94.6%。";

    private readonly TextFiles files = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    static TextFilesTests() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    public static TheoryData<string, bool> Encodings => new()
    {
        { "utf-8", false }, { "utf-8", true }, { "utf-16", true }, { "utf-16", false }, { "utf-16BE", true }, { "utf-16BE", false },
        { "GB18030", false },
    };

    public void Dispose() => files.Dispose();

    [Theory]
    [MemberData(nameof(Encodings))]
    public async Task PlainText_IsReadInWhateverItIsWritten(string encoding, bool hasMark)
    {
        var written = Encoding.GetEncoding(encoding);
        byte[] bytes = [.. hasMark ? written.GetPreamble() : [], .. written.GetBytes(Said.Replace("\n", "\r\n", StringComparison.Ordinal))];
        Assert.Equal(Said, await ReadAsync("简报.txt", bytes));
    }

    [Fact]
    public async Task ADocument_IsReadAsWhoHasAcceptedAllChangesSeesIt()
    {
        var text = await ReadAsync("报告.docx", Document(body =>
        {
            body.Append(Line(Plain("一、办诉求")));
            body.Append(Line(Plain("解决诉求"),
                new DeletedRun(new Run(new DeletedText("150余件"))) { Author = "周" }, new InsertedRun(Plain("160余件")) { Author = "周" },
                new Run(new RunProperties(new Vanish()), new Text("草稿")), new Run(new TabChar()), Plain("。"),
                new Run(new FootnoteReference { Id = 2 })));
            body.Append(new Table(Row("指标", "数量"), Row("办结诉求", "1,204件")));
            body.Append(new Paragraph(
                new ParagraphProperties(new ParagraphMarkRunProperties(new Deleted { Author = "周" })), Plain("上半句")));
            body.Append(Line(Plain("下半句"), new Run(new Break()), Plain("另一行")));
        }));
        Assert.Equal("一、办诉求\n解决诉求160余件\t。\n指标\t数量\n办结诉求\t1,204件\n上半句下半句\n另一行\n 满意率94.6%。", text);
    }

    [Fact]
    public async Task ABoxThatIsDrawnTwiceForOlderPrograms_IsReadOnce()
    {
        const string Box = "<w:p xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main' "
            + "xmlns:mc='http://schemas.openxmlformats.org/markup-compatibility/2006'><w:r><w:t>文</w:t></w:r><w:r><mc:AlternateContent>"
            + "<mc:Choice Requires='wps'><w:txbxContent><w:p><w:r><w:t>框</w:t></w:r></w:p></w:txbxContent></mc:Choice>"
            + "<mc:Fallback><w:txbxContent><w:p><w:r><w:t>框</w:t></w:r></w:p></w:txbxContent></mc:Fallback>"
            + "</mc:AlternateContent></w:r></w:p>";
        Assert.Equal(1, (await ReadAsync("a.docx", Document(body => body.Append(new Paragraph(Box))))).Count(one => one == '框'));
    }

    [Theory]
    [InlineData("报告.doc", new byte[] { 0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, 0, 0 }, FileContent.OldOffice)]
    [InlineData("报告.docx", new byte[] { 0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, 0, 0 }, FileContent.OldOffice)]
    [InlineData("报告.pdf", new byte[] { (byte)'%', (byte)'P', (byte)'D', (byte)'F', (byte)'-', (byte)'1' }, FileContent.Pdf)]
    [InlineData("报告.txt", new byte[] { 0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A }, FileContent.Png)]
    [InlineData("报告.txt", new byte[] { 1, 2, 3, 4, 5, 6, 0, 8 }, FileContent.Unknown)]
    public async Task WhatNoTextCanBeReadOf_IsNamedWithWhatItIs(string name, byte[] bytes, FileContent content)
    {
        var violation = await RefusedAsync(name, bytes);
        Assert.Equal((TextFiles.Field, Rule.NotCheckable, name), (violation.Field, violation.Rule, violation.Value));
        Assert.Equal(content, violation.Args[0]);
    }

    [Fact]
    public async Task AnEncodingThatIsNotRead_IsNamed_AndNoDamagedCharacterTakenForAnother()
    {
        byte[] damaged = [.. Encoding.UTF8.GetBytes("一季度受理诉求25"), 0xFF, .. Encoding.UTF8.GetBytes("件，办结诉求22件。")];
        Assert.Equal(Rule.UnknownEncoding, (await RefusedAsync("简报.txt", damaged)).Rule);
        Assert.Equal(Rule.UnknownEncoding, (await RefusedAsync("简报.txt", Encoding.UTF8.GetBytes("受理诉求2\uFFFD件。"))).Rule);
        Assert.Equal(Rule.UnknownEncoding, (await RefusedAsync("简报.docx",
            Document(body => body.Append(Line(Plain("受理诉求2\uFFFD件。")))))).Rule);
        Assert.Equal(Rule.NotCheckable, (await RefusedAsync("简报.txt", @"{\rtf1\ansi 25}"u8.ToArray())).Rule);
        Assert.Contains("UTF-8", (await RefusedAsync("简报.txt", damaged)).Describe(System.Globalization.CultureInfo.GetCultureInfo("en")));
    }

    [Fact]
    public async Task AWorkbookOrAZip_IsNoDocument_AndADamagedOneSaysSo()
    {
        using var zip = new MemoryStream();
        using (var archive = new ZipArchive(zip, ZipArchiveMode.Create, leaveOpen: true)) archive.CreateEntry("a.txt");
        Assert.Equal((Rule.NotCheckable, FileContent.Archive), await RuleOf("报告.docx", zip.ToArray()));
        var document = Document(body => body.Append(Line(Plain("文"))));
        Assert.Equal(Rule.DamagedFile, (await RefusedAsync("报告.docx", document[..(document.Length / 2)])).Rule);
        Assert.Equal(Rule.FileWithoutText, (await RefusedAsync("报告.docx", Document(body => body.Append(new Paragraph())))).Rule);
        Assert.Equal(Rule.EmptyFile, (await RefusedAsync("报告.txt", [])).Rule);

        async Task<(Rule, object)> RuleOf(string name, byte[] bytes) =>
            await RefusedAsync(name, bytes) is var violation ? (violation.Rule, violation.Args[0]) : default;
    }

    [Fact]
    public async Task TheLargestFile_IsRead_AndOneByteMoreIsRefused()
    {
        // Far more than may be checked, so that it is told by its text first.
        var largest = new byte[InputLimits.CheckedFileBytes];
        Array.Fill(largest, (byte)' ');
        Assert.Equal(Rule.FileTextTooLong, (await RefusedAsync("a.txt", largest)).Rule);
        Assert.Equal(Rule.FileTooBig, (await RefusedAsync("a.txt", [.. largest, (byte)' '])).Rule);
    }

    [Fact]
    public async Task TheLongestText_IsRead_AndOneCharacterMoreIsRefused()
    {
        var longest = new string('很', SentenceChecker.MostText);
        Assert.Equal(longest, await ReadAsync("a.txt", Encoding.UTF8.GetBytes(longest)));
        Assert.Equal(Rule.FileTextTooLong, (await RefusedAsync("a.txt", Encoding.UTF8.GetBytes(longest + "很"))).Rule);
        Assert.Equal(longest, await ReadAsync("a.docx", Document(body => body.Append(Line(Plain(longest)), new Paragraph()))));
        Assert.Equal(Rule.FileTextTooLong, (await RefusedAsync("a.docx", Document(body => body.Append(Line(Plain(longest + "很")))))).Rule);
    }

    [Fact]
    public async Task ASmallFileThatUnpacksToFarMore_IsRefused()
    {
        using var bomb = new MemoryStream();
        var document = Document(body => body.Append(Line(Plain("文"))));
        bomb.Write(document);
        using (var archive = new ZipArchive(bomb, ZipArchiveMode.Update, leaveOpen: true))
        {
            using var part = archive.CreateEntry("word/media/image.bin", CompressionLevel.SmallestSize).Open();
            var zeros = new byte[1024 * 1024];
            for (var i = 0; i < InputLimits.PackageLeastBytes / zeros.Length + 2; i++) part.Write(zeros);
        }

        Assert.Equal(Rule.UnpacksToTooMuch, (await RefusedAsync("报告.docx", bomb.ToArray())).Rule);
    }

    private async Task<string> ReadAsync(string name, byte[] bytes)
    {
        using var stream = new MemoryStream(bytes);
        return await files.ReadAsync(name, stream, Stop);
    }

    private async Task<Violation> RefusedAsync(string name, byte[] bytes) =>
        Assert.Single((await Assert.ThrowsAsync<RefusedException>(() => ReadAsync(name, bytes))).Violations);

    private static Run Plain(string text) => new(new Text(text) { Space = SpaceProcessingModeValues.Preserve });

    private static Paragraph Line(params OpenXmlElement[] runs) => new(runs);

    private static TableRow Row(params string[] cells) => new(cells.Select(cell => new TableCell(Line(Plain(cell)))));

    private static byte[] Document(Action<Body> fill)
    {
        using var stream = new MemoryStream();
        using (var document = WordprocessingDocument.Create(stream, WordprocessingDocumentType.Document))
        {
            var (main, body) = (document.AddMainDocumentPart(), new Body());
            fill(body);
            main.Document = new Document(body);
            main.AddNewPart<FootnotesPart>().Footnotes = new Footnotes(
                new Footnote(Line(new Run(new SeparatorMark()))) { Type = FootnoteEndnoteValues.Separator, Id = -1 });
            if (body.Descendants<FootnoteReference>().Any())
            {
                main.FootnotesPart!.Footnotes.Append(
                    new Footnote(Line(new Run(new FootnoteReferenceMark()), Plain(" 满意率94.6%。"))) { Id = 2 });
            }
        }

        return stream.ToArray();
    }
}
