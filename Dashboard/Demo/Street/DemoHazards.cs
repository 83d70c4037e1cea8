using Concentric.Dashboard.Demo.Synthetic;
using Concentric.Hazards;
using Concentric.Rules;

namespace Concentric.Dashboard.Demo.Street;

/// <summary>Hazards of the two communities: those rectified in the year, of which some are fire lanes, and the open ones.</summary>
internal sealed class DemoHazards(DemoScene scene)
{
    private static readonly CommunityProfile Careful = new() { OnTime = 0.9, Neglected = 0 };

    /// <summary>
    /// Open ones: severity, and the working days left until the due date; below 0 for those that are overdue, null for what was found
    /// today.
    /// </summary>
    private static readonly (HazardSeverity Severity, int? Left)[] Open =
    [
        (HazardSeverity.General, 4), (HazardSeverity.General, null), (HazardSeverity.General, 2), (HazardSeverity.General, 1),
        (HazardSeverity.General, 3), (HazardSeverity.General, 4), (HazardSeverity.Major, 1),
        (HazardSeverity.Major, -3), (HazardSeverity.General, -2), (HazardSeverity.General, -9), (HazardSeverity.General, -1),
        (HazardSeverity.General, -22),
    ];

    private readonly SeededRandom random = scene.Random.Fork("case hazards");

    public void Add()
    {
        var days = scene.Days(random, ReferenceCase.HazardsRectified, day =>
            day < scene.From.AddDays(3) ? 0 : scene.WorkWeight(day), recent: 1);
        for (var i = 0; i < days.Length; i++)
        {
            var fireLane = (i + 1) * ReferenceCase.FireLanes / days.Length != i * ReferenceCase.FireLanes / days.Length;
            var sort = fireLane ? HazardTexts.FireLane : HazardTexts.Others.Draw(random);
            var severity = i % 10 == 4 ? HazardSeverity.Major : HazardSeverity.General;
            var course = scene.Hazards.ToRectification(days[i], scene.From, HazardScenarios.DueDays(severity), Careful);
            scene.HazardPlans.Add((DemoSubjects.Hazard(scene, random, sort, scene.Pair[i % 2], severity), course));
        }

        foreach (var (severity, left) in Open) AddOpen(severity, left);
    }

    private void AddOpen(HazardSeverity severity, int? left)
    {
        var sort = HazardTexts.Others.Draw(random);
        var dueDays = HazardScenarios.DueDays(severity);
        var found = left is null ? scene.Today : scene.Work.Before(scene.Today, dueDays - left.Value);
        var later = scene.Work.After(scene.Today, 2);
        var course = new HazardScenario(found, scene.Work.After(found, dueDays), later, null, null);
        scene.HazardPlans.Add((DemoSubjects.Hazard(scene, random, sort, random.Pick(scene.Pair), severity), course));
    }
}
