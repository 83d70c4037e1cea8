using Concentric.Data;
using Concentric.Ledgers;

namespace Concentric.Activities;

/// <summary>The columns of the activity ledger.</summary>
public static class ActivityLedger
{
    public static Ledger<Activity> Ledger { get; } = new()
    {
        Kind = RecordKinds.NameOf<Activity>(),
        Id = x => x.Id,
        Rows = db => db.Activities.Where(x => x.ArchivedAt == null),
        InPeriod = period => x => x.HeldOn >= period.From && x.HeldOn <= period.To,
        TypedColumns =
        [
            new() { Key = "number", Type = LedgerType.Identifier, Value = x => x.Number, Width = 17 },
            new() { Key = "community", Type = LedgerType.Community, Value = x => x.CommunityId, Width = 12 },
            new() { Key = "title", Type = LedgerType.Text, Value = x => x.Title, Width = 36 },
            new() { Key = "activity-kind", Type = LedgerType.Term, Value = x => x.Kind, Width = 14 },
            new() { Key = "place", Type = LedgerType.Text, Value = x => x.Place, Width = 20 },
            new() { Key = "held-on", Type = LedgerType.Day, Value = x => x.HeldOn },
            new() { Key = "attendance", Type = LedgerType.Number, Value = x => x.Attendance, Width = 10 },
            new() { Key = "volunteer-attendance", Type = LedgerType.Number, Value = x => x.VolunteerAttendance, Width = 12 },
            new() { Key = "saved", Type = LedgerType.Money, Value = x => x.SavedFen, Width = 14 },
            new() { Key = "joint", Type = LedgerType.YesNo, Value = x => x.IsJoint, Width = 10 },
        ],
    };
}
