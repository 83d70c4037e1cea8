using Concentric.Data;
using Concentric.Ledgers;

namespace Concentric.Communities;

/// <summary>The columns in which workers and communities are listed.</summary>
public static class CommunityLedgers
{
    /// <summary>Community workers.</summary>
    public static Ledger<Worker> Workers { get; } = new()
    {
        Kind = RecordKinds.NameOf<Worker>(),
        Id = x => x.Id,
        Rows = db => db.Workers.Where(x => x.ArchivedAt == null),
        TypedColumns =
        [
            new() { Key = "name", Type = LedgerType.Text, Value = x => x.Name, Width = 12 },
            new() { Key = "community", Type = LedgerType.Community, Value = x => x.CommunityId, Width = 12 },
            new() { Key = "trained-on", Type = LedgerType.Day, Value = x => x.TrainedOn, Width = 12 },
            new() { Key = "pool-since", Type = LedgerType.Day, Value = x => x.PoolSince, Width = 12 },
        ],
    };

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
