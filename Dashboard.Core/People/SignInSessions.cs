using System.Collections.Concurrent;
using Concentric.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Concentric.People;

/// <summary>An account whose session lasts.</summary>
/// <param name="Stamp">The stamp that its sign-ins must carry.</param>
/// <param name="Name">The person's name now.</param>
public sealed record SessionAccount(int UserId, string? Stamp, string Name);

/// <summary>
/// Begins, checks and ends the sessions of browsers. They lie in the store, so that a sign-out on one node ends every copy of the
/// cookie on all of them. A session ends by signing out, after its idle or its absolute limit, and when the clock is set back:
/// an hour that comes twice must not lengthen it.
/// </summary>
public sealed class SignInSessions(IDbContextFactory<DashboardDbContext> factory, IOptionsMonitor<SignInLimits> limits, TimeProvider time)
{
    /// <summary>How far the clocks of two nodes may differ, and one may be corrected.</summary>
    public static readonly TimeSpan ClockTolerance = TimeSpan.FromMinutes(5);

    /// <summary>How long it stays known from where an account signed in.</summary>
    public static readonly TimeSpan AddressMemory = TimeSpan.FromDays(60);

    /// <summary>The most sessions whose state is kept in memory between two looks into the store.</summary>
    private const int MostKept = 10_000;

    private readonly ConcurrentDictionary<Guid, Verdict> verdicts = [];
    private readonly Lock gate = new();
    private DateTime latest;
    private long latestStamp;

    private SignInLimits Limits => limits.CurrentValue;

    /// <returns>The new session's id.</returns>
    public Task<Guid> BeginAsync(int userId, string address, bool isRemembered, CancellationToken cancellationToken) =>
        StoreRetry.RunAsync(() => BeginOnceAsync(userId, address, isRemembered, cancellationToken), cancellationToken);

    private async Task<Guid> BeginOnceAsync(int userId, string address, bool isRemembered, CancellationToken cancellationToken)
    {
        var now = await NowAsync(cancellationToken);
        var session = new SignInSession
        {
            Id = Guid.NewGuid(),
            UserId = userId,
            Address = address,
            IsRemembered = isRemembered,
            StartedAt = now,
            SeenAt = now
        };
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        db.SignInSessions.Add(session);
        await db.SaveChangesAsync(cancellationToken);
        // Kept by the account too, for sessions are pruned.
        await db.Users.Where(user => user.Id == userId)
            .ExecuteUpdateAsync(set => set.SetProperty(user => user.LastSignedInAt, now), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return session.Id;
    }

    /// <summary>Whose session it is; null when it has ended.</summary>
    /// <param name="id">The session.</param>
    /// <param name="stamp">The stamp that the cookie carries: one that is not the account's any more ends nothing else, but opens
    /// nothing.</param>
    /// <param name="isUse">True when a person does something with it, false when an open page only looks.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<SessionAccount?> FindAsync(Guid id, string? stamp, bool isUse, CancellationToken cancellationToken)
    {
        await NowAsync(cancellationToken);
        // By the time that runs evenly: what was read stays good for seconds, whatever happens to the clock.
        // Another stamp than was read is asked for anew: the account's may have changed since, by its owner's doing.
        if (verdicts.TryGetValue(id, out var kept) && time.GetElapsedTime(kept.At) is var age && age >= TimeSpan.Zero
            && age < Limits.Recheck / 4
            && (kept.Account is null || kept.Account.Stamp == stamp)) return kept.Account;
        var verdict = new Verdict(await ReadAsync(id, isUse, cancellationToken), time.GetTimestamp());
        if (verdicts.Count >= MostKept) verdicts.Clear();
        verdicts[id] = verdict;
        return verdict.Account?.Stamp == stamp ? verdict.Account : null;
    }

    /// <summary>Ends one session, wherever its cookie is.</summary>
    public async Task EndAsync(Guid id, CancellationToken cancellationToken)
    {
        var now = await NowAsync(cancellationToken);
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        await EndAsync(db.SignInSessions.Where(session => session.Id == id), now, cancellationToken);
        verdicts.TryRemove(id, out _);
    }

    /// <summary>Ends all sessions of an account, on every device.</summary>
    public async Task EndAllAsync(int userId, CancellationToken cancellationToken)
    {
        var now = await NowAsync(cancellationToken);
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        await EndAsync(db.SignInSessions.Where(session => session.UserId == userId), now, cancellationToken);
        verdicts.Clear();
    }

    /// <summary>Forgets what nobody needs any more.</summary>
    public async Task PruneAsync(CancellationToken cancellationToken)
    {
        var now = await NowAsync(cancellationToken);
        var (old, tried) = (now - AddressMemory - Limits.Absolute, now - TimeSpan.FromDays(1));
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        await db.SignInSessions.Where(session => session.StartedAt < old).ExecuteDeleteAsync(cancellationToken);
        await db.SignInAttempts.Where(attempt => attempt.At < tried).ExecuteDeleteAsync(cancellationToken);
    }

    private async Task<SessionAccount?> ReadAsync(Guid id, bool isUse, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var found = await db.SignInSessions.Where(session => session.Id == id && session.EndedAt == null)
            .Select(session => new
            {
                session.StartedAt,
                session.SeenAt,
                session.IsRemembered,
                session.UserId,
                session.User!.SecurityStamp,
                session.User.DisplayName,
                session.User.IsDisabled
            })
            .FirstOrDefaultAsync(cancellationToken);
        if (found is null) return null;
        var now = await NowAsync(cancellationToken);
        var idle = found.IsRemembered ? Limits.RememberedIdle : Limits.Idle;
        if (found.IsDisabled || now - found.SeenAt > idle || now - found.StartedAt > Limits.Absolute
            || found.SeenAt - now > ClockTolerance)
        {
            // For good: it must not come back with another clock.
            await EndAsync(db.SignInSessions.Where(session => session.Id == id), now, cancellationToken);
            return null;
        }

        // A write for every request would make reading as dear as writing.
        if (isUse && now - found.SeenAt > idle / 20)
            await db.SignInSessions.Where(session => session.Id == id && session.SeenAt < now)
                .ExecuteUpdateAsync(set => set.SetProperty(session => session.SeenAt, now), cancellationToken);
        return new(found.UserId, found.SecurityStamp, found.DisplayName);
    }

    /// <summary>Ends those that have not ended yet; when they did is kept.</summary>
    private static Task<int> EndAsync(IQueryable<SignInSession> sessions, DateTime now, CancellationToken cancellationToken) =>
        sessions.Where(session => session.EndedAt == null)
            .ExecuteUpdateAsync(set => set.SetProperty(session => session.EndedAt, now), cancellationToken);

    /// <summary>
    /// The instant by the clock. When it was set back while the program runs, all sessions end first: none shall live through an hour
    /// twice.
    /// </summary>
    private async Task<DateTime> NowAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow().UtcDateTime;
        if (!WasSetBack(now)) return now;
        verdicts.Clear();
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        await EndAsync(db.SignInSessions, now, cancellationToken);
        return now;
    }

    /// <summary>Compares the clock with the time that runs evenly.</summary>
    private bool WasSetBack(DateTime now)
    {
        lock (gate)
        {
            var passed = time.GetElapsedTime(latestStamp);
            var expected = latest == default ? now : latest + (passed > TimeSpan.Zero ? passed : TimeSpan.Zero);
            var wasSetBack = expected - now > ClockTolerance;
            (latest, latestStamp) = (wasSetBack || now > expected ? now : expected, time.GetTimestamp());
            return wasSetBack;
        }
    }

    private sealed record Verdict(SessionAccount? Account, long At);
}
