using System.Linq.Expressions;
using Concentric.CoBuilders;
using Concentric.Data;
using Concentric.Kinds;
using Concentric.Lists;
using Concentric.Rules;

namespace Concentric.Hazards;

/// <summary>
/// Hazards as a kind of record: each once, as its present round has it. What its steps do is told by <see cref="Hazard"/>.
/// </summary>
public static class HazardRecords
{
    public static RecordKind<Hazard> Kind { get; } = new("/hazards", f =>
    [
        f.Number(),
        f.Community(),
        f.Text("title", x => x.Title).Required().AsTitle().Wide(36)
            .CalledInSheets("隐患名称", "隐患内容", "隐患描述", "问题描述", "存在问题", "存在隐患", "隐患情况", "问题", "Hazard", "Problem"),
        f.Text("place", x => x.Place).Suggested().Wide(20)
            .CalledInSheets("隐患地点", "隐患位置", "位置", "具体位置", "所在位置", "检查地点", "Location", "Address"),
        f.OfficeTerm("hazard-category", x => x.Category, HazardCategory.List).Required().Known().Filtered().Wide(14)
            .CalledInSheets("隐患类型", "类型", "类别", "隐患种类", "隐患分类", "Category", "Type of hazard"),
        f.Term("severity", x => x.Severity).MeaningOtherwise(HazardSeverity.General).Filtered().Wide(10)
            .CalledInSheets("隐患等级", "隐患级别", "级别", "风险等级", "Level", "Risk level"),
        f.YesNo("fire-lane", x => x.IsFireLane).Filtered().Wide(10)
            .CalledInSheets("占用消防通道", "是否消防通道", "涉及消防通道", "Blocks a fire lane"),
        f.Text("responsible", x => x.ResponsibleUnit).Known().Filtered().Wide(16)
            .CalledInSheets("整改责任单位", "整改单位", "责任部门", "责任主体", "Responsible", "Unit responsible"),
        f.Day("found-on", x => x.FoundOn).Required().Past().Placing().Filtered().Sorted()
            .CalledInSheets("检查日期", "检查时间", "发现时间", "排查日期", "排查时间", "巡查日期", "Date found", "Inspected on"),
        f.Day("due-on", x => x.DueOn).Filtered().Sorted()
            .CalledInSheets("期限", "整改期限", "整改时限", "限期整改", "截止日期", "要求整改时间", "Deadline", "Due date"),
        f.Kept("rectified-on", FieldDataType.Day, x => x.RectifiedOn).AsFact().Filtered().Sorted(),
        f.Kept("rectified-by", FieldDataType.Text, x => x.RectifiedBy).AsFact().Unlisted(),
        f.Kept("verified-on", FieldDataType.Day, x => x.VerifiedOn).AsFact(),
        f.Kept("verified-by", FieldDataType.Text, x => x.VerifiedBy).AsFact().Unlisted(),
        f.Kept("offered-on", FieldDataType.Day, x => x.OfferedOn).Unlisted(),
        f.Kept("offered-to", FieldDataType.Community, x => x.OfferedToId).Filtered().Wide(12),
        f.Kept("extended", FieldDataType.Whole, x => x.ExtensionCount).Unlisted(),
        f.Reference("co-builder", x => x.CoBuilderId, x => x.CoBuilder!.Name, x => x.CoBuilder!.NameEn, CoBuilder.References).OnPage(),
        f.Lines("description", x => x.Description).Unlisted().Wide(40)
            .CalledInSheets("详细描述", "隐患说明", "情况说明", "备注", "Details", "Notes"),
        f.Reason(),
    ])
    {
        NumberPrefix = NumberPrefixes.Hazard,
        New = () => new() { Number = "", Title = "", Category = "" },
        Rules = CheckDays,
        CorrectionRules = (said, present, check, _) => present.CheckMoved(said, check),
        NeedsReason = (present, said) => (present.FoundOn, present.DueOn) != (said.FoundOn, said.DueOn),
        Readable = (hazards, caller) => hazards.ReadableBy(caller),
        SharedWith = (_, hazards) => hazards.Where(x => x.OfferedToId != null)
            .Select(x => new RecordLink(x.Id, x.OfferedToId!.Value)),
        InPeriod = period => x =>
            (x.FoundOn >= period.From && x.FoundOn <= period.To) || (x.DueOn >= period.From && x.DueOn <= period.To)
            || (x.RectifiedOn >= period.From && x.RectifiedOn <= period.To) || (x.VerifiedOn >= period.From && x.VerifiedOn <= period.To)
            || (x.FoundOn <= period.To && (x.RectifiedOn == null || x.RectifiedOn > period.To)),
        Filters = ["community", "severity", "hazard-category", "fire-lane", "found-on", "due-on", "rectified-on", "responsible",
            "offered-to"],
        Shown =
        [
            "number", "title", "community", "severity", "due-on", "responsible", "hazard-category", "found-on", "rectified-on",
            "verified-on",
        ],
        DefaultSort = "-found-on",
        NearBy = ["title"],
        SheetType = typeof(HazardImport),
        Views = new Dictionary<string, Func<DateOnly, Expression<Func<Hazard, bool>>>>
        {
            ["open"] = _ => x => x.RectifiedOn == null,
            ["overdue"] = today => x => x.RectifiedOn == null && x.DueOn < today,
            ["to-verify"] = _ => x => x.RectifiedOn != null && x.VerifiedOn == null,
            ["done"] = _ => x => x.VerifiedOn != null,
        },
        PastViews = new Dictionary<string, Func<DateOnly, Expression<Func<Hazard, bool>>>>
        {
            ["open"] = OpenOn,
            ["overdue"] = OverdueOn,
            ["to-verify"] = day => x => x.Rounds.Any(round => round.RectifiedOn <= day
                && (round.ReopenedOn == null || round.ReopenedOn > day) && (round.VerifiedOn == null || round.VerifiedOn > day)),
            ["done"] = day => x => x.Rounds.Any(round => round.VerifiedOn <= day && (round.ReopenedOn == null || round.ReopenedOn > day)),
        },
        MomentViews = new Dictionary<string, Func<ListMoment, Expression<Func<Hazard, bool>>>>
        {
            ["offered"] = _ => x => x.OfferedToId != null,
            ["escalated"] = moment => EscalatedOn(moment.Today, moment.Days[EscalationDay.Key]),
        },
    };

    private static Expression<Func<Hazard, bool>> EscalatedOn(DateOnly today, DateOnly generalBefore) =>
        x => x.RectifiedOn == null && ((x.Severity == HazardSeverity.Major && x.DueOn < today) || x.DueOn < generalBefore);

    /// <summary>Found by the end of a day and not rectified then, whatever has become of it since.</summary>
    internal static Expression<Func<Hazard, bool>> OpenOn(DateOnly day) =>
        x => x.Rounds.Any(round => round.FoundOn <= day && (round.RectifiedOn == null || round.RectifiedOn > day));

    /// <summary>Open at the end of a day, and late by then.</summary>
    internal static Expression<Func<Hazard, bool>> OverdueOn(DateOnly day) =>
        x => x.Rounds.Any(round => round.OverdueFrom <= day && (round.RectifiedOn == null || round.RectifiedOn > day));

    private static void CheckDays(Hazard hazard, ValidationContext check, ActorStamp by)
    {
        // Without a day of finding there is no due date yet; that has been told.
        if (hazard.DueOn != default && !check.Has("due-on", "found-on"))
            check.That(hazard.DueOn >= hazard.FoundOn, "due-on", hazard.DueOn, Rule.BeforeBeginning, hazard.FoundOn);
    }
}
