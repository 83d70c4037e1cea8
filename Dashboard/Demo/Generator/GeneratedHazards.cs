using Concentric.CoBuilders;
using Concentric.Dashboard.Demo.Synthetic;
using Concentric.Data;
using Concentric.Hazards;
using Concentric.Rules;

namespace Concentric.Dashboard.Demo.Generator;

/// <summary>Hazards with their whole timelines.</summary>
internal sealed class GeneratedHazards : GeneratedKind
{
    private readonly GeneratorScene scene;
    private readonly SeededRandom random;
    private readonly int[] counts;
    private readonly HazardScenarios courses;
    private readonly HazardMaker maker;
    private readonly NumberSequence numbers = new(NumberPrefixes.Hazard);

    public GeneratedHazards(GeneratorScene scene)
    {
        this.scene = scene;
        random = scene.Random.Fork("hazards");
        counts = scene.Seasons.Work(random, scene.Options.Hazards);
        courses = new(random, scene.Work);
        maker = new(scene.Bag, scene.Moments, scene.Today);
    }

    public override void Add(DateOnly day, int n)
    {
        for (var i = 0; i < counts[n]; i++)
        {
            var community = scene.Street.Draw(random);
            var sort = HazardTexts.Draw(random);
            var severity = random.Chance(0.06) ? HazardSeverity.Major : HazardSeverity.General;
            maker.Make(numbers.Next(day), Subject(community, sort, severity),
                courses.FromFinding(day, HazardScenarios.DueDays(severity), scene.MannerOf(community, day)));
        }
    }

    private HazardSubject Subject(GeneratedCommunity community, HazardSort sort, HazardSeverity severity)
    {
        var (building, place) = (PetitionTexts.Building(random), PetitionTexts.Place(random));
        var title = sort.Title(random, building, place);
        var unit = scene.Street.DrawCoBuilder(random, random.Chance(0.6) ? CoBuilderKind.PropertyCompany : CoBuilderKind.DutyDepartment);
        var worker = random.Below(community.Workers.Length);
        return new(community.Id, sort, title)
        {
            Place = title.StartsWith(building, StringComparison.Ordinal) ? building : place,
            Severity = severity,
            Unit = unit.Name,
            CoBuilderId = unit.Id,
            Worker = community.Workers[worker],
            Verifier = community.Workers[(worker + 1) % community.Workers.Length],
        };
    }
}
