using System.Globalization;
using Concentric.Calendar;
using Concentric.Data;
using Concentric.Notices;
using Concentric.Time;
using Microsoft.EntityFrameworkCore;

namespace Concentric.CalendarYears;

/// <summary>A year whose holidays are not all in the calendar, so that due days in it are reckoned too early.</summary>
/// <param name="Holidays">Days off of that year that the calendar has.</param>
public sealed record MissingCalendarYear(int Year, int Holidays);

/// <summary>
/// Looks whether the calendar has the holidays of the present year, and from October on those of the next: due days reach into it,
/// and the State Council gives notice of them in autumn.
/// </summary>
public sealed class CalendarYearWatch(IDbContextFactory<DashboardDbContext> factory, AdministratorNotices notices, OfficeClock clock)
{
    /// <summary>The first month in which the next year is looked for.</summary>
    public const int FirstMonth = 10;

    /// <summary>
    /// A year with fewer days off than this is not complete: the Regulation on Public Holidays gave 11 days until 2024 and gives 13
    /// since (国务院令第644号, 第795号). A store begins with the fixed days of a year that is not announced yet, which are fewer.
    /// </summary>
    public const int LeastHolidays = 11;

    /// <summary>The years that are not complete, the earlier one first.</summary>
    public async Task<IReadOnlyList<MissingCalendarYear>> MissingAsync(CancellationToken cancellationToken)
    {
        var today = clock.Today;
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var missing = new List<MissingCalendarYear>();
        for (var year = today.Year; year <= (today.Month >= FirstMonth ? today.Year + 1 : today.Year); year++)
        {
            var (first, last) = (new DateOnly(year, 1, 1), new DateOnly(year, 12, 31));
            var holidays = await db.CalendarDays.CountAsync(day => !day.IsWorking && day.Day >= first && day.Day <= last,
                cancellationToken);
            if (holidays < LeastHolidays) missing.Add(new(year, holidays));
        }

        return missing;
    }

    /// <summary>Tells the administrators of each such year, once while they keep the notice (<see cref="Notice.KeptDays"/>).</summary>
    /// <returns>Notices made.</returns>
    public async Task<int> LookAsync(CancellationToken cancellationToken)
    {
        var told = 0;
        foreach (var year in await MissingAsync(cancellationToken))
        {
            told += await notices.TellAsync(NoticeKind.CalendarMissing, cancellationToken, new DateOnly(year.Year, 1, 1),
                year.Year.ToString(CultureInfo.InvariantCulture));
        }

        return told;
    }
}
