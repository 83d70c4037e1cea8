using Concentric.Data;

namespace Concentric.Meetings;

/// <summary>Whether a co-builder that was invited came: 到会, 请假, 缺席.</summary>
public enum Presence { Attended, Excused, Absent }

/// <summary>A co-builder that was invited to a meeting.</summary>
/// <param name="CoBuilderId">Each at most once.</param>
/// <param name="Presence">Whether it came.</param>
public sealed record InvitedCoBuilder(long CoBuilderId, Presence Presence);

/// <summary>What is said about a meeting, in full: what is left out is not so.</summary>
/// <param name="Title">In one line; required.</param>
/// <param name="Kind">Required. A joint conference takes two communities or more.</param>
/// <param name="HeldOn">Day on which it was held; not in the future.</param>
public sealed record MeetingDetails(string? Title, MeetingKind? Kind, DateOnly HeldOn)
{
    /// <summary>The most person-times of one meeting.</summary>
    public const int MostAttendance = 100_000;

    /// <summary>How many communities make a joint conference.</summary>
    public const int LeastJoint = 2;

    /// <summary>Person-times present, 0 to <see cref="MostAttendance"/>; required.</summary>
    public int? Attendance { get; init; }

    public string? Minutes { get; init; }

    /// <summary>All the communities that meet; the keeping one may be left out. With others the meeting is joint.</summary>
    public IReadOnlyCollection<int> Communities { get; init; } = [];

    public IReadOnlyCollection<InvitedCoBuilder> CoBuilders { get; init; } = [];
}

/// <summary>A meeting that was held.</summary>
/// <param name="CommunityId">The community that keeps it; for a joint one, its host.</param>
/// <param name="Details">What is said about it.</param>
/// <param name="RequestId">Made by the form, so that sending it twice enters it once.</param>
public sealed record RecordMeeting(int CommunityId, MeetingDetails Details, Guid? RequestId = null);

/// <summary>Corrected details, in full.</summary>
/// <param name="CommunityId">The community that keeps it from now on; the same when left out.</param>
public sealed record CorrectMeeting(long Id, int Version, MeetingDetails Details, int? CommunityId = null) : RecordInput(Id, Version);
