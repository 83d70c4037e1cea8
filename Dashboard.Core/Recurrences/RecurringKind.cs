using System.Linq.Expressions;
using Concentric.Data;
using Concentric.Hazards;
using Concentric.Petitions;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Recurrences;

/// <summary>A kind of record whose rounds are followed up: what was resolved may come back.</summary>
/// <param name="Name">Of <see cref="RecordKinds"/>.</param>
/// <param name="Rows">The rounds that are kept at a place.</param>
/// <param name="Write">Writes what one of them is to say; returns how many rows it wrote.</param>
/// <param name="Unkeyed">Places of records whose rounds were entered before places were told apart.</param>
/// <param name="Fill">Gives the rounds at such a place its key and the day by which they are proved.</param>
internal sealed record RecurringKind(string Name, Func<DashboardDbContext, IQueryable<PlacedRound>> Rows,
    Func<DashboardDbContext, long, DateOnly?, long?, CancellationToken, Task<int>> Write,
    Func<DashboardDbContext, IQueryable<string>> Unkeyed, Func<DashboardDbContext, string, string, CancellationToken, Task<int>> Fill)
{
    public static IReadOnlyList<RecurringKind> All { get; } =
    [
        Of(db => db.PetitionRounds, RecordKinds.NameOf<Petition>(), x => new PlacedRound
        {
            Id = x.Id,
            RecordId = x.PetitionId,
            Number = x.Number,
            PlaceKey = x.PlaceKey!,
            CommunityId = x.CommunityId,
            Category = x.Petition!.Category,
            BeganOn = x.ReceivedOn,
            ProofDueOn = x.ProofDueOn,
            ReopenedOn = x.ReopenedOn,
            CameBackOn = x.CameBackOn,
            CameBackAsId = x.CameBackAsId,
        }, x => x.Petition!.Place, x => x.Outcome == PetitionOutcome.Resolved ? x.ClosedOn : null),
        Of(db => db.HazardRounds, RecordKinds.NameOf<Hazard>(), x => new PlacedRound
        {
            Id = x.Id,
            RecordId = x.HazardId,
            Number = x.Number,
            PlaceKey = x.PlaceKey!,
            CommunityId = x.CommunityId,
            Category = x.Hazard!.Category,
            BeganOn = x.FoundOn,
            ProofDueOn = x.ProofDueOn,
            ReopenedOn = x.ReopenedOn,
            CameBackOn = x.CameBackOn,
            CameBackAsId = x.CameBackAsId,
        }, x => x.Hazard!.Place, x => x.RectifiedOn),
    ];

    /// <param name="place">Of the round's record.</param>
    /// <param name="fixedOn">Day on which the round was resolved.</param>
    private static RecurringKind Of<TRound>(Func<DashboardDbContext, DbSet<TRound>> set, string name,
        Expression<Func<TRound, PlacedRound>> placed, Expression<Func<TRound, string?>> place, Expression<Func<TRound, DateOnly?>> fixedOn)
        where TRound : RecordRound
    {
        Expression<Func<DateOnly?, DateOnly?>> proof = day => day == null ? null : day.Value.AddDays(RecordRound.ProofDays);
        var proofDueOn = Expression.Lambda<Func<TRound, DateOnly?>>(proof.With(fixedOn.Body), fixedOn.Parameters);
        return new(name, db => set(db).AsNoTracking().Where(x => x.ArchivedAt == null && x.PlaceKey != null).Select(placed),
            (db, id, on, asId, cancellationToken) => set(db).Where(x => x.Id == id && x.ProofDueOn != null).ExecuteUpdateAsync(
                row => row.SetProperty(x => x.CameBackOn, on).SetProperty(x => x.CameBackAsId, asId), cancellationToken),
            db => set(db).Where(x => x.PlaceKey == null).Select(place).Where(text => text != null).Select(text => text!),
            (db, text, key, cancellationToken) =>
            {
                Expression<Func<string?, bool>> isThere = other => other == text;
                return set(db).Where(x => x.PlaceKey == null)
                    .Where(Expression.Lambda<Func<TRound, bool>>(isThere.With(place.Body), place.Parameters))
                    .ExecuteUpdateAsync(row => row.SetProperty(x => x.PlaceKey, key).SetProperty(x => x.ProofDueOn, proofDueOn),
                        cancellationToken);
            });
    }
}
