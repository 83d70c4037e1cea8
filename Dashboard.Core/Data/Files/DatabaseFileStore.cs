using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Data.Files;

/// <summary>
/// Files in the database, in pieces: none is ever whole in memory, and none holds a transaction while it is written or read. A file is
/// written aside on this machine's disk first, because a workbook is sought in and a photo looked at before it is kept; its pieces go
/// into the store by short transactions under a row without a name, and a last one gives it its name.
/// </summary>
public sealed class DatabaseFileStore(IDbContextFactory<DashboardDbContext> factory, DataFolder data, TimeProvider time) : FileStore
{
    /// <summary>Bytes of a piece: below what .NET lays with large objects, which are collected last.</summary>
    public const int ChunkBytes = 64 * 1024;

    /// <summary>Pieces that are saved at once.</summary>
    private const int ChunksAtOnce = 16;

    private const int NamesAtOnce = 500;

    /// <summary>Pieces that are removed by one statement, 16 MB: a server is never asked for more than it does in moments.</summary>
    private const int ChunksRemovedAtOnce = 256;

    public override bool IsInStore => true;

    public override NewFile Begin(string name) => new Part(this, Aside(), name);

    public override async Task<OpenedFile?> OpenAsync(string name, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        // The first piece with it: one that is replaced at this moment is read as it was or as it is.
        var found = await db.KeptFiles.Where(file => file.Name == name).Select(file => new
        {
            file.Id,
            file.Bytes,
            file.ChangedAt,
            First = db.Set<KeptFileChunk>().Where(chunk => chunk.FileId == file.Id && chunk.Number == 0).Select(chunk => chunk.Content)
                .FirstOrDefault(),
        }).SingleOrDefaultAsync(cancellationToken);
        return found is null ? null : new(new KeptFileStream(factory, found.Id, found.Bytes, found.First ?? []), found.ChangedAt);
    }

    public override async Task<LocalFile?> BringAsync(string name, CancellationToken cancellationToken)
    {
        if (await OpenAsync(name, cancellationToken) is not { } kept) return null;
        await using var content = kept.Content;
        var copy = Aside();
        try
        {
            await using (copy) await content.CopyToAsync(copy, ChunkBytes, cancellationToken);
            return new(copy.Name, isCopy: true);
        }
        catch
        {
            File.Delete(copy.Name);
            throw;
        }
    }

    public override async Task<bool> ExistsAsync(string name, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        return await db.KeptFiles.AnyAsync(file => file.Name == name, cancellationToken);
    }

    public override async Task DeleteAsync(string name, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        await TakeNameAsync(db, name, cancellationToken);
    }

    public override async Task MoveAsync(DashboardDbContext db, string from, string to, CancellationToken cancellationToken)
    {
        await TakeNameAsync(db, to, cancellationToken);
        if (await db.KeptFiles.Where(file => file.Name == from)
            .ExecuteUpdateAsync(set => set.SetProperty(file => file.Name, to), cancellationToken) == 0)
            throw new FileNotFoundException(null, from);
    }

    public override async IAsyncEnumerable<FileEntry> ListAsync(string folder,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var beginning = folder + "/";
        for (var last = 0L; ;)
        {
            List<KeptFile> found;
            await using (var db = await factory.CreateDbContextAsync(cancellationToken))
            {
                found = await db.KeptFiles.AsNoTracking().Where(file => file.Id > last && file.Name!.StartsWith(beginning))
                    .OrderBy(file => file.Id).Take(NamesAtOnce).ToListAsync(cancellationToken);
            }

            foreach (var file in found) yield return new(file.Name!, file.Bytes, file.ChangedAt);
            if (found.Count < NamesAtOnce) yield break;
            last = found[^1].Id;
        }
    }

    public override async Task<int> SweepAsync(DateTime before, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        for (var (swept, last) = (0, 0L); ;)
        {
            var old = await db.KeptFiles.Where(file => file.Id > last && file.Name == null && file.ChangedAt < before)
                .OrderBy(file => file.Id).Select(file => file.Id).Take(NamesAtOnce).ToListAsync(cancellationToken);
            foreach (var id in old) swept += await RemoveAsync(db, id, cancellationToken);
            if (old.Count < NamesAtOnce) return swept;
            last = old[^1];
        }
    }

