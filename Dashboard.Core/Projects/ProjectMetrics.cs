using Concentric.Data;
using Concentric.Ledgers;
using Concentric.Metrics;
using Concentric.Programmes;

namespace Concentric.Projects;

/// <summary>Projects of the five actions.</summary>
internal static class ProjectMetrics
{
    public static IEnumerable<Metric> Define()
    {
        var projects = new MetricSource<Project>(RecordKinds.NameOf<Project>(), db =>
            db.Projects.Where(x => x.ArchivedAt == null), x => x.CommunityId)
        {
            InProgrammes = keys => x => keys.Contains(x.Strand!.Key),
        };
        yield return new DistinctMetric(new DateDimension<Project>(projects, x => x.StartedOn)
            .Distinct(x =>
                x.StrandId,
                things: new DistinctEntities<Project, Programme>(ProgrammeLedger.Ledger, x => x.StrandId)))
        {
            Key = "projects.strands",
            Unit = MetricUnit.Items
        };
    }
}
