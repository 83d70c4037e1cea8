namespace Concentric.Calendar;

/// <summary>An open record whose due day would follow a change of the calendar.</summary>
/// <param name="Kind">As in <see cref="Data.RecordKinds"/>.</param>
/// <param name="Number">Null for a kind without numbers.</param>
/// <param name="Was">Its due day before the change.</param>
/// <param name="Becomes">Its due day if it follows.</param>
public sealed record DueDayMove(string Kind, long Id, string? Number, string Title, int CommunityId, DateOnly Was, DateOnly Becomes);

/// <summary>The due days that a change of the calendar would move.</summary>
/// <param name="Count">All of them.</param>
/// <param name="First">Those due first among what the caller may read, at most <see cref="MostShown"/>.</param>
public sealed record DueDayMoves(int Count, IReadOnlyList<DueDayMove> First)
{
    /// <summary>The most records that are shown; the count is of all.</summary>
    public const int MostShown = 20;

    public static DueDayMoves None { get; } = new(0, []);
}

/// <summary>Said with a change of the calendar: due days of open records follow it. Left out, they stay as promised.</summary>
/// <param name="Reason">Written beside each record that moves; required.</param>
public sealed record MoveDueDays(string? Reason);

/// <summary>Open records of a kind that have a due day.</summary>
public interface IDueDayFollower
{
    /// <summary>As in <see cref="Data.RecordKinds"/>.</summary>
    string Kind { get; }

    /// <summary>Those whose due day would be another, in no order.</summary>
    Task<IReadOnlyList<DueDayMove>> FindAsync(Data.DashboardDbContext db, DueDayRule rule, CancellationToken cancellationToken);

    /// <summary>Changes some of them in the context, which saves them with audit, version and change log afterwards.</summary>
    /// <param name="reason">As it is kept.</param>
    Task MoveAsync(Data.DashboardDbContext db, IReadOnlyList<DueDayMove> moves, string reason, Data.ActorStamp by,
        CancellationToken cancellationToken);
}
