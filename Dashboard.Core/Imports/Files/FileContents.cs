using System.Buffers.Binary;
using System.Text;

namespace Concentric.Imports.Files;

/// <summary>What a file is by its content.</summary>
internal enum FileContent { Empty, Package, Encrypted, OldWorkbook, Text, Unknown }

/// <summary>Tells by its first bytes what a file is, whatever its name says.</summary>
internal static class FileContents
{
    /// <summary>How far a text is looked at; the rest is checked when it is decoded.</summary>
    private const int Looked = 8 * 1024;

    public static FileContent Of(string path)
    {
        using var file = File.OpenRead(path);
        if (file.Length == 0) return FileContent.Empty;
        var head = new byte[Math.Min(Looked, file.Length)];
        file.ReadExactly(head);
        if (head.AsSpan().StartsWith("PK"u8)) return FileContent.Package;
        if (head.AsSpan().StartsWith((ReadOnlySpan<byte>)[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1])) return OfCompound(file, head);
        var isUtf16 = head is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..];
        return !isUtf16 && head.Contains((byte)0) ? FileContent.Unknown : FileContent.Text;
    }

    /// <summary>
    /// A compound file holds a workbook of before 2007, or one that is encrypted with a password; the names in its directory tell.
    /// MS-CFB 2.2: sector size at offset 30, first sector of the directory at 48, entries of 128 bytes with their name in UTF-16.
    /// </summary>
    private static FileContent OfCompound(FileStream file, byte[] head)
    {
        if (head.Length < 512) return FileContent.Unknown;
        var sector = 1 << BinaryPrimitives.ReadUInt16LittleEndian(head.AsSpan(30));
        var directory = (BinaryPrimitives.ReadUInt32LittleEndian(head.AsSpan(48)) + 1L) * sector;
        if (sector is not (512 or 4096) || directory >= file.Length) return FileContent.Unknown;
        var entries = new byte[Math.Min(sector, file.Length - directory)];
        file.Position = directory;
        file.ReadExactly(entries);
        var names = Encoding.Unicode.GetString(entries);
        // Protected by a password, or by the rights of an organisation.
        if (names.Contains("EncryptedPackage", StringComparison.Ordinal) || names.Contains("DataSpaces", StringComparison.Ordinal))
            return FileContent.Encrypted;
        return names.Contains("Workbook", StringComparison.Ordinal)
            || names.Contains("Book", StringComparison.Ordinal) ? FileContent.OldWorkbook : FileContent.Unknown;
    }
}
