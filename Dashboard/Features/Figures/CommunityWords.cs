using System.Globalization;
using Concentric.Data;
using static Concentric.Dashboard.Resources.UiTexts;

namespace Concentric.Dashboard.Features.Figures;

/// <summary>How communities are told where all of them are meant.</summary>
internal static class CommunityWords
{
    public static string Of(Community community) => community.NameFor(CultureInfo.CurrentUICulture);

    /// <summary>All of these, by their number; a single one by its name.</summary>
    public static string All(IReadOnlyList<Community> communities) =>
        communities is [var single] ? Of(single) : L["Overview.Communities.All", communities.Count];
}
