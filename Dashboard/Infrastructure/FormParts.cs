using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace Concentric.Dashboard.Infrastructure;

/// <summary>A part of a form with a file, as it comes in.</summary>
/// <param name="Name">Of its field.</param>
/// <param name="FileName">As the browser calls it; null for what is no file.</param>
internal sealed record FormPart(string? Name, string? FileName, Stream Body);

/// <summary>
/// Reads the parts of a form one after the other without keeping them. What is no form, or breaks off, is a
/// <see cref="BadHttpRequestException"/>, so that it is not taken for a failure of the program or its disk.
/// </summary>
internal sealed class FormParts
{
    private const int LongestBoundary = 100;

    private readonly MultipartReader reader;

    private FormParts(MultipartReader reader) => this.reader = reader;

    /// <exception cref="BadHttpRequestException">The request is no such form.</exception>
    public static FormParts Of(HttpRequest request) =>
        MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
            && type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase)
            && HeaderUtilities.RemoveQuotes(type.Boundary).Value is { Length: > 0 and <= LongestBoundary } boundary
            ? new(new MultipartReader(boundary, request.Body)) : throw new BadHttpRequestException("No form with parts.");

    /// <summary>The next part; null after the last.</summary>
    public async Task<FormPart?> NextAsync(CancellationToken cancellationToken)
    {
        while (await GuardAsync(reader.ReadNextSectionAsync(cancellationToken)) is { } section)
        {
            if (!ContentDispositionHeaderValue.TryParse(section.ContentDisposition, out var disposition)) continue;
            var name = HeaderUtilities.RemoveQuotes(disposition.FileNameStar.HasValue
                ? disposition.FileNameStar
                : disposition.FileName).Value;
            return new(HeaderUtilities.RemoveQuotes(disposition.Name).Value,
                disposition.IsFileDisposition() || name is not null ? name ?? "" : null, new PartBody(section.Body));
        }

        return null;
    }

    private static async Task<T> GuardAsync<T>(Task<T> reading)
    {
        try
        {
            return await reading;
        }
        catch (Exception failure) when (failure is InvalidDataException or IOException and not BadHttpRequestException)
        {
            throw new BadHttpRequestException("The form breaks off.", failure);
        }
    }

    private sealed class PartBody(Stream body) : Stream
    {
        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException("Read it asynchronously.");

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            new(GuardAsync(body.ReadAsync(buffer, cancellationToken).AsTask()));

        public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
            ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
