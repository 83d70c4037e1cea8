using Concentric.Data;
using Concentric.Notices;
using Concentric.Notices.Channels;
using Concentric.Time;
using Microsoft.EntityFrameworkCore;

namespace Concentric.PublishedFigures;

/// <summary>
/// Notices that a claim stands otherwise than when it was last looked at, and tells its owner: once for each change, whichever
/// node sees it first. A claim without an owner, or whose owner's account is shut, is the leaders'.
/// </summary>
public sealed class ClaimChecks(IDbContextFactory<DashboardDbContext> factory, ClaimJudge judge, OfficeClock clock)
{
    /// <summary>Claims looked at together.</summary>
    private const int AtOnce = 500;

    /// <summary>Looks at every claim.</summary>
    /// <returns>How many stood otherwise than before.</returns>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var (changed, last) = (0, 0L);
        while (true)
        {
            await using var db = await factory.CreateDbContextAsync(cancellationToken);
            var claims = await db.PublishedFigures.AsNoTracking().Where(claim => claim.ArchivedAt == null && claim.Id > last)
                .OrderBy(claim => claim.Id).Take(AtOnce).ToListAsync(cancellationToken);
            if (claims.Count == 0) return changed;
            var (first, end) = (claims[0].Id, claims[^1].Id);
            var before = await db.ClaimStandings.AsNoTracking().Where(row => row.ClaimId >= first && row.ClaimId <= end)
                .ToDictionaryAsync(row => row.ClaimId, cancellationToken);
            foreach (var judged in await judge.JudgeAsync(claims, cancellationToken))
            {
                if (!before.TryGetValue(judged.Claim.Id, out var standing)) await BeginAsync(judged, cancellationToken);
                else if (standing.Verdict != judged.Verdict && await ChangeAsync(judged, standing, cancellationToken)) changed++;
            }

            last = end;
        }
    }

    /// <summary>A claim that is seen for the first time: whoever entered it has seen how it stands.</summary>
    private async Task BeginAsync(JudgedClaim judged, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        db.ClaimStandings.Add(new ClaimStanding { ClaimId = judged.Claim.Id, Verdict = judged.Verdict, Since = clock.UtcNow });
        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateException failure) when (failure.IsDuplicate())
        {
            // Another node was faster.
        }
    }

    private Task<bool> ChangeAsync(JudgedClaim judged, ClaimStanding before, CancellationToken cancellationToken) =>
        StoreRetry.RunAsync(() => ChangeOnceAsync(judged, before, cancellationToken), cancellationToken);

    private async Task<bool> ChangeOnceAsync(JudgedClaim judged, ClaimStanding before, CancellationToken cancellationToken)
    {
        var (id, changes, verdict, now) = (judged.Claim.Id, before.Changes, judged.Verdict, clock.UtcNow);
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var taken = await db.ClaimStandings.Where(row => row.ClaimId == id && row.Changes == changes).ExecuteUpdateAsync(
            row => row.SetProperty(standing => standing.Verdict, verdict).SetProperty(standing => standing.Changes, changes + 1)
                .SetProperty(standing => standing.Since, now), cancellationToken);
        if (taken == 0) return false;
        var readers = await ReadersAsync(db, judged.Claim.OwnerId, cancellationToken);
        await db.AddNoticesAsync(readers.ConvertAll(reader => new Notice
        {
            UserId = reader,
            Kind = KindOf(verdict),
            RecordKind = RecordKinds.NameOf<PublishedFigure>(),
            RecordId = id,
            Day = clock.Today,
            StepId = changes + 1,
            Title = judged.Claim.Claim,
            At = now,
        }), cancellationToken);

        if (readers.Count > 0) db.ChangeLog.Add(NoticeLog.Row(now));
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return true;
    }

    private static async Task<List<int>> ReadersAsync(DashboardDbContext db, int? owner, CancellationToken cancellationToken)
    {
        var owners = await PublishedFigureRecords.Answering(db).Where(user => user.Id == owner)
            .Select(user => user.Id).ToListAsync(cancellationToken);
        return owners.Count > 0
            ? owners
            : await db.Users.Where(user => !user.IsDisabled && user.Role == Role.Leader).Select(user => user.Id)
            .ToListAsync(cancellationToken);
    }

    private static NoticeKind KindOf(ClaimVerdict verdict) => verdict switch
    {
        ClaimVerdict.Supported => NoticeKind.ClaimHolds,
        ClaimVerdict.Exceeded => NoticeKind.ClaimExceeded,
        ClaimVerdict.FallsShort => NoticeKind.ClaimShort,
        _ => NoticeKind.ClaimUncounted,
    };
}
