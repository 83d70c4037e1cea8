using System.Globalization;
using System.Linq.Expressions;
using Concentric.Kinds;
using Concentric.Rules;
using Microsoft.EntityFrameworkCore;

namespace Concentric.CoBuilders;

/// <summary>
/// Co-builders as a kind of record: everybody reads all of them, those who keep the street write. One joins, is corrected as a whole,
/// and may leave; its history is the audit trail. No two present ones have the same name.
/// </summary>
public static class CoBuilderRecords
{
    public static RecordKind<CoBuilder> Kind { get; } = new("/co-builders", f =>
    [
        f.Text("name", x => x.Name).Required().Sorted().Wide(28)
            .CalledInSheets("单位名称", "共建单位", "共建单位名称", "单位全称", "单位", "Co-builder", "Organisation", "Unit"),
        f.Text("name-en", x => x.NameEn).Wide(28)
            .CalledInSheets("英文名", "单位英文名称", "English name"),
        f.Term("co-builder-kind", x => x.Kind).Required().Filtered().Sorted().Wide(14)
            .CalledInSheets("单位类型", "单位类别", "单位性质", "类别", "性质", "Type", "Organisation type"),
        f.Day("joined-on", x => x.JoinedOn).Required().Past().Filtered().Sorted()
            .CalledInSheets("加入时间", "共建时间", "签约日期", "签约时间", "共建日期", "Joined", "Date joined"),
        f.Day("left-on", x => x.LeftOn).NotFuture().Later().Sorted()
            .CalledInSheets("退出时间", "退出共建日期", "终止日期", "Left", "Date left"),
        f.Text("contact", x => x.Contact).Wide(10)
            .CalledInSheets("负责人", "联系人姓名", "对接人", "Contact person", "Contact name"),
        f.Phone("phone", x => x.ContactPhone).Wide(14)
            .CalledInSheets("联系电话", "联系人电话", "手机号", "手机", "手机号码", "联系方式", "Telephone", "Mobile", "Contact phone"),
        f.Reference("merged-into", x => x.MergedIntoId, x => x.MergedInto!.Name, x => x.MergedInto!.NameEn, CoBuilder.References)
            .Later().OnPage(),
    ])
    {
        New = () => new() { Name = "", NameEn = "" },
        Called = unit => unit.NameFor(CultureInfo.CurrentUICulture),
        Rules = (unit, check, _) => Complete(unit, check),
        StoreRules = (change, cancellationToken) => CheckNameAsync(change, cancellationToken),
        DefaultSort = "name",
        Shown = ["name", "co-builder-kind", "contact", "phone", "joined-on", "left-on", "name-en"],
        ShownEn = ["name-en", "co-builder-kind", "contact", "phone", "joined-on", "left-on", "name"],
        NearBy = ["name"],
        MakeSheet = kind => new CoBuilderSheet(kind),
        Views = new Dictionary<string, Func<DateOnly, Expression<Func<CoBuilder, bool>>>>
        {
            ["present"] = _ => x => x.LeftOn == null,
            ["left"] = _ => x => x.LeftOn != null,
        },
    };

    private static void Complete(CoBuilder unit, ValidationContext check)
    {
        if (unit.NameEn.Length == 0) unit.NameEn = unit.Name;
        if (unit.LeftOn is { } left && !check.Has("joined-on", "left-on"))
            check.That(left >= unit.JoinedOn, "left-on", left, Rule.BeforeStart, unit.JoinedOn);
        if (unit.MergedIntoId is null) return;
        check.That(unit.LeftOn is not null || check.Has("left-on"), "left-on", null, Rule.Required);
        check.That(unit.MergedIntoId != unit.Id, "merged-into", null, Rule.Unknown);
    }

    private static async Task CheckNameAsync(PendingChange<CoBuilder> change, CancellationToken cancellationToken)
    {
        var (name, self) = (change.Draft.Name, change.Draft.Id);
        if (change.Check.Has("name")) return;
        var other = await change.Db.CoBuilders.Where(unit => unit.ArchivedAt == null && unit.Name == name && unit.Id != self)
            .Select(unit => (long?)unit.Id).FirstOrDefaultAsync(cancellationToken);
        change.Check.That(other is null, "name", name, Rule.Registered, other?.ToString(CultureInfo.InvariantCulture) ?? "");
    }
}
