using System.Linq.Expressions;
using Concentric.Data;
using Concentric.Ledgers;
using Concentric.Lists;

namespace Concentric.Volunteers;

/// <summary>The list of claims. A claim counts as held until it has an end.</summary>
public static class VolunteerLists
{
    public static RecordList<VolunteerClaim> Claims { get; } = new()
    {
        Typed = new()
        {
            Kind = RecordKinds.NameOf<VolunteerClaim>(),
            Id = x => x.Id,
            Rows = db => db.VolunteerClaims.Where(x => x.ArchivedAt == null),
            InPeriod = period => x => x.ClaimedOn <= period.To && (x.EndedOn == null || x.EndedOn >= period.From),
            TypedColumns =
            [
                new() { Key = "claimed-on", Type = LedgerType.Day, Value = x => x.ClaimedOn },
                new() { Key = "community", Type = LedgerType.Community, Value = x => x.CommunityId, Width = 12 },
                new() { Key = "post", Type = LedgerType.Text, Value = x => x.Post!.Title, Width = 20 },
                new() { Key = "volunteer", Type = LedgerType.Text, Value = x => x.Volunteer!.Name, Width = 10 },
                new() { Key = "ended-on", Type = LedgerType.Day, Value = x => x.EndedOn },
            ],
        },
        Readable = (claims, caller) => claims.ReadableBy(caller),
        Shown = ["claimed-on", "post", "volunteer", "community", "ended-on"],
        Filters = ["community", "claimed-on", "ended-on", "post"],
        Sorts = ["claimed-on", "ended-on"],
        DefaultSort = "-claimed-on",
        Views = new Dictionary<string, Func<DateOnly, Expression<Func<VolunteerClaim, bool>>>>
        {
            ["held"] = _ => x => x.EndedOn == null,
            ["ended"] = _ => x => x.EndedOn != null,
        },
    };
}
