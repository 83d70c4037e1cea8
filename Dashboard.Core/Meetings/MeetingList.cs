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
        Matches = word => x => x.Title.Contains(word),
        Filters = ["community", "meeting-kind", "held-on", "joint"],
        Shown = ["title", "held-on", "community", "meeting-kind", "attendance", "joint"],
        Sorts = ["held-on", "attendance"],
        DefaultSort = "-held-on",
    };
}
