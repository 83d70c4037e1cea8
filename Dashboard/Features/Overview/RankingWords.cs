using Concentric.ProcessCharts;
using static Concentric.Dashboard.Resources.UiTexts;

namespace Concentric.Dashboard.Features.Overview;

/// <summary>What a ranking says, in a leader's words.</summary>
internal static class RankingWords
{
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
