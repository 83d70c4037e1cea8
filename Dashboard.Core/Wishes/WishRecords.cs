using System.Linq.Expressions;
using Concentric.CoBuilders;
using Concentric.Data;
using Concentric.Kinds;
using Concentric.Rules;

namespace Concentric.Wishes;

/// <summary>Wishes as a kind of record. They are not found by who wished: that would tell who it was.</summary>
public static class WishRecords
{
    public static RecordKind<Wish> Kind { get; } = new("/wishes", f =>
    [
        f.Number(),
        f.Community(),
        f.Text("title", x => x.Title).Required().AsTitle().Wide(36)
            .CalledInSheets("微心愿", "心愿", "心愿内容", "心愿名称", "Wish"),
        f.Text("wisher", x => x.Wisher).Wide(10)
            .CalledInSheets("许愿者", "心愿人", "姓名", "居民姓名", "Resident", "Wisher name"),
        f.Day("raised-on", x => x.RaisedOn).Required().Past().Placing().Filtered().Sorted()
            .CalledInSheets("许愿日期", "征集时间", "登记日期", "登记时间", "日期", "Date", "Date raised"),
        f.Day("claimed-on", x => x.ClaimedOn).ReadOnly().InFiles().Filtered().Sorted()
            .CalledInSheets("认领时间", "Date claimed"),
        f.Text("claimed-by", x => x.ClaimedBy).ReadOnly().InFiles().Unlisted()
            .CalledInSheets("认领单位", "认领人姓名", "认领者", "Claimant"),
        f.Reference("co-builder", x => x.CoBuilderId, x => x.CoBuilder!.Name, x => x.CoBuilder!.NameEn, CoBuilder.References)
            .ReadOnly().InFiles().Filtered().Wide(20)
            .CalledInSheets("认领共建单位", "单位名称", "Organisation"),
        f.Day("fulfilled-on", x => x.FulfilledOn).ReadOnly().InFiles().Filtered().Sorted()
            .CalledInSheets("实现时间", "完成时间", "完成日期", "Date fulfilled", "Done on"),
        f.Reason(),
    ])
    {
        NumberPrefix = NumberPrefixes.Wish,
        New = () => new() { Number = "", Title = "" },
        Rules = (wish, check, _) =>
        {
            if (wish.ClaimedOn is { } claimed && !check.Has("raised-on"))
                check.That(wish.RaisedOn <= claimed, "raised-on", wish.RaisedOn, Rule.AfterNextStep, claimed);
        },
        NeedsReason = (before, after) => before.RaisedOn != after.RaisedOn,
        InPeriod = period => x =>
            (x.RaisedOn >= period.From && x.RaisedOn <= period.To) || (x.ClaimedOn >= period.From && x.ClaimedOn <= period.To)
            || (x.FulfilledOn >= period.From && x.FulfilledOn <= period.To),
        Filters = ["community", "raised-on", "claimed-on", "fulfilled-on", "co-builder"],
        Shown = ["number", "title", "community", "raised-on", "claimed-on", "fulfilled-on", "co-builder", "wisher"],
        DefaultSort = "-raised-on",
        NearBy = ["title"],
        MakeSheet = kind => new WishSheet(kind),
        Views = new Dictionary<string, Func<DateOnly, Expression<Func<Wish, bool>>>>
        {
            ["to-claim"] = _ => x => x.ClaimedOn == null,
            ["to-fulfil"] = _ => x => x.ClaimedOn != null && x.FulfilledOn == null,
            ["fulfilled"] = _ => x => x.FulfilledOn != null,
        },
    };
}
