using Concentric.Dashboard.Features.Notices;
using Concentric.Data;
using Concentric.Hazards;
using Concentric.Instructions;
using Concentric.Kinds;
using Concentric.Lists;
using Concentric.Notices;
using Concentric.Petitions;
using Concentric.Tests.TestData;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Concentric.Tests.Core.Notices;

public sealed class DailyNoticesTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Morning_TellsWorkersWhatIsDueSoonAndOverdue_AndLeadersOfMajorHazards()
    {
        await using var store = await TestStore.CreateAsync();
        var (worker, other, leader) = (await store.AccountAsync("worker", Role.Worker, TestStore.Xinsheng),
            await store.AccountAsync("other", Role.Worker, TestStore.Xinshun), await store.AccountAsync("leader", Role.Leader));
        await store.AddAsync(Due(0), Due(5), Due(6), Due(-1), Due(-200, petition => petition.ClosedOn = TestStore.Today));
        await store.AddAsync(Make.Hazard(with: hazard => (hazard.Severity, hazard.DueOn) = (HazardSeverity.Major,
            TestStore.Today.AddDays(-2))), Make.Hazard(with: hazard => hazard.DueOn = TestStore.Today.AddDays(-2)));
        Assert.Equal(7, await store.Get<DailyNotices>().RunAsync(Cancellation));

        // A community whose secretary has no account: its workers are told in that place, of a major hazard at once.
        Assert.Equal(
            [(NoticeKind.DueSoon, "petition"), (NoticeKind.DueSoon, "petition"), (NoticeKind.Overdue, "petition"),
                (NoticeKind.Overdue, "hazard"), (NoticeKind.Overdue, "hazard"), (NoticeKind.EscalatedToSecretary, "hazard")],
            (await store.NoticesAsync(worker)).Select(notice => (notice.Kind, notice.RecordKind)).OrderBy(notice => notice.Kind)
                .ThenByDescending(notice => notice.RecordKind));
        Assert.Equal(NoticeKind.Escalated, Assert.Single(await store.NoticesAsync(leader)).Kind);
        Assert.Empty(await store.NoticesAsync(other));
    }

    [Fact]
    public async Task Twice_MakesNoneTwice_NorDoesTheNextMorning_ButANewDueDateIsANewOccasion()
    {
        await using var store = await TestStore.CreateAsync();
        var worker = await store.AccountAsync("worker", Role.Worker, TestStore.Xinsheng);
        var petition = await store.AddAsync(Due(1));
        var daily = store.Get<DailyNotices>();
        Assert.Equal(1, await daily.RunAsync(Cancellation));
        Assert.Equal(0, await daily.RunAsync(Cancellation));
        await store.Get<PetitionCommands>()
            .ExtendAsync(worker, new(petition.Id, petition.Version, TestStore.Today.AddDays(2), "等配件"), Cancellation);
        Assert.Equal([1, 0, 0, 0, 1], await MorningsAsync(store, 5));
        Assert.Equal(
            [(NoticeKind.DueSoon, TestStore.Today.AddDays(1)), (NoticeKind.DueSoon, TestStore.Today.AddDays(2)),
                (NoticeKind.Overdue, TestStore.Today.AddDays(2))],
            (await store.NoticesAsync(worker)).Select(notice => (notice.Kind, notice.Day)));
    }

    [Fact]
    public async Task ANoticeOfMany_LeadsToExactlyThose_NotToAllThatIsOverdue()
    {
        await using var store = await TestStore.CreateAsync();
        var worker = await store.AccountAsync("worker", Role.Worker, TestStore.Xinsheng);
        await store.AddAsync(Due(-9));
        var daily = store.Get<DailyNotices>();
        await daily.RunAsync(Cancellation);
        store.Time.Advance(TimeSpan.FromDays(1));
        Petition[] petitions = [.. Enumerable.Range(0, Notice.MostOfAKind + 1).Select(_ => Due(0))];
        await store.AddAsync(petitions);
        await daily.RunAsync(Cancellation);
        var many = (await store.NoticesAsync(worker)).Single(notice => notice is { Count: > 1, Kind: NoticeKind.Overdue });
        Assert.Equal((Notice.MostOfAKind + 1, true), (many.Count, many.IsListed));
        Assert.Equal($"/petitions?told={many.Id}", NoticeLinks.Of(many, null));
        // Whatever becomes of them since.
        await using (var db = store.Open())
        {
            await db.Petitions.Where(one => one.Id == petitions[0].Id)
                .ExecuteUpdateAsync(row => row.SetProperty(one => one.Title, "改了"), Cancellation);
        }

        var list = AllKinds.Of<Petition>().List;
        var shown = await store.Get<ListQueries>().ReadAsync(list, worker, ListRequest.Read(list, [new("told", $"{many.Id}")], []),
            Cancellation);
        Assert.Equal(petitions.Select(one => one.Id).Order(), shown.Rows.Select(row => row.Id).Order());
        Assert.Equal(Notice.MostOfAKind + 2, (await store.Get<ListQueries>().ReadAsync(list, worker, new(View: "overdue"),
            Cancellation)).Total);
        // It goes with its notice.
        store.Time.Advance(TimeSpan.FromDays(Notice.KeptDays + 1));
        await store.Get<NoticeCommands>().PruneAsync(Cancellation);
        await using var left = store.Open();
        Assert.Empty(await left.ListedRecords.ToListAsync(Cancellation));
    }

    [Fact]
    public async Task SeveralNodesAtOnce_TellAMorningOnce()
    {
        await using var store = await TestStore.CreateAsync();
        var worker = await store.AccountAsync("worker", Role.Worker, TestStore.Xinsheng);
        await store.AddAsync(Due(0));
        var made = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => store.Get<DailyNotices>().RunAsync(Cancellation))));
        Assert.Equal(1, made.Sum());
        Assert.Single(await store.NoticesAsync(worker));
    }

    [Theory]
    [InlineData("2026-03-19T07:59:00", false)]
    [InlineData("2026-03-19T08:00:00", true)]
    [InlineData("2026-03-21T12:00:00", true)]
    public async Task AfterARun_TheNextComesWithTheNextWorkingMorning(string officeTime, bool runs)
    {
        await using var store = await TestStore.CreateAsync();
        await store.AccountAsync("worker", Role.Worker, TestStore.Xinsheng);
        var daily = store.Get<DailyNotices>();
        await daily.RunAsync(Cancellation);
        await store.AddAsync(Due(3));
        // Thursday and Friday have gone by unattended in the last case: the Saturday makes up for them.
        store.Time.SetUtcNow(new DateTimeOffset(DateTime.Parse(officeTime, System.Globalization.CultureInfo.InvariantCulture),
            TimeSpan.FromHours(8)));
        Assert.Equal(runs ? 1 : 0, await daily.RunAsync(Cancellation));
    }

    [Fact]
    public async Task Weekend_HasNoMorningOfItsOwn()
    {
        await using var store = await TestStore.CreateAsync();
        await store.AccountAsync("worker", Role.Worker, TestStore.Xinsheng);
        store.Time.Advance(TimeSpan.FromDays(2));
        var daily = store.Get<DailyNotices>();
        await daily.RunAsync(Cancellation);
        await store.AddAsync(Due(3));
        store.Time.Advance(TimeSpan.FromDays(1));
        Assert.Equal(0, await daily.RunAsync(Cancellation));
        store.Time.Advance(TimeSpan.FromDays(2));
        Assert.Equal(1, await daily.RunAsync(Cancellation));
    }

    [Theory]
    [InlineData(Notice.MostOfAKind, Notice.MostOfAKind)]
    [InlineData(Notice.MostOfAKind + 1, 1)]
    public async Task Backlog_AboveTheLimit_IsOneNoticeWithItsNumber(int records, int notices)
    {
        await using var store = await TestStore.CreateAsync(services => services.AddSingleton(new EscalationSettings(250, 250)));
        var worker = await store.AccountAsync("worker", Role.Worker, TestStore.Xinsheng);
        await store.AddAsync(Enumerable.Range(1, records).Select(day => Due(-day)).ToArray());
        Assert.Equal(notices, await store.Get<DailyNotices>().RunAsync(Cancellation));
        var told = await store.NoticesAsync(worker);
        Assert.Equal(records, told.Sum(notice => notice.Count));
        Assert.All(told, notice => Assert.Equal(notices == 1, notice.RecordId == 0));
        // What was late then is not told again.
        Assert.Equal([0, 0], await MorningsAsync(store, 2));
    }

    [Fact]
    public async Task WorkerOfSeveralCommunities_IsToldTheirSum_AndAColleagueOfOne_ByName()
    {
        await using var store = await TestStore.CreateAsync();
        var (both, one) = (await store.AccountAsync("both", Role.Worker, TestStore.Xinsheng, TestStore.Xinshun),
            await store.AccountAsync("one", Role.Worker, TestStore.Xinsheng));
        await store.AddAsync(Enumerable.Range(0, 30)
            .Select(i => Make.Petition(1 + (i % 2), TestStore.Today.AddDays(-60), petition => petition.DueOn = TestStore.Today.AddDays(-3)))
            .ToArray());
        await store.Get<DailyNotices>().RunAsync(Cancellation);
        Assert.Equal((0, 30), Assert.Single((await store.NoticesAsync(both)).Select(notice => (notice.RecordId, notice.Count))));
        Assert.Equal(15, (await store.NoticesAsync(one)).Count);
    }

    [Fact]
    public async Task Marking_TouchesOnlyOnesOwn_AndOnlyWhatWasThere()
    {
        await using var store = await TestStore.CreateAsync();
        var (first, second) = (await store.AccountAsync("first", Role.Worker, TestStore.Xinsheng),
            await store.AccountAsync("second", Role.Worker, TestStore.Xinsheng));
        await store.AddAsync(Due(0), Due(1));
        await store.Get<DailyNotices>().RunAsync(Cancellation);
        var (queries, commands) = (store.Get<NoticeQueries>(), store.Get<NoticeCommands>());
        var page = await queries.ReadAsync(first, 1, Cancellation);
        await commands.MarkReadAsync(second, page.Rows[0].Id, Cancellation);
        Assert.Equal(2, await queries.CountUnreadAsync(first, Cancellation));
        await commands.MarkReadAsync(first, page.Rows[0].Id, Cancellation);
        // Unread ones come first.
        Assert.Equal([page.Rows[1].Id, page.Rows[0].Id],
            (await queries.ReadAsync(first, 1, Cancellation)).Rows.Select(notice => notice.Id));
        await store.AddAsync(Due(2));
        store.Time.Advance(TimeSpan.FromDays(1));
        await store.Get<DailyNotices>().RunAsync(Cancellation);
        await commands.MarkAllReadAsync(first, page.Newest, Cancellation);
        // The one that is due later, and that the first has become overdue: neither was on the page.
        Assert.Equal(2, await queries.CountUnreadAsync(first, Cancellation));
        Assert.Equal(4, await queries.CountUnreadAsync(second, Cancellation));
        Assert.Equal(0, await queries.CountUnreadAsync(first with { CommunityIds = [TestStore.Xinshun] }, Cancellation));
    }

    [Fact]
    public async Task Notices_AreKeptForTheirDays()
    {
        await using var store = await TestStore.CreateAsync();
        var worker = await store.AccountAsync("worker", Role.Worker, TestStore.Xinsheng);
        await store.AddAsync(Due(0));
        await store.Get<DailyNotices>().RunAsync(Cancellation);
        store.Time.Advance(TimeSpan.FromDays(Notice.KeptDays));
        Assert.Equal(0, await store.Get<NoticeCommands>().PruneAsync(Cancellation));
        store.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(1, await store.Get<NoticeCommands>().PruneAsync(Cancellation));
        Assert.Empty(await store.NoticesAsync(worker));
    }

    /// <summary>Notices made on each of the next days, run every morning.</summary>
    private static async Task<List<int>> MorningsAsync(TestStore store, int days)
    {
        var made = new List<int>();
        for (var i = 0; i < days; i++)
        {
            store.Time.Advance(TimeSpan.FromDays(1));
            made.Add(await store.Get<DailyNotices>().RunAsync(Cancellation));
        }

        return made;
    }

    private static Petition Due(int days, Action<Petition>? with = null) =>
        Make.Petition(receivedOn: TestStore.Today.AddDays(-300), with: petition =>
    {
        petition.DueOn = TestStore.Today.AddDays(days);
        with?.Invoke(petition);
    });
}
