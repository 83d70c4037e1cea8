namespace Concentric.Dashboard.Features.Overview;

/// <summary>Paths of the overview's icons, drawn on a 24 by 24 grid.</summary>
internal static class OverviewGlyphs
{
    public const string Pause = "M9 5v14M15 5v14";
    public const string Play = "M8 5l11 7-11 7z";
    public const string Calendar = "M4 6h16v14H4zM4 10h16M8 3v4M16 3v4";
    public const string Communities = "M4 20V9l8-5 8 5v11M4 20h16M10 20v-6h4v6";
    public const string Export = "M12 4v10M8 10l4 4 4-4M5 18h14";
    public const string Down = "M6 9l6 6 6-6";
}
