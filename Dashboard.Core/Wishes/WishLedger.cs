using Concentric.Data;
using Concentric.Ledgers;

namespace Concentric.Wishes;

/// <summary>The columns in which wishes are listed.</summary>
public static class WishLedger
{
    /// <summary>Wishes.</summary>
    public static Ledger<Wish> Ledger { get; } = new()
    {
        Kind = RecordKinds.NameOf<Wish>(),
        Id = x => x.Id,
        Rows = db => db.Wishes.Where(x => x.ArchivedAt == null),
        InPeriod = period => x => (x.RaisedOn >= period.From && x.RaisedOn <= period.To) || (x.ClaimedOn >= period.From && x.ClaimedOn <= period.To) || (x.FulfilledOn >= period.From && x.FulfilledOn <= period.To),
        TypedColumns =
        [
            new() { Key = "number", Type = LedgerType.Identifier, Value = x => x.Number, Width = 17 },
            new() { Key = "community", Type = LedgerType.Community, Value = x => x.CommunityId, Width = 12 },
            new() { Key = "title", Type = LedgerType.Text, Value = x => x.Title, Width = 36 },
            new() { Key = "wisher", Type = LedgerType.Text, Value = x => x.Wisher, Width = 10 },
            new() { Key = "raised-on", Type = LedgerType.Day, Value = x => x.RaisedOn, Width = 12 },
            new() { Key = "claimed-on", Type = LedgerType.Day, Value = x => x.ClaimedOn, Width = 12 },
            new() { Key = "co-builder", Type = LedgerType.Text, Value = x => x.CoBuilder!.Name, ValueEn = x => x.CoBuilder!.NameEn, Width = 20 },
            new() { Key = "fulfilled-on", Type = LedgerType.Day, Value = x => x.FulfilledOn, Width = 12 },
        ],
    };
}
