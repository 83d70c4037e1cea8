using System.Net;
using System.Net.Http.Headers;
using Concentric.Data;
using Concentric.Hazards;
using Concentric.Imports;
using Concentric.Imports.Files;
using Concentric.Imports.Runs;
using Concentric.Ledgers;
using Concentric.Rules;
using Concentric.Tests.Core.Exports;
using Concentric.Tests.Core.Imports;
using Concentric.Tests.TestData;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Tests.Integration;

/// <summary>Lists out and files in through the whole application: addresses, rights, forms.</summary>
public sealed class ImportFlowTests(TestApp app) : IClassFixture<TestApp>, IAsyncLifetime
{
    private const string Rows = "标题,隐患类别,发现日期\n楼道堆物,消防,2026-03-02\n";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await using var db = await app.Factory.CreateDbContextAsync(Stop);
        if (await db.Communities.AnyAsync(Stop)) return;
        db.Communities.Add(new Community { Id = 1, Code = "xinsheng", Name = "馨盛园", NameEn = "Xinsheng Garden", SortOrder = 1 });
        await db.SaveChangesAsync(Stop);
        app.Get<CommunityDirectory>().Forget();
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task AList_IsDownloadedFromItsAddress_ByThoseWhoMay()
    {
        await app.Get<HazardCommands>().EnterAsync(CurrentUser.System, Make.HazardValues("通道被占", new(2026, 3, 2), 1), null, Stop);
        var leader = await app.BrowserOfAsync("list-leader", Role.Leader);
        var answer = await leader.GetAsync("/lists/hazard/export.xlsx?q=%E9%80%9A%E9%81%93&sort=-found-on&page=3", Stop);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Matches(@"^Concentric-.+-\d{4}-\d\d-\d\d\.xlsx$", answer.Content.Headers.ContentDisposition!.FileNameStar);
        Assert.True(answer.Headers.CacheControl!.NoStore);
        Assert.Equal("通道被占", new SheetBook(await answer.Content.ReadAsByteArrayAsync(Stop)).AssertValid().Records()[0]["Title"]);
        Assert.Equal("text/csv", (await leader.GetAsync("/lists/hazard/export.csv", Stop)).Content.Headers.ContentType!.MediaType);

        Assert.Equal(HttpStatusCode.NotFound, (await leader.GetAsync("/lists/nothing/export.xlsx", Stop)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await leader.GetAsync("/lists/hazard/export.pdf", Stop)).StatusCode);
        var panel = await app.BrowserOfAsync("list-panel", Role.Panel);
        Assert.Equal(HttpStatusCode.Forbidden, (await panel.GetAsync("/lists/hazard/export.xlsx", Stop)).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await app.Browser().GetAsync("/lists/hazard/export.xlsx", Stop)).StatusCode);
    }

    [Fact]
    public async Task AFileWithUnknownColumns_IsAskedAbout_BeforeAnythingIsLive()
    {
        var worker = await app.BrowserOfAsync("mapping-worker", Role.Worker, 1);
        var answer = await UploadAsync(worker, ImportRig.Csv("标题,隐患类别,来文之日,备忘甲\n楼道堆物,消防,2026-03-02,乙\n"), "来文.csv");
        await app.Get<ImportWorker>().IdleAsync(Stop);
        var page = await TestApp.PageAsync(await worker.GetAsync(answer.Headers.Location!.OriginalString, Stop));
        var lines = page.QuerySelectorAll("[data-import-columns] > .import-map > li");
        Assert.Equal(["来文之日", "备忘甲"], lines.Select(line => line.QuerySelector("b")!.TextContent));
        Assert.Contains("2026-03-02", lines[0].TextContent, StringComparison.Ordinal);
        // Proposed by what stands below; of the other nothing is taken for granted.
        Assert.Equal(["found-on", ""], lines.Select(line => line.QuerySelector("input[type=hidden]")!.GetAttribute("value") ?? ""));
        Assert.Null(page.QuerySelector(".import-outcome"));
    }

    [Fact]
    public async Task AFile_IsUploadedByItsForm_AndChecked()
    {
        var worker = await app.BrowserOfAsync("import-worker", Role.Worker, 1);
        var answer = await UploadAsync(worker, ImportRig.Csv(Rows), "隐患 台账.csv");
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        var address = answer.Headers.Location!.OriginalString;
        Assert.StartsWith("/import/hazard?run=", address);
        await app.Get<ImportWorker>().IdleAsync(Stop);
        var card = (await TestApp.PageAsync(await worker.GetAsync(address, Stop))).QuerySelector(".import-outcome")!;
        Assert.Equal("Checked", card.GetAttribute("data-state"));
        Assert.Contains("隐患 台账.csv", card.TextContent);
        Assert.Equal("1", card.QuerySelector("[data-count=Added] dd")!.TextContent);
        // What was read stands there before anything is live.
        Assert.Single(card.QuerySelectorAll("[data-read=added] tbody tr"));
        Assert.Null(card.QuerySelector(".import-question"));

        // Nobody else's business.
        var other = await app.BrowserOfAsync("import-other", Role.Worker, 1);
        Assert.Null((await TestApp.PageAsync(await other.GetAsync(address, Stop))).QuerySelector(".import-outcome"));
        var panel = await app.BrowserOfAsync("import-panel", Role.Panel);
        // The panel takes in its own scores, and no hazards.
        Assert.Null((await TestApp.PageAsync(await panel.GetAsync("/import/hazard", Stop))).QuerySelector("input[type=file]"));
        Assert.Equal(HttpStatusCode.NotFound, (await panel.GetAsync("/import/hazard/template.xlsx", Stop)).StatusCode);
        // Whoever takes in figures claimed in public takes in no hazards.
        var leader = await app.BrowserOfAsync("import-leader", Role.Leader);
        Assert.Null((await TestApp.PageAsync(await leader.GetAsync("/import/hazard", Stop))).QuerySelector("input[type=file]"));
        Assert.NotNull((await TestApp.PageAsync(await leader.GetAsync("/import/published-figure", Stop)))
            .QuerySelector("input[type=file]"));
        Assert.Equal(HttpStatusCode.NotFound, (await leader.GetAsync("/import/hazard/template.xlsx", Stop)).StatusCode);
    }

    [Fact]
    public async Task PastedRows_AreReadAsAFile_UpToTheirLimit()
    {
        var worker = await app.BrowserOfAsync("import-paste", Role.Worker, 1);
        var address = await PasteAsync("标题\t隐患类别\t发现日期\n\"楼道\n堆物\"\t消防\t2026-03-02\n");
        Assert.StartsWith("/import/hazard?run=", address);
        await app.Get<ImportWorker>().IdleAsync(Stop);
        var card = (await TestApp.PageAsync(await worker.GetAsync(address, Stop))).QuerySelector(".import-outcome")!;
        Assert.Equal("1", card.QuerySelector("[data-count=Added] dd")!.TextContent);
        Assert.Contains("Pasted rows.csv", card.TextContent);

        Assert.Equal("/import/hazard?problem=NoRows", await PasteAsync(" \t\n"));
        var head = "标题\t发现日期\n";
        var most = InputLimits.PastedBytes - System.Text.Encoding.UTF8.GetByteCount(head);
        Assert.StartsWith("/import/hazard?run=", await PasteAsync(head + new string('\n', most)));
        Assert.Equal("/import/hazard?problem=PasteTooLarge", await PasteAsync(head + new string('\n', most + 1)));
        foreach (var problem in new[] { "NoRows", "PasteTooLarge" })
            Assert.NotNull((await TestApp.PageAsync(await worker.GetAsync($"/import/hazard?problem={problem}", Stop)))
                .QuerySelector("[role=alert]"));

        Task<string> PasteAsync(string rows) => ImportFlowTests.PasteAsync(worker, "hazard", rows);
    }

    [Fact]
    public async Task ThePastedNoticeOfAYearsHolidays_IsReadAsRows()
    {
        var administrator = await app.BrowserOfAsync("import-notice", Role.Administrator);
        var address = await PasteAsync(administrator, "calendar-day",
            "国务院办公厅关于2032年部分节假日安排的通知\n一、元旦：1月1日（周四）至3日（周六）放假调休，共3天。1月4日（周日）上班。\n");
        Assert.StartsWith("/import/calendar-day?run=", address);
        await app.Get<ImportWorker>().IdleAsync(Stop);
        var page = await TestApp.PageAsync(await administrator.GetAsync(address, Stop));
        Assert.Equal("2", page.QuerySelector(".import-outcome [data-count=Added] dd")!.TextContent);
        Assert.Contains("2032-01-01 – 2032-01-03", page.QuerySelector(".import-outcome")!.TextContent);
        Assert.NotNull(page.QuerySelector(".import-paste[open]"));
    }

    private static async Task<string> PasteAsync(HttpClient browser, string kind, string rows)
    {
        var page = await TestApp.PageAsync(await browser.GetAsync($"/import/{kind}", Stop));
        var token = page.QuerySelector(".import-paste input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        using var form = new MultipartFormDataContent { { new StringContent(token), "__RequestVerificationToken" },
            { new StringContent(rows), "rows" } };
        return (await browser.PostAsync($"/import/{kind}/upload", form, Stop)).Headers.Location!.OriginalString;
    }

    [Fact]
    public async Task AnUpload_WithoutItsToken_OrTooLarge_OrEmpty_IsRefused()
    {
        var worker = await app.BrowserOfAsync("import-bad", Role.Worker, 1);
        using var bare = new MultipartFormDataContent { { new ByteArrayContent(ImportRig.Csv(Rows)), "file", "a.csv" } };
        Assert.Equal(HttpStatusCode.BadRequest, (await worker.PostAsync("/import/hazard/upload", bare, Stop)).StatusCode);
        using var forged = new MultipartFormDataContent { { new StringContent("x"), "__RequestVerificationToken" },
            { new ByteArrayContent(ImportRig.Csv(Rows)), "file", "a.csv" } };
        Assert.Equal("/import/hazard?problem=Stale",
            (await worker.PostAsync("/import/hazard/upload", forged, Stop)).Headers.Location!.OriginalString);

        Assert.Equal("/import/hazard?problem=TooLarge",
            (await UploadAsync(worker, new byte[SheetFile.MostBytes + 1], "a.csv")).Headers.Location!.OriginalString);
        var page = await TestApp.PageAsync(await worker.GetAsync("/import/hazard?problem=TooLarge", Stop));
        Assert.Contains("20 MB", page.QuerySelector("[role=alert]")!.TextContent);
    }

    [Fact]
    public async Task ATemplate_ComesInTheReadersLanguage_WithWhatMayBeChosen()
    {
        var worker = await app.BrowserOfAsync("import-template", Role.Worker, 1);
        foreach (var (kind, first) in new[] { ("hazard", "Number"), ("petition", "Number") })
        {
            var answer = await worker.GetAsync($"/import/{kind}/template.xlsx", Stop);
            Assert.EndsWith("import template.xlsx", answer.Content.Headers.ContentDisposition!.FileNameStar);
            var book = new SheetBook(await answer.Content.ReadAsByteArrayAsync(Stop)).AssertValid();
            Assert.Equal((first, "Community*"), (book.Rows()[0][0], book.Rows()[0][1]));
            // The example is there and never taken in.
            Assert.Equal("Example", book.Rows()[1][0]);
        }
    }

    [Fact]
    public async Task SeveralFiles_AreUploadedTogether_AndShownTogether()
    {
        var worker = await app.BrowserOfAsync("import-several", Role.Worker, 1);
        var answer = await UploadAsync(worker, (ImportRig.Csv(Rows), "甲.csv"), ([1, 2, 3], "乙.xlsx"),
            (ImportRig.Csv("标题,隐患类别,来文之日\n楼道堆物,消防,2026-03-02\n"), "丙.csv"), (ImportRig.Csv(Rows), "丁.csv"));
        var address = answer.Headers.Location!.OriginalString;
        Assert.StartsWith("/import/batches/", address);
        await app.Get<ImportWorker>().IdleAsync(Stop);
        var shown = await worker.GetAsync(address, Stop);
        Assert.Equal(HttpStatusCode.OK, shown.StatusCode);
        var page = await TestApp.PageAsync(shown);
        var cards = page.QuerySelectorAll(".import-batch-file");
        Assert.Equal(["Checked", "Failed", "Mapping", "Checked"], cards.Select(card => card.GetAttribute("data-state")));
        Assert.Equal(["1", "1", "1", "0"], page.QuerySelectorAll("[data-batch] dd").Select(count => count.TextContent));
        Assert.NotNull(cards[1].QuerySelector(".notice.bad"));
        Assert.NotNull(cards[3].QuerySelector("[data-question=Elsewhere]"));
        Assert.Equal(["来文之日"],
            page.QuerySelectorAll("[data-import-columns] > .import-map > li").Select(line => line.QuerySelector("b")!.TextContent));
        // Each file's own page leads back.
        var own = await TestApp.PageAsync(await worker.GetAsync(cards[0].QuerySelector("h3 a")!.GetAttribute("href")!, Stop));
        Assert.NotNull(own.QuerySelector($"a[href='{address}']"));
        Assert.NotNull((await TestApp.PageAsync(await worker.GetAsync("/import", Stop))).QuerySelector($"a[href='{address}']"));

        // Nobody else's business.
        var other = await app.BrowserOfAsync("import-several-other", Role.Worker, 1);
        Assert.Equal(HttpStatusCode.NotFound, (await other.GetAsync(address, Stop)).StatusCode);

        var many = Enumerable.Range(0, 50).Select(i => (ImportRig.Csv(Rows), $"{i}.csv")).ToArray();
        var refused = (await UploadAsync(worker, many)).Headers.Location!.OriginalString;
        Assert.Equal("/import/hazard?problem=TooManyFiles&chosen=50", refused);
        var alert = (await TestApp.PageAsync(await worker.GetAsync(refused, Stop))).QuerySelector("[role=alert]")!.TextContent;
        Assert.Contains("20", alert, StringComparison.Ordinal);
        Assert.Contains("50", alert, StringComparison.Ordinal);
    }

    [Fact]
    public async Task WhatWasSaidOfSheets_IsListed_ForThoseWhoTakeTheKindIn()
    {
        var worker = await app.BrowserOfAsync("profile-worker", Role.Worker, 1);
        var answer = await UploadAsync(worker, ImportRig.Csv("标题,隐患类别,收到那天,备忘乙\n楼道堆物,消防,2026-03-02,甲\n"), "楼栋排查.csv");
        await app.Get<ImportWorker>().IdleAsync(Stop);
        var id = long.Parse(answer.Headers.Location!.OriginalString.Split('=')[1], System.Globalization.CultureInfo.InvariantCulture);
        await using var db = await app.Factory.CreateDbContextAsync(Stop);
        var user = await db.Users.SingleAsync(one => one.UserName == "profile-worker", Stop);
        var account = new CurrentUser(user.DisplayName, Role.Worker, [1], user.Id);
        var runs = app.Get<ImportRuns>();
        var findings = (await runs.FindAsync(account, id, Stop))!.Findings!;
        Assert.True(await runs.ChooseAsync(account, id, findings.Choices with
        {
            Mapping = ImportMapping.None with
            {
                Columns = findings.Mapping!.Columns.ToDictionary(column => column.Key, column => column.Said ?? ""),
                IsConfirmed = true,
            },
        }, Stop));
        await app.Get<ImportWorker>().IdleAsync(Stop);
        var card = (await TestApp.PageAsync(await worker.GetAsync("/import/profiles", Stop))).QuerySelectorAll(".import-profile")
            .Single(one => one.QuerySelector("h2")!.TextContent == "楼栋排查");
        Assert.Equal(new[] { "标题", "隐患类别", "收到那天", "备忘乙" }.Order(),
            card.QuerySelectorAll("dt").Select(header => header.TextContent).Order());
        // A leader takes in no hazards.
        var leader = await app.BrowserOfAsync("profile-leader", Role.Leader);
        Assert.Empty((await TestApp.PageAsync(await leader.GetAsync("/import/profiles", Stop))).QuerySelectorAll(".import-profile"));
    }

    private static Task<HttpResponseMessage> UploadAsync(HttpClient browser, byte[] file, string name) =>
        UploadAsync(browser, (file, name));

    private static async Task<HttpResponseMessage> UploadAsync(HttpClient browser, params IReadOnlyList<(byte[] File, string Name)> files)
    {
        var page = await TestApp.PageAsync(await browser.GetAsync("/import/hazard", Stop));
        var token = page.QuerySelector(".import-upload input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        using var form = new MultipartFormDataContent { { new StringContent(token), "__RequestVerificationToken" } };
        foreach (var (file, name) in files)
        {
            var content = new ByteArrayContent(file);
            content.Headers.ContentType = new MediaTypeHeaderValue("text/csv");
            form.Add(content, "file", name);
        }

        return await browser.PostAsync("/import/hazard/upload", form, Stop);
    }
}
