using System.Linq.Expressions;
using Concentric.Data;
using Concentric.Ledgers;

namespace Concentric.Hazards;

/// <summary>
/// The columns in which rounds of hazards are listed: behind figures, which count rounds, and in workbooks beside the hazards.
/// </summary>
public static class HazardRoundLedger
{
    /// <summary>Rectified by the due date of the round.</summary>
    internal static readonly Expression<Func<HazardRound, bool>> IsOnTime = x => x.RectifiedOn <= x.DueOn;

    /// <summary>Open on the first day on which it is overdue: rectified then or later, or not yet.</summary>
    internal static readonly Expression<Func<HazardRound, bool>> IsLate = x => x.RectifiedOn == null || x.RectifiedOn >= x.OverdueFrom;

    public static Ledger<HazardRound> Ledger { get; } = new()
    {
        Kind = RecordKinds.NameOf<HazardRound>(),
        PageKind = RecordKinds.NameOf<Hazard>(),
        Id = x => x.Id,
        PageId = x => x.HazardId,
        Rows = db => db.HazardRounds.Where(x => x.ArchivedAt == null),
        InPeriod = period => x =>
            (x.FoundOn >= period.From && x.FoundOn <= period.To) || (x.DueOn >= period.From && x.DueOn <= period.To)
            || (x.RectifiedOn >= period.From && x.RectifiedOn <= period.To) || (x.VerifiedOn >= period.From && x.VerifiedOn <= period.To)
            || (x.ProofDueOn >= period.From && x.ProofDueOn <= period.To)
            || (x.FoundOn <= period.To && (x.RectifiedOn == null || x.RectifiedOn > period.To)),
        TypedColumns =
        [
            new() { Key = "number", Type = LedgerType.Identifier, Value = x => x.Hazard!.Number, Width = 17 },
            new() { Key = "round", Type = LedgerType.Number, Value = x => x.Number, Width = 8 },
            new() { Key = "community", Type = LedgerType.Community, Value = x => x.CommunityId, Width = 12 },
            new() { Key = "title", Type = LedgerType.Text, Value = x => x.Hazard!.Title, Width = 36 },
            new() { Key = "place", Type = LedgerType.Text, Value = x => x.Hazard!.Place, Width = 20 },
            new() { Key = "severity", Type = LedgerType.Term, Value = x => x.Severity, Width = 10 },
            new() { Key = "fire-lane", Type = LedgerType.YesNo, Value = x => x.IsFireLane, Width = 10 },
            new() { Key = "responsible", Type = LedgerType.Text, Value = x => x.Hazard!.ResponsibleUnit, Width = 16 },
            new() { Key = "found-on", Type = LedgerType.Day, Value = x => x.FoundOn },
            new() { Key = "due-on", Type = LedgerType.Day, Value = x => x.DueOn },
            new() { Key = "rectified-on", Type = LedgerType.Day, Value = x => x.RectifiedOn },
            new() { Key = "verified-on", Type = LedgerType.Day, Value = x => x.VerifiedOn },
            new() { Key = "reopened-on", Type = LedgerType.Day, Value = x => x.ReopenedOn },
        ],
        TypedMarks =
        [
            ConditionColumn.Of("on-time", IsOnTime),
            ConditionColumn.Of("late", IsLate),
            new() { Key = "overdue-from", Type = LedgerType.Day, Value = x => x.OverdueFrom },
            new() { Key = "previous-rectified-on", Type = LedgerType.Day, Value = x => x.PreviousRectifiedOn },
            new() { Key = "previous-verified-on", Type = LedgerType.Day, Value = x => x.PreviousVerifiedOn },
            new() { Key = "proof-due-on", Type = LedgerType.Day, Value = x => x.ProofDueOn },
            new() { Key = "came-back-on", Type = LedgerType.Day, Value = x => x.CameBackOn },
        ],
    };
}
