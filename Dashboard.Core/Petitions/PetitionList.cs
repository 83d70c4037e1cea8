using Concentric.Data;
using Concentric.Lists;

namespace Concentric.Petitions;

/// <summary>The list of petitions.</summary>
public static class PetitionList
{
    public static RecordList<Petition> List { get; } = new()
    {
        Typed = PetitionLedger.Ledger,
        Readable = (petitions, caller) => petitions.ReadableBy(caller),
        SharedWith = (_, petitions) => petitions.Where(x => x.IsJoint).SelectMany(x => x.Communities).Select(x => new RecordLink(x.RecordId, x.CommunityId)),
        Filters = ["community", "category", "source", "stage", "outcome", "satisfaction", "received-on", "due-on", "closed-on", "responsible", "joint"],
        Sorts = ["number", "received-on", "due-on", "closed-on"],
        Shown = ["number", "title", "community", "due-on", "stage", "responsible", "category", "received-on", "closed-on", "outcome", "satisfaction"],
        DefaultSort = "-received-on",
        Views = new Dictionary<string, Func<DateOnly, System.Linq.Expressions.Expression<Func<Petition, bool>>>>
        {
            ["open"] = _ => x => x.ClosedOn == null,
            ["overdue"] = today => x => x.ClosedOn == null && x.DueOn < today,
            ["to-call-back"] = _ => x => x.ClosedOn != null && x.CallBackOn == null,
            ["shared"] = _ => x => x.IsJoint,
            ["closed"] = _ => x => x.ClosedOn != null,
        },
        PastViews = new Dictionary<string, Func<DateOnly, System.Linq.Expressions.Expression<Func<Petition, bool>>>>
        {
            ["open"] = PetitionLedger.OpenOn,
            ["overdue"] = PetitionLedger.OverdueOn,
            ["to-call-back"] = day => x => x.Rounds.Any(round =>
                round.ClosedOn <= day && (round.ReopenedOn == null || round.ReopenedOn > day) && (round.CallBackOn == null || round.CallBackOn > day)),
            ["closed"] = day => x => x.Rounds.Any(round => round.ClosedOn <= day && (round.ReopenedOn == null || round.ReopenedOn > day)),
        },
    };
}
