using Concentric.Data;
using Concentric.Errands;
using Concentric.Ledgers;
using Concentric.Visits;
using Concentric.Volunteers;
using Concentric.Wishes;

namespace Concentric.Metrics;

/// <summary>What is done for residents at their door: visits, errands, wishes, volunteers.</summary>
internal static class ServiceMetrics
{
    public static IEnumerable<Metric> Define()
    {
        var ledger = VisitRecords.Kind.Ledger;
        var visits = new MetricSource<Visit>(RecordKinds.NameOf<Visit>(), ledger.Rows, x => x.CommunityId) { Ledger = ledger };
        yield return new TotalMetric(new DateDimension<Visit>(visits, x => x.VisitedOn)
            .Count())
        { Key = "visits.count", Unit = MetricUnit.Visits };

        var reached = new MetricSource<VisitHousehold>(
            RecordKinds.NameOf<Visit>(), VisitLedgers.Reached.Rows, x => x.Visit!.CommunityId)
        { Ledger = VisitLedgers.Reached };
        yield return new DistinctMetric(new DateDimension<VisitHousehold>(reached, x => x.Visit!.VisitedOn)
            .Distinct(x =>
                x.HouseholdId, things: new DistinctEntities<VisitHousehold, Household>(VisitLedgers.Households, x => x.HouseholdId)))
        {
            Key = "visits.households",
            Version = 2,
            Unit = MetricUnit.Households,
        };

        var errands = new MetricSource<Errand>(RecordKinds.NameOf<Errand>(), ErrandRecords.Kind.Ledger.Rows, x => x.CommunityId)
        {
            Ledger = ErrandRecords.Kind.Ledger,
            ToldApartBy = [new("kind", x => x.Kind, ErrandKind.List)],
            InProgrammes = keys => x => x.Programme != null && keys.Contains(x.Programme.Key),
        };
        yield return new TotalMetric(new DateDimension<Errand>(errands, x => x.ServedOn)
            .Sum(x => x.Persons))
        { Key = "errands.persons", Unit = MetricUnit.PersonTimes };

        var wishes = new MetricSource<Wish>(RecordKinds.NameOf<Wish>(), WishRecords.Kind.Ledger.Rows, x => x.CommunityId)
        {
            Ledger = WishRecords.Kind.Ledger,
        };
        yield return new TotalMetric(new DateDimension<Wish>(wishes, x => x.RaisedOn)
            .Count())
        { Key = "wishes.raised", Unit = MetricUnit.Wishes, Polarity = Polarity.Neutral };
        yield return new TotalMetric(new DateDimension<Wish>(wishes, x => x.ClaimedOn)
            .Count())
        { Key = "wishes.claimed", Unit = MetricUnit.Wishes };
        yield return new TotalMetric(new DateDimension<Wish>(wishes, x => x.FulfilledOn)
            .Count())
        { Key = "wishes.fulfilled", Unit = MetricUnit.Wishes };

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
