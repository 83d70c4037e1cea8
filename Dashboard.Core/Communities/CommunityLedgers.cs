using Concentric.Data;
using Concentric.Ledgers;

namespace Concentric.Communities;

/// <summary>The columns in which communities are listed.</summary>
public static class CommunityLedgers
{
    /// <summary>The newest number of households, and since when it holds.</summary>
    internal static IReadOnlyList<LedgerColumn<Community>> Households { get; } =
    [
        new()
        {
            Key = "households",
            Type = LedgerType.Number,
            Value = x => x.HouseholdCounts.OrderByDescending(one => one.HoldsFrom).Select(one => (int?)one.Households).FirstOrDefault(),
            Width = 10,
        },
        new()
        {
            Key = "households-from",
            Type = LedgerType.Day,
            Value = x => x.HouseholdCounts.OrderByDescending(one => one.HoldsFrom).Select(one => (DateOnly?)one.HoldsFrom)
                .FirstOrDefault(),
            Width = 14,
        },
    ];

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
            .. Households,
        ],
    };
}
