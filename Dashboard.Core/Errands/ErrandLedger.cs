using Concentric.Data;
using Concentric.Ledgers;

namespace Concentric.Errands;

/// <summary>The columns in which errands are listed.</summary>
public static class ErrandLedger
{
    /// <summary>Errands.</summary>
    public static Ledger<Errand> Ledger { get; } = new()
    {
        Kind = RecordKinds.NameOf<Errand>(),
        Id = x => x.Id,
        Rows = db => db.Errands.Where(x => x.ArchivedAt == null),
        InPeriod = period => x => x.ServedOn >= period.From && x.ServedOn <= period.To,
        TypedColumns =
        [
            new() { Key = "served-on", Type = LedgerType.Day, Value = x => x.ServedOn, Width = 12 },
            new() { Key = "community", Type = LedgerType.Community, Value = x => x.CommunityId, Width = 12 },
            new() { Key = "errand-kind", Type = LedgerType.Term, Value = x => x.Kind, Width = 14 },
            new() { Key = "persons", Type = LedgerType.Number, Value = x => x.Persons, Width = 10 },
            new() { Key = "beneficiary", Type = LedgerType.Text, Value = x => x.Beneficiary, Width = 12 },
            new() { Key = "note", Type = LedgerType.Text, Value = x => x.Note, Width = 36 },
        ],
    };
}
