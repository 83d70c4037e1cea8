using Concentric.Data;
using Concentric.Ledgers;
using Concentric.Metrics;
using Concentric.Petitions;
using Concentric.Time;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Concentric.Anomalies;

/// <summary>
/// Counts signs by community and lists exactly the petitions that show them. By the community that keeps a petition: it is the
/// one that can answer.
/// </summary>
public sealed class AnomalyQueries(
    IDbContextFactory<DashboardDbContext> factory, IOptionsMonitor<AnomalySettings> options, OfficeClock clock)
{
    private AnomalySettings Settings => options.CurrentValue;

    /// <summary>A sign over a period.</summary>
    public async Task<AnomalyTable> ReadAsync(Anomaly sign, Period period, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        await using var stop = await db.StopWithAsync(cancellationToken);
        var all = await CountAsync(Base(db, sign, period), cancellationToken);
        var hits = Hits(db, sign, period) is { } query
            ? await CountAsync(query, cancellationToken)
            : (await EnteredAsync(db, sign, period, null, cancellationToken)).GroupBy(row => row.CommunityId)
                .ToDictionary(group => group.Key, group => group.Count());
        return new(sign,
            [.. all.OrderBy(row => row.Key).Select(row => new AnomalyCount(row.Key, hits.GetValueOrDefault(row.Key), row.Value))]);
    }

    /// <summary>A page of exactly the petitions that a count speaks of, the last first.</summary>
    /// <param name="communityId">The community; null for the street.</param>
    public async Task<LedgerPage> ReadRowsAsync(Anomaly sign, Period period, int? communityId, LedgerRequest request,
        CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        await using var stop = await db.StopWithAsync(cancellationToken);
        await using var transaction = await db.BeginReadAsync(cancellationToken);
        if (Hits(db, sign, period) is { } query)
        {
            if (communityId is { } one) query = query.Where(petition => petition.CommunityId == one);
            return new(PetitionRecords.Kind.Ledger,
                await LedgerQuery.PageAsync(query, PetitionRecords.Kind.Ledger, request, null, cancellationToken),
                await query.LongCountAsync(cancellationToken), null, default);
        }

        var found = await EnteredAsync(db, sign, period, communityId, cancellationToken);
        var size = Math.Clamp(request.PageSize, 1, LedgerRequest.MostRows);
        var ids = found.Select(row => row.Id).OrderDescending().Skip((Math.Max(request.Page, 1) - 1) * size).Take(size).ToList();
        var rows = db.Petitions.AsNoTracking().Where(petition => ids.Contains(petition.Id));
        return new(PetitionRecords.Kind.Ledger,
            await LedgerQuery.PageAsync(rows, PetitionRecords.Kind.Ledger, request with { Page = 1 }, null, cancellationToken), found.Count,
            null, default);
    }

    /// <summary>All of them, in the caller's transaction.</summary>
    public async Task<LedgerRows> StreamRowsAsync(DashboardDbContext db, Anomaly sign, Period period, int? communityId,
        CancellationToken cancellationToken)
    {
        if (Hits(db, sign, period) is { } query)
        {
            if (communityId is { } one) query = query.Where(petition => petition.CommunityId == one);
            return new(PetitionRecords.Kind.Ledger, await query.LongCountAsync(cancellationToken),
                LedgerQuery.Project(query.OrderByDescending(petition => petition.Id), PetitionRecords.Kind.Ledger, null)
                .AsAsyncEnumerable());
        }

        var found = await EnteredAsync(db, sign, period, communityId, cancellationToken);
        return new(PetitionRecords.Kind.Ledger, found.Count, RowsAsync(found.Select(row => row.Id).OrderDescending()));

        async IAsyncEnumerable<LedgerRow> RowsAsync(IEnumerable<long> ids)
        {
            foreach (var some in ids.Chunk(LedgerRequest.MostRows))
            {
                foreach (var row in await LedgerQuery.PageAsync(db.Petitions.AsNoTracking()
                    .Where(petition => some.Contains(petition.Id)), PetitionRecords.Kind.Ledger, new(PageSize: LedgerRequest.MostRows),
                    null, cancellationToken)) yield return row;
            }
        }
    }

    private static IQueryable<Petition> Kept(DashboardDbContext db) =>
        db.Petitions.AsNoTracking().Where(petition => petition.ArchivedAt == null);

    private static Task<Dictionary<int, int>> CountAsync(IQueryable<Petition> petitions, CancellationToken cancellationToken) =>
        petitions.GroupBy(petition => petition.CommunityId).Select(group => new { group.Key, Count = group.Count() })
            .ToDictionaryAsync(row => row.Key, row => row.Count, cancellationToken);

    /// <summary>The petitions that could show the sign.</summary>
    private IQueryable<Petition> Base(DashboardDbContext db, Anomaly sign, Period period)
    {
        var (from, to) = Ripe(sign, period);
        return sign == Anomaly.Backdated
            ? Kept(db).Where(petition => petition.ReceivedOn >= from && petition.ReceivedOn <= to)
            : Of(db, Closings(db, sign, period));
    }

    /// <summary>
    /// The closings that could show the sign, of every round: what was pressed to look good stays so when the petition comes back.
    /// </summary>
    private IQueryable<PetitionRound> Closings(DashboardDbContext db, Anomaly sign, Period period)
    {
        var (from, to) = Ripe(sign, period);
        var closings = db.PetitionRounds.AsNoTracking()
            .Where(round => round.ArchivedAt == null && round.ClosedOn >= from && round.ClosedOn <= to);
        return sign == Anomaly.Reopened ? closings.Where(round => round.Number == 1) : closings;
    }

    /// <summary>
    /// The days of a period whose cases have had all the time in which the sign may show. What was closed a few days ago has its call-back
    /// before it, may be reopened yet, or be entered later still: counted, it would make the share of those who closed much lately look
    /// better than it is, or worse.
    /// </summary>
    private (DateOnly From, DateOnly To) Ripe(Anomaly sign, Period period)
    {
        var ripe = clock.Today.AddDays(-Settings.DaysOf(sign));
        return (period.From, ripe < period.To ? ripe : period.To);
    }

    private static IQueryable<Petition> Of(DashboardDbContext db, IQueryable<PetitionRound> rounds)
    {
        var ids = rounds.Select(round => round.PetitionId);
        return Kept(db).Where(petition => ids.Contains(petition.Id));
    }

    /// <summary>The petitions that show it; null when instants decide, which are read and looked at one by one.</summary>
    private IQueryable<Petition>? Hits(DashboardDbContext db, Anomaly sign, Period period)
    {
        var days = Settings.ReopenedWithinDays;
        var closings = Closings(db, sign, period);
        return sign switch
        {
            Anomaly.NoCallBack => Of(db, closings.Where(round => round.CallBackOn == null)),
            Anomaly.LastDay => Of(db, closings.Where(round => round.ClosedOn == round.DueOn)),
            Anomaly.Reopened => Of(db, closings.Where(round => round.ReopenedOn <= round.ClosedOn!.Value.AddDays(days))),
            _ => null,
        };
    }

    private async Task<IReadOnlyList<Entry>> EnteredAsync(DashboardDbContext db, Anomaly sign, Period period, int? communityId,
        CancellationToken cancellationToken)
    {
        var entries = sign == Anomaly.LastHours
            ? Closings(db, sign, period).Where(round => round.ClosedOn == round.DueOn)
                .SelectMany(round => round.Petition!.Steps.Where(step => step.Kind == PetitionStepKind.Closed
                    && step.HappenedOn == round.ClosedOn), (round, step) => new Entry
                    {
                        Id = round.PetitionId,
                        CommunityId = round.CommunityId,
                        ReceivedOn = round.ReceivedOn,
                        DueOn = round.DueOn,
                        At = step.At,
                        By = step.By,
                    })
            : Base(db, sign, period)
                .SelectMany(petition => petition.Steps.Where(step => step.Kind == PetitionStepKind.Collected), (petition, step) => new Entry
                {
                    Id = petition.Id,
                    CommunityId = petition.CommunityId,
                    ReceivedOn = petition.ReceivedOn,
                    DueOn = petition.DueOn,
                    At = step.At,
                    By = step.By,
                });
        // All but a few are left out by the store; a day is spared because it tells days of UTC.
        var days = Settings.BackdatedDays - 1;
        if (sign == Anomaly.Backdated) entries = entries.Where(entry => DateOnly.FromDateTime(entry.At) >= entry.ReceivedOn.AddDays(days));
        var found = new List<Entry>();
        await foreach (var entry in entries.AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            if (sign == Anomaly.LastHours
                ? IsLate(entry)
                : clock.DayOf(entry.At).DayNumber - entry.ReceivedOn.DayNumber >= Settings.BackdatedDays) found.Add(entry);
        }

        // One petition has several closings when it was reopened; the batch is counted before the community is chosen.
        var once = found.DistinctBy(entry => entry.Id);
        if (sign == Anomaly.Backdated)
            once = once.GroupBy(entry => (entry.By, clock.DayOf(entry.At))).Where(batch => batch.Count() >= Settings.BatchSize)
            .SelectMany(batch => batch);
        return [.. once.Where(entry => communityId is null || entry.CommunityId == communityId)];
    }

    private bool IsLate(Entry entry)
    {
        var local = clock.ToOffice(entry.At);
        return DateOnly.FromDateTime(local) == entry.DueOn && local.Hour >= Settings.LateHour;
    }

    private sealed class Entry
    {
        public long Id { get; init; }

        public int CommunityId { get; init; }

        public DateOnly ReceivedOn { get; init; }

        public DateOnly DueOn { get; init; }

        public DateTime At { get; init; }

        public string By { get; init; } = "";
    }
}
