using Concentric.Dashboard.Jobs;

namespace Concentric.Dashboard.Infrastructure;

/// <summary>Marks an endpoint that hands out what people have sent: whatever a browser makes of it, it may do nothing.</summary>
internal sealed class ServesForeignFiles;

internal static class SecurityHeaders
{
    // Style attributes carry computed widths and MudBlazor's positions; style elements and scripts come from files only.
    private const string Policy =
        "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; style-src-elem 'self'; img-src 'self' data:; "
        + "object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'";

    // Hangfire's charts write style elements of their own; its scripts come from files.
    private static readonly string PolicyOfJobs = Policy.Replace("style-src-elem 'self'", "style-src-elem 'self' 'unsafe-inline'",
        StringComparison.Ordinal);

    // Were such a file ever opened as a page, it would be of no site, run nothing and load nothing.
    private const string PolicyOfFiles = "default-src 'none'; sandbox; frame-ancestors 'none'";

    private const string OneYear = "max-age=31536000";

    public static void UseSecurityHeaders(this WebApplication app) => Use(app, app.Environment.IsDevelopment());

    private static void Use(IApplicationBuilder app, bool isDevelopment) => app.Use((context, next) =>
    {
        // Browsers keep to TLS from the first answer over it. A developer's certificate is nobody's to keep to.
        var isSecure = context.Request.IsHttps && !isDevelopment;
        // Asked now: within Hangfire's branch the path is another.
        var policy = context.Request.Path.StartsWithSegments(JobServices.Path) ? PolicyOfJobs : Policy;
        // On starting, because the error handler clears the headers of a response that failed.
        context.Response.OnStarting(() =>
        {
            var headers = context.Response.Headers;
            var isForeign = context.GetEndpoint()?.Metadata.GetMetadata<ServesForeignFiles>() is not null;
            headers.ContentSecurityPolicy = isForeign ? PolicyOfFiles : policy;
            if (isSecure) headers.StrictTransportSecurity = OneYear;
            headers.XFrameOptions = "DENY";
            headers.XContentTypeOptions = "nosniff";
            headers["Referrer-Policy"] = "same-origin";
            headers["Permissions-Policy"] = "camera=(), microphone=(), geolocation=()";
            headers["Cross-Origin-Opener-Policy"] = "same-origin";
            return Task.CompletedTask;
        });
        return next(context);
    });
}
