using Concentric.Dashboard.Components.Shared;

namespace Concentric.Dashboard.Components.Layout;

internal static class NavEntries
{
    /// <summary>The whole menu, in order. A new page adds one line.</summary>
    public static IReadOnlyList<NavEntry> All { get; } =
    [
        new("Nav.Overview", "/", Glyphs.Overview),
        new("Nav.Exports", "/exports", Glyphs.Export, "Nav.Group.Output"),
    ];
}
