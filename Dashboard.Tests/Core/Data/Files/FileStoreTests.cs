using System.Data.Common;
using Concentric.Data;
using Concentric.Data.Files;
using Concentric.Tests.TestData;
using CsCheck;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

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
    public async Task AFileThatIsRemoved_CanBeReadToItsEnd_AndNobodyFindsItAnyMore()
    {
        var content = new byte[3 * Chunk];
        new Random(1).NextBytes(content);
        await Files.WriteAsync("imports/a.errors", content, Stop);
        await using var open = (await Files.OpenAsync("imports/a.errors", Stop))!.Content;
        await Files.DeleteAsync("imports/a.errors", Stop);
        Assert.False(await Files.ExistsAsync("imports/a.errors", Stop));
        Assert.Empty(await store.FilesAsync("imports"));
        var read = new MemoryStream();
        await open.CopyToAsync(read, Stop);
        Assert.Equal(content, read.ToArray());
    }

    /// <summary>As two nodes that write what is said of one upload.</summary>
    [Fact]
    public async Task TwoThatWriteOneFile_DoNotMeet_AndTheLaterIsThere()
    {
        await using var first = Files.Begin("imports/a.errors");
        await first.Content.WriteAsync("first"u8.ToArray(), Stop);
        var second = Files.Begin("imports/a.errors");
        await second.Content.WriteAsync("second"u8.ToArray(), Stop);
        await first.KeepAsync(Stop);
        await first.DisposeAsync();
        Assert.Equal("first"u8.ToArray(), await store.FileAsync("imports/a.errors"));
        await second.KeepAsync(Stop);
        await second.DisposeAsync();
        Assert.Equal("second"u8.ToArray(), await store.FileAsync("imports/a.errors"));
        Assert.Equal(["imports/a.errors"], await store.FilesAsync("imports"));
    }

    [Fact]
    public async Task AFolderThatCanNotBeMade_IsSaidToBeDenied()
    {
        // A file has the name of each folder that is made: no right is needed to see what a missing one does.
        foreach (var name in FileStore.Folders.Append("scratch"))
            await File.WriteAllTextAsync(Path.Combine(store.Folder, name), "", Stop);
        var refusal = await Assert.ThrowsAsync<StoreException>(() => Files.WriteAsync("imports/a", new byte[1], Stop));
        Assert.Equal((StoreProblem.FolderDenied, store.Folder), (refusal.Problem, refusal.Store));
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

public sealed class FolderFileStoreTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task WhatWasNeverFinished_GoesByNight_OnceItIsOld()
    {
        await using var store = await TestStore.CreateAsync();
        var files = new FolderFileStore(store.Get<DataFolder>());
        await files.WriteAsync("office/seal.png", new byte[1], Stop);
        // A process that dies leaves it.
        var part = files.Begin("office/seal.png");
        await part.Content.DisposeAsync();
        File.SetLastWriteTimeUtc(part.Content.Name, TestStore.Start.UtcDateTime);
        Assert.Equal(0, await files.SweepAsync(TestStore.Start.UtcDateTime, Stop));
        Assert.Equal(1, await files.SweepAsync(TestStore.Start.UtcDateTime.AddTicks(1), Stop));
        Assert.Equal(["office/seal.png"], await store.FilesAsync("office"));
    }
}

/// <summary>The folder of each node, in which files lie while they are written.</summary>
public sealed class ScratchFolderTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task WhatAProcessLeft_GoesOnceItIsOld_AndNoFolderIsMadeForIt()
    {
        await using var store = await TestStore.CreateAsync();
        var scratch = new ScratchFolder(store.Get<DataFolder>());
        var now = TestStore.Start.UtcDateTime;
        Assert.Equal(0, scratch.Sweep(now));
        Assert.False(Directory.Exists(Path.Combine(store.Folder, "scratch")));
        foreach (var (name, age) in new[] { ("young", 0.9), ("old", 1.1) })
        {
            var path = Path.Combine(store.Get<DataFolder>().Inside("scratch"), name);
            await File.WriteAllTextAsync(path, "x", Stop);
            File.SetLastWriteTimeUtc(path, now - (age * ScratchFolder.Kept));
        }

        Assert.Equal(1, scratch.Sweep(now));
        Assert.Equal(["young"], Directory.EnumerateFiles(Path.Combine(store.Folder, "scratch")).Select(Path.GetFileName));
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

    /// <summary>A statement that removes gigabytes ends at the server's time limit, each night again.</summary>
    [Fact]
    public async Task ALargeFile_IsRemovedSomePiecesAtATime_AndWhatWasCutOffGoesOn()
    {
        var watch = new Statements();
        store = await TestStore.CreateAsync(services => services.KeepFilesIn(Place)
            .ConfigureStore(builder => builder.AddInterceptors(watch)));
        await using var end = store;
        var file = await store.AddAsync(new KeptFile { ChangedAt = TestStore.Start.UtcDateTime });
        await using (var db = store.Open())
        {
            // Its first pieces went before.
            for (var number = 300; number < 1_000; number++)
                db.KeptFileChunks.Add(new() { FileId = file.Id, Number = number, Content = [1] });
            await db.SaveChangesAsync(Stop);
        }

        watch.Rows.Clear();
        Assert.Equal(1, await store.Get<FileStore>().SweepAsync(DateTime.MaxValue, Stop));
        Assert.Equal([256, 256, 188, 1], watch.Rows);
        await using var after = store.Open();
        Assert.Equal((0, 0), (await after.KeptFiles.CountAsync(Stop), await after.KeptFileChunks.CountAsync(Stop)));
    }

    /// <summary>What was written of it has been taken for left over: the caller must not think that it is kept.</summary>
    [Fact]
    public async Task AFileWhoseRowIsGoneBeforeItHasAName_IsNotKept()
    {
        var sooner = new Sooner();
        store = await TestStore.CreateAsync(services => services.KeepFilesIn(Place)
            .ConfigureStore(builder => builder.AddInterceptors(sooner)));
        await using var end = store;
        sooner.Take = async () =>
        {
            await using var db = store.Open();
            if (!await db.KeptFileChunks.AnyAsync(Stop)) return;
            sooner.Take = null;
            await store.Get<FileStore>().SweepAsync(DateTime.MaxValue, Stop);
        };
        await Assert.ThrowsAsync<IOException>(() => store.Get<FileStore>().WriteAsync("imports/a", new byte[1], Stop));
        Assert.False(await store.Get<FileStore>().ExistsAsync("imports/a", Stop));
    }

    private sealed class Statements : DbCommandInterceptor
    {
        /// <summary>Rows that each removal took.</summary>
        public List<int> Rows { get; } = [];

        public override ValueTask<int> NonQueryExecutedAsync(DbCommand command, CommandExecutedEventData eventData, int result,
            CancellationToken cancellationToken = default)
        {
            if (command.CommandText.StartsWith("DELETE", StringComparison.Ordinal)) Rows.Add(result);
            return ValueTask.FromResult(result);
        }
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

    /// <summary>Somebody who comes first, before each transaction.</summary>
    private sealed class Sooner : DbTransactionInterceptor
    {
        public Func<Task>? Take { get; set; }

        public override async ValueTask<InterceptionResult<DbTransaction>> TransactionStartingAsync(DbConnection connection,
            TransactionStartingEventData eventData, InterceptionResult<DbTransaction> result, CancellationToken cancellationToken = default)
        {
            if (Take is { } take) await take();
            return result;
        }
    }
}
