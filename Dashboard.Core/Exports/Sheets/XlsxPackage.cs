using System.IO.Compression;
using Concentric.Exports.Workbooks;

namespace Concentric.Exports.Sheets;

/// <summary>
/// The zip package of a workbook, written front to back. While the next piece is being made, the one before is packed on another
/// thread: making and packing take about as long as each other. The stream need not be seekable and is only written asynchronously.
/// </summary>
/// <param name="output">Stays open.</param>
/// <param name="hash">Told of every piece of a streamed part; null when nobody asks.</param>
internal sealed class XlsxPackage(Stream output, ContentHash? hash) : IAsyncDisposable
{
    private readonly Relay relay = new();
    private ZipArchive? package;
    private Stream? part;
    private Task packing = Task.CompletedTask;
    private Utf8Buffer spare = new();

    private ZipArchive Package => package ??= new ZipArchive(relay, ZipArchiveMode.Create, leaveOpen: true);

    /// <summary>Begins a streamed part; the one before has ended.</summary>
    public void Begin(string path) => part = Package.CreateEntry(path, CompressionLevel.Fastest).Open();

    /// <summary>Takes a full buffer of the part and gives an empty one for it.</summary>
    public async ValueTask<Utf8Buffer> HandOnAsync(Utf8Buffer full, CancellationToken cancellationToken)
    {
        await packing;
        await relay.DrainAsync(output, cancellationToken);
        var (empty, into) = (spare, part!);
        spare = full;
        packing = Task.Run(() => Pack(full, into), CancellationToken.None);
        return empty;
    }

    /// <summary>Ends the part with what is left of it.</summary>
    public async ValueTask EndAsync(Utf8Buffer rest, CancellationToken cancellationToken)
    {
        await packing;
        Pack(rest, part!);
        part!.Dispose();
        part = null;
        await relay.DrainAsync(output, cancellationToken);
    }

    /// <summary>Adds a small part, whole.</summary>
    public void Add(string path, ReadOnlySpan<byte> content, CompressionLevel level = CompressionLevel.Fastest)
    {
        using var entry = Package.CreateEntry(path, level).Open();
        entry.Write(content);
    }

    /// <summary>Hands what has been packed to the stream.</summary>
    public ValueTask DrainAsync(CancellationToken cancellationToken) => relay.DrainAsync(output, cancellationToken);

    /// <summary>Writes the package's directory. Without it the file is not whole.</summary>
    public async Task CompleteAsync(CancellationToken cancellationToken)
    {
        Package.Dispose();
        await relay.DrainAsync(output, cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await packing.ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        part?.Dispose();
        part = null;
        package?.Dispose();
        relay.Dispose();
    }

    private void Pack(Utf8Buffer piece, Stream into)
    {
        hash?.Append(piece.Written);
        into.Write(piece.Written);
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
