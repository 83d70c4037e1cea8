using Concentric.Data;
using Concentric.Kinds;
using Concentric.Meetings;
using Concentric.Overview;
using Concentric.Petitions;
using Concentric.Tests.TestData;

namespace Concentric.Tests.Core.Meetings;

public class AgendaTests
{
    private static readonly DateOnly Today = TestStore.Today;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task TheAgenda_OpensWithHowTheLastCommitmentsWent_AndHoldsWhatIsOverdueSharedAndPromised()
    {
        await using var store = await TestStore.CreateAsync();
        var last = await MeetAsync(store, Today.AddDays(-20));
        var kept = await PromiseAsync(store, "按期", Today.AddDays(-3), last);
        await store.Get<CommitmentCommands>()
            .CompleteAsync(TestStore.WorkerOfXinsheng, new(kept.Id, kept.Version, Today.AddDays(-4)), Cancellation);
        await PromiseAsync(store, "逾期", Today.AddDays(-1), last);
        await PromiseAsync(store, "单独", Today.AddDays(AgendaQueries.DaysAhead), null);
        await PromiseAsync(store, "太远", Today.AddDays(AgendaQueries.DaysAhead + 1), null);
        await store.AddAsync(
            Late("晚三天", -3), Late("今天到期", 0),
            Late("共性", 6, petition =>
            {
                petition.IsJoint = true;
                petition.Communities.AddRange([new() { CommunityId = TestStore.Xinsheng }, new() { CommunityId = TestStore.Xinshun }]);
            }),
            Late("别处", -9, communityId: TestStore.Binhe));
        await store.AddAsync(Make.Hazard(TestStore.Xinshun, Today.AddDays(-30), hazard =>
            (hazard.Title, hazard.DueOn) = ("堆物", Today.AddDays(-8))));

        var agenda = await store.Get<AgendaQueries>().ReadAsync(TestStore.Leader, TestStore.Xinshun, Today, Cancellation);
        Assert.Equal([TestStore.Xinsheng, TestStore.Xinshun], agenda.CommunityIds);
        Assert.Equal([CommitmentState.Kept, CommitmentState.Overdue],
            Assert.Single(agenda.Past).Commitments.Select(row => row.StateOn(Today)));
        Assert.Equal(["堆物", "晚三天"], agenda.Overdue.Select(item => item.Title));
        Assert.Equal([TestStore.Xinsheng, TestStore.Xinshun], Assert.Single(agenda.Shared).CommunityIds);
        Assert.Equal(["单独"], agenda.Promised.Select(row => row.Title));
        Assert.False(agenda.IsPartial);
    }

    [Fact]
    public async Task AWorker_SeesOwnCommunitiesOnly_AndIsTold()
    {
        await using var store = await TestStore.CreateAsync();
        await PromiseAsync(store, "馨盛园的承诺", Today, await MeetAsync(store, Today.AddDays(-20)));
        await store.AddAsync(Late("馨盛园", -3));
        var agenda = await store.Get<AgendaQueries>().ReadAsync(TestStore.WorkerOfXinshun, TestStore.Xinshun, Today, Cancellation);
        Assert.True(agenda.IsPartial);
        Assert.Equal([TestStore.Xinshun], agenda.CommunityIds);
        Assert.Empty(agenda.Overdue);
        Assert.Equal("馨盛园的承诺", Assert.Single(Assert.Single(agenda.Past).Commitments).Title); // made at a meeting of both
        Assert.Empty((await store.Get<AgendaQueries>()
            .ReadAsync(new("外人", Role.Worker, [TestStore.Binhe]), TestStore.Xinshun, Today, Cancellation)).Past);
    }

    [Fact]
    public async Task OnlyTheLastConferences_AreLookedBackOn()
    {
        await using var store = await TestStore.CreateAsync();
        for (var i = 1; i <= AgendaQueries.MostMeetings + 1; i++) await MeetAsync(store, Today.AddDays(-i));
        var agenda = await store.Get<AgendaQueries>().ReadAsync(TestStore.Leader, TestStore.Xinsheng, Today, Cancellation);
        Assert.Equal([Today.AddDays(-1), Today.AddDays(-2), Today.AddDays(-3)], agenda.Past.Select(meeting => meeting.HeldOn));
    }

    private static async Task<long> MeetAsync(TestStore store, DateOnly heldOn) => (await store.Get<MeetingCommands>().EnterAsync(
        TestStore.WorkerOfXinsheng, Make.ConferenceValues(on: heldOn), null, Cancellation)).Id;

    private static Task<Concentric.Data.Saved> PromiseAsync(TestStore store, string title, DateOnly due, long? meeting) =>
        store.Get<RecordCommands<Commitment>>().EnterAsync(
        TestStore.WorkerOfXinsheng, Make.CommitmentValues(title, due, meeting), null, Cancellation);

    private static Petition Late(string title, int due, Action<Petition>? with = null, int communityId = TestStore.Xinsheng) =>
        Make.Petition(communityId, Today.AddDays(-40), petition =>
    {
        (petition.Title, petition.DueOn) = (title, Today.AddDays(due));
        with?.Invoke(petition);
    });
}
