using Concentric.Data;
using Concentric.Ledgers;
using Concentric.Petitions;
using Concentric.Time;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Signs;

/// <summary>
/// Counts signs by community and lists exactly the petitions that show them. By the community that keeps a petition: it is the
/// one that can answer.
/// </summary>
public sealed class SignQueries(IDbContextFactory<DashboardDbContext> factory, SignSettings settings, OfficeClock clock)
{
    /// <summary>A sign over a period.</summary>
    public async Task<SignTable> ReadAsync(Sign sign, Period period, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        await using var stop = await db.StopWithAsync(cancellationToken);
        var all = await CountAsync(Base(db, sign, period), cancellationToken);
        var hits = Hits(db, sign, period) is { } query
            ? await CountAsync(query, cancellationToken)
            : (await EnteredAsync(db, sign, period, null, cancellationToken)).GroupBy(row => row.CommunityId).ToDictionary(group => group.Key, group => group.Count());
        return new(sign, [.. all.OrderBy(row => row.Key).Select(row => new SignCount(row.Key, hits.GetValueOrDefault(row.Key), row.Value))]);
    }

    /// <summary>A page of exactly the petitions that a count speaks of, the last first.</summary>
    /// <param name="communityId">The community; null for the street.</param>
    public async Task<LedgerPage> ReadRowsAsync(Sign sign, Period period, int? communityId, LedgerRequest request, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        await using var stop = await db.StopWithAsync(cancellationToken);
        await using var transaction = await db.BeginReadAsync(cancellationToken);
        if (Hits(db, sign, period) is { } query)
        {
            if (communityId is { } one) query = query.Where(petition => petition.CommunityId == one);
            return new(PetitionLedger.Ledger, await LedgerQuery.PageAsync(query, PetitionLedger.Ledger, request, null, cancellationToken), await query.LongCountAsync(cancellationToken), null, default);
        }

        var found = await EnteredAsync(db, sign, period, communityId, cancellationToken);
        var size = Math.Clamp(request.PageSize, 1, LedgerRequest.MostRows);
        var ids = found.Select(row => row.Id).OrderDescending().Skip((Math.Max(request.Page, 1) - 1) * size).Take(size).ToList();
        var rows = db.Petitions.AsNoTracking().Where(petition => ids.Contains(petition.Id));
        return new(PetitionLedger.Ledger, await LedgerQuery.PageAsync(rows, PetitionLedger.Ledger, request with { Page = 1 }, null, cancellationToken), found.Count, null, default);
    }

    /// <summary>All of them, in the caller's transaction.</summary>
    public async Task<LedgerRows> StreamRowsAsync(DashboardDbContext db, Sign sign, Period period, int? communityId, CancellationToken cancellationToken)
    {
        if (Hits(db, sign, period) is { } query)
        {
            if (communityId is { } one) query = query.Where(petition => petition.CommunityId == one);
            return new(PetitionLedger.Ledger, await query.LongCountAsync(cancellationToken), LedgerQuery.Project(query.OrderByDescending(petition => petition.Id), PetitionLedger.Ledger, null).AsAsyncEnumerable());
        }

        var found = await EnteredAsync(db, sign, period, communityId, cancellationToken);
        return new(PetitionLedger.Ledger, found.Count, RowsAsync(found.Select(row => row.Id).OrderDescending()));

        async IAsyncEnumerable<LedgerRow> RowsAsync(IEnumerable<long> ids)
        {
            foreach (var some in ids.Chunk(LedgerRequest.MostRows))
            {
                foreach (var row in await LedgerQuery.PageAsync(db.Petitions.AsNoTracking().Where(petition => some.Contains(petition.Id)), PetitionLedger.Ledger, new(PageSize: LedgerRequest.MostRows), null, cancellationToken)) yield return row;
            }
        }
    }

    private static IQueryable<Petition> Kept(DashboardDbContext db) => db.Petitions.AsNoTracking().Where(petition => petition.ArchivedAt == null);

    private static Task<Dictionary<int, int>> CountAsync(IQueryable<Petition> petitions, CancellationToken cancellationToken) =>
        petitions.GroupBy(petition => petition.CommunityId).Select(group => new { group.Key, Count = group.Count() }).ToDictionaryAsync(row => row.Key, row => row.Count, cancellationToken);

