using Concentric.Ledgers;
using Concentric.Metrics;
using Concentric.ProcessCharts;
using static Concentric.Dashboard.Resources.UiTexts;

namespace Concentric.Dashboard.Features.Overview;

/// <summary>What a ranking says, in a leader's words.</summary>
internal static class RankingWords
{
    /// <summary>What the column of a metric's values is called: a count of cases, or a figure of whatever unit stands beside it.</summary>
    public static string ValueName(Metric metric) =>
        L[metric.Unit == MetricUnit.Cases ? "Overview.Beside.Count" : "Overview.Beside.Value"];

    /// <summary>On how many households or cases a figure rests: "1,210 households".</summary>
    public static string Exposure(string number, bool isOfHouseholds) =>
        L[isOfHouseholds ? "Overview.Beside.OfHouseholds" : "Overview.Beside.OfCases", number];

    /// <summary>How far the ranking can be relied on; null where there is nothing to say of it.</summary>
    /// <param name="first">How many of the first can't be told apart.</param>
    /// <param name="ranked">How many are ranked.</param>
    public static string? Caption(RankingGap gap, int first, int ranked)
    {
        if (ranked == 0) return null;
        if (gap != RankingGap.None) return L[$"Overview.Ranking.Gap.{gap}", Funnel.LeastUnits];
        return first == ranked ? L["Overview.Ranking.NoneApart", ranked]
            : first > 1 ? L["Overview.Ranking.FirstGroup", first] : L["Overview.Ranking.FirstAlone"];
    }
}
