using System.Linq.Expressions;
using Concentric.CoBuilders;
using Concentric.Data;
using Concentric.Kinds;
using Concentric.Ledgers;
using Concentric.Lists;
using Concentric.Programmes;
using Concentric.Rules;

namespace Concentric.Activities;

/// <summary>
/// Activities as a kind of record, with what came of them: outputs are records of their own, recorded on the activity's day.
/// </summary>
public static class ActivityRecords
{
    /// <summary>The most person-times of one activity.</summary>
    public const int MostAttendance = 1_000_000;

    /// <summary>The most that one activity can save, in fen: a hundred million yuan.</summary>
    public const long MostSavedFen = 10_000_000_000;

    /// <summary>The kinds of outputs by the key of their field, in the order of forms.</summary>
    public static IReadOnlyList<(string Key, OutputKind Kind)> Outputs { get; } =
    [
        ("rubbish", OutputKind.Rubbish),
        ("fire-lanes", OutputKind.FireLanes),
        ("road", OutputKind.Road),
        ("tanks", OutputKind.Tanks),
        ("truckloads", OutputKind.Truckloads),
        ("ports-agreed", OutputKind.PortsAgreed),
        ("ports-built", OutputKind.PortsBuilt),
    ];

    // An own kind of the office has the code of the built-in one as which it counts before a point.

    /// <summary>Counts as a clean-up.</summary>
    internal static Expression<Func<Activity, bool>> IsCleanUp { get; } =
        x => x.Kind == ActivityKind.CleanUp || x.Kind.StartsWith(ActivityKind.CleanUp + ".");

    /// <summary>Counts as a show or a clinic.</summary>
    internal static Expression<Func<Activity, bool>> IsShowOrClinic { get; } = x =>
        x.Kind == ActivityKind.Show || x.Kind == ActivityKind.Clinic
        || x.Kind.StartsWith(ActivityKind.Show + ".") || x.Kind.StartsWith(ActivityKind.Clinic + ".");

    /// <summary>Counts as a party day or a festival, and several communities hosted it.</summary>
    internal static Expression<Func<Activity, bool>> IsJointEvent { get; } = x =>
        x.IsJoint && (x.Kind == ActivityKind.PartyDay || x.Kind == ActivityKind.Festival
        || x.Kind.StartsWith(ActivityKind.PartyDay + ".") || x.Kind.StartsWith(ActivityKind.Festival + "."));

    /// <summary>Counts as a fair.</summary>
    internal static Expression<Func<Activity, bool>> IsFair { get; } =
        x => x.Kind == ActivityKind.Fair || x.Kind.StartsWith(ActivityKind.Fair + ".");

