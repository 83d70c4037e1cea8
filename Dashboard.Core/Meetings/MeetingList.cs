using System.Linq.Expressions;
using Concentric.Data;
using Concentric.Lists;

namespace Concentric.Meetings;

/// <summary>The list of meetings.</summary>
public static class MeetingList
{
    public static RecordList<Meeting> List { get; } = new()
    {
        Typed = MeetingLedgers.Meetings,
        Readable = (meetings, caller) => meetings.ReadableBy(caller),
        SharedWith = (_, meetings) => meetings.Where(x => x.IsJoint).SelectMany(x => x.Communities).Select(x => new RecordLink(x.RecordId, x.CommunityId)),
        Filters = ["community", "meeting-kind", "held-on", "joint"],
        Shown = ["title", "held-on", "community", "meeting-kind", "attendance", "joint"],
        Sorts = ["held-on", "attendance"],
        DefaultSort = "-held-on",
        Views = new Dictionary<string, Func<DateOnly, Expression<Func<Meeting, bool>>>>
        {
            ["this-month"] = today => HeldSince(HostTurn.MonthOf(today)),
            ["joint"] = _ => x => x.IsJoint,
        },
    };

    private static Expression<Func<Meeting, bool>> HeldSince(DateOnly day) => x => x.HeldOn >= day;
}
