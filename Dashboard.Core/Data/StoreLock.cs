using System.Globalization;

namespace Concentric.Data;

/// <summary>
/// Keeps a second process away from an embedded store and its data folder: SQLite would let it in, and it would end imports and
/// exports that are still running here. The locks are the operating system's, so they end with the process however it ends;
/// the files stay. With SQL Server several nodes share both, and nothing is locked.
/// </summary>
public sealed class StoreLock(StoreOptions options, DataFolder data) : IDisposable
{
    /// <summary>Name of the locked file in the data folder; that of the store stands beside it with <see cref="Ending"/>.</summary>
    public const string FolderFile = "concentric.running";

    /// <summary>Behind the store's own name: two processes with different data folders may name the same store.</summary>
    public const string Ending = ".running";

    private const string HolderEnding = ".pid";

    private readonly List<FileStream> held = [];

    public bool IsHeld => held.Count > 0;

    /// <summary>Takes the store and the folder until disposal; does nothing when they are held already.</summary>
    /// <exception cref="StoreException">Another process holds one of them, or the files can't be written. Nothing was changed.</exception>
    public void Hold()
    {
        if (IsHeld || options.Provider != StoreProvider.Sqlite) return;
        try
        {
            var store = SqliteFile.PathOf(options);
            foreach (var path in (string[])[Path.Combine(data.Path, FolderFile), store + Ending])
            {
                Directory.CreateDirectory(Path.GetDirectoryName(path)!);
                held.Add(Take(path, path.EndsWith(FolderFile, StringComparison.Ordinal) ? data.Path : store));
            }

            data.Hold(Path.Combine(data.Path, FolderFile));
        }
        catch (Exception failure)
        {
            Dispose();
            if (failure is IOException or UnauthorizedAccessException)
                throw new StoreException(StoreProblem.Denied, data.Path, failure.Message, failure);
            throw;
        }
    }

    /// <summary>Takes them for a while, for a change that nobody else may see half done; held before, they stay so.</summary>
    /// <exception cref="StoreException">As with <see cref="Hold"/>.</exception>
    public IDisposable HoldMeanwhile()
    {
        if (IsHeld) return new Release(null);
        Hold();
        return new Release(this);
    }

    public void Dispose()
    {
        data.Hold(null);
        held.ForEach(file => file.Dispose());
        held.Clear();
    }

    private static FileStream Take(string path, string what)
    {
        try
        {
            var file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            // Beside it: the locked file itself is read by nobody else.
            File.WriteAllText(path + HolderEnding, Environment.ProcessId.ToString(CultureInfo.InvariantCulture));
            return file;
        }
        catch (IOException failure) when (SqliteFile.IsHeld(failure))
        {
            throw new StoreException(StoreProblem.InUse, what, HolderOf(path), failure);
        }
    }

    /// <summary>
    /// The number of the process that holds it, for whoever has to end it; a question mark when it has not written it yet.
    /// </summary>
    private static string HolderOf(string path)
    {
        try
        {
            return File.ReadAllText(path + HolderEnding) is { Length: > 0 } id ? id : "?";
        }
        catch (IOException)
        {
            return "?";
        }
    }

    private sealed class Release(StoreLock? taken) : IDisposable
    {
        public void Dispose() => taken?.Dispose();
    }
}
