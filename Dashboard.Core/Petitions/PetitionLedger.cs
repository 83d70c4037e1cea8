using System.Linq.Expressions;
using Concentric.Data;
using Concentric.Ledgers;

namespace Concentric.Petitions;

/// <summary>The columns of the petition ledger: each petition once, as its present round has it.</summary>
public static class PetitionLedger
{
    /// <summary>Received, or reopened, by the end of a day and not closed then, whatever has become of it since.</summary>
    internal static Expression<Func<Petition, bool>> OpenOn(DateOnly day) =>
        x => x.Rounds.Any(round => round.ReceivedOn <= day && (round.ClosedOn == null || round.ClosedOn > day));

    /// <summary>Open at the end of a day, and due before it.</summary>
    internal static Expression<Func<Petition, bool>> OverdueOn(DateOnly day) =>
        x => x.Rounds.Any(round => round.DueOn < day && (round.ClosedOn == null || round.ClosedOn > day));

    public static Ledger<Petition> Ledger { get; } = new()
    {
        Kind = RecordKinds.NameOf<Petition>(),
        Id = x => x.Id,
        Rows = db => db.Petitions.Where(x => x.ArchivedAt == null),
        InPeriod = period => x =>
            (x.ReceivedOn >= period.From && x.ReceivedOn <= period.To) || (x.DueOn >= period.From && x.DueOn <= period.To)
            || (x.ClosedOn >= period.From && x.ClosedOn <= period.To) || (x.FirstClosedOn >= period.From && x.FirstClosedOn <= period.To)
            || (x.CallBackOn >= period.From && x.CallBackOn <= period.To)
            || (x.ReceivedOn <= period.To && (x.ClosedOn == null || x.ClosedOn > period.To)),
        TypedColumns =
        [
            new() { Key = "number", Type = LedgerType.Identifier, Value = x => x.Number, Width = 17 },
            new() { Key = "community", Type = LedgerType.Community, Value = x => x.CommunityId, Width = 12 },
            new() { Key = "title", Type = LedgerType.Text, Value = x => x.Title, Width = 36 },
            new() { Key = "category", Type = LedgerType.Category, Value = x => x.Category, Width = 14 },
            new() { Key = "source", Type = LedgerType.Term, Value = x => x.Source, Width = 12 },
            new() { Key = "petitioner", Type = LedgerType.Text, Value = x => x.PetitionerName, Width = 10 },
            new() { Key = "phone", Type = LedgerType.Identifier, Value = x => x.PetitionerPhone, Width = 14 },
            new() { Key = "responsible", Type = LedgerType.Text, Value = x => x.ResponsibleUnit, Width = 16 },
            new() { Key = "received-on", Type = LedgerType.Day, Value = x => x.ReceivedOn },
            new() { Key = "due-on", Type = LedgerType.Day, Value = x => x.DueOn },
            new() { Key = "stage", Type = LedgerType.Term, Value = x => x.Stage, Width = 10 },
            new() { Key = "closed-on", Type = LedgerType.Day, Value = x => x.ClosedOn },
            new() { Key = "first-closed-on", Type = LedgerType.Day, Value = x => x.FirstClosedOn },
            new() { Key = "outcome", Type = LedgerType.Term, Value = x => x.Outcome, Width = 10 },
            new() { Key = "working-days", Type = LedgerType.Number, Duration = DurationUnit.WorkingDays, Value = x => x.WorkingDaysToClose, Width = 16 },
            new() { Key = "reopened", Type = LedgerType.Number, Value = x => x.ReopenedCount, Width = 10 },
            new() { Key = "call-back-on", Type = LedgerType.Day, Value = x => x.CallBackOn },
            new() { Key = "call-back-valid", Type = LedgerType.YesNo, Value = x => x.CallBackValid, Width = 10 },
            new() { Key = "responded", Type = LedgerType.YesNo, Value = x => x.CallBackResponded, Width = 10 },
            new() { Key = "confirmed", Type = LedgerType.YesNo, Value = x => x.CallBackResolved, Width = 10 },
            new() { Key = "satisfaction", Type = LedgerType.Term, Value = x => x.Satisfaction, Width = 12 },
            new() { Key = "joint", Type = LedgerType.YesNo, Value = x => x.IsJoint, Width = 10 },
        ],
    };
}
