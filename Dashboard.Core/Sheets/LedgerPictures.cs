using Concentric.Data.Files;

namespace Concentric.Sheets;

/// <summary>A picture beside a row.</summary>
/// <param name="Name">The file in the store: a small JPEG.</param>
/// <param name="Width">Of the picture, in pixels; only its proportion counts.</param>
internal sealed record LedgerPicture(string Name, int Width, int Height);

/// <summary>The pictures of a ledger's rows, by row id. Files are read when they are written, one after the other.</summary>
internal sealed class LedgerPictures(FileStore files, IReadOnlyDictionary<long, LedgerPicture> byRow)
{
    /// <summary>The most pictures in one workbook: more make files of hundreds of megabytes that no spreadsheet scrolls.</summary>
    public const int Most = 2_000;

    public IReadOnlyDictionary<long, LedgerPicture> ByRow => byRow;

    /// <summary>Pictures in the workbook so far.</summary>
    public int Shown { get; private set; }

    /// <summary>The picture of a row; null when it has none, its file is gone, or there are <see cref="Most"/> already.</summary>
    public async ValueTask<LedgerPicture?> TakeAsync(long row, CancellationToken cancellationToken)
    {
        if (Shown == Most || !byRow.TryGetValue(row, out var picture) || !await files.ExistsAsync(picture.Name, cancellationToken))
            return null;
        Shown++;
        return picture;
    }

    /// <summary>The file of a picture that was taken; null when it was removed since.</summary>
    public Task<byte[]?> ReadAsync(LedgerPicture picture, CancellationToken cancellationToken) =>
        files.ReadAsync(picture.Name, cancellationToken);
}
