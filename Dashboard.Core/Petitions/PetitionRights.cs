using Concentric.Data;

namespace Concentric.Petitions;

/// <summary>The caller's rights in queries for records that several communities share; the others' are in <see cref="Rights"/>.</summary>
public static class PetitionRights
{
    /// <summary>
    /// The petitions that the caller may read: those kept by the caller's communities, shared with them, or offered to them.
    /// </summary>
    public static IQueryable<Petition> ReadableBy(this IQueryable<Petition> petitions, CurrentUser caller) =>
        caller.CommunityIds is { } ids
            // What others keep is a short list, found along an index; asked of each petition it would be asked of all.
            ? petitions.Where(petition => ids.Contains(petition.CommunityId)
                || petitions.SelectMany(one => one.Communities).Where(shared => ids.Contains(shared.CommunityId))
                    .Select(shared => shared.RecordId)
                    .Concat(petitions.Where(one => one.OfferedToId != null && ids.Contains(one.OfferedToId.Value) && one.ArchivedAt == null)
                        .Select(one => one.Id)).Contains(petition.Id))
            : petitions;

    /// <summary>
    /// The petitions that the caller may advance, close and call back: those kept by the caller's communities or shared with them.
    /// </summary>
    public static IQueryable<Petition> WorkableBy(this IQueryable<Petition> petitions, CurrentUser caller) =>
        !caller.MayWrite ? petitions.Where(petition => false)
        : caller.CommunityIds is { } ids
            ? petitions.Where(petition => ids.Contains(petition.CommunityId)
                || (petition.IsJoint && petition.Communities.Any(shared => ids.Contains(shared.CommunityId))))
            : petitions;

    /// <summary>The petitions that were offered to the caller's communities.</summary>
    public static IQueryable<Petition> OfferedTo(this IQueryable<Petition> petitions, CurrentUser caller) =>
        !caller.MayWrite ? petitions.Where(petition => false)
        : caller.CommunityIds is { } ids
            ? petitions.Where(petition => petition.OfferedToId != null && ids.Contains(petition.OfferedToId.Value))
            : petitions.Where(petition => petition.OfferedToId != null);

    /// <summary>The petitions that were offered to the caller's communities, or by them.</summary>
    public static IQueryable<Petition> OfferedToOrBy(this IQueryable<Petition> petitions, CurrentUser caller) =>
        !caller.MayWrite ? petitions.Where(petition => false)
        : caller.CommunityIds is { } ids
            ? petitions.Where(petition =>
                petition.OfferedToId != null && (ids.Contains(petition.OfferedToId.Value) || ids.Contains(petition.CommunityId)))
            : petitions.Where(petition => petition.OfferedToId != null);

    /// <summary>True when the caller may advance, close and call back a petition that was read with its communities.</summary>
    public static bool MayWork(this CurrentUser caller, Petition petition) =>
        caller.MayWrite && (caller.Sees(petition.CommunityId) || petition.Communities.Exists(shared => caller.Sees(shared.CommunityId)));
}
