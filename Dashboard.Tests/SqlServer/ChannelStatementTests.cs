using Concentric.Data;
using Concentric.Jobs;
using Concentric.Notices;
using Concentric.Notices.Channels;
using Concentric.Robots;
using Concentric.Tests.Core.Notices;
using Concentric.Tests.Core.Robots;
using Concentric.Tests.TestData;

namespace Concentric.Tests.SqlServer;

/// <summary>Every statement of choices, mails with notices and group robots, for SQL Server.</summary>
public sealed class ChannelStatementTests(DashboardSqlServer server) : IClassFixture<DashboardSqlServer>
{
    private static readonly RobotDetails Details = new("群", RobotForm.Feishu, "http://127.0.0.1:1", RobotRig.Key, RobotRig.Secret, true, [],
        "en", true, true, true);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public Task Robots() => server.MirrorsAsync("channels.robots", async store =>
    {
        var commands = store.Get<RobotCommands>();
        var id = await commands.AddAsync(TestStore.Administrator, Details, Stop);
        await commands.ChangeAsync(TestStore.Administrator, id, 1, Details with { RobotKey = null, Secret = null }, Stop);
        await store.Get<RobotTest>().SendAsync(TestStore.Administrator, id, Details, Stop);
        await store.AddAsync(Make.Petition(with: petition => petition.DueOn = TestStore.Today.AddDays(-1)));
        await store.Get<DailyNotices>().RunAsync(Stop);
        await store.Get<AdministratorNotices>().TellAsync(NoticeKind.BackupFailed, Stop);
        var dispatcher = store.Get<RobotDispatcher>();
        await dispatcher.CarryAsync((await dispatcher.TakeAsync(Stop))!, Stop);
        await dispatcher.IsPacedAsync(Stop);
        store.Time.Advance(OutboxRow.Pauses[0]);
        var outbox = store.Get<Outbox<RobotMessage>>();
        var taken = (await dispatcher.TakeAsync(Stop))!;
        await outbox.GiveBackAsync(taken);
        taken = (await dispatcher.TakeAsync(Stop))!;
        await outbox.BeginAsync(taken, Stop);
        await outbox.RecoverAsync(atStart: false, Stop);
        await outbox.SentAsync(taken);
        await outbox.RecoverAsync(atStart: true, Stop);
        var queries = store.Get<RobotQueries>();
        await queries.FindAsync(TestStore.Administrator, id, Stop);
        await queries.OfferAsync(TestStore.Administrator, Stop);
        await queries.PruneAsync(Stop);
        await commands.RemoveAsync(TestStore.Administrator, id, 2, Stop);
    }, RobotRig.Configure);

    [Fact]
    public Task Choices() => server.MirrorsAsync("channels.choices", async store =>
    {
        var worker = await store.AccountAsync("worker", Role.Worker, TestStore.Xinsheng);
        var channels = store.Get<NoticeChannels>();
        foreach (var when in new[] { NoticeWhen.Daily, NoticeWhen.AtOnce })
        {
            var choice = new NoticeChoice { Topic = NoticeTopic.Overdue, IsCounted = false, Mail = when };
            await channels.SaveAsync(worker, [choice], 9, "en", Stop);
        }

        await channels.ReadAsync(worker, Stop);
        await store.AddAsync(Make.Petition(with: petition => petition.DueOn = TestStore.Today.AddDays(-1)));
        await store.Get<DailyNotices>().RunAsync(Stop);
        store.Time.Advance(NoticeMails.Gathering);
        Assert.Equal(1, await store.Get<NoticeMails>().GatherAsync(Stop));
        var outbox = store.Get<Outbox<NoticeMail>>();
        var taken = (await outbox.TakeAsync((waiting, _) => waiting, Stop))!;
        await store.Get<NoticeMails>().ReadAsync(taken.Row.Id, Stop);
        await outbox.FailedAsync(taken, "451");
        await store.Get<NoticeCommands>().PruneAsync(Stop);
    }, RobotRig.Configure);
}
