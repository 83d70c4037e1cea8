namespace Concentric.Imports.Files;

/// <summary>
/// Reads on while a package as a whole has given no more than it may: what its directory says of sizes is only a claim, and a few
/// kilobytes can claim little and unpack to gigabytes.
/// </summary>
internal sealed class BoundedStream(Stream inner, BoundedStream.Budget budget) : Stream
{
    /// <summary>What a package may still unpack to.</summary>
    public sealed class Budget(long packed)
    {
        /// <summary>The most bytes that a package may unpack to.</summary>
        public const long MostBytes = 1_000_000_000;

        /// <summary>The most times its own size that a package may unpack to. A large honest one stays below 40.</summary>
        public const int MostTimes = 200;

        /// <summary>What any package may unpack to, however small it is.</summary>
        public const long Least = 20_000_000;

        private long left = Math.Min(MostBytes, Math.Max(Least, packed * MostTimes));

        /// <summary>Bytes unpacked so far.</summary>
        public long Taken { get; private set; }

        /// <exception cref="ImportFileException">It unpacks to more than it may.</exception>
        public void Take(long bytes)
        {
            Taken += bytes;
            left -= bytes;
            if (left < 0) throw new ImportFileException("Bomb");
        }
    }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        var read = inner.Read(buffer);
        budget.Take(read);
        return read;
    }

    public override void Flush() => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing) inner.Dispose();
        base.Dispose(disposing);
    }
}
