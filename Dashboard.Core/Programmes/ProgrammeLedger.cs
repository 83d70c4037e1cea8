using Concentric.Data;
using Concentric.Ledgers;

namespace Concentric.Programmes;

/// <summary>The columns in which programmes are listed.</summary>
public static class ProgrammeLedger
{
    /// <summary>Mechanisms, strands and brands.</summary>
    public static Ledger<Programme> Ledger { get; } = new()
    {
        Kind = RecordKinds.NameOf<Programme>(),
        Id = x => x.Id,
        Rows = db => db.Programmes,
        TypedColumns =
        [
            new() { Key = "code", Type = LedgerType.Identifier, Value = x => x.Key, Width = 18 },
            new() { Key = "name", Type = LedgerType.Text, Value = x => x.Name, Width = 20 },
            new() { Key = "programme-kind", Type = LedgerType.Term, Value = x => x.Kind, Width = 12 },
        ],
    };
}
