using Concentric.Rules;

namespace Concentric.Imports.Files;

/// <summary>
/// Reads on while a package as a whole has given no more than it may: what its directory says of sizes is only a claim, and a few
/// kilobytes can claim little and unpack to gigabytes.
/// </summary>
/// <param name="part">Names it in the refusal.</param>
/// <param name="most">Bytes that it may unpack to by itself.</param>
internal sealed class BoundedStream(Stream inner, BoundedStream.Budget budget, string part, long most) : Stream
{
    /// <summary>What a package may still unpack to.</summary>
    public sealed class Budget(long packed)
    {
        private long left = Math.Min(InputLimits.PackageBytes, Math.Max(InputLimits.PackageLeastBytes, packed * InputLimits.PackageTimes));

        /// <summary>Bytes unpacked so far.</summary>
        public long Taken { get; private set; }

        /// <exception cref="ImportFileException">It unpacks to more than it may.</exception>
        public void Take(long bytes)
        {
            Taken += bytes;
            left -= bytes;
            if (left < 0) throw new ImportFileException("Bomb", InputLimits.PackageBytes / 1_000_000, InputLimits.PackageTimes);
        }
    }

    private long taken;

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
        taken += read;
        if (taken > most) throw new ImportFileException("PartTooLarge", part, most / InputLimits.Megabyte);
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
