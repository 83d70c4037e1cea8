using Concentric.Data;
using Concentric.Rules;
using Concentric.Volunteers;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Evaluation;

/// <summary>Grants awards to those who reached them.</summary>
/// <param name="Id">The co-builder or volunteer.</param>
public sealed record GrantAward(long CycleId, AwardKind Kind, long Id, Guid? RequestId = null);

/// <summary>Proposes a volunteer.</summary>
public sealed record Nominate(long CycleId, long VolunteerId, string? NominatedBy, string? Reason, Guid? RequestId = null);

/// <summary>Takes nominations and grants awards once the result is published. Refuses by <see cref="RefusedException"/>.</summary>
public sealed class AwardCommands(RecordWriter writer, RecordNumbers numbers)
{
    /// <exception cref="UnauthorizedAccessException">The caller may not nominate.</exception>
    public async Task<Saved> NominateAsync(CurrentUser caller, Nominate input, CancellationToken cancellationToken)
    {
        if (!caller.MayEnter<Nomination>()) throw new UnauthorizedAccessException("The caller may not nominate.");
        try
        {
            return await writer.AddAsync(caller, input.RequestId, async (db, by) =>
            {
                var check = new ValidationContext();
                await FindAsync(db, input.CycleId, check, cancellationToken);
                check.That(
                    await db.Volunteers.AnyAsync(volunteer =>
                        volunteer.Id == input.VolunteerId && volunteer.ArchivedAt == null, cancellationToken),
                    nameof(Nomination.VolunteerId), null, input.VolunteerId == 0 ? Rule.Required : Rule.Unknown);
                var from = check.RequiredLine(nameof(Nomination.NominatedBy), input.NominatedBy, TextLimits.Name);
                var reason = check.RequiredLines(nameof(Nomination.Reason), input.Reason, TextLimits.Note);
                check.ThrowIfAny();
                return new Nomination { CycleId = input.CycleId, VolunteerId = input.VolunteerId, NominatedBy = from, Reason = reason };
            }, cancellationToken);
        }
        catch (DbUpdateException failure) when (failure.IsDuplicate())
        {
            throw new RefusedException([new(nameof(Nomination.NominatedBy), input.NominatedBy, Rule.Repeated, [])]);
        }
    }

    /// <summary>Grants an award to a unit or volunteer that the rules propose.</summary>
    /// <exception cref="UnauthorizedAccessException">The caller does not keep the evaluation.</exception>
    public Task<Saved> GrantAsync(CurrentUser caller, GrantAward input, CancellationToken cancellationToken)
    {
        if (!caller.MayKeepEvaluation) throw new UnauthorizedAccessException("The caller may not grant awards.");
        return writer.AddAsync(caller, input.RequestId, async (db, by) =>
        {
            var check = new ValidationContext();
            check.Defined(nameof(input.Kind), input.Kind);
            var cycle = await FindAsync(db, input.CycleId, check, cancellationToken);
            check.That(cycle.Stage == CycleStage.Published, nameof(cycle.Stage), null, Rule.WrongStage, cycle.Stage);
            var (unit, volunteer) = (input.Kind == AwardKind.Unit ? input.Id : (long?)null,
                input.Kind == AwardKind.Volunteer ? input.Id : (long?)null);
            var granted = await db.Awards.Where(award =>
                award.CycleId == input.CycleId && award.ArchivedAt == null && award.CoBuilderId == unit && award.VolunteerId == volunteer)
                .Select(award => award.Number).FirstOrDefaultAsync(cancellationToken);
            check.That(granted is null, nameof(Award.Number), granted, Rule.Registered, granted ?? "");
            var rules = Scheme.FromJson(cycle.PresentScheme.Content).Awards;
            var (rank, reached) = input.Kind == AwardKind.Unit
                ? await AwardQueries.UnitAsync(db, cycle.Id, input.Id, rules, check, cancellationToken)
                : (0, await AwardQueries.VolunteerAsync(db, cycle, input.Id, rules, check, cancellationToken));
            check.ThrowIfAny();
            return new Award
            {
                CycleId = cycle.Id,
                Kind = input.Kind,
                Number = await numbers.NextAsync(NumberPrefixes.Award, cycle.Year, cancellationToken),
                CoBuilderId = unit,
                VolunteerId = volunteer,
                Rank = rank,
                Reached = reached,
                GrantedOn = by.Today,
            };
        }, cancellationToken);
    }

    /// <summary>Takes an award back, with a reason; its number is not given again.</summary>
    public Task<Saved> RevokeAsync(CurrentUser caller, ArchiveRecord input, CancellationToken cancellationToken) =>
        writer.ArchiveAsync<Award>(caller, input, cancellationToken);

    /// <summary>Takes a nomination back, with a reason.</summary>
    public Task<Saved> WithdrawAsync(CurrentUser caller, ArchiveRecord input, CancellationToken cancellationToken) =>
        writer.ArchiveAsync<Nomination>(caller, input, cancellationToken);

    private static async Task<EvaluationCycle> FindAsync(DashboardDbContext db, long id, ValidationContext check,
        CancellationToken cancellationToken)
    {
        var cycle = await db.EvaluationCycles.AsNoTracking().Include(found => found.Schemes)
            .SingleOrDefaultAsync(found => found.Id == id && found.ArchivedAt == null, cancellationToken);
        if (!check.That(cycle is not null, nameof(Award.CycleId), id, Rule.Unknown)) check.ThrowIfAny();
        return cycle!;
    }
}
