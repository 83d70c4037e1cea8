using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Concentric.Dashboard.Api.Description;
using Microsoft.Net.Http.Headers;

namespace Concentric.Dashboard.Api;

/// <summary>The API for machines, under <c>/api/v1</c>, and its description.</summary>
internal static class ApiServices
{
    public const string Root = "/api/v1";

    public static void AddApi(this IServiceCollection services)
    {
        services.AddSingleton<SliceReader>();
        services.AddApiRateLimit();
        services.AddApiDescription();
        services.ConfigureHttpJsonOptions(options =>
        {
            var json = options.SerializerOptions;
            json.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower, allowIntegerValues: false));
            // Numbers are numbers; and Chinese stays readable, which is safe outside of HTML.
            json.Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;
            json.NumberHandling = JsonNumberHandling.Strict;
        });
        services.AddResponseCompression(options =>
        {
            // Nothing in an answer is secret to the one who asked and can be steered by another.
            options.EnableForHttps = true;
            options.MimeTypes = ["application/json", "application/problem+json"];
        });
    }

    /// <summary>What is the same for every answer of the API: compressed, and kept by nobody on the way unless it says so.</summary>
    public static void UseApiResponses(this WebApplication app) => app.UseWhen(IsForPrograms, programs =>
    {
        programs.UseResponseCompression();
        programs.Use((context, next) =>
        {
            context.Response.OnStarting(static state =>
            {
                var headers = ((HttpResponse)state).Headers;
                if (headers.CacheControl.Count == 0) headers.CacheControl = CacheControlHeaderValue.NoStoreString;
                return Task.CompletedTask;
            }, context.Response);
            return next(context);
        });
    });

    public static void MapApi(this IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup(Root).RequireAuthorization().RequireRateLimiting(ApiRateLimit.Policy);
        api.MapMetrics();
        api.MapRecords();
        api.MapChange();
        api.MapCommunities();
        api.MapExports();
        routes.MapApiDescription();
    }

    /// <summary>True for addresses that programs call: they get JSON, whatever happens.</summary>
    public static bool IsForPrograms(HttpContext context) =>
        context.Request.Path.StartsWithSegments("/api") || context.Request.Path.StartsWithSegments("/openapi");
}
