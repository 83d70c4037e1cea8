using System.Security.Claims;
using Concentric.Data;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Dashboard.Account;

/// <summary>What the cookie says about an account. Session and stamp are compared with the store's again and again.</summary>
internal sealed class AccountClaims(IDbContextFactory<DashboardDbContext> factory)
{
    public async Task<ClaimsPrincipal> OfAsync(DashboardUser user, Guid session, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        List<int> chosen = CurrentUser.CanBeLimited(user.Role)
            ? await db.Set<UserCommunity>().Where(row => row.UserId == user.Id).Select(row => row.CommunityId)
                .ToListAsync(cancellationToken)
            : [];
        var limit = CurrentUser.LimitOf(user.Role, chosen);
        var claims = CurrentUserClaims.Of(new CurrentUser(user.DisplayName, user.Role, limit, user.Id))
            .Append(new Claim(CurrentUserClaims.Stamp, user.SecurityStamp ?? ""))
            .Append(new Claim(CurrentUserClaims.Session, session.ToString("N")));
        if (user.PasswordIsTemporary) claims = claims.Append(new Claim(CurrentUserClaims.TemporaryPassword, "1"));
        return new ClaimsPrincipal(new ClaimsIdentity(claims, BrowserSessions.SchemeName));
    }
}
