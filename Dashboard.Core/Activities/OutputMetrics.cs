using Concentric.Data;
using Concentric.Ledgers;
using Concentric.Metrics;

namespace Concentric.Activities;

/// <summary>Measured outputs of activities, projects and agreements.</summary>
internal static class OutputMetrics
{
    private static readonly (string Key, OutputKind Kind, MetricUnit Unit)[] Kinds =
    [
        ("rubbish", OutputKind.Rubbish, MetricUnit.Tonnes),
        ("road", OutputKind.Road, MetricUnit.Metres),
        ("tanks", OutputKind.Tanks, MetricUnit.Tanks),
        ("truckloads", OutputKind.Truckloads, MetricUnit.Truckloads),
        ("charging-ports-agreed", OutputKind.PortsAgreed, MetricUnit.Ports),
        ("charging-ports-built", OutputKind.PortsBuilt, MetricUnit.Ports),
        ("fire-lanes", OutputKind.FireLanes, MetricUnit.Lanes),
    ];

    /// <summary>In what outputs of a kind are counted.</summary>
    public static MetricUnit UnitOf(OutputKind kind) => Kinds.First(known => known.Kind == kind).Unit;

    public static IEnumerable<Metric> Define()
    {
        var source = new MetricSource<Output>(RecordKinds.NameOf<Output>(), OutputRecords.Kind.Ledger.Rows, x => x.CommunityId)
        {
            Ledger = OutputRecords.Kind.Ledger,
            InProgrammes = keys => x => x.Programme != null && keys.Contains(x.Programme.Key),
        };
        var recorded = new DateDimension<Output>(source, x => x.RecordedOn);
        foreach (var (key, kind, unit) in Kinds)
        {
            yield return new TotalMetric(recorded.Sum(x => x.AmountMilli, x => x.Kind == kind))
            {
                Key = $"outputs.{key}",
                Unit = unit,
                PerUnit = 1_000
            };
        }
    }
}
