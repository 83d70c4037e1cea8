using System.Security.Claims;
using Concentric.Dashboard.Account;
using Concentric.Dashboard.Components.Shared;
using Microsoft.AspNetCore.Components;

namespace Concentric.Dashboard.Components.Layout;

/// <summary>One line of the menu.</summary>
/// <param name="TextKey">Key of its name.</param>
/// <param name="Href">Where it leads, from the root.</param>
/// <param name="Icon">One of <see cref="Glyphs"/>.</param>
/// <param name="GroupKey">Key of the heading it stands under, or null for the top.</param>
/// <param name="Roles">Who sees it; empty for everybody.</param>
internal sealed record NavEntry(string TextKey, string Href, string Icon, string? GroupKey = null, params string[] Roles)
{
    /// <summary>True for an address that is no page of ours: the browser loads it, not the circuit.</summary>
    public bool LeavesPages { get; init; }

    /// <summary>True for what speaks of the street as a whole: nothing for a reader of some communities.</summary>
    public bool IsOfStreet { get; init; }

    private const string SvgClass = "mud-icon-root mud-svg-icon mud-nav-link-icon";

    /// <summary>The icon as MudBlazor's components take it.</summary>
    public string Drawing { get; } = Glyphs.For(Icon);

    /// <summary>The icon as MudBlazor draws it.</summary>
    public MarkupString Svg => new($"""<svg class="{SvgClass}" viewBox="0 0 24 24" aria-hidden="true" focusable="false">{Drawing}</svg>""");

    /// <summary>True for somebody who sees it.</summary>
    public bool IsFor(ClaimsPrincipal user) =>
        (Roles.Length == 0 || Roles.Any(user.IsInRole)) && (!IsOfStreet || user.ToCurrentUser().CommunityIds is null);
}
