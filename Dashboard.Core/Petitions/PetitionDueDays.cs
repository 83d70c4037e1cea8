using Concentric.Calendar;
using Concentric.Data;
using Concentric.Ledgers;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Petitions;

/// <summary>
/// The due days of open petitions. One is taken for counted when it is the working days of the petition's category from receipt, or
/// from the last reopening, on; any other was set by somebody.
/// </summary>
public sealed class PetitionDueDays : IDueDayFollower
{
    public string Kind => RecordKinds.NameOf<Petition>();

    public async Task<IReadOnlyList<DueDayMove>> FindAsync(DashboardDbContext db, DueDayRule rule, CancellationToken cancellationToken)
    {
        var terms = await db.PetitionCategories.AsNoTracking()
            .ToDictionaryAsync(category => category.Key, category => category.DueWorkingDays, cancellationToken);
        var found = new List<DueDayMove>();
        await foreach (var open in Open(db, rule.FirstChanged).AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            int? term = terms.TryGetValue(open.Category, out var days) ? days : null;
            var becomes = rule.Of(open.DueOn, open.TakenUpOn == default ? open.ReceivedOn : open.TakenUpOn, term);
            if (becomes != open.DueOn) found.Add(new(Kind, open.Id, open.Number, open.Title, open.CommunityId, open.DueOn, becomes));
        }

        return found;
    }

    public async Task MoveAsync(DashboardDbContext db, IReadOnlyList<DueDayMove> moves, string reason, ActorStamp by,
        CancellationToken cancellationToken)
    {
        var days = moves.ToDictionary(move => move.Id, move => move.Becomes);
        var ids = days.Keys.ToArray();
        foreach (var petition in await db.Petitions.Where(petition => ids.Contains(petition.Id)).ToListAsync(cancellationToken))
            petition.FollowCalendar(days[petition.Id], reason, by);
    }

    private static IQueryable<OpenPetition> Open(DashboardDbContext db, DateOnly first) => db.Petitions.AsNoTracking()
        .Where(x => x.ArchivedAt == null && x.ClosedOn == null && x.DueOn >= first)
        .Select(x => new OpenPetition
        {
            Id = x.Id,
            Number = x.Number,
            Title = x.Title,
            CommunityId = x.CommunityId,
            Category = x.Category,
            DueOn = x.DueOn,
            ReceivedOn = x.ReceivedOn,
            TakenUpOn = x.Rounds.OrderByDescending(round => round.Number).Select(round => round.ReceivedOn).FirstOrDefault(),
        });

    private sealed class OpenPetition
    {
        public long Id { get; init; }

        public required string Number { get; init; }

        public required string Title { get; init; }

        public int CommunityId { get; init; }

        public required string Category { get; init; }

        public DateOnly DueOn { get; init; }

        public DateOnly ReceivedOn { get; init; }

        public DateOnly TakenUpOn { get; init; }
    }
}
