using Concentric.Data;
using Concentric.Kinds;
using Concentric.Meetings;
using Concentric.Registration;
using Concentric.Search;
using Concentric.Tests.TestData;

namespace Concentric.Tests.Core.Meetings;

public class MeetingSearchTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task AJointMeetingAndItsCommitments_AreFoundByAllThatMet_AndByNobodyElse()
    {
        await using var store = await TestStore.CreateAsync(services => services.AddMetricCube(new()).AddSearch());
        var meeting = await store.Get<MeetingCommands>()
            .EnterAsync(TestStore.WorkerOfXinsheng, Make.ConferenceValues("绿地联席会议"), null, Cancellation);
        await store.Get<RecordCommands<Commitment>>().EnterAsync(
            TestStore.WorkerOfXinsheng, Make.CommitmentValues(meeting: meeting.Id), null, Cancellation);
        await store.Get<SearchIndexer>().CatchUpAsync(Cancellation);
        Assert.Equal(["commitment", "meeting"], await KindsAsync(TestStore.WorkerOfXinsheng));
        Assert.Equal(["commitment", "meeting"], await KindsAsync(TestStore.WorkerOfXinshun));
        Assert.Empty(await KindsAsync(new("外人", Role.Worker, [TestStore.Binhe])));

        async Task<IEnumerable<string>> KindsAsync(CurrentUser caller) =>
            (await store.Get<SearchQueries>().FindAsync(caller, "绿地", Cancellation)).Kinds.Select(kind => kind.List.Kind)
                .Order(StringComparer.Ordinal);
    }
}
