using Concentric.Imaging;
using Concentric.Rules;
using Concentric.Tests.TestData;
using SkiaSharp;

namespace Concentric.Tests.Core.Hazards;

public class PhotoMakerTests
{
    [Theory]
    [InlineData(SKEncodedImageFormat.Jpeg)]
    [InlineData(SKEncodedImageFormat.Png)]
    [InlineData(SKEncodedImageFormat.Webp)]
    public void Picture_BecomesAJpeg_AndASmallOne(SKEncodedImageFormat format)
    {
        var made = PhotoMaker.Make(Pictures.Make(800, 600, format), "a.bin");
        Assert.Equal((800, 600), (made.Width, made.Height));
        Assert.Equal([0xFF, 0xD8, 0xFF], made.Photo[..3]);
        Assert.Equal((800, 600), SizeOf(made.Photo));
        Assert.Equal((320, 240), SizeOf(made.Thumbnail));
        Assert.Equal(made.Hash, PhotoMaker.Make(Pictures.Make(800, 600, format), "b.bin").Hash);
    }

    [Theory]
    [InlineData(PhotoMaker.LongSide, 1_000, PhotoMaker.LongSide, 1_000)]
    [InlineData(PhotoMaker.LongSide * 2, 1_000, PhotoMaker.LongSide, 500)]
    [InlineData(900, 4_096, 563, PhotoMaker.LongSide)]
    [InlineData(1, 1, 1, 1)]
    public void LongSide_IsCutDown_NeverUp(int width, int height, int keptWidth, int keptHeight)
    {
        var made = PhotoMaker.Make(Pictures.Make(width, height), "a.jpg");
        Assert.Equal((keptWidth, keptHeight), SizeOf(made.Photo));
    }

    /// <summary>Where the red half is when the picture is held as the camera was: left, right, top or bottom.</summary>
    [Theory]
    [InlineData(1, "left")]
    [InlineData(2, "right")]
    [InlineData(3, "right")]
    [InlineData(4, "left")]
    [InlineData(5, "top")]
    [InlineData(6, "top")]
    [InlineData(7, "bottom")]
    [InlineData(8, "bottom")]
    public void Orientation_IsApplied_AndThePlaceIsGone(ushort orientation, string red)
    {
        var file = Pictures.JpegOfAPhone(400, 200, orientation);
        Assert.True(file.AsSpan().IndexOf(Pictures.Place) > 0);
        var made = PhotoMaker.Make(file, "a.jpg");

        Assert.Equal(orientation < 5 ? (400, 200) : (200, 400), (made.Width, made.Height));
        using var picture = SKBitmap.Decode(made.Photo);
        var (x, y) = red switch { "left" => (10, 100), "right" => (390, 100), "top" => (100, 10), _ => (100, 390) };
        Assert.True(picture.GetPixel(x, y).Red > 200, $"{picture.GetPixel(x, y)} at {x}, {y}");
        Assert.True(picture.GetPixel(made.Width - x, made.Height - y).Blue > 200);
        foreach (var kept in new[] { made.Photo, made.Thumbnail })
        {
            Assert.Equal(-1, kept.AsSpan().IndexOf(Pictures.Place));
            Assert.Equal(-1, kept.AsSpan().IndexOf("Exif"u8));
        }
    }

    [Fact]
    public void TransparentPng_StandsOnWhite()
    {
        using var empty = SKSurface.Create(new SKImageInfo(10, 10, SKColorType.Rgba8888, SKAlphaType.Premul));
        empty.Canvas.Clear(SKColors.Transparent);
        using var image = empty.Snapshot();
        using var data = image.Encode(SKEncodedImageFormat.Png, 100);
        using var picture = SKBitmap.Decode(PhotoMaker.Make(data.ToArray(), "a.png").Photo);
        Assert.True(picture.GetPixel(5, 5) is { Red: > 250, Green: > 250, Blue: > 250 });
    }

    [Fact]
    public void FiftyMegapixels_AreTaken() =>
        Assert.Equal((2_560, 1_280), SizeOf(PhotoMaker.Make(Pictures.BlackPng(10_000, 5_000), "a.png").Photo));

    [Theory]
    [InlineData(57, 877_193, 51)] // 50,000,001 pixels
    [InlineData(10_000, 10_000, 100)]
    public void MorePixels_AreRefusedByTheHeader(int width, int height, int megapixels)
    {
        // Only the header is whole: whoever decoded this would call it damaged.
        var file = Pictures.BlackPng(width, height)[..100];
        var violation = RefusalOf(file, "大图.png");
        Assert.Equal((Rule.TooManyPixels, "大图.png"), (violation.Rule, violation.Value));
        Assert.Equal([50, megapixels], violation.Args);
    }

    [Fact]
    public void TenMegabytes_AreTaken_OneByteMoreIsNot()
    {
        var picture = Pictures.Make(40, 40);
        var file = new byte[PhotoMaker.MostBytes];
        picture.CopyTo(file, 0); // what comes after the end of a JPEG is not looked at
        Assert.Equal((40, 40), SizeOf(PhotoMaker.Make(file, "a.jpg").Photo));
        Assert.Equal(Rule.PhotoTooBig, RefusalOf([.. file, 0], "a.jpg").Rule);
    }

    [Fact]
    public void TextNamedJpg_IsRefusedByName()
    {
        var violation = RefusalOf("不是照片"u8.ToArray(), "楼道.jpg");
        Assert.Equal((Rule.NotAPhoto, "Photo", "楼道.jpg"), (violation.Rule, violation.Field, violation.Value));
        Assert.Equal(Rule.NotAPhoto, RefusalOf([], "空.jpg").Rule);
        Assert.Equal(Rule.NotAPhoto, RefusalOf("GIF89a............"u8.ToArray(), "动图.jpg").Rule);
        Assert.Equal(Rule.NotAPhoto, RefusalOf("<svg xmlns='http://www.w3.org/2000/svg'/>"u8.ToArray(), "图.svg").Rule);
    }

    [Theory]
    [InlineData(SKEncodedImageFormat.Jpeg)]
    [InlineData(SKEncodedImageFormat.Png)]
    [InlineData(SKEncodedImageFormat.Webp)]
    public void FileThatIsCutOff_IsRefused(SKEncodedImageFormat format)
    {
        var file = Pictures.Make(600, 600, format);
        Assert.Equal(Rule.DamagedPhoto, RefusalOf(file[..(file.Length / 2)], "a").Rule);
        Assert.Equal(Rule.DamagedPhoto, RefusalOf(file[..16], "a").Rule);
    }

    private static (int, int) SizeOf(byte[] picture)
    {
        using var decoded = SKBitmap.Decode(picture);
        return (decoded.Width, decoded.Height);
    }

    private static Violation RefusalOf(byte[] file, string name) =>
        Assert.Single(Assert.Throws<RefusedException>(() => PhotoMaker.Make(file, name)).Violations);
}
