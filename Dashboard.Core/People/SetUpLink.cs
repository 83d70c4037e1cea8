using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Concentric.Data;
using Microsoft.EntityFrameworkCore;

namespace Concentric.People;

/// <summary>
/// The one-time link with which the first administrator is made. It is good for an hour, for one use, and only while there is
/// no administrator; making a new one ends the one before. The store holds its hash.
/// </summary>
public sealed class SetUpLink(IDbContextFactory<DashboardDbContext> factory, AccountCommands accounts, TimeProvider time)
{
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(1);

    /// <summary>Makes a link's token.</summary>
    /// <returns>The token; null when there is an administrator.</returns>
    public async Task<string?> IssueAsync(CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        if (await HasAdministratorAsync(db, cancellationToken)) return null;
        var token = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
        var value = $"{HashOf(token)} {time.GetUtcNow().Add(Lifetime).UtcDateTime.ToString("O", CultureInfo.InvariantCulture)}";
        if (await ReplaceAsync(db, value, cancellationToken)) return token;
        db.StoreFacts.Add(new StoreFact { Key = StoreFacts.SetUpLink, Value = value });
        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateException) when (!cancellationToken.IsCancellationRequested)
        {
            // Another node started at the same time; the later link counts.
            if (!await ReplaceAsync(db, value, cancellationToken)) throw;
        }

        return token;
    }

    /// <summary>True when the link may still be used.</summary>
    public async Task<bool> IsGoodAsync(string? token, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        return await FindAsync(db, token, cancellationToken) is not null;
    }

    /// <summary>Makes the first administrator and ends the link.</summary>
    /// <returns>The account.</returns>
    /// <exception cref="AccountException">The link is dead, or a name or the password is not usable (the link lives on then).</exception>
    public async Task<DashboardUser> UseAsync(string? token, string userName, string displayName, string password,
        CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var value = await FindAsync(db, token, cancellationToken) ?? throw new AccountException(AccountProblem.SetUpLinkDead);
        // Of two who use it at once, one takes it away.
        var taken = await db.StoreFacts.Where(fact => fact.Key == StoreFacts.SetUpLink && fact.Value == value)
            .ExecuteDeleteAsync(cancellationToken);
        if (taken != 1) throw new AccountException(AccountProblem.SetUpLinkDead);
        var user = await accounts.AddAsync(db, CurrentUser.System, userName, new AccountDetails(displayName, Role.Administrator, []),
            password, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return user;
    }

    private static async Task<bool> ReplaceAsync(DashboardDbContext db, string value, CancellationToken cancellationToken) =>
        await db.StoreFacts.Where(fact => fact.Key == StoreFacts.SetUpLink)
            .ExecuteUpdateAsync(set => set.SetProperty(fact => fact.Value, value), cancellationToken) == 1;

    private async Task<string?> FindAsync(DashboardDbContext db, string? token, CancellationToken cancellationToken)
    {
        var value = await db.StoreFacts.Where(fact => fact.Key == StoreFacts.SetUpLink).Select(fact => fact.Value)
            .FirstOrDefaultAsync(cancellationToken);
        if (value?.Split(' ') is not [var hash, var until] || string.IsNullOrEmpty(token)) return null;
        var isGood = CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(hash), Encoding.ASCII.GetBytes(HashOf(token)))
            && time.GetUtcNow() < DateTimeOffset.Parse(until, CultureInfo.InvariantCulture)
            && !await HasAdministratorAsync(db, cancellationToken);
        return isGood ? value : null;
    }

    private static Task<bool> HasAdministratorAsync(DashboardDbContext db, CancellationToken cancellationToken) =>
        db.Users.AnyAsync(user => user.Role == Role.Administrator && !user.IsDisabled, cancellationToken);

    private static string HashOf(string token) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token)));
}
