using Concentric.Data;
using Concentric.Lists;

namespace Concentric.Errands;

/// <summary>The list of errands. It is not searched by beneficiary: that would tell who it was.</summary>
public static class ErrandList
{
    public static RecordList<Errand> List { get; } = new()
    {
        Typed = ErrandLedger.Ledger,
        Readable = (errands, caller) => errands.ReadableBy(caller),
        Filters = ["community", "errand-kind", "served-on", "persons"],
        Shown = ["served-on", "errand-kind", "persons", "community", "beneficiary", "note"],
        Sorts = ["served-on"],
        DefaultSort = "-served-on",
    };
}
