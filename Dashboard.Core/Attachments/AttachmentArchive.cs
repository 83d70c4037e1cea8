using System.Globalization;
using System.IO.Compression;
using System.Text;
using Concentric.Time;

namespace Concentric.Attachments;

/// <summary>All attachments of one record in one zip, written as it goes out.</summary>
public sealed class AttachmentArchive(AttachmentFiles files, OfficeClock clock)
{
    /// <summary>Names that Windows keeps to itself, whatever their ending.</summary>
    private static readonly HashSet<string> Reserved = new(StringComparer.OrdinalIgnoreCase)
    {
        "CON", "PRN", "AUX", "NUL", "COM1", "COM2", "COM3", "COM4", "COM5", "COM6", "COM7", "COM8", "COM9", "LPT1", "LPT2", "LPT3",
        "LPT4", "LPT5", "LPT6", "LPT7", "LPT8", "LPT9",
    };

    /// <summary>Bytes of UTF-8 that a name may have: Linux takes 255, and some unpackers add to it.</summary>
    public const int MostBytes = 240;

    /// <summary>Writes the files; one that has been removed meanwhile is passed over.</summary>
    public async Task WriteAsync(IReadOnlyList<Attachment> attachments, Stream to, CancellationToken cancellationToken)
    {
        await using var zip = await ZipArchive.CreateAsync(to, ZipArchiveMode.Create, leaveOpen: true, null, cancellationToken);
        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var one in attachments)
        {
            if (await files.OpenAsync(one.Key, cancellationToken) is not { } opened) continue;
            await using var file = opened.Content;
            // Documents and pictures are packed already.
            var entry = zip.CreateEntry(NameFor(one.Name, names), CompressionLevel.NoCompression);
            entry.LastWriteTime = clock.ToOffice(one.At);
            await using var part = await entry.OpenAsync(cancellationToken);
            await file.CopyToAsync(part, cancellationToken);
        }
    }

    /// <summary>A name that every system can write, and that no other file in the zip has.</summary>
    public static string NameFor(string name, HashSet<string> taken)
    {
        var safe = string.Concat(name.Select(one => one < ' ' || "\\/:*?\"<>|".Contains(one, StringComparison.Ordinal) ? '_' : one))
            .TrimStart('.', ' ').TrimEnd('.', ' ');
        if (safe.Length == 0 || Reserved.Contains(safe.Split('.')[0])) safe = "_" + safe;
        var (bare, ending) = (Path.GetFileNameWithoutExtension(safe), Path.GetExtension(safe));
        safe = Fit(bare, ending);
        for (var number = 2; !taken.Add(safe); number++)
            safe = Fit(bare, string.Create(CultureInfo.InvariantCulture, $" ({number}){ending}"));
        return safe;
    }

    /// <summary>The name, cut where it is too long: by whole characters, before its ending.</summary>
    private static string Fit(string bare, string ending)
    {
        var length = bare.Length;
        while (length > 0 && (Encoding.UTF8.GetByteCount(bare.AsSpan(0, length)) + Encoding.UTF8.GetByteCount(ending) > MostBytes
            || char.IsHighSurrogate(bare[length - 1]))) length--;
        return (length < bare.Length ? bare[..length].TrimEnd('.', ' ') : bare) + ending;
    }
}
