using System.Security.Claims;
using Concentric.Data;
using Concentric.People;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Concentric.Dashboard.Account;

/// <summary>What the cookie says about an account. Its stamp is compared with the store's again and again.</summary>
internal sealed class AccountClaimsFactory(IDbContextFactory<DashboardDbContext> factory, IOptions<IdentityOptions> options)
    : IUserClaimsPrincipalFactory<DashboardUser>
{
    public async Task<ClaimsPrincipal> CreateAsync(DashboardUser user)
    {
        await using var db = await factory.CreateDbContextAsync();
        // A worker without communities is limited to none; the other roles see all.
        var ids = user.Role == Role.Worker
            ? await db.Set<UserCommunity>().Where(row => row.UserId == user.Id).Select(row => row.CommunityId).OrderBy(id => id).ToListAsync()
            : null;
        var claims = CallerClaims.Of(new Caller(user.DisplayName, user.Role, ids, user.Id))
            .Append(new Claim(options.Value.ClaimsIdentity.SecurityStampClaimType, user.SecurityStamp ?? ""));
        if (user.PasswordIsTemporary) claims = claims.Append(new Claim(CallerClaims.TemporaryPassword, "1"));
        return new ClaimsPrincipal(new ClaimsIdentity(claims, IdentityConstants.ApplicationScheme));
    }
}
