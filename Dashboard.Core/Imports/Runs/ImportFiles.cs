using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.RegularExpressions;
using Concentric.Data;
using Concentric.Data.Files;
using Concentric.Imports.Files;
using Concentric.Rules;

namespace Concentric.Imports.Runs;

/// <summary>
/// Where uploaded files are kept: <c>imports</c> of the file store, until they are taken in or a day old. They may hold personal
/// data in clear, as may what is said of them; both go together.
/// </summary>
public sealed partial class ImportFiles(FileStore files)
{
    /// <summary>How long a file waits for somebody to take it in.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromDays(1);

    private const string Folder = "imports";
    private const string Upload = "upload";
    private const string Errors = "errors";
    private const string Findings = "json";
    private const string Choices = "choices";
    private const string Rows = "rows";

    /// <summary>The name of a run's upload in the store; it may be gone.</summary>
    public static string NameOf(long id) => Of(id, Upload);

    /// <summary>The same with its errors; only after a check that refused something.</summary>
    public static string ErrorsNameOf(long id) => Of(id, Errors);

    public Task<bool> ExistsAsync(long id, CancellationToken cancellationToken) => files.ExistsAsync(NameOf(id), cancellationToken);

    public Task<bool> HasErrorsAsync(long id, CancellationToken cancellationToken) =>
        files.ExistsAsync(ErrorsNameOf(id), cancellationToken);

    /// <summary>Writes an upload aside, counting and hashing.</summary>
    /// <returns>Its name in the store, for <see cref="KeepAsync"/> or <see cref="DropAsync"/>.</returns>
    /// <exception cref="ImportFileException">It is larger than <see cref="SheetFile.MostBytes"/>.</exception>
    public async Task<(string Name, long Bytes, string Hash)> ReceiveAsync(Stream upload, CancellationToken cancellationToken)
    {
        var name = $"{Folder}/{Guid.NewGuid():N}.received";
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        await using var file = files.Begin(name);
        var buffer = new byte[81_920];
        var bytes = 0L;
        for (int read; (read = await upload.ReadAsync(buffer, cancellationToken)) > 0;)
        {
            bytes += read;
            // Read to its end all the same: a browser that is still sending would not hear the answer.
            if (bytes > SheetFile.MostBytes) continue;
            hash.AppendData(buffer, 0, read);
            await file.Content.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
        }

        if (bytes > SheetFile.MostBytes)
            throw new ImportFileException("TooLarge", SheetFile.MostBytes / InputLimits.Megabyte, bytes / (double)InputLimits.Megabyte);
        await file.KeepAsync(cancellationToken);
        return (name, bytes, Convert.ToHexStringLower(hash.GetHashAndReset()));
    }

    /// <summary>Gives a received file to its run, in the transaction that saves it where files are in the store.</summary>
    internal Task KeepAsync(DashboardDbContext db, string received, long id, CancellationToken cancellationToken) =>
        files.MoveAsync(db, received, NameOf(id), cancellationToken);

    /// <summary>Takes it back from a run that was not saved after all.</summary>
    internal Task GiveBackAsync(DashboardDbContext db, string received, long id) =>
        files.IsInStore ? Task.CompletedTask : files.MoveAsync(db, NameOf(id), received, CancellationToken.None);

    /// <summary>Gives up a file that no run was made of.</summary>
    internal Task DropAsync(string received, CancellationToken cancellationToken) => files.DeleteAsync(received, cancellationToken);

    /// <summary>A run's upload, to be read on this machine.</summary>
    /// <exception cref="FileNotFoundException">It is gone.</exception>
    internal async Task<LocalFile> BringAsync(long id, CancellationToken cancellationToken) =>
        await files.BringAsync(NameOf(id), cancellationToken) ?? throw new FileNotFoundException(null, NameOf(id));

    internal Task WriteFindingsAsync(long id, ImportFindings findings, CancellationToken cancellationToken) =>
        WriteAsync(id, Findings, findings, cancellationToken);

    /// <summary>Keeps what somebody chose for a file.</summary>
    internal Task WriteChoicesAsync(long id, ImportChoices choices, CancellationToken cancellationToken) =>
        WriteAsync(id, Choices, choices, cancellationToken);

