using Concentric.Data.Files;

namespace Concentric.Attachments;

/// <summary>
/// Where attachments are kept: <c>attachments</c> of the file store, in subfolders by the first two digits of their keys, without an
/// ending, so that nothing on the server takes them for what it could open. Backups take them.
/// </summary>
public sealed class AttachmentFiles(FileStore files)
{
    private const string Folder = "attachments";

    /// <summary>The name of an attachment's file in the store.</summary>
    public static string NameOf(Guid key) => $"{Folder}/{key.ToString("N")[..2]}/{key:N}";

    /// <summary>An attachment's content; null when its file is gone.</summary>
    public Task<OpenedFile?> OpenAsync(Guid key, CancellationToken cancellationToken) => files.OpenAsync(NameOf(key), cancellationToken);

    /// <summary>A file that is being received, or looked at.</summary>
    internal NewFile Begin(Guid key) => files.Begin(NameOf(key));

    /// <summary>Deletes the file, if it is there.</summary>
    internal Task DeleteAsync(Guid key, CancellationToken cancellationToken) => files.DeleteAsync(NameOf(key), cancellationToken);

    /// <summary>All files, each with its key; one that was not received to its end has none.</summary>
    internal IAsyncEnumerable<(FileEntry File, Guid? Key)> ListAsync(CancellationToken cancellationToken) =>
        files.ListAsync(Folder, cancellationToken)
            .Select(file => (File: file, Key: KeyOf(file)))
            // What is none of ours stays where it is.
            .Where(found => found.Key is not null || found.File.Name.EndsWith(FolderFileStore.PartEnding, StringComparison.Ordinal));

    /// <summary>True for what this keeps, whether a row knows it or not.</summary>
    internal static bool Owns(FileEntry file) => file.Folder == Folder && KeyOf(file) is not null;

    private static Guid? KeyOf(FileEntry file) => Guid.TryParseExact(file.FileName, "N", out var key) ? key : null;

    /// <summary>Deletes what <see cref="ListAsync"/> told of.</summary>
    internal Task DeleteAsync(FileEntry file, CancellationToken cancellationToken) => files.DeleteAsync(file.Name, cancellationToken);
}
