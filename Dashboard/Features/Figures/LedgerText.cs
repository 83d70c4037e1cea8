using System.Globalization;
using Concentric.Ledgers;
using Concentric.Resources;
using Concentric.Rules;
using Concentric.Time;

namespace Concentric.Dashboard.Features.Figures;

/// <summary>Writes a ledger's values for the screen. Personal data comes out masked.</summary>
public static class LedgerText
{
    public static string Of(LedgerColumn column, object? value, CommunityDirectory.Names names) => value switch
    {
        null => "",
        _ when column.IsPersonal => Masking.Mask(value as string) ?? "",
        DateOnly day => day.ToIso(),
        bool yes => Texts.Get(yes ? "Yes" : "No"),
        Enum term => Texts.Term(term),
        long fen when column.Type == LedgerType.Money => (fen / 100m).ToString("#,##0.00", CultureInfo.CurrentCulture),
        long milli when column.Type == LedgerType.Milli => (milli / 1000m).ToString("#,##0.###", CultureInfo.CurrentCulture),
        int id when column.Type == LedgerType.Community => names.Name(id),
        string key when column.Type == LedgerType.Category => names.Of(column.Terms).Name(key),
        IFormattable number => number.ToString("#,##0", CultureInfo.CurrentCulture),
        _ => value.ToString() ?? "",
    };

    /// <summary>True when values of the type stand right-aligned.</summary>
    public static bool IsNumeric(LedgerColumn column) => column.Type is LedgerType.Number or LedgerType.Money or LedgerType.Milli;
}
