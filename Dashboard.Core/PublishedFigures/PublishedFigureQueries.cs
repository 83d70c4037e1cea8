using Concentric.Data;
using Concentric.Kinds;
using Microsoft.EntityFrameworkCore;

namespace Concentric.PublishedFigures;

/// <summary>A claim for its page.</summary>
/// <param name="Judged">The claim, not tracked, with its owner, and how it stands.</param>
/// <param name="MayWrite">True when the caller may change it.</param>
public sealed record PublishedFigureView(JudgedClaim Judged, bool MayWrite);

/// <summary>Reads claims with their verdicts, for those who see the whole street.</summary>
public sealed class PublishedFigureQueries(
    RecordQueries<PublishedFigure> records, IDbContextFactory<DashboardDbContext> factory, ClaimJudge judge)
{
    /// <summary>The most claims that are judged for one page, the newest first.</summary>
    public const int MostShown = 1_000;

    /// <summary>All claims, archived ones left out, by the mechanism they were made for.</summary>
    /// <param name="programme">Only those made for a programme or narrowed to it; null for all.</param>
    public async Task<IReadOnlyList<JudgedClaim>> ReadAsync(CurrentUser caller, string? programme, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var claims = PublishedFigureRecords.Kind.Readable(db.PublishedFigures.AsNoTracking(), caller)
            .Where(claim => claim.ArchivedAt == null);
        if (programme is not null)
            claims = claims.Where(claim => claim.Mechanism == programme || ("," + claim.Programmes + ",").Contains("," + programme + ","));
        var rows = await claims.Include(claim => claim.Owner).OrderByDescending(claim => claim.PublishedOn).ThenBy(claim => claim.Id)
            .Take(MostShown).ToListAsync(cancellationToken);
        return await judge.JudgeAsync(rows, cancellationToken);
    }

    /// <summary>A claim, archived or not; null when there is none that the caller may read.</summary>
    public async Task<PublishedFigureView?> FindAsync(CurrentUser caller, long id, CancellationToken cancellationToken)
    {
        if (await records.FindAsync(caller, id, cancellationToken) is not { } view) return null;
        return new((await judge.JudgeAsync([view.Record], cancellationToken))[0], view.MayWrite);
    }

    /// <summary>How a claim that is being entered would stand.</summary>
    public async Task<JudgedClaim> TryAsync(PublishedFigure claim, CancellationToken cancellationToken) =>
        (await judge.JudgeAsync([claim], cancellationToken))[0];
}
