using Concentric.Data;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Concentric.People;

/// <summary>
/// Whether a name and a password open an account. The answer is the same yes or no, after the same work, whether the account
/// exists, is locked out or disabled, so that it tells a stranger nothing.
/// </summary>
public sealed class SignInCheck(IDbContextFactory<DashboardDbContext> factory, IPasswordHasher<DashboardUser> hasher, AccountCommands accounts, TimeProvider time)
{
    /// <summary>Failures in a row that lock an account.</summary>
    public const int MostFailures = 5;

    /// <summary>How long it stays locked.</summary>
    public static readonly TimeSpan LockOut = TimeSpan.FromMinutes(15);

    private static readonly DashboardUser Nobody = new() { DisplayName = "" };

    private readonly Lazy<string> nobodysHash = new(() => hasher.HashPassword(Nobody, Guid.NewGuid().ToString()));

    /// <summary>The account that the name and the password open; null when they open none.</summary>
    public async Task<DashboardUser?> FindAsync(string? userName, string? password, CancellationToken cancellationToken)
    {
        if (string.IsNullOrWhiteSpace(userName) || userName.Length > UserNames.Most || password is null or { Length: 0 or > PasswordRules.Most }) return null;
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var user = await CountAttemptAsync(db, UserNames.Normalize(userName), cancellationToken);
        if (user is null)
        {
            hasher.VerifyHashedPassword(Nobody, nobodysHash.Value, password);
            return null;
        }

        if (hasher.VerifyHashedPassword(user, user.PasswordHash!, password) == PasswordVerificationResult.Failed) return null;
        // A statement of its own, because two sign-ins at once are no conflict.
        await db.Users.Where(account => account.Id == user.Id)
            .ExecuteUpdateAsync(set => set.SetProperty(account => account.AccessFailedCount, 0).SetProperty(account => account.LockoutEnd, (DateTimeOffset?)null), cancellationToken);
        return user;
    }

    /// <summary>Changes a person's own password, who knows the present one.</summary>
    /// <returns>The account with its new stamp.</returns>
    /// <exception cref="AccountException">The present password is wrong or the new one not usable.</exception>
    public async Task<DashboardUser> ChangePasswordAsync(Caller caller, string present, string wanted, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var name = await db.Users.Where(account => account.Id == caller.UserId).Select(account => account.UserName).FirstOrDefaultAsync(cancellationToken)
            ?? throw new AccountException(AccountProblem.NotFound);
        // Counted like a sign-in: else a borrowed session could try passwords without end.
        if (await FindAsync(name, present, cancellationToken) is null) throw new AccountException(AccountProblem.WrongPassword);
        var user = await db.Users.FirstAsync(account => account.Id == caller.UserId, cancellationToken);
        if (user.PasswordIsTemporary && wanted == present) throw new AccountException(AccountProblem.PasswordUnchanged);
        accounts.SetPassword(user, wanted, isTemporary: false);
        user.ConcurrencyStamp = Guid.NewGuid().ToString("N");
        db.AddLine(time.GetUtcNow().UtcDateTime, caller, AccountCommands.Kind, user.Id, "PasswordChanged");
        await db.SaveChangesAsync(cancellationToken);
        return user;
    }

    // The attempt is counted before it is known how it ends, so that many at once get no more tries than one after another.
    private async Task<DashboardUser?> CountAttemptAsync(DashboardDbContext db, string normalized, CancellationToken cancellationToken)
    {
        while (true)
        {
            db.ChangeTracker.Clear();
            var user = await db.Users.FirstOrDefaultAsync(account => account.NormalizedUserName == normalized, cancellationToken);
            var now = time.GetUtcNow();
            if (user is not { IsDisabled: false, PasswordHash: not null } || user.LockoutEnd > now) return null;
            user.AccessFailedCount++;
            user.ConcurrencyStamp = Guid.NewGuid().ToString("N");
            if (user.AccessFailedCount >= MostFailures)
            {
                user.AccessFailedCount = 0;
                user.LockoutEnd = now + LockOut;
            }

            try
            {
                await db.SaveChangesAsync(cancellationToken);
                return user;
            }
            catch (DbUpdateConcurrencyException)
            {
                // Another attempt on the same account was counted meanwhile.
            }
        }
    }
}
