using Concentric.Calendar;

namespace Concentric.Hazards;

/// <summary>How long hazards may stay, in working days from the day they were found, and when they become the street's matter.</summary>
/// <param name="GeneralDueWorkingDays">General hazards; <c>Hazards:GeneralDueWorkingDays</c>, 1 to 250.</param>
/// <param name="MajorDueWorkingDays">Major hazards; <c>Hazards:MajorDueWorkingDays</c>, 1 to 250.</param>
/// <param name="EscalateAfterWorkingDays">
/// Working days past its due date after which a general hazard is escalated; <c>Hazards:EscalateAfterWorkingDays</c>, 0 to 250. A
/// major one is escalated as soon as it is overdue.
/// </param>
public sealed record HazardSettings(int GeneralDueWorkingDays = 10, int MajorDueWorkingDays = 3, int EscalateAfterWorkingDays = 5)
{
    /// <summary>
    /// General hazards that were due before the day returned, and are still open, are more than so many working days overdue.
    /// </summary>
    public DateOnly EscalatedBefore(DateOnly today, WorkingCalendar calendar) =>
        calendar.OverdueBefore(today, EscalateAfterWorkingDays);

    /// <summary>True for a hazard that is open, and major and overdue, or general and overdue for too long.</summary>
    public bool IsEscalated(Hazard hazard, DateOnly today, WorkingCalendar calendar) =>
        hazard.RectifiedOn is null && hazard.DueOn < (hazard.Severity == HazardSeverity.Major ? today : EscalatedBefore(today, calendar));

    public int DueWorkingDays(HazardSeverity severity) => severity == HazardSeverity.Major ? MajorDueWorkingDays : GeneralDueWorkingDays;
}
