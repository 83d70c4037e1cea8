namespace Concentric.Exports.StreetSummary;

/// <summary>Figures under a heading.</summary>
/// <param name="Name">The heading is <c>Group.</c> and the name, in <see cref="ExportTexts"/>.</param>
internal sealed record MetricGroup(string Name, string[] Keys)
{
    /// <summary>The row of each metric below a header, with a row for each group's heading.</summary>
    public static Dictionary<string, int> RowsBelow(int header, IEnumerable<MetricGroup> groups)
    {
        var (rows, row) = (new Dictionary<string, int>(), header);
        foreach (var group in groups)
        {
            row++;
            foreach (var key in group.Keys) rows.Add(key, ++row);
        }
        return rows;
    }
}

/// <summary>The main figures in the order and under the headings of the workbook. A new one is a line here.</summary>
internal static class SummaryMetrics
{
    /// <summary>Headings are <c>Group.</c> and the name, in <see cref="ExportTexts"/>.</summary>
    public static readonly MetricGroup[] Groups =
    [
        new("petitions",
        [
            "petitions.received", "petitions.closed", "petitions.resolved", "petitions.confirmed", "petitions.closing-rate",
            "petitions.on-time-rate",
            "petitions.satisfaction-rate", "petitions.resolution-rate", "petitions.response-rate", "score.three-rates",
            "petitions.reopened-rate", "petitions.stayed-fixed-rate",
            "petitions.days-to-close", "petitions.shared", "petitions.open", "petitions.overdue",
        ]),
        new("hazards",
        [
            "hazards.found", "hazards.rectified", "hazards.verified", "hazards.fire-lanes", "hazards.on-time-rate",
            "hazards.on-time-rate.b", "hazards.reopened-rate", "hazards.stayed-fixed-rate",
            "hazards.open", "hazards.overdue", "hazards.overdue-major",
        ]),
        new("activities",
        [
            "activities.held", "activities.attendance", "activities.volunteers", "activities.saved", "activities.clean-ups",
            "activities.shows-clinics", "activities.joint-events", "activities.fairs", "activities.services",
        ]),
        new("meetings", ["meetings.joint", "meetings.talks", "meetings.council", "meetings.four-party", "commitments.kept-rate"]),
        new("services",
        [
            "visits.count", "visits.households", "errands.persons", "wishes.raised", "wishes.claimed", "wishes.fulfilled",
            "volunteers.active",
            "contributions.yuan", "contributions.hours",
        ]),
        new("outputs",
        [
            "outputs.rubbish", "outputs.road", "outputs.tanks", "outputs.truckloads", "outputs.charging-ports-agreed",
            "outputs.charging-ports-built", "outputs.fire-lanes",
        ]),
    ];

    /// <summary>Rates by which communities are ranked.</summary>
    public static readonly string[] Ranked = ["petitions.on-time-rate", "petitions.satisfaction-rate", "hazards.on-time-rate"];

    /// <summary>Counts shown for each community without a rank: they follow its size.</summary>
    public static readonly string[] Counted =
    [
        "petitions.received", "petitions.resolved", "petitions.overdue", "hazards.found", "hazards.rectified", "hazards.overdue",
        "activities.held", "activities.attendance", "visits.households",
    ];

    /// <summary>The figures that the cover tells of.</summary>
    public static readonly string[] Main =
    [
        "petitions.received", "petitions.resolved", "petitions.on-time-rate", "petitions.satisfaction-rate", "petitions.overdue",
        "hazards.rectified", "hazards.on-time-rate", "hazards.overdue", "activities.held", "activities.attendance", "visits.households",
        "wishes.fulfilled",
    ];

    /// <summary>The charts: name, under <c>Chart.</c> in <see cref="ExportTexts"/>; whether a line; the metrics, all of one unit.</summary>
    public static readonly (string Name, bool IsLine, string[] Keys)[] Charts =
    [
        ("petitions", false, ["petitions.received", "petitions.closed", "petitions.resolved"]),
        ("petition-rates", true, ["petitions.on-time-rate", "petitions.satisfaction-rate", "petitions.resolution-rate"]),
        ("hazards", false, ["hazards.found", "hazards.rectified", "hazards.verified"]),
        ("hazard-rates", true, ["hazards.on-time-rate", "hazards.on-time-rate.b"]),
        ("overdue", true, ["petitions.overdue", "hazards.overdue"]),
        ("events", false, ["activities.held", "visits.count", "wishes.fulfilled"]),
    ];
}
