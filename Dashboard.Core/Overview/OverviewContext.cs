using Concentric.Communities;
using Concentric.Data;
using Concentric.Time;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Overview;

/// <summary>The day on which secretaries were exchanged, for the trend.</summary>
public sealed record PostingMark(DateOnly Day, int Communities);

/// <summary>What stands beside the figures of the overview: exchanges of secretaries, targets, where the records come from.</summary>
public sealed class OverviewContext(IDbContextFactory<DashboardDbContext> factory)
{
    /// <summary>Exchanges of secretaries in a span of days, a mark for each day.</summary>
    public async Task<IReadOnlyList<PostingMark>> ExchangesAsync(Period period, IReadOnlyList<int>? communityIds, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var postings = db.Postings.AsNoTracking().Where(x =>
            x.ArchivedAt == null && x.IsRotation && x.Position == Position.Secretary && x.StartsOn >= period.From && x.StartsOn <= period.To);
        if (communityIds is not null) postings = postings.Where(x => communityIds.Contains(x.CommunityId));
        return await postings.GroupBy(x => x.StartsOn).OrderBy(day => day.Key).Select(day => new PostingMark(day.Key, day.Count())).ToListAsync(cancellationToken);
    }

    /// <summary>The yearly targets by metric key, in the metric's unit (rates as fractions).</summary>
    public async Task<IReadOnlyDictionary<string, double>> TargetsAsync(CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        return await db.MetricTargets.AsNoTracking().ToDictionaryAsync(target => target.MetricKey, target => target.AmountMilli / 1000.0, cancellationToken);
    }

    /// <summary>True when the store's records are synthetic, which every page must say.</summary>
    public async Task<bool> IsSyntheticAsync(CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        return await db.StoreFacts.AnyAsync(fact => fact.Key == StoreFacts.Origin, cancellationToken);
    }
}
