using Concentric.Data;

namespace Concentric.Petitions;

/// <summary>The caller's rights in queries for records that several communities share; the others' are in <see cref="Rights"/>.</summary>
public static class PetitionRights
{
    /// <summary>The petitions that the caller may read: those kept by the caller's communities or shared with them.</summary>
    public static IQueryable<Petition> ReadableBy(this IQueryable<Petition> petitions, CurrentUser caller) =>
        caller.CommunityIds is { } ids
            ? petitions.Where(petition => ids.Contains(petition.CommunityId)
                || (petition.IsJoint && petition.Communities.Any(shared => ids.Contains(shared.CommunityId))))
            : petitions;
}
