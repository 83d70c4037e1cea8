using Concentric.Data;

namespace Concentric.Calendar;

/// <summary>A fact of the store that is another after each change of the calendar, so that every node knows when its copy is old.</summary>
internal static class CalendarStamp
{
    /// <summary>What a store has whose calendar was never changed.</summary>
    public const string None = "";

    public static async Task<string> ReadAsync(DashboardDbContext db, CancellationToken cancellationToken) =>
        await StoreFacts.ReadAsync(db, StoreFacts.Calendar, cancellationToken) ?? None;

    /// <summary>Changes the stamp; saved with the change itself.</summary>
    public static Task RenewAsync(DashboardDbContext db, CancellationToken cancellationToken) =>
        StoreFacts.SetAsync(db, StoreFacts.Calendar, Guid.NewGuid().ToString("N"), cancellationToken);
}
