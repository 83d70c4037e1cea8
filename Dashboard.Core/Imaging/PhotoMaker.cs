using System.Security.Cryptography;
using Concentric.Rules;
using SkiaSharp;

namespace Concentric.Imaging;

/// <summary>A picture as it is kept: JPEG, upright, without anything but the picture.</summary>
/// <param name="Hash">SHA-256 of <paramref name="Photo"/>, 64 hexadecimal digits.</param>
public sealed record MadePhoto(byte[] Photo, byte[] Thumbnail, int Width, int Height, string Hash);

/// <summary>
/// Makes of what somebody sends a picture that is safe to keep and to show. It is written anew, so that nothing of the file goes on, in
/// particular not the place where it was taken.
/// </summary>
public static class PhotoMaker
{
    /// <summary>The most bytes that a file may have.</summary>
    public const int MostBytes = InputLimits.PhotoBytes;

    /// <summary>The long side of what is kept, at most, in pixels.</summary>
    public const int LongSide = 2_560;

    /// <summary>The long side of the small picture, at most, in pixels.</summary>
    public const int ThumbnailSide = 320;

    private const string Field = "Photo";
    private const int Quality = 85;

    private static readonly SKSamplingOptions Smooth = new(SKFilterMode.Linear, SKMipmapMode.Linear);

    /// <summary>Makes the picture and its small copy. Takes up to 200 MB while it works: callers run one at a time.</summary>
    /// <param name="content">The file.</param>
    /// <param name="name">Its name, for the refusal.</param>
    /// <exception cref="RefusedException">It is no JPEG, PNG or WebP, too large, or damaged.</exception>
    public static MadePhoto Make(byte[] content, string name)
    {
        var (bitmap, origin) = PictureFile.Decode(content, Field, name, MostBytes, LongSide);
        using var kept = bitmap;
        var isTurned = origin is SKEncodedOrigin.LeftTop or SKEncodedOrigin.RightTop or SKEncodedOrigin.RightBottom
            or SKEncodedOrigin.LeftBottom;
        var (width, height) = isTurned ? (bitmap.Height, bitmap.Width) : (bitmap.Width, bitmap.Height);
        using var decoded = SKImage.FromBitmap(bitmap);
        using var upright = Draw(decoded, width, height, LongSide, Upright(origin, width, height));
        using var small = Draw(upright, upright.Width, upright.Height, ThumbnailSide, SKMatrix.Identity);
        var photo = Encode(upright);
        return new(photo, Encode(small), upright.Width, upright.Height, Convert.ToHexStringLower(SHA256.HashData(photo)));
    }

    private static SKImage Draw(SKImage image, int width, int height, int longSide, SKMatrix turn)
    {
        var scale = Math.Min(1f, longSide / (float)Math.Max(width, height));
        var (to, down) = (Math.Max(1, (int)MathF.Round(width * scale)), Math.Max(1, (int)MathF.Round(height * scale)));
        using var surface =
            SKSurface.Create(new SKImageInfo(to, down, SKColorType.Rgba8888, SKAlphaType.Opaque, SKColorSpace.CreateSrgb()));
        surface.Canvas.Clear(SKColors.White);
        surface.Canvas.Scale(to / (float)width, down / (float)height);
        surface.Canvas.Concat(turn);
        surface.Canvas.DrawImage(image, 0, 0, Smooth);
        return surface.Snapshot();
    }

    /// <summary>
    /// From the picture as the camera's sensor saw it to the picture as one holds it, <paramref name="width"/> by
    /// <paramref name="height"/>.
    /// </summary>
    private static SKMatrix Upright(SKEncodedOrigin origin, float width, float height) => origin switch
    {
        SKEncodedOrigin.TopRight => new(-1, 0, width, 0, 1, 0, 0, 0, 1),
        SKEncodedOrigin.BottomRight => new(-1, 0, width, 0, -1, height, 0, 0, 1),
        SKEncodedOrigin.BottomLeft => new(1, 0, 0, 0, -1, height, 0, 0, 1),
        SKEncodedOrigin.LeftTop => new(0, 1, 0, 1, 0, 0, 0, 0, 1),
        SKEncodedOrigin.RightTop => new(0, -1, width, 1, 0, 0, 0, 0, 1),
        SKEncodedOrigin.RightBottom => new(0, -1, width, -1, 0, height, 0, 0, 1),
        SKEncodedOrigin.LeftBottom => new(0, 1, 0, -1, 0, height, 0, 0, 1),
        _ => SKMatrix.Identity,
    };

    private static byte[] Encode(SKImage image)
    {
        using var data = image.Encode(SKEncodedImageFormat.Jpeg, Quality);
        return data.ToArray();
    }
}
