using Concentric.Data;
using Concentric.Hazards;
using Concentric.Notices;
using Concentric.Petitions;
using Concentric.Rules;
using Concentric.Tests.TestData;

namespace Concentric.Tests.Core.Notices;

public sealed class StepNoticesTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task TransferToAnotherCommunity_IsToldToItsWorkers_AndToThoseWhoHadIt()
    {
        await using var store = await TestStore.CreateAsync();
        var (giver, taker, leader) = (await store.AccountAsync("giver", Role.Worker, TestStore.Xinsheng, TestStore.Xinshun),
            await store.AccountAsync("taker", Role.Worker, TestStore.Xinshun), await store.AccountAsync("leader", Role.Leader));
        var stays = await store.AccountAsync("stays", Role.Worker, TestStore.Xinsheng);
        var at = await PetitionAsync(store, giver);
        await store.Get<PetitionCommands>()
            .TransferAsync(giver, new(at.Id, at.Version, "归口办理", "物业公司", null, TestStore.Xinshun), Cancellation);

        var notice = Assert.Single(await store.NoticesAsync(taker));
        Assert.Equal((NoticeKind.Assigned, "petition", at.Id, "giver", (int?)TestStore.Xinshun, "漏水"),
            (notice.Kind, notice.RecordKind, notice.RecordId, notice.By, notice.CommunityId, notice.Title));
        Assert.NotEqual(0, notice.StepId);
        var gone = Assert.Single(await store.NoticesAsync(stays));
        Assert.Equal((NoticeKind.Accepted, at.Id, (int?)TestStore.Xinshun), (gone.Kind, gone.RecordId, gone.CommunityId));
        foreach (var other in new[] { giver, leader }) Assert.Empty(await store.NoticesAsync(other));
    }

    [Fact]
    public async Task TransferWithinACommunity_IsToldToNobody()
    {
        await using var store = await TestStore.CreateAsync();
        var (giver, other) = (await store.AccountAsync("giver", Role.Worker, TestStore.Xinsheng),
            await store.AccountAsync("other", Role.Worker, TestStore.Xinsheng));
        var at = await PetitionAsync(store, giver);
        await store.Get<PetitionCommands>().TransferAsync(giver, new(at.Id, at.Version, "换单位", "物业公司", null), Cancellation);
        Assert.Empty(await store.NoticesAsync(other));
    }

    [Fact]
    public async Task Sharing_IsToldToThoseWhoJoin_OnceEachTime()
    {
        await using var store = await TestStore.CreateAsync();
        var (giver, xinshun, binhe) = (await store.AccountAsync("giver", Role.Worker, TestStore.Xinsheng),
            await store.AccountAsync("xinshun", Role.Worker, TestStore.Xinshun),
            await store.AccountAsync("binhe", Role.Worker, TestStore.Binhe));
        var commands = store.Get<PetitionCommands>();
        var at = await PetitionAsync(store, giver);
        at = await commands.ShareAsync(giver, new(at.Id, at.Version, [TestStore.Xinshun]), Cancellation);
        at = await commands.ShareAsync(giver, new(at.Id, at.Version, [TestStore.Xinshun, TestStore.Binhe]), Cancellation);
        Assert.Equal(NoticeKind.Shared, Assert.Single(await store.NoticesAsync(xinshun)).Kind);
        Assert.Single(await store.NoticesAsync(binhe));
        // Taken away and given once more: another occasion, though the due date is the same.
        at = await commands.ShareAsync(giver, new(at.Id, at.Version, []), Cancellation);
        await commands.ShareAsync(giver, new(at.Id, at.Version, [TestStore.Xinshun]), Cancellation);
        Assert.Equal(2, (await store.NoticesAsync(xinshun)).Count);
        Assert.Equal(2, await store.Get<NoticeQueries>().CountUnreadAsync(xinshun, Cancellation));
    }

    [Fact]
    public async Task ReturnedRectification_IsToldToTheOthersOfTheCommunity()
    {
        await using var store = await TestStore.CreateAsync();
        var (finder, colleague) = (await store.AccountAsync("finder", Role.Worker, TestStore.Xinsheng),
            await store.AccountAsync("colleague", Role.Worker, TestStore.Xinsheng));
        var commands = store.Get<HazardCommands>();
        var at = await commands.EnterAsync(finder, Make.HazardValues(), null, Cancellation);
        at = await commands.RectifyAsync(colleague, new(at.Id, at.Version), Cancellation);
        await commands.ReturnAsync(finder, new(at.Id, at.Version, "没有清完"), Cancellation);
        Assert.Equal(NoticeKind.Returned, Assert.Single(await store.NoticesAsync(colleague)).Kind);
        Assert.Empty(await store.NoticesAsync(finder));
    }

    [Fact]
    public async Task RefusedStep_LeavesNoNotice_AndASavedOneTellsOpenPages()
    {
        await using var store = await TestStore.CreateAsync();
        var (giver, taker) = (await store.AccountAsync("giver", Role.Worker, TestStore.Xinsheng, TestStore.Xinshun),
            await store.AccountAsync("taker", Role.Worker, TestStore.Xinshun));
        var at = await PetitionAsync(store, giver);
        var commands = store.Get<PetitionCommands>();
        await Assert.ThrowsAsync<RefusedException>(() =>
            commands.TransferAsync(giver, new(at.Id, at.Version, null, null, null, TestStore.Xinshun), Cancellation));
        Assert.Empty(await store.NoticesAsync(taker));
        var feed = store.Get<ChangeFeed>();
        while (feed.Waiting.TryRead(out _)) { }
        await commands.TransferAsync(giver, new(at.Id, at.Version, "归口", null, null, TestStore.Xinshun), Cancellation);
        var kinds = new List<string>();
        while (feed.Waiting.TryRead(out var change)) kinds.Add(change.Kind);
        Assert.Equal(["petition", NoticeLog.Kind], kinds);
    }

    private static Task<Saved> PetitionAsync(TestStore store, CurrentUser by) =>
        store.Get<PetitionCommands>().EnterAsync(by, Make.PetitionValues(), null, Cancellation);
}
