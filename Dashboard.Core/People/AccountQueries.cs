using Concentric.Data;
using Concentric.Rules;
using Microsoft.EntityFrameworkCore;

namespace Concentric.People;

/// <summary>Lists for administrators. An office has tens of accounts and keys, so they come whole.</summary>
public sealed class AccountQueries(IDbContextFactory<DashboardDbContext> factory, TimeProvider time)
{
    public async Task<IReadOnlyList<AccountRow>> ListAsync(CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var users = await db.Users.AsNoTracking().Include(user => user.Communities).OrderBy(user => NameOrder.Of(user.UserName))
            .ToListAsync(cancellationToken);
        var locked = await LockedAsync(db, cancellationToken);
        return users.ConvertAll(user => new AccountRow(
            user.Id, user.UserName!, user.DisplayName, user.Role, [.. user.Communities.Select(community => community.CommunityId).Order()],
            user.CreatedAt, user.IsDisabled, locked.TryGetValue(user.Id, out var until) ? until : null, user.Email,
            user.PasswordIsTemporary, user.PasswordHash is not null, user.SecurityStamp, user.LastSignedInAt));
    }

    /// <summary>Until when which accounts refuse a place that has failed too often, or all places that they do not know.</summary>
    private async Task<Dictionary<int, DateTime>> LockedAsync(DashboardDbContext db, CancellationToken cancellationToken)
    {
        var since = time.GetUtcNow().UtcDateTime - SignInCheck.LockOut;
        var failures = await db.SignInAttempts.AsNoTracking().Where(attempt => attempt.UserId != null && attempt.At > since)
            .OrderBy(attempt => attempt.Id).Select(attempt => new { UserId = attempt.UserId!.Value, attempt.Address, attempt.At })
                .ToListAsync(cancellationToken);
        var locks = failures.GroupBy(failure => (failure.UserId, failure.Address)).Where(group => group.Count() >= SignInCheck.MostFailures)
            .Select(group => (group.Key.UserId, group.SkipLast(SignInCheck.MostFailures - 1).Last().At))
            .Concat(failures.GroupBy(failure => failure.UserId).Where(group => group.Count() >= SignInCheck.MostFailuresOverall)
                .Select(group => (UserId: group.Key, group.SkipLast(SignInCheck.MostFailuresOverall - 1).Last().At)));
        return locks.GroupBy(one => one.UserId).ToDictionary(group => group.Key, group => group.Max(one => one.At) + SignInCheck.LockOut);
    }

    /// <summary>Keys, the newest first, revoked ones last.</summary>
    public async Task<IReadOnlyList<ApiKeyRow>> ListKeysAsync(CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var keys = await db.ApiKeys.AsNoTracking().OrderBy(key => key.RevokedAt != null).ThenByDescending(key => key.Id)
            .ToListAsync(cancellationToken);
        return keys.ConvertAll(key => new ApiKeyRow(
            key.Id, key.Name, key.Prefix, key.Role, key.Communities?.Split(','), key.CreatedAt, key.CreatedBy, key.LastUsedAt,
            key.RevokedAt));
    }
}
