namespace Concentric.Dashboard.Infrastructure;

/// <summary>Light, dark, or as the system says. Kept in a cookie, so that the first byte already has the right one.</summary>
internal static class Themes
{
    public const string CookieName = "theme";
    public const string System = "system";

    public static IReadOnlyList<string> Supported { get; } = [System, "light", "dark"];

    public static string Of(HttpRequest? request) =>
        request?.Cookies[CookieName] is { } chosen && Supported.Contains(chosen) ? chosen : System;

    /// <summary>The media condition on the dark stylesheet; paper is white whatever was chosen.</summary>
    public static string DarkMedia(string theme) => theme switch
    {
        "light" => "not all",
        "dark" => "screen",
        _ => "screen and (prefers-color-scheme: dark)",
    };
}
