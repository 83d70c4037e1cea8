using Concentric.Ledgers;
using Concentric.Lists;

namespace Concentric.Instructions;

/// <summary>What is read of a record's row of its list, whatever its kind.</summary>
internal static class SubjectRows
{
    /// <summary>The community that keeps it; null for a record of the street.</summary>
    public static int? CommunityOf(RecordList list, LedgerRow row)
    {
        for (var i = 0; i < list.Ledger.Columns.Count; i++)
            if (list.Ledger.Columns[i].Type == LedgerType.Community) return row.Values[i] as int?;
        return null;
    }
}
