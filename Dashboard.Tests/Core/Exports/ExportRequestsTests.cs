using Concentric.Data;
using Concentric.Data.Files;
using Concentric.Exports;
using Concentric.Tests.TestData;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Tests.Core.Exports;

/// <summary>Who may ask for what, see it and fetch it; and that the same is not made twice.</summary>
public sealed class ExportRequestsTests
{
    private static readonly CurrentUser Worker = TestStore.WorkerOfXinsheng with { UserId = 11 };
    private static readonly CurrentUser OtherWorker = TestStore.WorkerOfXinshun with { UserId = 12 };
    private static readonly CurrentUser Panel = new("赵平", Role.Panel, null, 13);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task AskingTwiceInAMinute_GivesOneRun_AndAnotherLanguageAnother()
    {
        await using var rig = await ExportRig.CreateAsync();
        var id = await rig.AskAsync();
        rig.Store.Time.Advance(TimeSpan.FromSeconds(59));
        Assert.Equal(id, await rig.AskAsync());
        Assert.NotEqual(id, await rig.Requests.AskAsync(TestStore.Administrator, ExportRig.Request(language: "zh-CN"), Cancellation));
        Assert.NotEqual(id, await rig.Requests.AskAsync(TestStore.Leader, ExportRig.Request(), Cancellation));
        rig.Store.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.NotEqual(id, await rig.AskAsync());
        Assert.Equal(4, rig.Jobs.TakeAll().Distinct().Count());
    }

