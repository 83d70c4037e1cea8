using System.Buffers;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Security;
using System.Text;
using Concentric.Time;

namespace Concentric.Sheets;

/// <summary>A sheet that was streamed into a package.</summary>
/// <param name="Name">As it stands on the tab.</param>
/// <param name="Path">Of its part.</param>
/// <param name="Rows">Its rows, header included.</param>
/// <param name="Columns">Its columns, 1 or more.</param>
/// <param name="HasPictures">Whether it has a drawing beside it.</param>
/// <param name="PagesWide">Pages that its width takes on paper: 1, or more where one would be too small to read.</param>
internal sealed record StreamedSheet(string Name, string Path, int Rows, int Columns, int PagesWide, bool HasPictures)
{
    /// <summary>The range of its filter, as in <c>$A$1:$H$120</c>.</summary>
    public string Filter => string.Create(CultureInfo.InvariantCulture, $"$A$1:${XlsxParts.Letters(Columns)}${Rows}");
}

/// <summary>
/// A workbook, part by part into zip entries as the rows come. Texts stand in their cells (inline strings): a table of shared ones
/// would have to be held in memory until the end, and deflate finds the repetitions anyway. The stream need not be seekable.
/// </summary>
public sealed class XlsxWriter : TableWriter
{
    /// <summary>The most rows of a sheet, header included: Excel's own limit. What comes after goes on in a further sheet.</summary>
    public const int MostRowsOfSheet = 1_048_576;

    /// <summary>Bytes after which a sheet goes on in the next: a part of a package stays under 4 GiB.</summary>
    private const long MostBytesOfSheet = 3L << 30;

    /// <summary>Room for the arrow of the filter.</summary>
    private const int ArrowWidth = 3;

    /// <summary>Before it workbooks count a day that never was, and before 1900 they have no days.</summary>
    private static readonly DateOnly FirstDay = new(1900, 3, 1);

    /// <summary>What is written as an escape, or might be taken for one, and the ends of lines.</summary>
    private static readonly SearchValues<char> NotPlain = SearchValues.Create("\n\r_");

    private static readonly int DayZero = new DateOnly(1899, 12, 30).DayNumber;

    private readonly XlsxPackage package;
    private readonly int mostRows;
    private readonly CellText cells;
    private readonly CultureInfo culture;
    private readonly List<StreamedSheet> sheets = [];
    private readonly List<PlacedPicture> pictures = [];
    private Utf8Buffer buffer = new();
    private IReadOnlyList<SheetColumn> columns = [];
    private double[] widths = [];
    private string name = "";
    private string footer = "";
    private (LedgerPicture Picture, LedgerPictures Among)? pictureOfRow;
    private bool isOpen;
    private int rowsOfSheet;
    private long bytesOfSheet;
    private bool isInRow;

    /// <param name="output">Stays open; written to only asynchronously, from <see cref="EndRowAsync"/> and
    /// <see cref="CompleteAsync(CancellationToken)"/>.</param>
    /// <param name="culture">Of the workbook's reader.</param>
    /// <param name="mostRows">Rows of a sheet, header included.</param>
    public XlsxWriter(Stream output, CultureInfo culture, int mostRows = MostRowsOfSheet)
        : this(output, culture, mostRows, new CellText(), null)
    {
    }

    /// <summary>For a workbook that has other sheets beside the streamed ones.</summary>
    internal XlsxWriter(Stream output, CultureInfo culture, int mostRows, CellText cells, ContentHash? hash)
    {
        this.mostRows = mostRows;
        this.cells = cells;
        package = new XlsxPackage(output, hash);
        this.culture = culture;
    }

    /// <summary>Texts that had to be cut or cleaned so far; see <see cref="CellText"/>.</summary>
    public CellText Cells => cells;

    internal SheetNames Names { get; } = new();

    /// <summary>Whether a link was written: the workbook must then say where the program is.</summary>
    internal bool HasLinks { get; private set; }

    /// <summary>The sheets that are whole.</summary>
    internal IReadOnlyList<StreamedSheet> Sheets => sheets;

    public override Task BeginAsync(string name, IReadOnlyList<SheetColumn> columns, CancellationToken cancellationToken) =>
        BeginAsync(name, columns, "", cancellationToken);

