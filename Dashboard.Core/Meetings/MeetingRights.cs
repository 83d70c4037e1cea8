using Concentric.Data;

namespace Concentric.Meetings;

/// <summary>The caller's rights in queries for records that several communities share; the others' are in <see cref="Rights"/>.</summary>
public static class MeetingRights
{
    /// <summary>The meetings that the caller may read: those kept by the caller's communities or held together with them.</summary>
    public static IQueryable<Meeting> ReadableBy(this IQueryable<Meeting> meetings, CurrentUser caller) =>
        caller.CommunityIds is { } ids
            ? meetings.Where(meeting => ids.Contains(meeting.CommunityId)
                || (meeting.IsJoint && meeting.Communities.Any(joined => ids.Contains(joined.CommunityId))))
            : meetings;

    /// <summary>The commitments that the caller may read: those kept by the caller's communities or made at a meeting with them.</summary>
    public static IQueryable<Commitment> ReadableBy(this IQueryable<Commitment> commitments, CurrentUser caller) =>
        caller.CommunityIds is { } ids
            ? commitments.Where(commitment => ids.Contains(commitment.CommunityId)
                || (commitment.Meeting!.IsJoint && commitment.Meeting.Communities.Any(joined => ids.Contains(joined.CommunityId))))
            : commitments;
}
