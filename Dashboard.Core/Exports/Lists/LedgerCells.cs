using System.Globalization;
using Concentric.Communities;
using Concentric.Exports.Sheets;
using Concentric.Ledgers;
using Concentric.People;
using Concentric.Resources;

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
            LedgerType.Number => SheetType.Whole,
            LedgerType.Money => SheetType.Money,
            LedgerType.Milli => SheetType.Milli,
            _ => SheetType.Text,
        },
        column.Width);

    public static void Write(TableWriter table, LedgerColumn column, object? value, CommunityDirectory.Names names, CultureInfo culture)
    {
        switch (value)
        {
            case null: table.Empty(); break;
            case DateOnly day: table.Day(day); break;
            case Enum term: table.Text(Texts.Term(term, culture)); break;
            case bool answer: table.Text(Texts.Get(answer ? "Yes" : "No", culture)); break;
            case int id when column.Type == LedgerType.Community: table.Text(names.Name(id, culture)); break;
            case int or long: Number(table, column.Type, Convert.ToInt64(value, CultureInfo.InvariantCulture)); break;
            case string key when column.Type == LedgerType.Category: table.Text(names.Category(key, culture)); break;
            case string text when column.IsPersonal: table.Text(Masking.Mask(text)); break;
            case string text when column.Type == LedgerType.Identifier: table.Identifier(text); break;
            case string text: table.Text(text); break;
            default: throw new InvalidOperationException($"Column {column.Key} holds a {value.GetType().Name}, which no cell is known for.");
        }
    }

    private static void Number(TableWriter table, LedgerType type, long value)
    {
        if (type == LedgerType.Money) table.Money(value);
        else if (type == LedgerType.Milli) table.Milli(value);
        else table.Whole(value);
    }
}
