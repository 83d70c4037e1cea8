using Concentric.Data;
using Concentric.Rules;
using Concentric.Time;
using Concentric.Volunteers;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Evaluation;

/// <summary>Somebody whom the rules propose, or come close to.</summary>
/// <param name="Name">A volunteer's is masked.</param>
/// <param name="Rank">A unit's place; null for a volunteer, for persons are not ranked.</param>
/// <param name="Reached">Hundredths of a point for a unit, minutes for a volunteer.</param>
/// <param name="IsProposed">True when the rules propose it.</param>
/// <param name="Granted">The award that was granted.</param>
public sealed record AwardCandidate(long Id, string Name, int? Rank, int Reached, int Nominations, bool IsProposed, GrantedAward? Granted);

/// <summary>An award as lists show it.</summary>
public sealed record GrantedAward(long Id, int Version, string Number);

/// <summary>A nomination as lists show it.</summary>
public sealed record NominationRow(long Id, int Version, string Volunteer, string NominatedBy, string Reason);

/// <summary>Two units next to each other that the evidence does not tell apart.</summary>
/// <param name="Rank">Of the one in front.</param>
/// <param name="Behind">Share of the draws in which the second has as much or more, 0 to 1.</param>
/// <param name="IsBorder">True when the one has a place and the other has none.</param>
public sealed record LevelPair(string First, string Second, int Rank, double Behind, bool IsBorder);

/// <summary>The awards of a cycle.</summary>
/// <param name="Level">First and second, and the last with a place and the next, where they can't be told apart.</param>
public sealed record AwardsView(
    CycleInfo Cycle, AwardRules Rules, IReadOnlyList<AwardCandidate> Units, IReadOnlyList<AwardCandidate> Volunteers,
    IReadOnlyList<NominationRow> Nominations,
    IReadOnlyList<(long Id, string Name)> Offered, bool MayKeep, bool MayNominate, IReadOnlyList<LevelPair> Level);

/// <summary>What a certificate says.</summary>
/// <param name="Name">In clear, for a certificate is no use otherwise; a volunteer's leaves a line in the audit trail.</param>
public sealed record Certificate(string Number, AwardKind Kind, string Name, string NameEn, int Year, DateOnly GrantedOn);

/// <summary>Reads awards and those who may get one.</summary>
public sealed class AwardQueries(IDbContextFactory<DashboardDbContext> factory, OfficeClock clock, TimeProvider time)
{
    /// <summary>The most volunteers that are listed.</summary>
    public const int MostShown = 50;

