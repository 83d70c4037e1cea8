using Concentric.Calendar;
using Concentric.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Concentric.Hazards;

/// <summary>
/// The due days of open hazards. One is taken for counted when it is the working days of the hazard's severity from finding, or from
/// the last time it was found again, on; any other was set by somebody. A rectification that was sent back leaves the due day.
/// </summary>
public sealed class HazardDueDays(IOptionsMonitor<HazardSettings> settings) : IDueDayFollower
{
    public string Kind => RecordKinds.NameOf<Hazard>();

    public async Task<IReadOnlyList<DueDayMove>> FindAsync(DashboardDbContext db, DueDayRule rule, CancellationToken cancellationToken)
    {
        var (found, limits) = (new List<DueDayMove>(), settings.CurrentValue);
        await foreach (var open in Open(db, rule.FirstChanged).AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            var from = open.FoundAgainOn == default ? open.FoundOn : open.FoundAgainOn;
            var becomes = rule.Of(open.DueOn, from, limits.DueWorkingDays(open.Severity));
            if (becomes != open.DueOn) found.Add(new(Kind, open.Id, open.Number, open.Title, open.CommunityId, open.DueOn, becomes));
        }

        return found;
    }

    public async Task MoveAsync(DashboardDbContext db, IReadOnlyList<DueDayMove> moves, string reason, ActorStamp by,
        CancellationToken cancellationToken)
    {
        var days = moves.ToDictionary(move => move.Id, move => move.Becomes);
        var ids = days.Keys.ToArray();
        foreach (var hazard in await db.Hazards.Where(hazard => ids.Contains(hazard.Id)).ToListAsync(cancellationToken))
            hazard.FollowCalendar(days[hazard.Id], reason, by);
    }

    private static IQueryable<OpenHazard> Open(DashboardDbContext db, DateOnly first) => db.Hazards.AsNoTracking()
        .Where(x => x.ArchivedAt == null && x.RectifiedOn == null && x.DueOn >= first)
        .Select(x => new OpenHazard
        {
            Id = x.Id,
            Number = x.Number,
            Title = x.Title,
            CommunityId = x.CommunityId,
            Severity = x.Severity,
            DueOn = x.DueOn,
            FoundOn = x.FoundOn,
            // The round that followed the last one that was verified; the default when there is none.
            FoundAgainOn = x.Rounds.Where(round => x.Rounds.Any(before =>
                before.Number == round.Number - 1 && before.VerifiedOn != null))
                .OrderByDescending(round => round.Number).Select(round => round.FoundOn).FirstOrDefault(),
        });

    private sealed class OpenHazard
    {
        public long Id { get; init; }

        public required string Number { get; init; }

        public required string Title { get; init; }

        public int CommunityId { get; init; }

        public HazardSeverity Severity { get; init; }

        public DateOnly DueOn { get; init; }

        public DateOnly FoundOn { get; init; }

        public DateOnly FoundAgainOn { get; init; }
    }
}
