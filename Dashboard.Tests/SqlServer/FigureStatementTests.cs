using Concentric.Activities;
using Concentric.Metrics;
using Concentric.Programmes;
using Concentric.PublishedFigures;
using Concentric.Tests.TestData;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Tests.SqlServer;

/// <summary>Every statement of published figures, programmes, second looks and signs, for SQL Server.</summary>
public sealed class FigureStatementTests(DashboardSqlServer server) : IClassFixture<DashboardSqlServer>
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public Task PublishedFigures() => MirrorsAsync("figures.claims", async store =>
    {
        await store.AddAsync(new Programme { Key = "visits", Name = "入户走访", NameEn = "Visits" });
        var leader = TestStore.Leader;
        var (commands, queries, checks) = (store.Get<PublishedFigureCommands>(), store.Get<PublishedFigureQueries>(), store.Get<ClaimChecks>());
        var details = new PublishedFigureDetails("走访", FigureRelation.AtLeast, 1_000, "activities.held", "visits", TestStore.Today, TestStore.Today, "报", TestStore.Today) { Programmes = ["visits"], Communities = ["xinsheng"] };
        var at = await commands.PublishAsync(leader, new(details, Guid.NewGuid()), Stop);
        await checks.RunAsync(Stop);
        var activity = Make.Activity(heldOn: TestStore.Today);
        activity.Programmes.Add(new ActivityProgramme { ProgrammeId = 1 });
        await store.AddAsync(activity);
        await checks.RunAsync(Stop);
        await queries.ReadAsync(leader, "visits", Stop);
        await queries.FindAsync(leader, at.Id, Stop);
        await queries.OwnersAsync(Stop);
        await store.Get<ProgrammeDirectory>().NamesAsync(Stop);
        at = await commands.CorrectAsync(leader, new(at.Id, at.Version, details with { Claim = "走访了" }), Stop);
        at = await commands.ArchiveAsync(leader, new(at.Id, at.Version, "重复"), Stop);
        await commands.RestoreAsync(leader, new(at.Id, at.Version), Stop);
    });

    private Task MirrorsAsync(string source, Func<TestStore, Task> run) => server.MirrorsAsync(source, run, services => services.AddMetricCube(MetricOptions.Default));
}
