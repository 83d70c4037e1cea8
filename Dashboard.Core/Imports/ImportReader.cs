using System.Globalization;
using Concentric.Imports.Files;
using Concentric.Resources;
using Concentric.Rules;
using Concentric.Sheets;

namespace Concentric.Imports;

/// <summary>
/// Finds in a file the sheets with records of one kind, their headers, and the rows below. What was passed over is told in
/// <see cref="Notes"/>; what makes the whole file useless is thrown.
/// </summary>
internal sealed class ImportReader(SheetFile file, ImportSheet sheet, ImportContext scene)
{
    /// <summary>Columns that a row of headers has at least: fewer may be chance.</summary>
    private const int LeastColumns = 2;

    /// <summary>The most rows, or columns that were left out, that a note names.</summary>
    private const int MostTold = 20;

    /// <summary>Keys of texts under <c>Note.</c> with their values.</summary>
    public List<ImportNote> Notes { get; } = [.. file.Notes.Where(note => note.Value is null || !IsOwn(note.Value))];

    /// <summary>Rows read so far.</summary>
    public int Rows { get; private set; }

    /// <summary>The rows of all sheets, some hundred at a time; a piece never spans two sheets.</summary>
    /// <exception cref="ImportFileException">The file can't be used; says why and how to mend it.</exception>
    public IEnumerable<IReadOnlyList<ImportRow>> Read()
    {
        var (found, merged) = (0, (MergedCells?)null);
        for (var i = 0; i < file.Sheets.Count; i++)
        {
            using var rows = file.Read(i).GetEnumerator();
            var above = new List<SheetRow>();
            while (above.Count < ImportHeader.MostRowsAbove && rows.MoveNext()) above.Add(rows.Current);
            if (Best(above, file.Sheets[i]) is not { } header)
            {
                Finish(rows);
                // What our own workbooks say of themselves is nothing that was left out.
                if (above.Count == 0 || ManifestName.Is(file.Sheets[i]) || IsOwn(file.Sheets[i])) continue;
                merged ??= MergedIn(above[0].Number);
                Notes.Add(new("NotRead", file.Sheets[i]));
                continue;
            }

            found++;
            var left = new Left();
            foreach (var piece in Pieces(header, above, rows, left)) yield return piece;
            if (Lines(header) == 1 && MergedIn(header.Row.Number) is { } cells) throw new ImportFileException("MergedHeader", cells.Range);
            if (file.Merged.FirstOrDefault(range => range.LastRow > header.Row.Number) is { } below) Notes.Add(new("Merged", below.Range));
            Tell(header, left, above.Count(row => row.Number < header.Row.Number - (Lines(header) - 1)));
        }

        if (found == 0 && merged is not null) throw new ImportFileException("MergedHeader", merged.Range);
        if (found == 0) throw new ImportFileException("NoHeader", NamesOf(sheet.Columns.Where(column => column.IsRequired)));
        if (Rows == 0) throw new ImportFileException("NoRows");
    }

    private IEnumerable<IReadOnlyList<ImportRow>> Pieces(ImportHeader header, List<SheetRow> above, IEnumerator<SheetRow> rows, Left left)
    {
        if (header.Twice.Count > 0) throw Refuse(header, rows, new("TwiceInHeader", header.Twice[0]));
        var missing = header.Missing(sheet, scene.OnlyCommunity is not null);
        var piece = new List<ImportRow>(ImportBatchProcessor.RowsAtOnce);
        var characters = 0;
        foreach (var row in above.SkipWhile(row => row.Number <= header.Row.Number).Concat(Rest(rows)))
        {
            if (ImportExample.Is(sheet, header, row))
            {
                left.Examples.Add(row.Number);
                continue;
            }

            if (ImportTotals.Is(row))
            {
                left.Totals.Add(row.Number);
                continue;
            }

            left.Note(header, row);
            if (++Rows > ImportSheet.MostRows) throw new ImportFileException("TooManyRows", ImportSheet.MostRows);
            var read = new ImportRow(sheet, header, row, scene);
            // Changes need no more than the number and what is to change; a new row is told of each value that it lacks.
            if (missing.Count > 0 && read.Identifier is null && read.OutsideNumber is null)
                throw Refuse(header, rows, Lacking(header, missing));
            piece.Add(read);
            characters += row.Cells.Sum(cell => cell.Text?.Length ?? 0);
            if (piece.Count < ImportBatchProcessor.RowsAtOnce && characters < InputLimits.HeldCharacters) continue;
            yield return piece;
            (piece, characters) = (new(ImportBatchProcessor.RowsAtOnce), 0);
        }

        if (piece.Count > 0) yield return piece;
    }

