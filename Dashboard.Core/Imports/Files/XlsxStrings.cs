using System.Globalization;
using System.Text;
using System.Xml;

namespace Concentric.Imports.Files;

/// <summary>The texts that a workbook keeps in one place for all its cells. Bounded by <see cref="MostCharacters"/>.</summary>
internal sealed class XlsxStrings(IReadOnlyList<string> texts)
{
    /// <summary>The most characters of all shared texts together: 100 MB of memory.</summary>
    private const int MostCharacters = 50_000_000;

    /// <summary>The most shared texts.</summary>
    private const int MostTexts = 3_000_000;

    public static readonly XlsxStrings None = new([]);

    public string this[int index] => texts[index];

    public static XlsxStrings Read(XmlReader xml)
    {
        var (texts, item, characters) = (new List<string>(), new StringBuilder(), 0L);
        xml.MoveToContent();
        while (!xml.EOF)
        {
            if (xml.NodeType != XmlNodeType.Element || xml.LocalName != "si")
            {
                xml.Read();
                continue;
            }

            var text = ReadItem(xml, item);
            texts.Add(text);
            characters += text.Length;
            if (characters > MostCharacters || texts.Count > MostTexts) throw new ImportFileException("TooMuchText");
        }

        return new(texts);
    }

    /// <summary>The text of an element that may hold it in differently styled runs. The reader stands behind it afterwards.</summary>
    public static string ReadItem(XmlReader xml, StringBuilder item)
    {
        item.Clear();
        if (xml.IsEmptyElement)
        {
            xml.Read();
            return "";
        }

        var depth = xml.Depth;
        xml.Read();
        while (xml.Depth > depth)
        {
            if (xml.NodeType == XmlNodeType.Element && xml.LocalName == "t") item.Append(xml.ReadElementContentAsString());
            // How Chinese or Japanese is read aloud is no part of the text.
            else if (xml.NodeType == XmlNodeType.Element && xml.LocalName == "rPh") xml.Skip();
            else xml.Read();
        }

        xml.Read();
        return Unescape(item.ToString());
    }

    /// <summary>ECMA-376 part 1, 22.9.2.19: _x000D_ stands for the character of that number.</summary>
    public static string Unescape(string text)
    {
        var at = text.IndexOf("_x", StringComparison.OrdinalIgnoreCase);
        if (at < 0) return text;
        var plain = new StringBuilder(text, 0, at, text.Length);
        while (at < text.Length)
        {
            if (text[at] == '_' && at + 6 < text.Length && text[at + 1] is 'x' or 'X' && text[at + 6] == '_'
                && ushort.TryParse(text.AsSpan(at + 2, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var unit))
            {
                plain.Append((char)unit);
                at += 7;
            }
            else plain.Append(text[at++]);
        }

        return plain.ToString();
    }
}
