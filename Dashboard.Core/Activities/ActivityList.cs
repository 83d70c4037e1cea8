using System.Linq.Expressions;
using Concentric.Data;
using Concentric.Lists;

namespace Concentric.Activities;

/// <summary>The list of activities.</summary>
public static class ActivityList
{
    public static RecordList<Activity> List { get; } = new()
    {
        Typed = ActivityLedger.Ledger,
        Readable = (activities, caller) => activities.ReadableBy(caller),
        SharedWith = (_, activities) => activities.Where(x => x.IsJoint).SelectMany(x => x.Communities).Select(x => new RecordLink(x.RecordId, x.CommunityId)),
        Shown = ["number", "title", "community", "held-on", "activity-kind", "attendance", "volunteer-attendance", "place", "joint"],
        Filters = ["community", "activity-kind", "held-on", "joint", "attendance", "place"],
        Sorts = ["number", "held-on"],
        DefaultSort = "-held-on",
        Views = new Dictionary<string, Func<DateOnly, Expression<Func<Activity, bool>>>>
        {
            ["this-month"] = today => HeldSince(new(today.Year, today.Month, 1)),
            ["with-volunteers"] = _ => x => x.VolunteerAttendance > 0,
            ["joint"] = _ => x => x.IsJoint,
        },
    };

    private static Expression<Func<Activity, bool>> HeldSince(DateOnly day) => x => x.HeldOn >= day;
}
