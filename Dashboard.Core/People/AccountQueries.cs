using Concentric.Data;
using Microsoft.EntityFrameworkCore;

namespace Concentric.People;

/// <summary>Lists for administrators. An office has tens of accounts and keys, so they come whole.</summary>
public sealed class AccountQueries(IDbContextFactory<DashboardDbContext> factory, TimeProvider time)
{
    public async Task<IReadOnlyList<AccountRow>> ListAsync(CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var users = await db.Users.AsNoTracking().Include(user => user.Communities).OrderBy(user => user.UserName).ToListAsync(cancellationToken);
        var now = time.GetUtcNow();
        return users.ConvertAll(user => new AccountRow(
            user.Id, user.UserName!, user.DisplayName, user.Role, [.. user.Communities.Select(community => community.CommunityId).Order()],
            user.CreatedAt, user.IsDisabled, user.LockoutEnd > now ? user.LockoutEnd.Value.UtcDateTime : null, user.Email, user.PasswordIsTemporary));
    }

    /// <summary>Keys, the newest first, revoked ones last.</summary>
    public async Task<IReadOnlyList<ApiKeyRow>> ListKeysAsync(CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var keys = await db.ApiKeys.AsNoTracking().OrderBy(key => key.RevokedAt != null).ThenByDescending(key => key.Id).ToListAsync(cancellationToken);
        return keys.ConvertAll(key => new ApiKeyRow(
            key.Id, key.Name, key.Prefix, key.Role, key.Communities?.Split(','), key.CreatedAt, key.CreatedBy, key.LastUsedAt, key.RevokedAt));
    }
}
