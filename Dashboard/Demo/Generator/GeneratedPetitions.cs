using Concentric.CoBuilders;
using Concentric.Dashboard.Demo.Synthetic;
using Concentric.Data;
using Concentric.Petitions;
using Concentric.Rules;

namespace Concentric.Dashboard.Demo.Generator;

/// <summary>Petitions with their whole timelines; one in fifty is shared by neighbours.</summary>
internal sealed class GeneratedPetitions : GeneratedKind
{
    private const double Joint = 0.02;

    private static readonly Weighted<string> Sources = new(
        (PetitionSource.Hotline, 38), (PetitionSource.CouncilHall, 24), (PetitionSource.Online, 18), (PetitionSource.Visit, 12),
        (PetitionSource.Patrol, 8));

    private readonly GeneratorScene scene;
    private readonly SeededRandom random;
    private readonly int[] counts;
    private readonly PetitionScenarios courses;
    private readonly PetitionMaker maker;
    private readonly NumberSequence numbers = new(NumberPrefixes.Petition);

    public GeneratedPetitions(GeneratorScene scene)
    {
        this.scene = scene;
        random = scene.Random.Fork("petitions");
        counts = scene.Seasons.Petitions(random, scene.Options.Petitions);
        courses = new(random, scene.Work);
        maker = new(scene.Bag, scene.Work, scene.Moments, scene.Today);
    }

    public override void Add(DateOnly day, int n)
    {
        for (var i = 0; i < counts[n]; i++)
        {
            var community = scene.Street.Draw(random);
            var sort = PetitionTexts.Sorts.Draw(random);
            maker.Make(numbers.Next(day), Subject(community, sort),
                courses.FromReceipt(day, sort.DueWorkingDays, scene.MannerOf(community, day)));
        }
    }

    private PetitionSubject Subject(GeneratedCommunity community, PetitionSort sort)
    {
        var (title, place) = sort.Draw(random);
        var unit = random.Chance(0.75) ? scene.Street.DrawCoBuilder(random, sort.Handler) : (CoBuilder?)null;
        var isNamed = random.Chance(0.9);
        return new(community.Id, sort.Category, title)
        {
            Description = random.Chance(0.4) ? PetitionTexts.Describe(random, title) : null,
            Place = place,
            Source = Sources.Draw(random),
            Petitioner = isNamed ? InventedPeople.Name(random) : null,
            Phone = isNamed ? InventedPeople.Phone(random) : null,
            Unit = unit?.Name ?? "社区居委会",
            CoBuilderId = unit?.Id,
            Worker = random.Pick(community.Workers),
            Sharing = scene.Street.Communities.Count > 1 && random.Chance(Joint) ? scene.Street.DrawNeighbours(random, community) : null,
        };
    }
}
