using System.Globalization;
using Concentric.Imports.Files;

namespace Concentric.Imports;

/// <summary>
/// Which column of a sheet holds what: found by the headers, in either language, whatever their order. A mark for what is required
/// (*) may stand behind them. What somebody has said of a header holds; then come the program's own names, then those that sheets of
/// offices commonly use.
/// </summary>
public sealed class ImportHeader
{
    /// <summary>Rows at the top in which the headers are looked for: titles and notes may stand above.</summary>
    public const int MostRowsAbove = 10;

    private readonly Dictionary<string, int> places = [];

    private ImportHeader(ImportSheet sheet, SheetRow row, string name, ImportMapping? mapping)
    {
        (Row, Name) = (row, name);
        var told = sheet.Told;
        var (open, seen) = (new List<(string Header, int Place)>(), new Dictionary<string, int>());
        var keys = new string?[row.Cells.Count];
        for (var i = 0; i < row.Cells.Count; i++)
        {
            if (row.Cells[i].Text is not { } text) continue;
            var header = Fold(text);
            keys[i] = ImportMapping.KeyOf(header, seen);
            if (mapping?.Columns.TryGetValue(keys[i]!, out var said) == true && (said.Length == 0 || sheet.Has(said)))
            {
                if (said.Length == 0) LeftOut.Add(text.Trim());
                else Place(said, i);
            }
            else if (sheet.KeyOf(header) is { } key) Place(key, i);
            else if (told.Contains(header)) NotTaken.Add(text.Trim());
            else if (!ImportErrors.IsHeader(header)) open.Add((header, i));
        }

        foreach (var (header, key) in sheet.Synonyms)
        {
            if (places.ContainsKey(key)) continue;
            var at = open.FindIndex(one => one.Header == header);
            if (at < 0) continue;
            places.Add(key, open[at].Place);
            open.RemoveAt(at);
        }

        UnknownPlaces = open.ConvertAll(one => one.Place);
        Keys = keys;

        void Place(string key, int place)
        {
            if (!places.TryAdd(key, place)) Twice.Add(row.Cells[place].Text!.Trim());
        }
    }

    /// <summary>Name of the sheet; empty for a CSV file.</summary>
    public string Name { get; }

    /// <summary>The row with the headers; of two lines of headers, both as one, with the number of the second.</summary>
    public SheetRow Row { get; }

    /// <summary>By what a mapping knows the header of each place; null where there is none.</summary>
    public IReadOnlyList<string?> Keys { get; }

    /// <summary>Places of headers that nobody knows.</summary>
    public IReadOnlyList<int> UnknownPlaces { get; }

    /// <summary>Headers that nobody knows.</summary>
    public IReadOnlyList<string> Unknown => [.. UnknownPlaces.Select(place => Row[place].Text!.Trim())];

    /// <summary>Columns of an export that the program works out itself.</summary>
    public List<string> NotTaken { get; } = [];

    /// <summary>Columns that somebody said are to be left out.</summary>
    public List<string> LeftOut { get; } = [];

    /// <summary>Headers that stand there twice.</summary>
    public List<string> Twice { get; } = [];

    /// <summary>How many of the kind's columns it has.</summary>
    public int Count => places.Count;

    /// <summary>The place of a column, from 0; null when the file has it not.</summary>
    public int? Find(string key) => places.TryGetValue(key, out var place) ? place : null;

    /// <summary>The column of the kind at a place; null when none is.</summary>
    public string? KeyAt(int place)
    {
        foreach (var (key, at) in places)
        {
            if (at == place) return key;
        }

        return null;
    }

    /// <summary>The columns that new records need and the sheet has not. Changes need none, if they have the number.</summary>
    public IReadOnlyList<ImportColumn> Missing(ImportSheet sheet, bool mayLeaveCommunityOut) =>
        [.. sheet.Columns.Where(column =>
            column.IsRequired && Find(column.Key) is null && !(mayLeaveCommunityOut && column.Type == ImportType.Community))];

    /// <summary>Reads a row as headers.</summary>
    public static ImportHeader Of(ImportSheet sheet, SheetRow row, string name, ImportMapping? mapping = null) =>
        new(sheet, row, name, mapping);

    /// <summary>A header as it is compared.</summary>
    public static string Fold(string text) => ImportLookups.Fold(text).TrimEnd('*').TrimStart('*');

    /// <summary>The place of a column in the row, as in B17.</summary>
    public static string PlaceOf(int column, int row) =>
        Sheets.XlsxParts.Letters(column + 1) + row.ToString(CultureInfo.InvariantCulture);
}
