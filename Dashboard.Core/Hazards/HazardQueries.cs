using Concentric.Calendar;
using Concentric.Data;
using Concentric.Instructions;
using Concentric.Time;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Concentric.Hazards;

/// <summary>A hazard with its timeline, for its page.</summary>
/// <param name="Hazard">Not tracked; with its steps in the order in which they were entered.</param>
/// <param name="MayWrite">True when the caller may change it.</param>
/// <param name="MayVerify">True when the caller may verify the present rectification, which is another's.</param>
/// <param name="MayAnswerOffer">True when it was offered to the caller's community.</param>
/// <param name="EscalatedTo">The leaders who have to do with it because it is long overdue; null when it is not escalated.</param>
public sealed record HazardView(Hazard Hazard, bool MayWrite, bool MayVerify, bool MayAnswerOffer = false,
    IReadOnlyList<string>? EscalatedTo = null);

/// <summary>Reads single hazards through the caller's rights.</summary>
public sealed class HazardQueries(IDbContextFactory<DashboardDbContext> factory, WorkingCalendars calendars,
    IOptionsMonitor<HazardSettings> settings, OfficeClock clock)
{
    private const int MostLeaders = 5;

    /// <summary>A hazard, archived or not; null when there is none that the caller may read.</summary>
    public async Task<HazardView?> FindAsync(CurrentUser caller, long id, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var hazard = await db.Hazards.AsNoTracking().ReadableBy(caller).Where(found => found.Id == id)
            .Include(found => found.CoBuilder).Include(found => found.Steps.OrderBy(step => step.Id))
                .Include(found => found.Photos.OrderBy(photo => photo.Id))
            .AsSplitQuery().SingleOrDefaultAsync(cancellationToken);
        if (hazard is null) return null;
        var isEscalated = hazard.ArchivedAt is null
            && settings.CurrentValue.IsEscalated(hazard, clock.Today, await calendars.GetAsync(db, cancellationToken));
        var leaders = isEscalated ? await LeadersAsync(db, hazard.CommunityId, cancellationToken) : null;
        var mayWrite = caller.MayWrite && caller.Sees(hazard.CommunityId);
        return new(hazard, mayWrite, mayWrite && !hazard.NotVerifiedBy().Contains(caller.Name),
            caller.MayWrite && hazard.OfferedToId is { } asked && caller.Sees(asked), leaders);
    }

    /// <summary>How many open hazards of the caller's communities are escalated, the major ones apart.</summary>
    public async Task<(int Major, int General)> CountEscalatedAsync(CurrentUser caller, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var today = clock.Today;
        var before = settings.CurrentValue.EscalatedBefore(today, await calendars.GetAsync(db, cancellationToken));
        var open = db.Hazards.ReadableBy(caller).Where(hazard => hazard.ArchivedAt == null && hazard.RectifiedOn == null);
        return (await open.CountAsync(hazard => hazard.Severity == HazardSeverity.Major && hazard.DueOn < today, cancellationToken),
            await open.CountAsync(hazard => hazard.Severity == HazardSeverity.General && hazard.DueOn < before, cancellationToken));
    }

    /// <summary>A photo, for who may read its hazard; null when there is none such.</summary>
    public async Task<HazardPhoto?> FindPhotoAsync(CurrentUser caller, long hazardId, long photoId, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        return await db.Hazards.ReadableBy(caller).Where(hazard => hazard.Id == hazardId).SelectMany(hazard => hazard.Photos)
            .AsNoTracking().SingleOrDefaultAsync(photo => photo.Id == photoId, cancellationToken);
    }

    /// <summary>The leader in charge of the community; all leaders, while nobody is named.</summary>
    private static async Task<IReadOnlyList<string>> LeadersAsync(DashboardDbContext db, int communityId,
        CancellationToken cancellationToken)
    {
        var leaders = db.Users.Where(user => user.Role == Role.Leader && !user.IsDisabled);
        var named = await leaders.Where(user => db.Set<CommunityCharge>()
            .Any(charge => charge.CommunityId == communityId && charge.LeaderId == user.Id))
            .Select(user => user.DisplayName).ToListAsync(cancellationToken);
        return named.Count > 0 ? named
            : await leaders.OrderBy(user => user.Id).Select(user => user.DisplayName).Take(MostLeaders).ToListAsync(cancellationToken);
    }
}
