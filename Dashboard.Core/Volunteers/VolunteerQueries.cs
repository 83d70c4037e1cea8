using Concentric.Data;
using Concentric.Rules;
using Concentric.Time;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Volunteers;

/// <summary>A volunteer with the posts claimed, for the page.</summary>
/// <param name="Volunteer">Not tracked.</param>
/// <param name="Claims">All, the newest first; with their posts.</param>
/// <param name="MayWrite">True when the caller may change the record.</param>
public sealed record VolunteerView(Volunteer Volunteer, IReadOnlyList<VolunteerClaim> Claims, bool MayWrite);

/// <summary>A post with those who hold it, for its page.</summary>
/// <param name="Post">Not tracked.</param>
/// <param name="Claims">Those held now before the ended ones, the newest first, at most <see cref="VolunteerQueries.MostClaims"/>; with
/// their volunteers.</param>
/// <param name="ClaimCount">All of them.</param>
/// <param name="Held">Places taken today.</param>
/// <param name="MayWrite">True when the caller may change it.</param>
public sealed record PostView(VolunteerPost Post, IReadOnlyList<VolunteerClaim> Claims, int ClaimCount, int Held, bool MayWrite)
{
    /// <summary>Places free today.</summary>
    public int Free => Math.Max(0, Post.Places - Held);
}

/// <summary>A post with free places, for forms to choose from.</summary>
/// <param name="Free">Places free today.</param>
public sealed record OfferedPost(long Id, string Title, int Free);

/// <summary>Reads volunteers and posts with their claims through the caller's rights.</summary>
public sealed class VolunteerQueries(IDbContextFactory<DashboardDbContext> factory, OfficeClock clock)
{
    /// <summary>The most claims shown on the page of a post.</summary>
    public const int MostClaims = 100;

    /// <summary>The most posts that a form offers.</summary>
    public const int MostOffered = 200;

    /// <summary>A volunteer, archived or not; null when there is none that the caller may read.</summary>
    public async Task<VolunteerView?> FindAsync(CurrentUser caller, long id, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var volunteer = await db.Volunteers.AsNoTracking().ReadableBy(caller)
            .SingleOrDefaultAsync(found => found.Id == id, cancellationToken);
        if (volunteer is null) return null;
        var claims = await db.VolunteerClaims.AsNoTracking().ReadableBy(caller)
            .Where(claim => claim.VolunteerId == id && claim.ArchivedAt == null)
            .OrderByDescending(claim => claim.ClaimedOn).ThenByDescending(claim => claim.Id).Take(MostClaims).Include(claim => claim.Post)
                .ToListAsync(cancellationToken);
        return new(volunteer, claims, caller.MayWrite && caller.Sees(volunteer.CommunityId));
    }

    /// <summary>A post, archived or not; null when there is none that the caller may read.</summary>
    public async Task<PostView?> FindPostAsync(CurrentUser caller, long id, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var post = await db.VolunteerPosts.AsNoTracking().ReadableBy(caller)
            .SingleOrDefaultAsync(found => found.Id == id, cancellationToken);
        if (post is null) return null;
        var today = clock.Today;
        var claims = db.VolunteerClaims.AsNoTracking().ReadableBy(caller).Where(claim => claim.PostId == id && claim.ArchivedAt == null);
        var shown = await claims.OrderBy(claim => claim.EndedOn != null).ThenByDescending(claim => claim.ClaimedOn)
            .ThenByDescending(claim => claim.Id)
            .Take(MostClaims).Include(claim => claim.Volunteer).ToListAsync(cancellationToken);
        var count = await claims.CountAsync(cancellationToken);
        var held = await claims.CountAsync(claim =>
            claim.ClaimedOn <= today && (claim.EndedOn == null || claim.EndedOn > today), cancellationToken);
        return new(post, shown, count, held, caller.MayWrite && caller.Sees(post.CommunityId));
    }

    /// <summary>Posts with free places today that the caller may fill, by title.</summary>
    public async Task<IReadOnlyList<OfferedPost>> OfferedAsync(CurrentUser caller, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var today = clock.Today;
        var rows = await db.VolunteerPosts.AsNoTracking().WritableBy(caller).Where(post => post.ArchivedAt == null)
            .Select(post => new
            {
                post.Id,
                post.Title,
                Free = post.Places - post.Claims.Count(claim =>
                    claim.ArchivedAt == null && claim.ClaimedOn <= today && (claim.EndedOn == null || claim.EndedOn > today))
            })
            .Where(post => post.Free > 0).OrderBy(post => NameOrder.Of(post.Title)).ThenBy(post => post.Id).Take(MostOffered)
                .ToListAsync(cancellationToken);
        return [.. rows.Select(post => new OfferedPost(post.Id, post.Title, post.Free))];
    }
}