    /// <summary>The awards of a cycle; null when there is none such.</summary>
    public async Task<AwardsView?> ReadAsync(CurrentUser caller, long id, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        if (await EvaluationQueries.FindAsync(db, id, cancellationToken) is not { } cycle) return null;
        var rules = Scheme.FromJson(cycle.PresentScheme.Content).Awards;
        var granted = await db.Awards.AsNoTracking().Where(award => award.CycleId == id && award.ArchivedAt == null)
            .Select(award => new { award.CoBuilderId, award.VolunteerId, Row = new GrantedAward(award.Id, award.Version, award.Number) })
                .ToListAsync(cancellationToken);
        var units = await db.UnitResults.AsNoTracking().Where(result => result.CycleId == id && result.Rank != null)
            .OrderBy(result => result.Rank).ThenBy(result => result.Id)
            .Select(result => new { result.CoBuilderId, result.Name, Rank = result.Rank!.Value, result.ScoreCenti })
                .ToListAsync(cancellationToken);
        var ranked = await RankAsync(db, cycle, rules, cancellationToken);
        // Who fits into the places is worked out by the hours; in what order they came is told nobody.
        var shown = ranked.Take(MostShown).OrderBy(one => one.VolunteerId).ToList();
        var ids = shown.ConvertAll(one => one.VolunteerId);
        var names = await db.Volunteers.AsNoTracking().Where(volunteer => ids.Contains(volunteer.Id))
            .ToDictionaryAsync(volunteer => volunteer.Id, volunteer => volunteer.Name, cancellationToken);
        var nominations = await db.Nominations.AsNoTracking().Where(named => named.CycleId == id && named.ArchivedAt == null)
            .OrderByDescending(named => named.Id).Take(MostShown)
            .Select(named => new NominationRow(named.Id, named.Version, named.Volunteer!.Name, named.NominatedBy, named.Reason))
                .ToListAsync(cancellationToken);
        return new(
            EvaluationQueries.Info(cycle, clock.Today < cycle.To ? clock.Today : cycle.To), rules,
            [.. units.Select(unit => new AwardCandidate(
                unit.CoBuilderId, unit.Name, unit.Rank, unit.ScoreCenti, 0, IsProposed(rules, unit.Rank, unit.ScoreCenti),
                granted.Find(award => award.CoBuilderId == unit.CoBuilderId)?.Row))],
            [.. shown.Select(one => new AwardCandidate(
                one.VolunteerId, Masking.Mask(names.GetValueOrDefault(one.VolunteerId)) ?? "", null, one.Minutes, one.Nominations,
                one.IsEligible && one.Rank <= rules.VolunteerPlaces,
                granted.Find(award => award.VolunteerId == one.VolunteerId)?.Row))],
            [.. nominations.Select(named => named with { Volunteer = Masking.Mask(named.Volunteer) ?? "" })],
            [.. shown.Select(one => (one.VolunteerId, Masking.Mask(names.GetValueOrDefault(one.VolunteerId)) ?? ""))],
            caller.MayKeepEvaluation, caller.MayEnter<Nomination>(), await LevelAsync(db, cycle, rules, cancellationToken));
    }

    /// <summary>Which units of a published result the evidence does not tell apart, where it matters for an award.</summary>
    private static async Task<IReadOnlyList<LevelPair>> LevelAsync(DashboardDbContext db, EvaluationCycle cycle, AwardRules rules,
        CancellationToken cancellationToken)
    {
        var results = await db.UnitResults.AsNoTracking().Where(result => result.CycleId == cycle.Id && result.Rank != null)
            .OrderBy(result => result.Rank).ThenBy(result => result.Id)
            .Select(result => new UnitResult
            {
                CoBuilderId = result.CoBuilderId,
                Name = result.Name,
                Content = result.Content,
                Evidence = Array.Empty<byte>(),
                Hash = ""
            }).ToListAsync(cancellationToken);
        // Some milliseconds for a dozen units, but half a second for five hundred: not on the thread that draws.
        return await Task.Run(() =>
        {
            UnitLine[] lines = [.. results.Select(result => FrozenUnit.Of(result).Line)];
            var drawn = EvidenceSensitivity.Of(Scheme.FromJson(cycle.PresentScheme.Content), lines, cycle.Seed, null, cancellationToken);
            bool HasPlace(int at) => at < lines.Length && IsProposed(rules, lines[at].Rank!.Value, (int)(lines[at].Score.Total * 100));
            return (IReadOnlyList<LevelPair>)[.. Enumerable.Range(0, Math.Max(0, lines.Length - 1))
                .Where(at => (at == 0 || HasPlace(at) != HasPlace(at + 1)) && drawn.IsLevelWithNext(at))
                .Select(at => new LevelPair(lines[at].Unit.Name, lines[at + 1].Unit.Name, lines[at].Rank!.Value, drawn.Behind[at],
                    HasPlace(at) && !HasPlace(at + 1)))];
        }, cancellationToken);
    }

    /// <summary>True when there is such a certificate for the caller; shows nothing of it.</summary>
    public async Task<bool> HasCertificateAsync(CurrentUser caller, long awardId, CancellationToken cancellationToken)
    {
        if (!caller.MayKeepEvaluation) return false;
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        return await db.Awards.AnyAsync(found => found.Id == awardId && found.ArchivedAt == null, cancellationToken);
    }

