using Concentric.Data;
using Concentric.Kinds;
using Concentric.Lists;
using Concentric.Meetings;
using Concentric.Overview;
using Concentric.Tests.Core.Meetings;
using Concentric.Tests.TestData;
using Microsoft.Extensions.DependencyInjection;

namespace Concentric.Tests.SqlServer;

/// <summary>Every statement of meetings and commitments, for SQL Server.</summary>
public sealed class MeetingStatementTests(DashboardSqlServer server) : IClassFixture<DashboardSqlServer>
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public Task Meetings() => server.MirrorsAsync("records.meetings", async store =>
    {
        var commands = store.Get<MeetingCommands>();
        var worker = TestStore.WorkerOfXinsheng;
        var unit = await store.AddAsync(MeetingCommandsTests.Unit("派出所"));
        var at = await commands.EnterAsync(worker, Make.ConferenceValues().With("attended", new[] { unit.Id }), Guid.NewGuid(), Stop);
        at = await commands.CorrectAsync(worker,
            new(at.Id, at.Version, new FieldValues<Meeting>().With("meeting-kind", MeetingKind.CouncilHall).With("attended", null)
                .With("met-with", null)), Stop);
        at = await commands.ArchiveAsync(worker, new(at.Id, at.Version, "重复"), Stop);
        await commands.RestoreAsync(worker, new(at.Id, at.Version), Stop);
        var queries = store.Get<MeetingQueries>();
        Assert.NotNull(await queries.FindAsync(worker, at.Id, Stop));
        await queries.UsualCommunitiesAsync(worker, Stop);
        await store.Get<ListQueries>()
            .ReadAsync(MeetingRecords.Kind.List, worker,
                new(Search: "联席") { Filters = new Dictionary<string, string> { ["meeting-kind"] = "CouncilHall", ["joint"] = "no" } },
                Stop);
    }, services => services.AddSingleton<Concentric.Ledgers.CommunityDirectory>());

    [Fact]
    public Task RotaAndAgenda() => server.MirrorsAsync("records.rota", async store =>
    {
        var commands = store.Get<RotaCommands>();
        var queries = store.Get<RotaQueries>();
        var worker = TestStore.WorkerOfXinsheng;
        await commands.PlanAsync(TestStore.Administrator, new(TestStore.Today, 2, [TestStore.Xinshun, TestStore.Xinsheng]), Stop);
        var turn = (await queries.ReadAsync(worker, TestStore.Today.Year, Stop))[0];
        var at = await commands.HandAsync(TestStore.Administrator, new(turn.Id, 1, TestStore.Xinsheng), Stop);
        await store.Get<MeetingCommands>().EnterAsync(worker, Make.ConferenceValues(), null, Stop);
        Assert.NotNull(await queries.FindAsync(worker, at.Id, Stop));
        await queries.NextAsync([TestStore.Xinsheng], TestStore.Today, Stop);
        await queries.WithoutTurnAsync(TestStore.Today.Year, TestStore.Today, Stop);
        at = await commands.ArchiveAsync(TestStore.Administrator, new(at.Id, at.Version + 1, "合并"), Stop);
        await commands.RestoreAsync(TestStore.Administrator, new(at.Id, at.Version), Stop);
        await store.Get<AgendaQueries>().ReadAsync(worker, TestStore.Xinsheng, TestStore.Today, Stop);
        await store.Get<ListQueries>().ReadAsync(RotaList.List, worker, new(Search: "馨盛园", Sort: "month"), Stop);
    }, services => services.AddSingleton<Concentric.Ledgers.CommunityDirectory>());

    [Fact]
    public Task Commitments() => server.MirrorsAsync("records.commitments", async store =>
    {
        var (records, commands) = (store.Get<RecordCommands<Commitment>>(), store.Get<CommitmentCommands>());
        var worker = TestStore.WorkerOfXinsheng;
        var unit = await store.AddAsync(MeetingCommandsTests.Unit("派出所"));
        var meeting = await store.Get<MeetingCommands>().EnterAsync(worker, Make.TalkValues(), null, Stop);
        var values = Make.CommitmentValues("清理", meeting: meeting.Id).With(x => x.Owner, null).With(x => x.CoBuilderId, unit.Id);
        var at = await records.EnterAsync(worker, values, Guid.NewGuid(), Stop);
        at = await commands.CompleteAsync(worker, new(at.Id, at.Version), Stop);
        at = await commands.CorrectCompletionAsync(worker, new(at.Id, at.Version, TestStore.Today, "核实"), Stop);
        at = await commands.ReopenAsync(worker, new(at.Id, at.Version, "返工"), Stop);
        at = await records.CorrectAsync(worker, new(at.Id, at.Version, new() { [x => x.Title] = "清理楼道" }), Stop);
        at = await records.ArchiveAsync(worker, new(at.Id, at.Version, "重复"), Stop);
        await records.RestoreAsync(worker, new(at.Id, at.Version), Stop);
        var queries = store.Get<RecordQueries<Commitment>>();
        Assert.NotEmpty((await queries.SuggestAsync(worker, Stop))["owner"]);
        Assert.Equal(2, (await queries.OfferAsync(worker, Stop)).Count);
        Assert.NotNull(await store.Get<CommitmentQueries>().FindAsync(worker, at.Id, Stop));
        foreach (var view in CommitmentRecords.Kind.List.ViewKeys.Append(ListRequest.Archived))
            await store.Get<ListQueries>().ReadAsync(CommitmentRecords.Kind.List, worker, new(Search: "清理", View: view), Stop);
    }, services => services.AddSingleton<Concentric.Ledgers.CommunityDirectory>());
}
