namespace Concentric.Sheets;

/// <summary>A picture beside a row.</summary>
/// <param name="Path">The file: a small JPEG.</param>
/// <param name="Width">Of the picture, in pixels; only its proportion counts.</param>
internal sealed record LedgerPicture(string Path, int Width, int Height);

/// <summary>The pictures of a ledger's rows, by row id. Files are read when they are written, one after the other.</summary>
internal sealed class LedgerPictures(IReadOnlyDictionary<long, LedgerPicture> byRow)
{
    /// <summary>The most pictures in one workbook: more make files of hundreds of megabytes that no spreadsheet scrolls.</summary>
    public const int Most = 2_000;

    public IReadOnlyDictionary<long, LedgerPicture> ByRow => byRow;

    /// <summary>Pictures in the workbook so far.</summary>
    public int Shown { get; private set; }

    /// <summary>The picture of a row; null when it has none, its file is gone, or there are <see cref="Most"/> already.</summary>
    public LedgerPicture? Take(long row)
    {
        if (Shown == Most || !byRow.TryGetValue(row, out var picture) || !File.Exists(picture.Path)) return null;
        Shown++;
        return picture;
    }
}
