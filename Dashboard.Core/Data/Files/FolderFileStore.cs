using System.Runtime.CompilerServices;

namespace Concentric.Data.Files;

/// <summary>Files in the data folder, which several nodes must share.</summary>
public sealed class FolderFileStore(DataFolder data) : FileStore
{
    /// <summary>Behind the name of a file that is being written, after what is this writer's alone.</summary>
    public const string PartEnding = ".part";

    /// <summary>Where a file is, or would be.</summary>
    /// <exception cref="StoreException">The shared folder is not there.</exception>
    public string PathOf(string name)
    {
        var cut = name.IndexOf('/', StringComparison.Ordinal);
        return Path.Combine(data.Inside(name[..cut]), name[(cut + 1)..].Replace('/', Path.DirectorySeparatorChar));
    }

    /// <exception cref="StoreException">The folder is not there, or nothing can be written in it.</exception>
    public override NewFile Begin(string name) => new Part(this, Create(data, $"{PathOf(name)}.{Guid.NewGuid():N}{PartEnding}"), name);

    public override Task<OpenedFile?> OpenAsync(string name, CancellationToken cancellationToken)
    {
        var path = PathOf(name);
        try
        {
            var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 4_096,
                FileOptions.Asynchronous | FileOptions.SequentialScan);
            return Task.FromResult<OpenedFile?>(new(file, File.GetLastWriteTimeUtc(file.SafeFileHandle)));
        }
        catch (Exception failure) when (failure is FileNotFoundException or DirectoryNotFoundException)
        {
            return Task.FromResult<OpenedFile?>(null);
        }
    }

    public override Task<LocalFile?> BringAsync(string name, CancellationToken cancellationToken)
    {
        var path = PathOf(name);
        return Task.FromResult(File.Exists(path) ? new LocalFile(path, isCopy: false) : null);
    }

    public override Task<bool> ExistsAsync(string name, CancellationToken cancellationToken) => Task.FromResult(File.Exists(PathOf(name)));

    public override Task DeleteAsync(string name, CancellationToken cancellationToken)
    {
        var path = PathOf(name);
        if (File.Exists(path)) File.Delete(path);
        return Task.CompletedTask;
    }

    public override Task MoveAsync(DashboardDbContext db, string from, string to, CancellationToken cancellationToken)
    {
        File.Move(PathOf(from), PathOf(to), overwrite: true);
        return Task.CompletedTask;
    }

    public override async IAsyncEnumerable<FileEntry> ListAsync(string folder,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        // Looked for, and not made.
        if (data.IsThere && !Directory.Exists(Path.Combine(data.Path, folder))) yield break;
        var root = data.Inside(folder);
        foreach (var file in new DirectoryInfo(root).EnumerateFiles("*", SearchOption.AllDirectories))
        {
            cancellationToken.ThrowIfCancellationRequested();
            var name = Path.GetRelativePath(root, file.FullName).Replace(Path.DirectorySeparatorChar, '/');
            // It may be gone since the folder was read.
            if (file.Exists) yield return new($"{folder}/{name}", file.Length, file.LastWriteTimeUtc);
        }

        await Task.CompletedTask;
    }

    public override async Task<int> SweepAsync(DateTime before, CancellationToken cancellationToken)
    {
        var swept = 0;
        foreach (var folder in Folders)
        {
            await foreach (var part in ListAsync(folder, cancellationToken))
            {
                if (!part.Name.EndsWith(PartEnding, StringComparison.Ordinal) || part.ChangedAt >= before) continue;
                await DeleteAsync(part.Name, cancellationToken);
                swept++;
            }
        }

        return swept;
    }

    private sealed class Part(FolderFileStore files, FileStream content, string name) : NewFile(content)
    {
        public override async Task KeepAsync(CancellationToken cancellationToken)
        {
            await FinishAsync();
            // The folder may have gone while the file was written.
            var path = files.PathOf(name);
            File.Move(Content.Name, path, overwrite: true);
        }
    }
}
