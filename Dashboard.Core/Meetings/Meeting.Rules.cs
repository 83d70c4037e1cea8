using Concentric.Data;
using Concentric.Rules;

namespace Concentric.Meetings;

/// <summary>
/// A meeting is entered when it has been held, and corrected as a whole; its history is the audit trail. A refusal
/// (<see cref="RefusedException"/>) changes nothing. Correcting needs the communities and co-builders.
/// </summary>
public sealed partial class Meeting
{
    /// <summary>What the minutes are called when they are refused; elsewhere minutes are a length of time.</summary>
    public const string MinutesField = "meeting.Minutes";

    /// <summary>A meeting that was held.</summary>
    /// <param name="communityId">The community that keeps it; for a joint one, its host.</param>
    /// <param name="details">As entered.</param>
    /// <param name="by">Who enters it.</param>
    /// <param name="check">What has been found wrong before; thrown with the rest.</param>
    public static Meeting Hold(int communityId, MeetingDetails details, ActorStamp by, ValidationContext check)
    {
        var meeting = new Meeting { Title = "" };
        meeting.Correct(communityId, details, null, by, check);
        return meeting;
    }

    /// <summary>Makes the meeting what the details say.</summary>
    /// <param name="communityId">The community that keeps it from now on.</param>
    /// <param name="details">In full.</param>
    /// <param name="firstCommitment">The first day on which a commitment made here is due or was done; the meeting can't be after it.</param>
    /// <param name="by">Who corrects it.</param>
    /// <param name="check">What has been found wrong before; thrown with the rest.</param>
    public void Correct(int communityId, MeetingDetails details, DateOnly? firstCommitment, ActorStamp by, ValidationContext check)
    {
        if (check.Past(nameof(HeldOn), details.HeldOn, by.Today) && firstCommitment is { } first)
            check.That(details.HeldOn <= first, nameof(HeldOn), details.HeldOn, Rule.AfterCommitment, first);
        if (check.That(details.Kind is not null, nameof(Kind), null, Rule.Required)) check.Defined(nameof(Kind), details.Kind!.Value);
        var title = check.RequiredLine(nameof(Title), details.Title, TextLimits.Title);
        var minutes = check.Lines(MinutesField, details.Minutes, TextLimits.Description);
        if (check.That(details.Attendance is not null, nameof(Attendance), null, Rule.Required)) check.Within(nameof(Attendance), details.Attendance!.Value, 0, MeetingDetails.MostAttendance);
        foreach (var invited in details.CoBuilders) check.Defined(nameof(CoBuilders), invited.Presence);
        HashSet<int> meeting = [.. details.Communities, communityId];
        check.That(details.Kind != MeetingKind.JointConference || meeting.Count >= MeetingDetails.LeastJoint, nameof(Communities), null, Rule.TooFewCommunities, MeetingDetails.LeastJoint);
        check.ThrowIfAny();

        CommunityId = communityId;
        Title = title;
        Kind = details.Kind!.Value;
        HeldOn = details.HeldOn;
        Attendance = details.Attendance!.Value;
        Minutes = minutes;
        TakeCommunities(meeting);
        TakeCoBuilders(details.CoBuilders);
    }

    private void TakeCommunities(HashSet<int> meeting)
    {
        IsJoint = meeting.Count > 1;
        if (!IsJoint) meeting.Clear();
        Communities.RemoveAll(joined => !meeting.Contains(joined.CommunityId));
        foreach (var id in meeting.Except(Communities.Select(joined => joined.CommunityId)).ToList()) Communities.Add(new MeetingCommunity { CommunityId = id });
    }

    private void TakeCoBuilders(IReadOnlyCollection<InvitedCoBuilder> invited)
    {
        CoBuilders.RemoveAll(present => invited.All(one => one.CoBuilderId != present.CoBuilderId));
        foreach (var one in invited)
        {
            var present = CoBuilders.Find(unit => unit.CoBuilderId == one.CoBuilderId);
            if (present is null) CoBuilders.Add(present = new MeetingAttendance { CoBuilderId = one.CoBuilderId });
            present.Attended = one.Presence == Presence.Attended;
            present.Excused = one.Presence == Presence.Excused;
        }
    }
}
