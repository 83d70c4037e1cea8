using System.Globalization;
using Concentric.Communities;
using Concentric.Metrics;
using Concentric.Time;

namespace Concentric.Exports.StreetSummary;

/// <summary>What the sheets of one street summary are written from: one snapshot of all figures.</summary>
internal sealed class Summary(
    ExportQuestion question, MetricCatalogue catalogue, CubeSnapshot snapshot, CommunityDirectory.Names names,
    IReadOnlyDictionary<string, double> targets, bool isSynthetic, OfficeClock clock)
{
    private readonly CubeSlice all = snapshot.For(question.CommunityIds);

    public ExportQuestion Question => question;

    public CommunityDirectory.Names Names => names;

    public OfficeClock Clock => clock;

    public DateTime AsOf => snapshot.AsOf;

    public DateOnly Today { get; } = clock.DayOf(snapshot.AsOf);

    /// <summary>True when the records are made up; the workbook must say so.</summary>
    public bool IsSynthetic => isSynthetic;

    public int MinimumRanked => catalogue.Options.MinimumRanked;

    /// <summary>The communities that the workbook tells of, in their order.</summary>
    public IReadOnlyList<Community> Communities { get; } =
        [.. names.All.Where(community => question.CommunityIds is null || question.CommunityIds.Contains(community.Id))];

    public string PeriodText => Text("Period", DayText.Of(question.Period.From), DayText.Of(question.Period.To));

    public string CommunitiesText
    {
        get
        {
            if (question.CommunityIds is null) return Text("AllCommunities", names.All.Count);
            var list = string.Join(Text("ListSeparator"), Communities.Select(community => community.NameFor(question.Culture)));
            return Text("SomeCommunities", list);
        }
    }

    public string AsOfText =>
        Text("AsOf", clock.ToOffice(snapshot.AsOf).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture), clock.Zone.Id);

    public double? TargetOf(Metric metric) => targets.TryGetValue(metric.Key, out var target) ? target : null;

    public Metric Metric(string key) => catalogue[key];

    /// <summary>The figure over the workbook's period.</summary>
    public MetricValue Read(Metric metric) => all.Read(metric, question.Period, Today);

    /// <summary>The figure over another period; null when the records don't reach back so far.</summary>
    public MetricValue? Read(Metric metric, Period period) => snapshot.Covers(period) ? all.Read(metric, period, Today) : null;

    public MetricValue Read(Metric metric, Community community) => snapshot.For([community.Id]).Read(metric, question.Period, Today);

    private string Text(string key, params object[] values) => ExportTexts.Get(key, question.Culture, values);
}

/// <summary>The main figures in the order and under the headings of the workbook. A new one is a line here.</summary>
internal static class SummaryMetrics
{
    /// <summary>Headings are <c>Group.</c> and the name, in <see cref="ExportTexts"/>.</summary>
    public static readonly (string Name, string[] Keys)[] Groups =
    [
        ("petitions",
        [
            "petitions.received", "petitions.closed", "petitions.resolved", "petitions.confirmed", "petitions.closing-rate", "petitions.on-time-rate",
            "petitions.satisfaction-rate", "petitions.resolution-rate", "petitions.response-rate", "score.three-rates", "petitions.reopened-rate",
            "petitions.days-to-close", "petitions.shared", "petitions.open", "petitions.overdue",
        ]),
        ("hazards",
        [
            "hazards.found", "hazards.rectified", "hazards.verified", "hazards.fire-lanes", "hazards.on-time-rate", "hazards.on-time-rate.b",
            "hazards.open", "hazards.overdue", "hazards.overdue-major",
        ]),
        ("activities",
        [
            "activities.held", "activities.attendance", "activities.volunteers", "activities.saved", "activities.clean-ups",
            "activities.shows-clinics", "activities.joint-events", "activities.fairs", "activities.services",
        ]),
        ("meetings", ["meetings.joint", "meetings.talks", "meetings.council", "meetings.four-party", "commitments.kept-rate"]),
        ("services",
        [
            "visits.count", "visits.households", "errands.persons", "wishes.raised", "wishes.claimed", "wishes.fulfilled", "volunteers.active",
            "contributions.yuan", "contributions.hours",
        ]),
        ("outputs",
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
}
