using Concentric.Attachments;
using Concentric.Data;
using Concentric.Data.Files;
using Concentric.Nodes;
using Concentric.Tests.TestData;

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
        foreach (var (at, folder) in FileStore.Folders.Index())
        {
            var content = new byte[at * DatabaseFileStore.ChunkBytes * 3 / 4];
            new Random(at).NextBytes(content);
            await Folder.WriteAsync($"{folder}/a{at}", content, Stop);
            contents[$"{folder}/a{at}"] = content;
        }

        // What was never finished stays behind, and goes by night.
        await File.WriteAllTextAsync(Folder.PathOf("exports/000001-1.xlsx.part"), "x", Stop);
        var before = await FilePlacement.CountAsync(Folder, Stop);
        Assert.Equal(before, await placement.MoveAsync(FilePlace.Database, null, Stop));
        Assert.Equal(before, await FilePlacement.CountAsync(Database, Stop));
        Assert.Equal(0, (await FilePlacement.CountAsync(Folder, Stop)).Files);
        foreach (var (name, content) in contents) Assert.Equal(content, await Database.ReadAsync(name, Stop));
        Assert.Equal(FilePlace.Database, await placement.AgreeAsync(FilePlace.Folder, Stop));

        Assert.Equal(before, await placement.MoveAsync(FilePlace.Folder, null, Stop));
        Assert.Equal(0, (await FilePlacement.CountAsync(Database, Stop)).Files);
        foreach (var (name, content) in contents) Assert.Equal(content, await Folder.ReadAsync(name, Stop));
        Assert.Null(await placement.AgreeAsync(FilePlace.Folder, Stop));
    }

    [Fact]
    public async Task MovingThatWasCutOff_GoesOn_AndFetchesNothingBackThatWasRemovedSince()
    {
        await Folder.WriteAsync("photos/ab/a.jpg", "a"u8.ToArray(), Stop);
        await Folder.WriteAsync("photos/ab/b.jpg", "b"u8.ToArray(), Stop);
        // Some files were copied when it ended.
        await Database.WriteAsync("photos/ab/a.jpg", "half"u8.ToArray(), Stop);
        Assert.Equal((2, 2L), await placement.MoveAsync(FilePlace.Database, null, Stop));
        Assert.Equal("a"u8.ToArray(), await Database.ReadAsync("photos/ab/a.jpg", Stop));

        // It ended before the old ones were removed, and one was removed in its new place meanwhile.
        await Folder.WriteAsync("photos/ab/b.jpg", "b"u8.ToArray(), Stop);
        await Database.DeleteAsync("photos/ab/b.jpg", Stop);
        Assert.Equal((0, 0L), await placement.MoveAsync(FilePlace.Database, null, Stop));
        Assert.Null(await Database.ReadAsync("photos/ab/b.jpg", Stop));
        Assert.False(await Folder.ExistsAsync("photos/ab/b.jpg", Stop));
    }

    private async Task AttachAsync()
    {
        var hazard = await store.AddAsync(Make.Hazard());
        using var content = new MemoryStream(Documents.Pdf());
        await store.Get<AttachmentCommands>().AddAsync(TestStore.WorkerOfXinsheng, new("hazard", hazard.Id), "a.pdf", content, Stop);
    }
}
