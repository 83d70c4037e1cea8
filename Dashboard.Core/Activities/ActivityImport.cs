using Concentric.CoBuilders;
using Concentric.Data;
using Concentric.Imports;
using Concentric.Lists;
using Concentric.Metrics;
using Concentric.Programmes;
using Concentric.Projects;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Activities;

/// <summary>Activities from spreadsheets. Outputs stay as they are: they are entered on the activity's page.</summary>
public sealed class ActivityImport : WholeSheet<Activity>
{
    public override RecordList List => ActivityList.List;

    public override string Prefix => NumberPrefixes.Activity;

    public override IReadOnlyList<ImportColumn> Columns { get; } =
    [
        ImportColumn.Number,
        ImportColumn.KeptBy,
        new("title", ImportType.Text, nameof(Activity.Title)) { IsRequired = true, Width = 36 },
        new("activity-kind", ImportType.Term, nameof(Activity.Kind)) { IsRequired = true, TermType = typeof(ActivityKind) },
        new("place", ImportType.Text, nameof(Activity.Place)) { Width = 20 },
        new("held-on", ImportType.Day, nameof(Activity.HeldOn)) { IsRequired = true },
        new("attendance", ImportType.Whole, nameof(Activity.Attendance)) { Unit = MetricUnit.PersonTimes },
        new("volunteer-attendance", ImportType.Whole, nameof(Activity.VolunteerAttendance)) { Unit = MetricUnit.PersonTimes },
        new("saved", ImportType.Money, nameof(Activity.SavedFen)),
        new("description", ImportType.Text, nameof(Activity.Description)) { Width = 40 },
        new("hosts", ImportType.Community, nameof(Activity.Communities)) { IsMany = true, Width = 24 },
        new("partners", ImportType.Name, nameof(Activity.Partners)) { IsMany = true, Lookup = CoBuilder.References, Width = 24 },
        new("programmes", ImportType.Name, nameof(Activity.Programmes)) { IsMany = true, Lookup = Programme.References, Width = 24 },
        new("services", ImportType.Name, nameof(Activity.Services)) { IsMany = true, Lookup = Service.References, Width = 24 },
    ];

    public override IQueryable<Activity> With(IQueryable<Activity> records) => records
        .Include(activity => activity.Communities).Include(activity => activity.Partners).Include(activity => activity.Programmes)
        .Include(activity => activity.Services).Include(activity => activity.Outputs).AsSplitQuery();

    internal override NearRule<Activity> Near { get; } = new(
        activity => new() { Id = activity.Id, CommunityId = activity.CommunityId, Day = activity.HeldOn, Text = activity.Title, Number = activity.Number }, "title")
    { Day = "held-on" };

    public override Activity Add(ImportRow row) => Activity.Hold(row.Community(), Read(row, null), row.Scene.By, row.Check);

    protected override void Correct(Activity record, ImportRow row) => record.Correct(row.Community(present: record.CommunityId), Read(row, record), row.Scene.By, row.Check);

    private static ActivityDetails Read(ImportRow row, Activity? present) =>
        new(row.Text("title", present?.Title), row.Term<ActivityKind>("activity-kind", present?.Kind) ?? Missing(row, present), row.RequiredDay("held-on", present?.HeldOn))
        {
            Description = row.Text("description", present?.Description),
            Place = row.Text("place", present?.Place),
            Attendance = row.Count("attendance", present?.Attendance ?? 0),
            VolunteerAttendance = row.Count("volunteer-attendance", present?.VolunteerAttendance ?? 0),
            SavedFen = row.Fen("saved", present?.SavedFen) ?? 0,
            Communities = row.Communities("hosts", present?.Communities.ConvertAll(host => host.CommunityId) ?? []),
            Partners = row.Ids("partners", CoBuilder.References, present?.Partners.ConvertAll(partner => partner.CoBuilderId) ?? []),
            Programmes = [.. row.Ids("programmes", Programme.References, present?.Programmes.ConvertAll(programme => (long)programme.ProgrammeId) ?? []).Select(id => (int)id)],
            Services = [.. row.Ids("services", Service.References, present?.Services.ConvertAll(service => (long)service.ServiceId) ?? []).Select(id => (int)id)],
            Outputs = present?.Outputs.Where(output => output.ArchivedAt is null).Select(output => new OutputDetails(output.Kind, output.AmountMilli)).ToList() ?? [],
        };

    private static ActivityKind Missing(ImportRow row, Activity? present)
    {
        row.Check.That(row.IsGiven("activity-kind"), nameof(Activity.Kind), null, Rules.Rule.Required);
        return present?.Kind ?? ActivityKind.Other;
    }

    protected override object ContentOf(Activity activity)
    {
        string[] parts =
        [
            string.Join(',', activity.Communities.Select(host => host.CommunityId).Order()),
            string.Join(',', activity.Partners.Select(partner => partner.CoBuilderId).Order()),
            string.Join(',', activity.Programmes.Select(programme => programme.ProgrammeId).Order()),
            string.Join(',', activity.Services.Select(service => service.ServiceId).Order()),
        ];
        var own = (activity.CommunityId, activity.Title, activity.Kind, activity.HeldOn, activity.Description, activity.Place,
            activity.Attendance, activity.VolunteerAttendance, activity.SavedFen);
        return (own, string.Join(';', parts));
    }
}
