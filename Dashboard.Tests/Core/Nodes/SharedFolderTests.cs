using Concentric.Data;
using Concentric.Data.Files;
using Concentric.Nodes;
using Concentric.Tests.TestData;
using Microsoft.Extensions.DependencyInjection;

namespace Concentric.Tests.Core.Nodes;

/// <summary>Files are read and written only in the folder that all nodes of a store share.</summary>
public sealed class SharedFolderTests : IAsyncLifetime
{
    private readonly TempFolder shared = new();
    private readonly TempFolder another = new();
    private TestStore store = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => store = await TestStore.CreateAsync();

    public async ValueTask DisposeAsync()
    {
        await store.DisposeAsync();
        shared.Dispose();
        another.Dispose();
    }

    [Fact]
    public async Task TheFirstNodeMarksItsFolder_AndTheNextOneKnowsIt()
    {
        var (first, second) = (new DataFolder(shared.Path), new DataFolder(shared.Path));
        var mark = await AgreeAsync(first);
        Assert.Equal(mark, await AgreeAsync(second));
        Assert.Equal(mark, await File.ReadAllTextAsync(Path.Combine(shared.Path, DataFolder.MarkFile), Stop));
        Assert.True(first.IsThere && second.IsThere);
        Assert.True(Directory.Exists(second.Inside("photos")));
    }

    [Fact]
    public async Task ANodeWithAFolderOfItsOwn_IsRefusedItsFiles_AndMakesNoneThere()
    {
        await AgreeAsync(new(shared.Path));
        var own = new DataFolder(another.Path);
        var mark = await AgreeAsync(own);
        Assert.False(own.IsThere);
        var refused = Assert.Throws<StoreException>(() => new FolderFileStore(own).PathOf("attachments/a"));
        Assert.Equal((StoreProblem.FolderGone, another.Path), (refused.Problem, refused.Store));
        Assert.Empty(Directory.EnumerateFileSystemEntries(another.Path));

        // Another store's folder is not it either; the one that was moved here on purpose is, once it is marked.
        await File.WriteAllTextAsync(Path.Combine(another.Path, DataFolder.MarkFile), "another", Stop);
        Assert.False(own.IsThere);
        await File.WriteAllTextAsync(Path.Combine(another.Path, DataFolder.MarkFile), mark + "\n", Stop);
        Assert.True(own.IsThere);
    }

    /// <summary>As when a share is no longer mounted: what is in its place looks like an empty folder.</summary>
    [Fact]
    public async Task AFolderThatVanishes_IsToldAsAProblemOfTheStore_AndGoesOnWhenItIsBack()
    {
        var folder = new DataFolder(shared.Path);
        await AgreeAsync(folder);
        var kept = Path.Combine(folder.Inside("attachments"), "kept");
        await File.WriteAllTextAsync(kept, "content", Stop);
        var aside = shared.Path + "-aside";
        Directory.Move(shared.Path, aside);
        foreach (var isMountPoint in new[] { false, true })
        {
            if (isMountPoint) Directory.CreateDirectory(shared.Path);
            Assert.Equal(StoreProblem.FolderGone, StoreErrors.ProblemOf(Assert.Throws<StoreException>(() => folder.Inside("attachments"))));
            Assert.False(Directory.Exists(Path.Combine(shared.Path, "attachments")));
        }

        Directory.Delete(shared.Path);
        Directory.Move(aside, shared.Path);
        Assert.Equal("content", await File.ReadAllTextAsync(Path.Combine(folder.Inside("attachments"), "kept"), Stop));
    }

    [Fact]
    public async Task TwoNodesThatStartAtOnce_AgreeOnOneMark()
    {
        await using var other = TestStore.At(store.Folder).Services;
        var folders = new[] { new DataFolder(shared.Path), new DataFolder(another.Path) };
        var marks = await Task.WhenAll(Task.Run(() => AgreeAsync(folders[0])), Task.Run(() =>
            new SharedFolder(other.GetRequiredService<Microsoft.EntityFrameworkCore.IDbContextFactory<DashboardDbContext>>(), folders[1])
                .AgreeAsync(Stop)));
        Assert.Equal(marks[0], marks[1]);
        Assert.Single(folders, folder => folder.IsThere);
    }

    private Task<string> AgreeAsync(DataFolder folder) => new SharedFolder(store.Factory, folder).AgreeAsync(Stop);
}
