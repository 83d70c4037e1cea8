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

/// <summary>How long hazards may stay, in working days from the day they were found.</summary>
/// <param name="GeneralDueWorkingDays">General hazards; <c>Hazards:GeneralDueWorkingDays</c>, 1 to 250.</param>
/// <param name="MajorDueWorkingDays">Major hazards; <c>Hazards:MajorDueWorkingDays</c>, 1 to 250.</param>
public sealed record HazardSettings(int GeneralDueWorkingDays = 10, int MajorDueWorkingDays = 3)
{
    public int DueWorkingDays(HazardSeverity severity) => severity == HazardSeverity.Major ? MajorDueWorkingDays : GeneralDueWorkingDays;
}
