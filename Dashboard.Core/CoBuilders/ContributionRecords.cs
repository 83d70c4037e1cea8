using System.Linq.Expressions;
using Concentric.Kinds;
using Concentric.Programmes;
using Concentric.Projects;
using Concentric.Rules;

namespace Concentric.CoBuilders;

/// <summary>Contributions as a kind of record: money or time or both, entered when it has been given, and corrected as a whole.</summary>
public static class ContributionRecords
{
    /// <summary>The most money of one contribution, in fen: a hundred million yuan.</summary>
    public const long MostFen = 10_000_000_000;

    /// <summary>The most time of one contribution, in minutes: a hundred thousand hours, as a whole unit may give in a year.</summary>
    public const int MostMinutes = 6_000_000;

    public static RecordKind<Contribution> Kind { get; } = new("/contributions", f =>
    [
        f.Day("given-on", x => x.GivenOn).Required().Past().Placing().Filtered().Sorted()
            .CalledInSheets("投入时间", "捐赠日期", "捐赠时间", "支持日期", "日期", "Date", "Date given"),
        f.Community().Movable().FixedInFiles(),
        f.Reference("co-builder", x => x.CoBuilderId, x => x.CoBuilder!.Name, x => x.CoBuilder!.NameEn, CoBuilder.References).Required()
            .Filtered().Wide(24)
            .CalledInSheets("单位名称", "捐赠单位", "投入单位", "支持单位", "单位", "Organisation", "Donor"),
        f.Text("purpose", x => x.Purpose).Required().AsTitle().Wide(30)
            .CalledInSheets("投入用途", "投入内容", "支持内容", "事由", "内容", "Used for", "Contribution"),
        f.Money("yuan", x => x.AmountFen).Within(0, MostFen).Filtered().Sorted().Wide(14)
            .CalledInSheets("金额", "投入金额", "捐赠金额", "资金", "资金(元)", "Amount", "Money (yuan)"),
        f.Minutes("minutes", x => x.Minutes).Within(0, MostMinutes).Filtered().Sorted()
            .CalledInSheets("投入工时(分钟)", "服务时长(分钟)", "时长(分钟)", "Time (minutes)", "Minutes given"),
        f.Reference("project", x => x.ProjectId, x => x.Project!.Title, null, Project.References).Filtered().NotImported().Wide(30),
        f.Reference("programme", x => x.ProgrammeId, x => x.Programme!.Name, x => x.Programme!.NameEn, Programme.References).OnPage(),
    ])
    {
        New = () => new() { Purpose = "" },
        Rules = (given, check, _) =>
            check.That(given.AmountFen > 0 || given.Minutes > 0 || check.Has("yuan", "minutes"), "yuan", null, Rule.NothingGiven),
        DefaultSort = "-given-on",
        Shown = ["given-on", "co-builder", "community", "yuan", "minutes", "purpose", "project"],
        NearBy = ["purpose"],
        Views = new Dictionary<string, Func<DateOnly, Expression<Func<Contribution, bool>>>>
        {
            ["money"] = _ => x => x.AmountFen > 0,
            ["time"] = _ => x => x.Minutes > 0,
        },
    };
}
