using System.Net;
using Concentric.Alerts;
using Concentric.Communities;
using Concentric.Data;
using Concentric.Exports;
using Concentric.Exports.Views;
using Concentric.Ledgers;
using Concentric.Notices;
using Concentric.Programmes;
using Concentric.Tests.Core.Exports;
using Concentric.Tests.TestData;
using DocumentFormat.OpenXml.Packaging;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Concentric.Tests.Integration;

/// <summary>"This view" of a page as a file: what the page shows to the same person, with a manifest, written down.</summary>
public sealed class PageExportTests(DashboardApp app) : IClassFixture<DashboardApp>, IAsyncLifetime
{
    private const string Days = "from=2026-03-01&to=2026-03-31";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await using var db = await app.Factory.CreateDbContextAsync(Stop);
        if (await db.Communities.AnyAsync(Stop)) return;
        db.Communities.AddRange(
            new Community { Id = TestStore.Xinsheng, Code = "xinsheng", Name = "馨盛园", NameEn = "Xinsheng Garden", SortOrder = 1 },
            new Community { Id = TestStore.Xinshun, Code = "xinshun", Name = "馨顺园", NameEn = "Xinshun Garden", SortOrder = 2 });
        await db.SaveChangesAsync(Stop);
        db.Actor = CurrentUser.System;
        db.AddRange(
            Make.Petition(TestStore.Xinsheng, new(2026, 3, 2), petition => petition.Title = "=1+1"),
            Make.Petition(TestStore.Xinshun, new(2026, 3, 3)),
            Make.Petition(TestStore.Xinshun, new(2026, 2, 3), petition => petition.ClosedOn = new(2026, 3, 4)));
        await db.SaveChangesAsync(Stop);
        app.Get<CommunityDirectory>().Forget();
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task TheRecordsBehindAFigure_AreAllThere_Masked_AndTheManifestSaysSo()
    {
        var leader = await app.BrowserOfAsync("view-leader", Role.Leader);
        var book = await BookAsync(leader, $"/views/records/export.xlsx?{Days}&sort=-received-on&of=petitions.received");
        var rows = book.Records();
        Assert.Equal([new DateTime(2026, 3, 3), new DateTime(2026, 3, 2)], rows.Select(row => row["Received on"]));
        Assert.Equal(["=1+1", "张**", "138****5678"], [rows[1]["Title"], rows[1]["Petitioner"], rows[1]["Phone"]]);
        var manifest = Manifest(book);
        Assert.Equal("2026-03-01 – 2026-03-31", manifest["Period"].Value);
        Assert.Contains("petitions.received", manifest["Definition"].Value);
        Assert.Equal((2.0, 2.0), (manifest["Sheet"].Matched, manifest["Sheet"].Written));
        Assert.Equal(manifest["Content hash (SHA-256)"],
            Manifest(await BookAsync(leader,
                $"/views/records/export.xlsx?{Days}&sort=-received-on&of=petitions.received"))["Content hash (SHA-256)"]);
        Assert.NotEqual(manifest["Content hash (SHA-256)"],
            Manifest(await BookAsync(leader, $"/views/records/export.xlsx?{Days}&of=petitions.closing-rate"))["Content hash (SHA-256)"]);

        await using var db = await app.Factory.CreateDbContextAsync(Stop);
        var line = await db.AuditEntries.Where(line => line.Kind == PageExports.Kind && line.By == "view-leader").OrderBy(line => line.Id)
            .FirstAsync(Stop);
        Assert.Contains("\"Page\":\"records\"", line.After);
        Assert.Contains("\"Rows\":2", line.After);
        Assert.Contains("\"IsWhole\":true", line.After);
    }

