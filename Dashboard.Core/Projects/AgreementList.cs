using System.Linq.Expressions;
using Concentric.Data;
using Concentric.Ledgers;
using Concentric.Lists;

namespace Concentric.Projects;

/// <summary>The list of agreements.</summary>
public static class AgreementList
{
    public static Ledger<Agreement> Ledger { get; } = new()
    {
        Kind = RecordKinds.NameOf<Agreement>(),
        Id = x => x.Id,
        Rows = db => db.Agreements.Where(x => x.ArchivedAt == null),
        TypedColumns =
        [
            new() { Key = "title", Type = LedgerType.Text, Value = x => x.Title, Width = 30 },
            new() { Key = "community", Type = LedgerType.Community, Value = x => x.CommunityId, Width = 12 },
            new() { Key = "parties", Type = LedgerType.Text, Value = x => x.Parties, Width = 40 },
            new() { Key = "project", Type = LedgerType.Text, Value = x => x.Project!.Title, Width = 30 },
            new() { Key = "agreed-on", Type = LedgerType.Day, Value = x => x.AgreedOn },
            new() { Key = "due-on", Type = LedgerType.Day, Value = x => x.DueOn },
            new() { Key = "promised", Type = LedgerType.Milli, Value = x => x.Outputs.Where(o => o.ArchivedAt == null && o.Kind == OutputKind.PortsAgreed).Sum(o => o.AmountMilli), Width = 10 },
            new() { Key = "built", Type = LedgerType.Milli, Value = x => x.Outputs.Where(o => o.ArchivedAt == null && o.Kind == OutputKind.PortsBuilt).Sum(o => o.AmountMilli), Width = 10 },
        ],
    };

    public static RecordList<Agreement> List { get; } = new()
    {
        Typed = Ledger,
        Readable = (agreements, caller) => agreements.ReadableBy(caller),
        Shown = ["title", "community", "due-on", "promised", "built", "agreed-on", "project"],
        Filters = ["community", "agreed-on", "due-on", "parties", "project"],
        Sorts = ["title", "agreed-on", "due-on"],
        DefaultSort = "-agreed-on",
        Views = new Dictionary<string, Func<DateOnly, Expression<Func<Agreement, bool>>>>
        {
            ["unkept"] = _ => IsBehind,
            ["overdue"] = today => Overdue(today),
        },
    };

    /// <summary>Less is built than was promised.</summary>
    private static Expression<Func<Agreement, bool>> IsBehind => x =>
        x.Outputs.Where(o => o.ArchivedAt == null && o.Kind == OutputKind.PortsBuilt).Sum(o => o.AmountMilli)
        < x.Outputs.Where(o => o.ArchivedAt == null && o.Kind == OutputKind.PortsAgreed).Sum(o => o.AmountMilli);

    private static Expression<Func<Agreement, bool>> Overdue(DateOnly today) => x =>
        x.DueOn < today
        && x.Outputs.Where(o => o.ArchivedAt == null && o.Kind == OutputKind.PortsBuilt).Sum(o => o.AmountMilli)
            < x.Outputs.Where(o => o.ArchivedAt == null && o.Kind == OutputKind.PortsAgreed).Sum(o => o.AmountMilli);
}
