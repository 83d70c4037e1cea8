using Concentric.Activities;

namespace Concentric.Dashboard.Demo.Synthetic;

/// <summary>A measured output of an activity.</summary>
internal readonly record struct ActivityOutput(OutputKind Kind, long AmountMilli, int ProgrammeId, long? ProjectId = null);

/// <summary>An activity with its parts, before it has a number.</summary>
internal sealed record ActivityPlan(int CommunityId, string Kind, DateOnly HeldOn, string Title)
{
    public string? Place { get; init; }

    /// <summary>Everyone, volunteers included.</summary>
    public int Attendance { get; init; }

    public int Volunteers { get; init; }

    public long SavedFen { get; init; }

    /// <summary>All hosts of a joint activity; null when it has one.</summary>
    public int[]? Hosts { get; init; }

    public int[] Programmes { get; init; } = [];

    public long[] Partners { get; init; } = [];

    public int[] Services { get; init; } = [];

    public IReadOnlyList<ActivityOutput> Outputs { get; init; } = [];
}

/// <summary>Makes activities with their parts and outputs.</summary>
internal sealed class ActivityMaker(BulkRecordSet bag)
{
    public Activity Make(string number, ActivityPlan plan)
    {
        var activity = bag.Add(new Activity
        {
            Number = number,
            CommunityId = plan.CommunityId,
            Title = plan.Title,
            Kind = plan.Kind,
            HeldOn = plan.HeldOn,
            Place = plan.Place,
            Attendance = plan.Attendance,
            VolunteerAttendance = plan.Volunteers,
            SavedFen = plan.SavedFen,
            IsJoint = plan.Hosts is not null,
        });
        foreach (var host in plan.Hosts ?? []) bag.Add(new ActivityCommunity { RecordId = activity.Id, CommunityId = host });
        foreach (var programme in plan.Programmes) bag.Add(new ActivityProgramme { ActivityId = activity.Id, ProgrammeId = programme });
        foreach (var partner in plan.Partners.Order()) bag.Add(new ActivityPartner { ActivityId = activity.Id, CoBuilderId = partner });
        foreach (var service in plan.Services.Order()) bag.Add(new ActivityService { ActivityId = activity.Id, ServiceId = service });
        foreach (var output in plan.Outputs)
        {
            bag.Add(new Output
            {
                CommunityId = plan.CommunityId,
                ActivityId = activity.Id,
                ProjectId = output.ProjectId,
                ProgrammeId = output.ProgrammeId,
                Kind = output.Kind,
                AmountMilli = output.AmountMilli,
                RecordedOn = plan.HeldOn,
            });
        }

        return activity;
    }
}