    private FileStream Aside() => Create(data, Path.Combine(data.Inside(ScratchFolder.Name), Guid.NewGuid().ToString("N")));

    private DateTime Now => time.GetUtcNow().UtcDateTime;

    /// <summary>
    /// The file that has a name goes without it: nobody finds it any more, and whoever is reading it may go on until the nightly cleaning.
    /// </summary>
    private async Task TakeNameAsync(DashboardDbContext db, string name, CancellationToken cancellationToken)
    {
        var now = Now;
        await db.KeptFiles.Where(file => file.Name == name).ExecuteUpdateAsync(set => set
            .SetProperty(file => file.Name, (string?)null).SetProperty(file => file.ChangedAt, now), cancellationToken);
    }

    private async Task KeepAsync(string path, string name, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var kept = new KeptFile { ChangedAt = Now };
        db.KeptFiles.Add(kept);
        await db.SaveChangesAsync(cancellationToken);
        var id = kept.Id;
        long bytes;
        try
        {
            bytes = await SendAsync(db, path, id, cancellationToken);
        }
        catch
        {
            await using var after = await factory.CreateDbContextAsync(CancellationToken.None);
            await RemoveAsync(after, id, CancellationToken.None);
            throw;
        }

        // What fails from here on may have got its name all the same, and is whole then; if not, it goes by night.
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await StoreRetry.RunAsync(() => NameOnceAsync(db, id, name, bytes, cancellationToken), cancellationToken);
                return;
            }
            catch (System.Data.Common.DbException failure) when (failure.IsConstraint() && attempt < 3)
            {
                // Another node kept a file of this name at the same instant; the later one stays.
            }
        }
    }

    /// <summary>Removes a file without a name, some of its pieces at a time; may be cut off anywhere.</summary>
    /// <returns>1, or 0 when it is not there or has a name.</returns>
    private static async Task<int> RemoveAsync(DashboardDbContext db, long id, CancellationToken cancellationToken)
    {
        while (await db.KeptFileChunks.Where(chunk => chunk.FileId == id && chunk.File!.Name == null)
            .MinAsync(chunk => (int?)chunk.Number, cancellationToken) is { } first)
        {
            var end = first + ChunksRemovedAtOnce;
            await db.KeptFileChunks.Where(chunk => chunk.FileId == id && chunk.Number < end
                && db.Set<KeptFile>().Any(file => file.Id == id && file.Name == null)).ExecuteDeleteAsync(cancellationToken);
        }

        return await db.KeptFiles.Where(file => file.Id == id && file.Name == null).ExecuteDeleteAsync(cancellationToken);
    }

    private static async Task<long> SendAsync(DashboardDbContext db, string path, long id, CancellationToken cancellationToken)
    {
        var (bytes, number) = (0L, 0);
        await using var from = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1, FileOptions.Asynchronous);
        var buffer = new byte[ChunkBytes];
        for (int read; (read = await from.ReadAtLeastAsync(buffer, ChunkBytes, throwOnEndOfStream: false, cancellationToken)) > 0;)
        {
            db.KeptFileChunks.Add(new() { FileId = id, Number = number++, Content = buffer[..read] });
            bytes += read;
            if (number % ChunksAtOnce == 0) await SaveAsync();
        }

        await SaveAsync();
        return bytes;

        async Task SaveAsync()
        {
            await db.SaveChangesAsync(cancellationToken);
            db.ChangeTracker.Clear();
        }
    }

    private async Task NameOnceAsync(DashboardDbContext db, long id, string name, long bytes, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        await TakeNameAsync(db, name, cancellationToken);
        var now = Now;
        if (await db.KeptFiles.Where(file => file.Id == id).ExecuteUpdateAsync(set => set.SetProperty(file => file.Name, name)
            .SetProperty(file => file.Bytes, bytes).SetProperty(file => file.ChangedAt, now), cancellationToken) == 0)
            throw new IOException($"What was written of {name} was removed before it was whole.");
        await transaction.CommitAsync(cancellationToken);
    }

    private sealed class Part(DatabaseFileStore store, FileStream content, string name) : NewFile(content)
    {
        public override async Task KeepAsync(CancellationToken cancellationToken)
        {
            await FinishAsync();
            await store.KeepAsync(Content.Name, name, cancellationToken);
        }
    }
}