    public static RecordKind<Activity> Kind { get; } = new("/activities", f =>
    [
        f.Number(),
        f.Community().Movable(),
        f.Text("title", x => x.Title).Required().AsTitle().Wide(32)
            .CalledInSheets("活动名称", "活动主题", "主题", "活动标题", "活动内容", "Activity", "Activity name", "Event name"),
        f.OfficeTerm("activity-kind", x => x.Kind, ActivityKind.List).Required().NoFact().Filtered().Wide(14)
            .CalledInSheets("类型", "活动类别", "类别", "活动形式", "Type", "Activity type"),
        f.Text("place", x => x.Place).Suggested().Filtered().Wide(16)
            .CalledInSheets("活动地点", "举办地点", "地址", "Location", "Venue"),
        f.Day("held-on", x => x.HeldOn).Required().Past().Placing().Filtered().Sorted()
            .CalledInSheets("活动日期", "活动时间", "举办时间", "开展时间", "开展日期", "日期", "时间", "Date", "Activity date"),
        f.Whole("attendance", x => x.Attendance, MetricUnit.PersonTimes).Required().ZeroInFiles().Within(0, MostAttendance)
            .CalledInSheets("人次", "参加人数", "参与人数", "人数", "参加人次", "活动人数", "Participants", "Attendance", "Number of people")
            .NoFact().Filtered().Wide(10),
        f.Whole("volunteer-attendance", x => x.VolunteerAttendance, MetricUnit.PersonTimes).Within(0, MostAttendance).NoFact()
            .CalledInSheets("志愿者人数", "志愿者数", "Volunteers"),
        f.Money("saved", x => x.SavedFen).Within(0, MostSavedFen).Folded("outputs").NoFact().Wide(14)
            .CalledInSheets("节省金额", "节约金额", "为居民节省", "Amount saved"),
        f.Kept("joint", FieldDataType.YesNo, x => x.IsJoint).Filtered().Wide(10),
        f.Lines("description", x => x.Description).Unlisted().Wide(40)
            .CalledInSheets("活动简介", "活动情况", "活动内容", "内容", "简介", "Details", "Notes", "Content"),
        f.Communities("hosts", x => x.Communities).Folded("together")
            .CalledInSheets("联合主办", "联办社区", "主办单位", "Host communities"),
        f.References("partners", Partners, CoBuilder.References).Folded("together")
            .CalledInSheets("参与单位", "共建单位", "协办单位", "合作单位", "Partners", "Co-builders"),
        f.References("programmes", Programmes, Programme.References).Folded("programmes")
            .CalledInSheets("所属品牌", "品牌", "机制", "项目", "项目名称", "Programme"),
        f.References("services", Services, Service.References).Folded("programmes")
            .CalledInSheets("服务", "服务项目", "服务内容", "提供服务", "Services given"),
        .. Outputs.Select(output => f.InParts(output.Key, FieldDataType.Milli, new OutputParts(output.Kind))
            .Within(1, OutputRecords.MostMilli).Folded("outputs").NoFact().NotImported()),
    ])
    {
        NumberPrefix = NumberPrefixes.Activity,
        New = () => new() { Number = "", Title = "" },
        Rules = Check,
        OnSaving = (activity, _) => activity.DateOutputs(),
        Readable = (activities, caller) => activities.ReadableBy(caller),
        TakingPart = (all, ids) => x => ids.Contains(x.CommunityId) || all.SelectMany(one => one.Communities)
            .Where(host => ids.Contains(host.CommunityId)).Select(host => host.RecordId).Contains(x.Id),
        SharedWith = (_, activities) => activities.Where(x => x.IsJoint).SelectMany(x => x.Communities)
            .Select(x => new RecordLink(x.RecordId, x.CommunityId)),
        Filters = ["community", "activity-kind", "held-on", "joint", "attendance", "place"],
        Shown = ["number", "title", "community", "held-on", "activity-kind", "attendance", "volunteer-attendance", "place", "joint"],
        DefaultSort = "-held-on",
        NearBy = ["title"],
        Marks =
        [
            ConditionColumn.Of("counts-clean-up", IsCleanUp), ConditionColumn.Of("counts-show-clinic", IsShowOrClinic),
            ConditionColumn.Of("counts-joint-event", IsJointEvent), ConditionColumn.Of("counts-fair", IsFair),
        ],
        Views = new Dictionary<string, Func<DateOnly, Expression<Func<Activity, bool>>>>
        {
            ["this-month"] = today => HeldSince(new(today.Year, today.Month, 1)),
            ["with-volunteers"] = _ => x => x.VolunteerAttendance > 0,
            ["joint"] = _ => x => x.IsJoint,
        },
    };

    private static FieldParts<Activity, ActivityPartner> Partners =>
        new(held => held.Partners, partner => partner.CoBuilderId, id => new() { CoBuilderId = (long)id })
        {
            Name = partner => partner.CoBuilder!.Name,
            NameEn = partner => partner.CoBuilder!.NameEn,
        };

    private static FieldParts<Activity, ActivityProgramme> Programmes =>
        new(held => held.Programmes, part => (long)part.ProgrammeId, id => new() { ProgrammeId = (int)(long)id })
        {
            Name = part => part.Programme!.Name,
            NameEn = part => part.Programme!.NameEn,
        };

    private static FieldParts<Activity, ActivityService> Services =>
        new(held => held.Services, offered => (long)offered.ServiceId, id => new() { ServiceId = (int)(long)id })
        {
            Name = offered => offered.Service!.Name,
            NameEn = offered => offered.Service!.NameEn,
        };

    private static void Check(Activity activity, ValidationContext check, ActorStamp by)
    {
        activity.IsJoint = JointRecords.Settle(activity.Communities, activity.CommunityId);
        if (!check.Has("attendance", "volunteer-attendance"))
        {
            check.That(
                activity.VolunteerAttendance <= activity.Attendance, "volunteer-attendance", activity.VolunteerAttendance,
                Rule.MoreThanAttendance, activity.Attendance);
        }

        foreach (var (key, kind) in Outputs.Where(output => !check.Has(output.Key)))
        {
            if (OutputParts.Find(activity, kind) is { } output) OutputRecords.CheckAmount(check, key, kind, output.AmountMilli);
        }
    }

    private static Expression<Func<Activity, bool>> HeldSince(DateOnly day) => x => x.HeldOn >= day;
}
