using Concentric.Data;
using Concentric.Ledgers;
using Concentric.Metrics;

namespace Concentric.Errands;

/// <summary>Errands for residents.</summary>
internal static class ErrandMetrics
{
    public static IEnumerable<Metric> Define()
    {
        var errands = new MetricSource<Errand>(RecordKinds.NameOf<Errand>(), ErrandRecords.Kind.Ledger.Rows, x => x.CommunityId)
        {
            Ledger = ErrandRecords.Kind.Ledger,
            ToldApartBy = [new("kind", x => x.Kind, ErrandKind.List)],
            InProgrammes = keys => x => x.Programme != null && keys.Contains(x.Programme.Key),
        };
        yield return new TotalMetric(new DateDimension<Errand>(errands, x => x.ServedOn)
            .Sum(x => x.Persons))
        { Key = "errands.persons", Unit = MetricUnit.PersonTimes };
    }
}
