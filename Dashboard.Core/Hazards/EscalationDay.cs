using Concentric.Calendar;
using Concentric.Data;
using Concentric.Lists;
using Microsoft.Extensions.Options;

namespace Concentric.Hazards;

/// <summary>The day before which a general hazard must have been due to be escalated while it is open; for lists.</summary>
internal sealed class EscalationDay(WorkingCalendars calendars, IOptionsMonitor<HazardSettings> settings) : IListDay
{
    public const string Key = "hazards-escalated-before";

    public string Name => Key;

    public async ValueTask<DateOnly> ReadAsync(DashboardDbContext db, DateOnly today, CancellationToken cancellationToken) =>
        settings.CurrentValue.EscalatedBefore(today, await calendars.GetAsync(db, cancellationToken));
}
