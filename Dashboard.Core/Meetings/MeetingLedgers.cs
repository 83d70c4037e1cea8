using System.Linq.Expressions;
using Concentric.Data;
using Concentric.Ledgers;

namespace Concentric.Meetings;

/// <summary>The columns in which meetings and commitments are listed.</summary>
public static class MeetingLedgers
{
    /// <summary>Meetings that were held.</summary>
    public static Ledger<Meeting> Meetings { get; } = new()
    {
        Kind = RecordKinds.NameOf<Meeting>(),
        Id = x => x.Id,
        Rows = db => db.Meetings.Where(x => x.ArchivedAt == null),
        InPeriod = period => x => x.HeldOn >= period.From && x.HeldOn <= period.To,
        TypedColumns =
        [
            new() { Key = "held-on", Type = LedgerType.Day, Value = x => x.HeldOn, Width = 12 },
            new() { Key = "community", Type = LedgerType.Community, Value = x => x.CommunityId, Width = 12 },
            new() { Key = "title", Type = LedgerType.Text, Value = x => x.Title, Width = 36 },
            new() { Key = "meeting-kind", Type = LedgerType.Term, Value = x => x.Kind, Width = 14 },
            new() { Key = "attendance", Type = LedgerType.Number, Value = x => x.Attendance, Width = 10 },
            new() { Key = "joint", Type = LedgerType.YesNo, Value = x => x.IsJoint, Width = 10 },
        ],
    };

    /// <summary>Done by the due date.</summary>
    internal static readonly Expression<Func<Commitment, bool>> IsKept = x => x.DoneOn <= x.DueOn;
}
