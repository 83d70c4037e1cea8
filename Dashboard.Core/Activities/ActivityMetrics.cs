using Concentric.Data;
using Concentric.Ledgers;
using Concentric.Metrics;

namespace Concentric.Activities;

/// <summary>Activities. An activity of several programmes or hosts counts once in a total.</summary>
internal static class ActivityMetrics
{
    public static IEnumerable<Metric> Define()
    {
        var source = new MetricSource<Activity>(RecordKinds.NameOf<Activity>(), ActivityRecords.Kind.Ledger.Rows, x => x.CommunityId)
        {
            Ledger = ActivityRecords.Kind.Ledger,
            ToldApartBy = [new("kind", x => x.Kind, ActivityKind.List)],
            IsJoint = x => x.IsJoint,
            Communities = x => x.Communities.Select(c => c.CommunityId),
            JointLinks = db => db.Set<ActivityCommunity>().Where(c => c.Activity!.IsJoint && c.Activity.ArchivedAt == null)
                .Select(c => new JointLink<Activity> { Record = c.Activity!, RecordId = c.RecordId, CommunityId = c.CommunityId }),
            InProgrammes = keys => x => x.Programmes.Any(p => keys.Contains(p.Programme!.Key)),
        };
        var held = new DateDimension<Activity>(source, x => x.HeldOn);
        yield return new TotalMetric(held.Count()) { Key = "activities.held", Unit = MetricUnit.Events };
        yield return new TotalMetric(held.Sum(x => x.Attendance)) { Key = "activities.attendance", Unit = MetricUnit.PersonTimes };
        yield return new TotalMetric(held.Sum(x => x.VolunteerAttendance, x => x.VolunteerAttendance != 0))
        {
            Key = "activities.volunteers",
            Unit = MetricUnit.PersonTimes
        };
        yield return new TotalMetric(held.Sum(x => x.SavedFen, x => x.SavedFen != 0))
        {
            Key = "activities.saved",
            Unit = MetricUnit.Yuan,
            PerUnit = 100
        };
        yield return new TotalMetric(held.Count(ActivityRecords.IsCleanUp))
        {
            Key = "activities.clean-ups",
            Unit = MetricUnit.Events
        };
        yield return new TotalMetric(held.Count(ActivityRecords.IsShowOrClinic))
        {
            Key = "activities.shows-clinics",
            Unit = MetricUnit.Events
        };
        yield return new TotalMetric(held.Count(ActivityRecords.IsJointEvent))
        {
            Key = "activities.joint-events",
            Unit = MetricUnit.Events,
        };
        yield return new TotalMetric(held.Count(ActivityRecords.IsFair)) { Key = "activities.fairs", Unit = MetricUnit.Events };

        var offered = new MetricSource<ActivityService>(
            RecordKinds.NameOf<Activity>(), ServiceLedger.Offered.Rows, x => x.Activity!.CommunityId)
        {
            Ledger = ServiceLedger.Offered,
            IsJoint = x => x.Activity!.IsJoint,
            Communities = x => x.Activity!.Communities.Select(c => c.CommunityId),
            JointLinks = db =>
                from service in db.Set<ActivityService>()
                from community in service.Activity!.Communities
                where service.Activity!.IsJoint && service.Activity.ArchivedAt == null
                // One row for each activity and service; there are far fewer than 10,000 services.
                select new JointLink<ActivityService>
                {
                    Record = service,
                    RecordId = (service.ActivityId * 10_000) + service.ServiceId,
                    CommunityId = community.CommunityId
                },
            InProgrammes = keys => x => x.Activity!.Programmes.Any(p => keys.Contains(p.Programme!.Key)),
        };
        yield return new DistinctMetric(new DateDimension<ActivityService>(offered, x => x.Activity!.HeldOn)
            .Distinct(x => x.ServiceId, things: new DistinctEntities<ActivityService, Service>(ServiceLedger.Ledger, x => x.ServiceId)))
        {
            Key = "activities.services",
            Unit = MetricUnit.Services,
        };
    }
}