    [Fact]
    public async Task AWorker_GetsTheOwnCommunities_AndNoPageOfTheStreet()
    {
        var worker = await app.BrowserOfAsync("view-worker", Role.Worker, TestStore.Xinsheng);
        Assert.Single((await BookAsync(worker, $"/views/records/export.xlsx?{Days}&of=petitions.received")).Records());
        Assert.Single((await BookAsync(worker, $"/views/records/export.xlsx?{Days}&communities=xinshun&of=petitions.received")).Records());
        Assert.All((await BookAsync(worker, "/views/work/export.xlsx")).Records(), row =>
            Assert.Equal("Xinsheng Garden", row["Community"]));
        foreach (var page in new[] { "signs", "sign", "rotation", "published-figures", "audit", "nothing" })
            Assert.Equal(HttpStatusCode.NotFound, (await worker.GetAsync($"/views/{page}/export.xlsx", Stop)).StatusCode);
        foreach (var role in new[] { Role.Panel, Role.Reader })
        {
            var reading = await app.BrowserOfAsync($"view-{role}".ToLowerInvariant(), role);
            Assert.Equal(HttpStatusCode.Forbidden, (await reading.GetAsync("/views/work/export.xlsx", Stop)).StatusCode);
        }
    }

    /// <summary>They are read some hundred at a time, each with the alerts that it names.</summary>
    [Fact]
    public async Task MoreNoticesThanAreReadTogether_AreAllInTheFile_EachWithItsAlerts()
    {
        var leader = await app.BrowserOfAsync("view-told", Role.Leader);
        await using (var db = await app.Factory.CreateDbContextAsync(Stop))
        {
            var user = await db.Users.SingleAsync(one => one.UserName == "view-told", Stop);
            var rule = new AlertRule
            {
                MetricKey = "petitions.overdue",
                Condition = AlertCondition.PastLimit,
                LimitMilli = 0,
                SetBy = "view-told",
            };
            db.Add(rule);
            await db.SaveChangesAsync(Stop);
            AlertFiring[] firings = [.. new[] { TestStore.Xinsheng, TestStore.Xinshun }.Select(id => new AlertFiring
            {
                RuleId = rule.Id, CommunityId = id, MetricKey = rule.MetricKey, Condition = rule.Condition,
                BeganAt = TestStore.Start.UtcDateTime,
            })];
            db.AddRange(firings);
            await db.SaveChangesAsync(Stop);
            for (var i = 0; i < 250; i++)
            {
                var notice = new Notice
                {
                    UserId = user.Id,
                    Kind = i % 249 == 0 ? NoticeKind.AlertBegan : NoticeKind.Workbook,
                    RecordKind = i % 249 == 0 ? AlertTelling.Kind : RecordKinds.NameOf<ExportRun>(),
                    RecordId = i % 249 == 0 ? 0 : i + 1,
                    Title = $"N{i}",
                    StepId = i,
                    At = TestStore.Start.UtcDateTime.AddMinutes(i),
                };
                if (i % 249 == 0) notice.Listed.Add(new() { RecordId = firings[i / 249].Id, UserId = user.Id });
                db.Add(notice);
                await db.SaveChangesAsync(Stop);
            }
        }

        var rows = (await BookAsync(leader, "/views/notices/export.xlsx")).Records().Select(row => (string)row["Text"]!).ToList();
        Assert.Equal(250, rows.Count);
        Assert.Contains("Xinshun Garden", rows[0]);
        Assert.Contains("Xinsheng Garden", rows[^1]);
        Assert.All(rows.Skip(1).Take(248).Index(), row => Assert.Contains($"N{248 - row.Index}", row.Item));
    }

