using System.Linq.Expressions;
using Concentric.Data;
using Concentric.Ledgers;

namespace Concentric.Petitions;

/// <summary>
/// The columns in which rounds of petitions are listed: behind figures, which count rounds, and in workbooks beside the petitions.
/// </summary>
public static class PetitionRoundLedger
{
    /// <summary>Closed by the due date of the round.</summary>
    internal static readonly Expression<Func<PetitionRound, bool>> IsOnTime = x => x.ClosedOn <= x.DueOn;

    /// <summary>Not closed by the due date of the round: later, or not yet.</summary>
    internal static readonly Expression<Func<PetitionRound, bool>> IsLate = x => x.ClosedOn == null || x.ClosedOn > x.DueOn;

    public static Ledger<PetitionRound> Ledger { get; } = new()
    {
        Kind = RecordKinds.NameOf<PetitionRound>(),
        PageKind = RecordKinds.NameOf<Petition>(),
        Id = x => x.Id,
        PageId = x => x.PetitionId,
        Rows = db => db.PetitionRounds.Where(x => x.ArchivedAt == null),
        InPeriod = period => x =>
            (x.ReceivedOn >= period.From && x.ReceivedOn <= period.To) || (x.DueOn >= period.From && x.DueOn <= period.To)
            || (x.ClosedOn >= period.From && x.ClosedOn <= period.To) || (x.CallBackOn >= period.From && x.CallBackOn <= period.To)
            || (x.ProofDueOn >= period.From && x.ProofDueOn <= period.To)
            || (x.ReceivedOn <= period.To && (x.ClosedOn == null || x.ClosedOn > period.To)),
        TypedColumns =
        [
            new() { Key = "number", Type = LedgerType.Identifier, Value = x => x.Petition!.Number, Width = 17 },
            new() { Key = "round", Type = LedgerType.Number, Value = x => x.Number, Width = 8 },
            new() { Key = "community", Type = LedgerType.Community, Value = x => x.CommunityId, Width = 12 },
            new() { Key = "title", Type = LedgerType.Text, Value = x => x.Petition!.Title, Width = 36 },
            new() { Key = "category", Type = LedgerType.Category, Value = x => x.Petition!.Category, Width = 14 },
            new() { Key = "responsible", Type = LedgerType.Text, Value = x => x.Petition!.ResponsibleUnit, Width = 16 },
            new() { Key = "received-on", Type = LedgerType.Day, Value = x => x.ReceivedOn },
            new() { Key = "due-on", Type = LedgerType.Day, Value = x => x.DueOn },
            new() { Key = "closed-on", Type = LedgerType.Day, Value = x => x.ClosedOn },
            new() { Key = "outcome", Type = LedgerType.Term, Value = x => x.Outcome, Width = 10 },
            new() { Key = "working-days", Type = LedgerType.Number, Duration = DurationUnit.WorkingDays, Value = x =>
                x.WorkingDaysToClose, Width = 16 },
            new() { Key = "call-back-on", Type = LedgerType.Day, Value = x => x.CallBackOn },
            new() { Key = "call-back-valid", Type = LedgerType.YesNo, Value = x => x.CallBackValid, Width = 10 },
            new() { Key = "responded", Type = LedgerType.YesNo, Value = x => x.CallBackResponded, Width = 10 },
            new() { Key = "confirmed", Type = LedgerType.YesNo, Value = x => x.CallBackResolved, Width = 10 },
            new() { Key = "satisfaction", Type = LedgerType.Term, Value = x => x.Satisfaction, Width = 12 },
            new() { Key = "reopened-on", Type = LedgerType.Day, Value = x => x.ReopenedOn },
            new() { Key = "joint", Type = LedgerType.YesNo, Value = x => x.IsJoint, Width = 10 },
        ],
        TypedMarks =
        [
            ConditionColumn.Of("on-time", IsOnTime),
            ConditionColumn.Of("late", IsLate),
            new() { Key = "previous-closed-on", Type = LedgerType.Day, Value = x => x.PreviousClosedOn },
            new() { Key = "previous-resolved-on", Type = LedgerType.Day, Value = x => x.PreviousResolvedOn },
            new() { Key = "previous-confirmed-on", Type = LedgerType.Day, Value = x => x.PreviousConfirmedOn },
            new() { Key = "proof-due-on", Type = LedgerType.Day, Value = x => x.ProofDueOn },
            new() { Key = "came-back-on", Type = LedgerType.Day, Value = x => x.CameBackOn },
        ],
    };
}
