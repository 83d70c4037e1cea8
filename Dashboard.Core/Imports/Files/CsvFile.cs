using System.Text;
using Concentric.Rules;
using Concentric.Sheets;

namespace Concentric.Imports.Files;

/// <summary>
/// Comma-separated values (also by tab or semicolon) in UTF-8 with or without a byte-order mark, UTF-16 with one, or GB18030, which
/// is what spreadsheets in China write. Which one is decided by what the whole file can be read as.
/// </summary>
internal sealed class CsvFile : SheetFile
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
    private static readonly Lazy<Encoding> Chinese = new(() =>
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        return Encoding.GetEncoding("GB18030", EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback);
    });

    /// <summary>What spreadsheets and editors in China write; refuses what it can't read.</summary>
    public static Encoding Gb18030 => Chinese.Value;

    /// <summary>Lines with a separator that are looked at to tell which one it is.</summary>
    private const int SeparatorLines = 10;

    private readonly StreamReader reader;
    private readonly char separator;
    private int column;
    private int characters;

    private CsvFile(StreamReader reader, char separator) => (this.reader, this.separator) = (reader, separator);

    public override IReadOnlyList<string> Sheets { get; } = [""];

    public override int Progress => (int)(100 * reader.BaseStream.Position / Math.Max(1, reader.BaseStream.Length));

    public static CsvFile Open(string path)
    {
        var encoding = EncodingOf(path);
        using (var head = new StreamReader(path, encoding)) return new(new StreamReader(path, encoding), SeparatorOf(head));
    }

    public override IEnumerable<SheetRow> Read(int sheet)
    {
        var number = 0;
        var cells = new List<SheetCell>();
        var cell = new StringBuilder();
        while (reader.Peek() >= 0)
        {
            // Spreadsheets count records, not the lines that a quoted text may have.
            number++;
            cells = new(Math.Min(cells.Count, MostColumns));
            (column, characters) = (0, 0);
            while (ReadCell(cell, number)) Add(cells, cell);
            Add(cells, cell);
            var row = new SheetRow(number, cells);
            if (!row.IsBlank) yield return row;
        }
    }

    public override void Dispose()
    {
        reader.Dispose();
        base.Dispose();
    }

    private void Add(List<SheetCell> cells, StringBuilder cell)
    {
        if (cells.Count < MostColumns) cells.Add(SheetCell.OfText(CsvText.Restore(cell.ToString())));
        else IsTooWide |= cell.Length > 0;
        cell.Clear();
        column++;
    }

    private void Append(StringBuilder cell, int next, int row)
    {
        cell.Append((char)next);
        if (cell.Length > InputLimits.CellCharacters)
            throw new ImportFileException("CellTooLong", ImportHeader.PlaceOf(column, row), InputLimits.CellCharacters);
        if (++characters > InputLimits.RowCharacters) throw new ImportFileException("RowTooLong", row, InputLimits.RowCharacters);
    }

    /// <summary>Reads one value.</summary>
    /// <returns>True when another follows in the same row.</returns>
    private bool ReadCell(StringBuilder cell, int row)
    {
        var isQuoted = reader.Peek() == '"';
        if (isQuoted)
        {
            reader.Read();
            while (true)
            {
                var next = reader.Read();
                if (next < 0) throw new ImportFileException("OpenQuote", row);
                if (next != '"') Append(cell, next, row);
                else if (reader.Peek() == '"') Append(cell, reader.Read(), row);
                else break;
            }
        }

        while (true)
        {
            var next = reader.Read();
            if (next < 0 || next == '\n') return false;
            if (next == separator) return true;
            if (next == '\r')
            {
                if (reader.Peek() == '\n') reader.Read();
                return false;
            }

            Append(cell, next, row);
        }
    }

    private static Encoding EncodingOf(string path)
    {
        using var file = File.OpenRead(path);
        var mark = new byte[3];
        var length = file.ReadAtLeast(mark, 3, throwOnEndOfStream: false);
        if (length >= 2 && mark is [0xFF, 0xFE, ..]) return Encoding.Unicode;
        if (length >= 2 && mark is [0xFE, 0xFF, ..]) return Encoding.BigEndianUnicode;
        foreach (var encoding in (ReadOnlySpan<Encoding>)[Utf8, Gb18030])
        {
            if (CanRead(path, encoding)) return encoding;
        }

        throw new ImportFileException("Encoding");
    }

    private static bool CanRead(string path, Encoding encoding)
    {
        using var reader = new StreamReader(path, encoding, detectEncodingFromByteOrderMarks: false);
        var buffer = new char[16 * 1024];
        try
        {
            for (int read; (read = reader.Read(buffer)) > 0;)
            {
                // No text has a character zero; a file of another sort soon does.
                if (buffer.AsSpan(0, read).Contains('\0')) throw new ImportFileException("NotCsv");
            }

            return true;
        }
        catch (DecoderFallbackException)
        {
            return false;
        }
    }

    /// <summary>What most often stands between values in the first line.</summary>
    /// <summary>
    /// What stands between cells in most of the first lines, and most often: a title above the headers has none, or a comma of its own.
    /// </summary>
    private static char SeparatorOf(StreamReader head)
    {
        const string separators = ",\t;";
        Span<int> lines = [0, 0, 0], all = [0, 0, 0], counts = [0, 0, 0];
        var isQuoted = false;
        for (int next, read = 0, at = 0; at < SeparatorLines && read < InputLimits.RowCharacters; read++)
        {
            next = head.Read();
            if (next == '"') isQuoted = !isQuoted;
            else if (next < 0 || (!isQuoted && next is '\n' or '\r'))
            {
                for (var i = 0; i < counts.Length; i++)
                {
                    if (counts[i] > 0) lines[i]++;
                    all[i] += counts[i];
                }

                if (counts.ContainsAnyExcept(0)) at++;
                counts.Clear();
                if (next < 0) break;
            }
            else if (!isQuoted && separators.IndexOf((char)next) is >= 0 and var found) counts[found]++;
        }

        var best = 0;
        for (var i = 1; i < separators.Length; i++)
        {
            if (lines[i] > lines[best] || (lines[i] == lines[best] && all[i] > all[best])) best = i;
        }

        return separators[best];
    }
}
