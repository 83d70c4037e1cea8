using Concentric.Data;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Calendar;

/// <summary>Reads the working calendar for its page. Everybody may read it.</summary>
public sealed class CalendarQueries(IDbContextFactory<DashboardDbContext> factory, IEnumerable<ICalendarFollower> followers)
{
    /// <summary>The exceptions of a year, in order.</summary>
    public async Task<IReadOnlyList<CalendarDay>> YearAsync(int year, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var (first, last) = (new DateOnly(year, 1, 1), new DateOnly(year, 12, 31));
        return await db.CalendarDays.AsNoTracking().Where(day => day.Day >= first && day.Day <= last).OrderBy(day => day.Day)
            .ToListAsync(cancellationToken);
    }

    /// <summary>Closed records whose working days would be counted anew if a day became a working day or ceased to be one.</summary>
    public async Task<int> AcrossAsync(DateOnly day, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var count = 0;
        foreach (var follower in followers) count += await follower.CountAsync(db, day, cancellationToken);
        return count;
    }
}
