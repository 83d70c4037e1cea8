using Concentric.Activities;
using Concentric.Projects;

namespace Concentric.Dashboard.Features.Activities;

/// <summary>What the form of an activity holds while it is filled in; each kind of output has a field of its name.</summary>
public sealed class ActivityForm
{
    public string? Title { get; set; }

    public int? CommunityId { get; set; }

    public ActivityKind? Kind { get; set; }

    public DateOnly? HeldOn { get; set; }

    public long? Attendance { get; set; }

    public long? VolunteerAttendance { get; set; }

    public string? Place { get; set; }

    public List<int> Communities { get; set; } = [];

    public List<long> Partners { get; set; } = [];

    public List<int> Programmes { get; set; } = [];

    public List<int> Services { get; set; } = [];

    public long? SavedFen { get; set; }

    public long? Rubbish { get; set; }

    public long? Road { get; set; }

    public long? Tanks { get; set; }

    public long? Truckloads { get; set; }

    public long? PortsAgreed { get; set; }

    public long? PortsBuilt { get; set; }

    public long? FireLanes { get; set; }

    public string? Description { get; set; }

    public bool HasOutputs => Outputs.Count > 0;

    private List<OutputDetails> Outputs =>
    [
        .. new (OutputKind Kind, long? Milli)[]
        {
            (OutputKind.Rubbish, Rubbish), (OutputKind.Road, Road), (OutputKind.Tanks, Tanks), (OutputKind.Truckloads, Truckloads),
            (OutputKind.PortsAgreed, PortsAgreed), (OutputKind.PortsBuilt, PortsBuilt), (OutputKind.FireLanes, FireLanes),
        }.Where(output => output.Milli is not null).Select(output => new OutputDetails(output.Kind, output.Milli!.Value)),
    ];

    public static ActivityForm Of(Activity activity)
    {
        long? Milli(OutputKind kind) => activity.Outputs.Find(output => output.Kind == kind)?.AmountMilli;
        return new()
        {
            Title = activity.Title,
            CommunityId = activity.CommunityId,
            Kind = activity.Kind,
            HeldOn = activity.HeldOn,
            Attendance = activity.Attendance,
            VolunteerAttendance = activity.VolunteerAttendance,
            Place = activity.Place,
            Communities = activity.Communities.ConvertAll(host => host.CommunityId),
            Partners = activity.Partners.ConvertAll(partner => partner.CoBuilderId),
            Programmes = activity.Programmes.ConvertAll(part => part.ProgrammeId),
            Services = activity.Services.ConvertAll(offered => offered.ServiceId),
            SavedFen = activity.SavedFen == 0 ? null : activity.SavedFen,
            Rubbish = Milli(OutputKind.Rubbish),
            Road = Milli(OutputKind.Road),
            Tanks = Milli(OutputKind.Tanks),
            Truckloads = Milli(OutputKind.Truckloads),
            PortsAgreed = Milli(OutputKind.PortsAgreed),
            PortsBuilt = Milli(OutputKind.PortsBuilt),
            FireLanes = Milli(OutputKind.FireLanes),
            Description = activity.Description,
        };
    }

    public ActivityDetails ToDetails() => new(Title, Kind, HeldOn ?? default)
    {
        Attendance = Attendance is null ? null : Whole(Attendance),
        VolunteerAttendance = Whole(VolunteerAttendance),
        Place = Place,
        Communities = Communities,
        Partners = Partners,
        Programmes = Programmes,
        Services = Services,
        SavedFen = SavedFen ?? 0,
        Outputs = Outputs,
        Description = Description,
    };

    /// <summary>More than an int holds is as much too much as the most that it holds.</summary>
    private static int Whole(long? number) => (int)Math.Clamp(number ?? 0, int.MinValue, int.MaxValue);
}
