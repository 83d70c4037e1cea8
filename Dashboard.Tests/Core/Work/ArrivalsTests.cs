using Concentric.Data;
using Concentric.Hazards;
using Concentric.Kinds;
using Concentric.Meetings;
using Concentric.Notices;
using Concentric.Notices.Channels;
using Concentric.Petitions;
using Concentric.Tests.Core.Imports;
using Concentric.Tests.Core.Notices;
using Concentric.Tests.TestData;
using Concentric.Work;

namespace Concentric.Tests.Core.Work;

/// <summary>What has come to somebody from elsewhere stands first and is marked, until it was looked at.</summary>
public sealed class ArrivalsTests : IAsyncLifetime
{
    private const int First = 5;
    private static readonly DateOnly Far = TestStore.Today.AddDays(40);

    private TestStore store = null!;
    private CurrentUser reader = null!;
    private CurrentUser colleague = null!;
    private CurrentUser administrator = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        store = await TestStore.CreateAsync();
        reader = await store.AccountAsync("reader", Role.Worker, TestStore.Xinsheng);
        colleague = await store.AccountAsync("colleague", Role.Worker, TestStore.Xinsheng, TestStore.Xinshun);
        administrator = await store.AccountAsync("administrator", Role.Administrator);
        // More that is more urgent than a page shows.
        foreach (var i in Enumerable.Range(0, First + 2))
        {
            await store.AddAsync(Make.Petition(receivedOn: TestStore.Today.AddDays(-20 - i)));
            await store.AddAsync(Make.Hazard(foundOn: TestStore.Today.AddDays(-20 - i)));
            await store.AddAsync(new Commitment
            {
                CommunityId = TestStore.Xinsheng,
                Title = $"承诺 {i}",
                Owner = "物业",
                DueOn = TestStore.Today.AddDays(-i)
            });
        }
    }

    public ValueTask DisposeAsync() => store.DisposeAsync();

    [Fact]
    public async Task APetitionTransferredHere_IsFirstAndNew_UntilItsPageWasOpened()
    {
        var at = await store.Get<PetitionCommands>().EnterAsync(
            colleague, Make.PetitionValues("楼道灯不亮", TestStore.SlowCategory, communityId: TestStore.Xinshun), null, Cancellation);
        await store.Get<PetitionCommands>()
            .TransferAsync(colleague, new(at.Id, at.Version, "归口办理", "物业公司", null, TestStore.Xinsheng), Cancellation);
        await AssertNewAsync(WorkGroup.ToNegotiate, at.Id);

        await store.Get<NoticeCommands>().MarkSeenAsync(reader, "petition", at.Id, Cancellation);
        await AssertNothingNewAsync(WorkGroup.ToNegotiate, at.Id);
        Assert.Equal(0, await store.Get<NoticeQueries>().CountUnreadAsync(reader, Cancellation));
    }

    [Fact]
    public async Task WhatTheStreetEntersForACommunity_IsNewThere_AndNotForThoseWhoEnteredIt()
    {
        var petition = await store.Get<PetitionCommands>().EnterAsync(
            administrator, Make.PetitionValues(category: TestStore.SlowCategory), null, Cancellation);
        var hazard = await store.Get<HazardCommands>().EnterAsync(administrator, Make.HazardValues(), null, Cancellation);
        var commitment = await store.Get<RecordCommands<Commitment>>()
            .EnterAsync(administrator, Make.CommitmentValues("修门", Far), null, Cancellation);
        await AssertNewAsync(WorkGroup.ToNegotiate, petition.Id);
        await AssertNewAsync(WorkGroup.ToRectify, hazard.Id);
        await AssertNewAsync(WorkGroup.Commitments, commitment.Id);
        Assert.All(await store.NoticesAsync(reader), notice =>
            Assert.Equal((NoticeKind.Entered, "administrator"), (notice.Kind, notice.By)));
        Assert.Empty(await store.NoticesAsync(administrator));

        // By its own kind: a petition that was opened says nothing about a hazard of the same number.
        await store.Get<NoticeCommands>().MarkSeenAsync(reader, "petition", petition.Id, Cancellation);
        await AssertNothingNewAsync(WorkGroup.ToNegotiate, petition.Id);
        await AssertNewAsync(WorkGroup.ToRectify, hazard.Id);
        // For each reader apart.
        Assert.Equal(3, (await store.Get<NoticeQueries>().ArrivalsAsync(colleague, Cancellation)).Count);
    }

    [Fact]
    public async Task AReturnedRectification_IsNew_AlsoAmongWhatIsOverdue()
    {
        var commands = store.Get<HazardCommands>();
        var at = await commands.EnterAsync(colleague, Make.HazardValues(), null, Cancellation);
        at = await commands.RectifyAsync(reader, new(at.Id, at.Version), Cancellation);
        await commands.ReturnAsync(colleague, new(at.Id, at.Version, "没有清完"), Cancellation);
        await AssertNewAsync(WorkGroup.ToRectify, at.Id);
        store.Time.Advance(TimeSpan.FromDays(30));
        await AssertNewAsync(WorkGroup.Overdue, at.Id);
    }

    [Fact]
    public async Task WhatIsOnlyListed_IsNew_UntilItIsLookedAt()
    {
        await using (var db = store.Open())
        {
            db.NoticeChoices.Add(new() { UserId = reader.UserId!.Value, Topic = NoticeTopic.Arrivals, IsCounted = false });
            await db.SaveChangesAsync(Cancellation);
        }

        var hazard = await store.Get<HazardCommands>().EnterAsync(administrator, Make.HazardValues(), null, Cancellation);
        Assert.Equal(0, await store.Get<NoticeQueries>().CountUnreadAsync(reader, Cancellation));
        await AssertNewAsync(WorkGroup.ToRectify, hazard.Id);
        await store.Get<NoticeCommands>().MarkSeenAsync(reader, "hazard", hazard.Id, Cancellation);
        await AssertNothingNewAsync(WorkGroup.ToRectify, hazard.Id);
    }

    [Fact]
    public async Task WhatAColleagueEnters_IsNotNew()
    {
        await store.Get<HazardCommands>().EnterAsync(colleague, Make.HazardValues(), null, Cancellation);
        Assert.Empty(await store.NoticesAsync(reader));
    }

    [Fact]
    public async Task WhatAFileOfTheOfficeBrings_IsNotNew()
    {
        await using var rig = await ImportRig.CreateAsync();
        var worker = await rig.Store.AccountAsync("worker", Role.Worker, TestStore.Xinsheng);
        var run = await rig.TakeAsync(ImportRig.Csv("社区,标题,隐患类别,发现日期\n馨盛园,堆物,消防,2026-03-10\n"), "隐患.csv", ImportRig.Administrator,
            "hazard");
        Assert.Equal(1, run.Added);
        Assert.Empty(await rig.Store.NoticesAsync(worker));
    }

    [Fact]
    public async Task WhatWentOnToAnotherCommunity_IsNewThereOnly()
    {
        var commands = store.Get<PetitionCommands>();
        var at = await commands.EnterAsync(administrator, Make.PetitionValues(category: TestStore.SlowCategory), null, Cancellation);
        await commands.TransferAsync(colleague, new(at.Id, at.Version, "归口办理", "物业公司", null, TestStore.Xinshun), Cancellation);
        Assert.DoesNotContain(await LinesAsync(WorkGroup.ToNegotiate, WorkQueries.MostLines), line => line.Id == at.Id || line.IsNew);
    }

    private async Task<IReadOnlyList<WorkLine>> LinesAsync(WorkGroup group, int most) => await store.Get<WorkQueries>().ReadAsync(
        reader, null, group, await store.Get<NoticeQueries>().ArrivalsAsync(reader, Cancellation), most, Cancellation);

    private async Task AssertNewAsync(WorkGroup group, long id)
    {
        var lines = await LinesAsync(group, First);
        Assert.Equal((id, true, First), (lines[0].Id, lines[0].IsNew, lines.Count));
        Assert.Single(lines, line => line.IsNew);
        // Listed once.
        Assert.Single(await LinesAsync(group, WorkQueries.MostLines), line => line.Id == id);
    }

    private async Task AssertNothingNewAsync(WorkGroup group, long id)
    {
        Assert.DoesNotContain(await LinesAsync(group, First), line => line.IsNew || line.Id == id);
        Assert.Single(await LinesAsync(group, WorkQueries.MostLines), line => line.Id == id);
    }
}
