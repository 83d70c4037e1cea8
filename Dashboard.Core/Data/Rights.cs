using Concentric.People;
using Concentric.Petitions;

namespace Concentric.Data;

/// <summary>The caller's rights as part of a query: what may not be seen or changed is not found.</summary>
public static class Rights
{
    /// <summary>The records that the caller may change: those kept by the caller's communities.</summary>
    public static IQueryable<T> WritableBy<T>(this IQueryable<T> records, Caller caller)
        where T : CommunityRecord =>
        !caller.MayWrite ? records.Where(record => false)
        : caller.CommunityIds is { } ids ? records.Where(record => ids.Contains(record.CommunityId))
        : records;

    /// <summary>The records that the caller may read, for kinds that are never joint.</summary>
    public static IQueryable<T> ReadableBy<T>(this IQueryable<T> records, Caller caller)
        where T : CommunityRecord =>
        caller.CommunityIds is { } ids ? records.Where(record => ids.Contains(record.CommunityId)) : records;

    /// <summary>The petitions that the caller may read: those kept by the caller's communities or shared with them.</summary>
    public static IQueryable<Petition> ReadableBy(this IQueryable<Petition> petitions, Caller caller) =>
        caller.CommunityIds is { } ids
            ? petitions.Where(petition => ids.Contains(petition.CommunityId) || (petition.IsJoint && petition.Communities.Any(shared => ids.Contains(shared.CommunityId))))
            : petitions;
}
