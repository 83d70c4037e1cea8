using System.Linq.Expressions;
using Concentric.Kinds;
using Concentric.Projects;
using Concentric.Rules;

namespace Concentric.Activities;

/// <summary>Agreements as a kind of record. An agreement is entered when it has been made, and corrected as a whole.</summary>
public static class AgreementRecords
{
    /// <summary>An agreement takes at least two.</summary>
    public const int LeastParties = 2;

    /// <summary>The most parties.</summary>
    public const int MostParties = 20;

    public static RecordKind<Agreement> Kind { get; } = new("/agreements", f =>
    [
        f.Text("title", x => x.Title).Required().AsTitle().Sorted().Wide(30)
            .CalledInSheets("协议名称", "协议标题", "协议", "合同名称", "Agreement", "Agreement name"),
        f.Community().Movable().FixedInFiles(),
        f.Names("parties", x => x.Parties).Required().Filtered().Wide(40)
            .CalledInSheets("签约方", "签约各方", "协议各方", "参与方", "签订单位", "Signatories"),
        f.Reference("project", x => x.ProjectId, x => x.Project!.Title, null, Project.References).Filtered().Wide(30)
            .CalledInSheets("所属项目", "项目名称", "关联项目", "Project name"),
        f.Day("agreed-on", x => x.AgreedOn).Required().Past().Filtered().Sorted()
            .CalledInSheets("签约日期", "签约时间", "签订时间", "协议日期", "Signed on", "Date signed"),
        f.Day("due-on", x => x.DueOn).Filtered().Sorted()
            .CalledInSheets("期限", "到期时间", "截止日期", "有效期至", "协议到期日", "Expires on", "Valid until"),
        f.Computed("promised", FieldDataType.Milli, x =>
            x.Outputs.Where(o => o.ArchivedAt == null && o.Kind == OutputKind.PortsAgreed).Sum(o => o.AmountMilli)).Wide(10),
        f.Computed("built", FieldDataType.Milli, x =>
            x.Outputs.Where(o => o.ArchivedAt == null && o.Kind == OutputKind.PortsBuilt).Sum(o => o.AmountMilli)).Wide(10),
    ])
    {
        New = () => new() { Title = "", Parties = "" },
        Rules = (made, check, _) =>
        {
            var count = NameSeries.Split(made.Parties).Count;
            if (!check.Has("parties"))
                check.That(count is >= LeastParties
                    and <= MostParties, "parties", made.Parties, Rule.PartyCount, LeastParties, MostParties, count);
            if (!check.Has("agreed-on", "due-on"))
                check.That(made.DueOn is not { } due || due >= made.AgreedOn, "due-on", made.DueOn, Rule.BeforeStart, made.AgreedOn);
        },
        DefaultSort = "-agreed-on",
        Shown = ["title", "community", "due-on", "promised", "built", "agreed-on", "project"],
        NearBy = ["title"],
        Views = new Dictionary<string, Func<DateOnly, Expression<Func<Agreement, bool>>>>
        {
            ["unkept"] = _ => IsBehind,
            ["overdue"] = today => Overdue(today),
        },
    };

    /// <summary>Less is built than was promised.</summary>
    internal static Expression<Func<Agreement, bool>> IsBehind => x =>
        x.Outputs.Where(o => o.ArchivedAt == null && o.Kind == OutputKind.PortsBuilt).Sum(o => o.AmountMilli)
        < x.Outputs.Where(o => o.ArchivedAt == null && o.Kind == OutputKind.PortsAgreed).Sum(o => o.AmountMilli);

    private static Expression<Func<Agreement, bool>> Overdue(DateOnly today) => x =>
        x.DueOn < today
        && x.Outputs.Where(o => o.ArchivedAt == null && o.Kind == OutputKind.PortsBuilt).Sum(o => o.AmountMilli)
            < x.Outputs.Where(o => o.ArchivedAt == null && o.Kind == OutputKind.PortsAgreed).Sum(o => o.AmountMilli);
}
