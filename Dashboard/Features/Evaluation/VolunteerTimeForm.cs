using Concentric.Evaluation;

namespace Concentric.Dashboard.Features.Evaluation;

/// <summary>What the form of volunteers' time holds while it is filled in.</summary>
public sealed class VolunteerTimeForm
{
    public long? VolunteerId { get; set; }

    public DateOnly? ServedOn { get; set; }

    /// <summary>Thousandths of an hour.</summary>
    public long? WorkTime { get; set; }

    public string? Purpose { get; set; }

    public long? ActivityId { get; set; }

    public static VolunteerTimeForm Of(VolunteerTime time) => new()
    {
        VolunteerId = time.VolunteerId,
        ServedOn = time.ServedOn,
        WorkTime = time.Minutes * 1_000L / 60,
        Purpose = time.Purpose,
        ActivityId = time.ActivityId,
    };

    public VolunteerTimeDetails ToDetails() =>
        new(VolunteerId ?? 0, ServedOn ?? default, (int)Math.Clamp(((WorkTime ?? 0) * 60 + 500) / 1_000, 0, int.MaxValue), Purpose, ActivityId);
}
