using Concentric.Data;
using Concentric.Lists;

namespace Concentric.Wishes;

/// <summary>The list of wishes. It is not searched by wisher: that would tell who it was.</summary>
public static class WishList
{
    public static RecordList<Wish> List { get; } = new()
    {
        Typed = WishLedger.Ledger,
        Readable = (wishes, caller) => wishes.ReadableBy(caller),
        Filters = ["community", "raised-on", "claimed-on", "fulfilled-on", "co-builder"],
        Shown = ["number", "title", "community", "raised-on", "claimed-on", "fulfilled-on", "co-builder", "wisher"],
        Sorts = ["number", "raised-on", "claimed-on", "fulfilled-on"],
        DefaultSort = "-raised-on",
        Views = new Dictionary<string, Func<DateOnly, System.Linq.Expressions.Expression<Func<Wish, bool>>>>
        {
            ["to-claim"] = _ => x => x.ClaimedOn == null,
            ["to-fulfil"] = _ => x => x.ClaimedOn != null && x.FulfilledOn == null,
            ["fulfilled"] = _ => x => x.FulfilledOn != null,
        },
    };
}
