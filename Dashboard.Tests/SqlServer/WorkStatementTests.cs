using Concentric.Tests.TestData;
using Concentric.Work;

namespace Concentric.Tests.SqlServer;

/// <summary>What the daily work is read with, for SQL Server.</summary>
public sealed class WorkStatementTests(DashboardSqlServer server) : IClassFixture<DashboardSqlServer>
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public Task Work() => server.MirrorsAsync("work", async store =>
    {
        var queries = store.Get<WorkQueries>();
        await store.AddAsync(Make.Petition(with: petition => petition.DueOn = TestStore.Today));
        foreach (var caller in new[] { TestStore.WorkerOfXinsheng, TestStore.Leader })
        {
            await queries.CountAsync(caller, null, Stop);
            foreach (var group in Enum.GetValues<WorkGroup>()) await queries.ReadAsync(caller, null, group, 10, Stop);
        }
    });
}
