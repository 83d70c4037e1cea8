using Concentric.Data;
using Concentric.Lists;

namespace Concentric.Meetings;

/// <summary>The list of commitments.</summary>
public static class CommitmentList
{
    public static RecordList<Commitment> List { get; } = new()
    {
        Typed = MeetingLedgers.Commitments,
        Readable = (commitments, caller) => commitments.ReadableBy(caller),
        SharedWith = (_, commitments) => commitments.Where(x => x.Meeting!.IsJoint).SelectMany(x => x.Meeting!.Communities, (x, joined) => new RecordLink(x.Id, joined.CommunityId)),
        Filters = ["community", "owner", "due-on", "done-on"],
        Shown = ["title", "owner", "due-on", "done-on", "community"],
        Sorts = ["due-on", "done-on"],
        DefaultSort = "-due-on",
        Views = new Dictionary<string, Func<DateOnly, System.Linq.Expressions.Expression<Func<Commitment, bool>>>>
        {
            ["open"] = _ => x => x.DoneOn == null,
            ["overdue"] = today => x => x.DoneOn == null && x.DueOn < today,
            ["done"] = _ => x => x.DoneOn != null,
            ["late"] = _ => x => x.DoneOn > x.DueOn,
        },
    };
}
