using Concentric.Data;
using Concentric.Ledgers;

namespace Concentric.Volunteers;

/// <summary>The columns in which volunteers are listed.</summary>
public static class VolunteerLedger
{
    /// <summary>Volunteers, as persons.</summary>
    public static Ledger<Volunteer> Ledger { get; } = new()
    {
        Kind = RecordKinds.NameOf<Volunteer>(),
        Id = x => x.Id,
        Rows = db => db.Volunteers.Where(x => x.ArchivedAt == null),
        TypedColumns =
        [
            new() { Key = "name", Type = LedgerType.Text, Value = x => x.Name, Width = 10 },
            new() { Key = "phone", Type = LedgerType.Identifier, Value = x => x.Phone, Width = 14 },
            new() { Key = "community", Type = LedgerType.Community, Value = x => x.CommunityId, Width = 12 },
            new() { Key = "registered-on", Type = LedgerType.Day, Value = x => x.RegisteredOn, Width = 12 },
        ],
    };
}
