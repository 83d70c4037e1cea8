using Concentric.Imports.Files;
using Concentric.Rules;
using Concentric.Sheets;

namespace Concentric.Imports;

/// <summary>A column of a sheet, with some of what stands in it.</summary>
/// <param name="Key">By what a mapping knows it (<see cref="ImportMapping.KeyOf"/>).</param>
/// <param name="Header">As it stands there.</param>
/// <param name="Place">From 0.</param>
internal sealed record SurveyedColumn(string Key, string Header, int Place)
{
    /// <summary>The most values that are shown of a column.</summary>
    public const int MostSamples = 3;

    /// <summary>The first values that differ; none for a column without any.</summary>
    public List<SheetCell> Samples { get; } = [];

    public void Take(SheetCell cell)
    {
        if (cell.Kind != CellKind.Empty && Samples.Count < MostSamples && !Samples.Exists(known => known.Text == cell.Text))
            Samples.Add(cell);
    }
}

/// <summary>A sheet whose headers were found, or guessed.</summary>
/// <param name="Header">With what has been said and what the program knows.</param>
/// <param name="Layout">Where the headers are.</param>
/// <param name="Candidates">The first rows of the sheet, each in which the headers might be, with the first of what they say.</param>
/// <param name="Columns">Those with a header.</param>
/// <param name="HasNew">True when a row names no record that it changes: then it needs all that new ones need.</param>
internal sealed record SurveyedSheet(
    ImportHeader Header, HeaderLayout Layout, IReadOnlyList<HeaderCandidate> Candidates, IReadOnlyList<SurveyedColumn> Columns, bool HasNew)
{
    /// <summary>Columns with values that neither the program knows nor somebody has spoken of.</summary>
    public IEnumerable<SurveyedColumn> Open =>
        Columns.Where(column => Header.UnknownPlaces.Contains(column.Place) && column.Samples.Count > 0);
}

/// <summary>
/// Looks through a file before its rows are read: where its headers are, which of its columns nobody knows, and what stands in them. A
/// sheet whose columns are all known is left after its first rows; of any other every row is looked at once.
/// </summary>
internal sealed class ImportSurvey(SheetFile file, ImportSheet sheet, ImportMapping? mapping)
{
    /// <summary>Columns that a row of headers has at least: fewer may be chance.</summary>
    private const int LeastColumns = 2;

    /// <summary>How much of a row is shown where somebody looks for the headers, in cells.</summary>
    private const int MostCells = 5;

    /// <summary>The sheets with headers, those of the program's own workbooks that explain left out.</summary>
    public IReadOnlyList<SurveyedSheet> Read()
    {
        var (found, guessed) = (new List<SurveyedSheet>(), (SurveyedSheet?)null);
        for (var i = 0; i < file.Sheets.Count; i++)
        {
            using var rows = file.Read(i).GetEnumerator();
            var above = new List<SheetRow>();
            while (above.Count < ImportHeader.MostRowsAbove && rows.MoveNext()) above.Add(rows.Current);
            var name = file.Sheets[i];
            if (above.Count == 0 || ManifestName.Is(name) || ImportReader.IsOwn(name)) continue;
            var best = mapping?.LayoutOf(name) is { } layout && HeaderLines.Of(sheet, layout, above) is { } chosen
                ? ImportHeader.Of(sheet, chosen, name, mapping)
                : above.Select(row => ImportHeader.Of(sheet, row, name, mapping)).MaxBy(header => header.Count)!;
            var isKnown = best.Count >= LeastColumns || mapping?.LayoutOf(name) is not null;
            if (isKnown) found.Add(Look(best, above, rows, name));
            else if (guessed is null && found.Count == 0 && Guess(above) is { } row)
                guessed = Look(ImportHeader.Of(sheet, row, name, mapping), above, rows, name);
        }

        return found.Count > 0 || guessed is null ? found : [guessed];
    }