    [Theory]
    [InlineData("en")]
    [InlineData("zh-CN")]
    public async Task EveryPage_GivesAValidWorkbook_WhoseManifestAgreesWithItsRows(string language)
    {
        await app.Get<Concentric.Metrics.MetricCube>().BuildAsync(Stop);
        var admin = await app.BrowserOfAsync($"view-admin-{language}", Role.Administrator);
        admin.DefaultRequestHeaders.AcceptLanguage.Clear();
        admin.DefaultRequestHeaders.AcceptLanguage.ParseAdd(language);
        foreach (var page in app.Services.GetServices<PageExport>().Select(page => page.Key))
        {
            var of = page switch
            {
                "records" =>
                "petitions.closing-rate",
                "sign" => "NoCallBack",
                "chart" or "why" => "petitions.received",
                "programme" => "council-hall",
                _ => null
            };
            var answer = await admin.GetAsync($"/views/{page}/export.xlsx?{Days}{(of is null ? "" : $"&of={of}")}", Stop);
            // Without an exchange of secretaries there is nothing on its page, without programmes none has one, and here nothing was
            // evaluated.
            if ((page is "rotation" or "programme" or "evaluation" || page.StartsWith("evaluation-", StringComparison.Ordinal))
                && answer.StatusCode == HttpStatusCode.NotFound) continue;
            Assert.True(answer.IsSuccessStatusCode, $"{page}: {answer.StatusCode}");
            var book = new SheetBook(await answer.Content.ReadAsByteArrayAsync(Stop)).AssertValid();
            if (language == "zh-CN")
                Assert.Equal([], book.Sheets.SelectMany(sheet => book.Rows(sheet)).SelectMany(row => row).OfType<string>()
                    .Where(Components.ChineseTexts.IsSetWrongly).Select(text => $"{page}: {text}"));
            var sheetWord = Concentric.Exports.ExportTexts.Get("Manifest.Sheet", new(language));
            var lines = book.Rows(book.Sheets[^1]).Where(row => row is [string word, ..] && word == sheetWord).ToList();
            Assert.Equal(book.Sheets.SkipLast(1), lines.Select(line => line[1]));
            Assert.All(lines, line => Assert.Equal(line[2], line[3]));
            Assert.All(lines.Zip(book.Sheets), pair => Assert.Equal((double)pair.First[3]!, book.Rows(pair.Second).Count - 1));
        }
    }

    /// <summary>Eighty activities are 80 on the page and 80 in its file, whatever else stands in the column.</summary>
    [Fact]
    public async Task NumbersOfAPage_AreTheNumbersOfItsFile()
    {
        await using (var db = await app.Factory.CreateDbContextAsync(Stop))
        {
            var programme = await db.Programmes.Where(one => one.Key == "alliance").Select(one => one.Id).SingleAsync(Stop);
            db.Actor = CurrentUser.System;
            for (var n = 0; n < 80; n++)
            {
                var held = Make.Activity(TestStore.Xinsheng, new(2026, 3, 5), activity => activity.Attendance = 40);
                held.Programmes.Add(new() { ProgrammeId = programme });
                db.Add(held);
            }

            await db.SaveChangesAsync(Stop);
        }

        await app.Get<Concentric.Metrics.MetricCube>().BuildAsync(Stop);
        var leader = await app.BrowserOfAsync("view-programmes", Role.Leader);
        var rows = (await BookAsync(leader, $"/views/programmes/export.xlsx?{Days}")).Records().ToList();
        var page = await leader.GetStringAsync($"/programmes?{Days}", Stop);
        var card = page[page.IndexOf("data-programme=\"alliance\"", StringComparison.Ordinal)..];
        var shown = System.Text.RegularExpressions.Regex.Matches(card[..card.IndexOf("</a>", StringComparison.Ordinal)],
            "<i>([0-9,.]+)</i>")
            .Select(match => double.Parse(match.Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture)).ToList();
        Assert.Equal([80, 3_200], shown);
        string name;
        await using (var db = await app.Factory.CreateDbContextAsync(Stop))
            name = await db.Programmes.Where(one => one.Key == "alliance").Select(one => one.NameEn).SingleAsync(Stop);
        Assert.Equal(shown, rows.Where(row => row.Values.Contains(name)).Select(row => (double)row["Value"]!));
        var own = await BookAsync(leader, $"/views/programme/export.xlsx?{Days}&of=alliance");
        Assert.Equal(shown, own.Rows(own.Sheets[0]).Skip(1).Take(2).Select(row => (double)row[1]!));
    }

