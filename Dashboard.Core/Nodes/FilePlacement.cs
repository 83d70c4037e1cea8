using System.Security.Cryptography;
using Concentric.Attachments;
using Concentric.Data;
using Concentric.Data.Files;
using Concentric.Evaluation;
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
    /// Moves all files of the program. Each is copied and read again before the store says that they are there, and an old one is removed
    /// only when the new place holds it: wherever it ends, the next time goes on from there, and what somebody has put in the old place
    /// meanwhile goes with the rest. Nobody else should work on the store.
    /// </summary>
    /// <param name="to">Where to; where they are said to be already, what was left behind is moved after them.</param>
    /// <param name="throwIfServed">
    /// Throws when somebody serves the store; asked once more when all are copied, for a server may have started since, and when the store
    /// says that they are there, for one that read it before that would write to the old place.
    /// </param>
    /// <param name="progress">Told of each file, what was moved so far.</param>
    /// <exception cref="IOException">A file could not be read, or was not written as it was. The old ones are all there.</exception>
    public async Task<FileMove> MoveAsync(FilePlace to, Func<CancellationToken, Task> throwIfServed, IProgress<FileMove>? progress,
        CancellationToken cancellationToken)
    {
        var database = new DatabaseFileStore(factory, data, time);
        var folder = new FolderFileStore(data);
        var (old, kept) = to == FilePlace.Database ? (folder, database) : ((FileStore)database, (FileStore)folder);
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var before = await ReadAsync(db, cancellationToken);
        var isNoted = (before ?? FilePlace.Folder) == to;
        var moved = new FileMove(0, 0, []);
        // What has been copied or found there by this run: bounded by the number of files, some hundred bytes each.
        var there = new HashSet<FileEntry>();
        var foreign = new HashSet<string>();
        await foreach (var file in All(old, cancellationToken)) await BringAsync(file);
        await throwIfServed(cancellationToken);
        if (!isNoted) await NoteUnlessServedAsync(db, before, to, throwIfServed, cancellationToken);
        isNoted = true;
        var noted = time.GetUtcNow().UtcDateTime;
        await foreach (var file in All(old, cancellationToken))
        {
            if (await BringAsync(file)) await old.DeleteAsync(file.Name, cancellationToken);
        }

        // Where they were, nobody cleans any more; where they are, somebody may have begun to work.
        await old.SweepAsync(DateTime.MaxValue, cancellationToken);
        await kept.SweepAsync(noted, cancellationToken);
        return moved;

        async Task<bool> BringAsync(FileEntry file)
        {
            if (!IsOurs(file))
            {
                if (foreign.Add(file.Name)) moved = moved.Leave(file.Name);
                return false;
            }

            if (there.Contains(file)) return true;
            if (!await IsThereAsync(old, kept, file, isNoted, cancellationToken))
                await CopyAsync(old, kept, file.Name, cancellationToken);
            there.Add(file);
            moved = moved with { Files = moved.Files + 1, Bytes = moved.Bytes + file.Bytes };
            progress?.Report(moved);
            return true;
        }
    }

    /// <summary>How many files there are, and how many bytes.</summary>
    public static async Task<(int Files, long Bytes)> CountAsync(FileStore store, CancellationToken cancellationToken)
    {
        var (files, bytes) = (0, 0L);
        await foreach (var file in All(store, cancellationToken)) (files, bytes) = (files + 1, bytes + file.Bytes);
        return (files, bytes);
    }

    /// <summary>What a person or a system has laid in the folder is not the program's to move, and could have any name.</summary>
    private static bool IsOurs(FileEntry file) => file.Name.Length <= FileStore.MostNameCharacters && (AttachmentFiles.Owns(file)
        || HazardPhotoFiles.Owns(file) || ExportFiles.Owns(file) || ImportFiles.Owns(file) || OfficeSeal.Owns(file));

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

    /// <summary>True when the new place holds a file, with the same content or a newer one.</summary>
    /// <param name="isNoted">True when the new place is said to be the one: what is younger there has been replaced since.</param>
    private static async Task<bool> IsThereAsync(FileStore from, FileStore to, FileEntry file, bool isNoted,
        CancellationToken cancellationToken)
    {
        if (await to.OpenAsync(file.Name, cancellationToken) is not { } kept) return false;
        await using var content = kept.Content;
        if (isNoted && kept.ChangedAt > file.ChangedAt) return true;
        if (content.Length != file.Bytes || await from.OpenAsync(file.Name, cancellationToken) is not { } opened) return false;
        await using var original = opened.Content;
        return await HashAsync(original, cancellationToken) == await HashAsync(content, cancellationToken);
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
        if (written is not null && await HashAsync(content, cancellationToken) == await HashAsync(written, cancellationToken)) return;
        await to.DeleteAsync(name, cancellationToken);
        throw new IOException($"{name} is not what was copied.");
    }

    private static async Task<string> HashAsync(Stream stream, CancellationToken cancellationToken) =>
        Convert.ToHexString(await SHA256.HashDataAsync(stream, cancellationToken));

    private async Task<bool> HasFilesAsync(DashboardDbContext db, CancellationToken cancellationToken) =>
        await db.Set<Attachment>().AnyAsync(cancellationToken) || await db.Set<WaitingAttachment>().AnyAsync(cancellationToken)
        || await db.Set<HazardPhoto>().AnyAsync(cancellationToken)
        || await db.Set<ExportRun>().AnyAsync(run => run.FileBytes != null, cancellationToken)
        || await db.Set<ImportRun>().AnyAsync(run => Open.Contains(run.State), cancellationToken)
        || await All(new FolderFileStore(data), cancellationToken).AnyAsync(IsOurs, cancellationToken);

    private static async Task<FilePlace?> ReadAsync(DashboardDbContext db, CancellationToken cancellationToken)
    {
        var said = await StoreFacts.ReadAsync(db, StoreFacts.Files, cancellationToken);
        return said is null ? null : Rules.EnumText.Read<FilePlace>(said);
    }

    /// <summary>
    /// Says where the files are, unless somebody has begun to serve the store: then it says what it said before. Nothing has been removed
    /// yet, so both places hold them.
    /// </summary>
    private static async Task NoteUnlessServedAsync(DashboardDbContext db, FilePlace? before, FilePlace to,
        Func<CancellationToken, Task> throwIfServed, CancellationToken cancellationToken)
    {
        await NoteAsync(db, to, cancellationToken);
        try
        {
            await throwIfServed(cancellationToken);
        }
        catch
        {
            // Also where the move is given up: a store that names the new place would go on without what is written to the old one.
            if (before is { } place) await NoteAsync(db, place, CancellationToken.None);
            else await StoreFacts.RemoveAsync(db, StoreFacts.Files, CancellationToken.None);
            throw;
        }
    }

    private static Task NoteAsync(DashboardDbContext db, FilePlace place, CancellationToken cancellationToken) =>
        StoreFacts.WriteAsync(db, StoreFacts.Files, place.ToString(), cancellationToken);
}
