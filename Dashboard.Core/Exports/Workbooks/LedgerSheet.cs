using System.Globalization;
using System.Linq.Expressions;
using Concentric.Exports.Lists;
using Concentric.Kinds;
using Concentric.Ledgers;
using Concentric.Metrics;
using Concentric.Resources;
using Concentric.Sheets;

namespace Concentric.Exports.Workbooks;

/// <summary>
/// A ledger in a workbook: its columns, the marks that figures count by, and a link to each record's page. Rows are streamed; a
/// ledger longer than a sheet goes on in the next. Knows afterwards where each column is, for the formulas.
/// </summary>
internal sealed class LedgerSheet
{
    public const string Communities = "communities";
    public const string First = "first";
    public const string FirstOfCommunity = "first-of-community";
    private const string Page = "page";
    private const string Picture = "picture";

    private readonly List<string> keys = [];
    private readonly List<SheetColumn> columns = [];
    private readonly CultureInfo culture;

    public LedgerSheet(PeriodLedger source, CultureInfo culture)
    {
        (Source, this.culture) = (source, culture);
        foreach (var column in Listed) Add(column.Key, LedgerCells.Column(column, culture));
        if (source.IsShared) Add(Communities, SheetType.Text, 24);
        if (source.Distinct is not null)
        {
            Add(First, SheetType.Text, 10);
            Add(FirstOfCommunity, SheetType.Text, 10);
        }

        if (PageKind is not null) Add(Page, SheetType.Link, 8);
    }

    public PeriodLedger Source { get; }

    /// <summary>How many attachments the records have whose pages the rows lead to, by record; null where they can have none.</summary>
    public IReadOnlyDictionary<long, int>? Files { get; set; }

    /// <summary>Pictures beside the rows, in a last column; null for none.</summary>
    public LedgerPictures? Pictures { get; set; }

    /// <summary>The sheets it was streamed into, one or more.</summary>
    public IReadOnlyList<StreamedSheet> Sheets { get; private set; } = [];

    public long Rows { get; private set; }

    private IEnumerable<LedgerColumn> Listed => Source.Ledger.Columns.Concat(Source.Ledger.Marks);

    /// <summary>Kind of record whose pages the rows lead to; null when it has none.</summary>
    public string? PageKind =>
        (Source.Ledger.PageKind ?? Source.Ledger.Kind) is var kind && RecordPaths.Of(kind) is not null ? kind : null;

    /// <summary>Streams the rows.</summary>
    /// <param name="written">Told of every row.</param>
    public async Task WriteAsync(
        XlsxWriter table, string name, string footer, IAsyncEnumerable<LedgerRow> rows, IReadOnlyDictionary<long, List<int>> shared,
        CommunityDirectory.Names names, Action written, CancellationToken cancellationToken)
    {
        var before = table.Sheets.Count;
        if (Files is not null) Add(Ledgers.Ledger.Attachments, SheetType.Whole, 8);
        if (Pictures is not null) Add(Picture, SheetType.Text, 14);
        await table.BeginAsync(name, columns, footer, cancellationToken);
        Action<object?>[] cells = [.. Listed.Select(column => LedgerCells.Writer(table, column, names, culture))];
        var communityAt = Listed.TakeWhile(column => column.Key != "community").Count();
        var (seen, seenThere) = (new HashSet<long>(), new HashSet<(object?, long)>());
        var (yes, no, open) = (Texts.Get("Yes", culture), Texts.Get("No", culture), ExportTexts.Get("Link.Open", culture));
        await foreach (var row in rows.WithCancellation(cancellationToken))
        {
            var picture = Pictures is null ? null : await Pictures.TakeAsync(row.Id, cancellationToken);
            if (picture is not null) table.HighRow();
            for (var i = 0; i < cells.Length; i++) cells[i](row.Values[i]);
            if (Source.IsShared) table.Text(CommunitiesOf(row, communityAt, shared, names));
            if (Source.Distinct is not null)
            {
                var key = (long?)row.Values[cells.Length];
                table.Text(key is { } thing && seen.Add(thing) ? yes : no);
                table.Text(key is { } ofCommunity && seenThere.Add((row.Values[communityAt], ofCommunity)) ? yes : no);
            }

            if (PageKind is { } kind) table.Link(RecordPaths.Of(kind, row.PageId)!, open);
            if (Files is not null) table.Whole(Files.GetValueOrDefault(row.PageId));
            if (picture is not null) table.Picture(picture, Pictures!);
            await table.EndRowAsync(cancellationToken);
            Rows++;
            written();
        }

        await table.EndSheetsAsync(cancellationToken);
        Sheets = [.. table.Sheets.Skip(before)];
    }

    /// <summary>The column that holds an expression of the ledger's record; null when none does.</summary>
    public LedgerColumn? Find(Expression expression)
    {
        foreach (var column in Listed)
        {
            if (LedgerExpressions.AreSame(LedgerExpressions.ValueOf(column), expression)) return column;
        }
        return null;
    }

    /// <summary>The name of a column's range in one of the sheets.</summary>
    public string NameOf(string key, int sheet) => WorkbookNames.Column(Source.Ledger.Kind, key, sheet);

    /// <summary>Every name with its range.</summary>
    public IEnumerable<(string Name, string Range)> Names =>
        from sheet in Sheets.Select((sheet, i) => (sheet, i))
        from column in keys.Select((key, i) => (key, Letters: XlsxParts.Letters(i + 1)))
        where column.key is not (Page or Picture)
        let last = Math.Max(2, sheet.sheet.Rows).ToString(CultureInfo.InvariantCulture)
        select (NameOf(column.key, sheet.i), $"{SheetNames.Quote(sheet.sheet.Name)}!${column.Letters}$2:${column.Letters}${last}");

    /// <summary>Where the rows of a measure stand, for a link: the column of its day.</summary>
    public string PlaceOf(Measure measure)
    {
        var column = Find(measure.Definition.Day.Body);
        return $"{SheetNames.Quote(Sheets[0].Name)}!{XlsxParts.Letters(column is null ? 1 : keys.IndexOf(column.Key) + 1)}1";
    }

    /// <summary>How a community stands in the column of those that share a row, so that no name is found within another.</summary>
    public static string Bracket(string name) => $"[{name}]";

    private string CommunitiesOf(LedgerRow row, int communityAt, IReadOnlyDictionary<long, List<int>> shared,
        CommunityDirectory.Names names)
    {
        var lead = (int)row.Values[communityAt]!;
        if (!shared.TryGetValue(row.Id, out var all)) return Bracket(names.Name(lead, culture));
        var ids = all.Contains(lead) ? all : [lead, .. all];
        return string.Join(' ', ids.Select(id => Bracket(names.Name(id, culture))));
    }

    private void Add(string key, SheetType type, int width) => Add(key, new(Texts.Column(key, culture), type, width));

    private void Add(string key, SheetColumn column)
    {
        keys.Add(key);
        columns.Add(column);
    }
}
