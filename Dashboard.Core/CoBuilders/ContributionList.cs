using System.Linq.Expressions;
using Concentric.Data;
using Concentric.Lists;

namespace Concentric.CoBuilders;

/// <summary>The list of contributions.</summary>
public static class ContributionList
{
    public static RecordList<Contribution> List { get; } = new()
    {
        Typed = ContributionLedger.Ledger,
        Readable = (contributions, caller) => contributions.ReadableBy(caller),
        Shown = ["given-on", "co-builder", "community", "yuan", "minutes", "purpose", "project"],
        Filters = ["community", "co-builder", "project", "given-on", "yuan", "minutes"],
        Sorts = ["given-on", "yuan", "minutes"],
        DefaultSort = "-given-on",
        Views = new Dictionary<string, Func<DateOnly, Expression<Func<Contribution, bool>>>>
        {
            ["money"] = _ => x => x.AmountFen > 0,
            ["time"] = _ => x => x.Minutes > 0,
        },
    };
}
