using Concentric.Data;

namespace Concentric.Hazards;

/// <summary>
/// The caller's rights in queries for hazards that were offered to another community; the others' are in <see cref="Rights"/>.
/// </summary>
public static class HazardRights
{
    /// <summary>The hazards that the caller may read: those kept by the caller's communities, or offered to them.</summary>
    public static IQueryable<Hazard> ReadableBy(this IQueryable<Hazard> hazards, CurrentUser caller) =>
        caller.CommunityIds is { } ids
            // What is offered is a short list, found along an index; asked of each hazard it would be asked of all.
            ? hazards.Where(hazard => ids.Contains(hazard.CommunityId)
                || hazards.Where(one => one.OfferedToId != null && ids.Contains(one.OfferedToId.Value) && one.ArchivedAt == null)
                    .Select(one => one.Id).Contains(hazard.Id))
            : hazards;

    /// <summary>The hazards that were offered to the caller's communities.</summary>
    public static IQueryable<Hazard> OfferedTo(this IQueryable<Hazard> hazards, CurrentUser caller) =>
        !caller.MayWrite ? hazards.Where(hazard => false)
        : caller.CommunityIds is { } ids
            ? hazards.Where(hazard => hazard.OfferedToId != null && ids.Contains(hazard.OfferedToId.Value))
            : hazards.Where(hazard => hazard.OfferedToId != null);

    /// <summary>The hazards that were offered to the caller's communities, or by them.</summary>
    public static IQueryable<Hazard> OfferedToOrBy(this IQueryable<Hazard> hazards, CurrentUser caller) =>
        !caller.MayWrite ? hazards.Where(hazard => false)
        : caller.CommunityIds is { } ids
            ? hazards.Where(hazard =>
                hazard.OfferedToId != null && (ids.Contains(hazard.OfferedToId.Value) || ids.Contains(hazard.CommunityId)))
            : hazards.Where(hazard => hazard.OfferedToId != null);
}
