namespace Concentric.Data;

/// <summary>
/// The folder in which the program keeps its files: the embedded store, workbooks. Several nodes share one. It is then known by a mark
/// in it that the store names too: a share that is not mounted looks like an empty folder, and what was written there would be found by
/// nobody.
/// </summary>
/// <param name="Path">Absolute; exists and can be written.</param>
public sealed record DataFolder(string Path)
{
    /// <summary>The file that holds the mark of a shared folder.</summary>
    public const string MarkFile = "concentric.folder";

    private volatile string? mark;
    private volatile string? held;

    /// <summary>The path of a folder inside it, which is made if need be.</summary>
    /// <exception cref="StoreException">The folder is not there, or nothing can be made in it. Nothing was made.</exception>
    public string Inside(string name)
    {
        if (!IsThere) throw new StoreException(StoreProblem.FolderGone, Path, MarkFile);
        try
        {
            return Directory.CreateDirectory(System.IO.Path.Combine(Path, name)).FullName;
        }
        catch (Exception failure) when (IsDenial(failure))
        {
            throw Denied(failure);
        }
    }

    /// <summary>
    /// True for what says that nothing can be written: no right, a disk that only reads, or one that fails; not one that is full.
    /// </summary>
    internal static bool IsDenial(Exception failure) => failure is UnauthorizedAccessException
        || (failure is IOException disk && !StoreErrors.IsFull(disk) && !SqliteFile.IsHeld(disk));

    internal StoreException Denied(Exception failure) => new(StoreProblem.FolderDenied, Path, failure.Message, failure);

    /// <summary>
    /// False when it is not the folder that all nodes share; or, where one process has it, no longer the one that the process locked when
    /// it started: a disk that is not mounted any more leaves an empty folder.
    /// </summary>
    public bool IsThere => (mark is not { } expected || ReadMark() == expected) && (held is not { } file || File.Exists(file));

    /// <summary>Bytes that are free on its disk; null when it can't be asked.</summary>
    public long? FreeBytes
    {
        get
        {
            try
            {
                return new DriveInfo(Path).AvailableFreeSpace;
            }
            catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
            {
                return null;
            }
        }
    }

    /// <summary>From now on only the folder with this file is it; null for any.</summary>
    internal void Hold(string? file) => held = file;

    /// <summary>From now on only the folder with this mark is it.</summary>
    internal void Expect(string shared) => mark = shared;

    /// <summary>The mark that is there; null when there is none, or it can't be read.</summary>
    internal string? ReadMark()
    {
        try
        {
            return File.ReadAllText(MarkPath).Trim() is { Length: > 0 } text ? text : null;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Marks a folder that has no mark. When another node was faster, its mark stays.</summary>
    /// <returns>The mark that is there now.</returns>
    /// <exception cref="IOException">It can't be written.</exception>
    internal string Mark(string shared)
    {
        try
        {
            using var file = new StreamWriter(new FileStream(MarkPath, FileMode.CreateNew, FileAccess.Write, FileShare.None));
            file.Write(shared);
            return shared;
        }
        catch (IOException) when (ReadMark() is not null)
        {
            return ReadMark()!;
        }
    }

    private string MarkPath => System.IO.Path.Combine(Path, MarkFile);
}
