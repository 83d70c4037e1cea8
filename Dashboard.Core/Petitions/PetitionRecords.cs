using System.Linq.Expressions;
using Concentric.CoBuilders;
using Concentric.Data;
using Concentric.Kinds;
using Concentric.Lists;
using Concentric.Rules;

namespace Concentric.Petitions;

/// <summary>
/// Petitions as a kind of record: each once, as its present round has it. What its steps do is told by <see cref="Petition"/>.
/// </summary>
public static class PetitionRecords
{
    public static RecordKind<Petition> Kind { get; } = new("/petitions", f =>
    [
        f.Number(),
        f.Community(),
        f.Text("title", x => x.Title).Required().AsTitle().Wide(36)
            .CalledInSheets("工单标题", "诉求标题", "事项标题", "反映事项", "诉求事项", "问题", "反映内容", "诉求内容", "反映问题", "主要内容", "来电内容", "问题描述", "Petition",
                "Subject", "Request"),
        f.Category("category", x => x.Category).Required().Filtered().Wide(14)
            .CalledInSheets("诉求类别", "诉求类型", "问题类别", "问题类型", "事项类别", "工单类型", "工单分类", "分类", "Type of petition", "Petition category"),
        f.Text("place", x => x.Place).Suggested().Wide(20)
            .CalledInSheets("诉求地点", "事发地点", "发生地点", "问题地点", "事件地点", "具体位置", "Location", "Where"),
        f.OfficeTerm("source", x => x.Source, PetitionSource.List).MeaningInFiles(PetitionSource.CouncilHall).Filtered()
            .CalledInSheets("来源渠道", "诉求来源", "工单来源", "受理渠道", "反映渠道", "渠道", "Channel", "Came by"),
        f.Text("order-number", x => x.OrderNumber).OutsideNumber().Filtered().Wide(20)
            .CalledInSheets("工单编号", "工单号", "受理编号", "受理单号", "热线工单号", "案件编号", "派单编号", "外部编号", "诉求编号", "Ticket number", "Work order",
                "Case number"),
        f.Text("petitioner", x => x.PetitionerName).Wide(10)
            .CalledInSheets("反映人", "来电人", "诉求人姓名", "反映人姓名", "来电人姓名", "联系人", "姓名", "市民姓名", "Caller", "Resident", "Petitioner name"),
        f.Phone("phone", x => x.PetitionerPhone).Wide(14)
            .CalledInSheets("联系电话", "来电号码", "联系方式", "反映人电话", "来电人电话", "手机号", "手机", "手机号码", "电话号码", "Telephone", "Mobile", "Caller phone"),
        f.Text("responsible", x => x.ResponsibleUnit).Known().Filtered().Wide(16)
            .CalledInSheets("承办单位", "办理单位", "处理单位", "处办单位", "责任部门", "承办部门", "Responsible", "Handled by"),
        f.Day("received-on", x => x.ReceivedOn).Required().Past().Placing().Filtered().Sorted()
            .CalledInSheets("受理时间", "来电时间", "接单时间", "接收时间", "派单时间", "收件时间", "登记时间", "反映时间", "诉求时间", "受理日", "来电日期", "接单日期", "Received",
                "Date received", "Call date"),
        f.Day("due-on", x => x.DueOn).Filtered().Sorted()
            .CalledInSheets("期限", "办理时限", "截止时间", "截止日期", "到期时间", "办结时限", "要求办结时间", "限办时间", "Deadline", "Due date"),
        f.Kept("stage", FieldDataType.Term, x => x.Stage).Filtered().Wide(10),
        f.Kept("closed-on", FieldDataType.Day, x => x.ClosedOn).AsFact().Filtered().Sorted(),
        f.Kept("first-closed-on", FieldDataType.Day, x => x.FirstClosedOn),
        f.Kept("outcome", FieldDataType.Term, x => x.Outcome).Filtered().Wide(10),
        f.Kept("working-days", FieldDataType.WorkingDays, x => x.WorkingDaysToClose).Wide(16),
        f.Kept("reopened", FieldDataType.Whole, x => x.ReopenedCount).Wide(10),
        f.Kept("call-back-on", FieldDataType.Day, x => x.CallBackOn),
        f.Kept("call-back-valid", FieldDataType.YesNo, x => x.CallBackValid).Wide(10),
        f.Kept("responded", FieldDataType.YesNo, x => x.CallBackResponded).Wide(10),
        f.Kept("confirmed", FieldDataType.YesNo, x => x.CallBackResolved).Wide(10),
        f.Kept("satisfaction", FieldDataType.Term, x => x.Satisfaction).Filtered(),
        f.Kept("settled-on", FieldDataType.Day, x => x.SettledOn).Filtered(),
        f.Kept("offered-on", FieldDataType.Day, x => x.OfferedOn).Unlisted(),
        f.Kept("offered-to", FieldDataType.Community, x => x.OfferedToId).Filtered().Wide(12),
        f.Kept("joint", FieldDataType.YesNo, x => x.IsJoint).Filtered().Wide(10),
        f.Kept("extended", FieldDataType.Whole, x => x.ExtensionCount).Unlisted(),
        f.Reference("co-builder", x => x.CoBuilderId, x => x.CoBuilder!.Name, x => x.CoBuilder!.NameEn, CoBuilder.References).OnPage(),
        f.Lines("description", x => x.Description).Unlisted().Wide(40)
            .CalledInSheets("诉求描述", "详细内容", "反映内容", "诉求内容", "工单内容", "问题描述", "来电内容", "主要内容", "Details", "Content of the call"),
        f.Reason(),
    ])
    {
        NumberPrefix = NumberPrefixes.Petition,
        New = () => new() { Number = "", Title = "", Category = "" },
        Rules = CheckDays,
        CorrectionRules = CheckMoved,
        NeedsReason = (present, said) => (present.ReceivedOn, present.DueOn) != (said.ReceivedOn, said.DueOn),
        Readable = (petitions, caller) => petitions.ReadableBy(caller),
        TakingPart = (all, ids) => x => ids.Contains(x.CommunityId) || all.SelectMany(one => one.Communities)
            .Where(shared => ids.Contains(shared.CommunityId)).Select(shared => shared.RecordId).Contains(x.Id),
        SharedWith = (_, petitions) =>
            petitions.Where(x => x.IsJoint).SelectMany(x => x.Communities).Select(x => new { x.RecordId, x.CommunityId })
                .Concat(petitions.Where(x => x.OfferedToId != null)
                    .Select(x => new { RecordId = x.Id, CommunityId = x.OfferedToId!.Value }))
                .Select(x => new RecordLink(x.RecordId, x.CommunityId)),
        TimelineParts = [nameof(PetitionCommunity)],
        InPeriod = period => x =>
            (x.ReceivedOn >= period.From && x.ReceivedOn <= period.To) || (x.DueOn >= period.From && x.DueOn <= period.To)
            || (x.ClosedOn >= period.From && x.ClosedOn <= period.To) || (x.FirstClosedOn >= period.From && x.FirstClosedOn <= period.To)
            || (x.CallBackOn >= period.From && x.CallBackOn <= period.To)
            || (x.ReceivedOn <= period.To && (x.ClosedOn == null || x.ClosedOn > period.To)),
        Filters = ["community", "category", "source", "stage", "outcome", "satisfaction", "received-on", "due-on", "closed-on",
            "responsible", "order-number", "joint", "offered-to"],
        Shown = ["number", "title", "community", "due-on", "stage", "responsible", "category", "received-on", "closed-on", "outcome"],
        DefaultSort = "-received-on",
        NearBy = ["title"],
        MakeSheet = kind => new PetitionImport(kind),
        Views = new Dictionary<string, Func<DateOnly, Expression<Func<Petition, bool>>>>
        {
            ["open"] = _ => x => x.ClosedOn == null,
            ["overdue"] = today => x => x.ClosedOn == null && x.DueOn < today,
            ["to-call-back"] = _ => x => x.SettledOn == null && x.ClosedOn != null && x.Satisfaction == null,
            ["unsatisfied"] = _ => x => x.SettledOn == null && x.ClosedOn != null && x.Satisfaction != null,
            ["shared"] = _ => x => x.IsJoint,
            ["closed"] = _ => x => x.ClosedOn != null,
        },
        MomentViews = new Dictionary<string, Func<ListMoment, Expression<Func<Petition, bool>>>>
        {
            ["offered"] = _ => x => x.OfferedToId != null,
        },
        PastViews = new Dictionary<string, Func<DateOnly, Expression<Func<Petition, bool>>>>
        {
            ["open"] = OpenOn,
            ["overdue"] = OverdueOn,
            ["to-call-back"] = day => x => x.Rounds.Any(round =>
                round.ClosedOn <= day && (round.ReopenedOn == null || round.ReopenedOn > day)
                    && (round.SettledOn == null || round.SettledOn > day)
                    && (round.CallBackOn == null || round.CallBackOn > day || round.Satisfaction == null)),
            ["unsatisfied"] = day => x => x.Rounds.Any(round =>
                round.ClosedOn <= day && (round.ReopenedOn == null || round.ReopenedOn > day)
                    && (round.SettledOn == null || round.SettledOn > day) && round.CallBackOn <= day && round.Satisfaction != null),
            ["closed"] = day => x => x.Rounds.Any(round => round.ClosedOn <= day && (round.ReopenedOn == null || round.ReopenedOn > day)),
        },
    };

    /// <summary>Received, or reopened, by the end of a day and not closed then, whatever has become of it since.</summary>
    internal static Expression<Func<Petition, bool>> OpenOn(DateOnly day) =>
        x => x.Rounds.Any(round => round.ReceivedOn <= day && (round.ClosedOn == null || round.ClosedOn > day));

    /// <summary>Open at the end of a day, and due before it.</summary>
    internal static Expression<Func<Petition, bool>> OverdueOn(DateOnly day) =>
        x => x.Rounds.Any(round => round.DueOn < day && (round.ClosedOn == null || round.ClosedOn > day));

    private static void CheckDays(Petition petition, ValidationContext check, ActorStamp by)
    {
        // Without a category or a day of receipt there is no due date yet; that has been told.
        if (petition.DueOn != default && !check.Has("due-on", "received-on"))
            check.That(petition.DueOn >= petition.DueFrom, "due-on", petition.DueOn, Rule.BeforeBeginning, petition.DueFrom);
    }

    private static void CheckMoved(Petition said, Petition present, ValidationContext check, ActorStamp by)
    {
        if (said.ReceivedOn != present.ReceivedOn && !check.Has("received-on")) present.CheckReceipt(said.ReceivedOn, check);
    }
}
