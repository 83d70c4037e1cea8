using System.Globalization;
using System.Security.Cryptography;
using Concentric.Attachments;
using Concentric.Data.Files;
using Concentric.Rules;
using Concentric.Tests.TestData;
using Microsoft.EntityFrameworkCore;
using SkiaSharp;

namespace Concentric.Tests.Core.Attachments;

/// <summary>What is taken as an attachment: told by content, held against the name, bounded while it is read.</summary>
public class AttachmentContentTests : IAsyncLifetime
{
    private TestStore store = null!;
    private long hazard;

    /// <summary>Where the files are kept.</summary>
    protected virtual FilePlace Place => FilePlace.Folder;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static TheoryData<string, byte[], AttachmentType, string> Taken => new()
    {
        { "纪要.pdf", Documents.Pdf(), AttachmentType.Pdf, "纪要.pdf" },
        { "纪要.DOCX", Documents.Word(), AttachmentType.Word, "纪要.DOCX" },
        { "签到表.xlsx", Documents.Excel(), AttachmentType.Excel, "签到表.xlsx" },
        { "C:\\照片\\现场.jpeg", Pictures.Make(60, 40), AttachmentType.Picture, "现场.jpeg" },
        { "现场.png", Pictures.Make(60, 40, SKEncodedImageFormat.Png), AttachmentType.Picture, "现场.jpg" },
        { "现场.webp", Pictures.Make(60, 40, SKEncodedImageFormat.Webp), AttachmentType.Picture, "现场.jpg" },
        // A name that says nothing is given the ending of its content.
        { "纪要", Documents.Word(), AttachmentType.Word, "纪要.docx" },
        { "image", Pictures.Make(60, 40, SKEncodedImageFormat.Png), AttachmentType.Picture, "image.jpg" },
    };

    public static TheoryData<string, byte[], Rule> Refused => new()
    {
        { "空.pdf", [], Rule.EmptyFile },
        { "纪要.pdf", Pictures.Make(60, 40), Rule.NotWhatItSays },
        { "现场.jpg", Documents.Pdf(), Rule.NotWhatItSays },
        { "现场.png", Pictures.Make(60, 40), Rule.NotWhatItSays },
        { "签到表.xlsx", Documents.Word(), Rule.NotWhatItSays },
        { "纪要.docx", Documents.Zip(("a.txt", "a"u8.ToArray())), Rule.NotWhatItSays },
        { "纪要.docx", Documents.HollowWord(), Rule.NotWhatItSays },
        { "纪要.docx", Documents.PowerPoint(), Rule.NotWhatItSays },
        { "纪要.pdf", "MZ\u0090\0"u8.ToArray(), Rule.NotWhatItSays },
        { "纪要.pdf", "<script>alert(1)</script>"u8.ToArray(), Rule.NotWhatItSays },
        { "纪要.html", Documents.Pdf(), Rule.NotWhatItSays },
        { "纪要.txt", "text"u8.ToArray(), Rule.NotAttachable },
        { "setup.exe", "MZ\u0090\0"u8.ToArray(), Rule.NotAttachable },
        { "all.zip", Documents.Zip(("a.txt", "a"u8.ToArray())), Rule.NotAttachable },
        { "讲稿.pptx", Documents.PowerPoint(), Rule.NotAttachable },
        { "动图.gif", "GIF89a......"u8.ToArray(), Rule.NotAttachable },
        { "IMG_0012.HEIC", Documents.Heic(), Rule.HeicPhoto },
        { "IMG_0012.jpg", Documents.Heic(), Rule.HeicPhoto },
        { "纪要.doc", Documents.OldOffice(), Rule.OldOffice },
        { "加密.docx", Documents.OldOffice(), Rule.OldOffice },
        { "宏.docx", Documents.MacroWord(), Rule.HasMacros },
        { "宏.docx", Documents.Word(("word/vbaProject.bin", "x"u8.ToArray())), Rule.HasMacros },
        { "宏.xlsx", Documents.Excel(("xl/VBAPROJECT.BIN", "x"u8.ToArray())), Rule.HasMacros },
        { "断.pdf", Documents.Pdf(9_000)[..8_900], Rule.DamagedFile },
        { "断.docx", Documents.Word(("word/media/a.png", new byte[90_000]))[..^200], Rule.DamagedFile },
        { "坏.docx", Documents.Scratched(Documents.Word(("word/media/a.bin", Documents.Noise(90_000)))), Rule.DamagedFile },
        { "断.jpg", Pictures.Make(600, 400)[..2_000], Rule.DamagedPhoto },
        { "弹.xlsx", Documents.Excel(("xl/worksheets/sheet1.xml", new byte[InputLimits.PackageLeastBytes + 1_000])), Rule.UnpacksToTooMuch },
        { "多.docx", Documents.Word([.. Enumerable.Range(0, InputLimits.PackageParts).Select(at => ($"p{at}", Array.Empty<byte>()))]),
            Rule.UnpacksToTooMuch },
    };

    public async ValueTask InitializeAsync()
    {
        store = await TestStore.CreateAsync(services => services.KeepFilesIn(Place));
        hazard = (await store.AddAsync(Make.Hazard())).Id;
    }

