using Concentric.Calendar;
using Concentric.Communities;
using Concentric.Data;
using Concentric.Hazards;
using Concentric.Instructions;
using Concentric.Kinds;
using Concentric.Notices;
using Concentric.People;
using Concentric.Rotation;
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
            foreach (var group in Enum.GetValues<WorkGroup>())
                await queries.ReadAsync(caller, null, group, new HashSet<RecordKey> { new("petition", 1), new("hazard", 1) }, 10, Stop);
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
        var at = await hazards.EnterAsync(worker, Make.HazardValues(), null, Stop);
        at = await hazards.RectifyAsync(worker, new(at.Id, at.Version), Stop);
        await hazards.ReturnAsync(giver, new(at.Id, at.Version, "没有清完"), Stop);
        var queries = store.Get<NoticeQueries>();
        var page = await queries.ReadAsync(worker, 1, Stop);
        Assert.Equal(3, await queries.CountUnreadAsync(worker, Stop));
        Assert.Single(await queries.ArrivalsAsync(worker, Stop));
        await store.Get<NoticeCommands>().MarkSeenAsync(worker, "hazard", at.Id, Stop);
        await store.Get<NoticeCommands>().MarkReadAsync(worker, page.Rows[0].Id, Stop);
        await store.Get<NoticeCommands>().MarkAllReadAsync(worker, page.Newest, Stop);
        await store.Get<NoticeCommands>().PruneAsync(Stop);
    });

    [Fact]
    public Task Instructions() => server.MirrorsAsync("instructions", async store =>
    {
        var leader = await store.AccountAsync("leader", Role.Leader);
        var worker = await store.AccountAsync("worker", Role.Worker, TestStore.Xinsheng);
        var person = await store.AddAsync(new Worker { Name = "张伟", CommunityId = TestStore.Xinsheng });
        await store.AddAsync(new Posting
        {
            WorkerId = person.Id,
            CommunityId = TestStore.Xinsheng,
            Position = Position.Secretary,
            StartsOn = TestStore.Today.AddDays(-9),
        });
        await store.Get<InCharge>()
            .SetAsync(TestStore.Administrator, new(TestStore.Xinsheng, leader.UserId, person.Id, worker.UserId), Stop);
        await store.Get<InCharge>().ReadAsync(Stop);
        var late = await store.AddAsync(Make.Petition(with: petition => petition.DueOn = TestStore.Today.AddDays(-90)));
        var key = new RecordKey("petition", late.Id);
        var commands = store.Get<InstructionCommands>();
        var queries = store.Get<InstructionQueries>();
        await queries.OfferAsync(leader, key, Stop);
        await commands.CommentAsync(leader, key, "注意", Guid.NewGuid(), Stop);
        var at = await commands.GiveAsync(leader, new(key, "请办", worker.UserId, TestStore.Today), Guid.NewGuid(), Stop);
        at = await commands.AnswerAsync(worker, new(at.Id, at.Version, "在办"), Stop);
        at = await commands.ReturnAsync(leader, new(at.Id, at.Version, "再答"), Stop);
        await commands.ReassignAsync(leader, new(at.Id, at.Version, worker.UserId), Stop);
        await store.Get<DailyNotices>().RunAsync(Stop);
        Assert.NotEmpty((await queries.ThreadAsync(worker, key, Stop))!.Escalations);
        Assert.NotEmpty((await queries.WaitingAsync(worker, Stop)).ToAnswer);
        await queries.WaitingAsync(leader, Stop);
        Assert.Equal(1, await queries.CountToAnswerAsync(worker, Stop));
        Assert.Single(await queries.OfRowsAsync("petition", [late.Id], Stop));
        foreach (var side in Enum.GetValues<InstructionSide>())
        {
            await queries.CountAsync(leader, side, Stop);
            foreach (var filter in Enum.GetValues<InstructionFilter>()) await queries.ListAsync(leader, side, filter, Stop);
        }

        Assert.NotEmpty((await queries.OfMeetingAsync(leader, [TestStore.Xinsheng], TestStore.Today.AddDays(-3), Stop)).Rows);
        await store.Get<InCharge>().OfLeaderAsync(leader, Stop);
        await store.Get<AccountCommands>().SetDisabledAsync(TestStore.Administrator, worker.UserId!.Value, true, Stop);
        store.Time.Advance(TimeSpan.FromDays(1));
        await store.Get<DailyNotices>().RunAsync(Stop);
    }, services => services.AddPeople());

    [Fact]
    public Task WorkersAndCalendar() => server.MirrorsAsync("workers", async store =>
    {
        var (first, second) = (await store.AddAsync(new Worker { Name = "张伟", CommunityId = TestStore.Xinsheng }),
            await store.AddAsync(new Worker { Name = "李娜", CommunityId = TestStore.Xinshun }));
        var workers = store.Get<RecordCommands<Worker>>();
        var third = await workers.EnterAsync(TestStore.WorkerOfXinsheng, Make.WorkerValues("王强"), Guid.NewGuid(), Stop);
        third = await workers.CorrectAsync(TestStore.WorkerOfXinsheng,
            new(third.Id, third.Version, new() { [x => x.TrainedOn] = TestStore.Today }), Stop);
        Assert.NotNull(await store.Get<RecordQueries<Worker>>().FindAsync(TestStore.WorkerOfXinsheng, third.Id, Stop));
        third = await workers.ArchiveAsync(TestStore.WorkerOfXinsheng, new(third.Id, third.Version, "误录"), Stop);
        third = await workers.RestoreAsync(TestStore.WorkerOfXinsheng, new(third.Id, third.Version), Stop);
        await workers.ArchiveAsync(TestStore.WorkerOfXinsheng, new(third.Id, third.Version, "误录"), Stop);
        var postings = store.Get<RecordCommands<Posting>>();
        await postings.EnterAsync(TestStore.Administrator, Make.PostingValues(first.Id), null, Stop);
        var at = await postings.EnterAsync(TestStore.WorkerOfXinshun, Make.PostingValues(second.Id, TestStore.Xinshun), Guid.NewGuid(),
            Stop);
        at = await postings.CorrectAsync(TestStore.WorkerOfXinshun, new(at.Id, at.Version, new() { [x => x.Note] = "到任" }), Stop);
        at = await postings.ArchiveAsync(TestStore.WorkerOfXinshun, new(at.Id, at.Version, "误录"), Stop);
        at = await postings.RestoreAsync(TestStore.WorkerOfXinshun, new(at.Id, at.Version), Stop);
        at = await store.Get<PostingCommands>()
            .ExchangeAsync(TestStore.Administrator, new(TestStore.Xinsheng, TestStore.Xinshun, TestStore.Today), Stop);
        var exchange = (await store.Get<RotationQueries>().ExchangesAsync(TestStore.Leader, Stop))[0];
        Assert.Equal(2, (await store.Get<RotationQueries>().ChangesAsync(TestStore.Leader, Stop)).Count);
        Assert.Equal(4, (await store.Get<RotationQueries>().BacklogAsync(TestStore.Leader, exchange, Stop)).Count);
        foreach (var view in Enum.GetValues<TalentView>()) await store.Get<TalentQueries>().ReadAsync(TestStore.Leader, view, Stop);
        var queries = store.Get<WorkerQueries>();
        Assert.NotNull(await store.Get<RecordQueries<Posting>>().FindAsync(TestStore.Leader, at.Id, Stop));
        Assert.Equal(2, (await queries.FindAsync(TestStore.Leader, first.Id, Stop))!.Postings.Count);
        Assert.Single((await store.Get<RecordQueries<Posting>>().OfferAsync(TestStore.WorkerOfXinsheng, Stop)).Single().Choices);
        await store.Get<CalendarQueries>().YearAsync(2026, Stop);
        await store.Get<CalendarQueries>().AcrossAsync(TestStore.Today, Stop);
        await store.Get<CalendarYears.CalendarYearWatch>().MissingAsync(Stop);
        await store.AccountAsync("admin", Role.Administrator);
        await store.Get<CalendarYears.CalendarYearWatch>().LookAsync(Stop);
    });
}
