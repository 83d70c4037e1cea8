using Concentric.Data;
using Concentric.Projects;
using Concentric.Rules;

namespace Concentric.Activities;

/// <summary>
/// An activity is entered when it has been held, and corrected as a whole; its history is the audit trail. A refusal
/// (<see cref="RefusedException"/>) changes nothing. Correcting needs all parts and the outputs.
/// </summary>
public sealed partial class Activity
{
    /// <summary>An activity that was held.</summary>
    /// <param name="communityId">The community that keeps it.</param>
    /// <param name="details">As entered.</param>
    /// <param name="by">Who enters it.</param>
    /// <param name="check">What has been found wrong before; thrown with the rest.</param>
    public static Activity Hold(int communityId, ActivityDetails details, ActorStamp by, ValidationContext check)
    {
        var activity = new Activity { Number = "", Title = "" };
        activity.Correct(communityId, details, by, check);
        return activity;
    }

    /// <summary>Makes the activity what the details say.</summary>
    /// <param name="communityId">The community that keeps it from now on.</param>
    /// <param name="details">In full.</param>
    /// <param name="by">Who corrects it.</param>
    /// <param name="check">What has been found wrong before; thrown with the rest.</param>
    /// <returns>The outputs that it has no longer, for the caller to delete.</returns>
    public IReadOnlyList<Output> Correct(int communityId, ActivityDetails details, ActorStamp by, ValidationContext check)
    {
        check.Past(nameof(HeldOn), details.HeldOn, by.Today);
        check.Chosen(nameof(Kind), details.Kind);
        var title = check.RequiredLine(nameof(Title), details.Title, TextLimits.Title);
        var description = check.Lines(nameof(Description), details.Description, TextLimits.Description);
        var place = check.Line(nameof(Place), details.Place, TextLimits.Title);
        CheckAmounts(details, check);
        check.ThrowIfAny();

        CommunityId = communityId;
        Title = title;
        Description = description;
        Place = place;
        Kind = details.Kind!.Value;
        HeldOn = details.HeldOn;
        Attendance = details.Attendance!.Value;
        VolunteerAttendance = details.VolunteerAttendance;
        SavedFen = details.SavedFen;
        TakeHosts(details.Communities);
        Match(Partners, details.Partners, partner => partner.CoBuilderId, id => new ActivityPartner { CoBuilderId = id });
        Match(Programmes, details.Programmes, programme => programme.ProgrammeId, id => new ActivityProgramme { ProgrammeId = id });
        Match(Services, details.Services, service => service.ServiceId, id => new ActivityService { ServiceId = id });
        return TakeOutputs(details.Outputs);
    }

    private static void CheckAmounts(ActivityDetails details, ValidationContext check)
    {
        if (check.That(details.Attendance is not null, nameof(Attendance), null, Rule.Required)
            && check.Within(nameof(Attendance), details.Attendance!.Value, 0, ActivityDetails.MostAttendance)
            && check.Within(nameof(VolunteerAttendance), details.VolunteerAttendance, 0, ActivityDetails.MostAttendance))
            check.That(details.VolunteerAttendance <= details.Attendance, nameof(VolunteerAttendance), details.VolunteerAttendance, Rule.MoreThanAttendance, details.Attendance);
        check.Within(nameof(SavedFen), details.SavedFen, 0, ActivityDetails.MostSavedFen, QuantityUnit.Fen);
        foreach (var output in details.Outputs)
        {
            check.Defined(nameof(Outputs), output.Kind);
            OutputRecords.CheckAmount(check, Enum.IsDefined(output.Kind) ? output.Kind.ToString() : "Amount", output.Kind, output.AmountMilli);
        }
        var twice = details.Outputs.GroupBy(output => output.Kind).FirstOrDefault(kind => kind.Count() > 1);
        check.That(twice is null, nameof(Outputs), twice?.Key, Rule.Repeated);
    }

    private void TakeHosts(IReadOnlyCollection<int> communityIds)
    {
        HashSet<int> hosts = [.. communityIds, CommunityId];
        IsJoint = hosts.Count > 1;
        if (!IsJoint) hosts.Clear();
        Match(Communities, hosts, host => host.CommunityId, id => new ActivityCommunity { CommunityId = id });
    }

    /// <summary>Outputs are records of their own; they are recorded on the activity's day, by its community.</summary>
    private List<Output> TakeOutputs(IReadOnlyCollection<OutputDetails> wanted)
    {
        var gone = Outputs.Where(output => output.ArchivedAt is null && wanted.All(details => details.Kind != output.Kind)).ToList();
        Outputs.RemoveAll(gone.Contains);
        foreach (var details in wanted)
        {
            var output = Outputs.Find(present => present.ArchivedAt is null && present.Kind == details.Kind);
            if (output is null) Outputs.Add(output = new Output { Kind = details.Kind });
            output.AmountMilli = details.AmountMilli;
            output.RecordedOn = HeldOn;
            output.CommunityId = CommunityId;
        }
        return gone;
    }

    private static void Match<TPart, TKey>(List<TPart> parts, IReadOnlyCollection<TKey> wanted, Func<TPart, TKey> keyOf, Func<TKey, TPart> make)
    {
        parts.RemoveAll(part => !wanted.Contains(keyOf(part)));
        foreach (var key in wanted.Except(parts.Select(keyOf)).ToList()) parts.Add(make(key));
    }
}
