using Concentric.Data;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Calendar;

/// <summary>
/// The store's working calendar. Loaded once and kept; each request compares one small row, so that a change made on any node
/// or by the command line holds at once.
/// </summary>
public sealed class WorkingCalendars(IDbContextFactory<DashboardDbContext> factory)
{
    private volatile Loaded? loaded;

    /// <summary>The calendar as it stands.</summary>
    public async ValueTask<WorkingCalendar> GetAsync(CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        return await GetAsync(db, cancellationToken);
    }

    /// <summary>The calendar as a context sees it, inside its transaction if it has one.</summary>
    public async ValueTask<WorkingCalendar> GetAsync(DashboardDbContext db, CancellationToken cancellationToken)
    {
        var stamp = await CalendarStamp.ReadAsync(db, cancellationToken);
        if (loaded is { } kept && kept.Stamp == stamp) return kept.Calendar;
        var days = await db.CalendarDays.AsNoTracking().ToListAsync(cancellationToken);
        var calendar = new WorkingCalendar(days);
        // Without a stamp the calendar may still be being filled by other means; it is small enough to read again.
        if (stamp != CalendarStamp.None) loaded = new(stamp, calendar);
        return calendar;
    }

    private sealed record Loaded(string Stamp, WorkingCalendar Calendar);
}
