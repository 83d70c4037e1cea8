using System.Security.Cryptography;
using Concentric.Rules;
using SkiaSharp;

namespace Concentric.Hazards;

/// <summary>A picture as it is kept: JPEG, upright, without anything but the picture.</summary>
/// <param name="Hash">SHA-256 of <paramref name="Photo"/>, 64 hexadecimal digits.</param>
public sealed record MadePhoto(byte[] Photo, byte[] Thumbnail, int Width, int Height, string Hash);

/// <summary>
/// Makes of what somebody sends a picture that is safe to keep and to show. What it is, is told from its content, how large from
/// its header, before anything is decoded. It is written anew, so that nothing of the file goes on, in particular not the place
/// where it was taken.
/// </summary>
public static class PhotoMaker
{
    /// <summary>The most bytes that a file may have: 10 MB.</summary>
    public const int MostBytes = MostMegabytes * 1024 * 1024;

    /// <summary>The most pixels that a picture may have: decoded it takes four bytes each.</summary>
    public const int MostPixels = MostMegapixels * 1_000_000;

    /// <summary>The long side of what is kept, at most, in pixels.</summary>
    public const int LongSide = 2_560;

    /// <summary>The long side of the small picture, at most, in pixels.</summary>
    public const int ThumbnailSide = 320;

    internal const int MostMegabytes = 10;
    private const int MostMegapixels = 50;
    private const string Field = "Photo";
    private const int Quality = 85;

    private static readonly SKSamplingOptions Smooth = new(SKFilterMode.Linear, SKMipmapMode.Linear);

    /// <summary>Makes the picture and its small copy. Takes up to 200 MB while it works: callers run one at a time.</summary>
    /// <param name="content">The file.</param>
    /// <param name="name">Its name, for the refusal.</param>
    /// <exception cref="RefusedException">It is no JPEG, PNG or WebP, too large, or damaged.</exception>
    public static MadePhoto Make(byte[] content, string name)
    {
        Require(content.Length <= MostBytes, name, Rule.PhotoTooBig, MostMegabytes);
        Require(IsKnown(content), name, Rule.NotAPhoto);
        using var data = SKData.CreateCopy(content);
        using var codec = SKCodec.Create(data);
        Require(codec is not null, name, Rule.DamagedPhoto);
        var pixels = (long)codec!.Info.Width * codec.Info.Height;
        Require(pixels <= MostPixels, name, Rule.TooManyPixels, MostMegapixels, (int)Math.Min(int.MaxValue, (pixels + 999_999) / 1_000_000));

        using var bitmap = Decode(codec, name);
        var isTurned = codec.EncodedOrigin is SKEncodedOrigin.LeftTop or SKEncodedOrigin.RightTop or SKEncodedOrigin.RightBottom or SKEncodedOrigin.LeftBottom;
        var (width, height) = isTurned ? (bitmap.Height, bitmap.Width) : (bitmap.Width, bitmap.Height);
        bitmap.SetImmutable();
        using var decoded = SKImage.FromBitmap(bitmap);
        using var upright = Draw(decoded, width, height, LongSide, Upright(codec.EncodedOrigin, width, height));
        using var small = Draw(upright, upright.Width, upright.Height, ThumbnailSide, SKMatrix.Identity);
        var photo = Encode(upright);
        return new(photo, Encode(small), upright.Width, upright.Height, Convert.ToHexStringLower(SHA256.HashData(photo)));
    }

    /// <summary>By its first bytes, whatever its name says.</summary>
    private static bool IsKnown(ReadOnlySpan<byte> content) =>
        content.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF])
        || content.StartsWith((ReadOnlySpan<byte>)[0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A])
        || (content.StartsWith("RIFF"u8) && content.Length >= 12 && content[8..12].SequenceEqual("WEBP"u8));

    private static SKBitmap Decode(SKCodec codec, string name)
    {
        // A JPEG can be decoded at eighths of its size, which saves memory; never at less than is kept.
        var scale = LongSide / (float)Math.Max(codec.Info.Width, codec.Info.Height);
        var size = scale < 1 ? codec.GetScaledDimensions(MathF.Ceiling(scale * 8) / 8) : codec.Info.Size;
        var info = new SKImageInfo(size.Width, size.Height, SKColorType.Rgba8888, SKAlphaType.Premul, SKColorSpace.CreateSrgb());
        var bitmap = new SKBitmap(info);
        try
        {
            // A file that was cut off gives part of a picture, which would look whole.
            Require(codec.GetPixels(info, bitmap.GetPixels()) == SKCodecResult.Success, name, Rule.DamagedPhoto);
            return bitmap;
        }
        catch
        {
            bitmap.Dispose();
            throw;
        }
    }

    private static SKImage Draw(SKImage image, int width, int height, int longSide, SKMatrix turn)
    {
        var scale = Math.Min(1f, longSide / (float)Math.Max(width, height));
        var (to, down) = (Math.Max(1, (int)MathF.Round(width * scale)), Math.Max(1, (int)MathF.Round(height * scale)));
        using var surface = SKSurface.Create(new SKImageInfo(to, down, SKColorType.Rgba8888, SKAlphaType.Opaque, SKColorSpace.CreateSrgb()));
        surface.Canvas.Clear(SKColors.White);
        surface.Canvas.Scale(to / (float)width, down / (float)height);
        surface.Canvas.Concat(turn);
        surface.Canvas.DrawImage(image, 0, 0, Smooth);
        return surface.Snapshot();
    }

    /// <summary>From the picture as the camera's sensor saw it to the picture as one holds it, <paramref name="width"/> by <paramref name="height"/>.</summary>
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

    private static void Require(bool holds, string name, Rule rule, params object[] args)
    {
        if (holds) return;
        var check = new Check();
        check.That(false, Field, name, rule, args);
        check.ThrowIfAny();
    }
}
