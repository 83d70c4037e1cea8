using System.Linq.Expressions;
using Concentric.Data;
using Concentric.Ledgers;

namespace Concentric.Hazards;

/// <summary>The columns of the hazard ledger: each hazard once, as its present round has it.</summary>
public static class HazardLedger
{
    /// <summary>Found by the end of a day and not rectified then, whatever has become of it since.</summary>
    internal static Expression<Func<Hazard, bool>> OpenOn(DateOnly day) =>
        x => x.Rounds.Any(round => round.FoundOn <= day && (round.RectifiedOn == null || round.RectifiedOn > day));

    /// <summary>Open at the end of a day, and late by then.</summary>
    internal static Expression<Func<Hazard, bool>> OverdueOn(DateOnly day) =>
        x => x.Rounds.Any(round => round.OverdueFrom <= day && (round.RectifiedOn == null || round.RectifiedOn > day));

    public static Ledger<Hazard> Ledger { get; } = new()
    {
        Kind = RecordKinds.NameOf<Hazard>(),
        Id = x => x.Id,
        Rows = db => db.Hazards.Where(x => x.ArchivedAt == null),
        InPeriod = period => x =>
            (x.FoundOn >= period.From && x.FoundOn <= period.To) || (x.DueOn >= period.From && x.DueOn <= period.To)
            || (x.RectifiedOn >= period.From && x.RectifiedOn <= period.To) || (x.VerifiedOn >= period.From && x.VerifiedOn <= period.To)
            || (x.FoundOn <= period.To && (x.RectifiedOn == null || x.RectifiedOn > period.To)),
        TypedColumns =
        [
            new() { Key = "number", Type = LedgerType.Identifier, Value = x => x.Number, Width = 17 },
            new() { Key = "community", Type = LedgerType.Community, Value = x => x.CommunityId, Width = 12 },
            new() { Key = "title", Type = LedgerType.Text, Value = x => x.Title, Width = 36 },
            new() { Key = "place", Type = LedgerType.Text, Value = x => x.Place, Width = 20 },
            new() { Key = "hazard-category", Type = LedgerType.Text, Value = x => x.Category, Width = 14 },
            new() { Key = "severity", Type = LedgerType.Term, Value = x => x.Severity, Width = 10 },
            new() { Key = "fire-lane", Type = LedgerType.YesNo, Value = x => x.IsFireLane, Width = 10 },
            new() { Key = "responsible", Type = LedgerType.Text, Value = x => x.ResponsibleUnit, Width = 16 },
            new() { Key = "found-on", Type = LedgerType.Day, Value = x => x.FoundOn },
            new() { Key = "due-on", Type = LedgerType.Day, Value = x => x.DueOn },
            new() { Key = "rectified-on", Type = LedgerType.Day, Value = x => x.RectifiedOn },
            new() { Key = "verified-on", Type = LedgerType.Day, Value = x => x.VerifiedOn },
        ],
    };
}
