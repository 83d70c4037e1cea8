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

    private const string Upload = "upload";
    private const string Errors = "errors";
    private const string Findings = "json";
    private const string Choices = "choices";
    private const string Rows = "rows";

    /// <summary>Behind the ending of a file that is being written.</summary>
    private const string Aside = ".new";

    private string Folder => data.Inside("imports");

    /// <summary>The uploaded file of a run; it may be gone.</summary>
    public string PathOf(long id) => Of(id, Upload);

    /// <summary>The same with its errors; only after a check that refused something.</summary>
    public string ErrorsPathOf(long id) => Of(id, Errors);

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

            if (bytes > SheetFile.MostBytes)
                throw new ImportFileException("TooLarge", SheetFile.MostBytes / 1024 / 1024, bytes / 1024.0 / 1024);
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

    /// <summary>Takes it back from a run that was not saved after all.</summary>
    internal void GiveBack(string received, long id) => File.Move(PathOf(id), received);

    internal async Task WriteFindingsAsync(long id, ImportFindings findings, CancellationToken cancellationToken)
    {
        await using (var file = Begin(id, Findings))
            await JsonSerializer.SerializeAsync(file, findings, cancellationToken: cancellationToken);
        Publish(id, Findings);
    }

    /// <summary>Keeps what somebody chose for a file.</summary>
    internal async Task WriteChoicesAsync(long id, ImportChoices choices, CancellationToken cancellationToken)
    {
        await using (var file = Begin(id, Choices))
            await JsonSerializer.SerializeAsync(file, choices, cancellationToken: cancellationToken);
        Publish(id, Choices);
    }

    /// <summary>What somebody chose for a file; nothing so far when there is none.</summary>
    public async Task<ImportChoices> ReadChoicesAsync(long id, CancellationToken cancellationToken)
    {
        await using var file = Open(Of(id, Choices));
        return file is null
            ? ImportChoices.None
            : await JsonSerializer.DeserializeAsync<ImportChoices>(file, cancellationToken: cancellationToken) ?? ImportChoices.None;
    }

    /// <summary>Keeps what files that were uploaded later are held against.</summary>
    /// <returns>True when it was something else before.</returns>
    internal async Task<bool> WriteRowsAsync(long id, IReadOnlyList<PendingRow> rows, CancellationToken cancellationToken)
    {
        var said = JsonSerializer.SerializeToUtf8Bytes(rows);
        var path = Of(id, Rows);
        var before = File.Exists(path) ? await File.ReadAllBytesAsync(path, cancellationToken) : [];
        if (said.AsSpan().SequenceEqual(before)) return false;
        await using (var file = Begin(id, Rows)) await file.WriteAsync(said, cancellationToken);
        Publish(id, Rows);
        return true;
    }

    /// <summary>The rows of a file that wait to be taken in; none before its check, and when it is gone.</summary>
    internal async Task<IReadOnlyList<PendingRow>> ReadRowsAsync(long id, CancellationToken cancellationToken)
    {
        await using var file = Open(Of(id, Rows));
        return file is null
            ? []
            : await JsonSerializer.DeserializeAsync<List<PendingRow>>(file, cancellationToken: cancellationToken) ?? [];
    }

    /// <summary>Begins the file with errors aside; <see cref="PublishErrors"/> puts it where it is found.</summary>
    internal FileStream BeginErrors(long id) => Begin(id, Errors);

    internal void PublishErrors(long id) => Publish(id, Errors);

    /// <summary>Gives up the file with errors: there are none.</summary>
    internal void DropErrors(long id)
    {
        File.Delete(Of(id, Errors + Aside));
        File.Delete(Of(id, Errors));
    }

    /// <summary>The file with errors, to be read while another may take its place; null when there is none.</summary>
    public FileStream? OpenErrors(long id) => Open(Of(id, Errors));

    /// <summary>What the last check found; null when it is gone.</summary>
    public async Task<ImportFindings?> ReadFindingsAsync(long id, CancellationToken cancellationToken)
    {
        await using var file = Open(Of(id, Findings));
        return file is null ? null : await JsonSerializer.DeserializeAsync<ImportFindings>(file, cancellationToken: cancellationToken);
    }

    /// <summary>Removes all files of a run.</summary>
    internal void Delete(long id)
    {
        foreach (var ending in (string[])[Upload, Errors, Errors + Aside, Findings, Findings + Aside, Choices, Choices + Aside, Rows,
            Rows + Aside])
            File.Delete(Of(id, ending));
    }

    /// <summary>Removes what nobody took in for a day.</summary>
    /// <returns>Number of files removed.</returns>
    public int RemoveOld(DateTime utcNow)
    {
        var old = new DirectoryInfo(Folder).EnumerateFiles().Where(file => utcNow - file.LastWriteTimeUtc > Kept).ToList();
        old.ForEach(file => file.Delete());
        return old.Count;
    }

    // A page may look at any moment: what it finds is whole, the old or the new.
    private FileStream Begin(long id, string ending) => new(Of(id, ending + Aside), FileMode.Create, FileAccess.Write, FileShare.None);

    private void Publish(long id, string ending) => File.Move(Of(id, ending + Aside), Of(id, ending), overwrite: true);

    private static FileStream? Open(string path)
    {
        try
        {
            return new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 4_096, FileOptions.Asynchronous);
        }
        catch (FileNotFoundException)
        {
            return null;
        }
    }

    private string Of(long id, string ending) => Path.Combine(Folder, string.Create(CultureInfo.InvariantCulture, $"{id:D6}.{ending}"));
}
