using System.IO.Compression;
using System.Text;
using System.Xml;
using Concentric.Imports.Files;
using Concentric.Rules;

namespace Concentric.SentenceChecks;

/// <summary>
/// Reads the text of a .docx (ECMA-376 part 1, 17) as somebody sees it who has accepted all changes: paragraphs and headings a line each,
/// rows of tables a line each with their cells side by side, notes behind. What is deleted, hidden, a field's code or drawn a second time
/// for older programs is left out; headers, footers and comments are no part of it. It is read as a stream: a document of which
/// an object model is built can be small, and need gigabytes.
/// </summary>
internal sealed class WordText
{
    private const string Transitional = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

    private const string Strict = "http://purl.oclc.org/ooxml/wordprocessingml/main";

    /// <summary>Of <see cref="Transitional"/>, of <see cref="Strict"/> or of any other, what holds nothing that is to be read.</summary>
    private static readonly HashSet<string> LeftOut = ["del", "moveFrom", "rt", "sectPr", "tblPr", "tblGrid", "tcPr", "sdtPr", "Fallback"];

    private readonly StringBuilder text = new();
    private readonly Stack<int> rows = new();
    private readonly int most;

    /// <summary>Of what the properties are that are being read; null outside of them.</summary>
    private string? properties;

    private bool isInText, isInParagraph, isHidden, isJoined, isRowDeleted;

    private WordText(int most) => this.most = most;

    /// <summary>The whole text.</summary>
    /// <param name="file">A package that has been looked at (<see cref="Attachments.OfficePackage"/>).</param>
    /// <param name="most">UTF-16 units that it may have.</param>
    /// <returns>Null where there are more.</returns>
    /// <exception cref="ImportFileException">It unpacks to more than it may.</exception>
    /// <exception cref="InvalidDataException">It is no document.</exception>
    public static string? Read(Stream file, int most, CancellationToken cancellationToken)
    {
        var reader = new WordText(most);
        using var package = new ZipArchive(file, ZipArchiveMode.Read, leaveOpen: true);
        var budget = new BoundedStream.Budget(file.Length);
        var main = Targets(package, budget, "_rels/.rels", "").GetValueOrDefault("officeDocument")
            ?? throw new InvalidDataException("No document.");
        var folder = main[..(main.LastIndexOf('/') + 1)];
        var others = Targets(package, budget, $"{folder}_rels/{main[folder.Length..]}.rels", folder);
        foreach (var part in new[] { main, others.GetValueOrDefault("footnotes"), others.GetValueOrDefault("endnotes") })
            if (part is not null && !reader.ReadPart(package, budget, part, cancellationToken)) return null;
        return reader.text.ToString().Trim('\n');
    }

    /// <summary>The parts that another names, by the last word of their relation's type. None where it names none.</summary>
    private static Dictionary<string, string> Targets(ZipArchive package, BoundedStream.Budget budget, string part, string folder)
    {
        var targets = new Dictionary<string, string>();
        if (package.GetEntry(part) is not { } entry) return targets;
        using var xml = GuardedXml.Open(new BoundedStream(entry.Open(), budget, part, InputLimits.PartBytes));
        while (xml.Read())
        {
            if (xml.NodeType != XmlNodeType.Element || xml.LocalName != "Relationship" || xml.GetAttribute("TargetMode") == "External")
                continue;
            if (xml.GetAttribute("Type") is { } type && xml.GetAttribute("Target") is { } target)
                targets.TryAdd(type[(type.LastIndexOf('/') + 1)..], target.StartsWith('/') ? target[1..] : folder + target);
        }

        return targets;
    }

    /// <returns>False where the text is too long.</returns>
    private bool ReadPart(ZipArchive package, BoundedStream.Budget budget, string part, CancellationToken cancellationToken)
    {
        var entry = package.GetEntry(part) ?? throw new InvalidDataException($"No part {part}.");
        using var xml = GuardedXml.Open(new BoundedStream(entry.Open(), budget, part, InputLimits.CheckedPartBytes));
        var buffer = new char[4_096];
        for (var isMore = xml.Read(); isMore;)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (xml.NodeType == XmlNodeType.Element && IsLeftOut(xml))
            {
                xml.Skip();
                isMore = !xml.EOF;
                continue;
            }

            if (xml.NodeType == XmlNodeType.Element) Begin(xml);
            else if (xml.NodeType == XmlNodeType.EndElement && IsWord(xml)) End(xml.LocalName);
            else if (isInText && !isHidden
                && xml.NodeType is XmlNodeType.Text or XmlNodeType.SignificantWhitespace or XmlNodeType.Whitespace or XmlNodeType.CDATA)
            {
                for (int read; text.Length <= most && (read = xml.ReadValueChunk(buffer, 0, buffer.Length)) > 0;)
                    text.Append(buffer, 0, read);
            }

            if (text.Length > most) return false;
            isMore = xml.Read();
        }

        return true;
    }

    private static bool IsWord(XmlReader xml) => xml.NamespaceURI is Transitional or Strict;

    private bool IsLeftOut(XmlReader xml)
    {
        // The separator above notes has a type, a note has none.
        if (IsWord(xml) && xml.LocalName is "footnote" or "endnote")
            return xml.GetAttribute("type", xml.NamespaceURI) is { } type && type != "normal";
        if (!LeftOut.Contains(xml.LocalName)) return false;
        // Among the properties of a paragraph or row it says that its end, or all of it, is deleted.
        if (xml.LocalName == "del" && xml.IsEmptyElement)
        {
            if (properties == "pPr") isJoined = true;
            else if (properties == "trPr") isRowDeleted = true;
        }

        return true;
    }

    private void Begin(XmlReader xml)
    {
        if (!IsWord(xml)) return;
        switch (xml.LocalName)
        {
            case "p":
                // A box within a paragraph has paragraphs of its own.
                if (isInParagraph) EndLine();
                (isInParagraph, isJoined) = (true, false);
                break;
            case "pPr" or "trPr" when !xml.IsEmptyElement: properties = xml.LocalName; break;
            case "r": isHidden = false; break;
            case "vanish" when properties is null:
                isHidden = xml.GetAttribute("val", xml.NamespaceURI) is not ("0" or "false" or "off");
                break;
            case "t": isInText = !xml.IsEmptyElement; break;
            case "tab" when properties is null: Add('\t'); break;
            case "br" or "cr" when properties is null: Add('\n'); break;
            case "noBreakHyphen": Add('-'); break;
            case "tr":
                (isRowDeleted, isInParagraph) = (false, false);
                rows.Push(text.Length);
                break;
        }

        if (xml.IsEmptyElement && xml.LocalName is "p") End("p");
    }

    private void End(string name)
    {
        switch (name)
        {
            case "t": isInText = false; break;
            case "pPr" or "trPr": properties = null; break;
            case "p":
                isInParagraph = false;
                // Paragraphs of a cell stand side by side, as cells do.
                if (rows.Count > 0) Add(' ');
                else if (!isJoined) EndLine();
                break;
            case "tc":
                TrimEnd(' ');
                Add('\t');
                break;
            case "tr" when rows.TryPop(out var begin):
                if (isRowDeleted) text.Length = begin;
                isRowDeleted = false;
                TrimEnd('\t');
                if (rows.Count == 0) EndLine();
                break;
        }
    }

    private void Add(char character)
    {
        if (!isHidden || character is '\n') text.Append(character);
    }

    private void EndLine() => text.Append('\n');

    private void TrimEnd(char character)
    {
        while (text.Length > 0 && text[^1] == character) text.Length--;
    }
}
