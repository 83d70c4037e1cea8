using System.Globalization;
using System.Security.Cryptography;
using System.Text.RegularExpressions;
using Concentric.Data;

namespace Concentric.Exports;

/// <summary>Where workbooks are kept: <c>exports</c> in the data folder. Several nodes must share that folder.</summary>
public sealed partial class ExportFiles(DataFolder data)
{
    private const string Unfinished = ".part";

    private string Folder => data.Inside("exports");

    /// <summary>Where a run's finished workbook is, or was. Each attempt has a file of its own.</summary>
    public string PathOf(ExportRun run) =>
        Path.Combine(Folder, string.Create(CultureInfo.InvariantCulture, $"{run.Id:D6}-{run.Attempts}.xlsx"));

    /// <summary>Writes a file aside and puts it in place only when it is whole and on the disk.</summary>
    /// <returns>What the writer returned, the file's size and its SHA-256.</returns>
    internal async Task<(T Result, long Bytes, string Hash)> WriteAsync<T>(ExportRun run, Func<Stream, Task<T>> write,
        CancellationToken cancellationToken)
    {
        var path = PathOf(run);
        var part = path + Unfinished;
        try
        {
            T result;
            long bytes;
            string hash;
            await using (var stream = new FileStream(part, FileMode.Create, FileAccess.ReadWrite, FileShare.None))
            {
                result = await write(stream);
                stream.Flush(flushToDisk: true);
                bytes = stream.Length;
                stream.Position = 0;
                hash = Convert.ToHexStringLower(await SHA256.HashDataAsync(stream, cancellationToken));
            }
            File.Move(part, path, overwrite: true);
            return (result, bytes, hash);
        }
        finally
        {
            File.Delete(part);
        }
    }

    internal void Delete(ExportRun run) => File.Delete(PathOf(run));

    /// <summary>The folder's files that are a run's: its id, its attempt, and whether it was finished.</summary>
    internal IEnumerable<(FileInfo File, long Id, int Attempt, bool IsWhole)> All()
    {
        foreach (var file in new DirectoryInfo(Folder).EnumerateFiles())
        {
            if (Named().Match(file.Name) is { Success: true } name)
                yield return (file, long.Parse(name.Groups[1].ValueSpan, CultureInfo.InvariantCulture),
                    int.Parse(name.Groups[2].ValueSpan, CultureInfo.InvariantCulture), name.Groups[3].Length == 0);
        }
    }

    [GeneratedRegex(@"^(\d{1,18})-(\d{1,9})\.xlsx(\.part)?$")]
    private static partial Regex Named();
}
