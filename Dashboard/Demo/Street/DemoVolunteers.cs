using Concentric.Dashboard.Demo.Synthetic;
using Concentric.Rules;
using Concentric.Volunteers;

namespace Concentric.Dashboard.Demo.Street;

/// <summary>Volunteers of some communities: so many who claimed a post, a few of them two, and some who only registered.</summary>
internal sealed class DemoVolunteers(DemoScene scene, IReadOnlyList<DemoCommunity> communities, string stream)
{
    private static readonly (string Title, int Places)[] Posts =
    [
        ("楼门长", 40), ("垃圾分类督导员", 16), ("护学岗", 12), ("助老陪护", 20), ("邻里调解员", 8), ("活动引导员", 20), ("环境巡查员", 16), ("充电安全劝导员", 10), ("图书角管理员", 6),
        ("文艺辅导员", 6), ("义务维修工", 8), ("防诈宣传员", 10),
    ];

    private readonly SeededRandom random = scene.Random.Fork(stream);
    private readonly Dictionary<long, HashSet<long>> takers = [];

    public void Add(int active, int registeredOnly)
    {
        var posts = communities.ToDictionary(community =>
            community.Id, community =>
            Posts.Select(post => scene.Bag.Add(new VolunteerPost { CommunityId = community.Id, Title = post.Title, Places = post.Places }))
            .ToArray());
        foreach (var post in posts.Values.SelectMany(some => some)) takers[post.Id] = [];
        var days = scene.Days(random, active, scene.WorkWeight, recent: 1);
        for (var i = 0; i < active; i++)
        {
            var home = communities[i % communities.Count];
            var volunteer = Register(home, days[i]);
            Claim(volunteer, posts[home.Id], days[i]);
            // One in six takes a second post, every other one of them in another community.
            if (i % 6 != 0) continue;
            var other = i % 12 == 0 ? communities[(i + 1) % communities.Count] : home;
            Claim(volunteer, posts[other.Id], Sooner(days[i].AddDays(random.Between(10, 90)), scene.Today));
        }

        foreach (var day in scene.Days(random, registeredOnly, scene.WorkWeight)) Register(random.Pick(communities), day);
    }

    private Volunteer Register(DemoCommunity home, DateOnly claimedOn)
    {
        var registered = claimedOn.AddDays(-random.Between(0, 20));
        return scene.Bag.Add(new Volunteer
        {
            CommunityId = home.Id,
            Name = InventedPeople.Name(random),
            Phone = InventedPeople.Phone(random),
            RegisteredOn = registered < scene.From ? scene.From : registered,
        });
    }

    private void Claim(Volunteer volunteer, VolunteerPost[] posts, DateOnly day)
    {
        // As the rules have it: a place for everybody who ever came, and nobody twice at a post.
        var open = posts.Where(post => takers[post.Id].Count < post.Places && !takers[post.Id].Contains(volunteer.Id)).ToArray();
        var post = random.Pick(open.Length > 0 ? open : posts);
        if (open.Length == 0) post.Places++;
        takers[post.Id].Add(volunteer.Id);
        var ended = day.AddDays(random.Between(60, 300));
        scene.Bag.Add(new VolunteerClaim
        {
            CommunityId = posts[0].CommunityId,
            VolunteerId = volunteer.Id,
            PostId = post.Id,
            ClaimedOn = day,
            EndedOn = random.Chance(0.12) && ended <= scene.Today ? ended : null,
        });
    }

    private static DateOnly Sooner(DateOnly one, DateOnly other) => one < other ? one : other;
}
