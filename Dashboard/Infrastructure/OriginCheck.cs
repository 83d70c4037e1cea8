namespace Concentric.Dashboard.Infrastructure;

internal static class OriginCheck
{
    /// <summary>
    /// Refuses a circuit that another site's page asks for. Browsers send cookies with a WebSocket whatever the page's
    /// origin and apply no CORS to it, so the server has to look. A caller without an Origin is not a browser page.
    /// </summary>
    public static void UseOriginCheck(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        if (!context.Request.Path.StartsWithSegments("/_blazor") || IsOwn(context.Request))
            return next(context);
        context.Response.StatusCode = StatusCodes.Status403Forbidden;
        return Task.CompletedTask;
    });

    private static bool IsOwn(HttpRequest request)
    {
        var origin = request.Headers.Origin;
        return origin.Count == 0
            || (origin.Count == 1
                && Uri.TryCreate(origin[0], UriKind.Absolute, out var uri)
                && uri.Scheme == request.Scheme
                && HostString.FromUriComponent(uri).Equals(Normalize(request)));
    }

    // Uri drops a default port and lower-cases the host; the Host header may do neither.
    private static HostString Normalize(HttpRequest request) =>
        Uri.TryCreate($"{request.Scheme}://{request.Host}", UriKind.Absolute, out var own)
            ? HostString.FromUriComponent(own)
            : request.Host;
}
