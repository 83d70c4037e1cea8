using Concentric.Data;
using Concentric.People;
using Concentric.Rules;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Volunteers;

/// <summary>Offers and corrects posts; refuses and answers as <see cref="Kinds.RecordCommands{T}"/> does.</summary>
public sealed class VolunteerPostCommands(RecordWriter writer)
{
    public Task<Saved> RecordAsync(CurrentUser caller, RecordPost input, CancellationToken cancellationToken) =>
        writer.AddAsync(caller, input.RequestId, async (db, by) =>
        {
            var check = new ValidationContext();
            await check.CheckKeptByAsync(db, caller, input.Details.CommunityId, cancellationToken);
            return VolunteerPost.Offer(input.Details, by, check);
        }, cancellationToken);

    public Task<Saved> CorrectAsync(CurrentUser caller, CorrectPost input, CancellationToken cancellationToken) =>
        writer.ChangeAsync<VolunteerPost>(caller, input, async (db, post, by) =>
        {
            var check = new ValidationContext();
            await check.CheckKeptByAsync(db, caller, input.Details.CommunityId, cancellationToken);
            await db.LoadClaimsAsync(post, by.Today, cancellationToken);
            // Its claims are counted in the community that offered it.
            if (input.Details.CommunityId != post.CommunityId)
                check.That(!await db.VolunteerClaims.AnyAsync(claim => claim.PostId == post.Id, cancellationToken), nameof(post.CommunityId), null, Rule.HasClaims);
            post.Correct(input.Details, by, check);
        }, cancellationToken);

    public Task<Saved> ArchiveAsync(CurrentUser caller, ArchiveRecord input, CancellationToken cancellationToken) => writer.ArchiveAsync<VolunteerPost>(caller, input, cancellationToken);

    public Task<Saved> RestoreAsync(CurrentUser caller, RestoreRecord input, CancellationToken cancellationToken) => writer.RestoreAsync<VolunteerPost>(caller, input, cancellationToken);
}
