using Concentric.Hazards;
using Concentric.Notices;
using Concentric.People;
using Concentric.Tests.Core.Notices;
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

    [Fact]
    public Task Notices() => server.MirrorsAsync("notices", async store =>
    {
        var worker = await store.AccountAsync("worker", Role.Worker, TestStore.Xinsheng);
        var giver = await store.AccountAsync("giver", Role.Worker, TestStore.Xinsheng);
        var hazards = store.Get<HazardCommands>();
        await store.AddAsync(Make.Petition(with: petition => petition.DueOn = TestStore.Today));
        await store.Get<DailyNotices>().RunAsync(Stop);
        store.Time.Advance(TimeSpan.FromDays(1));
        await store.Get<DailyNotices>().RunAsync(Stop);
        var at = await hazards.RecordAsync(worker, new(TestStore.Xinsheng, new("堆物", "fire", TestStore.Today)), Stop);
        at = await hazards.RectifyAsync(worker, new(at.Id, at.Version), Stop);
        await hazards.ReturnAsync(giver, new(at.Id, at.Version, "没有清完"), Stop);
        var queries = store.Get<NoticeQueries>();
        var page = await queries.ReadAsync(worker, 1, Stop);
        Assert.Equal(3, await queries.CountUnreadAsync(worker, Stop));
        await store.Get<NoticeCommands>().MarkReadAsync(worker, page.Rows[0].Id, Stop);
        await store.Get<NoticeCommands>().MarkAllReadAsync(worker, page.Newest, Stop);
        await store.Get<NoticeCommands>().PruneAsync(Stop);
    });
}
