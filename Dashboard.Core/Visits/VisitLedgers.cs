using Concentric.Data;
using Concentric.Ledgers;

namespace Concentric.Visits;

/// <summary>The columns in which households are listed, and where they were reached.</summary>
public static class VisitLedgers
{
    /// <summary>Households reached: one row for each visit and household.</summary>
    public static Ledger<VisitHousehold> Reached { get; } = new()
    {
        Kind = "visit-household",
        PageKind = RecordKinds.NameOf<Visit>(),
        Id = x => x.VisitId,
        Then = x => x.HouseholdId,
        Rows = db => db.VisitHouseholds.Where(x => x.Visit!.ArchivedAt == null && !x.NobodyHome),
        InPeriod = period => x => x.Visit!.VisitedOn >= period.From && x.Visit.VisitedOn <= period.To,
        TypedColumns =
        [
            new() { Key = "visited-on", Type = LedgerType.Day, Value = x => x.Visit!.VisitedOn, Width = 12 },
            new() { Key = "community", Type = LedgerType.Community, Value = x => x.Visit!.CommunityId, Width = 12 },
            new() { Key = "address", Type = LedgerType.Identifier, Value = x => x.Household!.Address, Width = 20 },
            new() { Key = "visitor", Type = LedgerType.Text, Value = x => x.Visit!.Visitor, Width = 12 },
        ],
    };

    /// <summary>Households; the address is personal.</summary>
    public static Ledger<Household> Households { get; } = new()
    {
        Kind = RecordKinds.NameOf<Household>(),
        Id = x => x.Id,
        Rows = db => db.Households,
        TypedColumns =
        [
            new() { Key = "address", Type = LedgerType.Identifier, Value = x => x.Address, Width = 16 },
            new() { Key = "community", Type = LedgerType.Community, Value = x => x.CommunityId, Width = 12 },
        ],
    };
}