    /// <summary>The petitions that could show the sign.</summary>
    private IQueryable<Petition> Base(DashboardDbContext db, Sign sign, Period period)
    {
        var (from, to) = (period.From, period.To);
        switch (sign)
        {
            case Sign.NoCallBack:
                // What was closed a few days ago has its call-back before it.
                var ripe = clock.Today.AddDays(-settings.CallBackWithinDays);
                var last = ripe < to ? ripe : to;
                return Kept(db).Where(petition => petition.ClosedOn >= from && petition.ClosedOn <= last);
            case Sign.Reopened:
                return Kept(db).Where(petition => petition.FirstClosedOn >= from && petition.FirstClosedOn <= to);
            case Sign.Backdated:
                return Kept(db).Where(petition => petition.ReceivedOn >= from && petition.ReceivedOn <= to);
            default:
                return Kept(db).Where(petition => petition.ClosedOn >= from && petition.ClosedOn <= to);
        }
    }

    /// <summary>The petitions that show it; null when instants decide, which are read and looked at one by one.</summary>
    private IQueryable<Petition>? Hits(DashboardDbContext db, Sign sign, Period period)
    {
        var days = settings.ReopenedWithinDays;
        return sign switch
        {
            Sign.NoCallBack => Base(db, sign, period).Where(petition => petition.CallBackOn == null),
            Sign.LastDay => Base(db, sign, period).Where(petition => petition.ClosedOn == petition.DueOn),
            Sign.Reopened => Base(db, sign, period).Where(petition => petition.ReopenedCount > 0
                && petition.Steps.Any(step => step.Kind == PetitionStepKind.Reopened && step.HappenedOn <= petition.FirstClosedOn!.Value.AddDays(days))),
            _ => null,
        };
    }

    private async Task<IReadOnlyList<Entry>> EnteredAsync(DashboardDbContext db, Sign sign, Period period, int? communityId, CancellationToken cancellationToken)
    {
        var petitions = Base(db, sign, period);
        if (sign == Sign.LastHours) petitions = petitions.Where(petition => petition.ClosedOn == petition.DueOn);
        var kind = sign == Sign.LastHours ? PetitionStepKind.Closed : PetitionStepKind.Collected;
        var entries = petitions.SelectMany(petition => petition.Steps.Where(step => step.Kind == kind), (petition, step) => new Entry
        {
            Id = petition.Id,
            CommunityId = petition.CommunityId,
            ReceivedOn = petition.ReceivedOn,
            DueOn = petition.DueOn,
            HappenedOn = step.HappenedOn,
            At = step.At,
            By = step.By,
        });
        // All but a few are left out by the store; a day is spared because it tells days of UTC.
        var days = settings.BackdatedDays - 1;
        if (sign == Sign.Backdated) entries = entries.Where(entry => DateOnly.FromDateTime(entry.At) >= entry.ReceivedOn.AddDays(days));
        var found = new List<Entry>();
        await foreach (var entry in entries.AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            if (sign == Sign.LastHours ? IsLate(entry) : clock.DayOf(entry.At).DayNumber - entry.ReceivedOn.DayNumber >= settings.BackdatedDays) found.Add(entry);
        }

        // One petition has several closings when it was reopened; the batch is counted before the community is chosen.
        var once = found.DistinctBy(entry => entry.Id);
        if (sign == Sign.Backdated) once = once.GroupBy(entry => (entry.By, clock.DayOf(entry.At))).Where(batch => batch.Count() >= settings.BatchSize).SelectMany(batch => batch);
        return [.. once.Where(entry => communityId is null || entry.CommunityId == communityId)];
    }

    private bool IsLate(Entry entry)
    {
        var local = clock.ToOffice(entry.At);
        return entry.HappenedOn == entry.DueOn && DateOnly.FromDateTime(local) == entry.DueOn && local.Hour >= settings.LateHour;
    }

    private sealed class Entry
    {
        public long Id { get; init; }

        public int CommunityId { get; init; }

        public DateOnly ReceivedOn { get; init; }

        public DateOnly DueOn { get; init; }

        public DateOnly HappenedOn { get; init; }

        public DateTime At { get; init; }

        public string By { get; init; } = "";
    }
}
