using System.Globalization;
using System.Text;
using System.Xml;
using Concentric.Rules;
using Microsoft.Win32.SafeHandles;

namespace Concentric.Imports.Files;

/// <summary>
/// The texts that a workbook keeps in one place for all its cells. They lie in a file beside the upload, and only where each of
/// them begins is held in memory: a workbook of 20 MB can have a hundred times as much text.
/// </summary>
internal sealed class XlsxStrings : IDisposable
{
    /// <summary>Texts that are kept at hand: communities and categories come again and again.</summary>
    private const int AtHand = 1_024;

    /// <summary>A character may be written as _x000D_.</summary>
    private const int EscapedCharacters = 7;

    /// <summary>Texts whose places lie in one array.</summary>
    private const int Piece = 16_384;

    public static readonly XlsxStrings None = new();

    [ThreadStatic]
    private static char[]? chunk;

    private readonly List<int[]> ends = [];
    private readonly (int Index, string? Text)[] atHand = new (int, string?)[AtHand];
    private readonly FileStream? file;
    private byte[] buffer = new byte[256];
    private int count;

    private XlsxStrings()
    {
    }

    private XlsxStrings(string folder) => file = new(
        Path.Combine(folder, Guid.NewGuid().ToString("N") + ".texts.part"), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.Delete,
        128 * 1024, FileOptions.DeleteOnClose);

    /// <exception cref="FormatException">There is no such text.</exception>
    public string this[int index]
    {
        get
        {
            if (index < 0 || index >= count) throw new FormatException("No such text.");
            ref var known = ref atHand[index % AtHand];
            if (known.Text is null || known.Index != index) known = (index, Load(index));
            return known.Text!;
        }
    }

    /// <param name="folder">Where they are kept meanwhile.</param>
    public static XlsxStrings Read(XmlReader xml, string folder)
    {
        var (texts, item, characters) = (new XlsxStrings(folder), new StringBuilder(), 0L);
        try
        {
            xml.MoveToContent();
            while (!xml.EOF)
            {
                if (xml.NodeType != XmlNodeType.Element || xml.LocalName != "si")
                {
                    xml.Read();
                    continue;
                }

                var text = ReadItem(xml, item, null);
                characters += text.Length;
                if (characters > InputLimits.SharedCharacters) throw new ImportFileException("TooMuchText", InputLimits.SharedCharacters);
                texts.Add(text);
            }

            texts.file!.Flush();
            return texts;
        }
        catch
        {
            texts.Dispose();
            throw;
        }
    }

    public void Dispose() => file?.Dispose();

    /// <summary>The text of an element that may hold it in differently styled runs. The reader stands behind it afterwards.</summary>
    /// <param name="place">The cell, its column from 0; null for a text of many cells.</param>
    /// <exception cref="ImportFileException">It is longer than a cell's may be.</exception>
    public static string ReadItem(XmlReader xml, StringBuilder item, (int Column, int Row)? place)
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
            if (xml.NodeType == XmlNodeType.Element && xml.LocalName == "t") Append(xml, item, place);
            // How Chinese or Japanese is read aloud is no part of the text.
            else if (xml.NodeType == XmlNodeType.Element && xml.LocalName == "rPh") xml.Skip();
            else xml.Read();
        }

        xml.Read();
        return Checked(Unescape(item.ToString()), place);
    }

    /// <summary>The plain text of an element. The reader stands behind it afterwards.</summary>
    /// <exception cref="ImportFileException">It is longer than a cell's may be.</exception>
    public static string ReadValue(XmlReader xml, StringBuilder item, (int Column, int Row) place)
    {
        item.Clear();
        Append(xml, item, place);
        return item.ToString();
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

    /// <exception cref="ImportFileException">The text is longer than a cell's may be.</exception>
    public static string Checked(string text, (int Column, int Row)? place) =>
        text.Length <= InputLimits.CellCharacters ? text : throw TooLong(text, place);

    /// <summary>Piece by piece: what the reader is asked for as a whole it makes as a whole, however long.</summary>
    private static void Append(XmlReader xml, StringBuilder item, (int Column, int Row)? place)
    {
        if (xml.IsEmptyElement)
        {
            xml.Read();
            return;
        }

        var depth = xml.Depth;
        xml.Read();
        while (xml.Depth > depth)
        {
            if (xml.NodeType is not (XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.Whitespace or XmlNodeType.SignificantWhitespace))
            {
                xml.Read();
                continue;
            }

            for (int read; (read = xml.ReadValueChunk(chunk ??= new char[4_096], 0, chunk.Length)) > 0;)
            {
                item.Append(chunk, 0, read);
                if (item.Length > InputLimits.CellCharacters * EscapedCharacters) throw TooLong(item.ToString(0, 100), place);
            }

            xml.Read();
        }

        xml.Read();
    }

    private static ImportFileException TooLong(string text, (int Column, int Row)? place) => new(
        "CellTooLong", place is { } at ? ImportHeader.PlaceOf(at.Column, at.Row) : $"“{PlainText.Cut(text, 20)}…”",
        InputLimits.CellCharacters);

    private void Add(string text)
    {
        if (count == InputLimits.SharedTexts) throw new ImportFileException("TooManyTexts", InputLimits.SharedTexts);
        var bytes = Encoding.UTF8.GetMaxByteCount(text.Length);
        if (buffer.Length < bytes) buffer = new byte[bytes];
        file!.Write(buffer, 0, Encoding.UTF8.GetBytes(text, buffer));
        if (count % Piece == 0) ends.Add(new int[Piece]);
        ends[^1][count++ % Piece] = (int)file.Position;
    }

    private string Load(int index)
    {
        var (from, to) = (index == 0 ? 0 : End(index - 1), End(index));
        if (buffer.Length < to - from) buffer = new byte[to - from];
        SafeFileHandle handle = file!.SafeFileHandle;
        for (var read = 0; read < to - from;)
        {
            var got = RandomAccess.Read(handle, buffer.AsSpan(read, to - from - read), from + read);
            if (got == 0) throw new EndOfStreamException();
            read += got;
        }

        return Encoding.UTF8.GetString(buffer, 0, to - from);
    }

    private int End(int index) => ends[index / Piece][index % Piece];
}
