using Concentric.Calendar;
using Concentric.CoBuilders;

namespace Concentric.Hazards;

/// <summary>What is said about a hazard when it is found, and can be corrected afterwards.</summary>
/// <param name="Title">In one line; required.</param>
/// <param name="Category">As the office sorts them, as in <c>fire</c>; required.</param>
/// <param name="FoundOn">Day on which it was found; not in the future.</param>
public sealed record HazardDetails(string? Title, string? Category, DateOnly FoundOn)
{
    public string? Description { get; init; }

    public string? Place { get; init; }

    public HazardSeverity Severity { get; init; }

    public bool IsFireLane { get; init; }

    public string? ResponsibleUnit { get; init; }

    /// <summary>A <see cref="CoBuilder"/> that is to rectify it.</summary>
    public long? CoBuilderId { get; init; }

    /// <summary>Null when found: by severity (<see cref="HazardSettings"/>). Null when correcting: as it is.</summary>
    public DateOnly? DueOn { get; init; }
}

/// <summary>How long hazards may stay, in working days from the day they were found, and when they become the street's matter.</summary>
/// <param name="GeneralDueWorkingDays">General hazards; <c>Hazards:GeneralDueWorkingDays</c>, 1 to 250.</param>
/// <param name="MajorDueWorkingDays">Major hazards; <c>Hazards:MajorDueWorkingDays</c>, 1 to 250.</param>
/// <param name="EscalateAfterWorkingDays">
/// Working days past its due date after which a general hazard is escalated; <c>Hazards:EscalateAfterWorkingDays</c>, 0 to 250. A
/// major one is escalated as soon as it is overdue.
/// </param>
public sealed record HazardSettings(int GeneralDueWorkingDays = 10, int MajorDueWorkingDays = 3, int EscalateAfterWorkingDays = 5)
{
    /// <summary>General hazards that were due before the day returned, and are still open, are more than so many working days overdue.</summary>
    public DateOnly EscalatedBefore(DateOnly today, WorkingCalendar calendar)
    {
        var day = today;
        while (calendar.WorkingDaysBetween(day.AddDays(-1), today) <= EscalateAfterWorkingDays) day = day.AddDays(-1);
        return day;
    }

    /// <summary>True for a hazard that is open, and major and overdue, or general and overdue for too long.</summary>
    public bool IsEscalated(Hazard hazard, DateOnly today, WorkingCalendar calendar) =>
        hazard.RectifiedOn is null && hazard.DueOn < (hazard.Severity == HazardSeverity.Major ? today : EscalatedBefore(today, calendar));

    public int DueWorkingDays(HazardSeverity severity) => severity == HazardSeverity.Major ? MajorDueWorkingDays : GeneralDueWorkingDays;
}
