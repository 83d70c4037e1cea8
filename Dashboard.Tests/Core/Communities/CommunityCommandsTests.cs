using Concentric.Communities;
using Concentric.Data;
using Concentric.Lists;
using Concentric.Rules;
using Concentric.Tests.TestData;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Tests.Core.Communities;

public sealed class CommunityCommandsTests : IAsyncLifetime
{
    private static readonly CommunityDetails Details = new("haiyan-2", "海晏二社区", null, 1_200, null);

    private TestStore store = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private CommunityCommands Commands => store.Get<CommunityCommands>();

    public async ValueTask InitializeAsync() => store = await TestStore.CreateAsync();

    public ValueTask DisposeAsync() => store.DisposeAsync();

    [Fact]
    public async Task Community_IsAddedAtTheEnd_AndChanged_ItsCodeStays()
    {
        var saved = await Commands.SaveAsync(TestStore.Administrator, null, 0, Details, Cancellation);
        var view = (await store.Get<CommunityQueries>().FindAsync(TestStore.Leader, saved.Id, Cancellation))!;
        Assert.Equal(("haiyan-2", "海晏二社区", 1_200, 4, 1),
            (view.Community.Code, view.Community.NameEn, view.Community.HouseholdCount, view.Community.SortOrder, view.Community.Version));
        await Commands.SaveAsync(TestStore.Administrator, (int)saved.Id, 1, new("other", "海晏社区", "Haiyan", null, 1), Cancellation);
        view = (await store.Get<CommunityQueries>().FindAsync(TestStore.Leader, saved.Id, Cancellation))!;
        Assert.Equal(("haiyan-2", "海晏社区", "Haiyan", 1_200, 1, 2),
            (view.Community.Code, view.Community.Name, view.Community.NameEn, view.Community.HouseholdCount, view.Community.SortOrder,
                view.Community.Version));
        var history = await store.Get<RecordHistories>().ReadAsync(TestStore.WorkerOfXinsheng, "community", saved.Id, Cancellation);
        Assert.Equal(["Changed", "Added"], history.Select(line => line.Action));
        Assert.Contains(new HistoryField("Name", "海晏二社区", "海晏社区"), history[0].Fields);
    }

    [Theory]
    [InlineData("Haiyan", "海晏", 1L, 1L, "Code")]
    [InlineData("xinsheng", "海晏", 1L, 1L, "Code")]
    [InlineData("", "海晏", 1L, 1L, "Code")]
    [InlineData("haiyan", " ", 1L, 1L, "Name")]
    [InlineData("haiyan", "海晏", -1L, 1L, "HouseholdCount")]
    [InlineData("haiyan", "海晏", 1_000_001L, 1L, "HouseholdCount")]
    [InlineData("haiyan", "海晏", 1_000_000L, 0L, "SortOrder")]
    [InlineData("haiyan", "海晏", 0L, 1L, "HouseholdCount")]
    [InlineData("haiyan", "海晏", 1L, 10_000L, "SortOrder")]
    public async Task WhatIsWrong_IsTold_AndNothingIsSaved(string code, string name, long households, long place, string field)
    {
        var refusal = await Assert.ThrowsAsync<RefusedException>(() =>
            Commands.SaveAsync(TestStore.Administrator, null, 0, new(code, name, null, households, place), Cancellation));
        Assert.Equal(field, Assert.Single(refusal.Violations).Field);
        await using var db = store.Open();
        Assert.Equal(3, await db.Communities.CountAsync(Cancellation));
    }

    [Fact]
    public async Task AtTheLimits_ItIsTaken() =>
        Assert.Equal(1,
            (await Commands.SaveAsync(TestStore.Administrator, null, 0,
                Details with { HouseholdCount = CommunityDetails.MostHouseholds, SortOrder = CommunityDetails.MostPlaces },
                Cancellation)).Version);

    [Fact]
    public async Task SecondEditor_IsTold()
    {
        await Commands.SaveAsync(TestStore.Administrator, TestStore.Xinsheng, 0, Details with { Name = "甲" }, Cancellation);
        await Assert.ThrowsAsync<EditedMeanwhileException>(() =>
            Commands.SaveAsync(TestStore.Administrator, TestStore.Xinsheng, 0, Details with { Name = "乙" }, Cancellation));
        await Assert.ThrowsAsync<RecordNotFoundException>(() => Commands.SaveAsync(TestStore.Administrator, 99, 0, Details, Cancellation));
    }

    [Fact]
    public async Task OnlyAdministrators_KeepCommunities()
    {
        foreach (var caller in new[] { TestStore.Leader, TestStore.WorkerOfXinsheng })
            await Assert.ThrowsAsync<UnauthorizedAccessException>(() => Commands.SaveAsync(caller, null, 0, Details, Cancellation));
    }

    [Fact]
    public async Task List_NamesThePresentSecretary()
    {
        await store.AddAsync(
            Posting("胡勇", new(2025, 1, 1), new(2025, 12, 31)),
            Posting("李静", new(2026, 1, 1), null),
            Posting("将来", new(2027, 1, 1), null));
        var lines = await store.Get<CommunityQueries>().AllAsync(TestStore.Leader, Cancellation);
        Assert.Equal(["李静", null, null], lines.Select(line => line.Secretary));
        Assert.Equal(3,
            (await store.Get<CommunityQueries>().FindAsync(TestStore.Leader, TestStore.Xinsheng, Cancellation))!.Postings.Count);
    }

    private static Posting Posting(string name, DateOnly from, DateOnly? to) => new()
    {
        CommunityId = TestStore.Xinsheng,
        Worker = new Worker { Name = name, CommunityId = TestStore.Xinsheng },
        Position = Position.Secretary,
        StartsOn = from,
        EndsOn = to,
    };
}
