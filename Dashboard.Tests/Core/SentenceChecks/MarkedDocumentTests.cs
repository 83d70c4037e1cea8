using Concentric.SentenceChecks;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Validation;
using DocumentFormat.OpenXml.Wordprocessing;

namespace Concentric.Tests.Core.SentenceChecks;

/// <summary>The document is one, and has the text with its marks as the page shows them.</summary>
public sealed class MarkedDocumentTests
{
    [Fact]
    public void TheDocument_OpensAgain_WithTheSameTextAndMarks()
    {
        using var stream = new MemoryStream();
        new MarkedDocument("文稿核数", ["记录截至 2026-03-18"], [new("✓ 有据 1", MarkTone.Good)],
            [[new("解决诉求"), new("160余件", MarkTone.Good, "[1 ✓]"), new(" <&> 与 "), new("2名", MarkTone.Quiet, "[2 ○]")], []],
            ["序号", "结论"], [[new("1"), new("✓ 有据", MarkTone.Good)], [new("2"), new("○ 无此指标", MarkTone.Quiet)]]).Write(stream);
        stream.Position = 0;
        using var document = WordprocessingDocument.Open(stream, false);
        Assert.Empty(new OpenXmlValidator().Validate(document, TestContext.Current.CancellationToken)
            .Select(error => $"{error.Path?.XPath}: {error.Description}"));
        var body = document.MainDocumentPart!.Document.Body!;
        var paragraph = body.Elements<Paragraph>().Single(one => one.InnerText.Contains("160", StringComparison.Ordinal));
        Assert.Equal("解决诉求160余件[1 ✓] <&> 与 2名[2 ○]", paragraph.InnerText);
        Assert.Equal([("160余件", "E6F4EC"), ("[1 ✓]", "E6F4EC"), ("2名", "ECEFF3"), ("[2 ○]", "ECEFF3")], paragraph.Elements<Run>()
            .Where(run => run.RunProperties!.Shading is not null).Select(run => (run.InnerText, run.RunProperties!.Shading!.Fill!.Value!)));
        Assert.Equal(["序号结论", "1✓ 有据", "2○ 无此指标"], body.Descendants<TableRow>().Select(row => row.InnerText));
        Assert.Equal("文稿核数", document.PackageProperties.Title);
    }

    [Fact]
    public void WithoutRows_ThereIsNoTable()
    {
        using var stream = new MemoryStream();
        new MarkedDocument("x", [], [], [[new("y")]], ["a"], []).Write(stream);
        stream.Position = 0;
        using var document = WordprocessingDocument.Open(stream, false);
        Assert.Empty(document.MainDocumentPart!.Document.Descendants<Table>());
    }
}
