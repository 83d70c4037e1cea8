using System.Linq.Expressions;
using Concentric.Data;
using Concentric.Kinds;
using Concentric.Ledgers;
using Concentric.Rules;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Volunteers;

/// <summary>Service posts as a kind of record. In lists a place counts as held until the claim to it has an end.</summary>
public static class VolunteerPostRecords
{
    public static RecordKind<VolunteerPost> Kind { get; } = new("/posts", f =>
    [
        f.Text("title", x => x.Title).Required().AsTitle().Sorted().Wide(24)
            .CalledInSheets("岗位名称", "岗位", "服务岗位", "志愿岗位", "Post", "Post name"),
        f.Community().Movable().FixedInFiles(),
        f.Whole("places", x => x.Places, MetricUnit.Persons).Required().Within(1, VolunteerPost.MostPlaces).Filtered().Sorted().Wide(8)
            .CalledInSheets("人数", "需要人数", "岗位人数", "招募人数", "Number of places", "Volunteers needed"),
        f.Computed("held", FieldDataType.Whole, x => x.Claims.Count(claim => claim.ArchivedAt == null && claim.EndedOn == null))
            .Wide(8),
        f.Computed("free", FieldDataType.Whole, x => x.Places - x.Claims.Count(claim => claim.ArchivedAt == null && claim.EndedOn == null))
            .Wide(8),
    ])
    {
        New = () => new() { Title = "" },
        With = posts => posts.Include(post => post.Claims.Where(claim => claim.ArchivedAt == null)).AsSplitQuery(),
        Rules = (post, check, by) => CheckPlaces(post, check, by),
        StoreRules = (change, cancellationToken) => CheckCommunityAsync(change, cancellationToken),
        DefaultSort = "title",
        NearBy = ["title"],
        Views = new Dictionary<string, Func<DateOnly, Expression<Func<VolunteerPost, bool>>>>
        {
            ["vacant"] = _ => x => x.Claims.Count(claim => claim.ArchivedAt == null && claim.EndedOn == null) < x.Places,
            ["full"] = _ => x => x.Claims.Count(claim => claim.ArchivedAt == null && claim.EndedOn == null) >= x.Places,
        },
    };

    /// <summary>A post keeps a place for each volunteer who holds it today or is to.</summary>
    private static void CheckPlaces(VolunteerPost post, ValidationContext check, ActorStamp by)
    {
        if (check.Has("places")) return;
        var held = post.MostHeld(by.Today, null);
        check.That(post.Places >= held, "places", post.Places, Rule.FewerThanHeld, held);
    }

    /// <summary>The claims to a post are counted in the community that offered it.</summary>
    private static async Task CheckCommunityAsync(PendingChange<VolunteerPost> change, CancellationToken cancellationToken)
    {
        if (change.Present is not { } post || change.Draft.CommunityId == post.CommunityId) return;
        var hasClaims = await change.Db.VolunteerClaims.AnyAsync(claim => claim.PostId == post.Id, cancellationToken);
        change.Check.That(!hasClaims, "community", null, Rule.HasClaims);
    }
}
