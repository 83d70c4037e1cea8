namespace Concentric.Dashboard.Demo.Street;

/// <summary>Puts the parts of the demo data together.</summary>
internal static class DemoStreet
{
    /// <summary>A year's targets for the street in thousandths of the metric's unit; rates in thousandths.</summary>
    public static IReadOnlyDictionary<string, long> Targets { get; } = new Dictionary<string, long>
    {
        ["petitions.resolved"] = 780_000,
        ["petitions.closing-rate"] = 970,
        ["petitions.on-time-rate"] = 950,
        ["petitions.satisfaction-rate"] = 920,
        ["hazards.rectified"] = 220_000,
        ["hazards.on-time-rate"] = 950,
        ["activities.held"] = 600_000,
        ["activities.volunteers"] = 5_000_000,
        ["visits.households"] = 2_000_000,
        ["score.three-rates"] = 900,
    };

    public static void Fill(DemoScene scene)
    {
        DemoCoBuilders.Add(scene);
        DemoWorkers.Add(scene);
        new DemoPetitions(scene).Add();
        new DemoHazards(scene).Add();
        new DemoProjects(scene).Add();
        new DemoActivities(scene).Add();
        new DemoMeetings(scene).Add();

        var services = new DemoServices(scene, scene.Pair, "case services");
        services.AddVisits(ReferenceCase.Visits, ReferenceCase.Households);
        services.AddErrands(ReferenceCase.ErrandPersons);
        services.AddWishes(ReferenceCase.Wishes, waiting: 6);
        new DemoVolunteers(scene, scene.Pair, "case volunteers").Add(ReferenceCase.Volunteers, registeredOnly: 23);

        new DemoNeighbours(scene).Add();
        DemoFigures.Add(scene);
        scene.MakePlanned();
        new DemoEvaluation(scene).Add();
    }
}
