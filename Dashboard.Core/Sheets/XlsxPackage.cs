
namespace Concentric.Sheets;

/// <summary>
/// The zip package of a workbook, written front to back. While the next piece is being made, the one before is packed on another
/// thread: making and packing take about as long as each other. The stream need not be seekable and is only written asynchronously.
/// </summary>
internal sealed class XlsxPackage : IAsyncDisposable
{
    private readonly Stream output;
    private readonly ContentHash? hash;
    private readonly Relay relay = new();
    private readonly ZipWriter zip;
    private Task packing = Task.CompletedTask;
    private Utf8Buffer spare = new();

    /// <param name="output">Stays open.</param>
    /// <param name="hash">Told of every piece of a streamed part; null when nobody asks.</param>
    public XlsxPackage(Stream output, ContentHash? hash)
    {
        (this.output, this.hash) = (output, hash);
        zip = new ZipWriter(relay);
    }

    /// <summary>Begins a streamed part; the one before has ended.</summary>
    public void Begin(string path) => zip.Begin(path);

    /// <summary>Takes a full buffer of the part and gives an empty one for it.</summary>
    public async ValueTask<Utf8Buffer> HandOnAsync(Utf8Buffer full, CancellationToken cancellationToken)
    {
        await packing;
        await relay.DrainAsync(output, cancellationToken);
        var empty = spare;
        spare = full;
        packing = Task.Run(() => Pack(full), CancellationToken.None);
        return empty;
    }

    /// <summary>Ends the part with what is left of it.</summary>
    public async ValueTask EndAsync(Utf8Buffer rest, CancellationToken cancellationToken)
    {
        await packing;
        Pack(rest);
        zip.End();
        await relay.DrainAsync(output, cancellationToken);
    }

    /// <summary>Adds a small part, whole.</summary>
    public void Add(string path, ReadOnlySpan<byte> content)
    {
        zip.Begin(path);
        zip.Write(content);
        zip.End();
    }

    /// <summary>Hands what has been packed to the stream.</summary>
    public ValueTask DrainAsync(CancellationToken cancellationToken) => relay.DrainAsync(output, cancellationToken);

    /// <summary>Writes the package's directory. Without it the file is not whole.</summary>
    public async Task CompleteAsync(CancellationToken cancellationToken)
    {
        zip.Complete();
        await relay.DrainAsync(output, cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await packing.ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        zip.Dispose();
        relay.Dispose();
    }

    private void Pack(Utf8Buffer piece)
    {
        hash?.Append(piece.Written);
        zip.Write(piece.Written);
        piece.Clear();
    }

    /// <summary>
    /// Between the package, which writes synchronously here and there, and a response, which may only be written asynchronously.
    /// Holds a piece at most. Not seekable, so that the package never goes back.
    /// </summary>
    private sealed class Relay : Stream
    {
        private readonly MemoryStream held = new();

        public override bool CanRead => false;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public async ValueTask DrainAsync(Stream output, CancellationToken cancellationToken)
        {
            if (held.Length == 0) return;
            await output.WriteAsync(held.GetBuffer().AsMemory(0, (int)held.Length), cancellationToken);
            held.SetLength(0);
        }

        public override void Write(byte[] buffer, int offset, int count) => held.Write(buffer, offset, count);

        public override void Write(ReadOnlySpan<byte> buffer) => held.Write(buffer);

        public override void Flush()
        {
        }

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();
    }
}
