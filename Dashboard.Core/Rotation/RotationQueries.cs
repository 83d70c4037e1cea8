using Concentric.Communities;
using Concentric.Data;
using Concentric.Hazards;
using Concentric.Petitions;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Rotation;

/// <summary>
/// Reads exchanges of secretaries and what the new ones found. Communities are held against each other, so only those who see the
/// whole street may ask: others get <see cref="UnauthorizedAccessException"/>.
/// </summary>
public sealed class RotationQueries(IDbContextFactory<DashboardDbContext> factory)
{
    /// <summary>Days up to which a case is a recent one.</summary>
    public const int RecentDays = 30;

    /// <summary>Days past which a case is an old one.</summary>
    public const int OldDays = 90;

    /// <summary>Every exchange, the latest first; those of one day are one.</summary>
    public async Task<IReadOnlyList<Exchange>> ExchangesAsync(CurrentUser caller, CancellationToken cancellationToken)
    {
        Check(caller);
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var secretaries = await SecretaryPostings.All(db).OrderBy(posting => posting.StartsOn)
            .Select(posting => new
            {
                posting.Id,
                posting.CommunityId,
                posting.WorkerId,
                posting.Worker!.Name,
                posting.StartsOn,
                posting.IsRotation
            }).ToListAsync(cancellationToken);
        var primary = await db.PrimaryMetrics.AsNoTracking().ToDictionaryAsync(one => one.ExchangeOn, cancellationToken);
        return
        [
            .. secretaries.Where(posting => posting.IsRotation).GroupBy(posting => posting.StartsOn).OrderByDescending(day => day.Key)
                .Select(day => new Exchange(
                day.Key,
                [
                    .. day.OrderBy(posting => posting.CommunityId).Select(posting => new NewSecretary(
                        posting.CommunityId, posting.Id, posting.WorkerId, posting.Name,
                        secretaries.LastOrDefault(other => other.CommunityId == posting.CommunityId && other.StartsOn < day.Key)?.Name,
                        secretaries.LastOrDefault(other => other.WorkerId == posting.WorkerId && other.StartsOn < day.Key)?.CommunityId)),
                ])
                { Primary = primary.GetValueOrDefault(day.Key) }),
        ];
    }

    /// <summary>Every day on which a community got another secretary.</summary>
    public async Task<IReadOnlyList<SecretaryChange>> ChangesAsync(CurrentUser caller, CancellationToken cancellationToken)
    {
        Check(caller);
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        return await SecretaryPostings.Changes(db)
            .Select(posting => new SecretaryChange(posting.CommunityId, posting.StartsOn)).ToListAsync(cancellationToken);
    }

    /// <summary>What the new secretaries found, by opening date: petitions and hazards of their communities.</summary>
    public async Task<IReadOnlyList<Backlog>> BacklogAsync(CurrentUser caller, Exchange exchange, CancellationToken cancellationToken)
    {
        Check(caller);
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        // By rounds: what was open on the day, whether or not it was closed and has come back since.
        var petitions = db.PetitionRounds.Where(x => x.ArchivedAt == null)
            .Select(x =>
                new Case { CommunityId = x.CommunityId, OpenedOn = x.ReceivedOn, OverdueFrom = x.DueOn.AddDays(1), ClosedOn = x.ClosedOn });
        var hazards = db.HazardRounds.Where(x => x.ArchivedAt == null)
            .Select(x =>
                new Case { CommunityId = x.CommunityId, OpenedOn = x.FoundOn, OverdueFrom = x.OverdueFrom, ClosedOn = x.RectifiedOn });
        return
        [
            .. await BacklogAsync(petitions, RecordKinds.NameOf<Petition>(), exchange, cancellationToken),
            .. await BacklogAsync(hazards, RecordKinds.NameOf<Hazard>(), exchange, cancellationToken),
        ];
    }

    private static async Task<IEnumerable<Backlog>> BacklogAsync(IQueryable<Case> cases, string kind, Exchange exchange,
        CancellationToken cancellationToken)
    {
        var (on, recent, old) = (exchange.On, exchange.On.AddDays(-RecentDays), exchange.On.AddDays(-OldDays));
        var ids = exchange.CommunityIds;
        var found = await cases.Where(x => ids.Contains(x.CommunityId) && x.OpenedOn < on && (x.ClosedOn == null || x.ClosedOn >= on))
            .GroupBy(x => x.CommunityId)
            .Select(x => new
            {
                CommunityId = x.Key,
                Total = x.Count(),
                Recent = x.Count(y => y.OpenedOn >= recent),
                Oldest = x.Count(y => y.OpenedOn < old),
                Overdue = x.Count(y => y.OverdueFrom <= on),
                ClosedSince = x.Count(y => y.ClosedOn != null),
            }).ToListAsync(cancellationToken);
        return ids.Select(id => found.Find(x => x.CommunityId == id) is { } x
            ? new Backlog(id, kind, x.Recent, x.Total - x.Recent - x.Oldest, x.Oldest, x.Overdue, x.ClosedSince)
            : new Backlog(id, kind, 0, 0, 0, 0, 0));
    }

    private static void Check(CurrentUser caller)
    {
        if (caller.CommunityIds is not null)
            throw new UnauthorizedAccessException("Only those who see the whole street hold communities against each other.");
    }

    /// <summary>What petitions and hazards have in common here.</summary>
    private sealed class Case
    {
        public int CommunityId { get; init; }

        public DateOnly OpenedOn { get; init; }

        public DateOnly OverdueFrom { get; init; }

        public DateOnly? ClosedOn { get; init; }
    }
}
