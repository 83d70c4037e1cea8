using Concentric.Attachments;
using Concentric.Data;
using Concentric.Data.Files;
using Concentric.Hazards;
using Concentric.Imports.Runs;
using Concentric.Nodes;
using Concentric.Tests.TestData;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Tests.Core.Nodes;

/// <summary>Where a store's files are kept is agreed on by all, and changed by moving them.</summary>
public sealed class FilePlacementTests : IAsyncLifetime
{
    private TestStore store = null!;
    private FilePlacement placement = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private FolderFileStore Folder => new(store.Get<DataFolder>());

    private DatabaseFileStore Database => new(store.Factory, store.Get<DataFolder>(), store.Time);

    public async ValueTask InitializeAsync()
    {
        store = await TestStore.CreateAsync();
        placement = new(store.Factory, store.Get<DataFolder>(), store.Time);
    }

    public ValueTask DisposeAsync() => store.DisposeAsync();

    [Fact]
    public async Task AnEmptyStore_TakesThePlaceThatIsNamedFirst_AndRefusesTheOther()
    {
        Assert.Null(await placement.AgreeAsync(FilePlace.Folder, Stop));
        Assert.Null(await placement.AgreeAsync(FilePlace.Database, Stop));
        Assert.Null(await placement.AgreeAsync(FilePlace.Database, Stop));
        Assert.Equal(FilePlace.Database, await placement.AgreeAsync(FilePlace.Folder, Stop));
    }

    /// <summary>Also where the folder can't be seen: the store knows that there are files.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task AStoreWithFilesInTheFolder_IsNotServedFromTheDatabase_BeforeTheyAreMoved(bool isSeen)
    {
        if (isSeen) await Folder.WriteAsync("office/seal.png", new byte[10], Stop);
        else await AttachAsync();
        if (!isSeen) Directory.Delete(Path.Combine(store.Folder, "attachments"), recursive: true);
        Assert.Equal(FilePlace.Folder, await placement.AgreeAsync(FilePlace.Database, Stop));
        Assert.Null(await placement.AgreeAsync(FilePlace.Folder, Stop));
    }

    [Fact]
    public async Task Moving_TakesAllFilesThereAndBack_AndLeavesNone()
    {
        await AttachAsync();
        var contents = new Dictionary<string, byte[]>();
        foreach (var (at, name) in AllSorts().Index())
        {
            var content = new byte[at * DatabaseFileStore.ChunkBytes * 3 / 4];
            new Random(at).NextBytes(content);
            await Folder.WriteAsync(name, content, Stop);
            contents[name] = content;
        }

        // What was never finished is nobody's, and where it lies nobody cleans afterwards.
        await File.WriteAllTextAsync(Folder.PathOf("exports/000001-1.xlsx.part"), "x", Stop);
        var before = await FilePlacement.CountAsync(Folder, Stop);
        Assert.Equal(before, Counts(await MoveAsync(FilePlace.Database)));
        Assert.Equal(before, await FilePlacement.CountAsync(Database, Stop));
        Assert.DoesNotContain(Directory.EnumerateFiles(store.Folder, "*", SearchOption.AllDirectories),
            path => FileStore.Folders.Contains(Path.GetRelativePath(store.Folder, path).Split(Path.DirectorySeparatorChar)[0]));
        foreach (var (name, content) in contents) Assert.Equal(content, await Database.ReadAsync(name, Stop));
        Assert.Equal(FilePlace.Database, await placement.AgreeAsync(FilePlace.Folder, Stop));

        await Database.WriteAsync("office/seal.png", contents["office/seal.png"], Stop);
        Assert.Equal(before, Counts(await MoveAsync(FilePlace.Folder)));
        await using (var db = store.Open())
            Assert.Equal((0, 0), (await db.KeptFiles.CountAsync(Stop), await db.KeptFileChunks.CountAsync(Stop)));
        foreach (var (name, content) in contents) Assert.Equal(content, await Folder.ReadAsync(name, Stop));
        Assert.Null(await placement.AgreeAsync(FilePlace.Folder, Stop));
    }

