using System.Reflection;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Data;

/// <summary>The caller's rights as part of a query: what may not be seen or changed is not found.</summary>
public static class Rights
{
    /// <summary>True when the caller may enter records of the kind at all, in some community or for the street.</summary>
    public static bool MayEnter<T>(this CurrentUser caller)
        where T : Record =>
        IsOfCommunity<T>() ? caller.MayWrite
        : EntryRightOf<T>.Declared is { } declared ? caller.Has(declared)
        : caller.MayKeepStreet;

    /// <summary>
    /// The records that the caller may change: those kept by the caller's communities, and the street's if the caller keeps the street.
    /// </summary>
    public static IQueryable<T> WritableBy<T>(this IQueryable<T> records, CurrentUser caller)
        where T : EnteredRecord =>
        !caller.MayEnter<T>() ? records.Where(record => false)
        : IsOfCommunity<T>()
            && caller.CommunityIds is { } ids
            ? records.Where(record => ids.Contains(EF.Property<int>(record, nameof(CommunityRecord.CommunityId))))
        : records;

    /// <summary>The same for a kind that is known by its type only; the street's own records may be read by everybody.</summary>
    public static IQueryable<T> InCommunitiesOf<T>(this IQueryable<T> records, CurrentUser caller)
        where T : Record =>
        IsOfCommunity<T>()
            && caller.CommunityIds is { } ids
            ? records.Where(record => ids.Contains(EF.Property<int>(record, nameof(CommunityRecord.CommunityId))))
            : records;

    /// <summary>The records that the caller may read, for kinds that are never joint.</summary>
    public static IQueryable<T> ReadableBy<T>(this IQueryable<T> records, CurrentUser caller)
        where T : CommunityRecord =>
        caller.CommunityIds is { } ids ? records.Where(record => ids.Contains(record.CommunityId)) : records;

    private static bool IsOfCommunity<T>() => typeof(CommunityRecord).IsAssignableFrom(typeof(T));

    private static bool Has(this CurrentUser caller, EntryRight right) =>
        (right.HasFlag(EntryRight.Judge) && caller.MayJudge)
        || (right.HasFlag(EntryRight.KeepEvaluation) && caller.MayKeepEvaluation)
        || (right.HasFlag(EntryRight.KeepFigures) && caller.MayKeepFigures)
        || (right.HasFlag(EntryRight.Instruct) && caller.MayInstruct);

    /// <summary>Read once for each kind.</summary>
    private static class EntryRightOf<T>
    {
        public static readonly EntryRight? Declared = typeof(T).GetCustomAttribute<EnteredByAttribute>()?.Right;
    }
}
