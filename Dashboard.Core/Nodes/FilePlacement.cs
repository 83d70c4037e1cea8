using System.Security.Cryptography;
using Concentric.Attachments;
using Concentric.Data;
using Concentric.Data.Files;
using Concentric.Exports;
using Concentric.Hazards;
using Concentric.Imports.Runs;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Nodes;

/// <summary>Sees to it that all who work on a store keep its files in one place, and moves them to the other.</summary>
public sealed class FilePlacement(IDbContextFactory<DashboardDbContext> factory, DataFolder data, TimeProvider time)
{
    /// <summary>States in which an import has its upload.</summary>
    private static readonly ImportState[] Open =
        [ImportState.Waiting, ImportState.Checking, ImportState.Mapping, ImportState.Checked, ImportState.Committing];

    /// <summary>Holds the place that the settings name against the one where the store's files are.</summary>
    /// <returns>Where they are, when that is elsewhere; null when all is well.</returns>
    public async Task<FilePlace?> AgreeAsync(FilePlace place, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var known = await ReadAsync(db, cancellationToken);
        if (known == place || (known is null && place == FilePlace.Folder)) return null;
        // A store from before there was a choice has its files in the folder, if it has any.
        if (known is not null || await HasFilesAsync(db, cancellationToken)) return known ?? FilePlace.Folder;
        await NoteAsync(db, place, cancellationToken);
        return null;
    }

    /// <summary>
    /// Moves all files. Each is copied and read again before the store says that they are there, and only then are the old ones removed:
    /// wherever it ends, the next time goes on from there. Nobody else may work on the store meanwhile.
    /// </summary>
    /// <param name="progress">Told of each file.</param>
    /// <returns>Files and bytes that were moved.</returns>
    /// <exception cref="IOException">A file could not be read, or was not written as it was. The old ones are all there.</exception>
    public async Task<(int Files, long Bytes)> MoveAsync(FilePlace to, IProgress<string>? progress, CancellationToken cancellationToken)
    {
        var database = new DatabaseFileStore(factory, data, time);
        var folder = new FolderFileStore(data);
        var (old, kept) = to == FilePlace.Database ? (folder, database) : ((FileStore)database, (FileStore)folder);
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var (files, bytes) = (0, 0L);
        // What is left behind where they were is not fetched again: it may have been removed since.
        if ((await ReadAsync(db, cancellationToken) ?? FilePlace.Folder) != to)
        {
            await foreach (var file in All(old, cancellationToken))
            {
                await CopyAsync(old, kept, file.Name, cancellationToken);
                (files, bytes) = (files + 1, bytes + file.Bytes);
                progress?.Report(file.Name);
            }

            await NoteAsync(db, to, cancellationToken);
        }

        await foreach (var file in All(old, cancellationToken)) await old.DeleteAsync(file.Name, cancellationToken);
        return (files, bytes);
    }

    /// <summary>How many files there are, and how many bytes.</summary>
    public static async Task<(int Files, long Bytes)> CountAsync(FileStore store, CancellationToken cancellationToken)
    {
        var (files, bytes) = (0, 0L);
        await foreach (var file in All(store, cancellationToken)) (files, bytes) = (files + 1, bytes + file.Bytes);
        return (files, bytes);
    }

    private static async IAsyncEnumerable<FileEntry> All(FileStore store,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var folder in FileStore.Folders)
        {
            await foreach (var file in store.ListAsync(folder, cancellationToken))
            {
                // What was never finished belongs to nobody.
                if (!file.Name.EndsWith(FolderFileStore.PartEnding, StringComparison.Ordinal)) yield return file;
            }
        }
    }

    private static async Task CopyAsync(FileStore from, FileStore to, string name, CancellationToken cancellationToken)
    {
        if (await from.OpenAsync(name, cancellationToken) is not { } opened) return;
        await using var content = opened.Content;
        await using (var copy = to.Begin(name))
        {
            await content.CopyToAsync(copy.Content, cancellationToken);
            await copy.KeepAsync(cancellationToken);
        }

        content.Position = 0;
        var there = await to.OpenAsync(name, cancellationToken);
        await using var written = there?.Content;
        if (written is null || await HashAsync(content) != await HashAsync(written))
            throw new IOException($"{name} is not what was copied.");

        async Task<string> HashAsync(Stream stream) => Convert.ToHexString(await SHA256.HashDataAsync(stream, cancellationToken));
    }

    private async Task<bool> HasFilesAsync(DashboardDbContext db, CancellationToken cancellationToken) =>
        await db.Set<Attachment>().AnyAsync(cancellationToken) || await db.Set<WaitingAttachment>().AnyAsync(cancellationToken)
        || await db.Set<HazardPhoto>().AnyAsync(cancellationToken)
        || await db.Set<ExportRun>().AnyAsync(run => run.FileBytes != null, cancellationToken)
        || await db.Set<ImportRun>().AnyAsync(run => Open.Contains(run.State), cancellationToken)
        || await All(new FolderFileStore(data), cancellationToken).AnyAsync(cancellationToken);

    private static async Task<FilePlace?> ReadAsync(DashboardDbContext db, CancellationToken cancellationToken)
    {
        var said = await db.StoreFacts.AsNoTracking().Where(fact => fact.Key == StoreFacts.Files).Select(fact => fact.Value)
            .SingleOrDefaultAsync(cancellationToken);
        return said is null ? null : Rules.EnumText.Read<FilePlace>(said);
    }

    private static async Task NoteAsync(DashboardDbContext db, FilePlace place, CancellationToken cancellationToken)
    {
        var said = place.ToString();
        if (await db.StoreFacts.Where(fact => fact.Key == StoreFacts.Files)
            .ExecuteUpdateAsync(set => set.SetProperty(fact => fact.Value, said), cancellationToken) > 0) return;
        db.StoreFacts.Add(new StoreFact { Key = StoreFacts.Files, Value = said });
        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateException failure) when (failure.IsDuplicate())
        {
            // Another node that starts has said the same.
            db.ChangeTracker.Clear();
        }
    }
}
