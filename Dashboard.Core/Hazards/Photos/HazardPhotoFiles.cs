using Concentric.Data;
using Concentric.Imaging;

namespace Concentric.Hazards;

/// <summary>
/// Where photos are kept: <c>photos</c> in the data folder, in subfolders by the first two digits of their keys. Several nodes
/// must share that folder.
/// </summary>
public sealed class HazardPhotoFiles(DataFolder data)
{
    /// <summary>Where a photo is, or its small copy.</summary>
    public string PathOf(Guid key, bool isThumbnail)
    {
        var name = key.ToString("N");
        return Path.Combine(data.Inside("photos"), name[..2], isThumbnail ? $"{name}-small.jpg" : $"{name}.jpg");
    }

    /// <summary>Writes both files aside, then puts them in place.</summary>
    internal async Task WriteAsync(Guid key, MadePhoto photo, CancellationToken cancellationToken)
    {
        await WriteAsync(PathOf(key, isThumbnail: true), photo.Thumbnail, cancellationToken);
        await WriteAsync(PathOf(key, isThumbnail: false), photo.Photo, cancellationToken);
    }

    /// <summary>Deletes both files, if they are there.</summary>
    internal void Delete(Guid key)
    {
        foreach (var isThumbnail in new[] { false, true })
        {
            var path = PathOf(key, isThumbnail);
            if (File.Exists(path)) File.Delete(path);
        }
    }

    /// <summary>All files, each with the key of its photo; one that was not written to its end has none.</summary>
    internal IEnumerable<(FileInfo File, Guid? Key)> Enumerate() =>
        new DirectoryInfo(data.Inside("photos")).EnumerateFiles("*", SearchOption.AllDirectories)
            .Select(file =>
                (file, file.Extension == ".jpg" && Guid.TryParseExact(file.Name.Split('.', '-')[0], "N", out var key) ? key : (Guid?)null))
            // What is none of ours stays where it is.
            .Where(found => found.Item2 is not null || found.file.Extension == ".part");

    private static async Task WriteAsync(string path, byte[] content, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var part = path + ".part";
        try
        {
            await using (var stream = new FileStream(part, FileMode.Create, FileAccess.Write, FileShare.None))
            {
                await stream.WriteAsync(content, cancellationToken);
                stream.Flush(flushToDisk: true);
            }

            File.Move(part, path, overwrite: true);
        }
        catch
        {
            File.Delete(part);
            throw;
        }
    }
}