    /// <param name="footer">At the left of each printed page's foot.</param>
    internal async Task BeginAsync(string name, IReadOnlyList<SheetColumn> columns, string footer, CancellationToken cancellationToken)
    {
        await EndSheetAsync(cancellationToken);
        (this.name, this.columns, this.footer) = (name, columns, footer);
        BeginSheet();
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Text(string? value) => Write(value, "<c"u8);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Identifier(string? value) => Write(value, "<c s=\"1\""u8);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Day(DateOnly? value)
    {
        if (value is not { } day) Empty();
        else if (day < FirstDay) Text(day.ToIso());
        else
        {
            Start("<c s=\"2\"><v>"u8);
            buffer.Number(day.DayNumber - DayZero);
            buffer.Raw("</v></c>"u8);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Whole(long? value) => Whole(value, "<c s=\"3\"><v>"u8);

    public override void Duration(long? value, SheetType unit) => Whole(value, unit switch
    {
        SheetType.WorkingDays => "<c s=\"9\"><v>"u8,
        SheetType.Days => "<c s=\"10\"><v>"u8,
        _ => "<c s=\"11\"><v>"u8,
    });

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Whole(long? value, ReadOnlySpan<byte> opening)
    {
        if (value is not { } number)
        {
            Empty();
            return;
        }

        Start(opening);
        buffer.Number(number);
        buffer.Raw("</v></c>"u8);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Money(long? fen) => Decimal(fen, 2, "<c s=\"4\"><v>"u8);

    public override void Milli(long? milli) => Decimal(milli, 3, "<c s=\"5\"><v>"u8);

    public override void Percent(double? fraction)
    {
        if (fraction is not { } value)
        {
            Empty();
            return;
        }

        Start(WorkbookTheme.IsNearNone(value) ? "<c s=\"12\"><v>"u8 : "<c s=\"6\"><v>"u8);
        buffer.Number(value);
        buffer.Raw("</v></c>"u8);
    }

    public override void Number(double value)
    {
        Start("<c><v>"u8);
        buffer.Number(value);
        buffer.Raw("</v></c>"u8);
    }

    public override void Formula(string formula, double value, SheetType type)
    {
        Start(type switch { SheetType.Percent => "<c s=\"6\"><f>"u8, SheetType.Milli => "<c s=\"5\"><f>"u8, _ => "<c><f>"u8 });
        buffer.Escaped(formula);
        buffer.Raw("</f><v>"u8);
        buffer.Number(value);
        buffer.Raw("</v></c>"u8);
    }

    /// <summary>A link to a page of the program, whose address stands in one place of the workbook, under a name.</summary>
    /// <param name="path">Of the page, as in <c>/petitions/412</c>; only letters, digits, / and -.</param>
    internal void Link(string path, string text)
    {
        HasLinks = true;
        Start("<c s=\"8\" t=\"str\"><f>HYPERLINK("u8);
        buffer.Raw(WorkbookNames.Address);
        buffer.Raw("&amp;\""u8);
        buffer.Raw(path);
        buffer.Raw("\",\""u8);
        buffer.Escaped(text);
        buffer.Raw("\")</f><v>"u8);
        buffer.Escaped(text);
        buffer.Raw("</v></c>"u8);
    }

    /// <summary>Makes the row that begins high enough for a picture.</summary>
    internal void HighRow()
    {
        buffer.Raw("<row ht=\"54\" customHeight=\"1\">"u8);
        isInRow = true;
    }

    /// <summary>Lays a picture over the next cell of the row, which stays empty.</summary>
    internal void Picture(LedgerPicture picture, LedgerPictures among)
    {
        pictureOfRow = (picture, among);
        Empty();
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override ValueTask EndRowAsync(CancellationToken cancellationToken)
    {
        if (rowsOfSheet == mostRows || bytesOfSheet > MostBytesOfSheet) return GoOnAsync(cancellationToken);
        EndRow();
        // What fills a sheet leaves it at once, so that the row after it is alone in the buffer.
        return rowsOfSheet == mostRows || buffer.IsFull ? HandOnAsync(cancellationToken) : default;
    }

    public override async Task CompleteAsync(CancellationToken cancellationToken)
    {
        await EndSheetsAsync(cancellationToken);
        if (HasLinks)
            throw new InvalidOperationException(
                $"Links begin with {WorkbookNames.Address}, and a workbook of streamed sheets alone has no names.");
        package.Add("xl/workbook.xml", Encoding.UTF8.GetBytes(XlsxParts.Workbook(sheets)));
        package.Add("xl/_rels/workbook.xml.rels", Encoding.UTF8.GetBytes(XlsxParts.WorkbookRelations(sheets)));
        package.Add("xl/styles.xml", Encoding.UTF8.GetBytes(XlsxParts.Styles(culture)));
        package.Add("_rels/.rels", Encoding.UTF8.GetBytes(XlsxParts.PackageRelations));
        package.Add("[Content_Types].xml", Encoding.UTF8.GetBytes(XlsxParts.ContentTypes(sheets)));
        await package.CompleteAsync(cancellationToken);
    }

    /// <summary>Ends the last sheet; further parts may follow.</summary>
    internal ValueTask EndSheetsAsync(CancellationToken cancellationToken) => EndSheetAsync(cancellationToken);

    /// <summary>Adds a part of the rest of the workbook.</summary>
    internal ValueTask AddAsync(string path, ReadOnlySpan<byte> content, CancellationToken cancellationToken)
    {
        package.Add(path, content);
        return package.DrainAsync(cancellationToken);
    }

    /// <summary>Ends the package when the rest of the workbook was added by <see cref="AddAsync"/>.</summary>
    internal Task ClosePackageAsync(CancellationToken cancellationToken) => package.CompleteAsync(cancellationToken);

    public override ValueTask DisposeAsync() => package.DisposeAsync();

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Start(ReadOnlySpan<byte> opening)
    {
        if (!isInRow) buffer.Raw("<row>"u8);
        isInRow = true;
        buffer.Raw(opening);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void EndRow()
    {
        buffer.Raw(isInRow ? "</row>"u8 : "<row/>"u8);
        isInRow = false;
        if (pictureOfRow is var (picture, among)) pictures.Add(new(rowsOfSheet, columns.Count - 1, picture, among));
        pictureOfRow = null;
        Rows++;
        rowsOfSheet++;
    }

    private async ValueTask HandOnAsync(CancellationToken cancellationToken)
    {
        bytesOfSheet += buffer.Written.Length;
        buffer = await package.HandOnAsync(buffer, cancellationToken);
    }

    /// <summary>The row in the buffer no longer fits into the sheet: it begins a further one.</summary>
    private async ValueTask GoOnAsync(CancellationToken cancellationToken)
    {
        var (row, hadCells) = (buffer.Take(), isInRow);
        await EndSheetAsync(cancellationToken);
        BeginSheet();
        buffer.Raw(row);
        isInRow = hadCells;
        EndRow();
        if (rowsOfSheet == mostRows) await HandOnAsync(cancellationToken);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Write(string? value, ReadOnlySpan<byte> opening)
    {
        if (string.IsNullOrEmpty(value))
        {
            Start(opening);
            buffer.Raw("/>"u8);
            return;
        }

        var text = cells.Fit(value);
        Start(opening);
        if (IsPlain(text))
        {
            buffer.Raw(" t=\"str\"><v>"u8);
            buffer.Escaped(text);
            buffer.Raw("</v></c>"u8);
        }
        else
        {
            buffer.Raw(" t=\"inlineStr\"><is><t xml:space=\"preserve\">"u8);
            buffer.Escaped(text);
            buffer.Raw("</t></is></c>"u8);
        }
    }

    /// <summary>
    /// Whether the short form of a text will do, which takes a third less time: it has no room for saying that spaces count.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static bool IsPlain(string text) =>
        text.Length > 0 && !char.IsWhiteSpace(text[0]) && !char.IsWhiteSpace(text[^1]) && text.AsSpan().IndexOfAny(NotPlain) < 0;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
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
        package.Begin(PathOf(sheets.Count + 1));
        widths = [.. columns.Select(column => Math.Max(column.Width, WorkbookTheme.WidthOf(column.Header) + ArrowWidth))];
        buffer.Raw(XlsxParts.SheetStart(columns, widths));
        isInRow = isOpen = true;
        foreach (var column in columns) Write(column.Header, "<c s=\"7\""u8);
        buffer.Raw("</row>"u8);
        isInRow = false;
        (rowsOfSheet, bytesOfSheet) = (1, 0);
    }

    private async ValueTask EndSheetAsync(CancellationToken cancellationToken)
    {
        if (!isOpen) return;
        isOpen = false;
        var sheet = new StreamedSheet(Names.Take(name), PathOf(sheets.Count + 1), rowsOfSheet, Math.Max(1, columns.Count),
            WorkbookTheme.PagesWide(widths.Sum()), pictures.Count > 0);
        var foot = footer.Length == 0 ? "" : $"&amp;L{SecurityElement.Escape(footer.Replace("&", "&&", StringComparison.Ordinal))}";
        buffer.Raw(XlsxParts.SheetEnd(sheet.Filter.Replace("$", "", StringComparison.Ordinal), foot, sheet.PagesWide, pictures.Count > 0));
        await package.EndAsync(buffer, cancellationToken);
        sheets.Add(sheet);
        if (pictures.Count > 0) await PictureParts.AddAsync(package, sheet, sheets.Count, pictures, cancellationToken);
        pictures.Clear();
    }

    // Some readers look for parts whose name begins so; the other sheets of a workbook have numbers alone.
    private static string PathOf(int number) => string.Create(CultureInfo.InvariantCulture, $"xl/worksheets/sheet_{number}.xml");
}