    private SurveyedSheet Look(ImportHeader header, List<SheetRow> above, IEnumerator<SheetRow> rows, string name)
    {
        var said = mapping?.LayoutOf(name);
        var at = above.FindIndex(row => row.Number == (said?.Row ?? header.Row.Number));
        // More of the names may stand in the second line than in the first.
        if (said is null && at > 0 && above[at - 1].Cells.Count(cell => cell.Kind == CellKind.Text) >= LeastColumns
            && HeaderLines.MayBeSecond(above[at - 1], above[at])) at--;
        var second = said is null && at + 1 < above.Count && HeaderLines.MayBeSecond(above[at], above[at + 1]) ? above[at + 1] : null;
        // The rest need not be read where everything is known; merged cells are told behind it.
        var rest = new List<SheetRow>(above);
        SurveyedSheet? looked = null;
        if (header.UnknownPlaces.Count > 0 || second is not null) looked = Gather(header, rest, rows, second);
        if (second is not null && IsGrouped(above[at].Number))
        {
            // Both lines are the headers: what stands below the second counts.
            var joined = ImportHeader.Of(sheet, HeaderLines.Join(sheet, above[at], second), name, mapping);
            var columns = ColumnsOf(joined);
            foreach (var column in columns)
            {
                if (looked!.Columns.FirstOrDefault(one => one.Place == column.Place) is { } known)
                    column.Samples.AddRange(known.Samples);
                foreach (var row in above.Where(row => row.Number > second.Number)) column.Take(row[column.Place]);
            }

            return new(joined, new(name, above[at].Number, 2), CandidatesOf(above), columns, looked!.HasNew);
        }

        return looked ?? new(header, said ?? new(name, header.Row.Number, 1), CandidatesOf(above), ColumnsOf(header), HasNew: true);
    }

    private SurveyedSheet Gather(ImportHeader header, List<SheetRow> above, IEnumerator<SheetRow> rows, SheetRow? second)
    {
        var (columns, hasNew) = (ColumnsOf(header), false);
        var identifier = header.Find(sheet.Identifier);
        foreach (var row in above.Where(row => row.Number > header.Row.Number && row.Number != second?.Number).Concat(Rest(rows)))
        {
            if (ImportExample.Is(sheet, header, row)) continue;
            foreach (var column in columns) column.Take(row[column.Place]);
            hasNew |= identifier is not { } place || row[place].Kind == CellKind.Empty;
        }

        var layout = mapping?.LayoutOf(header.Name) ?? new(header.Name, header.Row.Number, 1);
        return new(header, layout, CandidatesOf(above), columns, hasNew);
    }

    private static List<SurveyedColumn> ColumnsOf(ImportHeader header) =>
        [.. header.Keys.Select((key, place) => (key, place)).Where(one => one.key is not null
            && !ImportErrors.IsHeader(ImportHeader.Fold(header.Row[one.place].Text!)))
            .Select(one => new SurveyedColumn(one.key!, header.Row[one.place].Text!.Trim(), one.place))];

    private static List<HeaderCandidate> CandidatesOf(List<SheetRow> above) =>
        [.. above.Select(row => new HeaderCandidate(row.Number, string.Join(" · ",
            row.Cells.Where(cell => cell.Text is not null).Take(MostCells).Select(cell => Cut(cell.Text!.Trim())))))];

    private static string Cut(string text) => PlainText.Cut(text, 12, "…");

    /// <summary>The row that looks most like headers where no name is known: most cells with words, the first of several.</summary>
    private static SheetRow? Guess(List<SheetRow> above)
    {
        var row = above.MaxBy(row => row.Cells.Count(cell => cell.Kind == CellKind.Text))!;
        return row.Cells.Count(cell => cell.Kind == CellKind.Text) >= LeastColumns && row != above[^1] ? row : null;
    }

    /// <summary>A spreadsheet merges the group above its columns, or a header over both lines. A CSV file can't say.</summary>
    private bool IsGrouped(int first) =>
        file is CsvFile || file.Merged.Any(cells => cells.FirstRow == first && CellRange.Of(cells.Range) is { } range
            && (cells.LastRow == first + 1 || (cells.LastRow == first && range.LastColumn > range.FirstColumn)));

    private static IEnumerable<SheetRow> Rest(IEnumerator<SheetRow> rows)
    {
        while (rows.MoveNext()) yield return rows.Current;
    }
}
