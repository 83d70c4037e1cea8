using Concentric.Dashboard.Components.Records;
using Concentric.Dashboard.Features.Overview;
using Concentric.Data;
using Concentric.Ledgers;
using Concentric.Metrics;
using Concentric.Overview;
using Concentric.ProcessCharts;
using Concentric.Resources;
using Concentric.Time;
using static Concentric.Dashboard.Resources.UiTexts;

namespace Concentric.Dashboard.Features.Ranking;

/// <summary>The communities of the street beside each other by one metric, as one reader may see them.</summary>
/// <param name="Lines">Those of the slice that the reader sees, as they stand in the whole street.</param>
/// <param name="SeesStreet">
/// False for who sees some communities only: the street's figure, and what it makes of others, is not shown.
/// </param>
/// <param name="HouseholdsOn">The period's last day, or today while it runs: the households of that day count.</param>
internal sealed record RankingView(Metric Metric, StreetRanking Ranking, IReadOnlyList<RankedCommunity> Lines, bool SeesStreet,
    DateOnly HouseholdsOn)
{
    /// <summary>True for counts, which are told for 1,000 households.</summary>
    public bool IsCount => Ranking.IsByHouseholds;

    /// <summary>True where the range within which each is as the street is shown.</summary>
    public bool ShowsLimits => SeesStreet && Ranking.TellsBeside;

    /// <summary>What the ranking says, in a leader's words; null for nothing.</summary>
    public string Said => Texts.Sentences(RankingWords.Caption(Ranking.Gap, Ranking.FirstGroup, Ranking.Ranked), Out);

    /// <summary>
    /// As of when the households are by which counts are divided, and of which communities an earlier number than the first is missing.
    /// </summary>
    public string HouseholdsSaid(CommunityDirectory.Names names)
    {
        var early = Lines.Where(line => line.Households is { IsBeforeFirst: true }).Select(line => line.Id).ToList();
        var said = L["Overview.Beside.HouseholdsOn", ValueText.Of(HouseholdsOn)];
        return early.Count == 0 ? said : Texts.Sentences(said, L["Overview.Beside.HouseholdsFirst", names.Series(early)]);
    }

    /// <summary>
    /// The communities that are shown of which another number holds on the last day than when the period ended, whether there are others
    /// of the street, by which ranks move as well, and since when. Null where none is, and for what is divided by no households.
    /// </summary>
    public (IReadOnlyList<int> Communities, bool IsOfOthers, DateTime Since)? Restated(IReadOnlyDictionary<int, DateTime> changed)
    {
        List<int> all = [.. Ranking.Communities.Select(line => line.Id).Where(changed.ContainsKey)];
        List<int> own = [.. Lines.Select(line => line.Id).Where(changed.ContainsKey)];
        return IsCount && all.Count > 0 ? (own, all.Count > own.Count, all.Max(id => changed[id])) : null;
    }

    /// <summary>What the communities that are not shown are called behind those that are.</summary>
    public static string OfOthers(bool areAlone) => L[areAlone ? "Overview.Beside.HouseholdsOfOthers" : "Overview.Beside.HouseholdsOfMore"];

    /// <summary>That they were changed after the period, and when last.</summary>
    public static string RestatedSaid(DateTime since, OfficeClock clock) => L["Overview.Beside.HouseholdsRestated",
        clock.Moment(since)];

    /// <summary>How many stand out, where all are seen.</summary>
    private string? Out => !SeesStreet || Ranking.Funnel is null ? null
        : !Ranking.TellsBeside ? L["Overview.Beside.CantTell"]
        : Ranking.Communities.Count(line => line.Standing is { StandsOut: true }) is var apart and > 0
            ? L["Overview.Beside.Out", apart, Ranking.Ranked]
            : L[Ranking.Groups > 1 ? "Overview.Beside.NoneOut.Groups" : "Overview.Beside.NoneOut"];

    /// <summary>The metric of a key; that by which the overview ranks first where there is none of the key.</summary>
    public static Metric MetricOf(MetricCatalogue catalogue, string? key) =>
        (key is null ? null : catalogue.Find(key)) ?? catalogue[OverviewReader.RankingColumns[0]];

    public static RankingView Read(CubeSnapshot snapshot, MetricCatalogue catalogue, Metric metric, SliceReading reading, DateOnly today,
        CommunityDirectory.Names names, CurrentUser caller)
    {
        var ranking = StreetRanking.Read(snapshot, metric, reading.Period, today, names.All.Select(community => community.Id),
            names.Households, catalogue.Options.MinimumRanked);
        var ids = (reading.CommunityIds ?? [.. names.SeenBy(caller).Select(community => community.Id)]).ToHashSet();
        return new(metric, ranking, [.. ranking.Communities.Where(line => ids.Contains(line.Id) && caller.Sees(line.Id))],
            caller.CommunityIds is null, reading.Period.To < today ? reading.Period.To : today);
    }
}
