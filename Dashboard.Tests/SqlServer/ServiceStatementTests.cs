using Concentric.Errands;
using Concentric.Kinds;
using Concentric.Programmes;
using Concentric.Tests.Core.Meetings;
using Concentric.Tests.TestData;
using Concentric.Visits;
using Concentric.Wishes;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Tests.SqlServer;

/// <summary>Every statement of visits, errands and wishes, for SQL Server.</summary>
public sealed class ServiceStatementTests(DashboardSqlServer server) : IClassFixture<DashboardSqlServer>
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public Task Visits() => server.MirrorsAsync("records.visits", async store =>
    {
        var commands = store.Get<VisitCommands>();
        var worker = TestStore.WorkerOfXinsheng;
        var at = await commands.EnterAsync(worker, Make.VisitValues(["7-2-301", "7-2-302"]), Guid.NewGuid(), Stop);
        at = await commands.CorrectAsync(worker, new(at.Id, at.Version, new() { [x => x.Households] = new[] { "7-2-302" } }), Stop);
        var records = store.Get<RecordCommands<Visit>>();
        at = await records.ArchiveAsync(worker, new(at.Id, at.Version, "重复"), Stop);
        await records.RestoreAsync(worker, new(at.Id, at.Version), Stop);
        Assert.NotNull(await store.Get<RecordQueries<Visit>>().FindAsync(worker, at.Id, Stop));
        Assert.NotEmpty(await store.Get<HouseholdQueries>().SearchAsync(worker, TestStore.Xinsheng, "7-2", Stop));
    });

    [Fact]
    public Task Errands() => server.MirrorsAsync("records.errands", async store =>
    {
        var commands = store.Get<RecordCommands<Errand>>();
        var worker = TestStore.WorkerOfXinsheng;
        await using var db = store.Open();
        db.Programmes.Add(new() { Key = "errands", Name = "代办服务", NameEn = "Errands" });
        await db.SaveChangesAsync(Stop);
        var programme = await db.Programmes.Select(one => one.Id).FirstAsync(Stop);
        var at = await commands.EnterAsync(worker, Make.ErrandValues().With(x => x.ProgrammeId, programme), Guid.NewGuid(), Stop);
        at = await commands.CorrectAsync(worker, new(at.Id, at.Version, new() { [x => x.Persons] = 3 }), Stop);
        at = await commands.ArchiveAsync(worker, new(at.Id, at.Version, "重复"), Stop);
        await commands.RestoreAsync(worker, new(at.Id, at.Version), Stop);
        var queries = store.Get<RecordQueries<Errand>>();
        Assert.NotNull(await queries.FindAsync(worker, at.Id, Stop));
        Assert.Equal((long)programme, (await queries.BeginAsync(worker, Stop))[x => x.ProgrammeId]);
        Assert.Contains((await queries.OfferAsync(worker, Stop)).Single().Choices, choice => choice.Id == programme);
    });

    [Fact]
    public Task Wishes() => server.MirrorsAsync("records.wishes", async store =>
    {
        var (commands, wishes) = (store.Get<WishCommands>(), store.Get<RecordCommands<Wish>>());
        var worker = TestStore.WorkerOfXinsheng;
        var unit = await store.AddAsync(MeetingCommandsTests.Unit("超市"));
        var at = await wishes.EnterAsync(worker, Make.WishValues(), Guid.NewGuid(), Stop);
        at = await commands.ClaimAsync(worker, new(at.Id, at.Version, new("李大妈")), Stop);
        at = await commands.UnclaimAsync(worker, new(at.Id, at.Version, "有事"), Stop);
        at = await commands.ClaimAsync(worker, new(at.Id, at.Version, new(null, unit.Id)), Stop);
        at = await commands.CorrectClaimAsync(worker, new(at.Id, at.Version, new("李大妈"), TestStore.Today, "误选"), Stop);
        at = await commands.FulfilAsync(worker, new(at.Id, at.Version), Stop);
        at = await commands.CorrectFulfilmentAsync(worker, new(at.Id, at.Version, TestStore.Today, "核实"), Stop);
        at = await commands.ReopenAsync(worker, new(at.Id, at.Version, "没有送到"), Stop);
        at = await wishes.CorrectAsync(worker, new(at.Id, at.Version, Make.WishValues("一把洗澡椅")), Stop);
        at = await wishes.ArchiveAsync(worker, new(at.Id, at.Version, "重复"), Stop);
        await wishes.RestoreAsync(worker, new(at.Id, at.Version), Stop);
        Assert.NotNull(await store.Get<WishQueries>().FindAsync(worker, at.Id, Stop));
    });
}
