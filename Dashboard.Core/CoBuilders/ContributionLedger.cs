using Concentric.Data;
using Concentric.Ledgers;

namespace Concentric.CoBuilders;

/// <summary>The columns in which contributions are listed.</summary>
public static class ContributionLedger
{
    /// <summary>Contributions.</summary>
    public static Ledger<Contribution> Ledger { get; } = new()
    {
        Kind = RecordKinds.NameOf<Contribution>(),
        Id = x => x.Id,
        Rows = db => db.Contributions.Where(x => x.ArchivedAt == null),
        InPeriod = period => x => x.GivenOn >= period.From && x.GivenOn <= period.To,
        TypedColumns =
        [
            new() { Key = "given-on", Type = LedgerType.Day, Value = x => x.GivenOn, Width = 12 },
            new() { Key = "community", Type = LedgerType.Community, Value = x => x.CommunityId, Width = 12 },
            new() { Key = "co-builder", Type = LedgerType.Text, Value = x => x.CoBuilder!.Name, ValueEn = x => x.CoBuilder!.NameEn, Width = 24 },
            new() { Key = "purpose", Type = LedgerType.Text, Value = x => x.Purpose, Width = 30 },
            new() { Key = "yuan", Type = LedgerType.Money, Value = x => x.AmountFen, Width = 14 },
            new() { Key = "minutes", Type = LedgerType.Number, Duration = DurationUnit.Minutes, Value = x => x.Minutes },
            new() { Key = "project", Type = LedgerType.Text, Value = x => x.Project!.Title, Width = 30 },
        ],
    };
}
