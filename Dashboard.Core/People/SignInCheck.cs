using Concentric.Data;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Concentric.People;

/// <summary>
/// Whether a name and a password open an account. The answer is the same yes or no, after the same work, whether the account
/// exists, is locked or disabled, so that it tells a stranger nothing. Failures lock a place out of an account, not the account:
/// else anybody could lock the administrator out. Only when failures come from many places at once must a place be known to the
/// account, by a sign-in that succeeded there.
/// </summary>
public sealed class SignInCheck(IDbContextFactory<DashboardDbContext> factory, IPasswordHasher<DashboardUser> hasher,
    AccountCommands accounts, TimeProvider time)
{
    /// <summary>Failures from one address that lock it out of an account.</summary>
    public const int MostFailures = 5;

    /// <summary>Failures on an account, from wherever, after which only addresses known to it may try.</summary>
    public const int MostFailuresOverall = 20;

    /// <summary>How long a failure counts.</summary>
    public static readonly TimeSpan LockOut = TimeSpan.FromMinutes(15);

    private static readonly DashboardUser Nobody = new() { DisplayName = "" };

    private readonly Lazy<string> nobodysHash = new(() => hasher.HashPassword(Nobody, Guid.NewGuid().ToString()));

    /// <summary>The account that the name and the password open; null when they open none.</summary>
    /// <param name="address">From where it is tried, as <see cref="SignInSession.Address"/>.</param>
    public async Task<DashboardUser?> FindAsync(string? userName, string? password, string address, CancellationToken cancellationToken)
    {
        if (string.IsNullOrWhiteSpace(userName) || userName.Length > UserNames.Most || password is null
            or { Length: 0 or > PasswordRules.Most }) return null;
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var normalized = UserNames.Normalize(userName);
        var user = await db.Users.AsNoTracking()
            .FirstOrDefaultAsync(account => account.NormalizedUserName == normalized, cancellationToken);
        var mayTry = await CountAttemptAsync(db, user?.Id, address, cancellationToken);
        if (!mayTry || user is not { IsDisabled: false, PasswordHash: not null })
        {
            hasher.VerifyHashedPassword(Nobody, nobodysHash.Value, password);
            return null;
        }

        if (hasher.VerifyHashedPassword(user, user.PasswordHash, password) == PasswordVerificationResult.Failed) return null;
        await db.SignInAttempts.Where(attempt => attempt.UserId == user.Id && attempt.Address == address)
            .ExecuteDeleteAsync(cancellationToken);
        return user;
    }

    /// <summary>Changes a person's own password, who knows the present one.</summary>
    /// <returns>The account with its new stamp.</returns>
    /// <exception cref="AccountException">The present password is wrong or the new one not usable.</exception>
    public async Task<DashboardUser> ChangePasswordAsync(CurrentUser caller, string present, string wanted, string address,
        CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var name = await db.Users.Where(account => account.Id == caller.UserId).Select(account => account.UserName)
            .FirstOrDefaultAsync(cancellationToken)
            ?? throw new AccountException(AccountProblem.NotFound);
        // Counted like a sign-in: else a borrowed session could try passwords without end.
        if (await FindAsync(name, present, address, cancellationToken) is null) throw new AccountException(AccountProblem.WrongPassword);
        var user = await db.Users.FirstAsync(account => account.Id == caller.UserId, cancellationToken);
        if (user.PasswordIsTemporary && wanted == present) throw new AccountException(AccountProblem.PasswordUnchanged);
        accounts.SetPassword(user, wanted, isTemporary: false);
        user.ConcurrencyStamp = Guid.NewGuid().ToString("N");
        db.AddLine(time.GetUtcNow().UtcDateTime, caller, AccountCommands.Kind, user.Id, "PasswordChanged");
        await db.SaveChangesAsync(cancellationToken);
        return user;
    }

    /// <summary>
    /// Counts the attempt before it is known how it ends, so that many at once get no more tries than one after another, and tells
    /// whether it may be made. Those on unknown names are written down too: the work must be the same.
    /// </summary>
    private async Task<bool> CountAttemptAsync(DashboardDbContext db, int? userId, string address, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow().UtcDateTime;
        var (since, known) = (now - LockOut, now - SignInSessions.AddressMemory);
        var attempt = new SignInAttempt { UserId = userId, Address = address, At = now };
        db.SignInAttempts.Add(attempt);
        await db.SaveChangesAsync(cancellationToken);
        var before = db.SignInAttempts.Where(other => other.UserId == userId && other.Id < attempt.Id && other.At > since);
        var fromHere = await before.CountAsync(other => other.Address == address, cancellationToken);
        var overall = await before.CountAsync(cancellationToken);
        var isKnown = await db.SignInSessions.AnyAsync(session =>
            session.UserId == userId && session.Address == address && session.StartedAt > known, cancellationToken);
        if (userId is null || (fromHere < MostFailures && (isKnown || overall < MostFailuresOverall))) return userId is not null;
        // What is refused is no failure: else a place that goes on trying would stay locked out for ever, and fill the store.
        await db.SignInAttempts.Where(other => other.Id == attempt.Id).ExecuteDeleteAsync(cancellationToken);
        return false;
    }
}
