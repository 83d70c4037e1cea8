using Concentric.Data;
using Concentric.Ledgers;

namespace Concentric.Communities;

/// <summary>The columns in which communities are listed.</summary>
public static class CommunityLedgers
{
    /// <summary>Communities.</summary>
    public static Ledger<Community> Communities { get; } = new()
    {
        Kind = RecordKinds.NameOf<Community>(),
        Id = x => x.Id,
        Rows = db => db.Communities,
        TypedColumns =
        [
            new() { Key = "code", Type = LedgerType.Identifier, Value = x => x.Code, Width = 14 },
            new() { Key = "community", Type = LedgerType.Community, Value = x => x.Id, Width = 16 },
            new() { Key = "households", Type = LedgerType.Number, Value = x => x.HouseholdCount, Width = 10 },
        ],
    };
}
