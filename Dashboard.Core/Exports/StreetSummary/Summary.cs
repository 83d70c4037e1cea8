using Concentric.Data;
using Concentric.Exports.Formulas;
using Concentric.Exports.Workbooks;
using Concentric.Ledgers;
using Concentric.Metrics;
using Concentric.ProcessCharts;
using Concentric.Resources;
using Concentric.Sheets;
using Concentric.Time;

namespace Concentric.Exports.StreetSummary;

/// <summary>What the sheets of one street summary are written from: one snapshot of all figures.</summary>
internal sealed class Summary(
    ExportQuestion question, MetricCatalogue catalogue, CubeSnapshot snapshot, CommunityDirectory.Names names,
    FigureJudge judge, bool isSynthetic, OfficeClock clock, IReadOnlyDictionary<Ledger, LedgerSheet> ledgers)
{
    private readonly CubeSlice all = snapshot.For(question.CommunityIds);
    private readonly Dictionary<int, CubeSlice> each = [];
    private readonly Dictionary<string, JudgedFigure> judged = [];
    private readonly Dictionary<Metric, StreetRanking> rankings = [];

    private readonly CubeSlice street = snapshot.For(null);

    private readonly CubeSlice beside = snapshot.For(question.IsLimited ? question.CommunityIds : null);

    public ExportQuestion Question => question;

    public CommunityDirectory.Names Names => names;

    public OfficeClock Clock => clock;

    public DateTime AsOf => snapshot.AsOf;

    public DateOnly Today { get; } = clock.DayOf(snapshot.AsOf);

    /// <summary>The period on the day of the workbook.</summary>
    public PeriodOnDay When => new(question.Period, question.Kind, Today);

    /// <summary>The day of which standing figures tell.</summary>
    public DateOnly Standing => When.AsOf;

    /// <summary>The ledgers in the book.</summary>
    public IReadOnlyDictionary<Ledger, LedgerSheet> Ledgers => ledgers;

    /// <summary>The sheet that lists what is overdue; null when the workbook has none.</summary>
    public string? OverdueSheet { get; init; }

    /// <summary>The figures that the workbook tells of, under their headings.</summary>
    public IReadOnlyList<MetricGroup> Groups { get; init; } = SummaryMetrics.Groups;

    /// <summary>Every one of them, in order.</summary>
    public IEnumerable<string> Keys => Groups.SelectMany(group => group.Keys);

    /// <summary>True when the records are made up; the workbook must say so.</summary>
    public bool IsSynthetic => isSynthetic;

    public int MinimumRanked => catalogue.Options.MinimumRanked;

    /// <summary>The communities that the workbook tells of, in their order.</summary>
    public IReadOnlyList<Community> Communities { get; } =
        [.. names.All.Where(community => question.CommunityIds is null || question.CommunityIds.Contains(community.Id))];

    /// <summary>True when the workbook tells of every community.</summary>
    public bool IsWholeStreet => Communities.Count == names.All.Count;

    public string PeriodText => Text("Period", DayText.Of(question.Period.From), DayText.Of(question.Period.To)) + RunningText;

    /// <summary>Up to which day a period that is not over counts; empty for one that is.</summary>
    private string RunningText => !When.IsRunning ? "" : Text("Running", DayText.Of(Today), DayText.Of(Today.AddDays(-1)));

    /// <summary>What the period is compared with.</summary>
    public string ComparedText => When.Previous is not { } before ? Text("Compared.None")
        : Text(When.IsRunning ? "Compared.Part" : "Period", DayText.Of(before.Period.From), DayText.Of(before.Period.To));

    public string CommunitiesText
    {
        get
        {
            if (question.CommunityIds is null && names.All.Count != 1) return Text("AllCommunities", names.All.Count);
            var list = Texts.Series(Communities.Select(community => community.NameFor(question.Culture)), question.Culture);
            return Text("SomeCommunities", list);
        }
    }

    public string AsOfText =>
        Text("AsOf", clock.ExactMoment(snapshot.AsOf), clock.Zone.Id);

    /// <summary>A figure of the workbook's slice with what is usual for it, and the target that was set for the slice.</summary>
    public JudgedFigure Judge(Metric metric) => judged.TryGetValue(metric.Key, out var known) ? known
        : judged[metric.Key] = judge.Judge(all, question.CommunityIds, metric, When);

    /// <summary>One community's, likewise.</summary>
    public JudgedFigure Judge(Metric metric, Community community) => judge.Judge(For(community), [community.Id], metric, When);

    /// <summary>Working days of a period; 0 of none.</summary>
    public int DaysOf(Period? period) => judge.DaysOf(period);

    /// <summary>Working days of the workbook's period, as far as it has come.</summary>
    public int Days => judge.DaysOf(question.Period with { To = When.AsOf });

    public Metric Metric(string key) => catalogue[key];

    /// <summary>The figure over the workbook's period.</summary>
    public MetricValue Read(Metric metric) => all.Read(metric, question.Period, Today);

    /// <summary>The figure of a period to compare with; null when the records don't reach back so far.</summary>
    public MetricValue? Read(Metric metric, Comparison? before) => all.ReadCompared(metric, When, before);

    /// <summary>Whether communities stand beside the whole street, or only beside those that the reader may see.</summary>
    public bool IsBesideStreet => !question.IsLimited || question.CommunityIds is null;

    /// <summary>The figure that a community's stands beside: the whole street's, whichever communities were chosen.</summary>
    public MetricValue ReadBeside(Metric metric) => beside.Read(metric, question.Period, Today);

    /// <summary>One community's, likewise.</summary>
    public MetricValue? Read(Metric metric, Community community, Comparison? before) => For(community).ReadCompared(metric, When, before);

    public MetricValue Read(Metric metric, Community community) => For(community).Read(metric, question.Period, Today);

    /// <summary>A month; null for one without anything that lies before the period and before the records begin.</summary>
    public MetricValue? ReadMonth(Metric metric, Period month) => MonthOf(all, metric, month);

    /// <summary>One community's month, likewise.</summary>
    public MetricValue? ReadMonth(Metric metric, Community community, Period month) => MonthOf(For(community), metric, month);

    /// <summary>The ranks in the street, whichever communities the workbook tells of.</summary>
    public StreetRanking RankingIn(Metric metric) => rankings.TryGetValue(metric, out var known) ? known
        : rankings[metric] = StreetRanking.Of(metric, [.. names.All.Select(community => (community.Id, Read(metric, community)))],
            street.Read(metric, question.Period, Today), names.Households.On(question.Period.To), MinimumRanked);

    private CubeSlice For(Community community) =>
        each.TryGetValue(community.Id, out var slice) ? slice : each[community.Id] = snapshot.For([community.Id]);

    private MetricValue? MonthOf(CubeSlice slice, Metric metric, Period month)
    {
        var value = slice.Read(metric, month, When.AtSameAge(month));
        return value.N != 0 || month.From >= question.Period.From || slice.Covers(metric, month, Today) ? value : null;
    }

    /// <summary>Figures as formulas over the ledgers of the book.</summary>
    /// <param name="cellOf">Where the sheet has the figure of another metric.</param>
    /// <param name="community">Address of the cell that names a community; null for all.</param>
    public LedgerFormulas Formulas(Func<Metric, string?> cellOf, string? community = null, bool isNamed = true) =>
        new(ledgers, question.Period, Standing, question.Culture) { CellOf = cellOf, Community = community, IsNamed = isNamed };

    /// <summary>Where the rows behind a figure stand; null when they are not in the book.</summary>
    public string? PlaceOf(Metric metric)
    {
        if (OverdueSheet is not null && metric.Key is "petitions.overdue" or "hazards.overdue" or "hazards.overdue-major")
            return $"{SheetNames.Quote(OverdueSheet)}!A1";
        var measure = metric.Parts.Count > 0
            ? metric.Parts[0].Terms(question.Period, Today)[0].Measure
            : metric.Terms(question.Period, Today)[0].Measure;
        return measure.Definition.Ledger is { } ledger && ledgers.TryGetValue(ledger, out var sheet) ? sheet.PlaceOf(measure) : null;
    }

    private string Text(string key, params object[] values) => ExportTexts.Get(key, question.Culture, values);
}
