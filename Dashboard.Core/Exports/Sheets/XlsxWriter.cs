using System.Globalization;
using System.IO.Compression;
using System.Text;
using Concentric.Exports.Workbooks;

namespace Concentric.Exports.Sheets;

/// <summary>
/// A workbook, part by part into zip entries as the rows come. Texts stand in their cells (inline strings): a table of shared ones
/// would have to be held in memory until the end, and deflate finds the repetitions anyway. The stream need not be seekable.
/// </summary>
public sealed class XlsxWriter : TableWriter
{
    /// <summary>The most rows of a sheet, header included: Excel's own limit. What comes after goes on in a further sheet.</summary>
    public const int MostRowsOfSheet = 1_048_576;

    private const int MostName = 31;

    /// <summary>Room for the arrow of the filter.</summary>
    private const int ArrowWidth = 3;

    /// <summary>Before it workbooks count a day that never was, and before 1900 they have no days.</summary>
    private static readonly DateOnly FirstDay = new(1900, 3, 1);

    private static readonly int DayZero = new DateOnly(1899, 12, 30).DayNumber;

    private readonly Stream output;
    private readonly Relay relay = new();
    private readonly ZipArchive package;
    private readonly string font;
    private readonly int mostRows;
    private readonly Utf8Buffer buffer = new();
    private readonly CellText cells = new();
    private readonly List<(string Name, string Filter)> sheets = [];
    private readonly HashSet<string> names = new(StringComparer.OrdinalIgnoreCase);
    private IReadOnlyList<SheetColumn> columns = [];
    private string name = "";
    private Stream? sheet;
    private int rowsOfSheet;
    private bool isInRow;

    /// <param name="output">Stays open; written to only asynchronously, from <see cref="EndRowAsync"/> and <see cref="CompleteAsync"/>.</param>
    /// <param name="culture">Of the workbook's reader.</param>
    /// <param name="mostRows">Rows of a sheet, header included.</param>
    public XlsxWriter(Stream output, CultureInfo culture, int mostRows = MostRowsOfSheet)
    {
        this.output = output;
        this.mostRows = mostRows;
        package = new ZipArchive(relay, ZipArchiveMode.Create, leaveOpen: true);
        font = culture.TwoLetterISOLanguageName == "en" ? "Calibri" : "Microsoft YaHei";
    }

    /// <summary>Texts that had to be cut or cleaned so far; see <see cref="CellText"/>.</summary>
    public CellText Cells => cells;

    public override async Task BeginAsync(string name, IReadOnlyList<SheetColumn> columns, CancellationToken cancellationToken)
    {
        EndSheet();
        (this.name, this.columns) = (name, columns);
        BeginSheet();
        await relay.DrainAsync(output, cancellationToken);
    }

    public override void Text(string? value) => Write(value, ""u8);

    public override void Identifier(string? value) => Write(value, " s=\"1\""u8);

