using Concentric.Calendar;
using Concentric.Data;
using Concentric.Hazards;
using Concentric.Time;

namespace Concentric.Lists;

/// <summary>The days that a ready-made selection may depend on.</summary>
/// <param name="Today">The office's day.</param>
/// <param name="EscalatedBefore">A general hazard that was due before this day, and is still open, is escalated.</param>
public sealed record ListMoment(DateOnly Today, DateOnly EscalatedBefore);

/// <summary>Tells the present moment, by the calendar as it stands.</summary>
public sealed class ListMoments(OfficeClock clock, WorkingCalendars calendars, HazardSettings hazards)
{
    public async ValueTask<ListMoment> NowAsync(DashboardDbContext db, CancellationToken cancellationToken)
    {
        var today = clock.Today;
        return new(today, hazards.EscalatedBefore(today, await calendars.GetAsync(db, cancellationToken)));
    }
}
