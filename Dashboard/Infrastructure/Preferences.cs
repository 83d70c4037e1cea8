using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Localization;

namespace Concentric.Dashboard.Infrastructure;

/// <summary>Plain links that remember the reader's language and theme and lead back to the page they were on.</summary>
internal static class Preferences
{
    private const string Prefix = "/preferences";

    public static void MapPreferences(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup(Prefix).AllowAnonymous().ExcludeFromDescription();
        group.MapGet("/language/{language}", ChooseLanguage);
        group.MapGet("/theme/{theme}", ChooseTheme);
    }

    private static Results<RedirectHttpResult, NotFound> ChooseLanguage(string language, string? returnUrl, HttpContext context)
    {
        if (!Languages.Supported.Contains(language))
            return TypedResults.NotFound();
        var culture = new RequestCulture(CultureInfo.GetCultureInfo(language));
        Remember(context, CookieRequestCultureProvider.DefaultCookieName, CookieRequestCultureProvider.MakeCookieValue(culture));
        return Back(context.Request, returnUrl);
    }

    private static Results<RedirectHttpResult, NotFound> ChooseTheme(string theme, string? returnUrl, HttpContext context)
    {
        if (!Themes.Supported.Contains(theme))
            return TypedResults.NotFound();
        Remember(context, Themes.CookieName, theme, readableByScript: true);
        return Back(context.Request, returnUrl);
    }

    private static void Remember(HttpContext context, string name, string value, bool readableByScript = false) =>
        context.Response.Cookies.Append(name, value, new CookieOptions
        {
            Path = "/",
            MaxAge = TimeSpan.FromDays(365),
            SameSite = SameSiteMode.Lax,
            Secure = context.Request.IsHttps,
            HttpOnly = !readableByScript,
            IsEssential = true,
        });

    // The page the link was on comes from the Referer, so that the menu need not follow every change of the address.
    private static RedirectHttpResult Back(HttpRequest request, string? returnUrl)
    {
        if (returnUrl is null && Uri.TryCreate(request.Headers.Referer, UriKind.Absolute, out var referer)
            && string.Equals(referer.Authority, request.Host.Value, StringComparison.OrdinalIgnoreCase)
            && !referer.AbsolutePath.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase))
            returnUrl = referer.PathAndQuery;
        return TypedResults.LocalRedirect(LocalUrl.OrRoot(returnUrl));
    }
}
