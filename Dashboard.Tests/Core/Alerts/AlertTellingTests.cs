using Concentric.Alerts;
using Concentric.Data;
using Concentric.Notices;
using Concentric.Tests.Core.Notices;
using Concentric.Tests.TestData;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Tests.Core.Alerts;

/// <summary>Who learns of it when rules, or the programs that look at them, change while an alert is open.</summary>
public sealed class AlertTellingTests : IAsyncLifetime
{
    private AlertRig rig = null!;
    private CurrentUser leader = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        rig = await AlertRig.CreateAsync();
        leader = await rig.Store.AccountAsync("刘主任", Role.Leader);
    }

    public ValueTask DisposeAsync() => rig.DisposeAsync();

    /// <summary>Open pages learn of it as of any other end.</summary>
    [Fact]
    public async Task WhatIsNotWatchedAnyMore_IsClosedByTheNextLook_AndAnnounced()
    {
        await rig.AddOverdueAsync(TestStore.Xinsheng, 3);
        var rule = await rig.AddRuleAsync(AlertRig.Overdue(2, AlertScope.Chosen, leader.UserId!.Value));
        await rig.StartAsync();
        await rig.LookAsync();
        await using var db = rig.Store.Open();
        await db.AlertPlaces.Where(place => place.RuleId == rule && place.CommunityId == TestStore.Xinsheng).ExecuteDeleteAsync(Stop);
        var said = await db.ChangeLog.CountAsync(entry => entry.Kind == AlertTelling.Kind, Stop);
        Assert.Equal(1, await rig.LookAsync());
        Assert.Equal(AlertEnd.NotWatched, Assert.Single(await rig.FiringsAsync()).End);
        Assert.Equal(said + 1, await db.ChangeLog.CountAsync(entry => entry.Kind == AlertTelling.Kind, Stop));
    }

    /// <summary>While nodes are brought up to date one by one: the older program keeps the names of whom it told, and no more.</summary>
    [Fact]
    public async Task WhatAnOlderNodeHasTold_IsNotToldAgain_AndItsEndIsTold()
    {
        var petitions = await rig.AddOverdueAsync(TestStore.Xinsheng, 3);
        await rig.AddRuleAsync(AlertRig.Overdue(2, AlertScope.EachCommunity, leader.UserId!.Value));
        await rig.StartAsync();
        await rig.LookAsync();
        await using (var db = rig.Store.Open()) await db.AlertTold.ExecuteDeleteAsync(Stop);
        await rig.LookAsync();
        Assert.Single(await rig.ToldAsync(leader));
        await rig.ArchiveAsync(petitions);
        await rig.LookAsync();
        // Here too: it ended on the older node.
        await using (var db = rig.Store.Open()) await db.AlertTold.ExecuteDeleteAsync(Stop);
        await rig.LookAsync(days: 1);
        Assert.Equal([NoticeKind.AlertBegan, NoticeKind.AlertOver], (await rig.ToldAsync(leader)).Select(notice => notice.Kind));
    }
}
