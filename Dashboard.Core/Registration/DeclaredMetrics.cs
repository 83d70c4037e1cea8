using System.Runtime.CompilerServices;
using Concentric.Activities;
using Concentric.CoBuilders;
using Concentric.Errands;
using Concentric.Hazards;
using Concentric.Ledgers;
using Concentric.Meetings;
using Concentric.Metrics;
using Concentric.Petitions;
using Concentric.Projects;
using Concentric.Rotation;
using Concentric.Visits;
using Concentric.Volunteers;
using Concentric.Wishes;

namespace Concentric.Registration;

/// <summary>The metrics in the order in which they are listed. A new kind of records that is counted adds one line.</summary>
internal static class DeclaredMetrics
{
    // As the assembly is loaded, in the way of the kinds.
#pragma warning disable CA2255
    [ModuleInitializer]
#pragma warning restore CA2255
    internal static void Declare() => MetricCatalogue.Declare(options =>
    {
        List<Metric> all =
        [
            .. PetitionMetrics.Define(options),
            .. HazardMetrics.Define(),
            .. ActivityMetrics.Define(),
            .. OutputMetrics.Define(),
            .. ProjectMetrics.Define(),
            .. MeetingMetrics.Define(),
            .. VisitMetrics.Define(),
            .. ErrandMetrics.Define(),
            .. WishMetrics.Define(),
            .. VolunteerMetrics.Define(),
            .. CoBuilderMetrics.Define(),
            .. RotationMetrics.Define(),
        ];
        return all.Append(Overdue(all));
    });

    /// <summary>Petitions and hazards together.</summary>
    private static SumMetric Overdue(IEnumerable<Metric> all) =>
        new([.. all.Where(metric => metric.Key is "petitions.overdue" or "hazards.overdue")])
        {
            Key = "overdue.items",
            Version = 2,
            Unit = MetricUnit.Items,
            Polarity = Polarity.LessIsBetter,
        };
}