    /// <summary>Why a header won't do. Merged cells are known only behind the rows, and are the reason if there are any.</summary>
    private ImportFileException Refuse(ImportHeader header, IEnumerator<SheetRow> rows, ImportFileException reason)
    {
        Finish(rows);
        return Lines(header) == 1 && MergedIn(header.Row.Number) is { } cells ? new("MergedHeader", cells.Range) : reason;
    }

    private static ImportFileException Lacking(ImportHeader header, IReadOnlyList<ImportColumn> missing) => header.Unknown.Count == 0
        ? new("Missing", NamesOf(missing))
        : new("MissingButUnknown", NamesOf(missing), Texts.Series(header.Unknown));

    private static string NamesOf(IEnumerable<ImportColumn> columns) =>
        Texts.Series(columns.Select(column => column.Header(CultureInfo.CurrentUICulture)));

    private static void Finish(IEnumerator<SheetRow> rows)
    {
        while (rows.MoveNext()) { }
    }

    private static IEnumerable<SheetRow> Rest(IEnumerator<SheetRow> rows)
    {
        while (rows.MoveNext()) yield return rows.Current;
    }

    /// <summary>1, or 2 where groups of columns have headers of their own, which are merged.</summary>
    private int Lines(ImportHeader header) => scene.Mapping?.LayoutOf(header.Name)?.Lines ?? 1;

    private ImportHeader? Best(List<SheetRow> above, string name)
    {
        if (scene.Mapping?.LayoutOf(name) is { } layout)
            return HeaderLines.Of(sheet, layout, above) is { } row ? ImportHeader.Of(sheet, row, name, scene.Mapping) : null;
        var best = above.Select(row => ImportHeader.Of(sheet, row, name, scene.Mapping)).MaxBy(header => header.Count);
        return best?.Count >= LeastColumns ? best : null;
    }

    private MergedCells? MergedIn(int row) => file.Merged.FirstOrDefault(cells => cells.FirstRow <= row && cells.LastRow >= row);

    /// <summary>What the templates hold beside the records.</summary>
    internal static bool IsOwn(string sheet) => ImportTexts.Cultures.Any(culture => sheet == ImportTexts.Get("Template.Help", culture)
        || sheet == ImportTexts.Get("Template.Lists", culture));

    private void Tell(ImportHeader header, Left left, int above)
    {
        if (above > 0) Notes.Add(new("Above", above.ToString(CultureInfo.InvariantCulture)));
        if (left.Columns.Count > 0)
            Notes.Add(new("NoHeader", Texts.Series(left.Columns.Order().Select(place => XlsxParts.Letters(place + 1)))));
        // The template's own example is there to be passed over; one that was written over is not.
        if (left.Examples.Exists(row => row != header.Row.Number + 1) || left.Examples.Count > 1)
            Notes.Add(new("Example", Texts.Series(left.Examples.Take(MostTold).Select(row => row.ToString(CultureInfo.InvariantCulture)))));
        if (left.Totals.Count > 0)
            Notes.Add(new("Totals", Texts.Series(left.Totals.Take(MostTold).Select(row => row.ToString(CultureInfo.InvariantCulture)))));
        if (file.HiddenColumns is { } hidden) Notes.Add(new("HiddenColumns", hidden));
        if (file.IsTooWide) Notes.Add(new("TooWide"));
        if (header.Unknown.Count > 0) Notes.Add(new("Unknown", Texts.Series(header.Unknown)));
        if (header.LeftOut.Count > 0)
            Notes.Add(new("LeftOut", Texts.Series(header.LeftOut.Take(MostTold))
                + (header.LeftOut.Count > MostTold ? string.Create(CultureInfo.InvariantCulture, $"… ({header.LeftOut.Count})") : "")));
        if (header.NotTaken.Count > 0) Notes.Add(new("NotTaken", Texts.Series(header.NotTaken)));
    }

    /// <summary>What was left of a sheet.</summary>
    private sealed class Left
    {
        /// <summary>Numbers of the rows that are marked as the example.</summary>
        public List<int> Examples { get; } = [];

        /// <summary>Numbers of the rows that sum up others.</summary>
        public List<int> Totals { get; } = [];

        /// <summary>Places of the columns without a header that say something; at most <see cref="SheetFile.MostColumns"/>.</summary>
        public HashSet<int> Columns { get; } = [];

        public void Note(ImportHeader header, SheetRow row)
        {
            for (var i = 0; i < row.Cells.Count; i++)
            {
                if (row.Cells[i].Kind != CellKind.Empty && header.Row[i].Kind == CellKind.Empty) Columns.Add(i);
            }
        }
    }
}

/// <summary>Something that a reader of the outcome should know.</summary>
/// <param name="Key">Of the text under <c>Note.</c></param>
/// <param name="Value">Its one value; null when it takes none.</param>
public sealed record ImportNote(string Key, string? Value = null);
