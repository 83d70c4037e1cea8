using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Claims;
using System.Text.Encodings.Web;
using Concentric.People;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;

namespace Concentric.Dashboard.Account;

/// <summary>
/// Signs a machine in that sends <c>Authorization: Bearer</c> with a key. Asked anew at every call, so that a revoked key ends at once.
/// </summary>
internal sealed class ApiKeyHandler(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory loggers, UrlEncoder encoder, ApiKeyCommands keys)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, loggers, encoder)
{
    public const string SchemeName = "ApiKey";

    private const string Bearer = "Bearer";

    /// <summary>True for a call to the API that brings a key, whatever else it brings.</summary>
    public static bool Concerns(HttpRequest request) =>
        request.Path.StartsWithSegments("/api")
            && request.Headers.Authorization.ToString().StartsWith(Bearer, StringComparison.OrdinalIgnoreCase);

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (!AuthenticationHeaderValue.TryParse(Request.Headers.Authorization, out var header)
            || !Bearer.Equals(header.Scheme, StringComparison.OrdinalIgnoreCase) || header.Parameter is not { Length: > 0 } key)
            return AuthenticateResult.NoResult();
        if (await keys.FindAsync(key, Context.RequestAborted) is not { } found) return AuthenticateResult.Fail("Unknown or revoked key");
        var principal =
            new ClaimsPrincipal(new ClaimsIdentity(CurrentUserClaims.Of(found.Caller)
                .Append(new(CurrentUserClaims.Key, found.Id.ToString(CultureInfo.InvariantCulture))), Scheme.Name));
        return AuthenticateResult.Success(new AuthenticationTicket(principal, Scheme.Name));
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        Response.Headers[HeaderNames.WWWAuthenticate] = Bearer;
        return base.HandleChallengeAsync(properties);
    }
}
