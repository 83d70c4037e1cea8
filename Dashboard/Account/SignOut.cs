using Concentric.People;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;

namespace Concentric.Dashboard.Account;

internal static class SignOut
{
    public static void MapSignOut(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/account/sign-out", RunAsync).AllowAnonymous().ExcludeFromDescription();

    private static async Task<Results<RedirectHttpResult, BadRequest>> RunAsync(HttpContext context, IAntiforgery antiforgery, SignInManager<DashboardUser> signIn)
    {
        // Whose sign-in has ended meanwhile is where he wanted to be; his token is no longer good.
        if (context.User.Identity?.IsAuthenticated == true)
        {
            if (!await antiforgery.IsRequestValidAsync(context)) return TypedResults.BadRequest();
            await signIn.SignOutAsync();
        }

        return TypedResults.LocalRedirect(AccountServices.SignInPath);
    }
}
