using Concentric.Data;
using Concentric.Imports;
using Concentric.Kinds;
using Concentric.Rules;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Volunteers;

/// <summary>
/// Volunteers claim posts and give them up; refuses and answers as <see cref="RecordCommands{T}"/> does. Each claim counts the
/// version of its post up, so that two claims to the last place cannot both be saved: the second looks again.
/// </summary>
public sealed class VolunteerClaimCommands(RecordWriter writer) : IArchiveCommands<VolunteerClaim>
{
    /// <summary>The most people of one name that are looked at.</summary>
    private const int MostNamesakes = 20;

    public Task<Saved> ClaimAsync(CurrentUser caller, ClaimPost input, CancellationToken cancellationToken) =>
        ClaimAsync(caller, input.PostId, input.On, input.RequestId, async (db, check) =>
        {
            var isKnown = await Open(db, caller).AnyAsync(volunteer => volunteer.Id == input.VolunteerId, cancellationToken);
            check.That(isKnown, "volunteer", null, Rule.Unknown);
            return input.VolunteerId;
        }, cancellationToken);

    /// <summary>Claims for the volunteer of that name in the caller's communities.</summary>
    public Task<Saved> ClaimByNameAsync(CurrentUser caller, ClaimPostByName input, CancellationToken cancellationToken) =>
        ClaimAsync(caller, input.PostId, input.On, input.RequestId, async (db, check) =>
        {
            var (told, id) = PlainText.Clean(input.Name) is { } given ? ImportLookups.Split(given) : (null, null);
            var name = check.RequiredLine("volunteer", told, TextLimits.Name);
            var phone = check.Phone("phone", input.Phone);
            if (!check.IsClean) return 0;
            var found = await Open(db, caller)
                .Where(volunteer =>
                    volunteer.Name == name && (phone == null || volunteer.Phone == phone) && (id == null || volunteer.Id == id))
                .OrderBy(volunteer => volunteer.Id)
                    .Select(one => new Namesake(one.Id, one.Name, one.Phone, one.CommunityId, one.RegisteredOn)).Take(MostNamesakes)
                    .ToListAsync(cancellationToken);
            if (check.That(found.Count > 0, "volunteer", null, Rule.NotRegistered))
                check.That(found.Count == 1, "phone", null, Rule.Ambiguous, Namesake.Args(found, null));
            return found.FirstOrDefault()?.Id ?? 0;
        }, cancellationToken);

    public Task<Saved> EndAsync(CurrentUser caller, EndClaim input, CancellationToken cancellationToken) =>
        writer.ChangeAsync<VolunteerClaim>(caller, input, async (db, claim, by) =>
        {
            claim.End(input.On ?? by.Today, by);
            Touch(db, await PostOfAsync(db, claim, cancellationToken));
        }, cancellationToken);

    /// <summary>Corrects the days of a claim.</summary>
    public Task<Saved> CorrectAsync(CurrentUser caller, CorrectRecord<VolunteerClaim> input, CancellationToken cancellationToken) =>
        writer.ChangeAsync<VolunteerClaim>(caller, input, async (db, claim, by) =>
        {
            var post = await PostOfAsync(db, claim, cancellationToken);
            var from = input.Values[x => x.ClaimedOn] as DateOnly? ?? claim.ClaimedOn;
            await db.LoadClaimsAsync(post, from, cancellationToken);
            if (claim.Correct(post, input.Values, by, new ValidationContext())) Touch(db, post);
        }, cancellationToken);

    public Task<Saved> ArchiveAsync(CurrentUser caller, ArchiveRecord input, CancellationToken cancellationToken) =>
        writer.ChangeAsync<VolunteerClaim>(caller, input, async (db, claim, by) =>
        {
            claim.Archive(input.Reason, by);
            Touch(db, await PostOfAsync(db, claim, cancellationToken));
        }, cancellationToken);

    /// <summary>Takes an archived claim back, if there is still a place.</summary>
    public Task<Saved> RestoreAsync(CurrentUser caller, RestoreRecord input, CancellationToken cancellationToken) =>
        writer.ChangeAsync<VolunteerClaim>(caller, input, async (db, claim, by) =>
        {
            claim.Restore();
            var post = await PostOfAsync(db, claim, cancellationToken);
            await db.LoadClaimsAsync(post, claim.ClaimedOn, cancellationToken);
            claim.Correct(post, new(), by, new ValidationContext());
            Touch(db, post);
        }, cancellationToken, isArchived: true);

    private Task<Saved> ClaimAsync(
        CurrentUser caller, long postId, DateOnly? on, Guid? requestId,
        Func<DashboardDbContext, ValidationContext, Task<long>> findVolunteer, CancellationToken cancellationToken) =>
        writer.AddAsync(caller, requestId, async (db, by) =>
        {
            var check = new ValidationContext();
            var post = await db.VolunteerPosts.WritableBy(caller)
                .SingleOrDefaultAsync(found => found.Id == postId && found.ArchivedAt == null, cancellationToken);
            check.That(post is not null, "post", null, postId == 0 ? Rule.Required : Rule.Unknown);
            var day = on ?? by.Today;
            var values = new FieldValues<VolunteerClaim>
            {
                [x => x.PostId] = postId,
                [x => x.VolunteerId] = await findVolunteer(db, check),
                [x => x.ClaimedOn] = day,
            };
            if (post is not null) await db.LoadClaimsAsync(post, day, cancellationToken);
            var claim = VolunteerClaim.Take(post, values, by, check);
            Touch(db, post!);
            return claim;
        }, cancellationToken);

    private static IQueryable<Volunteer> Open(DashboardDbContext db, CurrentUser caller) =>
        db.Volunteers.ReadableBy(caller).Where(volunteer => volunteer.ArchivedAt == null);

    private static Task<VolunteerPost> PostOfAsync(DashboardDbContext db, VolunteerClaim claim, CancellationToken cancellationToken) =>
        db.VolunteerPosts.SingleAsync(post => post.Id == claim.PostId, cancellationToken);

    private static void Touch(DashboardDbContext db, VolunteerPost post) =>
        db.Entry(post).Property(found => found.Version).IsModified = true;
}

/// <summary>Loads what the rules of a post need.</summary>
internal static class PostClaims
{
    /// <summary>The post's claims that are held on a day or begin after it.</summary>
    public static Task LoadClaimsAsync(this DashboardDbContext db, VolunteerPost post, DateOnly from,
        CancellationToken cancellationToken) =>
        db.VolunteerClaims.Where(claim => claim.PostId == post.Id && claim.ArchivedAt == null
            && (claim.EndedOn == null || claim.EndedOn > from)).LoadAsync(cancellationToken);
}
