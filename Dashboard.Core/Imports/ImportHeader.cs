using System.Globalization;
using Concentric.Imports.Files;
using Concentric.Resources;

namespace Concentric.Imports;

/// <summary>
/// Which column of a sheet holds what: found by the headers, in either language, whatever their order. A mark for what is required
/// (*) may stand behind them.
/// </summary>
public sealed class ImportHeader
{
    /// <summary>Rows at the top in which the headers are looked for: titles and notes may stand above.</summary>
    public const int MostRowsAbove = 10;

    private readonly Dictionary<string, int> places = [];

    private ImportHeader(ImportSheet sheet, SheetRow row, string name)
    {
        (Row, Name) = (row, name);
        var told = sheet.Told;
        for (var i = 0; i < row.Cells.Count; i++)
        {
            if (row.Cells[i].Text is not { } text) continue;
            var header = Fold(text);
            if (sheet.KeyOf(header) is { } key)
            {
                if (!places.TryAdd(key, i)) Twice.Add(text.Trim());
            }
            else if (told.Contains(header)) NotTaken.Add(text.Trim());
            else if (!ImportErrors.IsHeader(header)) Unknown.Add(text.Trim());
        }
    }

    /// <summary>Name of the sheet; empty for a CSV file.</summary>
    public string Name { get; }

    /// <summary>The row with the headers.</summary>
    public SheetRow Row { get; }

    /// <summary>Headers that nobody knows.</summary>
    public List<string> Unknown { get; } = [];

    /// <summary>Columns of an export that the program works out itself.</summary>
    public List<string> NotTaken { get; } = [];

    /// <summary>Headers that stand there twice.</summary>
    public List<string> Twice { get; } = [];

    /// <summary>How many of the kind's columns it has.</summary>
    public int Count => places.Count;

    /// <summary>The place of a column, from 0; null when the file has it not.</summary>
    public int? Find(string key) => places.TryGetValue(key, out var place) ? place : null;

    /// <summary>The columns that new records need and the sheet has not. Changes need none, if they have the number.</summary>
    public IReadOnlyList<ImportColumn> Missing(ImportSheet sheet, bool mayLeaveCommunityOut) =>
        [.. sheet.Columns.Where(column =>
            column.IsRequired && Find(column.Key) is null && !(mayLeaveCommunityOut && column.Type == ImportType.Community))];

    /// <summary>Reads a row as headers.</summary>
    public static ImportHeader Of(ImportSheet sheet, SheetRow row, string name) => new(sheet, row, name);

    /// <summary>A header as it is compared.</summary>
    public static string Fold(string text) => ImportLookups.Fold(text).TrimEnd('*').TrimStart('*');

    /// <summary>The place of a column in the row, as in B17.</summary>
    public static string PlaceOf(int column, int row) =>
        Sheets.XlsxParts.Letters(column + 1) + row.ToString(CultureInfo.InvariantCulture);
}
