using Concentric.Meetings;

namespace Concentric.Dashboard.Features.Meetings;

/// <summary>What the form of a meeting holds while it is filled in.</summary>
public sealed class MeetingForm
{
    public MeetingKind? Kind { get; set; }

    public string? Title { get; set; }

    public int? CommunityId { get; set; }

    public DateOnly? HeldOn { get; set; }

    public List<int> Communities { get; set; } = [];

    public long? Attendance { get; set; }

    public string? Minutes { get; set; }

    /// <summary>Those that were invited, and whether they came.</summary>
    public Dictionary<long, Presence> CoBuilders { get; set; } = [];

    public static MeetingForm Of(Meeting meeting) => new()
    {
        Kind = meeting.Kind,
        Title = meeting.Title,
        CommunityId = meeting.CommunityId,
        HeldOn = meeting.HeldOn,
        Communities = [.. meeting.Communities.Select(joined => joined.CommunityId)],
        Attendance = meeting.Attendance,
        Minutes = meeting.Minutes,
        CoBuilders = meeting.CoBuilders.ToDictionary(unit => unit.CoBuilderId, unit => unit.Presence),
    };

    public MeetingDetails ToDetails() => new(Title, Kind, HeldOn ?? default)
    {
        Communities = Communities,
        // What is far beyond the limits stays beyond them.
        Attendance = Attendance is { } number ? (int)Math.Clamp(number, -1, int.MaxValue) : null,
        Minutes = Minutes,
        CoBuilders = [.. CoBuilders.Select(invited => new InvitedCoBuilder(invited.Key, invited.Value))],
    };
}
