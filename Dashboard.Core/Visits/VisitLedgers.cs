using Concentric.Data;
using Concentric.Ledgers;

namespace Concentric.Visits;

/// <summary>The columns in which visits and households are listed.</summary>
public static class VisitLedgers
{
    /// <summary>Home visits.</summary>
    public static Ledger<Visit> Visits { get; } = new()
    {
        Kind = RecordKinds.NameOf<Visit>(),
        Id = x => x.Id,
        Rows = db => db.Visits.Where(x => x.ArchivedAt == null),
        InPeriod = period => x => x.VisitedOn >= period.From && x.VisitedOn <= period.To,
        TypedColumns =
        [
            new() { Key = "visited-on", Type = LedgerType.Day, Value = x => x.VisitedOn, Width = 12 },
            new() { Key = "community", Type = LedgerType.Community, Value = x => x.CommunityId, Width = 12 },
            new() { Key = "visitor", Type = LedgerType.Text, Value = x => x.Visitor, Width = 12 },
            new() { Key = "households", Type = LedgerType.Number, Value = x => x.Households.Count(link => !link.NobodyHome), Width = 10 },
            new() { Key = "nobody-home", Type = LedgerType.Number, Value = x => x.Households.Count(link => link.NobodyHome), Width = 10 },
            new() { Key = "note", Type = LedgerType.Text, Value = x => x.Note, Width = 36 },
        ],
    };

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