    [Fact]
    public async Task MovingThatWasCutOff_GoesOn_AndCopiesOnlyWhatIsNotThere()
    {
        await Folder.WriteAsync(PhotoA, "a"u8.ToArray(), Stop);
        await Folder.WriteAsync(PhotoB, "b"u8.ToArray(), Stop);
        // Both were copied when it ended, and one has another content since.
        await Database.WriteAsync(PhotoA, "old"u8.ToArray(), Stop);
        await Database.WriteAsync(PhotoB, "b"u8.ToArray(), Stop);
        var copied = await IdAsync(PhotoB);
        Assert.Equal((2, 2L), Counts(await MoveAsync(FilePlace.Database)));
        Assert.Equal("a"u8.ToArray(), await Database.ReadAsync(PhotoA, Stop));
        Assert.Equal(copied, await IdAsync(PhotoB));

        // It ended before the old ones were removed.
        await Folder.WriteAsync(PhotoB, "b"u8.ToArray(), Stop);
        Assert.Equal((1, 1L), Counts(await MoveAsync(FilePlace.Database)));
        Assert.Equal(copied, await IdAsync(PhotoB));
        Assert.Equal(0, (await FilePlacement.CountAsync(Folder, Stop)).Files);

        async Task<long> IdAsync(string name)
        {
            await using var db = store.Open();
            return await db.KeptFiles.Where(file => file.Name == name).Select(file => file.Id).SingleAsync(Stop);
        }
    }

    /// <summary>As where a server with the old setting went on beside the move, or a backup of the folder was laid back.</summary>
    [Fact]
    public async Task AFileThatWasNeverCopied_IsMoved_WhereverTheStoreSaysThatFilesAre()
    {
        await MoveAsync(FilePlace.Database);
        await Folder.WriteAsync(PhotoA, "late"u8.ToArray(), Stop);
        // One that was put in its new place since is not the old one again.
        await Folder.WriteAsync("office/seal.png", "old"u8.ToArray(), Stop);
        File.SetLastWriteTimeUtc(Folder.PathOf("office/seal.png"), TestStore.Start.UtcDateTime.AddDays(-1));
        await Database.WriteAsync("office/seal.png", "new"u8.ToArray(), Stop);
        await MoveAsync(FilePlace.Database);
        Assert.Equal("late"u8.ToArray(), await Database.ReadAsync(PhotoA, Stop));
        Assert.Equal("new"u8.ToArray(), await Database.ReadAsync("office/seal.png", Stop));
        Assert.Equal(0, (await FilePlacement.CountAsync(Folder, Stop)).Files);
    }

    [Fact]
    public async Task WhatIsStoredWhileFilesAreCopied_GoesWithThem()
    {
        await Folder.WriteAsync(PhotoA, "a"u8.ToArray(), Stop);
        await placement.MoveAsync(FilePlace.Database, stop => Folder.WriteAsync(PhotoB, "b"u8.ToArray(), stop), null, Stop);
        Assert.Equal("b"u8.ToArray(), await Database.ReadAsync(PhotoB, Stop));
        Assert.False(await Folder.ExistsAsync(PhotoB, Stop));
    }

    [Fact]
    public async Task AServerThatStartsMeanwhile_EndsTheMove_AndFilesStayWhereTheyAre()
    {
        await Folder.WriteAsync(PhotoA, "a"u8.ToArray(), Stop);
        await Assert.ThrowsAsync<TimeoutException>(() =>
            placement.MoveAsync(FilePlace.Database, _ => throw new TimeoutException(), null, Stop));
        Assert.Equal("a"u8.ToArray(), await Folder.ReadAsync(PhotoA, Stop));
        Assert.Null(await placement.AgreeAsync(FilePlace.Folder, Stop));
    }

