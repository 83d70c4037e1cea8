using System.IO.Compression;
using System.Text;

namespace Concentric.Tests.TestData;

/// <summary>Files as people attach them, made here: whole, broken, disguised.</summary>
public static class Documents
{
    private const string WordMain = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml";
    private const string ExcelMain = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml";

    /// <summary>A PDF of at least so many bytes.</summary>
    public static byte[] Pdf(int bytes = 0, int seed = 0)
    {
        var (head, tail) = (Encoding.ASCII.GetBytes($"%PDF-1.4\n% {seed}\n"), "trailer<<>>\n%%EOF\n"u8.ToArray());
        return [.. head, .. Enumerable.Repeat((byte)'\n', Math.Max(0, bytes - head.Length - tail.Length)), .. tail];
    }

    public static byte[] Word(params (string Part, byte[] Content)[] more) =>
        Package(Types(("/word/document.xml", WordMain)), [("word/document.xml", "<w/>"u8.ToArray()), .. more]);

    public static byte[] Excel(params (string Part, byte[] Content)[] more) =>
        Package(Types(("/xl/workbook.xml", ExcelMain)), [("xl/workbook.xml", "<w/>"u8.ToArray()), .. more]);

    /// <summary>A document that says in its list of types that it has macros.</summary>
    public static byte[] MacroWord() => Package(
        Types(("/word/document.xml", "application/vnd.ms-word.document.macroEnabled.main+xml")),
        [("word/document.xml", "<w/>"u8.ToArray())]);

    public static byte[] PowerPoint() => Package(
        Types(("/ppt/p.xml", "application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml")),
        [("ppt/p.xml", "<p/>"u8.ToArray())]);

    /// <summary>A list of types that names a document which is not there.</summary>
    public static byte[] HollowWord() => Package(Types(("/word/document.xml", WordMain)), []);

    public static byte[] Zip(params (string Part, byte[] Content)[] parts) => Package(null, parts);

    /// <summary>A picture as a newer phone keeps it: the beginning of one.</summary>
    public static byte[] Heic() => [0, 0, 0, 24, .. "ftypheic"u8, 0, 0, 0, 0, .. "mif1heic"u8, .. new byte[64]];

    /// <summary>What Office writes that is older than 2007, or locked: the beginning of one.</summary>
    public static byte[] OldOffice() => [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, .. new byte[600]];

    /// <summary>Bytes that pack to about half.</summary>
    public static byte[] Noise(int bytes) => [.. Enumerable.Range(0, bytes).Select(at => (byte)(at * at / 7 % 16 + 65))];

    /// <summary>A package whose directory is whole, and whose content is not.</summary>
    public static byte[] Scratched(byte[] package)
    {
        for (var at = package.Length / 3; at < package.Length / 2; at++) package[at] = 0xFF;
        return package;
    }

    private static string Types(params (string Part, string Type)[] parts) =>
        "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">"
        + string.Concat(parts.Select(one => $"<Override PartName=\"{one.Part}\" ContentType=\"{one.Type}\"/>")) + "</Types>";

    private static byte[] Package(string? types, IReadOnlyList<(string Part, byte[] Content)> parts)
    {
        using var file = new MemoryStream();
        using (var zip = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (part, content) in types is null ? parts : [("[Content_Types].xml", Encoding.UTF8.GetBytes(types)), .. parts])
            {
                using var entry = zip.CreateEntry(part).Open();
                entry.Write(content);
            }
        }

        return file.ToArray();
    }
}
