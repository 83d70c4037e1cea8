using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using Microsoft.AspNetCore.Localization;

namespace Concentric.Dashboard.Infrastructure;

/// <summary>The languages of the screens: a reader's own choice (cookie), else the browser's first known language, else Chinese.</summary>
internal static class Languages
{
    public const string Chinese = "zh-CN";
    public const string English = "en";

    public static IReadOnlyList<string> Supported { get; } = [Chinese, English];

    public static IServiceCollection AddLanguages(this IServiceCollection services)
    {
        // The default writes every Chinese character as an entity of eight bytes.
        services.AddSingleton(HtmlEncoder.Create(UnicodeRanges.All));
        return services.Configure<RequestLocalizationOptions>(options =>
        {
            options.SetDefaultCulture(Chinese);
            options.SupportedCultures = options.SupportedUICultures = [.. Supported.Select(CultureInfo.GetCultureInfo)];
            options.RequestCultureProviders =
            [
                new CookieRequestCultureProvider(),
                new CustomRequestCultureProvider(context => Task.FromResult(FromBrowser(context.Request))),
            ];
            options.ApplyCurrentCultureToResponseHeaders = true;
        });
    }

    // Browsers send zh, zh-Hans-CN, zh-TW or en-GB; the provider of the framework matches only exact names and their
    // parents, so that "zh, en;q=0.5" would come out as English.
    private static ProviderCultureResult? FromBrowser(HttpRequest request) =>
        request.GetTypedHeaders().AcceptLanguage
            .Where(language => language.Quality is null or > 0)
            .OrderByDescending(language => language.Quality ?? 1)
            .Select(language => Match(language.Value.ToString()))
            .FirstOrDefault(language => language is not null) is { } found ? new ProviderCultureResult(found) : null;

    private static string? Match(string tag) => tag.Split('-')[0].ToLowerInvariant() switch
    {
        "zh" => Chinese,
        "en" => English,
        _ => null,
    };
}
