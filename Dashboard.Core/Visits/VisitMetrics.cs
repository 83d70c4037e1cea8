using Concentric.Data;
using Concentric.Ledgers;
using Concentric.Metrics;

namespace Concentric.Visits;

/// <summary>Visits to households.</summary>
internal static class VisitMetrics
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
    }
}
