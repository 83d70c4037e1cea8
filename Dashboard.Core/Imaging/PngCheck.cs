using System.Buffers.Binary;
using System.IO.Compression;

namespace Concentric.Imaging;

/// <summary>
/// Tells in a little memory whether a PNG can be decoded to its end: it is decoded whole, so a large one that is damaged would take
/// hundreds of megabytes only to be refused. https://www.w3.org/TR/png-3/
/// </summary>
internal static class PngCheck
{
    private const int MarkBytes = 8;

    /// <summary>Where the passes of an interlaced picture begin, and their steps: x, y, then across, down.</summary>
    private static readonly (int X, int Y, int Across, int Down)[] Passes = [(0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4),
        (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2)];

    public static bool IsWhole(byte[] content)
    {
        try
        {
            if (content.Length < MarkBytes + 33) return false;
            var header = content.AsSpan(MarkBytes + 8, 13);
            var (width, height) = (BinaryPrimitives.ReadInt32BigEndian(header), BinaryPrimitives.ReadInt32BigEndian(header[4..]));
            var bits = header[8] * (header[9] switch { 0 or 3 => 1, 4 => 2, 2 => 3, 6 => 4, _ => throw new InvalidDataException() });
            using var rows = new ZLibStream(new Data(content), CompressionMode.Decompress);
            var buffer = new byte[64 * 1024];
            return header[12] == 0
                ? Read(rows, buffer, width, height, bits)
                : Passes.All(pass => Read(rows, buffer, (width - pass.X + pass.Across - 1) / pass.Across,
                    (height - pass.Y + pass.Down - 1) / pass.Down, bits));
        }
        catch (Exception failure) when (failure is InvalidDataException or EndOfStreamException)
        {
            return false;
        }
    }

    private static bool Read(Stream rows, byte[] buffer, int width, int height, int bits)
    {
        if (width <= 0 || height <= 0) return true;
        var bytes = (((long)width * bits) + 7) / 8;
        for (var row = 0; row < height; row++)
        {
            var filter = rows.ReadByte();
            if (filter is < 0 or > 4) return false;
            for (var left = bytes; left > 0;)
            {
                var read = rows.Read(buffer, 0, (int)Math.Min(left, buffer.Length));
                if (read == 0) return false;
                left -= read;
            }
        }

        return true;
    }

    /// <summary>The data of all chunks that hold the picture, one after the other.</summary>
    private sealed class Data(byte[] content) : Stream
    {
        private int at = MarkBytes;
        private int left;
        private bool isOpen;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override int Read(byte[] buffer, int offset, int count)
        {
            while (left == 0)
            {
                if (isOpen) at += 4;
                isOpen = false;
                if (at + 12 > content.Length) return 0;
                var (bytes, isPicture) = (BinaryPrimitives.ReadInt32BigEndian(content.AsSpan(at)), content.AsSpan(at + 4, 4)
                    .SequenceEqual("IDAT"u8));
                if (bytes < 0 || bytes > content.Length - at - 12) throw new InvalidDataException("A chunk lies outside the file.");
                if (Crc(content.AsSpan(at + 4, bytes + 4)) != BinaryPrimitives.ReadUInt32BigEndian(content.AsSpan(at + 8 + bytes)))
                    throw new InvalidDataException("A chunk is damaged.");
                at += 8;
                if (isPicture) (left, isOpen) = (bytes, true);
                else at += bytes + 4;
            }

            var read = Math.Min(count, left);
            content.AsSpan(at, read).CopyTo(buffer.AsSpan(offset));
            (at, left) = (at + read, left - read);
            return read;
        }

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }

    private static readonly uint[] Remainders = [.. Enumerable.Range(0, 256).Select(number =>
    {
        var value = (uint)number;
        for (var bit = 0; bit < 8; bit++) value = (value & 1) == 0 ? value >> 1 : 0xEDB88320 ^ (value >> 1);
        return value;
    })];

    private static uint Crc(ReadOnlySpan<byte> bytes)
    {
        var value = uint.MaxValue;
        foreach (var one in bytes) value = Remainders[(value ^ one) & 0xFF] ^ (value >> 8);
        return ~value;
    }
}
