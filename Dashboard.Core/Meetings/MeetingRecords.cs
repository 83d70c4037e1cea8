using System.Linq.Expressions;
using Concentric.CoBuilders;
using Concentric.Data;
using Concentric.Kinds;
using Concentric.Ledgers;
using Concentric.Lists;
using Concentric.Rules;

namespace Concentric.Meetings;

/// <summary>Meetings as a kind of record, with the communities that met and the co-builders that came or not.</summary>
public static class MeetingRecords
{
    /// <summary>The most person-times of one meeting.</summary>
    public const int MostAttendance = 100_000;

    /// <summary>How many communities make a joint conference.</summary>
    public const int LeastJoint = 2;

    /// <summary>The fields of the co-builders that were invited, by whether they came: each is in one of them.</summary>
    public static IReadOnlyList<(string Key, Presence Presence)> Presences { get; } =
        [("attended", Presence.Attended), ("excused", Presence.Excused), ("absent", Presence.Absent)];

    /// <summary>What sheets of offices call them.</summary>
    private static IReadOnlyList<string> SheetNamesOf(Presence presence) => presence switch
    {
        Presence.Attended => ["到会单位", "参会单位", "出席单位", "Organisations present"],
        Presence.Excused => ["请假单位", "Organisations excused"],
        _ => ["缺席单位", "未到单位", "Organisations absent"],
    };

    public static RecordKind<Meeting> Kind { get; } = new("/meetings", f =>
    [
        f.Day("held-on", x => x.HeldOn).Required().Past().Placing().Filtered().Sorted()
            .CalledInSheets("会议日期", "会议时间", "召开时间", "召开日期", "日期", "时间", "Date", "Meeting date"),
        f.Community().Movable(),
        f.Text("title", x => x.Title).Required().AsTitle().Wide(36)
            .CalledInSheets("会议名称", "会议主题", "议题", "主题", "Meeting", "Subject", "Topic"),
        f.Term("meeting-kind", x => x.Kind).Required().NoFact().Filtered().Wide(14)
            .CalledInSheets("类型", "会议类别", "会议形式", "Type", "Meeting type"),
        f.Whole("attendance", x => x.Attendance, MetricUnit.PersonTimes).Required().Within(0, MostAttendance).Sorted().Wide(10)
            .CalledInSheets("人次", "参会人数", "到会人数", "参加人数", "人数", "Participants", "Number of people"),
        f.Kept("joint", FieldDataType.YesNo, x => x.IsJoint).Filtered().Wide(10),
        f.Communities("met-with", x => x.Communities).Folded("together")
            .CalledInSheets("参加社区", "联席社区", "到会社区", "Other communities"),
        .. Presences.Select(one => f.References(one.Key, Invited(one.Presence), CoBuilder.References).Folded("invited").NoFact()
            .CalledInSheets(SheetNamesOf(one.Presence))),
        f.Lines("meeting-minutes", x => x.Minutes).AlsoHeaded("meeting.Minutes").Unlisted().Wide(40)
            .CalledInSheets("会议内容", "会议记录", "纪要", "Minutes", "Record of the meeting", "Notes"),
    ])
    {
        New = () => new() { Title = "" },
        Rules = Check,
        Readable = (meetings, caller) => meetings.ReadableBy(caller),
        TakingPart = (all, ids) => x => ids.Contains(x.CommunityId) || all.SelectMany(one => one.Communities)
            .Where(joined => ids.Contains(joined.CommunityId)).Select(joined => joined.RecordId).Contains(x.Id),
        SharedWith = (_, meetings) => meetings.Where(x => x.IsJoint).SelectMany(x => x.Communities)
            .Select(x => new RecordLink(x.RecordId, x.CommunityId)),
        MakeSheet = kind => new MeetingSheet(kind),
        Filters = ["community", "meeting-kind", "held-on", "joint"],
        Shown = ["title", "held-on", "community", "meeting-kind", "attendance", "joint"],
        DefaultSort = "-held-on",
        NearBy = ["title"],
        Views = new Dictionary<string, Func<DateOnly, Expression<Func<Meeting, bool>>>>
        {
            ["this-month"] = today => HeldSince(HostTurn.MonthOf(today)),
            ["joint"] = _ => x => x.IsJoint,
        },
    };

    private static FieldParts<Meeting, MeetingAttendance> Invited(Presence presence) =>
        new(meeting => meeting.CoBuilders, unit => unit.CoBuilderId, id => new() { CoBuilderId = (long)id, Presence = presence })
        {
            Tells = unit => unit.Presence == presence,
            Update = (unit, said) => unit.Presence = said.Presence,
            Name = unit => unit.CoBuilder!.Name,
            NameEn = unit => unit.CoBuilder!.NameEn,
        };

    private static void Check(Meeting meeting, ValidationContext check, ActorStamp by)
    {
        meeting.IsJoint = JointRecords.Settle(meeting.Communities, meeting.CommunityId);
        if (!check.Has("met-with", "meeting-kind", "community"))
        {
            check.That(
                meeting.Kind != MeetingKind.JointConference || meeting.Communities.Count >= LeastJoint, "met-with", null,
                Rule.TooFewCommunities, LeastJoint);
        }

        var seen = new HashSet<long>();
        foreach (var (key, presence) in Presences)
        {
            List<long> units = [.. meeting.CoBuilders.Where(unit => unit.Presence == presence).Select(unit => unit.CoBuilderId)];
            check.That(!seen.Overlaps(units), key, null, Rule.Repeated);
            seen.UnionWith(units);
        }
    }

    private static Expression<Func<Meeting, bool>> HeldSince(DateOnly day) => x => x.HeldOn >= day;
}
