using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using Concentric.Data;
using Concentric.Imports.Files;

namespace Concentric.Imports.Runs;

/// <summary>
/// Where uploaded files are kept: <c>imports</c> in the data folder, until they are taken in or a day old. They may hold personal
/// data in clear, as may what is said of them; both go together.
/// </summary>
public sealed class ImportFiles(DataFolder data)
{
    /// <summary>How long a file waits for somebody to take it in.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromDays(1);

    private string Folder => data.Inside("imports");

    /// <summary>The uploaded file of a run; it may be gone.</summary>
    public string PathOf(long id) => Of(id, "upload");

    /// <summary>The same with its errors; only after a check that refused something.</summary>
    public string ErrorsPathOf(long id) => Of(id, "errors");

    /// <summary>Writes an upload aside, counting and hashing.</summary>
    /// <exception cref="ImportFileException">It is larger than <see cref="SheetFile.MostBytes"/>.</exception>
    public async Task<(string Path, long Bytes, string Hash)> ReceiveAsync(Stream upload, CancellationToken cancellationToken)
    {
        var path = Path.Combine(Folder, Guid.NewGuid().ToString("N") + ".part");
        var isKept = false;
        try
        {
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            await using var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None);
            var buffer = new byte[81_920];
            var bytes = 0L;
            for (int read; (read = await upload.ReadAsync(buffer, cancellationToken)) > 0;)
            {
                bytes += read;
                // Read to its end all the same: a browser that is still sending would not hear the answer.
                if (bytes > SheetFile.MostBytes) continue;
                hash.AppendData(buffer, 0, read);
                await file.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
            }

            if (bytes > SheetFile.MostBytes) throw new ImportFileException("TooLarge", SheetFile.MostBytes / 1024 / 1024, bytes / 1024.0 / 1024);
            isKept = true;
            return (path, bytes, Convert.ToHexStringLower(hash.GetHashAndReset()));
        }
        finally
        {
            if (!isKept) File.Delete(path);
        }
    }

    /// <summary>Gives a received file to its run.</summary>
    internal void Keep(string received, long id) => File.Move(received, PathOf(id), overwrite: true);

    internal async Task WriteFindingsAsync(long id, ImportFindings findings, CancellationToken cancellationToken)
    {
        await using var file = File.Create(Of(id, "json"));
        await JsonSerializer.SerializeAsync(file, findings, cancellationToken: cancellationToken);
    }

    /// <summary>What the last check found; null when it is gone.</summary>
    public async Task<ImportFindings?> ReadFindingsAsync(long id, CancellationToken cancellationToken)
    {
        try
        {
            await using var file = File.OpenRead(Of(id, "json"));
            return await JsonSerializer.DeserializeAsync<ImportFindings>(file, cancellationToken: cancellationToken);
        }
        catch (FileNotFoundException)
        {
            return null;
        }
    }

    /// <summary>Removes all files of a run.</summary>
    internal void Delete(long id)
    {
        foreach (var ending in (string[])["upload", "errors", "json"]) File.Delete(Of(id, ending));
    }

    /// <summary>Removes what nobody took in for a day.</summary>
    /// <returns>Number of files removed.</returns>
    public int RemoveOld(DateTime utcNow)
    {
        var old = new DirectoryInfo(Folder).EnumerateFiles().Where(file => utcNow - file.LastWriteTimeUtc > Kept).ToList();
        old.ForEach(file => file.Delete());
        return old.Count;
    }

    private string Of(long id, string ending) => Path.Combine(Folder, string.Create(CultureInfo.InvariantCulture, $"{id:D6}.{ending}"));
}

/// <summary>What a check found, for the page.</summary>
/// <param name="Notes">What was passed over.</param>
/// <param name="Problems">The first refusals, at most <see cref="MostProblems"/>.</param>
/// <param name="ProblemCount">All of them.</param>
public sealed record ImportFindings(IReadOnlyList<ImportNote> Notes, IReadOnlyList<ImportProblem> Problems, int ProblemCount)
{
    /// <summary>The most refusals that a page shows; the file with errors holds all.</summary>
    public const int MostProblems = 200;
}
