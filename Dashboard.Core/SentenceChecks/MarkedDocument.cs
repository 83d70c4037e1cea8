using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;

namespace Concentric.SentenceChecks;

/// <summary>How a stretch is marked in a document: by a sign and a colour behind it.</summary>
public enum MarkTone { None, Good, Accent, Bad, Warn, Quiet }

/// <summary>A stretch of a document.</summary>
/// <param name="Mark">Its sign and number, set behind it; null for words beside.</param>
public sealed record MarkedRun(string Text, MarkTone Tone = MarkTone.None, string? Mark = null);

/// <summary>
/// A checked text as a word processor opens it: the text with its marks, then a table of what is marked. Told in one language by whoever
/// makes it.
/// </summary>
/// <param name="Facts">What it was checked by, a line each.</param>
/// <param name="Legend">What the signs mean.</param>
public sealed record MarkedDocument(string Title, IReadOnlyList<string> Facts, IReadOnlyList<MarkedRun> Legend,
    IReadOnlyList<IReadOnlyList<MarkedRun>> Paragraphs, IReadOnlyList<string> Head, IReadOnlyList<IReadOnlyList<MarkedRun>> Rows)
{
    private const string Line = "999999";

    /// <summary>Writes it as .docx.</summary>
    /// <param name="stream">Can be read back and sought.</param>
    public void Write(Stream stream)
    {
        using var document = WordprocessingDocument.Create(stream, WordprocessingDocumentType.Document);
        document.PackageProperties.Title = Title;
        var body = new Body();
        body.Append(Paragraph([new(Title)], 32, isBold: true));
        foreach (var fact in Facts) body.Append(Paragraph([new(fact)], 18));
        body.Append(Paragraph([.. Legend.SelectMany(one => new[] { one, new MarkedRun("   ") })], 18));
        foreach (var paragraph in Paragraphs) body.Append(Paragraph(paragraph, 24));
        if (Rows.Count > 0) body.Append(Paragraph([new("")], 18), Table(), Paragraph([new("")], 18));
        body.Append(new SectionProperties(
            new PageSize { Width = 11_906U, Height = 16_838U },
            new PageMargin { Top = 1_134, Bottom = 1_134, Left = 1_134U, Right = 1_134U, Header = 567U, Footer = 567U, Gutter = 0U }));
        document.AddMainDocumentPart().Document = new Document(body);
    }

    private Table Table()
    {
        var table = new Table(new TableProperties(
            new TableWidth { Width = "5000", Type = TableWidthUnitValues.Pct },
            new TableBorders(Border<TopBorder>(), Border<LeftBorder>(), Border<BottomBorder>(), Border<RightBorder>(),
                Border<InsideHorizontalBorder>(), Border<InsideVerticalBorder>())));
        table.Append(new TableGrid(Head.Select(_ => new GridColumn())));
        table.Append(new TableRow([new TableRowProperties(new TableHeader()),
            .. Head.Select(name => new TableCell(Paragraph([new(name)], 18, isBold: true)))]));
        foreach (var row in Rows) table.Append(new TableRow(row.Select(cell => new TableCell(Paragraph([cell], 18)))));
        return table;
    }

    private static T Border<T>()
        where T : BorderType, new() => new() { Val = BorderValues.Single, Size = 4U, Color = Line };

    private static Paragraph Paragraph(IReadOnlyList<MarkedRun> runs, int halfPoints, bool isBold = false)
    {
        var paragraph = new Paragraph(new ParagraphProperties(new SpacingBetweenLines { After = "80" }));
        foreach (var run in runs)
        {
            paragraph.Append(Run(run.Text, run.Tone, halfPoints, isBold || run.Tone != MarkTone.None, isRaised: false));
            if (run.Mark is not null) paragraph.Append(Run(run.Mark, run.Tone, halfPoints, false, isRaised: true));
        }

        return paragraph;
    }

    private static Run Run(string text, MarkTone tone, int halfPoints, bool isBold, bool isRaised)
    {
        var properties = new RunProperties();
        // In the order that the format asks for.
        if (isBold) properties.Append(new Bold());
        if (Colours(tone) is var (ink, _)) properties.Append(new Color { Val = ink });
        properties.Append(new FontSize { Val = $"{halfPoints}" });
        if (Colours(tone) is var (_, ground))
            properties.Append(new Shading { Val = ShadingPatternValues.Clear, Color = "auto", Fill = ground });
        if (isRaised) properties.Append(new VerticalTextAlignment { Val = VerticalPositionValues.Superscript });
        return new(properties, new Text(text) { Space = SpaceProcessingModeValues.Preserve });
    }

    private static (string Ink, string Ground)? Colours(MarkTone tone) => tone switch
    {
        MarkTone.Good => ("1A7A4C", "E6F4EC"),
        MarkTone.Accent => ("1F5FA6", "E8F0F9"),
        MarkTone.Bad => ("B8322A", "FBECEB"),
        MarkTone.Warn => ("8F5300", "FDF3E3"),
        MarkTone.Quiet => ("5A6675", "ECEFF3"),
        _ => null,
    };
}
