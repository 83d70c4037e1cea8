using Concentric.Communities;
using Concentric.Data;
using Concentric.Ledgers;
using Concentric.Metrics;

namespace Concentric.Rotation;

/// <summary>The exchange of secretaries between communities.</summary>
internal static class RotationMetrics
{
    public static IEnumerable<Metric> Define()
    {
        var source = new MetricSource<Posting>(
            RecordKinds.NameOf<Posting>(),
            db => db.Postings.Where(x => x.ArchivedAt == null && x.IsRotation && x.Position == Position.Secretary), x => x.CommunityId);
        var began = new DateDimension<Posting>(source, x => x.StartsOn);
        yield return new DistinctMetric(began.Distinct(x => x.WorkerId,
            things: new DistinctEntities<Posting, Worker>(WorkerRecords.Kind.Ledger, x => x.WorkerId)))
        {
            Key = "rotation.secretaries",
            Unit = MetricUnit.Persons,
            Polarity = Polarity.Neutral
        };
        yield return new DistinctMetric(began.Distinct(x => x.CommunityId,
            things: new DistinctEntities<Posting, Community>(CommunityLedgers.Communities, x =>
                x.CommunityId)))
        { Key = "rotation.communities", Unit = MetricUnit.Items, Polarity = Polarity.Neutral };
    }
}