    public override void Day(DateOnly? value)
    {
        if (value is not { } day) Empty();
        else if (day < FirstDay) Text(day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        else
        {
            Start("<c s=\"2\"><v>"u8);
            buffer.Number(day.DayNumber - DayZero);
            buffer.Raw("</v></c>"u8);
        }
    }

    public override void Whole(long? value)
    {
        if (value is not { } number)
        {
            Empty();
            return;
        }

        Start("<c s=\"3\"><v>"u8);
        buffer.Number(number);
        buffer.Raw("</v></c>"u8);
    }

    public override void Money(long? fen) => Decimal(fen, 2, "<c s=\"4\"><v>"u8);

    public override void Milli(long? milli) => Decimal(milli, 3, "<c s=\"5\"><v>"u8);

    public override void Percent(double? fraction)
    {
        if (fraction is not { } value)
        {
            Empty();
            return;
        }

        Start("<c s=\"6\"><v>"u8);
        buffer.Number(value);
        buffer.Raw("</v></c>"u8);
    }

    public override void Number(double value)
    {
        Start("<c><v>"u8);
        buffer.Number(value);
        buffer.Raw("</v></c>"u8);
    }

    public override async ValueTask EndRowAsync(CancellationToken cancellationToken)
    {
        buffer.Raw(isInRow ? "</row>"u8 : "<row/>"u8);
        isInRow = false;
        if (rowsOfSheet == mostRows) GoOn();
        Rows++;
        rowsOfSheet++;
        // What fills a sheet leaves it at once, so that the row after it is alone in the buffer.
        if (rowsOfSheet != mostRows && !buffer.IsFull) return;
        buffer.Flush(sheet!);
        await relay.DrainAsync(output, cancellationToken);
    }

    public override async Task CompleteAsync(CancellationToken cancellationToken)
    {
        EndSheet();
        Part("xl/workbook.xml", XlsxParts.Workbook(sheets));
        Part("xl/_rels/workbook.xml.rels", XlsxParts.WorkbookRelations(sheets.Count));
        Part("xl/styles.xml", XlsxParts.Styles(font));
        Part("_rels/.rels", XlsxParts.PackageRelations);
        Part("[Content_Types].xml", XlsxParts.ContentTypes(sheets.Count));
        package.Dispose();
        await relay.DrainAsync(output, cancellationToken);
    }

    public override ValueTask DisposeAsync()
    {
        sheet?.Dispose();
        sheet = null;
        package.Dispose();
        relay.Dispose();
        return ValueTask.CompletedTask;
    }

    private void Start(ReadOnlySpan<byte> opening)
    {
        if (!isInRow) buffer.Raw("<row>"u8);
        isInRow = true;
        buffer.Raw(opening);
    }

    /// <summary>The row in the buffer no longer fits into the sheet: it begins a further one.</summary>
    private void GoOn()
    {
        var row = buffer.Take();
        EndSheet();
        BeginSheet();
        buffer.Raw(row);
    }

    private void Write(string? value, ReadOnlySpan<byte> style)
    {
        if (string.IsNullOrEmpty(value))
        {
            Start("<c"u8);
            buffer.Raw(style);
            buffer.Raw("/>"u8);
            return;
        }

        var text = cells.Fit(value);
        Start("<c"u8);
        buffer.Raw(style);
        var isKept = text.Length > 0 && !char.IsWhiteSpace(text[0]) && !char.IsWhiteSpace(text[^1]) && !text.Contains('\n');
        buffer.Raw(isKept ? " t=\"inlineStr\"><is><t>"u8 : " t=\"inlineStr\"><is><t xml:space=\"preserve\">"u8);
        buffer.Escaped(text);
        buffer.Raw("</t></is></c>"u8);
    }

    private void Decimal(long? value, int digits, ReadOnlySpan<byte> opening)
    {
        if (value is not { } number)
        {
            Empty();
            return;
        }

        Start(opening);
        buffer.Decimal(number, digits);
        buffer.Raw("</v></c>"u8);
    }

    private void BeginSheet()
    {
        sheet = package.CreateEntry($"xl/worksheets/sheet{sheets.Count + 1}.xml", CompressionLevel.Fastest).Open();
        double[] widths = [.. columns.Select(column => Math.Max(column.Width, Look.WidthOf(column.Header) + ArrowWidth))];
        buffer.Raw(XlsxParts.SheetStart(columns, widths, sheets.Count == 0));
        isInRow = true;
        foreach (var column in columns) Write(column.Header, " s=\"7\""u8);
        buffer.Raw("</row>"u8);
        isInRow = false;
        rowsOfSheet = 1;
    }

    private void EndSheet()
    {
        if (sheet is null) return;
        var last = XlsxParts.Letters(Math.Max(1, columns.Count));
        buffer.Raw(XlsxParts.SheetEnd($"A1:{last}{rowsOfSheet.ToString(CultureInfo.InvariantCulture)}"));
        buffer.Flush(sheet);
        sheet.Dispose();
        sheet = null;
        sheets.Add((UniqueName(), $"$A$1:${last}${rowsOfSheet.ToString(CultureInfo.InvariantCulture)}"));
    }

    private string UniqueName()
    {
        var clean = new string([.. name.Select(character => character is '[' or ']' or ':' or '*' or '?' or '/' or '\\' || char.IsControl(character) ? ' ' : character)]).Trim().Trim('\'');
        if (clean.Length == 0) clean = "Sheet";
        for (var number = 1; ; number++)
        {
            var end = number == 1 ? "" : $" ({number.ToString(CultureInfo.InvariantCulture)})";
            var cut = Math.Min(clean.Length, MostName - end.Length);
            if (cut < clean.Length && char.IsHighSurrogate(clean[cut - 1])) cut--;
            var candidate = clean[..cut].TrimEnd() + end;
            if (names.Add(candidate)) return candidate;
        }
    }

    private void Part(string path, string content)
    {
        using var part = package.CreateEntry(path, CompressionLevel.Fastest).Open();
        part.Write(Encoding.UTF8.GetBytes(content));
    }

    /// <summary>
    /// Between the package, which writes synchronously here and there, and a response, which may only be written asynchronously.
    /// Holds a piece at most. Not seekable, so that the package never goes back.
    /// </summary>
    private sealed class Relay : Stream
    {
        private readonly MemoryStream held = new();

        public override bool CanRead => false;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public async ValueTask DrainAsync(Stream output, CancellationToken cancellationToken)
        {
            await output.WriteAsync(held.GetBuffer().AsMemory(0, (int)held.Length), cancellationToken);
            held.SetLength(0);
        }

        public override void Write(byte[] buffer, int offset, int count) => held.Write(buffer, offset, count);

        public override void Write(ReadOnlySpan<byte> buffer) => held.Write(buffer);

        public override void Flush()
        {
        }

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();
    }
}
