using System.Globalization;
using Concentric.Exports.Lists;
using Concentric.Ledgers;
using Concentric.Resources;
using Concentric.Sheets;

namespace Concentric.Exports.Views;

/// <summary>A page's tables as they are written to a file, and what they were asked by.</summary>
/// <param name="Title">Of the page; the file is named after it.</param>
/// <param name="Facts">Filters and other facts for the manifest, by name.</param>
/// <param name="Tables">One sheet each, in order; a page whose file may be CSV has one.</param>
public sealed record ViewBook(string Title, IReadOnlyList<(string Name, string Value)> Facts, IReadOnlyList<ViewTable> Tables);

/// <summary>A fraction that is shown in per cent in a column of other numbers.</summary>
public readonly record struct Share(double Fraction);

/// <summary>
/// A number that is stored in thousandths: the one way in which a page's file divides by a thousand. A plain number is written as it is.
/// </summary>
public readonly record struct Thousandths(long Count);

/// <summary>A number that the workbook reckons from the cells beside it.</summary>
/// <param name="Formula">Without its equals sign; rows are counted from 1, which is the head.</param>
/// <param name="Value">What it comes to.</param>
public readonly record struct SheetFormula(string Formula, double Value);

/// <summary>An amount that is stored in fen, written in yuan.</summary>
public readonly record struct Fen(long Count);

/// <summary>One table of a page. Its rows are read once, while they are written.</summary>
public sealed class ViewTable
{
    private const double MostWithThousandths = 1e12;

    private ViewTable(string name, IReadOnlyList<SheetColumn> columns, long matched, IAsyncEnumerable<LedgerRow> rows,
        Func<TableWriter, IReadOnlyList<Action<LedgerRow>>> cells) =>
        (Name, Columns, Matched, Rows, Cells) = (name, columns, matched, rows, cells);

    public string Name { get; }

    public IReadOnlyList<SheetColumn> Columns { get; }

    /// <summary>Rows that there are by the store's own count; a file with fewer is not whole.</summary>
    public long Matched { get; }

    internal IAsyncEnumerable<LedgerRow> Rows { get; }

    /// <summary>What writes each column's cell of a row.</summary>
    internal Func<TableWriter, IReadOnlyList<Action<LedgerRow>>> Cells { get; }

    /// <summary>
    /// Rows that are in memory. A value is written by its own type: text, day, whole number, <see cref="Share"/>,
    /// <see cref="Thousandths"/>, <see cref="Fen"/>, and by its column's where that says more.
    /// </summary>
    public static ViewTable Of(string name, IReadOnlyList<SheetColumn> columns, IReadOnlyList<object?[]> rows) =>
        Of(name, columns, rows.Count, rows.ToAsyncEnumerable());

    /// <summary>Rows that are read while they are written.</summary>
    public static ViewTable Of(string name, IReadOnlyList<SheetColumn> columns, long matched, IAsyncEnumerable<object?[]> rows) => new(
        name, columns, matched, rows.Select(row => new LedgerRow { Id = 0, Values = row }),
        table => [.. columns.Select<SheetColumn, Action<LedgerRow>>((column, i) => row => Write(table, column.Type, row.Values[i]))]);

    /// <summary>Rows of a ledger, in its columns; personal data is masked.</summary>
    /// <param name="name">Null for the kind's own.</param>
    /// <param name="marked">Head of a further column that says which rows are in a rate's numerator; null for none.</param>
    /// <param name="files">How many attachments the rows' records have, for a further column; null for none.</param>
    /// <param name="hasId">Whether a further column holds the rows' ids, for a ledger whose rows have no number.</param>
    public static ViewTable Of(LedgerRows stream, CommunityDirectory.Names names, CultureInfo culture, string? name = null,
        string? marked = null, bool hasId = false, IReadOnlyDictionary<long, int>? files = null)
    {
        var ledger = stream.Ledger.Columns;
        List<SheetColumn> columns = [.. ledger.Select(column => LedgerCells.Column(column, culture))];
        if (marked is not null) columns.Add(new(marked, SheetType.Text, 10));
        if (files is not null) columns.Add(new(Texts.Column(Ledgers.Ledger.Attachments, culture), SheetType.Whole, 10));
        if (hasId) columns.Add(new(Texts.Column(ListExports.IdColumn, culture), SheetType.Identifier, 12));
        var (yes, no) = (Texts.Get("Yes", culture), Texts.Get("No", culture));
        return new(name ?? Texts.Kind(stream.Ledger.Kind, culture), columns, stream.Total, stream.Rows, table =>
        {
            List<Action<LedgerRow>> cells = [.. ledger.Select<LedgerColumn, Action<LedgerRow>>((column, i) =>
            {
                var write = LedgerCells.Writer(table, column, names, culture);
                return row => write(row.Values[i]);
            })];
            if (marked is not null) cells.Add(row => table.Text(row.IsMarked ? yes : no));
            if (files is not null) cells.Add(row => table.Whole(files.GetValueOrDefault(row.Id)));
            if (hasId) cells.Add(row => table.Identifier(row.Id.ToString(CultureInfo.InvariantCulture)));
            return cells;
        });
    }

    private static void Write(TableWriter table, SheetType type, object? value)
    {
        switch (value)
        {
            case null: table.Empty(); break;
            case DateOnly day: table.Day(day); break;
            case SheetFormula formula: table.Formula(formula.Formula, formula.Value, type); break;
            case Share share: table.Percent(share.Fraction); break;
            case double fraction when type == SheetType.Percent: table.Percent(fraction); break;
            // As much as a page shows, and no noughts after a whole number.
            case double number when Math.Abs(number) < MostWithThousandths: WriteMilli(table, (long)Math.Round(number * 1_000)); break;
            case double number: table.Number(number); break;
            case Thousandths milli: WriteMilli(table, milli.Count); break;
            case Fen fen: table.Money(fen.Count); break;
            case int or long when type == SheetType.Money: throw new InvalidOperationException("Say whether it is yuan or fen.");
            case int or long: table.Whole(Convert.ToInt64(value, CultureInfo.InvariantCulture)); break;
            case string text when type == SheetType.Identifier: table.Identifier(text); break;
            case string text: table.Text(text); break;
            default: throw new InvalidOperationException($"No cell is known for a {value.GetType().Name}.");
        }
    }

    private static void WriteMilli(TableWriter table, long milli)
    {
        if (milli % 1_000 == 0) table.Whole(milli / 1_000);
        else table.Milli(milli);
    }
}
