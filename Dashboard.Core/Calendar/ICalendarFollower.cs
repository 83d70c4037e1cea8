using Concentric.Data;

namespace Concentric.Calendar;

/// <summary>What is counted in working days and kept, and so must be counted anew when the calendar is changed.</summary>
public interface ICalendarFollower
{
    /// <summary>Kind of its rows in the change log, as in <see cref="RecordKinds"/>.</summary>
    string Kind { get; }

    /// <summary>How many records would be counted anew if a day became a working day or ceased to be one.</summary>
    Task<int> CountAsync(DashboardDbContext db, DateOnly day, CancellationToken cancellationToken);

    /// <summary>Counts anew, in the open transaction.</summary>
    /// <param name="shift">1 when the day becomes a working day, −1 when it ceases to be one.</param>
    /// <returns>The last day of which figures are different now; null when there is none.</returns>
    Task<DateOnly?> FollowAsync(DashboardDbContext db, DateOnly day, int shift, CancellationToken cancellationToken);
}