    /// <summary>It read where files are before that was changed, and would write to the old place.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task AServerThatStartsAsThePlaceIsChanged_EndsTheMove_AndThePlaceStays(bool wasSaid)
    {
        var (from, to) = (FilePlace.Folder, FilePlace.Database);
        if (wasSaid)
        {
            await MoveAsync(FilePlace.Database);
            (from, to) = (to, from);
        }

        FileStore old = wasSaid ? Database : Folder;
        await old.WriteAsync(PhotoA, "a"u8.ToArray(), Stop);
        var asked = 0;
        await Assert.ThrowsAsync<TimeoutException>(() => placement.MoveAsync(to,
            _ => ++asked == 2 ? throw new TimeoutException() : Task.CompletedTask, null, Stop));
        Assert.Equal("a"u8.ToArray(), await old.ReadAsync(PhotoA, Stop));
        Assert.Null(await placement.AgreeAsync(from, Stop));
        Assert.Equal((1, 1L), Counts(await MoveAsync(to)));
        Assert.False(await old.ExistsAsync(PhotoA, Stop));
    }

    [Fact]
    public async Task OfManyForeignFiles_SomeAreNamed_AndAllAreCounted()
    {
        for (var i = 0; i < FileMove.MostLeft + 5; i++) await Folder.WriteAsync($"imports/{i}.csv", "x"u8.ToArray(), Stop);
        var moved = await MoveAsync(FilePlace.Database);
        Assert.Equal((FileMove.MostLeft, FileMove.MostLeft + 5), (moved.Left.Count, moved.LeftInAll));
    }

    [Fact]
    public async Task WhatIsNoneOfTheProgramsFiles_StaysWhereItIs_AndIsNamed()
    {
        string[] foreign =
        [
            "photos/ab/Thumbs.db", $"attachments/{new string('a', 150)}/{Guid.NewGuid():N}", "exports/000001.xlsx", "imports/1.csv",
        ];
        foreach (var name in foreign) await Folder.WriteAsync(name, "x"u8.ToArray(), Stop);
        Assert.Null(await placement.AgreeAsync(FilePlace.Database, Stop));
        await MoveAsync(FilePlace.Folder);
        await Folder.WriteAsync(PhotoA, "a"u8.ToArray(), Stop);
        var told = new List<FileMove>();
        var moved = await placement.MoveAsync(FilePlace.Database, _ => Task.CompletedTask, new Listed(told), Stop);
        Assert.Equal((1, 1L), Counts(moved));
        Assert.Equal(foreign.Order(), moved.Left.Order());
        Assert.Equal((1, 1L), Counts(Assert.Single(told)));
        foreach (var name in foreign) Assert.True(await Folder.ExistsAsync(name, Stop));
    }

    private const string PhotoA = "photos/aa/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.jpg";

    private const string PhotoB = "photos/bb/bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb.jpg";

    /// <summary>A name of each sort that the program gives.</summary>
    private static IEnumerable<string> AllSorts() =>
    [
        AttachmentFiles.NameOf(Guid.NewGuid()), HazardPhotoFiles.NameOf(Guid.NewGuid(), isThumbnail: false),
        HazardPhotoFiles.NameOf(Guid.NewGuid(), isThumbnail: true), "exports/000007-12.xlsx", "exports/1234567-1.xlsx",
        ImportFiles.NameOf(7), ImportFiles.ErrorsNameOf(12_345_678), "imports/000007.json", "imports/000007.choices",
        "imports/000007.rows", $"imports/{Guid.NewGuid():N}.received", "office/seal.png",
    ];

    private static (int Files, long Bytes) Counts(FileMove moved) => (moved.Files, moved.Bytes);

    private Task<FileMove> MoveAsync(FilePlace to) => placement.MoveAsync(to, _ => Task.CompletedTask, null, Stop);

    private sealed class Listed(List<FileMove> told) : IProgress<FileMove>
    {
        public void Report(FileMove value) => told.Add(value);
    }

    private async Task AttachAsync()
    {
        var hazard = await store.AddAsync(Make.Hazard());
        using var content = new MemoryStream(Documents.Pdf());
        await store.Get<AttachmentCommands>().AddAsync(TestStore.WorkerOfXinsheng, new("hazard", hazard.Id), "a.pdf", content, Stop);
    }
}
