using Concentric.Data;
using Concentric.Hazards;
using Concentric.Lists;
using Concentric.Notices;
using Concentric.Rules;
using Concentric.Tests.Core.Notices;
using Concentric.Tests.TestData;
using Concentric.Work;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Tests.Core.Hazards;

/// <summary>Hazards that go from one community to another, as petitions do.</summary>
public sealed class HazardHandingOverTests : IAsyncLifetime
{
    private TestStore store = null!;
    private CurrentUser here = null!;
    private CurrentUser there = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private HazardCommands Commands => store.Get<HazardCommands>();

    public async ValueTask InitializeAsync()
    {
        store = await TestStore.CreateAsync();
        here = await store.AccountAsync("here", Role.Worker, TestStore.Xinsheng);
        there = await store.AccountAsync("there", Role.Worker, TestStore.Xinshun);
    }

    public ValueTask DisposeAsync() => store.DisposeAsync();

    [Fact]
    public async Task AnOffer_WaitsForBoth_UntilItIsTakenOver_AndItsDueDayRuns()
    {
        var at = await OfferAsync();
        Assert.Equal([at.Id], await IdsAsync(there, WorkGroup.ToAccept));
        Assert.Equal([at.Id], await IdsAsync(here, WorkGroup.ToRectify));
        Assert.Empty(await IdsAsync(there, WorkGroup.ToRectify));
        Assert.Equal([NoticeKind.Offered], await ToldAsync(there));
        Assert.Contains(new RecordKey("hazard", at.Id), await store.Get<NoticeQueries>().ArrivalsAsync(there, Stop));
        var view = await store.Get<HazardQueries>().FindAsync(there, at.Id, Stop);
        Assert.Equal((true, false, false), (view!.MayAnswerOffer, view.MayWrite, view.MayVerify));
        // Whoever is asked may answer, and do nothing else yet.
        await Assert.ThrowsAsync<RecordNotFoundException>(() => Commands.RectifyAsync(there, new(at.Id, at.Version), Stop));
        Assert.Equal(1, (await store.Get<ListQueries>().ReadAsync(HazardRecords.Kind.List, there, new(View: "offered"), Stop)).Total);
        var due = view.Hazard.DueOn;
        store.Time.Advance(TimeSpan.FromDays(40));
        Assert.Contains(at.Id, await IdsAsync(here, WorkGroup.Overdue));

        await Commands.AcceptAsync(there, new(at.Id, at.Version, "馨顺物业"), Stop);
        var hazard = await ReadAsync(at);
        Assert.Equal((TestStore.Xinshun, "馨顺物业", due, null), (hazard.CommunityId, hazard.ResponsibleUnit, hazard.DueOn,
            hazard.OfferedToId));
        Assert.All(hazard.Rounds, round => Assert.Equal(TestStore.Xinshun, round.CommunityId));
        Assert.Empty(await IdsAsync(here, WorkGroup.ToRectify));
        Assert.Equal([at.Id], await IdsAsync(there, WorkGroup.ToRectify));
        Assert.Equal([NoticeKind.Accepted], await ToldAsync(here));
        Assert.Null(await store.Get<HazardQueries>().FindAsync(here, at.Id, Stop));
    }

    [Fact]
    public async Task AnOffer_GoesBack_WithAReason_OrIsTakenBack_AndAThirdCommunityMayNot()
    {
        var at = await OfferAsync();
        Assert.Equal("Reason", Assert.Single((await Assert.ThrowsAsync<RefusedException>(() =>
            Commands.DeclineAsync(there, new(at.Id, at.Version, " "), Stop))).Violations).Field);
        Assert.Equal(Rule.Offered, Assert.Single((await Assert.ThrowsAsync<RefusedException>(() => Commands.TransferAsync(here,
            new(at.Id, at.Version, "归口", null, TestStore.Binhe), Stop))).Violations).Rule);
        var third = await store.AccountAsync("third", Role.Worker, TestStore.Binhe);
        await Assert.ThrowsAsync<RecordNotFoundException>(() => Commands.AcceptAsync(third, new(at.Id, at.Version, null), Stop));
        at = await Commands.DeclineAsync(there, new(at.Id, at.Version, "井在馨盛园一侧"), Stop);
        Assert.Equal([NoticeKind.Declined], await ToldAsync(here));
        Assert.Null(await store.Get<HazardQueries>().FindAsync(there, at.Id, Stop));
        at = await Commands.TransferAsync(here, new(at.Id, at.Version, "归口", null, TestStore.Binhe), Stop);
        await Commands.DeclineAsync(here, new(at.Id, at.Version, "自己办"), Stop);
        Assert.Null((await ReadAsync(at)).OfferedToId);
    }

    [Fact]
    public async Task AnOffer_EndsWithTheRectification_AndWhoMayWriteInBothTransfersAtOnce()
    {
        var at = await OfferAsync();
        at = await Commands.RectifyAsync(here, new(at.Id, at.Version), Stop);
        Assert.Equal([NoticeKind.Declined, NoticeKind.Offered], await ToldAsync(there));
        Assert.Equal(Rule.Rectified, Assert.Single((await Assert.ThrowsAsync<RefusedException>(() => Commands.TransferAsync(here,
            new(at.Id, at.Version, "归口", null, TestStore.Xinshun), Stop))).Violations).Rule);

        var other = await Commands.EnterAsync(here, Make.HazardValues(), null, Stop);
        await Commands.TransferAsync(TestStore.Administrator, new(other.Id, other.Version, "归口", "物业", TestStore.Xinshun), Stop);
        var moved = await ReadAsync(other);
        Assert.Equal((TestStore.Xinshun, HazardStepKind.Transferred, TestStore.Xinshun),
            (moved.CommunityId, moved.Steps[^1].Kind, moved.Steps[^1].CommunityId));
    }

    private async Task<Saved> OfferAsync()
    {
        var at = await Commands.EnterAsync(here, Make.HazardValues(), null, Stop);
        return await Commands.TransferAsync(here, new(at.Id, at.Version, "污水井在馨顺园一侧", "馨顺物业", TestStore.Xinshun), Stop);
    }

    private async Task<Hazard> ReadAsync(Saved at)
    {
        await using var db = store.Open();
        return await db.Hazards.AsNoTracking().Include(x => x.Steps.OrderBy(step => step.Id)).SingleAsync(x => x.Id == at.Id, Stop);
    }

    private async Task<IEnumerable<long>> IdsAsync(CurrentUser caller, WorkGroup group) =>
        (await store.Get<WorkQueries>().ReadAsync(caller, null, group, WorkQueries.MostLines, Stop)).Select(line => line.Id);

    private async Task<IEnumerable<NoticeKind>> ToldAsync(CurrentUser caller) =>
        (await store.NoticesAsync(caller)).Select(notice => notice.Kind).OrderDescending();
}
