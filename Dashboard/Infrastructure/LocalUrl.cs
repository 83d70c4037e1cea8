namespace Concentric.Dashboard.Infrastructure;

internal static class LocalUrl
{
    /// <summary>The address itself when it stays on this site, else "/": //host, /\host and absolute addresses leave it.</summary>
    public static string OrRoot(string? url) =>
        url is ['/', ..] && url is not ['/', '/' or '\\', ..] && !url.Any(char.IsControl) ? url : "/";
}
