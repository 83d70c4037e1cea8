using Concentric.Data;
using Concentric.Ledgers;

namespace Concentric.Projects;

/// <summary>The columns in which outputs are listed.</summary>
public static class ProjectLedgers
{
    /// <summary>Measured outputs.</summary>
    public static Ledger<Output> Outputs { get; } = new()
    {
        Kind = RecordKinds.NameOf<Output>(),
        Id = x => x.Id,
        Rows = db => db.Outputs.Where(x => x.ArchivedAt == null),
        InPeriod = period => x => x.RecordedOn >= period.From && x.RecordedOn <= period.To,
        TypedColumns =
        [
            new() { Key = "recorded-on", Type = LedgerType.Day, Value = x => x.RecordedOn, Width = 12 },
            new() { Key = "community", Type = LedgerType.Community, Value = x => x.CommunityId, Width = 12 },
            new() { Key = "output-kind", Type = LedgerType.Term, Value = x => x.Kind, Width = 14 },
            new() { Key = "amount", Type = LedgerType.Milli, Value = x => x.AmountMilli, Width = 12 },
            new() { Key = "activity", Type = LedgerType.Text, Value = x => x.Activity!.Title, Width = 30 },
            new() { Key = "project", Type = LedgerType.Text, Value = x => x.Project!.Title ?? x.Agreement!.Project!.Title, Width = 30 },
            new() { Key = "agreement", Type = LedgerType.Text, Value = x => x.Agreement!.Title, Width = 30 },
        ],
    };
}
