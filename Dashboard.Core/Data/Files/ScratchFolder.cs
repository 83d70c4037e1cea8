namespace Concentric.Data.Files;

/// <summary>
/// Where this node lays files while they are written or read, when they are kept in the database: in its own data folder, which no other
/// node cleans.
/// </summary>
public sealed class ScratchFolder(DataFolder data)
{
    /// <summary>Its name inside the data folder.</summary>
    internal const string Name = "scratch";

    /// <summary>How long a file is left alone: an import reads its copy for as long as it takes.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromDays(1);

    /// <summary>Removes what a process has left that ended in the middle. What somebody holds stays until the next time.</summary>
    /// <param name="now">Instant (UTC).</param>
    /// <returns>Number of files removed.</returns>
    public int Sweep(DateTime now)
    {
        // Looked for, and not made: most offices keep their files in the folder itself.
        var folder = new DirectoryInfo(Path.Combine(data.Path, Name));
        if (!data.IsThere || !folder.Exists) return 0;
        var swept = 0;
        foreach (var file in folder.EnumerateFiles().Where(file => file.LastWriteTimeUtc < now - Kept))
        {
            try
            {
                file.Delete();
                swept++;
            }
            catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
            {
                // Held by a process, or of another account.
            }
        }

        return swept;
    }
}
