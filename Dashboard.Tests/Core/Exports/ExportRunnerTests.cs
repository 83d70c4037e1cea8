using System.Security.Cryptography;
using Concentric.Data.Files;
using Concentric.Exports;
using Concentric.Tests.TestData;

namespace Concentric.Tests.Core.Exports;

public class ExportRunnerTests
{
    /// <summary>Where the files are kept.</summary>
    protected virtual FilePlace Place => FilePlace.Folder;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task AQueuedRun_BecomesAFileWithItsHashes()
    {
        await using var rig = await ExportRig.CreateAsync(services => services.KeepFilesIn(Place));
        await rig.Store.AddAsync(Make.Petition());
        var id = await rig.AskAsync();
        Assert.Equal([id], rig.Jobs.TakeAll());
        Assert.Equal(ExportState.Queued, (await rig.RunAsync(id)).State);

        await rig.Runner.RunAsync(id, Cancellation);

        var run = await rig.RunAsync(id);
        // The petition and its round, each on its sheet.
        Assert.Equal((ExportState.Done, 100, 2, 1), (run.State, run.Progress, run.Rows, run.Attempts));
        Assert.Equal("Street summary 2026-03-01 to 2026-03-31.xlsx", run.FileName);
        var file = await rig.FileAsync(run);
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(file)), run.FileHash);
        Assert.Equal(file.Length, run.FileBytes);
        Assert.Equal(64, run.ContentHash!.Length);
        Assert.Equal(TestStore.Start.UtcDateTime, run.AsOf);
        Assert.Equal(["Queued", "Running", "Done"],
            [await rig.NextChangeAsync(), await rig.NextChangeAsync(), await rig.NextChangeAsync()]);
        Assert.Single(await rig.FilesAsync());
    }

    [Fact]
    public async Task TwoNodesAtOnce_MakeItOnce()
    {
        await using var rig = await ExportRig.CreateAsync(services => services.KeepFilesIn(Place));
        var id = await rig.AskAsync(ExportRig.HeldKey);
        rig.Held.LetGo();
        rig.Held.LetGo();
        using var other = rig.AnotherNode();
        await Task.WhenAll(Enumerable.Range(0, 6)
            .Select(i => Task.Run(() => (i % 2 == 0 ? rig.Runner : other).RunAsync(id, Cancellation), Cancellation)));
        Assert.Equal(1, rig.Held.Beginnings);
        Assert.Equal((ExportState.Done, 1), ((await rig.RunAsync(id)).State, (await rig.RunAsync(id)).Attempts));
        Assert.Single(await rig.FilesAsync());
    }

    [Fact]
    public async Task Progress_IsToldWhileItIsMade()
    {
        await using var rig = await ExportRig.CreateAsync(services => services.KeepFilesIn(Place));
        var id = await rig.AskAsync(ExportRig.HeldKey);
        var making = rig.Runner.RunAsync(id, Cancellation);
        await rig.Held.BegunAsync();
        Assert.Equal(["Queued", "Running"], [await rig.NextChangeAsync(), await rig.NextChangeAsync()]);
        rig.Held.Progress!.Report(40);
        rig.Store.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal("Progress", await rig.NextChangeAsync());
        var run = await rig.RunAsync(id);
        Assert.Equal((40, TestStore.Start.UtcDateTime.AddSeconds(1)), (run.Progress, run.HeartbeatAt));
        rig.Held.LetGo();
        await making;
        Assert.Equal(ExportState.Done, (await rig.RunAsync(id)).State);
    }

    [Fact]
    public async Task ARefusal_IsToldInTheRunsLanguage_AndCanBeRetried()
    {
        await using var rig = await ExportRig.CreateAsync(services => services.KeepFilesIn(Place));
        var id = await rig.Requests.AskAsync(TestStore.Administrator, ExportRig.Request(ExportRig.HeldKey, language: "zh-CN"),
            Cancellation);
        rig.Held.Failure = new ExportException("TooManyRows", 20_001, 20_000);
        rig.Held.LetGo();
        await rig.Runner.RunAsync(id, Cancellation);
        var failed = await rig.RunAsync(id);
        Assert.Equal(ExportState.Failed, failed.State);
        Assert.StartsWith("台账共 20,001 行，超过一份工作簿最多 20,000 行", failed.Failure);
        Assert.Empty(await rig.FilesAsync());

        rig.Jobs.TakeAll();
        await rig.Requests.RetryAsync(TestStore.Administrator, id, Cancellation);
        Assert.Equal([id], rig.Jobs.TakeAll());
        rig.Held.Failure = null;
        rig.Held.LetGo();
        await rig.Runner.RunAsync(id, Cancellation);
        var done = await rig.RunAsync(id);
        Assert.Equal((ExportState.Done, 2, (string?)null), (done.State, done.Attempts, done.Failure));
    }

    [Theory]
    [InlineData(false, "An error occurred")]
    [InlineData(true, "could not be written to the server's data folder")]
    public async Task AnError_IsToldInPlainWords_AndLeavesNoFile(bool isDisk, string words)
    {
        await using var rig = await ExportRig.CreateAsync(services => services.KeepFilesIn(Place));
        var id = await rig.AskAsync(ExportRig.HeldKey);
        rig.Held.Failure = isDisk ? new IOException("No space left on device") : new InvalidOperationException("secret detail");
        rig.Held.LetGo();
        await rig.Runner.RunAsync(id, Cancellation);
        var run = await rig.RunAsync(id);
        Assert.Equal(ExportState.Failed, run.State);
        Assert.Contains(words, run.Failure);
        Assert.DoesNotContain("secret detail", run.Failure);
        Assert.Empty(await rig.FilesAsync());
    }

    [Fact]
    public async Task AStoppedRun_EndsAndLeavesNoFile()
    {
        await using var rig = await ExportRig.CreateAsync(services => services.KeepFilesIn(Place));
        var id = await rig.AskAsync(ExportRig.HeldKey);
        var making = rig.Runner.RunAsync(id, Cancellation);
        await rig.Held.BegunAsync();
        await rig.Requests.StopAsync(TestStore.Administrator, id, Cancellation);
        rig.Held.LetGo();
        await making;
        var run = await rig.RunAsync(id);
        Assert.Equal((ExportState.Stopped, "Stopped by 管理员."), (run.State, run.Failure));
        Assert.Empty(await rig.FilesAsync());
    }

    [Fact]
    public async Task TheMakerOfAStoppedRun_LearnsOfItFromItsNextSignOfLife()
    {
        await using var rig = await ExportRig.CreateAsync(services => services.KeepFilesIn(Place));
        var id = await rig.AskAsync(ExportRig.HeldKey);
        var making = rig.Runner.RunAsync(id, Cancellation);
        await rig.Held.BegunAsync();
        await rig.Requests.StopAsync(TestStore.Administrator, id, Cancellation);
        rig.Held.Progress!.Report(10);
        rig.Store.Time.Advance(TimeSpan.FromSeconds(1));
        await making;
        Assert.Equal(ExportState.Stopped, (await rig.RunAsync(id)).State);
        Assert.Empty(await rig.FilesAsync());
    }

    [Fact]
    public async Task WhenTheProgramEnds_TheRunGoesBackIntoTheQueue()
    {
        await using var rig = await ExportRig.CreateAsync(services => services.KeepFilesIn(Place));
        var id = await rig.AskAsync(ExportRig.HeldKey);
        using var stopping = new CancellationTokenSource();
        var making = rig.Runner.RunAsync(id, stopping.Token);
        await rig.Held.BegunAsync();
        await stopping.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => making);
        var run = await rig.RunAsync(id);
        Assert.Equal((ExportState.Queued, 0), (run.State, run.CutOffs));
        Assert.Empty(await rig.FilesAsync());
    }
}

public sealed class ExportRunnerInDatabaseTests : ExportRunnerTests
{
    protected override FilePlace Place => FilePlace.Database;
}
