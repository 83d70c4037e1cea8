using Concentric.Data;
using Concentric.Ledgers;
using Concentric.Tests.TestData;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Concentric.Tests.EndToEnd;

/// <summary>A hazard from its finding, with photos, to its verification by somebody else.</summary>
public sealed class HazardLoopTests(HazardLoopTests.App app, Chromium chromium) : BrowserTest(chromium), IClassFixture<HazardLoopTests.App>
{
    [Theory]
    [InlineData("zh-CN", 390, ColorScheme.Light, "不是照片", "已复查")]
    [InlineData("en", 1366, ColorScheme.Dark, "Not a photo", "Verified")]
    public async Task Found_Photographed_Rectified_VerifiedBySomebodyElse(string language, int width, ColorScheme scheme, string refusal,
        string state)
    {
        // The server answers 422 to the text file, which the browser notes.
        ToleratesConsoleErrors = true;
        var community = await app.CommunityAsync();
        var worker = await SignedInAsync(app, Role.Worker, [community], language, scheme, width);
        // Files by the form of a new record: on the server at once, so a refusal loses none; chosen before the circuit is live, too.
        var isOpen = new TaskCompletionSource();
        await worker.RouteAsync("**/_blazor/negotiate**", async route =>
        {
            await isOpen.Task;
            await route.ContinueAsync();
        });
        await worker.GotoAsync("/hazards/new");
        var unsaved = worker.Locator(".unsaved-files");
        await unsaved.Locator("input[type=file]").SetInputFilesAsync(
            [File("report.pdf", Documents.Pdf()), File("lie.pdf", Pictures.Make(60, 40)), File("list.xlsx", Documents.Excel())]);
        await Expect(worker.Locator("[data-live]")).ToHaveCountAsync(0);
        isOpen.SetResult();
        await Expect(unsaved.Locator(".file-list li")).ToHaveCountAsync(2);
        await Expect(unsaved.Locator(".uploads .refused")).ToContainTextAsync("lie.pdf");
        // The draft finds them again, though nothing has been typed.
        await DraftHoldsAsync(worker, "@request");
        await worker.ReloadAsync();
        await Expect(unsaved.Locator(".file-list li")).ToHaveCountAsync(2);
        // What is on its way can be cancelled.
        await worker.RouteAsync("**/attachments/**", _ => Task.CompletedTask);
        await unsaved.Locator("input[type=file]").SetInputFilesAsync(File("slow.pdf", Documents.Pdf(seed: 1)));
        await unsaved.Locator(".uploads .text-action").Last.ClickAsync();
        await Expect(unsaved.Locator(".uploads progress")).ToHaveCountAsync(0);
        await worker.UnrouteAsync("**/attachments/**");
        await worker.Locator("form.record-form button[type=submit]").ClickAsync();
        await Expect(worker.Locator(".problems")).ToBeVisibleAsync();
        await Expect(unsaved.Locator(".file-list li")).ToHaveCountAsync(2);
        await AssertAccessibleAsync(worker);
        await worker.Locator("#field-title").FillAsync("5 号楼消防通道堆物");
        await ChooseAsync(worker.Locator("form.record-form"), "hazard-category", "fire", "fire");
        await ChooseAsync(worker.Locator("form.record-form"), "severity", "Major");
        await worker.Locator("form.record-form button[type=submit]").ClickAsync();
        var attachments = worker.Locator("[data-attachments]");
        await Expect(attachments.Locator("[data-attachment]")).ToHaveCountAsync(2);
        var download = await worker.RunAndWaitForDownloadAsync(() => attachments.Locator("[data-attachment] a").First.ClickAsync());
        Assert.Equal("report.pdf", download.SuggestedFilename);
        var before = worker.Locator("[data-side=Before]");
        await before.Locator("input[multiple]").SetInputFilesAsync(
        [
            File("found.jpg", Pictures.JpegOfAPhone(1200, 900, 6)), File("notes.jpg", "text"u8.ToArray()),
            File("more.png", Pictures.Make(300, 200, SkiaSharp.SKEncodedImageFormat.Png)),
        ]);
        await Expect(before.Locator("[data-photo]")).ToHaveCountAsync(2);
        await Expect(before.Locator(".uploads .refused")).ToContainTextAsync("notes.jpg");
        await Expect(before.Locator(".uploads .refused")).ToContainTextAsync(refusal);
        await Expect(before.Locator(".uploads progress")).ToHaveCountAsync(0);
        await AssertAccessibleAsync(worker);
        var size =
            await before.Locator("img").First.EvaluateAsync<int[]>(
                "async image => { image.loading = 'eager'; await image.decode(); return [image.naturalWidth, image.naturalHeight]; }");
        Assert.Equal([240, 320], size); // held upright

        await before.Locator("[data-photo] .text-action").Last.ClickAsync();
        await before.Locator("[role=alertdialog] .danger").ClickAsync();
        await Expect(before.Locator("[data-photo]")).ToHaveCountAsync(1);
        // A major hazard takes a photo of how it was put right; the dialog takes it as well.
        await worker.OpenActionAsync("rectify");
        await worker.SendActionAsync();
        await Expect(worker.ActionDialog().Locator(".problems")).ToBeVisibleAsync();
        await worker.ActionDialog().Locator("input[type=file]")
            .SetInputFilesAsync(File("done.webp", Pictures.Make(400, 300, SkiaSharp.SKEncodedImageFormat.Webp)));
        await Expect(worker.ActionDialog().Locator(".notice.good")).ToBeVisibleAsync();
        await Expect(worker.Locator("[data-side=After] [data-photo]")).ToHaveCountAsync(1);
        await worker.FinishActionAsync();
        // Not by the one who rectified: it is not offered.
        await Expect(worker.Locator("button[data-action=return]")).ToBeVisibleAsync();
        await Expect(worker.Locator("button[data-action=verify]")).ToHaveCountAsync(0);

        var colleague = await SignedInAsync(app, Role.Worker, [community], language, scheme, width);
        await OpenLiveAsync(colleague, new Uri(worker.Url).AbsolutePath);
        await Expect(colleague.Locator("[data-photo] img")).ToHaveCountAsync(2);
        await colleague.Locator("[data-attachment] .text-action").First.ClickAsync();
        await colleague.Locator("[role=alertdialog] .danger").ClickAsync();
        await Expect(attachments.Locator("[data-attachment]")).ToHaveCountAsync(1); // live
        await colleague.OpenActionAsync("verify");
        await colleague.FinishActionAsync();
        await Expect(colleague.Locator(".record-title")).ToContainTextAsync(state);
        await Expect(worker.Locator(".record-title")).ToContainTextAsync(state); // live
    }

    private static FilePayload File(string name, byte[] content) => new() { Name = name, MimeType = "image/jpeg", Buffer = content };

    /// <summary>A community, nothing else.</summary>
    public sealed class App : TestApp, IAsyncLifetime
    {
        public async ValueTask InitializeAsync()
        {
            Listen();
            await using var db = await Factory.CreateDbContextAsync(Cancellation);
            db.Add(new Community { Code = "xinsheng", Name = "馨盛园", NameEn = "Xinsheng Garden" });
            await db.SaveChangesAsync(Cancellation);
            Get<CommunityDirectory>().Forget();
        }

        public async Task<int> CommunityAsync() => (await Get<CommunityDirectory>().GetAsync(Cancellation)).Find("xinsheng")!.Id;
    }
}
