using Concentric.Data;
using Concentric.People;
using Concentric.Rules;
using Concentric.Time;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Communities;

/// <summary>
/// Begins, corrects and ends postings, and exchanges secretaries. A community has at most one secretary on any day. Every method
/// refuses by <see cref="RefusedException"/>, answers <see cref="RecordNotFoundException"/> for what the caller may not change,
/// and <see cref="EditedMeanwhileException"/> when somebody else was faster.
/// </summary>
public sealed class PostingCommands(RecordWriter writer, IDbContextFactory<DashboardDbContext> factory, OfficeClock clock)
{
    public Task<Saved> BeginAsync(CurrentUser caller, BeginPosting input, CancellationToken cancellationToken) =>
        writer.AddAsync(caller, input.RequestId, async (db, by) =>
        {
            var check = new ValidationContext();
            await check.CheckKeptByAsync(db, caller, input.CommunityId, cancellationToken);
            await check.CheckAllAsync(
                nameof(Posting.WorkerId), [input.WorkerId], db.Workers.ReadableBy(caller).Where(worker => worker.ArchivedAt == null).Select(worker => worker.Id), cancellationToken);
            var held = await HoldAsync(db, input.CommunityId, input.Details.Position, cancellationToken);
            await CheckSecretaryAsync(db, input.CommunityId, input.Details.Position, input.Details.StartsOn, input.Details.EndsOn, [], check, nameof(Posting.StartsOn), cancellationToken);
            var posting = new Posting { CommunityId = input.CommunityId, WorkerId = input.WorkerId };
            posting.Correct(input.Details, by, check);
            CountUp(held);
            return posting;
        }, cancellationToken);

    public Task<Saved> CorrectAsync(CurrentUser caller, CorrectPosting input, CancellationToken cancellationToken) =>
        writer.ChangeAsync<Posting>(caller, input, async (db, posting, by) =>
        {
            var check = new ValidationContext();
            var held = await HoldAsync(db, posting.CommunityId, input.Details.Position, cancellationToken);
            await CheckSecretaryAsync(db, posting.CommunityId, input.Details.Position, input.Details.StartsOn, input.Details.EndsOn, [posting.Id], check, nameof(Posting.StartsOn), cancellationToken);
            posting.Correct(input.Details, by, check);
            if (db.ChangeTracker.HasChanges()) CountUp(held);
        }, cancellationToken);

    public Task<Saved> ArchiveAsync(CurrentUser caller, ArchiveRecord input, CancellationToken cancellationToken) => writer.ArchiveAsync<Posting>(caller, input, cancellationToken);

    /// <summary>Takes an archived posting back, unless the community has had another secretary since.</summary>
    public Task<Saved> RestoreAsync(CurrentUser caller, RestoreRecord input, CancellationToken cancellationToken) =>
        writer.ChangeAsync<Posting>(caller, input, async (db, posting, _) =>
        {
            var check = new ValidationContext();
            var held = await HoldAsync(db, posting.CommunityId, posting.Position, cancellationToken);
            await CheckSecretaryAsync(db, posting.CommunityId, posting.Position, posting.StartsOn, posting.EndsOn, [posting.Id], check, nameof(Posting.StartsOn), cancellationToken);
            check.ThrowIfAny();
            posting.Restore();
            CountUp(held);
        }, cancellationToken, isArchived: true);

