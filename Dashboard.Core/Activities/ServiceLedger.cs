using Concentric.Data;
using Concentric.Ledgers;

namespace Concentric.Activities;

/// <summary>The columns in which services are listed.</summary>
public static class ServiceLedger
{
    /// <summary>Sorts of service.</summary>
    public static Ledger<Service> Ledger { get; } = new()
    {
        Kind = RecordKinds.NameOf<Service>(),
        Id = x => x.Id,
        Rows = db => db.Services,
        TypedColumns =
        [
            new() { Key = "name", Type = LedgerType.Text, Value = x => x.Name, Width = 20 },
        ],
    };
}
