using Concentric.Data;
using Concentric.Ledgers;
using Concentric.Metrics;

namespace Concentric.Volunteers;

/// <summary>Volunteers and the posts that they take up.</summary>
internal static class VolunteerMetrics
{
    public static IEnumerable<Metric> Define()
    {
        var claims = new MetricSource<VolunteerClaim>(
            RecordKinds.NameOf<VolunteerClaim>(), VolunteerClaimRecords.Kind.Ledger.Rows, x => x.CommunityId)
        { Ledger = VolunteerClaimRecords.Kind.Ledger };
        yield return new DistinctMetric(new DateDimension<VolunteerClaim>(claims, x => x.ClaimedOn)
            .Distinct(x =>
                x.VolunteerId, things: new DistinctEntities<VolunteerClaim, Volunteer>(VolunteerRecords.Kind.Ledger, x => x.VolunteerId)))
        {
            Key = "volunteers.active",
            Unit = MetricUnit.Persons,
        };
    }
}
