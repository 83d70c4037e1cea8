using Concentric.Data;

namespace Concentric.Activities;

/// <summary>The caller's rights in queries for records that several communities share; the others' are in <see cref="Rights"/>.</summary>
public static class ActivityRights
{
    /// <summary>The activities that the caller may read: those kept by the caller's communities or held together with them.</summary>
    public static IQueryable<Activity> ReadableBy(this IQueryable<Activity> activities, CurrentUser caller) =>
        caller.CommunityIds is { } ids
            ? activities.Where(activity => ids.Contains(activity.CommunityId)
                || (activity.IsJoint && activity.Communities.Any(host => ids.Contains(host.CommunityId))))
            : activities;
}
