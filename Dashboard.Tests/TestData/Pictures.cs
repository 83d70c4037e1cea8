using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using SkiaSharp;

namespace Concentric.Tests.TestData;

/// <summary>Real picture files, made here.</summary>
public static class Pictures
{
    /// <summary>Bytes that only the description of a place has, in <see cref="JpegOfAPhone"/>.</summary>
    public static readonly byte[] Place = Encoding.ASCII.GetBytes("N39.0231E117.6603");

    /// <summary>The left half red, the right half blue.</summary>
    public static byte[] Make(int width, int height, SKEncodedImageFormat format = SKEncodedImageFormat.Jpeg, int seed = 0)
    {
        using var surface = SKSurface.Create(new SKImageInfo(width, height));
        surface.Canvas.Clear(SKColors.Red);
        using var blue = new SKPaint { Color = SKColors.Blue };
        surface.Canvas.DrawRect(width / 2f, 0, width, height, blue);
        using var mark = new SKPaint { Color = new SKColor((byte)(seed * 25), 200, 40) };
        if (seed > 0) surface.Canvas.DrawRect(0, 0, width / 4f, height / 4f, mark);
        using var image = surface.Snapshot();
        using var data = image.Encode(format, 90);
        return data.ToArray();
    }

    /// <summary>As a phone writes it: how it was held (1 to 8), and where.</summary>
    public static byte[] JpegOfAPhone(int width, int height, ushort orientation)
    {
        var plain = Make(width, height);
        var tiff = new List<byte>("II*\0"u8.ToArray());
        AddNumber(8, 4);
        AddNumber(2, 2);
        AddEntry(0x0112, 3, 1, orientation);
        AddEntry(0x8825, 4, 1, 8 + 2 + 24 + 4);
        AddNumber(0, 4);
        AddNumber(1, 2);
        AddEntry(0x001B, 2, (uint)Place.Length, 8 + 2 + 24 + 4 + 2 + 12 + 4);
        AddNumber(0, 4);
        tiff.AddRange(Place);
        byte[] body = [.. "Exif\0\0"u8, .. tiff];
        var head = new byte[4];
        (head[0], head[1]) = (0xFF, 0xE1);
        BinaryPrimitives.WriteUInt16BigEndian(head.AsSpan(2), (ushort)(body.Length + 2));
        return [.. plain[..2], .. head, .. body, .. plain[2..]];

        void AddNumber(uint value, int bytes)
        {
            for (var i = 0; i < bytes; i++) tiff.Add((byte)(value >> (8 * i)));
        }

        void AddEntry(uint tag, uint type, uint count, uint value)
        {
            AddNumber(tag, 2);
            AddNumber(type, 2);
            AddNumber(count, 4);
            AddNumber(value, 4);
        }
    }

    /// <summary>Black in one bit a pixel: a small file, however many pixels.</summary>
    public static byte[] BlackPng(int width, int height)
    {
        using var packed = new MemoryStream();
        using (var zip = new ZLibStream(packed, CompressionLevel.Fastest))
        {
            var row = new byte[1 + ((width + 7) / 8)];
            for (var i = 0; i < height; i++) zip.Write(row);
        }

        var size = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(size, width);
        BinaryPrimitives.WriteInt32BigEndian(size.AsSpan(4), height);
        size[8] = 1;
        return [0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10, 26, 10, .. Chunk("IHDR", size), .. Chunk("IDAT", packed.ToArray()),
            .. Chunk("IEND", [])];
    }

    private static byte[] Chunk(string name, byte[] content)
    {
        byte[] named = [.. Encoding.ASCII.GetBytes(name), .. content];
        var (length, sum) = (new byte[4], new byte[4]);
        BinaryPrimitives.WriteInt32BigEndian(length, content.Length);
        var crc = uint.MaxValue;
        foreach (var one in named)
        {
            crc ^= one;
            for (var bit = 0; bit < 8; bit++) crc = (crc >> 1) ^ (0xEDB88320 & (uint)-(int)(crc & 1));
        }

        BinaryPrimitives.WriteUInt32BigEndian(sum, ~crc);
        return [.. length, .. named, .. sum];
    }
}
