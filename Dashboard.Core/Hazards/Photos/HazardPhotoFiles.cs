using Concentric.Data.Files;
using Concentric.Imaging;

namespace Concentric.Hazards;

/// <summary>Where photos are kept: <c>photos</c> of the file store, in subfolders by the first two digits of their keys.</summary>
public sealed class HazardPhotoFiles(FileStore files)
{
    private const string Folder = "photos";

    /// <summary>The name of a photo's file in the store, or of its small copy's.</summary>
    public static string NameOf(Guid key, bool isThumbnail)
    {
        var name = key.ToString("N");
        return $"{Folder}/{name[..2]}/{name}{(isThumbnail ? "-small" : "")}.jpg";
    }

    /// <summary>A photo, or its small copy; null when its file is gone.</summary>
    public Task<OpenedFile?> OpenAsync(Guid key, bool isThumbnail, CancellationToken cancellationToken) =>
        files.OpenAsync(NameOf(key, isThumbnail), cancellationToken);

    /// <summary>Keeps both files.</summary>
    internal async Task WriteAsync(Guid key, MadePhoto photo, CancellationToken cancellationToken)
    {
        await files.WriteAsync(NameOf(key, isThumbnail: true), photo.Thumbnail, cancellationToken);
        await files.WriteAsync(NameOf(key, isThumbnail: false), photo.Photo, cancellationToken);
    }

    /// <summary>Deletes both files, if they are there.</summary>
    internal async Task DeleteAsync(Guid key, CancellationToken cancellationToken)
    {
        await files.DeleteAsync(NameOf(key, isThumbnail: false), cancellationToken);
        await files.DeleteAsync(NameOf(key, isThumbnail: true), cancellationToken);
    }

    /// <summary>All files, each with the key of its photo; one that was not written to its end has none.</summary>
    internal IAsyncEnumerable<(FileEntry File, Guid? Key)> ListAsync(CancellationToken cancellationToken) =>
        files.ListAsync(Folder, cancellationToken)
            .Select(file => (File: file, Key: KeyOf(file)))
            // What is none of ours stays where it is.
            .Where(found => found.Key is not null || found.File.Name.EndsWith(FolderFileStore.PartEnding, StringComparison.Ordinal));

    /// <summary>True for what this keeps, whether a row knows it or not.</summary>
    internal static bool Owns(FileEntry file) => file.Folder == Folder && KeyOf(file) is not null;

    private static Guid? KeyOf(FileEntry file) => file.Name.EndsWith(".jpg", StringComparison.Ordinal)
        && Guid.TryParseExact(file.FileName.Split('.', '-')[0], "N", out var key) ? key : null;

    /// <summary>Deletes what <see cref="ListAsync"/> told of.</summary>
    internal Task DeleteAsync(FileEntry file, CancellationToken cancellationToken) => files.DeleteAsync(file.Name, cancellationToken);
}
