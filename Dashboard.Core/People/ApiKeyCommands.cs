using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Concentric.Data;
using Microsoft.EntityFrameworkCore;

namespace Concentric.People;

/// <summary>A key that was recognised, and on whose behalf it speaks.</summary>
public sealed record KeyCaller(int Id, CurrentUser Caller);

/// <summary>Keys for machines: made and revoked by administrators, shown once, stored as a hash.</summary>
public sealed class ApiKeyCommands(IDbContextFactory<DashboardDbContext> factory, TimeProvider time)
{
    /// <summary>Kind of the audit lines.</summary>
    public const string Kind = "api-key";

    /// <summary>Beginning of every key, so that it is known for what it is where it should not be.</summary>
    private const string Mark = "cck_";

    private const int ShownCharacters = 12;

    /// <summary>How exactly the last use is noted: a write for every call would make reading as dear as writing.</summary>
    private static readonly TimeSpan UseResolution = TimeSpan.FromMinutes(5);

    /// <summary>Makes a key.</summary>
    /// <param name="communities">Codes of the communities it is limited to; null or empty for all, which a worker's key may not
    /// have.</param>
    /// <returns>The key itself, which can't be found out again.</returns>
    /// <exception cref="AccountException">Not allowed, a name is not usable or a community unknown.</exception>
    public Task<string> MakeAsync(CurrentUser caller, string name, Role role, IReadOnlyCollection<string>? communities,
        CancellationToken cancellationToken) =>
        StoreRetry.RunAsync(() => MakeOnceAsync(caller, name, role, communities, cancellationToken), cancellationToken);

    private async Task<string> MakeOnceAsync(
        CurrentUser caller, string name, Role role, IReadOnlyCollection<string>? communities, CancellationToken cancellationToken)
    {
        Require(caller);
        var label = UserNames.CheckDisplayName(name);
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var codes = (communities ?? []).Select(code => code.Trim()).Where(code => code.Length > 0).Distinct().Order().ToList();
        if (role == Role.Worker && codes.Count == 0) throw new AccountException(AccountProblem.WorkerWithoutCommunity);
        var known = await db.Communities.Where(community => codes.Contains(community.Code)).Select(community => community.Code)
            .ToListAsync(cancellationToken);
        if (codes.Except(known).FirstOrDefault() is { } unknown) throw new AccountException(AccountProblem.UnknownCommunity, unknown);

        var secret = Mark + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
        var key = new ApiKey
        {
            Name = label,
            Prefix = secret[..ShownCharacters],
            Hash = HashOf(secret),
            Role = role,
            Communities = codes.Count == 0 ? null : string.Join(',', codes),
            CreatedAt = time.GetUtcNow().UtcDateTime,
            CreatedBy = caller.Name,
        };
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        db.ApiKeys.Add(key);
        await db.SaveChangesAsync(cancellationToken);
        db.AddLine(time.GetUtcNow().UtcDateTime, caller, Kind, key.Id, "Added",
            after: new { key.Name, key.Prefix, key.Role, key.Communities });
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return secret;
    }

    /// <summary>Ends a key at once; it stays in the list.</summary>
    /// <exception cref="AccountException">Not allowed or not found.</exception>
    public async Task RevokeAsync(CurrentUser caller, int id, CancellationToken cancellationToken)
    {
        Require(caller);
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var key = await db.ApiKeys.FirstOrDefaultAsync(key => key.Id == id, cancellationToken)
            ?? throw new AccountException(AccountProblem.NotFound);
        if (key.RevokedAt is not null) return;
        key.RevokedAt = time.GetUtcNow().UtcDateTime;
        db.AddLine(key.RevokedAt.Value, caller, Kind, id, "Revoked");
        await db.SaveChangesAsync(cancellationToken);
    }

    /// <summary>On whose behalf a key speaks; null when there is no such key or it was revoked.</summary>
    public async Task<KeyCaller?> FindAsync(string secret, CancellationToken cancellationToken)
    {
        if (secret.Length is 0 or > 200) return null;
        var hash = HashOf(secret);
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var key = await db.ApiKeys.AsNoTracking().FirstOrDefaultAsync(key => key.Hash == hash && key.RevokedAt == null, cancellationToken);
        if (key is null) return null;
        var codes = key.Communities?.Split(',') ?? [];
        // A code that is no more gives no right: a key limited to nothing known sees nothing.
        var ids = key.Communities is null
            ? null
            : await db.Communities.Where(community => codes.Contains(community.Code)).Select(community => community.Id)
            .ToListAsync(cancellationToken);
        var now = time.GetUtcNow().UtcDateTime;
        if (key.LastUsedAt is null || now - key.LastUsedAt > UseResolution)
        {
            await db.ApiKeys.Where(row => row.Id == key.Id)
                .ExecuteUpdateAsync(set => set.SetProperty(row => row.LastUsedAt, now), cancellationToken);
        }

        return new(key.Id, new CurrentUser(key.Name, key.Role, ids));
    }

    private static string HashOf(string secret) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));

    private static void Require(CurrentUser caller)
    {
        if (caller.Role != Role.Administrator) throw new AccountException(AccountProblem.NotAllowed);
    }
}
