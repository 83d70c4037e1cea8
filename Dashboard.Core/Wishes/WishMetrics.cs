using Concentric.Data;
using Concentric.Ledgers;
using Concentric.Metrics;

namespace Concentric.Wishes;

/// <summary>Wishes of residents.</summary>
internal static class WishMetrics
{
    public static IEnumerable<Metric> Define()
    {
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
    }
}
