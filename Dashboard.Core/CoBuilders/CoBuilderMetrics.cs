using Concentric.Data;
using Concentric.Ledgers;
using Concentric.Metrics;

namespace Concentric.CoBuilders;

/// <summary>What co-builders give.</summary>
internal static class CoBuilderMetrics
{
    public static IEnumerable<Metric> Define()
    {
        var source = new MetricSource<Contribution>(RecordKinds.NameOf<Contribution>(), ContributionRecords.Kind.Ledger.Rows, x =>
            x.CommunityId)
        {
            Ledger = ContributionRecords.Kind.Ledger,
            InProgrammes = keys => x => x.Programme != null && keys.Contains(x.Programme.Key),
        };
        var given = new DateDimension<Contribution>(source, x => x.GivenOn);
        yield return new TotalMetric(given.Sum(x => x.AmountFen, x => x.AmountFen != 0))
        {
            Key = "contributions.yuan",
            Unit = MetricUnit.Yuan,
            PerUnit = 100
        };
        yield return new TotalMetric(given.Sum(x => x.Minutes, x => x.Minutes != 0))
        {
            Key = "contributions.hours",
            Unit = MetricUnit.Hours,
            PerUnit = 60
        };
    }
}
