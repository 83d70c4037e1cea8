using Concentric.Communities;
using Concentric.Data;
using Concentric.Time;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Overview;

/// <summary>A day on which communities got another secretary, for the trend.</summary>
/// <param name="IsExchange">True when by an exchange (岗位交流).</param>
public sealed record PostingMark(DateOnly Day, int Communities, bool IsExchange);

/// <summary>What stands beside the figures of the overview: changes of secretaries, targets, where the records come from.</summary>
public sealed class OverviewContext(IDbContextFactory<DashboardDbContext> factory)
{
    /// <summary>Changes of secretaries in a span of days, a mark for each day.</summary>
    public async Task<IReadOnlyList<PostingMark>> PostingsAsync(Period period, IReadOnlyList<int>? communityIds,
        CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var postings = SecretaryPostings.Changes(db).Where(x => x.StartsOn >= period.From && x.StartsOn <= period.To);
        if (communityIds is not null) postings = postings.Where(x => communityIds.Contains(x.CommunityId));
        return await postings.GroupBy(x => new { x.StartsOn, x.IsRotation }).OrderBy(day => day.Key.StartsOn)
            .Select(day => new PostingMark(day.Key.StartsOn, day.Count(), day.Key.IsRotation)).ToListAsync(cancellationToken);
    }

    /// <summary>True when the store's records are synthetic, which every page must say.</summary>
    public async Task<bool> IsSyntheticAsync(CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        return await StoreContents.IsSyntheticAsync(db, cancellationToken);
    }
}
