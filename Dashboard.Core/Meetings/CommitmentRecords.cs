using System.Linq.Expressions;
using Concentric.CoBuilders;
using Concentric.Kinds;
using Concentric.Ledgers;
using Concentric.Lists;
using Concentric.Rules;

namespace Concentric.Meetings;

/// <summary>Commitments as a kind of record. A due date that moves takes a reason, because it changes what counts as kept.</summary>
public static class CommitmentRecords
{
    /// <summary>Done by the due date.</summary>
    internal static readonly Expression<Func<Commitment, bool>> IsKept = x => x.DoneOn <= x.DueOn;

    public static RecordKind<Commitment> Kind { get; } = new("/commitments", f =>
    [
        f.Text("title", x => x.Title).Required().AsTitle().Wide(36)
            .CalledInSheets("承诺事项", "承诺内容", "事项", "任务", "任务内容", "议定事项", "Commitment", "Task"),
        f.Community(),
        f.Text("owner", x => x.Owner).Required().OrElse(x => x.CoBuilder?.Name).Suggested().Filtered().Wide(16)
            .CalledInSheets("责任单位", "负责人", "承诺单位", "承办单位", "牵头单位", "Responsible", "Person responsible"),
        f.Day("due-on", x => x.DueOn).Required().Placing().Filtered().Sorted()
            .CalledInSheets("完成时限", "截止日期", "承诺期限", "办理时限", "期限", "Deadline", "Due date"),
        f.Day("done-on", x => x.DoneOn).ReadOnly().InFiles().Filtered().Sorted()
            .CalledInSheets("完成时间", "办结日期", "实际完成日期", "Completed on", "Date completed"),
        f.Reference("meeting", x => x.MeetingId, x => x.Meeting!.Title, null, Meeting.References).Included().OnPage(),
        f.Reference("co-builder", x => x.CoBuilderId, x => x.CoBuilder!.Name, x => x.CoBuilder!.NameEn, CoBuilder.References)
            .Included().OnPage(),
        f.Reason(),
    ])
    {
        New = () => new() { Title = "", Owner = "" },
        Rules = (made, check, _) =>
        {
            if (made.Meeting is not { HeldOn: var met }) return;
            if (!check.Has("due-on")) check.That(made.DueOn >= met, "due-on", made.DueOn, Rule.BeforeMeeting, met);
            if (made.DoneOn is { } done) check.That(done >= met, "done-on", done, Rule.BeforeMeeting, met);
        },
        NeedsReason = (before, after) => before.DueOn != after.DueOn,
        Readable = (commitments, caller) => commitments.ReadableBy(caller),
        SharedWith = (_, commitments) => commitments.Where(x => x.Meeting!.IsJoint)
            .SelectMany(x => x.Meeting!.Communities, (x, joined) => new RecordLink(x.Id, joined.CommunityId)),
        MakeSheet = kind => new CommitmentSheet(kind),
        Marks = [ConditionColumn.Of("on-time", IsKept)],
        DefaultSort = "-due-on",
        Shown = ["title", "owner", "due-on", "done-on", "community"],
        NearBy = ["title"],
        Views = new Dictionary<string, Func<DateOnly, Expression<Func<Commitment, bool>>>>
        {
            ["open"] = _ => x => x.DoneOn == null,
            ["overdue"] = today => x => x.DoneOn == null && x.DueOn < today,
            ["done"] = _ => x => x.DoneOn != null,
            ["late"] = _ => x => x.DoneOn > x.DueOn,
        },
    };
}
