using Concentric.Exports;
using Concentric.Tests.TestData;

namespace Concentric.Tests.Core.Exports;

/// <summary>A restart, or a node that died: what was cut off is taken up again, once.</summary>
public sealed class StalledRunRecoveryTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task AfterARestart_WhatWasCutOffIsMadeOnce()
    {
        await using var rig = await ExportRig.CreateAsync();
        var id = await rig.AskAsync(ExportRig.HeldKey);
        using var died = rig.AnotherNode();
        var cutOff = died.RunAsync(id, Cancellation);
        await rig.Held.BegunAsync();
        rig.Jobs.TakeAll();

        Assert.Equal(1, await rig.Recovery.RecoverAsync(atStart: true, Cancellation));
        Assert.Equal([id], rig.Jobs.TakeAll());
        var again = rig.Runner.RunAsync(id, Cancellation);
        await rig.Held.BegunAsync();
        Assert.Equal(0, await rig.Recovery.RecoverAsync(atStart: false, Cancellation));

        // The one believed dead was only slow, and ends as well: its file is not the run's.
        rig.Held.LetGo();
        rig.Held.LetGo();
        await Task.WhenAll(cutOff, again);
        var run = await rig.RunAsync(id);
        Assert.Equal((ExportState.Done, 2, 1), (run.State, run.Attempts, run.CutOffs));
        Assert.Equal([ExportFiles.NameOf(run)["exports/".Length..]], await rig.FilesAsync());
    }

    [Fact]
    public async Task ARunningOneWithoutASignOfLife_IsRecovered_OneWithItIsNot()
    {
        await using var rig = await ExportRig.CreateAsync();
        var id = await rig.AskAsync(ExportRig.HeldKey);
        using var died = rig.AnotherNode();
        var making = died.RunAsync(id, Cancellation);
        await rig.Held.BegunAsync();
        rig.Jobs.TakeAll();
        // The maker's timer is this clock's: only the row's own time is moved.
        await SetHeartbeatAsync(rig, id, StalledRunRecovery.CutOffAfter);
        Assert.Equal(0, await rig.Recovery.RecoverAsync(atStart: false, Cancellation));
        await SetHeartbeatAsync(rig, id, StalledRunRecovery.CutOffAfter + TimeSpan.FromTicks(1));
        Assert.Equal(1, await rig.Recovery.RecoverAsync(atStart: false, Cancellation));
        Assert.Equal([id], rig.Jobs.TakeAll());
        rig.Held.LetGo();
        await making;
        Assert.Equal(ExportState.Queued, (await rig.RunAsync(id)).State);
    }

    [Fact]
    public async Task CutOffAgainAndAgain_ItFailsAndSaysSo_UntilSomebodyRetries()
    {
        await using var rig = await ExportRig.CreateAsync();
        var id = await rig.AskAsync(ExportRig.HeldKey);
        for (var times = 1; times <= StalledRunRecovery.MostCutOffs; times++)
        {
            using var dies = rig.AnotherNode();
            var making = dies.RunAsync(id, Cancellation);
            await rig.Held.BegunAsync();
            await rig.Recovery.RecoverAsync(atStart: true, Cancellation);
            rig.Held.LetGo();
            await making;
        }

        var run = await rig.RunAsync(id);
        Assert.Equal(ExportState.Failed, run.State);
        Assert.StartsWith("The program was cut off again and again", run.Failure);
        await rig.Requests.RetryAsync(TestStore.Administrator, id, Cancellation);
        Assert.Equal((ExportState.Queued, 0), ((await rig.RunAsync(id)).State, (await rig.RunAsync(id)).CutOffs));
    }

    [Fact]
    public async Task QueuedOnes_AreHandedOverAtTheStart_AndWhenNobodyHasThemForLong()
    {
        await using var rig = await ExportRig.CreateAsync();
        var id = await rig.AskAsync();
        rig.Jobs.TakeAll();
        Assert.Equal(1, await rig.Recovery.RecoverAsync(atStart: true, Cancellation));
        Assert.Equal([id], rig.Jobs.TakeAll());
        Assert.Equal(0, await rig.Recovery.RecoverAsync(atStart: false, Cancellation));
        rig.Store.Time.Advance(StalledRunRecovery.LostAfter + TimeSpan.FromSeconds(1));
        Assert.Equal(1, await rig.Recovery.RecoverAsync(atStart: false, Cancellation));
    }

    private static async Task SetHeartbeatAsync(ExportRig rig, long id, TimeSpan ago)
    {
        await using var db = rig.Store.Open();
        var run = await db.ExportRuns.FindAsync([id], Cancellation);
        run!.HeartbeatAt = TestStore.Start.UtcDateTime - ago;
        await db.SaveChangesAsync(Cancellation);
    }
}
