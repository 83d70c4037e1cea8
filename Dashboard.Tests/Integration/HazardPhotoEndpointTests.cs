using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using Concentric.Attachments;
using Concentric.Data;
using Concentric.Hazards;
using Concentric.Ledgers;
using Concentric.Tests.TestData;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Tests.Integration;

public sealed class HazardPhotoEndpointTests(TestApp app) : IClassFixture<TestApp>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Photo_GoesInAndOut_ForThoseWithTheRight()
    {
        var (hazard, community, other) = await PrepareAsync("a");
        var worker = await app.BrowserOfAsync("photo-worker", Role.Worker, community);
        var answer = await SendAsync(worker, hazard, Pictures.JpegOfAPhone(400, 300, 1), "楼道 1.jpg");
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var path = $"/hazards/{hazard}/photos/{(await answer.Content.ReadFromJsonAsync<Taken>(Cancellation))!.Id}";

        var leader = await app.BrowserOfAsync("photo-leader", Role.Leader);
        foreach (var (browser, address) in new[] { (worker, path), (leader, path), (leader, path + "/small") })
        {
            var shown = await browser.GetAsync(address, Cancellation);
            Assert.Equal("image/jpeg", shown.Content.Headers.ContentType!.MediaType);
            Assert.Equal(["immutable", "max-age=31536000", "private"], shown.Headers.GetValues("Cache-Control")
                .SelectMany(value => value.Split(", ")).Order());
            Assert.Equal("nosniff", shown.Headers.GetValues("X-Content-Type-Options").Single());
            Assert.Equal(-1, (await shown.Content.ReadAsByteArrayAsync(Cancellation)).AsSpan().IndexOf(Pictures.Place));
        }

        var stranger = await app.BrowserOfAsync("photo-stranger", Role.Worker, other);
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.GetAsync(path, Cancellation)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound,
            (await leader.GetAsync(path.Replace($"/hazards/{hazard}/", $"/hazards/{hazard + 1000}/"), Cancellation)).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await app.Browser().GetAsync(path, Cancellation)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound,
            (await SendAsync(stranger, hazard, Pictures.Make(9, 9), "a.jpg", tokenFrom: "/petitions/new")).StatusCode);
    }

    /// <summary>As when its disk is not mounted any more. It goes on when it is back.</summary>
    [Fact]
    [OnSqlite("one process holds the folder")]
    public async Task WhileTheDataFolderIsGone_TheUploadIsToldWhy_AndNothingIsKept()
    {
        var (hazard, community, _) = await PrepareAsync("g");
        var worker = await app.BrowserOfAsync("gone-worker", Role.Worker, community);
        var held = Path.Combine(app.Folder, StoreLock.FolderFile);
        File.Move(held, held + ".aside");
        try
        {
            var answer = await SendAsync(worker, hazard, Pictures.Make(60, 40), "a.jpg");
            Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
            Assert.StartsWith("The shared folder for files is not there",
                (await answer.Content.ReadFromJsonAsync<Refused>(Cancellation))!.Problem);
            await using var db = await app.Factory.CreateDbContextAsync(Cancellation);
            Assert.False(await db.HazardPhotos.AnyAsync(photo => photo.HazardId == hazard, Cancellation));
        }
        finally
        {
            File.Move(held + ".aside", held);
        }

        Assert.Equal(HttpStatusCode.OK, (await SendAsync(worker, hazard, Pictures.Make(60, 40), "a.jpg")).StatusCode);
    }

    [Fact]
    public async Task Refusal_NamesTheFileAndTheMend_InTheReadersLanguage()
    {
        var (hazard, community, _) = await PrepareAsync("b");
        var worker = await app.BrowserOfAsync("refused-worker", Role.Worker, community);
        var answer = await SendAsync(worker, hazard, "just text"u8.ToArray(), "notes.jpg");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        var problem = (await answer.Content.ReadFromJsonAsync<Refused>(Cancellation))!.Problem;
        Assert.Contains("notes.jpg", problem);
        Assert.Contains("neither JPEG nor PNG nor WebP", problem);
    }

    [Theory]
    [InlineData("9")]
    [InlineData("0")]
    [InlineData("")]
    [InlineData("Before,After")]
    [InlineData("nowhere")]
    public async Task ASideThatIsNone_IsRefused_AndStoresNothing(string side)
    {
        var (hazard, community, _) = await PrepareAsync("s" + Guid.NewGuid().ToString("N")[..8]);
        var worker = await app.BrowserOfAsync("side" + Guid.NewGuid().ToString("N")[..8], Role.Worker, community);
        Assert.Equal(HttpStatusCode.BadRequest, (await SendAsync(worker, hazard, Pictures.Make(9, 9), "a.jpg", side: side)).StatusCode);
        await Assert.ThrowsAsync<Concentric.Rules.RefusedException>(() => app.Get<HazardPhotoCommands>()
            .AddAsync(CurrentUser.System, hazard, (PhotoSide)9, "a.jpg", new MemoryStream(Pictures.Make(9, 9)), Cancellation));
        await using var db = await app.Factory.CreateDbContextAsync(Cancellation);
        Assert.False(await db.HazardPhotos.AnyAsync(photo => photo.HazardId == hazard, Cancellation));
    }

    [Fact]
    public async Task WithoutAToken_NothingIsTaken()
    {
        var (hazard, community, _) = await PrepareAsync("c");
        var worker = await app.BrowserOfAsync("forged-worker", Role.Worker, community);
        Assert.Equal(HttpStatusCode.BadRequest, (await SendAsync(worker, hazard, Pictures.Make(9, 9), "a.jpg", token: "")).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest,
            (await SendAsync(worker, hazard, Pictures.Make(9, 9), "a.jpg", token: "forged")).StatusCode);
        await using var db = await app.Factory.CreateDbContextAsync(Cancellation);
        Assert.Equal(0, await db.HazardPhotos.CountAsync(photo => photo.HazardId == hazard, Cancellation));
    }

    [Fact]
    public async Task Attachment_GoesInAndOut_AsADownloadOnly_ForThoseWithTheRight()
    {
        var (hazard, community, other) = await PrepareAsync("d");
        var worker = await app.BrowserOfAsync("file-worker", Role.Worker, community);
        var answer = await PostAsync(worker, $"/attachments/hazard/{hazard}", Documents.Pdf(), "会议 纪要.pdf", $"/hazards/{hazard}");
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var path = $"/attachments/hazard/{hazard}/{(await answer.Content.ReadFromJsonAsync<Taken>(Cancellation))!.Id}";
        var leader = await app.BrowserOfAsync("file-leader", Role.Leader);
        foreach (var browser in new[] { worker, leader })
        {
            var got = await browser.GetAsync(path, Cancellation);
            Assert.Equal(("application/pdf", "attachment", "会议 纪要.pdf"), (got.Content.Headers.ContentType!.MediaType,
                got.Content.Headers.ContentDisposition!.DispositionType, got.Content.Headers.ContentDisposition.FileNameStar));
            Assert.Equal("nosniff", got.Headers.GetValues("X-Content-Type-Options").Single());
            Assert.Equal("default-src 'none'; sandbox; frame-ancestors 'none'", got.Headers.GetValues("Content-Security-Policy").Single());
            Assert.True(got.Headers.CacheControl!.NoStore);
            Assert.Equal(Documents.Pdf(), await got.Content.ReadAsByteArrayAsync(Cancellation));
            var all = await browser.GetAsync($"/attachments/hazard/{hazard}/all.zip", Cancellation);
            Assert.Equal(("application/zip", "attachment"),
                (all.Content.Headers.ContentType!.MediaType, all.Content.Headers.ContentDisposition!.DispositionType));
            await using var zip = new ZipArchive(await all.Content.ReadAsStreamAsync(Cancellation));
            Assert.Equal("会议 纪要.pdf", Assert.Single(zip.Entries).FullName);
        }

        var stranger = await app.BrowserOfAsync("file-stranger", Role.Worker, other);
        foreach (var (browser, address) in new[] { (stranger, path), (stranger, $"/attachments/hazard/{hazard}/all.zip"),
            (leader, path.Replace("/hazard/", "/petition/")), (leader, path.Replace("/hazard/", "/nothing/")),
            (leader, $"/attachments/hazard/{hazard + 1000}/all.zip") })
            Assert.Equal(HttpStatusCode.NotFound, (await browser.GetAsync(address, Cancellation)).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await app.Browser().GetAsync(path, Cancellation)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound,
            (await PostAsync(stranger, $"/attachments/hazard/{hazard}", Documents.Pdf(seed: 1), "a.pdf", "/petitions/new")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound,
            (await PostAsync(worker, $"/attachments/co-builder/unsaved/{Guid.NewGuid()}", Documents.Pdf(), "a.pdf", "/petitions/new"))
                .StatusCode);
    }

    [Fact]
    public async Task Attachment_ThatIsNotWhatItSays_IsRefusedInASentence_AndWithoutATokenNothingIsTaken()
    {
        var (hazard, community, _) = await PrepareAsync("e");
        var worker = await app.BrowserOfAsync("lying-worker", Role.Worker, community);
        foreach (var path in new[] { $"/attachments/hazard/{hazard}", $"/attachments/hazard/unsaved/{Guid.NewGuid()}" })
        {
            var answer = await PostAsync(worker, path, Pictures.Make(9, 9), "minutes.pdf", $"/hazards/{hazard}");
            Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
            var problem = (await answer.Content.ReadFromJsonAsync<Refused>(Cancellation))!.Problem;
            Assert.Contains("“minutes.pdf”", problem);
            Assert.Contains("ends in .pdf, but its content is a JPEG picture", problem);
            foreach (var token in new[] { "", "forged" })
                Assert.Equal(HttpStatusCode.BadRequest,
                    (await PostAsync(worker, path, Documents.Pdf(), "a.pdf", $"/hazards/{hazard}", token)).StatusCode);
        }

        await using var db = await app.Factory.CreateDbContextAsync(Cancellation);
        Assert.False(await db.Attachments.AnyAsync(one => one.RecordId == hazard, Cancellation));
    }

    private static Task<HttpResponseMessage> SendAsync(HttpClient browser, long hazard, byte[] file, string name,
        string? token = null, string? tokenFrom = null, string side = "Before") =>
        PostAsync(browser, $"/hazards/{hazard}/photos?side={side}", file, name, tokenFrom ?? $"/hazards/{hazard}", token);

    private static async Task<HttpResponseMessage> PostAsync(HttpClient browser, string path, byte[] file, string name, string tokenFrom,
        string? token = null)
    {
        token ??= (await TestApp.PageAsync(await browser.GetAsync(tokenFrom, Cancellation)))
            .QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        var content = new MultipartFormDataContent();
        var part = new ByteArrayContent(file);
        part.Headers.ContentType = new MediaTypeHeaderValue("image/jpeg");
        content.Add(part, "file", name);
        var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = content };
        if (token.Length > 0) request.Headers.Add("RequestVerificationToken", token);
        return await browser.SendAsync(request, Cancellation);
    }

    private async Task<(long Hazard, int Community, int Other)> PrepareAsync(string code)
    {
        await using var db = await app.Factory.CreateDbContextAsync(Cancellation);
        db.Actor = CurrentUser.System;
        var communities = new[] { code + "1", code + "2" }.Select(name => new Community { Code = name, Name = name, NameEn = name })
            .ToArray();
        db.AddRange(communities);
        await db.SaveChangesAsync(Cancellation);
        var hazard = Make.Hazard(communities[0].Id);
        db.Add(hazard);
        await db.SaveChangesAsync(Cancellation);
        app.Get<CommunityDirectory>().Forget();
        return (hazard.Id, communities[0].Id, communities[1].Id);
    }

    private sealed record Taken(long Id);

    private sealed record Refused(string Problem);
}
