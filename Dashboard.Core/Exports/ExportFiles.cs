using System.Globalization;
using System.Security.Cryptography;
using System.Text.RegularExpressions;
using Concentric.Data.Files;

namespace Concentric.Exports;

/// <summary>Where workbooks are kept: <c>exports</c> of the file store.</summary>
public sealed partial class ExportFiles(FileStore files)
{
    private const string Folder = "exports";

    /// <summary>The name of a run's workbook in the store. Each attempt has a file of its own.</summary>
    public static string NameOf(ExportRun run) => string.Create(CultureInfo.InvariantCulture, $"{Folder}/{run.Id:D6}-{run.Attempts}.xlsx");

    /// <summary>A run's finished workbook; null when it is gone.</summary>
    public Task<OpenedFile?> OpenAsync(ExportRun run, CancellationToken cancellationToken) =>
        files.OpenAsync(NameOf(run), cancellationToken);

    /// <summary>All of a run's finished workbook, for one that is small enough for a mail; null when it is gone.</summary>
    public Task<byte[]?> ReadAsync(ExportRun run, CancellationToken cancellationToken) => files.ReadAsync(NameOf(run), cancellationToken);

    internal Task<bool> ExistsAsync(ExportRun run, CancellationToken cancellationToken) =>
        files.ExistsAsync(NameOf(run), cancellationToken);

    /// <summary>Writes a file aside and puts it in place only when it is whole and flushed.</summary>
    /// <returns>What the writer returned, the file's size and its SHA-256.</returns>
    internal async Task<(T Result, long Bytes, string Hash)> WriteAsync<T>(ExportRun run, Func<Stream, Task<T>> write,
        CancellationToken cancellationToken)
    {
        await using var file = files.Begin(NameOf(run));
        var result = await write(file.Content);
        var bytes = file.Content.Length;
        file.Content.Position = 0;
        var hash = Convert.ToHexStringLower(await SHA256.HashDataAsync(file.Content, cancellationToken));
        await file.KeepAsync(cancellationToken);
        return (result, bytes, hash);
    }

    internal Task DeleteAsync(ExportRun run, CancellationToken cancellationToken) => files.DeleteAsync(NameOf(run), cancellationToken);

    /// <summary>The files that are a run's: its id, its attempt, and whether it was finished.</summary>
    internal IAsyncEnumerable<(FileEntry File, long Id, int Attempt, bool IsWhole)> ListAsync(CancellationToken cancellationToken) =>
        files.ListAsync(Folder, cancellationToken).Select(file => (File: file, Name: Named().Match(file.FileName)))
            .Where(one => one.Name.Success)
            .Select(one => (one.File, long.Parse(one.Name.Groups[1].ValueSpan, CultureInfo.InvariantCulture),
                int.Parse(one.Name.Groups[2].ValueSpan, CultureInfo.InvariantCulture), one.Name.Groups[3].Length == 0));

    /// <summary>True for what this keeps, whether a run knows it or not.</summary>
    internal static bool Owns(FileEntry file) => file.Folder == Folder && Named().Match(file.FileName) is { Success: true } name
        && name.Groups[3].Length == 0;

    /// <summary>Deletes what <see cref="ListAsync"/> told of.</summary>
    internal Task DeleteAsync(FileEntry file, CancellationToken cancellationToken) => files.DeleteAsync(file.Name, cancellationToken);

    [GeneratedRegex(@"^(\d{1,18})-(\d{1,9})\.xlsx((?:\.[0-9a-f]{32})?\.part)?$")]
    private static partial Regex Named();
}
