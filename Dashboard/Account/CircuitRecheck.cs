using System.Globalization;
using System.Security.Claims;
using Concentric.Data;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Concentric.Dashboard.Account;

/// <summary>
/// Looks again and again whether the account behind an open page is still what it was at sign-in: a circuit sends no requests
/// that the cookie's own check would see.
/// </summary>
internal sealed class CircuitRecheck(
    ILoggerFactory loggers, IDbContextFactory<DashboardDbContext> factory, IOptions<SecurityStampValidatorOptions> recheck, IOptions<IdentityOptions> identity)
    : RevalidatingServerAuthenticationStateProvider(loggers)
{
    protected override TimeSpan RevalidationInterval => recheck.Value.ValidationInterval;

    protected override async Task<bool> ValidateAuthenticationStateAsync(AuthenticationState authenticationState, CancellationToken cancellationToken)
    {
        var principal = authenticationState.User;
        if (!int.TryParse(principal.FindFirstValue(ClaimTypes.NameIdentifier), CultureInfo.InvariantCulture, out var id)) return false;
        var stamp = principal.FindFirstValue(identity.Value.ClaimsIdentity.SecurityStampClaimType);
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        return await db.Users.AnyAsync(user => user.Id == id && user.SecurityStamp == stamp && !user.IsDisabled, cancellationToken);
    }
}
