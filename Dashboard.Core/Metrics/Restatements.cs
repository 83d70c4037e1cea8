using Concentric.Data;
using Concentric.Time;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Metrics;

/// <summary>Since when the figures of a past period are no longer what they were.</summary>
/// <param name="Since">Instant (UTC) of the latest late entry or correction.</param>
/// <param name="Kinds">The kinds of records concerned, by name.</param>
public sealed record Restatement(DateTime Since, IReadOnlyList<string> Kinds);

/// <summary>
/// Finds what changed the past: records entered late, corrected, archived or restored after their period had ended, and numbers of
/// households that hold on its last day.
/// </summary>
public sealed class Restatements(IDbContextFactory<DashboardDbContext> factory, OfficeClock clock)
{
    private static readonly string Households = RecordKinds.NameOf<Community>();

    /// <summary>What restated a period since it ended; null when nothing did, or when it has not ended.</summary>
    /// <param name="kinds">Kinds of records (<see cref="RecordKinds"/>) to ask about; null for all of them.</param>
    /// <param name="isByHouseholds">
    /// True where some of what is shown is divided by households: numbers of them that were changed are told of nothing else. Those of any
    /// community then, for the rank of one is among all of the street.
    /// </param>
    public async Task<Restatement?> OfAsync(Period period, IReadOnlyList<int>? communityIds, IReadOnlyList<string>? kinds,
        bool isByHouseholds, CancellationToken cancellationToken)
    {
        if (period.To >= clock.Today) return null;
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var changes = Of(db, period);
        if (!isByHouseholds) changes = changes.Where(x => x.Kind != Households);
        if (kinds is not null) changes = changes.Where(x => kinds.Contains(x.Kind));
        if (communityIds is not null)
        {
            changes = changes.Where(x =>
                x.Kind == Households || (x.CommunityId != null && communityIds.Contains(x.CommunityId.Value)));
        }

        var latest = await changes.GroupBy(x => x.Kind).Select(kind => new { kind.Key, Since = kind.Max(x => x.At) })
            .ToListAsync(cancellationToken);
        return latest.Count == 0
            ? null
            : new(latest.Max(kind => kind.Since), [.. latest.OrderByDescending(kind => kind.Since).Select(kind => kind.Key)]);
    }

    /// <summary>
    /// The communities of which another number of households is in force on the last day of a period than when it ended, each with the
    /// instant (UTC) of the latest change; none of a period that has not ended.
    /// </summary>
    public async Task<IReadOnlyDictionary<int, DateTime>> HouseholdsAsync(Period period, CancellationToken cancellationToken)
    {
        if (period.To >= clock.Today) return new Dictionary<int, DateTime>();
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        return await Of(db, period).Where(x => x.Kind == Households && x.CommunityId != null).GroupBy(x => x.CommunityId!.Value)
            .Select(own => new { own.Key, Since = own.Max(x => x.At) })
            .ToDictionaryAsync(own => own.Key, own => own.Since, cancellationToken);
    }

    /// <summary>What came after a period and restates it: of households only what holds on its last day, by which it is divided.</summary>
    private IQueryable<ChangeLogEntry> Of(DashboardDbContext db, Period period)
    {
        var ended = clock.ToUtc(period.To.AddDays(1).ToDateTime(TimeOnly.MinValue));
        return db.ChangeLog.AsNoTracking().Where(x => x.RestatesFrom != null && x.RestatesFrom <= period.To && x.RestatesTo >= period.From
            && x.At >= ended && (x.Kind != Households || x.RestatesTo >= period.To));
    }
}
