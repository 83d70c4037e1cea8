using Concentric.Data;
using Concentric.Kinds;
using Concentric.Rules;
using Concentric.Time;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Communities;

/// <summary>
/// Exchanges secretaries; begins, corrections and ends of postings are those of <see cref="RecordCommands{T}"/>. A community has at most
/// one secretary on any day. Refuses by <see cref="RefusedException"/>; <see cref="EditedMeanwhileException"/> when somebody else was
/// faster.
/// </summary>
public sealed class PostingCommands(IDbContextFactory<DashboardDbContext> factory, OfficeClock clock)
{
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
        check.Lines(nameof(input.Note), input.Note, TextLimits.Note);
        check.That(input.FirstCommunityId != input.SecondCommunityId, nameof(input.SecondCommunityId), null, Rule.Repeated);
        foreach (var id in new[] { input.FirstCommunityId, input.SecondCommunityId }.Distinct())
            CountUp(await HoldAsync(db, id, cancellationToken));
        var first = await FindSecretaryAsync(db, input.FirstCommunityId, input.On, cancellationToken);
        var second = await FindSecretaryAsync(db, input.SecondCommunityId, input.On, cancellationToken);
        check.That(first is not null, nameof(input.FirstCommunityId), null, Rule.NoSecretary, input.On);
        check.That(second is not null, nameof(input.SecondCommunityId), null, Rule.NoSecretary, input.On);
        foreach (var present in new[] { first, second }.OfType<Posting>())
        {
            // Whoever is to follow later would be a second secretary.
            await CheckSecretaryAsync(db, present.CommunityId, input.On, null, [present.Id], check, nameof(input.On), cancellationToken);
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

    /// <summary>Refuses a posting that would make a second secretary, and counts the community up when it makes the first.</summary>
    internal static async Task CheckSecretaryAsync(PendingChange<Posting> change, CancellationToken cancellationToken)
    {
        var (posting, check) = (change.Draft, change.Check);
        if (posting.Position != Position.Secretary || check.Has("community", "position", "starts-on", "ends-on")) return;
        var held = await HoldAsync(change.Db, posting.CommunityId, cancellationToken);
        await CheckSecretaryAsync(change.Db, posting.CommunityId, posting.StartsOn, posting.EndsOn, [posting.Id], check, "starts-on",
            cancellationToken);
        if (change.IsDifferent) CountUp(held);
    }

    private static Posting Swap(Posting from, Posting comes, ExchangeSecretaries input, ActorStamp by)
    {
        FieldValues<Posting> values = new()
        {
            [x => x.WorkerId] = comes.WorkerId,
            [x => x.Position] = Position.Secretary,
            [x => x.CommunityId] = from.CommunityId,
            [x => x.StartsOn] = input.On,
            [x => x.Note] = input.Note,
        };
        var posting = PostingRecords.Kind.Make(values, by, new ValidationContext());
        posting.IsRotation = true;
        return posting;
    }

    /// <summary>Who was a community's secretary on the day before and would still be on the day itself.</summary>
    private static Task<Posting?> FindSecretaryAsync(DashboardDbContext db, int communityId, DateOnly on,
        CancellationToken cancellationToken) =>
        db.Postings.Where(posting =>
            posting.ArchivedAt == null && posting.CommunityId == communityId && posting.Position == Position.Secretary
                && posting.StartsOn < on && (posting.EndsOn == null || posting.EndsOn >= on.AddDays(-1)))
            .OrderByDescending(posting => posting.StartsOn).FirstOrDefaultAsync(cancellationToken);

    /// <summary>
    /// The community, before it is looked who is secretary there. Its version is counted up with the posting, so that of two who make
    /// somebody secretary at the same instant the second looks again.
    /// </summary>
    private static Task<Community?> HoldAsync(DashboardDbContext db, int communityId, CancellationToken cancellationToken) =>
        db.Communities.SingleOrDefaultAsync(community => community.Id == communityId, cancellationToken);

    private static void CountUp(Community? held)
    {
        if (held is not null) held.Version++;
    }

    /// <summary>Refuses a second secretary on any of the days, naming the other.</summary>
    private static async Task CheckSecretaryAsync(
        DashboardDbContext db, int communityId, DateOnly from, DateOnly? to, IReadOnlyList<long> but, ValidationContext check, string field,
        CancellationToken cancellationToken)
    {
        var last = to ?? DateOnly.MaxValue;
        var other = await db.Postings.Where(posting =>
            posting.ArchivedAt == null && posting.CommunityId == communityId && posting.Position == Position.Secretary
                && posting.StartsOn <= last && (posting.EndsOn == null || posting.EndsOn >= from) && !but.Contains(posting.Id))
            .OrderBy(posting => posting.StartsOn).Select(posting => new { posting.Worker!.Name, posting.StartsOn })
                .FirstOrDefaultAsync(cancellationToken);
        if (other is not null) check.That(false, field, from, Rule.HasSecretary, other.Name, other.StartsOn);
    }
}
