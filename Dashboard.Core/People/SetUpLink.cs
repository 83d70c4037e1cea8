using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Concentric.Data;
using Microsoft.EntityFrameworkCore;

namespace Concentric.People;

/// <summary>
/// The one-time link with which the first administrator is made. It is good for an hour, for one use, and only while there is
/// no administrator. Each node that starts makes one, and the use of one ends them all. The store holds their hashes.
/// </summary>
public sealed class SetUpLink(IDbContextFactory<DashboardDbContext> factory, AccountCommands accounts, TimeProvider time)
{
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(1);

    /// <summary>Links that are good at once; of more, the oldest end. As many as fit into <see cref="StoreFact.Value"/>.</summary>
    public const int MostLinks = 8;

    /// <summary>Makes a link's token.</summary>
    /// <returns>The token; null when there is an administrator.</returns>
    public async Task<string?> IssueAsync(CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        if (await HasAdministratorAsync(db, cancellationToken)) return null;
        var token = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
        var value = $"{HashOf(token)} {time.GetUtcNow().Add(Lifetime).UtcDateTime.ToString("O", CultureInfo.InvariantCulture)}";
        while (true)
        {
            var known = await ReadAsync(db, cancellationToken);
            // Another node's stays good until its hour is over: somebody may be on its page.
            string[] before = (known ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries);
            string[] kept = [.. before.Where(IsInTime).TakeLast(MostLinks - 1), value];
            // Where another node was faster, this link goes beside its own.
            if (await StoreFacts.TryMoveAsync(db, StoreFacts.SetUpLink, known, string.Join(';', kept), cancellationToken)) return token;
        }
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
    public Task<DashboardUser> UseAsync(string? token, string userName, string displayName, string password,
        CancellationToken cancellationToken) =>
        StoreRetry.RunAsync(() => UseOnceAsync(token, userName, displayName, password, cancellationToken), cancellationToken);

    private async Task<DashboardUser> UseOnceAsync(
        string? token, string userName, string displayName, string password, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var value = await FindAsync(db, token, cancellationToken) ?? throw new AccountException(AccountProblem.SetUpLinkDead);
        // Of two who use it at once, one takes it away.
        if (!await StoreFacts.TryMoveAsync(db, StoreFacts.SetUpLink, value, null, cancellationToken))
            throw new AccountException(AccountProblem.SetUpLinkDead);
        var user = await accounts.AddAsync(db, CurrentUser.System, userName, new AccountDetails(displayName, Role.Administrator, []),
            password, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return user;
    }

    private static Task<string?> ReadAsync(DashboardDbContext db, CancellationToken cancellationToken) =>
        StoreFacts.ReadAsync(db, StoreFacts.SetUpLink, cancellationToken);

    /// <returns>All links that are kept, when the token's is among them and good.</returns>
    private async Task<string?> FindAsync(DashboardDbContext db, string? token, CancellationToken cancellationToken)
    {
        if (string.IsNullOrEmpty(token) || await ReadAsync(db, cancellationToken) is not { } value) return null;
        var own = Encoding.ASCII.GetBytes(HashOf(token));
        var isGood = value.Split(';').Any(link => link.Split(' ') is [var hash, _]
            && CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(hash), own) && IsInTime(link));
        return isGood && !await HasAdministratorAsync(db, cancellationToken) ? value : null;
    }

    private bool IsInTime(string link) => link.Split(' ') is [_, var until]
        && time.GetUtcNow() < DateTimeOffset.Parse(until, CultureInfo.InvariantCulture);

    private static Task<bool> HasAdministratorAsync(DashboardDbContext db, CancellationToken cancellationToken) =>
        db.Users.AnyAsync(user => user.Role == Role.Administrator && !user.IsDisabled, cancellationToken);

    private static string HashOf(string token) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token)));
}
