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

    /// <summary>Services offered: one row for each activity and service.</summary>
    public static Ledger<ActivityService> Offered { get; } = new()
    {
        Kind = "activity-service",
        PageKind = RecordKinds.NameOf<Activity>(),
        Id = x => x.ActivityId,
        Then = x => x.ServiceId,
        Rows = db => db.Set<ActivityService>().Where(x => x.Activity!.ArchivedAt == null),
        InPeriod = period => x => x.Activity!.HeldOn >= period.From && x.Activity.HeldOn <= period.To,
        TypedColumns =
        [
            new() { Key = "held-on", Type = LedgerType.Day, Value = x => x.Activity!.HeldOn, Width = 12 },
            new() { Key = "community", Type = LedgerType.Community, Value = x => x.Activity!.CommunityId, Width = 12 },
            new() { Key = "activity", Type = LedgerType.Text, Value = x => x.Activity!.Title, Width = 36 },
            new() { Key = "service", Type = LedgerType.Text, Value = x => x.Service!.Name, Width = 20 },
        ],
    };
}