    [Fact]
    public async Task ManyAtOnce_GiveOneRun()
    {
        await using var rig = await ExportRig.CreateAsync();
        var ids = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => rig.AskAsync(), Cancellation)));
        Assert.Single(ids.Distinct());
        Assert.Single(rig.Jobs.TakeAll());
    }

    [Fact]
    public async Task AskingAgainForWhatFailed_RetriesIt()
    {
        await using var rig = await ExportRig.CreateAsync();
        var id = await rig.AskAsync();
        await rig.Requests.StopAsync(TestStore.Administrator, id, Cancellation);
        rig.Jobs.TakeAll();
        Assert.Equal(id, await rig.AskAsync());
        Assert.Equal([id], rig.Jobs.TakeAll());
        Assert.Equal(ExportState.Queued, (await rig.RunAsync(id)).State);
    }

    [Fact]
    public async Task WhoseRightsHaveShrunk_NoLongerSeesWhatReachesFarther_NotEvenTheOwn()
    {
        await using var rig = await ExportRig.CreateAsync();
        var analyst = new CurrentUser("陈静", Role.Analyst, null, 20);
        var street = await rig.Requests.AskAsync(analyst, ExportRig.Request(), Cancellation);
        var two = await rig.Requests.AskAsync(analyst, ExportRig.Request(communities: [TestStore.Xinsheng, TestStore.Xinshun]),
            Cancellation);
        var one = await rig.Requests.AskAsync(analyst, ExportRig.Request(communities: [TestStore.Xinsheng]), Cancellation);
        var demoted = new CurrentUser("陈静", Role.Worker, [TestStore.Xinsheng], 20);
        var own = await rig.Requests.AskAsync(Worker, ExportRig.Request(communities: [TestStore.Xinsheng]), Cancellation);
        var queries = rig.Store.Get<ExportQueries>();
        Assert.Equal([own], (await queries.ListAsync(demoted, 1, 20, Cancellation)).Runs.Select(run => run.Id));
        // Of one community, but an analyst's tells of the street beside it.
        foreach (var id in new[] { street, two, one })
        {
            Assert.Null(await queries.FindAsync(demoted, id, Cancellation));
            Assert.Null(await queries.DownloadAsync(demoted, id, Cancellation));
            await Assert.ThrowsAsync<ExportException>(() => rig.Requests.StopAsync(demoted, id, Cancellation));
        }

        Assert.Null(await queries.FindAsync(demoted with { Role = Role.Panel, CommunityIds = null }, street, Cancellation));
        Assert.NotNull(await queries.FindAsync(analyst, street, Cancellation));
    }

    [Fact]
    public async Task AWorker_AsksForOwnCommunitiesOnly()
    {
        await using var rig = await ExportRig.CreateAsync();
        Assert.Equal("xinsheng", (await rig.RunAsync(await rig.Requests.AskAsync(Worker, ExportRig.Request(), Cancellation))).Communities);
        var refusal = await Assert.ThrowsAsync<ExportException>(() =>
            rig.Requests.AskAsync(Worker, ExportRig.Request(communities: [TestStore.Xinsheng, TestStore.Xinshun]), Cancellation));
        Assert.Contains("There is no community with the code “2”", refusal.Explain(SummaryBook.English));
    }

    [Fact]
    public async Task AllCommunitiesByName_AreAll()
    {
        await using var rig = await ExportRig.CreateAsync();
        var all = await rig.Requests.AskAsync(TestStore.Leader,
            ExportRig.Request(communities: [TestStore.Binhe, TestStore.Xinsheng, TestStore.Xinshun]), Cancellation);
        Assert.Null((await rig.RunAsync(all)).Communities);
        var some = await rig.Requests.AskAsync(TestStore.Leader, ExportRig.Request(communities: [TestStore.Xinshun, TestStore.Binhe]),
            Cancellation);
        Assert.Equal("binhe,xinshun", (await rig.RunAsync(some)).Communities);
    }

    [Fact]
    public async Task WhatCannotBeAsked_IsRefusedWithItsMend()
    {
        await using var rig = await ExportRig.CreateAsync();
        await AssertRefusedAsync(Panel, ExportRig.Request(), "Your account can't export workbooks");
        await AssertRefusedAsync(TestStore.Leader, ExportRig.Request("no-such"), "no template “no-such”");
        await AssertRefusedAsync(TestStore.Leader, ExportRig.Request(language: "fr"), "choose one of zh-CN, en");
        await AssertRefusedAsync(TestStore.Leader, ExportRig.Request(communities: []), "No community is chosen");
        await AssertRefusedAsync(TestStore.Leader, ExportRig.Request() with { Period = new(new(2026, 2, 1), new(2026, 1, 1)) },
            "2026-02-01 is after the last day 2026-01-01");
        Assert.Empty(rig.Jobs.TakeAll());

        async Task AssertRefusedAsync(CurrentUser caller, ExportRequest request, string words) => Assert.Contains(
            words, (await Assert.ThrowsAsync<ExportException>(() => rig.Requests.AskAsync(caller, request, Cancellation)))
                .Explain(SummaryBook.English));
    }

    [Fact]
    public async Task AWorker_SeesAndFetchesWhatTellsOfOwnCommunitiesOnly()
    {
        await using var rig = await ExportRig.CreateAsync();
        var whole = await MakeAsync(TestStore.Leader with { UserId = 1 }, null);
        var of1 = await MakeAsync(TestStore.Leader with { UserId = 1 }, [TestStore.Xinsheng]);
        var of1And2 = await MakeAsync(TestStore.Leader with { UserId = 1 }, [TestStore.Xinsheng, TestStore.Xinshun]);
        var own = await MakeAsync(OtherWorker, null);

        // A leader's tells of the street beside the community; a colleague's does not.
        var colleagues = await MakeAsync(Worker with { UserId = 14, Name = "赵敏" }, null);

        Assert.Equal([colleagues], await SeenAsync(Worker));
        Assert.Equal([own], await SeenAsync(OtherWorker));
        Assert.Equal([colleagues, own, of1And2, of1, whole], await SeenAsync(TestStore.Leader));
        Assert.Empty(await SeenAsync(Panel));
        // Moved to another community since: what was made of the old one is another's now.
        Assert.Equal([colleagues], await SeenAsync(OtherWorker with { CommunityIds = [TestStore.Xinsheng] }));

        Assert.NotNull(await rig.Queries.DownloadAsync(Worker, colleagues, Cancellation));
        Assert.Null(await rig.Queries.DownloadAsync(Worker, of1, Cancellation));
        Assert.Null(await rig.Queries.DownloadAsync(Worker, of1And2, Cancellation));
        Assert.Null(await rig.Queries.DownloadAsync(Worker, whole, Cancellation));
        Assert.Null(await rig.Queries.DownloadAsync(Panel, of1, Cancellation));
        await Assert.ThrowsAsync<ExportException>(() => rig.Requests.StopAsync(Worker, whole, Cancellation));
        await Assert.ThrowsAsync<ExportException>(() => rig.Requests.RetryAsync(Worker, whole, Cancellation));
        await using var db = rig.Store.Open();
        var lines = await db.AuditEntries.Where(line => line.Kind == ExportRunChanges.Kind && line.RecordId == colleagues)
            .OrderBy(line => line.Id).ToListAsync(Cancellation);
        Assert.Equal([("Asked", "赵敏"), ("Downloaded", "王芳")], lines.Select(line => (line.Action, line.By)));

        async Task<long> MakeAsync(CurrentUser caller, int[]? communities)
        {
            var id = await rig.Requests.AskAsync(caller, ExportRig.Request(ExportRig.HeldKey, communities), Cancellation);
            rig.Held.LetGo();
            await rig.Runner.RunAsync(id, Cancellation);
            return id;
        }

        async Task<IEnumerable<long>> SeenAsync(CurrentUser caller) =>
            (await rig.Queries.ListAsync(caller, 1, 50, Cancellation)).Runs.Select(run => run.Id);
    }

    [Fact]
    public async Task TheList_IsPaged_ForThoseWhoSeeAllAndThoseWhoDoNot()
    {
        await using var rig = await ExportRig.CreateAsync();
        for (var i = 0; i < 5; i++)
        {
            await rig.Requests.AskAsync(Worker, ExportRig.Request(), Cancellation);
            await rig.Requests.AskAsync(OtherWorker, ExportRig.Request(), Cancellation);
            rig.Store.Time.Advance(TimeSpan.FromMinutes(1));
        }

        Assert.Equal("10: 6 5 4 3", await PageAsync(TestStore.Leader, 2, 4));
        Assert.Equal("5: 5 3", await PageAsync(Worker, 2, 2));
        Assert.Equal("5: 1", await PageAsync(Worker, 3, 2));

        async Task<string> PageAsync(CurrentUser caller, int page, int size)
        {
            var read = await rig.Queries.ListAsync(caller, page, size, Cancellation);
            return $"{read.Total}: {string.Join(' ', read.Runs.Select(run => run.Id))}";
        }
    }

    [Fact]
    public async Task AFileThatIsGone_IsNotHandedOut_ButTheRunStays()
    {
        await using var rig = await ExportRig.CreateAsync();
        var id = await rig.AskAsync(ExportRig.HeldKey);
        rig.Held.LetGo();
        await rig.Runner.RunAsync(id, Cancellation);
        await rig.Store.Get<FileStore>().DeleteAsync(ExportFiles.NameOf(await rig.RunAsync(id)), Cancellation);
        Assert.Null(await rig.Queries.DownloadAsync(TestStore.Administrator, id, Cancellation));
        Assert.NotNull(await rig.Queries.FindAsync(TestStore.Administrator, id, Cancellation));
    }
}
