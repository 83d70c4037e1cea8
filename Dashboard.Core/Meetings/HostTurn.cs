using Concentric.Data;

namespace Concentric.Meetings;

/// <summary>A turn in the monthly rota of hosts for the joint conference: due against held.</summary>
public sealed partial class HostTurn : CommunityRecord
{
    /// <summary>First day of the month.</summary>
    public DateOnly Month { get; set; }

    /// <summary>The conference that was held in the turn; null while it is due.</summary>
    public long? MeetingId { get; set; }

    public Meeting? Meeting { get; set; }

    /// <summary>The month of a day, as its first day.</summary>
    public static DateOnly MonthOf(DateOnly day) => new(day.Year, day.Month, 1);
}