    /// <summary>
    /// Ends the postings of two secretaries on the day before and begins two in each other's place, marked as rotation: one
    /// transaction, for those who keep the street.
    /// </summary>
    /// <returns>The posting that begins in the first community.</returns>
    /// <exception cref="UnauthorizedAccessException">The caller does not keep the street.</exception>
    public async Task<Saved> ExchangeAsync(CurrentUser caller, ExchangeSecretaries input, CancellationToken cancellationToken)
    {
        if (!caller.MayKeepStreet) throw new UnauthorizedAccessException("Only those who keep the street exchange secretaries.");
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        db.Actor = caller;
        var check = new ValidationContext();
        check.That(input.FirstCommunityId != input.SecondCommunityId, nameof(input.SecondCommunityId), null, Rule.Repeated);
        foreach (var id in new[] { input.FirstCommunityId, input.SecondCommunityId }.Distinct()) CountUp(await HoldAsync(db, id, Position.Secretary, cancellationToken));
        var first = await FindSecretaryAsync(db, input.FirstCommunityId, input.On, cancellationToken);
        var second = await FindSecretaryAsync(db, input.SecondCommunityId, input.On, cancellationToken);
        check.That(first is not null, nameof(input.FirstCommunityId), null, Rule.NoSecretary, input.On);
        check.That(second is not null, nameof(input.SecondCommunityId), null, Rule.NoSecretary, input.On);
        foreach (var present in new[] { first, second }.OfType<Posting>())
        {
            // Whoever is to follow later would be a second secretary.
            await CheckSecretaryAsync(db, present.CommunityId, Position.Secretary, input.On, null, [present.Id], check, nameof(input.On), cancellationToken);
        }

        check.ThrowIfAny();
        var by = ActorStamp.Of(caller, clock);
        var (toFirst, toSecond) = (Swap(first!, second!, input, by), Swap(second!, first!, input, by));
        foreach (var present in new[] { first!, second! }) present.EndsOn = input.On.AddDays(-1);
        db.Postings.AddRange(toFirst, toSecond);
        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateConcurrencyException)
        {
            throw new EditedMeanwhileException(RecordKinds.NameOf<Posting>(), first!.Id, first.Version, first.Version + 1);
        }

        return new(toFirst.Id, toFirst.Version);
    }

    private static Posting Swap(Posting from, Posting comes, ExchangeSecretaries input, ActorStamp by)
    {
        var posting = new Posting { CommunityId = from.CommunityId, WorkerId = comes.WorkerId, IsRotation = true };
        posting.Correct(new(Position.Secretary, input.On, null, input.Note), by, new ValidationContext());
        return posting;
    }

    /// <summary>Who was a community's secretary on the day before and would still be on the day itself.</summary>
    private static Task<Posting?> FindSecretaryAsync(DashboardDbContext db, int communityId, DateOnly on, CancellationToken cancellationToken) =>
        db.Postings.Where(posting => posting.ArchivedAt == null && posting.CommunityId == communityId && posting.Position == Position.Secretary
                && posting.StartsOn < on && (posting.EndsOn == null || posting.EndsOn >= on.AddDays(-1)))
            .OrderByDescending(posting => posting.StartsOn).FirstOrDefaultAsync(cancellationToken);

    /// <summary>
    /// The community, before it is looked who is secretary there. Its version is counted up with the posting, so that of two who make
    /// somebody secretary at the same instant the second looks again.
    /// </summary>
    private static Task<Community?> HoldAsync(DashboardDbContext db, int communityId, Position? position, CancellationToken cancellationToken) =>
        position == Position.Secretary ? db.Communities.SingleOrDefaultAsync(community => community.Id == communityId, cancellationToken) : Task.FromResult<Community?>(null);

    private static void CountUp(Community? held)
    {
        if (held is not null) held.Version++;
    }

    /// <summary>Refuses a second secretary on any of the days, naming the other.</summary>
    private static async Task CheckSecretaryAsync(
        DashboardDbContext db, int communityId, Position? position, DateOnly from, DateOnly? to, IReadOnlyList<long> but, ValidationContext check, string field, CancellationToken cancellationToken)
    {
        if (position != Position.Secretary) return;
        var last = to ?? DateOnly.MaxValue;
        var other = await db.Postings.Where(posting => posting.ArchivedAt == null && posting.CommunityId == communityId && posting.Position == Position.Secretary
                && posting.StartsOn <= last && (posting.EndsOn == null || posting.EndsOn >= from) && !but.Contains(posting.Id))
            .OrderBy(posting => posting.StartsOn).Select(posting => new { posting.Worker!.Name, posting.StartsOn }).FirstOrDefaultAsync(cancellationToken);
        if (other is not null) check.That(false, field, from, Rule.HasSecretary, other.Name, other.StartsOn);
    }
}
