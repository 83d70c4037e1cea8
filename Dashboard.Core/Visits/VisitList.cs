using Concentric.Data;
using Concentric.Lists;

namespace Concentric.Visits;

/// <summary>The list of home visits. It is searched by address for those who may reveal addresses: for others that would tell who was visited.</summary>
public static class VisitList
{
    public static RecordList<Visit> List { get; } = new()
    {
        Typed = VisitLedgers.Visits,
        Readable = (visits, caller) => visits.ReadableBy(caller),
        PersonalParts =
        [
            (nameof(Visit.Households), (db, id) => AddressesOf(db, id, nobodyHome: false)),
            (Visit.NobodyHomeField, (db, id) => AddressesOf(db, id, nobodyHome: true)),
        ],
        Addresses = x => x.Households.Select(link => link.Household!.Address),
        Filters = ["community", "visitor", "visited-on"],
        Shown = ["visited-on", "visitor", "households", "nobody-home", "community", "note"],
        Sorts = ["visited-on"],
        DefaultSort = "-visited-on",
    };

    private static IQueryable<string> AddressesOf(DashboardDbContext db, long id, bool nobodyHome) =>
        db.VisitHouseholds.Where(link => link.VisitId == id && link.NobodyHome == nobodyHome).OrderBy(link => link.HouseholdId).Select(link => link.Household!.Address);
}