    /// <summary>
    /// What a certificate says; null when there is none for the caller. Whose it is may be read by those who keep the evaluation.
    /// </summary>
    public async Task<Certificate?> CertificateAsync(CurrentUser caller, long awardId, CancellationToken cancellationToken)
    {
        if (!caller.MayKeepEvaluation) return null;
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var award = await db.Awards.AsNoTracking().Where(found => found.Id == awardId && found.ArchivedAt == null)
            .Select(found => new
            {
                found.Number,
                found.Kind,
                found.Cycle!.Year,
                found.GrantedOn,
                found.VolunteerId,
                Volunteer = found.Volunteer!.Name,
                found.CoBuilder!.NameEn,
                Unit = db.Set<UnitResult>().Where(result => result.CycleId == found.CycleId && result.CoBuilderId == found.CoBuilderId)
                    .Select(result => result.Name).FirstOrDefault(),
            }).SingleOrDefaultAsync(cancellationToken);
        if (award is null) return null;
        if (award.Kind == AwardKind.Unit) return new(award.Number, award.Kind, award.Unit ?? "", award.NameEn, award.Year, award.GrantedOn);
        db.AddLine(time.GetUtcNow().UtcDateTime, caller, RecordKinds.NameOf<Award>(), awardId, "Revealed");
        await db.SaveChangesAsync(cancellationToken);
        return new(award.Number, award.Kind, award.Volunteer, award.Volunteer, award.Year, award.GrantedOn);
    }

    internal static async Task<(int Rank, int Reached)> UnitAsync(DashboardDbContext db, long cycleId, long unitId, AwardRules rules,
        ValidationContext check, CancellationToken cancellationToken)
    {
        var result = await db.UnitResults.AsNoTracking().Where(found => found.CycleId == cycleId && found.CoBuilderId == unitId)
            .Select(found => new { found.Rank, found.ScoreCenti }).SingleOrDefaultAsync(cancellationToken);
        check.That(result is { Rank: { } rank } && IsProposed(rules, rank, result.ScoreCenti), nameof(Award.CoBuilderId), null,
            Rule.NotEligible, rules.UnitThreshold);
        return (result?.Rank ?? 0, result?.ScoreCenti ?? 0);
    }

    internal static async Task<int> VolunteerAsync(DashboardDbContext db, EvaluationCycle cycle, long volunteerId,
        AwardRules rules, ValidationContext check, CancellationToken cancellationToken)
    {
        var one = (await RankAsync(db, cycle, rules, cancellationToken)).FirstOrDefault(found => found.VolunteerId == volunteerId);
        check.That(one is { IsEligible: true } && one.Rank <= rules.VolunteerPlaces, nameof(Award.VolunteerId), null, Rule.NotEligible,
            rules.VolunteerLeastHours);
        return one?.Minutes ?? 0;
    }

    private static bool IsProposed(AwardRules rules, int rank, int centi) => rank <= rules.UnitPlaces && centi >= rules.UnitThreshold * 100;

    private static async Task<IReadOnlyList<VolunteerStanding>> RankAsync(DashboardDbContext db, EvaluationCycle cycle, AwardRules rules,
        CancellationToken cancellationToken)
    {
        var (from, to) = (cycle.From, cycle.To);
        var times = await db.VolunteerTimes.AsNoTracking()
            .Where(time => time.ArchivedAt == null && time.VerifiedOn != null && time.ServedOn >= from && time.ServedOn <= to)
            .Select(time => new { time.VolunteerId, time.ServedOn, time.ActivityId, time.Minutes }).ToListAsync(cancellationToken);
        var named = await db.Nominations.AsNoTracking().Where(one => one.CycleId == cycle.Id && one.ArchivedAt == null)
            .GroupBy(one => one.VolunteerId)
            .Select(group => new { group.Key, Count = group.Count() })
                .ToDictionaryAsync(group => group.Key, group => group.Count, cancellationToken);
        return VolunteerHours.Rank(rules,
            times.Select(time => new ServedTime(time.VolunteerId, time.ServedOn, time.ActivityId, time.Minutes)), named);
    }
}
