using System.Globalization;
using Concentric.Imports.Files;
using Concentric.Rules;
using Concentric.Sheets;

namespace Concentric.Imports;

/// <summary>A refusal, for the page.</summary>
/// <param name="Sheet">Name of the sheet; empty for a CSV file.</param>
/// <param name="Cell">As in B17; the row alone when the file has no such column.</param>
/// <param name="Column">Header of the column.</param>
/// <param name="Value">What stands there.</param>
/// <param name="Mend">How to mend it, in Chinese.</param>
/// <param name="MendEn">The same in English.</param>
public sealed record ImportProblem(string Sheet, string Cell, string Column, string? Value, string Mend, string MendEn)
{
    internal static IEnumerable<ImportProblem> Of(ImportSheet sheet, ImportResult result)
    {
        var (header, row) = (result.Row.Header, result.Row.Source.Number);
        var placed = result.Violations.Select(violation =>
        {
            var column = sheet.Columns.FirstOrDefault(column => column.Field == violation.Field);
            return (Violation: violation, Column: column, Place: column is null ? null : header.Find(column.Key));
        });
        // From left to right, as the row is read.
        return placed.OrderBy(found => found.Place ?? int.MaxValue).Select(found => new ImportProblem(
            header.Name,
            found.Place is { } at ? ImportHeader.PlaceOf(at, row) : row.ToString(CultureInfo.InvariantCulture),
            found.Place is { } place ? header.Row[place].Text!.Trim()
                : found.Column?.Header(CultureInfo.CurrentUICulture)
                    ?? RuleTexts.FindField(found.Violation.Field, CultureInfo.CurrentUICulture) ?? found.Violation.Field,
            ValueOf(found.Violation, found.Column, found.Place is { } there ? result.Row.Source[there] : default),
            found.Violation.Mend(ImportTexts.Cultures[0]), found.Violation.Mend(ImportTexts.Cultures[1])));
    }

    /// <summary>Numbers as they stand there: the rules see minutes where a form tells hours.</summary>
    private static string? ValueOf(Violation violation, ImportColumn? column, SheetCell cell) =>
        violation.Value is not null && column?.Type is ImportType.Whole or ImportType.Money or ImportType.Milli
            && cell.Text is { Length: <= Violation.MostValue } text ? text.Trim() : violation.Value;
}

/// <summary>Writes the file back with what is wrong beside each row, so that it can be mended in place and uploaded again.</summary>
internal sealed class ImportErrors(TableWriter table, ImportSheet sheet, CultureInfo culture)
{
    private static readonly HashSet<string> Headers =
        [.. ImportTexts.Cultures.Select(language => ImportHeader.Fold(ImportTexts.Get("Errors.Header", language)))];

    private ImportHeader? header;
    private int width;

    /// <summary>True for the header of the column that this class adds.</summary>
    public static bool IsHeader(string folded) => Headers.Contains(folded);

    public async Task WriteAsync(IReadOnlyList<ImportResult> results, CancellationToken cancellationToken)
    {
        foreach (var result in results)
        {
            if (!ReferenceEquals(header, result.Row.Header)) await BeginAsync(result.Row.Header, cancellationToken);
            for (var i = 0; i < width; i++) Write(result.Row.Source[i]);
            table.Text(string.Join("\n", result.Violations.Select(violation => violation.Describe(culture))));
            await table.EndRowAsync(cancellationToken);
        }
    }

    private async Task BeginAsync(ImportHeader next, CancellationToken cancellationToken)
    {
        header = next;
        // A column of errors that the file has from the last time is written anew.
        var cells = next.Row.Cells;
        width = cells.Count;
        while (width > 0 && (cells[width - 1].Text is not { } text || IsHeader(ImportHeader.Fold(text)))) width--;
        List<SheetColumn> columns = [.. Enumerable.Range(0, width).Select(place => ColumnOf(cells[place].Text ?? "", place))];
        columns.Add(new(ImportTexts.Get("Errors.Header", culture), SheetType.Text, 60));
        await table.BeginAsync(next.Name.Length == 0 ? Resources.Texts.Kind(sheet.Kind, culture) : next.Name, columns, cancellationToken);
    }

    private SheetColumn ColumnOf(string header, int place)
    {
        var column = this.header!.KeyAt(place) is { } key ? sheet.Column(key) : null;
        return new(header,
            column?.Type switch { ImportType.Identifier => SheetType.Identifier, ImportType.Day => SheetType.Day, _ => SheetType.Text },
            column?.Width ?? 14);
    }

    private void Write(SheetCell cell)
    {
        switch (cell.Kind)
        {
            // A number that is shown with noughts before it would lose them.
            case CellKind.Number when cell.Text == SheetCell.OfNumber(cell.Number).Text: table.Number(cell.Number); break;
            case CellKind.Moment when cell.Number == Math.Truncate(cell.Number): table.Day(cell.Day); break;
            default: table.Text(cell.Text); break;
        }
    }
}
