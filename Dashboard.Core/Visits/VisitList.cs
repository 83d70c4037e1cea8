using Concentric.Data;
using Concentric.Lists;

namespace Concentric.Visits;

/// <summary>The list of home visits. It is not searched by address: that would tell who was visited.</summary>
public static class VisitList
{
    public static RecordList<Visit> List { get; } = new()
    {
        Typed = VisitLedgers.Visits,
        Readable = (visits, caller) => visits.ReadableBy(caller),
        Matches = word => x => x.Visitor.Contains(word) || x.Note!.Contains(word),
        PersonalParts = (nameof(Visit.Households), (db, id) => db.VisitHouseholds.Where(reached => reached.VisitId == id).OrderBy(reached => reached.HouseholdId).Select(reached => reached.Household!.Address)),
        Filters = ["community", "visitor", "visited-on"],
        Shown = ["visited-on", "visitor", "households", "community", "note"],
        Sorts = ["visited-on"],
        DefaultSort = "-visited-on",
    };
}
