using Concentric.Data;
using Concentric.Data.Files;
using Concentric.Imaging;
using Concentric.Rules;
using SkiaSharp;

namespace Concentric.Evaluation;

/// <summary>
/// The picture of the office's seal on certificates: a file, written anew as PNG so that nothing else of what was sent goes on.
/// </summary>
public sealed class OfficeSeal(FileStore files)
{
    /// <summary>The most bytes that a file may have.</summary>
    public const int MostBytes = InputLimits.SealBytes;

    /// <summary>The long side of what is kept, at most, in pixels.</summary>
    public const int LongSide = 600;

    private const string Field = "Seal";

    private const string Place = "office/seal.png";

    /// <summary>The picture; null while there is none.</summary>
    public Task<OpenedFile?> OpenAsync(CancellationToken cancellationToken) => files.OpenAsync(Place, cancellationToken);

    public Task<bool> ExistsAsync(CancellationToken cancellationToken) => files.ExistsAsync(Place, cancellationToken);

    /// <summary>Takes a JPEG, PNG or WebP.</summary>
    /// <exception cref="RefusedException">It is none, too large, or damaged.</exception>
    /// <exception cref="UnauthorizedAccessException">The caller does not keep the evaluation.</exception>
    public async Task TakeAsync(CurrentUser caller, byte[] content, string name, CancellationToken cancellationToken)
    {
        if (!caller.MayKeepEvaluation) throw new UnauthorizedAccessException("The caller may not change the seal.");
        await files.WriteAsync(Place, Make(content, name), cancellationToken);
    }

    /// <summary>True for the picture.</summary>
    internal static bool Owns(FileEntry file) => file.Name == Place;

    private static byte[] Make(byte[] content, string name)
    {
        var (bitmap, _) = PictureFile.Decode(content, Field, name, MostBytes, LongSide, InputLimits.SealPixels);
        using var kept = bitmap;
        var scale = Math.Min(1, (double)LongSide / Math.Max(bitmap.Width, bitmap.Height));
        var info = new SKImageInfo(Math.Max(1, (int)(bitmap.Width * scale)), Math.Max(1, (int)(bitmap.Height * scale)));
        using var small = bitmap.Resize(info, new SKSamplingOptions(SKFilterMode.Linear, SKMipmapMode.Linear));
        ValidationContext.Require(small is not null, Field, name, Rule.DamagedPhoto);
        using var image = SKImage.FromBitmap(small);
        using var png = image.Encode(SKEncodedImageFormat.Png, 100);
        return png.ToArray();
    }
}
