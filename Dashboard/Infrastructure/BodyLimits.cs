using System.Globalization;
using System.Threading.RateLimiting;
using Concentric.Rules;
using Microsoft.AspNetCore.Http.Features;

namespace Concentric.Dashboard.Infrastructure;

/// <summary>The most bytes that an endpoint reads of a request, where it takes more than the others do.</summary>
internal sealed record BodyLimit(long Bytes);

/// <summary>
/// Bounds what requests bring: little for all, less for strangers, more for the few endpoints that take files, and of those few at a
/// time. See <see cref="InputLimits"/>.
/// </summary>
internal static class BodyLimits
{
    /// <summary>Says with 413 how many bytes the address takes.</summary>
    private const string Header = "X-Most-Bytes";

    private const string Uploads = "uploads";

    public static void AddBodyLimits(this WebApplicationBuilder builder)
    {
        // What no endpoint is found for is read by nobody; this is for what comes before.
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Limits.MaxRequestBodySize = InputLimits.RequestBytes);
        builder.Services.Configure<FormOptions>(form =>
        {
            form.ValueCountLimit = InputLimits.FormFields;
            form.KeyLengthLimit = InputLimits.FormNameCharacters;
            form.ValueLengthLimit = InputLimits.FormValueCharacters;
            form.BufferBodyLengthLimit = form.MultipartBodyLengthLimit = InputLimits.RequestBytes;
        });
        builder.Services.AddRateLimiter(limiter =>
            limiter.AddPolicy(Uploads, _ => RateLimitPartition.GetConcurrencyLimiter(Uploads, _ => new ConcurrencyLimiterOptions
            {
                PermitLimit = InputLimits.UploadsAtOnce,
                QueueLimit = InputLimits.UploadsWaiting,
            })));
    }

    /// <summary>
    /// For an endpoint that takes a file: of so many bytes, and a few at a time. Those beyond the queue are answered with 429.
    /// </summary>
    public static TBuilder TakesUpload<TBuilder>(this TBuilder endpoint, long bytes)
        where TBuilder : IEndpointConventionBuilder => endpoint.WithMetadata(new BodyLimit(bytes)).RequireRateLimiting(Uploads);

    /// <summary>After it is known who asks and for what, before anything of the body is read.</summary>
    public static void UseBodyLimits(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        var most = MostOf(context);
        context.Items[typeof(BodyLimit)] = most;
        if (context.Request.ContentLength > most)
        {
            Refuse(context, most);
            return Task.CompletedTask;
        }

        // What does not say how much it is, is counted by the server as it comes.
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } feature) feature.MaxRequestBodySize = most;
        return next(context);
    });

    /// <summary>What the address of this request takes at most; for the page that tells of it, whoever refused.</summary>
    public static long? Of(HttpContext? context) => context?.Items[typeof(BodyLimit)] as long?;

    private static long MostOf(HttpContext context) =>
        context.GetEndpoint()?.Metadata.GetMetadata<BodyLimit>() is { } own && context.User.Identity?.IsAuthenticated == true ? own.Bytes
        : context.User.Identity?.IsAuthenticated == true || context.Request.Path.StartsWithSegments("/_blazor") ? InputLimits.RequestBytes
        : InputLimits.AnonymousRequestBytes;

    private static void Refuse(HttpContext context, long most)
    {
        context.Response.StatusCode = StatusCodes.Status413PayloadTooLarge;
        context.Response.Headers[Header] = most.ToString(CultureInfo.InvariantCulture);
    }
}
