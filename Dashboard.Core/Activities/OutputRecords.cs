using System.Globalization;
using System.Linq.Expressions;
using Concentric.Kinds;
using Concentric.Programmes;
using Concentric.Projects;
using Concentric.Resources;
using Concentric.Rules;

namespace Concentric.Activities;

/// <summary>
/// Outputs as a kind of record. An output is entered when it has been measured, and corrected as a whole. One of an activity is kept
/// with the activity (<see cref="ActivityRecords.Outputs"/>), and only there.
/// </summary>
public static class OutputRecords
{
    /// <summary>The most of one output, in thousandths of its unit.</summary>
    public const long MostMilli = 1_000_000_000_000;

    public static RecordKind<Output> Kind { get; } = new("/outputs", f =>
    [
        f.Day("recorded-on", x => x.RecordedOn).Required().Past().Placing().Filtered().Sorted()
            .CalledInSheets("登记日期", "统计日期", "完成日期", "日期", "Date", "Date recorded"),
        f.Community().Movable().FixedInFiles(),
        f.Term("output-kind", x => x.Kind).Required().Filtered().Wide(14)
            .CalledInSheets("产出类型", "成果", "成果类型", "产出内容", "指标", "Output type", "Result"),
        f.Milli("amount", x => x.AmountMilli).Required().Within(1, MostMilli)
            .CountedBy("output-kind", kind => OutputMetrics.UnitOf((OutputKind)kind))
            .Filtered()
            .CalledInSheets("完成数量", "产出数量", "工程量", "数值", "Quantity"),
        f.Reference("activity", x => x.ActivityId, x => x.Activity!.Title, null, Activity.References).ReadOnly().Wide(30),
        f.Reference("project", x => x.ProjectId, x => x.Project!.Title, null, Project.References)
            .ListedAs(x => x.Project!.Title ?? x.Agreement!.Project!.Title).Filtered().Wide(30)
            .CalledInSheets("项目名称", "所属项目", "Project name"),
        f.Reference("agreement", x => x.AgreementId, x => x.Agreement!.Title, null, Agreement.References).Filtered().Wide(30)
            .CalledInSheets("协议名称", "所属协议", "Agreement name"),
        f.Reference("programme", x => x.ProgrammeId, x => x.Programme!.Name, x => x.Programme!.NameEn, Programme.References).OnPage(),
    ])
    {
        Called = output => $"{Texts.Term(output.Kind)} {(output.AmountMilli / 1_000m).ToString("#,##0.###", CultureInfo.CurrentCulture)}",
        WriteGuard = (output, check) => check.That(output.ActivityId is null, "activity", null, Rule.OfActivity),
        Rules = (output, check, _) =>
        {
            if (!check.Has("output-kind", "amount")) CheckWhole(check, "amount", output.Kind, output.AmountMilli);
            check.That(output.ProjectId is null || output.AgreementId is null, "agreement", null, Rule.OnlyOne);
        },
        MakeSheet = kind => new OutputSheet(kind),
        DefaultSort = "-recorded-on",
        Shown = ["recorded-on", "output-kind", "amount", "community", "activity", "project", "agreement"],
        Views = new Dictionary<string, Func<DateOnly, Expression<Func<Output, bool>>>>
        {
            ["of-activities"] = _ => x => x.ActivityId != null,
            ["of-projects"] = _ => x => x.ActivityId == null && (x.ProjectId != null || x.AgreementId != null),
            ["of-neither"] = _ => x => x.ActivityId == null && x.ProjectId == null && x.AgreementId == null,
        },
    };

    /// <summary>More than nothing; whole where the kind is counted and not weighed or measured.</summary>
    internal static void CheckAmount(ValidationContext check, string field, OutputKind kind, long milli)
    {
        if (check.Within(field, milli, 1, MostMilli, QuantityUnit.Milli)) CheckWhole(check, field, kind, milli);
    }

    private static void CheckWhole(ValidationContext check, string field, OutputKind kind, long milli) =>
        check.That(kind is OutputKind.Rubbish or OutputKind.Road || milli % 1_000 == 0, field, milli / 1_000m, Rule.NotANumber);
}
