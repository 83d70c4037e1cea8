using Concentric.Data;

namespace Concentric.Attachments;

/// <summary>
/// Where attachments are kept: <c>attachments</c> in the data folder, in subfolders by the first two digits of their keys, without an
/// ending, so that nothing on the server takes them for what it could open. Several nodes must share that folder; backups take it.
/// </summary>
public sealed class AttachmentFiles(DataFolder data)
{
    private const string Folder = "attachments";
    private const string PartEnding = ".part";

    public string PathOf(Guid key)
    {
        var name = key.ToString("N");
        return Path.Combine(data.Inside(Folder), name[..2], name);
    }

    /// <summary>A file that is being received, or looked at; it is put in place by <see cref="Keep"/>.</summary>
    internal FileStream Begin(Guid key)
    {
        var path = PathOf(key);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        return new(path + PartEnding, FileMode.Create, FileAccess.ReadWrite, FileShare.None);
    }

    /// <summary>Puts a file in place that was received to its end and closed.</summary>
    internal void Keep(Guid key) => File.Move(PathOf(key) + PartEnding, PathOf(key), overwrite: true);

    /// <summary>Deletes the file, whole or half received, if it is there.</summary>
    internal void Delete(Guid key)
    {
        foreach (var path in new[] { PathOf(key), PathOf(key) + PartEnding })
            if (File.Exists(path)) File.Delete(path);
    }

    /// <summary>All files, each with its key; one that was not received to its end has none.</summary>
    internal IEnumerable<(FileInfo File, Guid? Key)> Enumerate() =>
        new DirectoryInfo(data.Inside(Folder)).EnumerateFiles("*", SearchOption.AllDirectories)
            .Select(file => (file, Guid.TryParseExact(file.Name, "N", out var key) ? key : (Guid?)null))
            // What is none of ours stays where it is.
            .Where(found => found.Item2 is not null || found.file.Extension == PartEnding);
}
