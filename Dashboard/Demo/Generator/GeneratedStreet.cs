using Concentric.CoBuilders;
using Concentric.Dashboard.Demo.Synthetic;
using Concentric.Rules;
using Concentric.Volunteers;

namespace Concentric.Dashboard.Demo.Generator;

/// <summary>A community as the generator sees it.</summary>
/// <param name="Id">Key.</param>
/// <param name="Name">For texts.</param>
/// <param name="Weight">How much comes up there, against others.</param>
/// <param name="First">Its profile at the beginning.</param>
/// <param name="Last">Its profile at the end.</param>
internal sealed record GeneratedCommunity(int Id, string Name, double Weight, CommunityProfile First, CommunityProfile Last)
{
    public string[] Workers { get; set; } = [];

    /// <summary>Households reached so far; their keys.</summary>
    public List<long> Households { get; } = [];

    public List<VolunteerPost> Posts { get; } = [];

    /// <summary>Who holds which post: nobody one twice, and none more than it has places.</summary>
    public HashSet<(long Volunteer, long Post)> Claims { get; } = [];

    /// <summary>How many hold each post.</summary>
    public Dictionary<long, int> Holders { get; } = [];

    public List<long> Volunteers { get; } = [];
}

/// <summary>
/// The communities and co-builders of a generated street; communities differ in size, in profile, and in how they develop.
/// </summary>
internal sealed class GeneratedStreet
{
    private static readonly CommunityProfile Worst = new()
    {
        OnTime = 0.64,
        Neglected = 0.05,
        Satisfied = 0.46,
        Resolved = 0.76,
        Reopened = 0.1,
        CalledBack = 0.68
    };
    private static readonly CommunityProfile Best = new()
    {
        OnTime = 0.98,
        Neglected = 0.002,
        Satisfied = 0.86,
        Resolved = 0.94,
        Reopened = 0.015,
        CalledBack = 0.95
    };

    private readonly Weighted<GeneratedCommunity> byWeight;

    public GeneratedStreet(IReadOnlyList<(int Id, string Name)> communities, SeededRandom random)
    {
        Communities = [.. communities.Select(community =>
        {
            var quality = random.NextFraction();
            var later = Math.Clamp(quality + ((random.NextFraction() - 0.45) * 0.6), 0, 1);
            return new GeneratedCommunity(community.Id, community.Name, 0.6 + (1.8 * random.NextFraction() * random.NextFraction()),
                Worst.Towards(Best, quality), Worst.Towards(Best, later));
        })];
        byWeight = new([.. Communities.Select(community => (community, community.Weight))]);
    }

    public IReadOnlyList<GeneratedCommunity> Communities { get; }

    public Dictionary<CoBuilderKind, List<CoBuilder>> CoBuilders { get; } = [];

    public GeneratedCommunity Draw(SeededRandom random) => byWeight.Draw(random);

    /// <summary>A community and one or two of its neighbours, the first leading.</summary>
    public int[] DrawNeighbours(SeededRandom random, GeneratedCommunity leading)
    {
        var at = 0;
        while (Communities[at] != leading) at++;
        var count = Math.Min(Communities.Count, random.Between(2, 3));
        return [.. Enumerable.Range(at, count).Select(n => Communities[n % Communities.Count].Id)];
    }

    public CoBuilder DrawCoBuilder(SeededRandom random, CoBuilderKind kind) => random.Pick(CoBuilders[kind]);

    public CoBuilder DrawCoBuilder(SeededRandom random) => DrawCoBuilder(random, (CoBuilderKind)random.Below(CoBuilders.Count));
}
