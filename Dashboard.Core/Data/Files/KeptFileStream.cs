using Microsoft.EntityFrameworkCore;

namespace Concentric.Data.Files;

/// <summary>Reads a kept file piece by piece; only one is in memory.</summary>
internal sealed class KeptFileStream(IDbContextFactory<DashboardDbContext> factory, long id, long length, byte[] first) : Stream
{
    private byte[] piece = first;
    private int number;
    private long position;

    public override bool CanRead => true;

    public override bool CanSeek => true;

    public override bool CanWrite => false;

    public override long Length => length;

    public override long Position
    {
        get => position;
        set
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value);
            position = value;
        }
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        if (position >= length || buffer.Length == 0) return 0;
        if (Wanted != number)
        {
            using var db = factory.CreateDbContext();
            var wanted = Wanted;
            Take(wanted, Piece(db, wanted).SingleOrDefault());
        }

        return Copy(buffer);
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (position >= length || buffer.Length == 0) return 0;
        if (Wanted != number)
        {
            await using var db = await factory.CreateDbContextAsync(cancellationToken);
            var wanted = Wanted;
            Take(wanted, await Piece(db, wanted).SingleOrDefaultAsync(cancellationToken));
        }

        return Copy(buffer.Span);
    }

    public override long Seek(long offset, SeekOrigin origin) => Position = offset + origin switch
    {
        SeekOrigin.Begin => 0,
        SeekOrigin.Current => position,
        _ => length,
    };

    public override void Flush()
    {
    }

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    private int Wanted => (int)(position / DatabaseFileStore.ChunkBytes);

    private IQueryable<byte[]> Piece(DashboardDbContext db, int wanted) =>
        db.KeptFileChunks.Where(chunk => chunk.FileId == id && chunk.Number == wanted).Select(chunk => chunk.Content);

    /// <exception cref="IOException">The file was removed.</exception>
    private void Take(int wanted, byte[]? found) =>
        (piece, number) = (found ?? throw new FileNotFoundException("The file was removed while it was read."), wanted);

    private int Copy(Span<byte> buffer)
    {
        var within = (int)(position - ((long)number * DatabaseFileStore.ChunkBytes));
        if (within >= piece.Length) throw new EndOfStreamException("A piece of the file is missing.");
        var from = piece.AsSpan(within);
        var count = Math.Min(from.Length, buffer.Length);
        from[..count].CopyTo(buffer);
        position += count;
        return count;
    }
}
