namespace Concentric.Data.Files;

/// <summary>A file that is kept, or a part of one that was never finished.</summary>
/// <param name="Name">Where it is kept: folders and name, with slashes.</param>
/// <param name="Bytes">Its size.</param>
/// <param name="ChangedAt">Instant (UTC) at which it was put in place.</param>
public sealed record FileEntry(string Name, long Bytes, DateTime ChangedAt)
{
    /// <summary>The first of its folders, one of <see cref="FileStore.Folders"/>.</summary>
    public string Folder => Name[..Name.IndexOf('/', StringComparison.Ordinal)];

    /// <summary>The name without its folders.</summary>
    public string FileName => Name[(Name.LastIndexOf('/') + 1)..];
}

/// <summary>A file that is read.</summary>
/// <param name="Content">Can be sought in; whoever reads it disposes of it.</param>
public sealed record OpenedFile(Stream Content, DateTime ChangedAt);

/// <summary>
/// Where the program keeps files that every node must reach: workbooks, photos, attachments, uploads, the seal. A file is named as in
/// <c>exports/000001-1.xlsx</c>; it is found by its name from the moment when it is whole, and never half.
/// </summary>
public abstract class FileStore
{
    /// <summary>The folders of all files.</summary>
    public static readonly IReadOnlyList<string> Folders = ["attachments", "photos", "exports", "imports", "office"];

    /// <summary>The most characters that a name may have.</summary>
    public const int MostNameCharacters = TextLimits.Name;

    /// <summary>
    /// True when moving a file is a part of the transaction of the context with which it is moved, and is taken back with it.
    /// </summary>
    public virtual bool IsInStore => false;

    /// <summary>Begins a file, which nobody finds before it is kept.</summary>
    public abstract NewFile Begin(string name);

    /// <summary>Opens a file, to be read while it is replaced or removed; null when there is none.</summary>
    public abstract Task<OpenedFile?> OpenAsync(string name, CancellationToken cancellationToken);

    /// <summary>The file on this machine's disk, for what reads only there; null when there is none.</summary>
    public abstract Task<LocalFile?> BringAsync(string name, CancellationToken cancellationToken);

    public abstract Task<bool> ExistsAsync(string name, CancellationToken cancellationToken);

    /// <summary>Removes a file; nothing when there is none.</summary>
    public abstract Task DeleteAsync(string name, CancellationToken cancellationToken);

    /// <summary>Gives a file another name, in place of any that has it.</summary>
    /// <param name="db">Whose transaction it is a part of, where <see cref="IsInStore"/>.</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    public abstract Task MoveAsync(DashboardDbContext db, string from, string to, CancellationToken cancellationToken);

    /// <summary>All files of a folder, and of those in it; files may be removed while they are listed.</summary>
    public abstract IAsyncEnumerable<FileEntry> ListAsync(string folder, CancellationToken cancellationToken);

    /// <summary>Removes what was begun and never kept, and what is left of files that were replaced or removed.</summary>
    /// <param name="before">Instant (UTC); younger ones may still be written or read.</param>
    /// <returns>Number of files removed.</returns>
    public abstract Task<int> SweepAsync(DateTime before, CancellationToken cancellationToken);

    /// <summary>Makes a file on this machine's disk.</summary>
    /// <exception cref="StoreException">Nothing can be written there.</exception>
    protected static FileStream Create(DataFolder data, string path)
    {
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            return new(path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None);
        }
        catch (Exception failure) when (DataFolder.IsDenial(failure))
        {
            throw data.Denied(failure);
        }
    }

    /// <summary>All of a file, for one that is small by its limits; null when there is none.</summary>
    public async Task<byte[]?> ReadAsync(string name, CancellationToken cancellationToken)
    {
        if (await OpenAsync(name, cancellationToken) is not { } file) return null;
        await using var content = file.Content;
        var bytes = new byte[checked((int)content.Length)];
        await content.ReadExactlyAsync(bytes, cancellationToken);
        return bytes;
    }

    /// <summary>Keeps a small file, in place of any that has its name.</summary>
    public async Task WriteAsync(string name, ReadOnlyMemory<byte> content, CancellationToken cancellationToken)
    {
        await using var file = Begin(name);
        await file.Content.WriteAsync(content, cancellationToken);
        await file.KeepAsync(cancellationToken);
    }
}

/// <summary>A file that is being written on this machine's disk. Disposed of before it is kept, it is gone.</summary>
public abstract class NewFile(FileStream content) : IAsyncDisposable
{
    public FileStream Content => content;

    /// <summary>Puts the file in place, whole and flushed, instead of any that has its name. Its content is closed.</summary>
    public abstract Task KeepAsync(CancellationToken cancellationToken);

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        try
        {
            // A full disk is told of here once more.
            await content.DisposeAsync();
        }
        finally
        {
            // Nothing when it was kept. What lies in a folder that has gone meanwhile is found by the nightly cleaning.
            if (File.Exists(content.Name)) File.Delete(content.Name);
        }
    }

    /// <summary>Writes out what is still in memory, and closes the file.</summary>
    protected async Task FinishAsync()
    {
        content.Flush(flushToDisk: true);
        await content.DisposeAsync();
    }
}

/// <summary>A file that can be read on this machine's disk for as long as this is not disposed of.</summary>
/// <param name="path">Where it is.</param>
/// <param name="isCopy">True when it goes with this.</param>
public sealed class LocalFile(string path, bool isCopy) : IDisposable
{
    public string Path => path;

    public void Dispose()
    {
        if (isCopy) File.Delete(path);
    }
}
