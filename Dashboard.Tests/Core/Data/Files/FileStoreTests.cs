using Concentric.Data;
using Concentric.Data.Files;
using Concentric.Tests.TestData;
using CsCheck;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Tests.Core.Data.Files;

/// <summary>Both places where files are kept: whatever is done with them, the same is found.</summary>
public class FileStoreTests : IAsyncLifetime
{
    private const int Chunk = DatabaseFileStore.ChunkBytes;

    private TestStore store = null!;

    protected virtual FilePlace Place => FilePlace.Folder;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private FileStore Files => store.Get<FileStore>();

    public async ValueTask InitializeAsync() => store = await TestStore.CreateAsync(services => services.KeepFilesIn(Place));

    public ValueTask DisposeAsync() => store.DisposeAsync();

    [Fact]
    public async Task WhateverIsDone_TheStoreHoldsWhatAListOfNamesWould()
    {
        var name = Gen.Int[0, 3].Select(at => $"imports/{at:D2}/file{at}");
        int[] edges = [0, 1, Chunk - 1, Chunk, Chunk + 1, 2 * Chunk, (16 * Chunk) + 1];
        var size = Gen.OneOf(Gen.Int[0, edges.Length - 1].Select(at => edges[at]), Gen.Int[0, 3 * Chunk]);
        await Gen.Select(Gen.Int[0, 4], name, name, size, Gen.Int[0, 255]).Array[1, 12].SampleAsync(async steps =>
        {
            var expected = new Dictionary<string, byte[]>();
            foreach (var (what, one, other, bytes, seed) in steps)
            {
                switch (what)
                {
                    case 0 or 1:
                        var content = new byte[bytes];
                        new Random(seed).NextBytes(content);
                        await Files.WriteAsync(one, content, Stop);
                        expected[one] = content;
                        break;
                    case 2:
                        await Files.DeleteAsync(one, Stop);
                        expected.Remove(one);
                        break;
                    case 3 when expected.ContainsKey(one) && one != other && expected.ContainsKey(other):
                        await using (var db = store.Open()) await Files.MoveAsync(db, one, other, Stop);
                        expected[other] = expected[one];
                        expected.Remove(one);
                        break;
                    default:
                        // Given up before it was kept.
                        await using (var begun = Files.Begin(one)) await begun.Content.WriteAsync(new byte[bytes], Stop);
                        break;
                }
            }

            Assert.Equal(expected.Keys.Order(), await store.FilesAsync("imports"));
            foreach (var (found, content) in expected) await HoldsAsync(found, content);
            foreach (var gone in expected.Keys) await Files.DeleteAsync(gone, Stop);
        }, iter: 30, threads: 1);
    }

    [Fact]
    public async Task AFileThatIsReplaced_CanBeReadToItsEnd_AndTheNextReaderFindsTheNewOne()
    {
        var (before, after) = (new byte[3 * Chunk], new byte[Chunk + 1]);
        new Random(1).NextBytes(before);
        await Files.WriteAsync("imports/a.errors", before, Stop);
        await using var old = (await Files.OpenAsync("imports/a.errors", Stop))!.Content;
        var begin = new byte[10];
        await old.ReadExactlyAsync(begin, Stop);
        await Files.WriteAsync("imports/a.errors", after, Stop);
        var rest = new MemoryStream();
        await old.CopyToAsync(rest, Stop);
        Assert.Equal(before, begin.Concat(rest.ToArray()));
        Assert.Equal(after, await store.FileAsync("imports/a.errors"));
    }

    [Fact]
    public async Task ABroughtFile_IsOnThisDisk_AsLongAsItIsHeld()
    {
        await Files.WriteAsync("imports/a.upload", "abc"u8.ToArray(), Stop);
        string path;
        using (var brought = await Files.BringAsync("imports/a.upload", Stop))
        {
            path = brought!.Path;
            Assert.Equal("abc", await File.ReadAllTextAsync(path, Stop));
        }

        Assert.Equal(Place == FilePlace.Folder, File.Exists(path));
        Assert.Null(await Files.BringAsync("imports/b.upload", Stop));
        Assert.Null(await Files.OpenAsync("imports/b.upload", Stop));
    }

    private async Task HoldsAsync(string name, byte[] content)
    {
        Assert.Equal(content, await store.FileAsync(name));
        await using var opened = (await Files.OpenAsync(name, Stop))!.Content;
        Assert.Equal(content.Length, opened.Length);
        // From the middle on, and by the other way of reading.
        var from = content.Length * 2 / 3;
        opened.Seek(from, SeekOrigin.Begin);
        using var rest = new MemoryStream();
#pragma warning disable CA1849 // The synchronous way is what is tested.
        opened.CopyTo(rest);
#pragma warning restore CA1849
        Assert.Equal(content[from..], rest.ToArray());
    }
}

public sealed class DatabaseFileStoreTests : FileStoreTests
{
    private TestStore store = null!;

    protected override FilePlace Place => FilePlace.Database;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task WhatWasReplaced_AndWhatWasNeverFinished_GoesByNight_OnceItIsOld()
    {
        store = await TestStore.CreateAsync(services => services.KeepFilesIn(Place));
        await using var end = store;
        var files = store.Get<FileStore>();
        await files.WriteAsync("imports/a", new byte[100], Stop);
        await files.WriteAsync("imports/a", new byte[200], Stop);
        await using (var db = store.Open())
        {
            // As a node leaves it that dies while it writes.
            var half = await store.AddAsync(new KeptFile { ChangedAt = TestStore.Start.UtcDateTime });
            await store.AddAsync(new KeptFileChunk { FileId = half.Id, Number = 0, Content = [1, 2, 3] });
        }

        Assert.Equal(0, await files.SweepAsync(TestStore.Start.UtcDateTime, Stop));
        Assert.Equal(2, await files.SweepAsync(TestStore.Start.UtcDateTime.AddTicks(1), Stop));
        await using var after = store.Open();
        Assert.Equal(["imports/a"], await after.KeptFiles.Select(file => file.Name).ToListAsync(Stop));
        Assert.Equal([200], (await after.KeptFileChunks.ToListAsync(Stop)).Select(chunk => chunk.Content.Length));
    }

    [Fact]
    public async Task AMove_IsTakenBackWithItsTransaction()
    {
        store = await TestStore.CreateAsync(services => services.KeepFilesIn(Place));
        await using var end = store;
        var files = store.Get<FileStore>();
        await files.WriteAsync("imports/received", "new"u8.ToArray(), Stop);
        await files.WriteAsync("imports/000001.upload", "old"u8.ToArray(), Stop);
        await using (var db = store.Open())
        {
            await using var transaction = await db.Database.BeginTransactionAsync(Stop);
            await files.MoveAsync(db, "imports/received", "imports/000001.upload", Stop);
            await transaction.RollbackAsync(Stop);
        }

        Assert.Equal("new"u8.ToArray(), await store.FileAsync("imports/received"));
        Assert.Equal("old"u8.ToArray(), await store.FileAsync("imports/000001.upload"));
        await using var other = store.Open();
        await Assert.ThrowsAsync<FileNotFoundException>(() => files.MoveAsync(other, "imports/none", "imports/000002.upload", Stop));
    }
}
