using System.Globalization;
using Concentric.Ledgers;
using Concentric.Resources;
using Concentric.Rules;
using Concentric.Sheets;

namespace Concentric.Exports.Lists;

/// <summary>Writes a ledger's values as cells: names in the reader's language, personal data masked.</summary>
internal static class LedgerCells
{
    public static SheetColumn Column(LedgerColumn column, CultureInfo culture) => new(
        Texts.Column(column.Key, culture),
        column.Type switch
        {
            LedgerType.Identifier => SheetType.Identifier,
            LedgerType.Day => SheetType.Day,
            LedgerType.Number => column.Duration is { } unit ? TypeOf(unit) : SheetType.Whole,
            LedgerType.Money => SheetType.Money,
            LedgerType.Milli => SheetType.Milli,
            _ => SheetType.Text,
        },
        column.Width);

    /// <summary>Writes a column's values, cell by cell. Names of terms, communities and categories are looked up once each.</summary>
    public static Action<object?> Writer(TableWriter table, LedgerColumn column, CommunityDirectory.Names names, CultureInfo culture)
    {
        var known = new Dictionary<object, string>();
        return column.Type switch
        {
            LedgerType.Day => value => table.Day((DateOnly?)value),
            LedgerType.Term => value => table.Text(value is null ? null : Known(value, term => Texts.Term((Enum)term, culture))),
            LedgerType.YesNo =>
                value => table.Text(value is null ? null : Known(value, answer => Texts.Get((bool)answer ? "Yes" : "No", culture))),
            LedgerType.Community => value => table.Text(value is null
                ? null
                : Known(value, id => names.Name(Convert.ToInt32(id, CultureInfo.InvariantCulture), culture))),
            LedgerType.Category => value => table.Text(value is null
                ? null
                : Known(value, key => names.Of(column.Terms).Name((string)key, culture))),
            LedgerType.Number or LedgerType.Money or LedgerType.Milli => value => Number(table, column, value),
            _ when column.IsPersonal => value => table.Text(Masking.Mask((string?)value)),
            LedgerType.Identifier => value => table.Identifier((string?)value),
            _ => value => table.Text((string?)value),
        };

        string Known(object value, Func<object, string> name)
        {
            if (!known.TryGetValue(value, out var text)) known.Add(value, text = name(value));
            return text;
        }
    }

    private static SheetType TypeOf(DurationUnit unit) => unit == DurationUnit.Minutes ? SheetType.Minutes : SheetType.WorkingDays;

    private static void Number(TableWriter table, LedgerColumn column, object? value)
    {
        long? number = value switch
        {
            null => null,
            int small => small,
            long large => large,
            _ => throw new InvalidOperationException($"Column {column.Key} holds a {value.GetType().Name}, which no cell is known for."),
        };
        if (number is null) table.Empty();
        else if (column.Duration is { } unit) table.Duration(number, TypeOf(unit));
        else Number(table, column.Type, number.Value);
    }

    private static void Number(TableWriter table, LedgerType type, long value)
    {
        if (type == LedgerType.Money) table.Money(value);
        else if (type == LedgerType.Milli) table.Milli(value);
        else table.Whole(value);
    }
}
