namespace Concentric.Dashboard.Components.Shared;

/// <summary>Line drawings on a field of 20 × 20.</summary>
internal static class Glyphs
{
    public const string Done = "M10 2.5a7.5 7.5 0 1 1 0 15a7.5 7.5 0 0 1 0-15M6.8 10.2l2.2 2.2l4.2-4.6";
    public const string Check = "M5 10.5l3.2 3.2l6.8-7.2";
    public const string Refused = "M10 2.5a7.5 7.5 0 1 1 0 15a7.5 7.5 0 0 1 0-15M10 6v4.8M10 13.6v.1";
    public const string Work = "M6.5 4H4v13h12V4h-2.5M7 2.8h6v2.6H7zM6.8 11l2.2 2.2l4.2-4.4";
    public const string Badge = "M4 4h12v13H4zM8 2.8h4v2.4H8zM10 7.5a1.8 1.8 0 1 1 0 3.6a1.8 1.8 0 0 1 0-3.6M6.8 14.5a3.2 3.2 0 0 1 6.4 0";
    public const string Swap = "M3.5 7h12m-3-3l3 3l-3 3M16.5 13h-12m3-3l-3 3l3 3";
    public const string Calendar = "M3.5 4.5h13v12h-13zM3.5 8h13M7 2.8v3m6-3v3M6.5 11h2m3 0h2m-7 3h2";
    public const string Alarm = "M5.5 15v-3.5a4.5 4.5 0 0 1 9 0V15M3.5 15h13M3.5 17.5h13M10 2.5v2M4 5l1.4 1.4M16 5l-1.4 1.4";
    public const string Bell = "M5 13.5V9a5 5 0 0 1 10 0v4.5l1.5 1.5h-13zM8.5 17.2h3";
    public const string Overview = "M3 3h6v8H3zM11 3h6v5h-6zM11 10h6v7h-6zM3 13h6v4H3z";
    public const string Export = "M10 3v9m-3.5-3.5L10 12l3.5-3.5M3.5 13v3.5h13V13";
    public const string Import = "M10 12V3m-3.5 3.5L10 3l3.5 3.5M3.5 13v3.5h13V13";
    public const string Jobs = "M10 3.5a6.5 6.5 0 1 1 0 13a6.5 6.5 0 0 1 0-13M10 6.5V10l2.5 2";
    public const string Menu = "M3 5.5h14M3 10h14M3 14.5h14";
    public const string Sun =
        "M10 6.8a3.2 3.2 0 1 1 0 6.4a3.2 3.2 0 0 1 0-6.4M10 2v1.8m0 12.4V18M2 10h1.8m12.4 0H18M4.3 4.3l1.3 1.3m8.8 8.8l1.3 "
        + "1.3m0-11.4l-1.3 1.3m-8.8 8.8l-1.3 1.3";
    public const string Moon = "M16.5 11.8A7 7 0 1 1 8.2 3.5a5.6 5.6 0 0 0 8.3 8.3z";
    public const string Screen = "M3 4h14v9.5H3zM7 17h6m-3-3.5V17";
    public const string Info = "M10 2.5a7.5 7.5 0 1 1 0 15a7.5 7.5 0 0 1 0-15M10 9.2v4.3M10 6.3v.1";
    public const string Person = "M10 3a3.5 3.5 0 1 1 0 7a3.5 3.5 0 0 1 0-7M3.5 17a6.5 6.5 0 0 1 13 0";
    public const string Key = "M6.5 9.5a4 4 0 1 1 0 8a4 4 0 0 1 0-8M9.4 10.6L16.5 3.5m-3 3l2.5 2.5";
    public const string Houses = "M2.5 16.5v-7l4.5-4 4.5 4v7zM11.5 16.5h6v-9l-3.5-3-2.6 2.2M5.8 16.5v-3.2h2.4v3.2";
    public const string Hazard = "M10 3l7.5 13.5h-15zM10 8v4m0 2.3v.1";
    public const string Partners = "M7.5 6a4 4 0 1 1 0 8a4 4 0 0 1 0-8M12.5 6a4 4 0 1 1 0 8a4 4 0 0 1 0-8";
    public const string Gift =
        "M3.5 9.5h13v7h-13zM2.5 6.5h15v3h-15zM10 6.5v10M10 6.5C7 6.5 6 5.6 6 4.6S7.5 3 10 6.5C12.5 3 14 3.6 14 4.6S13 6.5 10 6.5";
    public const string Meeting =
        "M10 3a1.8 1.8 0 1 1 0 3.6a1.8 1.8 0 0 1 0-3.6M4.5 6.5a1.5 1.5 0 1 1 0 3a1.5 1.5 0 0 1 0-3M15.5 6.5a1.5 1.5 0 1 1 0 3a1.5 1.5 "
        + "0 0 1 0-3M2.5 12.5h15M4.5 12.5v4m11-4v4";
    public const string Rota = "M3.5 5h13v12h-13zM3.5 8.5h13M7 3v3.5M13 3v3.5M7.5 12.5h5m-1.7-1.7l1.7 1.7l-1.7 1.7";
    public const string Door = "M5 17V3.5h10V17M3 17h14M12 10v.1";
    public const string Errand = "M4 7h12v9.5H4zM7 7V4.5h6V7M7 11.5h6";
    public const string Megaphone = "M3 8v4h2.5L13 16V4L5.5 8zM15.5 8a3 3 0 0 1 0 4M6 12l1 4.5h2.2L8.5 13.5";
    public const string Commitment = "M4 3.5h12v13H4zM7 10.2l2.2 2.2L13.4 8";
    public const string Speech = "M3 4h14v9.5h-7.5L6 16.5v-3H3zM6.5 7.5h7m-7 2.7h4.5";
    public const string Blocks = "M3 11h6v6H3zM11 11h6v6h-6zM7 4h6v6H7z";
    public const string Signed = "M5 2.5h7l3.5 3.5v11.5H5zM12 2.5V6h3.5M7.5 12l2 2l3.5-4";
    public const string Ruler = "M2.5 13.5l11-11l4 4l-11 11zM6 10l1.8 1.8M8.5 7.5l2.4 2.4M11 5l1.8 1.8";
    public const string Heart = "M10 16.5L4 10.4A3.7 3.7 0 0 1 10 6a3.7 3.7 0 0 1 6 4.4z";
    public const string Medal = "M10 8.5a4.5 4.5 0 1 1 0 9a4.5 4.5 0 0 1 0-9M6.8 9.6L4 2.5h4.2L10 7l1.8-4.5H16l-2.8 7.1M10 11.3v3.4";
    public const string Flag = "M5 17V3h10l-2.5 3.5L15 10H5";
    public const string Tag = "M3 9.5V3h6.5l7.5 7.5l-6.5 6.5zM6.5 6.5v.1";
    public const string Star = "M10 3l2.2 4.6l5 .7l-3.6 3.5l.9 5L10 14.4l-4.5 2.4l.9-5L2.8 8.3l5-.7z";
    public const string Trend = "M3 16.5h14M3.5 13l4-4.5l3.5 3L16.5 5m-3.6-.4l3.6.4l-.2 3.6";
    public const string Question = "M10 2.5a7.5 7.5 0 1 1 0 15a7.5 7.5 0 0 1 0-15M7.8 8a2.2 2.2 0 1 1 3.2 2c-.7.4-1 .8-1 1.6M10 14v.1";
    public const string Quote = "M3.5 5h5v5.5c0 2.5-1.5 4-4 4.5M11.5 5h5v5.5c0 2.5-1.5 4-4 4.5";
    public const string Sliders = "M3.5 6h7m4 0h2M3.5 14h2m4 0h7M12.5 4a2 2 0 1 1 0 4a2 2 0 0 1 0-4M7.5 12a2 2 0 1 1 0 4a2 2 0 0 1 0-4";
    public const string Lines = "M4 5h12M4 10h12M4 15h7";

    /// <summary>A drawing as MudBlazor takes it.</summary>
    public static string For(string path) => $"<path d=\"{path}\" />";
}