    [Fact]
    public async Task WhyAFigureChanged_IsAWorkbook_AlsoWhereNothingCanBeToldApart()
    {
        var leader = await app.BrowserOfAsync("view-why", Role.Leader);
        foreach (var (metric, said) in new[] { ("petitions.received", "Choose other days"), ("petitions.satisfaction-rate", "no cases") })
        {
            var book = await BookAsync(leader, $"/views/why/export.xlsx?{Days}&with=2019-01-01..2019-01-31&of={metric}");
            Assert.Contains(said, Manifest(book)["Why it changed"].Value);
        }

        var median = await leader.GetAsync("/views/why/export.xlsx?of=petitions.days-to-close", Stop);
        Assert.Equal(HttpStatusCode.NotFound, median.StatusCode);
    }

    [Fact]
    public async Task CommaSeparated_IsTheTableAlone()
    {
        var leader = await app.BrowserOfAsync("view-csv", Role.Leader);
        var answer = await leader.GetAsync($"/views/signs/export.csv?{Days}", Stop);
        Assert.Equal("text/csv", answer.Content.Headers.ContentType!.MediaType);
        var lines = (await answer.Content.ReadAsStringAsync(Stop)).Split("\r\n");
        Assert.StartsWith("\uFEFFWorth asking,Community,Count,n,Share", lines[0]);
    }

    [Fact]
    public async Task ACheckedText_IsADocumentWithItsMarks_AndOnlyItsNumbersAreWrittenDown()
    {
        var worker = await app.BrowserOfAsync("view-text", Role.Worker, TestStore.Xinsheng);
        var page = await TestApp.PageAsync(await worker.GetAsync("/sentence-check", Stop));
        var token = page.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        // Longer than the forms of other pages may be.
        var said = "馨盛园受理诉求1件，馨顺园受理诉求1件。" + new string('很', 20_000);
        async Task<HttpResponseMessage> AskAsync(string text, string? with) => await worker.PostAsync("/views/sentence-check/export.docx",
            new MultipartFormDataContent
            {
                { new StringContent(text), "text" }, { new StringContent("custom"), "period" }, { new StringContent("2026-03-01"), "from" },
                { new StringContent("2026-03-31"), "to" }, { new StringContent("[{\"Key\":null},4"), "choices" },
                { new StringContent(with ?? ""), "__RequestVerificationToken" },
            }, Stop);
        var answer = await AskAsync(said, token);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.True(answer.Headers.CacheControl!.NoStore);
        using var document = WordprocessingDocument.Open(await answer.Content.ReadAsStreamAsync(Stop), false);
        var words = document.MainDocumentPart!.Document.Body!.InnerText;
        Assert.Contains("馨盛园受理诉求1件[1 ✓]，馨顺园受理诉求1件[2 –]。", words);
        Assert.Equal(HttpStatusCode.BadRequest, (await AskAsync(said, null)).StatusCode);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await AskAsync("", token)).StatusCode);
        var reader = await app.BrowserOfAsync("view-text-reader", Role.Reader);
        var refused = await reader.PostAsync("/views/sentence-check/export.docx", new MultipartFormDataContent(), Stop);
        Assert.False(refused.IsSuccessStatusCode);

        await using var db = await app.Factory.CreateDbContextAsync(Stop);
        var line = await db.AuditEntries.SingleAsync(line => line.Kind == PageExports.Kind && line.By == "view-text", Stop);
        Assert.Contains("\"Rows\":2", line.After);
        Assert.DoesNotContain("馨", line.After);
    }

    private static async Task<SheetBook> BookAsync(HttpClient browser, string address)
    {
        var answer = await browser.GetAsync(address, Stop);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.True(answer.Headers.CacheControl!.NoStore);
        return new SheetBook(await answer.Content.ReadAsByteArrayAsync(Stop)).AssertValid();
    }

    private static Dictionary<string, (string? Value, object? Matched, object? Written)> Manifest(SheetBook book) =>
        book.Rows(book.Sheets[^1]).DistinctBy(row => row[0]).Where(row => row[0] is not null)
            .ToDictionary(row => (string)row[0]!, row => (row[1]?.ToString(), row[2], row[3]));
}
