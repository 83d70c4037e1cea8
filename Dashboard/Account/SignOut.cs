using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Concentric.Dashboard.Account;

internal static class SignOut
{
    /// <summary>Where a browser signs out; the page that tells of a bad request offers it again.</summary>
    public const string Path = "/account/sign-out";

    private const string Everywhere = "/account/sign-out/everywhere";

    private const string Seen = "/account/seen";

    public static void MapSignOut(this IEndpointRouteBuilder routes)
    {
        routes.MapPost(Path, (HttpContext context, IAntiforgery antiforgery, BrowserSessions sessions) =>
            RunAsync(context, antiforgery, sessions, isEverywhere: false))
            .AllowAnonymous().ExcludeFromDescription();
        routes.MapPost(Everywhere, (HttpContext context, IAntiforgery antiforgery, BrowserSessions sessions) =>
            RunAsync(context, antiforgery, sessions, isEverywhere: true))
            .AllowAnonymous().ExcludeFromDescription();
        // Whoever works on one open page asks for no other: the request is what keeps the session from lying idle.
        routes.MapMethods(Seen, [HttpMethods.Head], () => TypedResults.NoContent()).RequireAuthorization().ExcludeFromDescription();
    }

    private static async Task<Results<RedirectHttpResult, BadRequest>> RunAsync(HttpContext context, IAntiforgery antiforgery,
        BrowserSessions sessions, bool isEverywhere)
    {
        // Whose sign-in has ended meanwhile is where he wanted to be; his token is no longer good.
        if (context.User.Identity?.IsAuthenticated == true)
        {
            if (!await antiforgery.IsRequestValidAsync(context)) return TypedResults.BadRequest();
            await sessions.EndAsync(context, isEverywhere);
        }

        return TypedResults.LocalRedirect(AccountServices.SignInPath);
    }
}
