using Concentric.Data;
using Concentric.Time;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Calendar;

/// <summary>Reads the working calendar for its page. Everybody may read it.</summary>
public sealed class CalendarQueries(IDbContextFactory<DashboardDbContext> factory, OfficeClock clock,
    IEnumerable<ICalendarFollower> followers, IEnumerable<IDueDayFollower> dueDays)
{
    /// <summary>The exceptions of a year, in order.</summary>
    public async Task<IReadOnlyList<CalendarDay>> YearAsync(int year, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var (first, last) = (new DateOnly(year, 1, 1), new DateOnly(year, 12, 31));
        return await db.CalendarDays.AsNoTracking().Where(day => day.Day >= first && day.Day <= last).OrderBy(day => day.Day)
            .ToListAsync(cancellationToken);
    }

    /// <summary>The exceptions of all years.</summary>
    internal static async Task<IReadOnlyList<CalendarDay>> AllAsync(DashboardDbContext db, CancellationToken cancellationToken) =>
        await db.CalendarDays.AsNoTracking().ToListAsync(cancellationToken);

    /// <summary>Closed records whose working days would be counted anew if a day became a working day or ceased to be one.</summary>
    public async Task<int> AcrossAsync(DateOnly day, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var count = 0;
        foreach (var follower in followers) count += await follower.CountAsync(db, day, cancellationToken);
        return count;
    }

    /// <summary>
    /// The open records whose due days would move if the calendar were changed so; none for who may not change it. Nothing is written.
    /// </summary>
    public async Task<DueDayMoves> MovesAsync(CurrentUser caller, IReadOnlyList<CalendarChange> changes,
        CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        return await MovesAsync(db, caller, changes, cancellationToken);
    }

    /// <inheritdoc cref="MovesAsync(CurrentUser, IReadOnlyList{CalendarChange}, CancellationToken)"/>
    internal async Task<DueDayMoves> MovesAsync(DashboardDbContext db, CurrentUser caller, IReadOnlyList<CalendarChange> changes,
        CancellationToken cancellationToken)
    {
        if (!caller.MayKeepCalendar) return DueDayMoves.None;
        var present = await db.CalendarDays.AsNoTracking().ToDictionaryAsync(day => day.Day, cancellationToken);
        if (CalendarChanges.RuleOf(present, changes, clock.Today) is not { } rule) return DueDayMoves.None;
        var all = new List<DueDayMove>();
        foreach (var kind in dueDays) all.AddRange(await kind.FindAsync(db, rule, cancellationToken));
        return new(all.Count, [.. all.Where(move => caller.Sees(move.CommunityId)).OrderBy(move => move.Was)
            .ThenBy(move => move.Kind, StringComparer.Ordinal).ThenBy(move => move.Id).Take(DueDayMoves.MostShown)]);
    }
}
