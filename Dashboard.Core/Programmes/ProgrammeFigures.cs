namespace Concentric.Programmes;

/// <summary>
/// Which figures speak of a programme. Some records belong to programmes and are narrowed by them; others belong to one programme
/// by what they are, as wishes to the wish grocery.
/// </summary>
public static class ProgrammeFigures
{
    private static readonly Dictionary<string, string[]> Whole = new()
    {
        ["rotation"] = ["rotation.communities", "rotation.secretaries"],
        ["visits"] = ["visits.count", "visits.households"],
        ["talks"] = ["meetings.talks"],
        ["joint-meetings"] = ["meetings.joint"],
        ["rota"] = ["meetings.joint"],
        ["shared-problems"] = ["petitions.shared"],
        ["volunteers"] = ["volunteers.active"],
        ["five-actions"] = ["projects.strands"],
        ["errands"] = ["errands.persons"],
        ["alliance"] = ["hazards.rectified", "hazards.fire-lanes"],
        ["council-hall"] = ["petitions.resolved", "meetings.council", "petitions.received", "petitions.confirmed"],
        ["wishes"] = ["wishes.fulfilled", "wishes.claimed", "wishes.raised"],
    };

    /// <summary>Metrics whose records may belong to any programme; shown where there is something of them.</summary>
    public static IReadOnlyList<string> Narrowed { get; } =
    [
        "activities.services", "errands.persons", "activities.saved", "contributions.yuan", "contributions.hours", "outputs.rubbish",
        "outputs.road", "outputs.tanks",
        "outputs.truckloads", "outputs.charging-ports-agreed", "outputs.charging-ports-built", "outputs.fire-lanes",
    ];

    /// <summary>Metrics that belong to the programme as a whole, the most telling first; none for most.</summary>
    public static IReadOnlyList<string> WholeOf(string programme) => Whole.GetValueOrDefault(programme, []);
}
