using System.Buffers.Binary;
using System.Diagnostics;
using Microsoft.Data.Sqlite;

namespace Concentric.Data;

/// <summary>What can be known and settled about a SQLite file from outside.</summary>
internal static class SqliteFile
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(100);

    /// <summary>Where an embedded store is, links followed: two names of one file are one store.</summary>
    public static string PathOf(StoreOptions options)
    {
        var path = Path.GetFullPath(new SqliteConnectionStringBuilder(options.ConnectionString).DataSource);
        return (File.Exists(path) ? File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName : null) ?? path;
    }

    /// <summary>
    /// True when the file holds fewer pages than its header counts, as after an interrupted copy. SQLite itself finds out
    /// only when it comes to a missing page. With a write-ahead log beside it the file may rightly be shorter.
    /// Only before the store is opened: closing a file ends the locks that SQLite holds on it in this process.
    /// </summary>
    /// <exception cref="UnauthorizedAccessException">The file can't be written.</exception>
    public static bool IsCutShort(string path)
    {
        var file = new FileInfo(path);
        var log = new FileInfo(path + "-wal");
        if (!file.Exists || file.Length < 100 || log is { Exists: true, Length: > 0 }) return false;
        Span<byte> header = stackalloc byte[100];
        using var stream = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete);
        stream.ReadExactly(header);
        if (!header.StartsWith("SQLite format 3\0"u8)) return false;
        // https://sqlite.org/fileformat.html#in_header_database_size: the count holds if the two change counters agree.
        if (!header[24..28].SequenceEqual(header[92..96])) return false;
        long pageSize = BinaryPrimitives.ReadUInt16BigEndian(header[16..18]);
        if (pageSize == 1) pageSize = 65_536;
        return BinaryPrimitives.ReadUInt32BigEndian(header[28..32]) * pageSize > file.Length;
    }

    /// <summary>Waits for this process's turn to change the shape of the store; the turn ends with disposal or with the process.</summary>
    /// <exception cref="IOException">Another process has held its turn for two minutes.</exception>
    public static async Task<IAsyncDisposable> TakeTurnAsync(string path, CancellationToken cancellationToken)
    {
        var since = Stopwatch.GetTimestamp();
        while (true)
        {
            try
            {
                return new FileStream(path + ".lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException failure) when (IsHeld(failure) && Stopwatch.GetElapsedTime(since) < Patience)
            {
                await Task.Delay(Look, cancellationToken);
            }
        }
    }

    /// <summary>True when a file could not be opened because somebody else holds it; Windows, Linux, macOS.</summary>
    public static bool IsHeld(IOException failure) => failure.HResult is unchecked((int)0x80070020) or 11 or 35;
}
