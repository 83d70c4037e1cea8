using Microsoft.AspNetCore.StaticAssets;
using Microsoft.Net.Http.Headers;

namespace Concentric.Dashboard.Infrastructure;

/// <summary>
/// The build lays compressed copies beside every static file, but knows those of a package (MudBlazor's style sheet of 627 kB) only
/// under the plain address: the address with a fingerprint, which pages use, had the whole file alone. Such an address is answered
/// as the plain one, which negotiates the encoding, and stays what a fingerprint makes it: kept for good.
/// </summary>
internal static class CompressedAssets
{
    private const string Label = "label";
    private const string ForGood = "max-age=31536000, immutable";

    /// <summary>
    /// A program that runs from its build looks at each request whether somebody has just changed the file, finds that every file
    /// was, packs it anew without making it smaller, and lets nobody keep it. Only under <c>dotnet watch</c> somebody does.
    /// </summary>
    public static void ServeAssetsAsBuilt(this WebApplicationBuilder builder)
    {
        var isWatched = Environment.GetEnvironmentVariable("DOTNET_WATCH") == "1";
        builder.Configuration["ReloadStaticAssetsAtRuntime"] ??= isWatched ? "true" : "false";
        builder.Configuration["EnableStaticAssetsDevelopmentCaching"] ??= isWatched ? "false" : "true";
    }

    public static void UseCompressedAssets(this WebApplication app)
    {
        var plain = new Lazy<Dictionary<string, string>>(() => PlainAddresses(app));
        app.Use((context, next) =>
        {
            if (!plain.Value.TryGetValue(context.Request.Path.Value ?? "", out var path)) return next(context);
            context.Request.Path = path;
            context.Response.OnStarting(() =>
            {
                if (context.Response.StatusCode is StatusCodes.Status200OK or StatusCodes.Status206PartialContent
                    or StatusCodes.Status304NotModified)
                    context.Response.Headers[HeaderNames.CacheControl] = ForGood;
                return Task.CompletedTask;
            });
            return next(context);
        });
    }

    /// <summary>The plain address of each one with a fingerprint that has no compressed copy of its own, while the plain one has.</summary>
    private static Dictionary<string, string> PlainAddresses(IEndpointRouteBuilder routes)
    {
        var assets = routes.DataSources.SelectMany(source => source.Endpoints)
            .Select(endpoint => endpoint.Metadata.GetMetadata<StaticAssetDescriptor>()).OfType<StaticAssetDescriptor>().ToList();
        var compressed = assets.Where(asset => asset.Selectors.Count > 0).Select(asset => asset.Route).ToHashSet(StringComparer.Ordinal);
        return assets.Where(asset => !compressed.Contains(asset.Route))
            .Select(asset => (asset.Route, Plain: asset.Properties.FirstOrDefault(property => property.Name == Label)?.Value))
            .Where(asset => asset.Plain is not null && compressed.Contains(asset.Plain))
            .ToDictionary(asset => "/" + asset.Route, asset => "/" + asset.Plain, StringComparer.Ordinal);
    }
}
