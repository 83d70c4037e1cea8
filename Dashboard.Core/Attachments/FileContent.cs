using System.Text;

namespace Concentric.Attachments;

/// <summary>What a file is, told from its content or said by the ending of its name. Named in refusals.</summary>
public enum FileContent
{
    Pdf,
    Word,
    Excel,
    Jpeg,
    Png,
    Webp,

    /// <summary>The picture format of newer phones.</summary>
    Heic,

    Gif,

    /// <summary>A presentation of Office 2007 or later.</summary>
    PowerPoint,

    /// <summary>Office 2003 and earlier, and whatever Office has locked by a password.</summary>
    OldOffice,

    /// <summary>A document that holds macros.</summary>
    MacroOffice,

    /// <summary>A zip or another archive.</summary>
    Archive,

    /// <summary>A program for Windows or Linux.</summary>
    Program,

    /// <summary>Readable text, as a web page or a script.</summary>
    Text,

    Unknown,
}

/// <summary>Tells what a file is from its first bytes, and what its name says.</summary>
internal static class FileContents
{
    /// <summary>Bytes of the beginning that are looked at.</summary>
    public const int HeadBytes = 512;

    private static readonly (byte[] Mark, FileContent Content)[] Marks =
    [
        ("%PDF-"u8.ToArray(), FileContent.Pdf),
        ([0xFF, 0xD8, 0xFF], FileContent.Jpeg),
        ([0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A], FileContent.Png),
        ("GIF8"u8.ToArray(), FileContent.Gif),
        ([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1], FileContent.OldOffice),
        ("PK\x03\x04"u8.ToArray(), FileContent.Archive),
        ("PK\x05\x06"u8.ToArray(), FileContent.Archive),
        ("Rar!"u8.ToArray(), FileContent.Archive),
        ([(byte)'7', (byte)'z', 0xBC, 0xAF], FileContent.Archive),
        ([0x1F, 0x8B], FileContent.Archive),
        ("MZ"u8.ToArray(), FileContent.Program),
        ([0x7F, (byte)'E', (byte)'L', (byte)'F'], FileContent.Program),
    ];

    private static readonly string[] HeicBrands = ["heic", "heix", "hevc", "hevx", "heim", "heis", "mif1", "msf1"];

    /// <summary>
    /// What a file is by its first bytes. A package of Office is an archive here: <see cref="OfficePackage"/> looks into it.
    /// </summary>
    public static FileContent Of(ReadOnlySpan<byte> head)
    {
        foreach (var (mark, content) in Marks)
            if (head.StartsWith(mark)) return content;
        if (head.Length >= 12 && head.StartsWith("RIFF"u8) && head[8..12].SequenceEqual("WEBP"u8)) return FileContent.Webp;
        // ISO/IEC 14496-12: a box "ftyp" whose brand follows.
        if (head.Length >= 12 && head[4..8].SequenceEqual("ftyp"u8) && HeicBrands.Contains(Encoding.ASCII.GetString(head[8..12])))
            return FileContent.Heic;
        return IsText(head) ? FileContent.Text : FileContent.Unknown;
    }

    /// <summary>What the ending of a name says; null when it says nothing.</summary>
    public static FileContent? SaidBy(string name) => Path.GetExtension(name).ToLowerInvariant() switch
    {
        "" or "." => null,
        ".pdf" => FileContent.Pdf,
        ".docx" => FileContent.Word,
        ".xlsx" => FileContent.Excel,
        ".jpg" or ".jpeg" => FileContent.Jpeg,
        ".png" => FileContent.Png,
        ".webp" => FileContent.Webp,
        ".heic" or ".heif" => FileContent.Heic,
        ".gif" => FileContent.Gif,
        ".doc" or ".xls" or ".ppt" or ".wps" or ".et" => FileContent.OldOffice,
        ".docm" or ".xlsm" or ".pptm" => FileContent.MacroOffice,
        ".pptx" => FileContent.PowerPoint,
        ".zip" or ".rar" or ".7z" => FileContent.Archive,
        ".exe" or ".dll" or ".com" or ".scr" => FileContent.Program,
        ".txt" or ".csv" or ".htm" or ".html" or ".svg" or ".js" or ".bat" => FileContent.Text,
        _ => FileContent.Unknown,
    };

    /// <summary>The type under which it is kept; null for what is not taken.</summary>
    public static AttachmentType? TypeOf(FileContent? content) => content switch
    {
        FileContent.Pdf => AttachmentType.Pdf,
        FileContent.Word => AttachmentType.Word,
        FileContent.Excel => AttachmentType.Excel,
        FileContent.Jpeg or FileContent.Png or FileContent.Webp => AttachmentType.Picture,
        _ => null,
    };

    private static bool IsText(ReadOnlySpan<byte> head) =>
        head.Length > 0 && head.IndexOfAnyInRange((byte)0, (byte)8) < 0 && head.IndexOfAnyInRange((byte)14, (byte)26) < 0;
}
