namespace Concentric.Dashboard.Infrastructure;

internal static class LocalUrl
{
    /// <summary>
    /// The address itself when it stays on this site, in the characters that a header can carry, else "/": //host, /\host and absolute
    /// addresses leave it.
    /// </summary>
    public static string OrRoot(string? url)
    {
        if (!IsLocal(url) || url!.Any(char.IsControl) || !Uri.TryCreate("http://localhost" + url, UriKind.Absolute, out var whole))
            return "/";
        var escaped = whole.GetComponents(UriComponents.PathAndQuery | UriComponents.Fragment, UriFormat.UriEscaped);
        // Once more: what was "/.//host" is "//host" now.
        return IsLocal(escaped) && whole.Host == "localhost" ? escaped : "/";
    }

    private static bool IsLocal(string? url) => url is ['/', ..] && url is not ['/', '/' or '\\', ..];
}
