using System.Linq.Expressions;
using Concentric.Kinds;
using Concentric.Rules;

namespace Concentric.Volunteers;

/// <summary>
/// Claims of posts as a kind of record: kept by the community of the post. A claim counts as held until it has an end. That there is a
/// place is told by <see cref="VolunteerPost"/>, and <see cref="VolunteerClaimCommands"/> holds claims against it.
/// </summary>
public static class VolunteerClaimRecords
{
    public static RecordKind<VolunteerClaim> Kind { get; } = new("/claims", f =>
    [
        f.Day("claimed-on", x => x.ClaimedOn).Required().Past().Filtered().Sorted()
            .CalledInSheets("认领时间", "上岗日期", "上岗时间", "日期", "Date claimed", "Since"),
        f.Community().ReadOnly().InFiles(),
        f.Reference("post", x => x.PostId, x => x.Post!.Title, null, VolunteerPost.References).Required().Fixed().Filtered().Wide(20)
            .CalledInSheets("岗位名称", "认领岗位", "服务岗位", "志愿岗位", "Volunteer post", "Post name"),
        f.Reference("volunteer", x => x.VolunteerId, x => x.Volunteer!.Name, null, Volunteer.References)
            .Required().Fixed().NotImported().Wide(10),
        f.Day("ended-on", x => x.EndedOn).NotFuture().Later().NotImported().Filtered().Sorted(),
    ])
    {
        Called = claim => $"{claim.Post?.Title} · {Masking.Mask(claim.Volunteer?.Name)}",
        Rules = (claim, check, _) =>
        {
            if (claim.EndedOn is { } ended && !check.Has("claimed-on", "ended-on"))
                check.That(ended >= claim.ClaimedOn, "ended-on", ended, Rule.BeforeStart, claim.ClaimedOn);
        },
        InPeriod = period => x => x.ClaimedOn <= period.To && (x.EndedOn == null || x.EndedOn >= period.From),
        DefaultSort = "-claimed-on",
        Shown = ["claimed-on", "post", "volunteer", "community", "ended-on"],
        Filters = ["community", "claimed-on", "ended-on", "post"],
        MakeSheet = kind => new ClaimSheet(kind),
        Views = new Dictionary<string, Func<DateOnly, Expression<Func<VolunteerClaim, bool>>>>
        {
            ["held"] = _ => x => x.EndedOn == null,
            ["ended"] = _ => x => x.EndedOn != null,
        },
    };
}