    public ValueTask DisposeAsync() => store.DisposeAsync();

    [Theory]
    [MemberData(nameof(Taken))]
    public async Task WhatIsWhatItsNameSays_IsTaken(string name, byte[] content, AttachmentType type, string kept)
    {
        var id = await AddAsync(name, content);
        var found = await store.Get<AttachmentQueries>().FindAsync(TestStore.Leader, new("hazard", hazard), id, Stop);
        Assert.Equal((type, kept), (found!.Type, found.Name));
        var bytes = await store.FileAsync(AttachmentFiles.NameOf(found.Key));
        Assert.Equal((bytes.Length, Convert.ToHexStringLower(SHA256.HashData(bytes))), (found.Bytes, found.Hash));
        // A document is kept as it is; a picture is made anew.
        if (type != AttachmentType.Picture) Assert.Equal(content, bytes);
        else Assert.Equal([0xFF, 0xD8, 0xFF], bytes[..3]);
    }

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task WhatIsNot_IsRefused_WithItsNameAndTheMend_AndNothingIsLeft(string name, byte[] content, Rule rule)
    {
        var refusal = Assert.Single((await Assert.ThrowsAsync<RefusedException>(() => AddAsync(name, content))).Violations);
        Assert.Equal((rule, name), (refusal.Rule, refusal.Value));
        foreach (var language in new[] { "zh-CN", "en" })
            Assert.Contains(name, refusal.Describe(CultureInfo.GetCultureInfo(language)));
        Assert.Empty(await store.FilesAsync("attachments"));
        await using var db = store.Open();
        Assert.False(await db.Attachments.AnyAsync(Stop));
    }

    [Fact]
    public async Task AMismatch_TellsWhatTheFileSaysAndWhatItIs_InBothLanguages()
    {
        var refusal = Assert.Single(
            (await Assert.ThrowsAsync<RefusedException>(() => AddAsync("纪要.pdf", Pictures.Make(60, 40)))).Violations);
        Assert.StartsWith("附件“纪要.pdf”：文件名以 .pdf 结尾，内容却是“JPEG 图片”。", refusal.Describe(CultureInfo.GetCultureInfo("zh-CN")));
        Assert.Contains("Its name ends in .pdf, but its content is a JPEG picture.", refusal.Describe(CultureInfo.GetCultureInfo("en")));
    }

    [Fact]
    public async Task APicture_DoesNotSayWhereItWasTaken()
    {
        await AddAsync("现场.jpg", Pictures.JpegOfAPhone(400, 300, 6));
        Assert.Equal(-1, (await store.FileAsync(Assert.Single(await store.FilesAsync("attachments")))).AsSpan().IndexOf(Pictures.Place));
    }

    [Fact]
    public async Task AFile_HasItsMostBytes_AndNotOneMore_AndIsNotReadFurther()
    {
        await AddAsync("大.pdf", Documents.Pdf(InputLimits.AttachmentBytes));
        using var content = new MemoryStream(Documents.Pdf(3 * InputLimits.AttachmentBytes, seed: 1));
        await RefuseAsync(Rule.FileTooBig, "大.pdf", content);
        Assert.InRange(content.Position, InputLimits.AttachmentBytes + 1, InputLimits.AttachmentBytes + 100_000);
        using var one = new MemoryStream(Documents.Pdf(InputLimits.AttachmentBytes + 1, seed: 1));
        await RefuseAsync(Rule.FileTooBig, "大.pdf", one);
        using var picture = new MemoryStream([.. Pictures.Make(60, 40), .. new byte[InputLimits.PhotoBytes]]);
        await RefuseAsync(Rule.FileTooBig, "大.jpg", picture);
    }

    [Fact]
    public async Task AName_HasItsMostCharacters_AndNotOneMore()
    {
        var most = new string('名', InputLimits.AttachmentNameCharacters - 4) + ".pdf";
        await AddAsync(most, Documents.Pdf());
        using var content = new MemoryStream(Documents.Pdf(seed: 1));
        await RefuseAsync(Rule.TooLong, "名" + most, content);
        Assert.Equal(0, content.Position);
        using var bare = new MemoryStream(Documents.Pdf(seed: 1));
        await RefuseAsync(Rule.TooLong, new string('名', InputLimits.AttachmentNameCharacters), bare); // no room for the ending
        using var none = new MemoryStream(Documents.Pdf(seed: 1));
        await RefuseAsync(Rule.Required, " \u202e", none);
    }

    private async Task RefuseAsync(Rule rule, string name, Stream content)
    {
        var refusal = await Assert.ThrowsAsync<RefusedException>(() => store.Get<AttachmentCommands>()
            .AddAsync(TestStore.WorkerOfXinsheng, new("hazard", hazard), name, content, Stop));
        Assert.Equal(rule, Assert.Single(refusal.Violations).Rule);
    }

    private async Task<long> AddAsync(string name, byte[] content)
    {
        using var stream = new MemoryStream(content);
        return await store.Get<AttachmentCommands>().AddAsync(TestStore.WorkerOfXinsheng, new("hazard", hazard), name, stream, Stop);
    }
}

public sealed class AttachmentContentInDatabaseTests : AttachmentContentTests
{
    protected override FilePlace Place => FilePlace.Database;
}
