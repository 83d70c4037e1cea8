using System.Globalization;
using System.Security.Cryptography;
using Concentric.Data;

namespace Concentric.Exports;

/// <summary>Where workbooks are kept: <c>exports</c> in the data folder. Several nodes must share that folder.</summary>
public sealed class ExportFiles(DataFolder data)
{
    private const string Unfinished = ".part";

    /// <summary>How long a file that nobody finished is left alone.</summary>
    private static readonly TimeSpan LeftOverAfter = TimeSpan.FromDays(1);

    private string Folder => data.Inside("exports");

    /// <summary>Where a run's finished workbook is, or was. Each attempt has a file of its own.</summary>
    public string PathOf(ExportRun run) =>
        Path.Combine(Folder, string.Create(CultureInfo.InvariantCulture, $"{run.Id:D6}-{run.Attempts}.xlsx"));

    /// <summary>Writes a file aside and puts it in place only when it is whole and on the disk.</summary>
    /// <returns>What the writer returned, the file's size and its SHA-256.</returns>
    internal async Task<(T Result, long Bytes, string Hash)> WriteAsync<T>(ExportRun run, Func<Stream, Task<T>> write, CancellationToken cancellationToken)
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

    /// <summary>Removes what a crash left unfinished.</summary>
    /// <returns>Number of files removed.</returns>
    public int RemoveLeftOvers(DateTime utcNow)
    {
        var old = new DirectoryInfo(Folder).EnumerateFiles("*" + Unfinished).Where(file => utcNow - file.LastWriteTimeUtc > LeftOverAfter).ToList();
        old.ForEach(file => file.Delete());
        return old.Count;
    }
}