    /// <summary>What somebody chose for a file; nothing so far when there is none.</summary>
    public async Task<ImportChoices> ReadChoicesAsync(long id, CancellationToken cancellationToken) =>
        await ReadAsync<ImportChoices>(id, Choices, cancellationToken) ?? ImportChoices.None;

    /// <summary>Keeps what files that were uploaded later are held against.</summary>
    /// <returns>True when it was something else before.</returns>
    internal async Task<bool> WriteRowsAsync(long id, IReadOnlyList<PendingRow> rows, CancellationToken cancellationToken)
    {
        var said = JsonSerializer.SerializeToUtf8Bytes(rows);
        var before = await files.ReadAsync(Of(id, Rows), cancellationToken) ?? [];
        if (said.AsSpan().SequenceEqual(before)) return false;
        await files.WriteAsync(Of(id, Rows), said, cancellationToken);
        return true;
    }

    /// <summary>The rows of a file that wait to be taken in; none before its check, and when it is gone.</summary>
    internal async Task<IReadOnlyList<PendingRow>> ReadRowsAsync(long id, CancellationToken cancellationToken) =>
        await ReadAsync<List<PendingRow>>(id, Rows, cancellationToken) ?? [];

    /// <summary>Begins the file with errors; it is found once it is kept.</summary>
    internal NewFile BeginErrors(long id) => files.Begin(ErrorsNameOf(id));

    /// <summary>Gives up the file with errors: there are none.</summary>
    internal Task DropErrorsAsync(long id, CancellationToken cancellationToken) => files.DeleteAsync(ErrorsNameOf(id), cancellationToken);

    /// <summary>The file with errors, to be read while another may take its place; null when there is none.</summary>
    public Task<OpenedFile?> OpenErrorsAsync(long id, CancellationToken cancellationToken) =>
        files.OpenAsync(ErrorsNameOf(id), cancellationToken);

    /// <summary>What the last check found; null when it is gone.</summary>
    public Task<ImportFindings?> ReadFindingsAsync(long id, CancellationToken cancellationToken) =>
        ReadAsync<ImportFindings>(id, Findings, cancellationToken);

    /// <summary>Removes all files of a run.</summary>
    internal async Task DeleteAsync(long id, CancellationToken cancellationToken)
    {
        foreach (var ending in (string[])[Upload, Errors, Findings, Choices, Rows])
            await files.DeleteAsync(Of(id, ending), cancellationToken);
    }

    /// <summary>Removes what nobody took in for a day.</summary>
    /// <returns>Number of files removed.</returns>
    public async Task<int> RemoveOldAsync(DateTime utcNow, CancellationToken cancellationToken)
    {
        var removed = 0;
        await foreach (var old in files.ListAsync(Folder, cancellationToken).Where(file => utcNow - file.ChangedAt > Kept)
            .WithCancellation(cancellationToken))
        {
            await files.DeleteAsync(old.Name, cancellationToken);
            removed++;
        }

        return removed;
    }

    // A page may look at any moment: what it finds is whole, the old or the new.
    private async Task WriteAsync<T>(long id, string ending, T value, CancellationToken cancellationToken)
    {
        await using var file = files.Begin(Of(id, ending));
        await JsonSerializer.SerializeAsync(file.Content, value, cancellationToken: cancellationToken);
        await file.KeepAsync(cancellationToken);
    }

    private async Task<T?> ReadAsync<T>(long id, string ending, CancellationToken cancellationToken)
        where T : class
    {
        if (await files.OpenAsync(Of(id, ending), cancellationToken) is not { } file) return null;
        await using var content = file.Content;
        return await JsonSerializer.DeserializeAsync<T>(content, cancellationToken: cancellationToken);
    }

    /// <summary>True for what this keeps, whether a run knows it or not.</summary>
    internal static bool Owns(FileEntry file) => file.Folder == Folder && Named().IsMatch(file.FileName);

    [GeneratedRegex($@"^(\d{{6,19}}\.({Upload}|{Errors}|{Findings}|{Choices}|{Rows})|[0-9a-f]{{32}}\.received)$")]
    private static partial Regex Named();

    private static string Of(long id, string ending) => string.Create(CultureInfo.InvariantCulture, $"{Folder}/{id:D6}.{ending}");
}
