using Concentric.Activities;
using Concentric.Evaluation;
using Concentric.Meetings;
using Concentric.People;
using Concentric.Petitions;
using Concentric.PublishedFigures;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Data;

/// <summary>The caller's rights as part of a query: what may not be seen or changed is not found.</summary>
public static class Rights
{
    /// <summary>True when the caller may enter records of the kind at all, in some community or for the street.</summary>
    public static bool MayEnter<T>(this CurrentUser caller)
        where T : Record =>
        IsOfCommunity<T>() ? caller.MayWrite
        : typeof(T) == typeof(Judgement) ? caller.MayJudge
        : typeof(T) == typeof(Adjustment) || typeof(T) == typeof(Nomination) ? caller.MayJudge || caller.MayKeepEvaluation
        : typeof(T) == typeof(PublishedFigure) ? caller.MayKeepFigures
        : typeof(EvaluationRecord).IsAssignableFrom(typeof(T)) ? caller.MayKeepEvaluation
        : caller.MayKeepStreet;

    /// <summary>The records that the caller may change: those kept by the caller's communities, and the street's if the caller keeps the street.</summary>
    public static IQueryable<T> WritableBy<T>(this IQueryable<T> records, CurrentUser caller)
        where T : EnteredRecord =>
        !caller.MayEnter<T>() ? records.Where(record => false)
        : IsOfCommunity<T>() && caller.CommunityIds is { } ids ? records.Where(record => ids.Contains(EF.Property<int>(record, nameof(CommunityRecord.CommunityId))))
        : records;

    /// <summary>The same for a kind that is known by its type only; the street's own records may be read by everybody.</summary>
    public static IQueryable<T> InCommunitiesOf<T>(this IQueryable<T> records, CurrentUser caller)
        where T : Record =>
        IsOfCommunity<T>() && caller.CommunityIds is { } ids ? records.Where(record => ids.Contains(EF.Property<int>(record, nameof(CommunityRecord.CommunityId)))) : records;

    /// <summary>The records that the caller may read, for kinds that are never joint.</summary>
    public static IQueryable<T> ReadableBy<T>(this IQueryable<T> records, CurrentUser caller)
        where T : CommunityRecord =>
        caller.CommunityIds is { } ids ? records.Where(record => ids.Contains(record.CommunityId)) : records;

    /// <summary>The petitions that the caller may read: those kept by the caller's communities or shared with them.</summary>
    public static IQueryable<Petition> ReadableBy(this IQueryable<Petition> petitions, CurrentUser caller) =>
        caller.CommunityIds is { } ids
            ? petitions.Where(petition => ids.Contains(petition.CommunityId) || (petition.IsJoint && petition.Communities.Any(shared => ids.Contains(shared.CommunityId))))
            : petitions;

    /// <summary>The activities that the caller may read: those kept by the caller's communities or held together with them.</summary>
    public static IQueryable<Activity> ReadableBy(this IQueryable<Activity> activities, CurrentUser caller) =>
        caller.CommunityIds is { } ids
            ? activities.Where(activity => ids.Contains(activity.CommunityId) || (activity.IsJoint && activity.Communities.Any(host => ids.Contains(host.CommunityId))))
            : activities;

    /// <summary>The meetings that the caller may read: those kept by the caller's communities or held together with them.</summary>
    public static IQueryable<Meeting> ReadableBy(this IQueryable<Meeting> meetings, CurrentUser caller) =>
        caller.CommunityIds is { } ids
            ? meetings.Where(meeting => ids.Contains(meeting.CommunityId) || (meeting.IsJoint && meeting.Communities.Any(joined => ids.Contains(joined.CommunityId))))
            : meetings;

    /// <summary>The commitments that the caller may read: those kept by the caller's communities or made at a meeting with them.</summary>
    public static IQueryable<Commitment> ReadableBy(this IQueryable<Commitment> commitments, CurrentUser caller) =>
        caller.CommunityIds is { } ids
            ? commitments.Where(commitment => ids.Contains(commitment.CommunityId)
                || (commitment.Meeting!.IsJoint && commitment.Meeting.Communities.Any(joined => ids.Contains(joined.CommunityId))))
            : commitments;

    private static bool IsOfCommunity<T>() => typeof(CommunityRecord).IsAssignableFrom(typeof(T));
}
