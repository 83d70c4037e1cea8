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
/// <param name="Placed">What the keys of all rounds and their days of proof follow from, archived ones too.</param>
/// <param name="Keep">Gives rounds a key and a day by which they are proved.</param>
internal sealed record RecurringKind(string Name, Func<DashboardDbContext, IQueryable<PlacedRound>> Rows,
    Func<DashboardDbContext, long, DateOnly?, long?, CancellationToken, Task<int>> Write,
    Func<DashboardDbContext, IQueryable<RoundPlace>> Placed,
    Func<DashboardDbContext, long[], string?, DateOnly?, CancellationToken, Task<int>> Keep)
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
        }, x => new RoundPlace
        {
            Id = x.Id,
            RecordId = x.PetitionId,
            Place = x.Petition!.Place,
            FixedOn = x.Outcome == PetitionOutcome.Resolved ? x.ClosedOn : null,
            Key = x.PlaceKey,
            ProofDueOn = x.ProofDueOn,
        }),
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
        }, x => new RoundPlace
        {
            Id = x.Id,
            RecordId = x.HazardId,
            Place = x.Hazard!.Place,
            FixedOn = x.RectifiedOn,
            Key = x.PlaceKey,
            ProofDueOn = x.ProofDueOn,
        }),
    ];

    private static RecurringKind Of<TRound>(Func<DashboardDbContext, DbSet<TRound>> set, string name,
        Expression<Func<TRound, PlacedRound>> placed, Expression<Func<TRound, RoundPlace>> place)
        where TRound : RecordRound =>
        new(name, db => set(db).AsNoTracking().Where(x => x.ArchivedAt == null && x.PlaceKey != null).Select(placed),
            (db, id, on, asId, cancellationToken) => set(db).Where(x => x.Id == id && x.ProofDueOn != null).ExecuteUpdateAsync(
                row => row.SetProperty(x => x.CameBackOn, on).SetProperty(x => x.CameBackAsId, asId), cancellationToken),
            db => set(db).AsNoTracking().Select(place),
            (db, ids, key, proofDueOn, cancellationToken) => set(db).Where(x => ids.Contains(x.Id)).ExecuteUpdateAsync(
                row => row.SetProperty(x => x.PlaceKey, key).SetProperty(x => x.ProofDueOn, proofDueOn)
                    .SetProperty(x => x.CameBackOn, x => proofDueOn == null ? null : x.CameBackOn)
                    .SetProperty(x => x.CameBackAsId, x => proofDueOn == null ? null : x.CameBackAsId), cancellationToken));
}

/// <summary>What the key of a round and its day of proof follow from, and what they are.</summary>
internal sealed record RoundPlace
{
    public required long Id { get; init; }

    public required long RecordId { get; init; }

    /// <summary>As it is kept in the record.</summary>
    public required string? Place { get; init; }

    /// <summary>Day on which the round was resolved; null when it was not.</summary>
    public required DateOnly? FixedOn { get; init; }

    public required string? Key { get; init; }

    public required DateOnly? ProofDueOn { get; init; }
}
