using Concentric.Data;
using Concentric.Data.Files;
using Concentric.Exports;
using Concentric.Tests.TestData;
using Microsoft.Extensions.DependencyInjection;

namespace Concentric.Tests.Core.Exports;

/// <summary>A disk that fills up while a workbook is written, and what crashes leave behind.</summary>
public sealed class FullDiskTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task AFullDisk_FailsTheRunInPlainWords_AndNothingIsLeft()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "needs /dev/full, a disk that is always full");
        var disk = new DiskThatIsFull();
        await using var rig = await ExportRig.CreateAsync(services => services.AddSingleton<FileStore>(provider => disk.Around(
            new FolderFileStore(provider.GetRequiredService<DataFolder>()))));
        await rig.Store.AddAsync(Make.Petition());
        var id = await rig.AskAsync();
        await rig.Runner.RunAsync(id, Cancellation);
        var run = await rig.RunAsync(id);
        Assert.Equal(ExportState.Failed, run.State);
        Assert.StartsWith("The server's disk is full", run.Failure);
        Assert.Null(run.FileBytes);
        Assert.Empty(await rig.FilesAsync());

        disk.IsFull = false;
        await rig.Requests.RetryAsync(TestStore.Administrator, id, Cancellation);
        await rig.Runner.RunAsync(id, Cancellation);
        Assert.Equal((ExportState.Done, (string?)null), ((await rig.RunAsync(id)).State, (await rig.RunAsync(id)).Failure));
        Assert.Single(await rig.FilesAsync());
    }

    [Fact]
    public async Task WhatACrashLeft_IsSweptAtTheStart_AndByNightWhenItIsOld()
    {
        await using var rig = await ExportRig.CreateAsync();
        var id = await rig.AskAsync(ExportRig.HeldKey);
        rig.Held.LetGo();
        await rig.Runner.RunAsync(id, Cancellation);
        var own = Assert.Single(await rig.FilesAsync());
        // Half written; finished by an attempt that lost the run; of a run that there never was; not ours at all.
        string[] left = [$"{id + 1:D6}-1.xlsx.{Guid.NewGuid():N}.part", $"{id:D6}-9.xlsx", "000099-1.xlsx"];
        foreach (var name in left.Append("note.txt")) Leave(name, TestStore.Start.UtcDateTime);
        var retention = rig.Store.Get<ExportRetention>();
        Assert.Equal(0, await retention.SweepAsync(atStart: false, Cancellation));
        Leave(left[0], TestStore.Start.UtcDateTime.AddDays(-1.1));
        Assert.Equal(1, await retention.SweepAsync(atStart: false, Cancellation));
        Assert.Equal(2, await retention.SweepAsync(atStart: true, Cancellation));
        Assert.Equal(new[] { own, "note.txt" }.Order(), await rig.FilesAsync());

        void Leave(string name, DateTime at)
        {
            var path = Path.Combine(rig.Store.Get<DataFolder>().Inside("exports"), name);
            File.WriteAllText(path, "x");
            File.SetLastWriteTimeUtc(path, at);
        }
    }

    [Fact]
    public async Task WhatSomebodyAskedFor_IsKeptForTheSettingsTime()
    {
        await using var rig = await ExportRig.CreateAsync();
        var id = await rig.AskAsync(ExportRig.HeldKey);
        rig.Held.LetGo();
        await rig.Runner.RunAsync(id, Cancellation);
        rig.Store.Time.Advance(TimeSpan.FromDays(ExportOptions.DefaultKeepDays));
        Assert.Equal(0, await rig.Store.Get<ExportRetention>().RemoveExpiredAsync(Cancellation));
        rig.Store.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(1, await rig.Store.Get<ExportRetention>().RemoveExpiredAsync(Cancellation));
        Assert.Equal((ExportState.Done, null), ((await rig.RunAsync(id)).State, (await rig.RunAsync(id)).FileBytes));
    }

    /// <summary>A folder in which no file that is begun can grow, until there is room.</summary>
    private sealed class DiskThatIsFull : FileStore
    {
        private FolderFileStore folder = null!;

        public bool IsFull { get; set; } = true;

        public DiskThatIsFull Around(FolderFileStore inner)
        {
            folder = inner;
            return this;
        }

        public override NewFile Begin(string name)
        {
            if (!IsFull) return folder.Begin(name);
            var part = folder.PathOf(name) + FolderFileStore.PartEnding;
            File.CreateSymbolicLink(part, "/dev/full");
            return new Part(new FileStream(part, FileMode.Open, FileAccess.ReadWrite, FileShare.None));
        }

        public override Task<OpenedFile?> OpenAsync(string name, CancellationToken cancellationToken) =>
            folder.OpenAsync(name, cancellationToken);

        public override Task<LocalFile?> BringAsync(string name, CancellationToken cancellationToken) =>
            folder.BringAsync(name, cancellationToken);

        public override Task<bool> ExistsAsync(string name, CancellationToken cancellationToken) =>
            folder.ExistsAsync(name, cancellationToken);

        public override Task DeleteAsync(string name, CancellationToken cancellationToken) => folder.DeleteAsync(name, cancellationToken);

        public override Task MoveAsync(DashboardDbContext db, string from, string to, CancellationToken cancellationToken) =>
            folder.MoveAsync(db, from, to, cancellationToken);

        public override IAsyncEnumerable<FileEntry> ListAsync(string folderName, CancellationToken cancellationToken) =>
            folder.ListAsync(folderName, cancellationToken);

        public override Task<int> SweepAsync(DateTime before, CancellationToken cancellationToken) =>
            folder.SweepAsync(before, cancellationToken);

        private sealed class Part(FileStream content) : NewFile(content)
        {
            public override Task KeepAsync(CancellationToken cancellationToken) => FinishAsync();
        }
    }
}
