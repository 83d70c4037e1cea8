using System.Buffers.Binary;
using Concentric.Rules;

namespace Concentric.Imports.Files;

/// <summary>
/// Counts the entries of a zip package before it is opened: opening makes an object of each, before anybody can say that there are
/// too many. APPNOTE.TXT 4.3.12 to 4.3.16.
/// </summary>
internal static class PackageDirectory
{
    private const int EndBytes = 22;
    private const int LocatorBytes = 20;
    private const int EntryBytes = 46;
    private const uint EndMark = 0x06054b50;
    private const uint Locator64Mark = 0x07064b50;
    private const uint End64Mark = 0x06064b50;
    private const uint EntryMark = 0x02014b50;

    /// <exception cref="ImportFileException">There are too many, or their names are too long.</exception>
    /// <exception cref="InvalidDataException">It has no directory.</exception>
    public static void Check(Stream file)
    {
        var entries = 0;
        var header = new byte[EntryBytes];
        var begin = file.Position = BeginOf(file);
        while (file.ReadAtLeast(header, EntryBytes, throwOnEndOfStream: false) == EntryBytes
            && BinaryPrimitives.ReadUInt32LittleEndian(header) == EntryMark)
        {
            if (++entries > InputLimits.PackageParts) throw new ImportFileException("TooManyParts", InputLimits.PackageParts);
            // Name, extra fields, remark.
            for (var at = 28; at <= 32; at += 2) file.Position += BinaryPrimitives.ReadUInt16LittleEndian(header.AsSpan(at));
            if (file.Position - begin > InputLimits.PackageDirectoryBytes)
                throw new ImportFileException("DirectoryTooLong", InputLimits.PackageDirectoryBytes / InputLimits.Kilobyte);
        }

        file.Position = 0;
    }

    private static long BeginOf(Stream file)
    {
        var tail = new byte[(int)Math.Min(file.Length, EndBytes + ushort.MaxValue + LocatorBytes)];
        file.Position = file.Length - tail.Length;
        file.ReadExactly(tail);
        for (var at = tail.Length - EndBytes; at >= 0; at--)
        {
            if (BinaryPrimitives.ReadUInt32LittleEndian(tail.AsSpan(at)) != EndMark) continue;
            var begin = BinaryPrimitives.ReadUInt32LittleEndian(tail.AsSpan(at + 16));
            return Within(file, begin == uint.MaxValue ? Begin64(file, tail, at) : begin);
        }

        throw new InvalidDataException("No end of the directory.");
    }

    private static long Begin64(Stream file, byte[] tail, int end)
    {
        var locator = end - LocatorBytes;
        if (locator < 0 || BinaryPrimitives.ReadUInt32LittleEndian(tail.AsSpan(locator)) != Locator64Mark)
            throw new InvalidDataException("No locator.");
        file.Position = Within(file, BinaryPrimitives.ReadInt64LittleEndian(tail.AsSpan(locator + 8)));
        var record = new byte[56];
        file.ReadExactly(record);
        return BinaryPrimitives.ReadUInt32LittleEndian(record) == End64Mark
            ? BinaryPrimitives.ReadInt64LittleEndian(record.AsSpan(48))
            : throw new InvalidDataException("No end record.");
    }

    private static long Within(Stream file, long place) =>
        place >= 0 && place < file.Length ? place : throw new InvalidDataException("The directory lies outside the file.");
}
