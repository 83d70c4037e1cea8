using System.Buffers.Binary;
using System.Runtime.InteropServices;
using Concentric.Rules;
using SkiaSharp;

namespace Concentric.Imaging;

/// <summary>
/// Decodes what somebody sent as a picture. What it is, is told from its content, how large from its header, before anything is
/// decoded. What takes much memory to be decoded is small, or known to be whole before: no file takes more than 64 MB to be refused.
/// </summary>
internal static class PictureFile
{
    /// <param name="content">The file.</param>
    /// <param name="field">For the refusal.</param>
    /// <param name="name">Of the file, for the refusal.</param>
    /// <param name="mostBytes">Of the file.</param>
    /// <param name="longSide">Pixels that are needed of its long side; a JPEG is decoded at not much more.</param>
    /// <param name="mostPixels">That it may have, if fewer than any picture may.</param>
    /// <returns>The picture as it lies in the file, and how it is to be turned.</returns>
    /// <exception cref="RefusedException">It is no JPEG, PNG or WebP, too large, or damaged.</exception>
    public static (SKBitmap Bitmap, SKEncodedOrigin Origin) Decode(byte[] content, string field, string name, int mostBytes, int longSide,
        int mostPixels = InputLimits.PicturePixels)
    {
        ValidationContext.Require(content.Length <= mostBytes, field, name, Rule.PhotoTooBig, mostBytes / InputLimits.Megabyte);
        ValidationContext.Require(IsKnown(content), field, name, Rule.NotAPhoto);
        var held = GCHandle.Alloc(content, GCHandleType.Pinned);
        try
        {
            using var data = SKData.Create(held.AddrOfPinnedObject(), content.Length);
            using var codec = SKCodec.Create(data);
            ValidationContext.Require(codec is not null, field, name, Rule.DamagedPhoto);
            var (width, height) = (codec!.Info.Width, codec.Info.Height);
            var isPng = codec.EncodedFormat == SKEncodedImageFormat.Png;
            var isInParts = isPng || (codec.EncodedFormat == SKEncodedImageFormat.Jpeg && !ComesInPasses(content));
            var most = Math.Min(mostPixels, isInParts ? InputLimits.PicturePixels : InputLimits.WholePicturePixels);
            var pixels = (long)width * height;
            ValidationContext.Require(pixels <= most, field, name, Rule.TooManyPixels, most / 1_000_000,
                (int)Math.Min(int.MaxValue, (pixels + 999_999) / 1_000_000));
            ValidationContext.Require(Math.Max(width, height) <= InputLimits.PictureSide, field, name, Rule.PhotoTooLong,
                InputLimits.PictureSide, Math.Max(width, height));
            ValidationContext.Require(!isPng || pixels <= InputLimits.WholePicturePixels || PngCheck.IsWhole(content), field, name,
                Rule.DamagedPhoto);
            return (Decode(codec, field, name, longSide), codec.EncodedOrigin);
        }
        finally
        {
            held.Free();
        }
    }

    private static SKBitmap Decode(SKCodec codec, string field, string name, int longSide)
    {
        // A JPEG can be decoded at eighths of its size, which saves memory; never at less than is needed.
        var scale = longSide / (float)Math.Max(codec.Info.Width, codec.Info.Height);
        var size = scale < 1 ? codec.GetScaledDimensions(MathF.Ceiling(scale * 8) / 8) : codec.Info.Size;
        var info = new SKImageInfo(size.Width, size.Height, SKColorType.Rgba8888, SKAlphaType.Premul, SKColorSpace.CreateSrgb());
        var bitmap = new SKBitmap(info);
        try
        {
            // A file that was cut off gives part of a picture, which would look whole.
            ValidationContext.Require(codec.GetPixels(info, bitmap.GetPixels()) == SKCodecResult.Success, field, name, Rule.DamagedPhoto);
            bitmap.SetImmutable();
            return bitmap;
        }
        catch
        {
            bitmap.Dispose();
            throw;
        }
    }

    /// <summary>By its first bytes, whatever its name says.</summary>
    private static bool IsKnown(ReadOnlySpan<byte> content) =>
        content.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF])
        || content.StartsWith((ReadOnlySpan<byte>)[0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A])
        || (content.StartsWith("RIFF"u8) && content.Length >= 12 && content[8..12].SequenceEqual("WEBP"u8));

    /// <summary>
    /// True for a JPEG whose coefficients are all held until the last pass: progressive, or of several scans. ITU-T T.81, B.1.1.3: a
    /// frame of mode 0 or 1 with one scan is decoded line by line.
    /// </summary>
    private static bool ComesInPasses(ReadOnlySpan<byte> jpeg)
    {
        var components = 0;
        for (var at = 2; at + 4 <= jpeg.Length && jpeg[at] == 0xFF;)
        {
            var marker = jpeg[at + 1];
            if (marker == 0xFF)
            {
                at++;
                continue;
            }

            if (marker is 0xC0 or 0xC1) components = at + 9 < jpeg.Length ? jpeg[at + 9] : 0;
            else if (marker is > 0xC1 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC)) return true;
            // A scan with fewer components than the frame is followed by others.
            else if (marker == 0xDA) return jpeg[at + 4] < components || components == 0;
            at += 2 + BinaryPrimitives.ReadUInt16BigEndian(jpeg[(at + 2)..]);
        }

        return true;
    }
}
