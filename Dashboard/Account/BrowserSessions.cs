using System.Globalization;
using System.Security.Claims;
using Concentric.Data;
using Concentric.People;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.Extensions.Options;

namespace Concentric.Dashboard.Account;

/// <summary>
/// Gives a browser its session, renews it, ends it; and asks at every request and from every open page whether it still lasts.
/// </summary>
internal sealed class BrowserSessions(
    SignInSessions sessions, AccountClaims claims, IOptionsMonitor<SignInLimits> limits, TimeProvider time)
{
    public const string SchemeName = "Cookie";

    /// <summary>Signs an account in. A session that the browser had before ends.</summary>
    public async Task BeginAsync(HttpContext context, DashboardUser user, bool isRemembered)
    {
        if (SessionOf(context.User) is { } old) await sessions.EndAsync(old, context.RequestAborted);
        var id = await sessions.BeginAsync(user.Id, ClientAddress.Of(context), isRemembered, context.RequestAborted);
        await context.SignInAsync(SchemeName, await claims.OfAsync(user, id, context.RequestAborted),
            new AuthenticationProperties
            {
                IsPersistent = isRemembered,
                ExpiresUtc = time.GetUtcNow() + limits.CurrentValue.Absolute,
            });
    }

    /// <summary>Lets this browser's session go on with what has changed in its account.</summary>
    public async Task RenewAsync(HttpContext context, DashboardUser user)
    {
        var present = await context.AuthenticateAsync(SchemeName);
        if (SessionOf(context.User) is not { } id) return;
        await context.SignInAsync(SchemeName, await claims.OfAsync(user, id, context.RequestAborted), present.Properties);
    }

    /// <param name="isEverywhere">True to end the account's sessions on all devices.</param>
    public async Task EndAsync(HttpContext context, bool isEverywhere)
    {
        if (isEverywhere && context.User.ToCurrentUser().UserId is { } user) await sessions.EndAllAsync(user, context.RequestAborted);
        else if (SessionOf(context.User) is { } id) await sessions.EndAsync(id, context.RequestAborted);
        await context.SignOutAsync(SchemeName);
    }

    /// <summary>The account behind the claims; null when its session has ended or it is no longer what it was at sign-in.</summary>
    public async Task<SessionAccount?> FindAsync(ClaimsPrincipal principal, bool isUse, CancellationToken cancellationToken) =>
        SessionOf(principal) is { } id
            && await sessions.FindAsync(id, principal.FindFirstValue(CurrentUserClaims.Stamp), isUse, cancellationToken) is { } account
            && account.UserId.ToString(CultureInfo.InvariantCulture) == principal.FindFirstValue(ClaimTypes.NameIdentifier)
                ? account
                : null;

    /// <summary>For the cookie: rejects it when its session has ended.</summary>
    public static async Task ValidateAsync(CookieValidatePrincipalContext context)
    {
        var sessions = context.HttpContext.RequestServices.GetRequiredService<BrowserSessions>();
        SessionAccount? present;
        try
        {
            present = context.Principal is null
                ? null
                : await sessions.FindAsync(context.Principal, isUse: true, context.HttpContext.RequestAborted);
        }
        catch (Exception failure) when (context.HttpContext.Features.Get<IExceptionHandlerFeature>() is not null
            && StoreErrors.ProblemOf(failure) is not null)
        {
            // The page that tells that the store can't be read is for whoever asks; the cookie stays.
            context.RejectPrincipal();
            return;
        }

        if (context.Principal is { } principal && present is { } account)
        {
            if (principal.Identity is not ClaimsIdentity identity || identity.FindFirst(ClaimTypes.Name) is not { } name
                || name.Value == account.Name) return;
            identity.RemoveClaim(name);
            identity.AddClaim(new(ClaimTypes.Name, account.Name));
            context.ShouldRenew = true;
            return;
        }

        context.RejectPrincipal();
        await context.HttpContext.SignOutAsync(SchemeName);
    }

    private static Guid? SessionOf(ClaimsPrincipal principal) =>
        Guid.TryParse(principal.FindFirstValue(CurrentUserClaims.Session), out var id) ? id : null;
}
