using Concentric.Errands;
using Concentric.Kinds;
using Concentric.Meetings;
using Concentric.Metrics;
using Concentric.Tests.Core.Metrics.CubeVerification;
using Concentric.Tests.TestData;
using Concentric.Time;
using Concentric.Visits;
using Concentric.Wishes;

namespace Concentric.Tests.Core.Metrics;

/// <summary>What is entered about meetings, visits, errands and wishes moves the figures at once, and so does taking it back.</summary>
public class ServiceFiguresTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Records_MoveTheirFigures()
    {
        await using var live = await LiveCube.CreateAsync();
        await live.StartAsync(Cancellation);
        var (worker, today) = (TestStore.WorkerOfXinsheng, TestStore.Today);

        var meeting = await live.Store.Get<MeetingCommands>().EnterAsync(worker, Make.ConferenceValues(on: today), null, Cancellation);
        var commitments = live.Store.Get<RecordCommands<Commitment>>();
        var kept = await commitments.EnterAsync(worker, Make.CommitmentValues("清理", meeting: meeting.Id), null, Cancellation);
        await commitments.EnterAsync(worker, Make.CommitmentValues("补种"), null, Cancellation);
        await live.Store.Get<CommitmentCommands>().CompleteAsync(worker, new(kept.Id, kept.Version), Cancellation);
        var visits = live.Store.Get<VisitCommands>();
        var visit = await visits.EnterAsync(worker, Make.VisitValues(["7-2-301", "7-2-302"], on: today), null, Cancellation);
        await visits.EnterAsync(worker, Make.VisitValues(["7-2-302", "7-2-303"], on: today), null, Cancellation);
        await live.Store.Get<RecordCommands<Errand>>().EnterAsync(worker, Make.ErrandValues(persons: 4), null, Cancellation);
        var wishes = live.Store.Get<WishCommands>();
        var wish = await live.Store.Get<RecordCommands<Wish>>().EnterAsync(worker, Make.WishValues(), null, Cancellation);
        wish = await wishes.ClaimAsync(worker, new(wish.Id, wish.Version, new("李大妈")), Cancellation);
        wish = await wishes.FulfilAsync(worker, new(wish.Id, wish.Version), Cancellation);
        await live.SettleAsync(Cancellation);
        // What is due today can be kept all day: nothing has fallen due yet.
        Assert.Equal([1, 0, 2, 3, 4, 1, 1, 1], Read(live));
        Assert.Equal([1, 0.5, 2, 3, 4, 1, 1, 1], Read(live, today.AddDays(1)));

        // Taken back again, one after the other.
        await wishes.ReopenAsync(worker, new(wish.Id, wish.Version, "没有送到"), Cancellation);
        await visits.CorrectAsync(worker, new(visit.Id, visit.Version, new() { [x => x.Households] = new[] { "7-2-302" } }), Cancellation);
        await live.Store.Get<MeetingCommands>().ArchiveAsync(worker, new(meeting.Id, meeting.Version, "重复"), Cancellation);
        await live.SettleAsync(Cancellation);
        Assert.Equal([0, 0.5, 2, 2, 4, 1, 1, 0], Read(live, today.AddDays(1)));
    }

    private static double[] Read(LiveCube live, DateOnly? today = null)
    {
        string[] keys = ["meetings.joint", "commitments.kept-rate", "visits.count", "visits.households", "errands.persons", "wishes.raised",
            "wishes.claimed", "wishes.fulfilled"];
        var slice = live.Cube.Current!.For(null);
        var catalogue = live.Store.Get<MetricCatalogue>();
        return [.. keys.Select(key => slice.Read(catalogue[key], Period.YearTo(TestStore.Today), today ?? TestStore.Today).Value ?? 0)];
    }
}
