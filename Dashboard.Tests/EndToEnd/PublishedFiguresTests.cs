using Concentric.Data;
using static Microsoft.Playwright.Assertions;

namespace Concentric.Tests.EndToEnd;

/// <summary>A claim is entered, held, falls behind the records while the page is open, and its owner is told.</summary>
public sealed class PublishedFiguresTests(DemoApp app, Chromium chromium) : BrowserTest(chromium), IClassFixture<DemoApp>
{
    [Theory]
    [InlineData("zh-CN", 390, "有据", "超出")]
    [InlineData("en", 1366, "Supported", "Exceeded")]
    public async Task AClaim_IsHeldAgainstTheRecords_AndItsOwnerIsTold(string language, int width, string supported, string exceeded)
    {
        var page = await SignedInAsync(app, Role.Leader, language, width: width);
        await OpenLiveAsync(page, "/published-figures");
        await Expect(page.Locator("a.verdict[data-verdict=FallsShort] b")).ToHaveTextAsync("0");
        await AssertAccessibleAsync(page);

        await OpenLiveAsync(page, "/published-figures/new");
        await page.Locator("#field-claim").FillAsync("今年办了这么多活动");
        await ChooseAsync(page.Locator("form.record-form"), "metric", "activities.held",
            Resources.Texts.Get("Metric.activities.held.Name", System.Globalization.CultureInfo.GetCultureInfo(language)));
        await ChooseAsync(page.Locator("form.record-form"), "mechanism", "alliance");
        await page.Locator("[data-field=relation] label").First.ClickAsync();
        var held = app.Get<Metrics.MetricCube>().Current!.For(null)
            .Read(app.Get<Metrics.MetricCatalogue>()["activities.held"], Time.Period.YearTo(app.Today), app.Today).Value!.Value;
        await page.Locator("#field-claimed-amount").FillAsync(held.ToString(System.Globalization.CultureInfo.InvariantCulture));
        await page.Locator("#field-published-in").FillAsync("区级媒体");
        await Expect(page.Locator("[data-preview]")).ToContainTextAsync(supported);
        await AssertAccessibleAsync(page);
        await page.Locator("#published-figure-form button[type=submit]").ClickAsync();
        await ArriveAsync(page, "**/published-figures/*?saved=new");
        await Expect(page.Locator(".claim-card .tag")).ToHaveTextAsync(supported);
        await app.Get<Concentric.PublishedFigures.ClaimChecks>().RunAsync(TestContext.Current.CancellationToken);

        await app.RecordActivityAsync("清洁行动");
        await Expect(page.Locator(".claim-card .tag")).ToHaveTextAsync(exceeded);
        await Expect(page.Locator("a[href='/notices'] .nav-badge").First).ToBeAttachedAsync();
        await OpenLiveAsync(page, "/notices");
        await Expect(page.Locator("[data-notice=ClaimExceeded]").First).ToContainTextAsync("今年办了这么多活动");

        await OpenLiveAsync(page, "/programmes/alliance");
        await Expect(page.Locator(".table.claims")).ToContainTextAsync("今年办了这么多活动");
        await AssertAccessibleAsync(page);
        await OpenLiveAsync(page, "/signs");
        await Expect(page.Locator("[data-sign=Backdated][aria-busy=false]")).ToBeVisibleAsync();
        await AssertAccessibleAsync(page);
        await OpenLiveAsync(page, "/records/petitions.closed?versus=petitions.resolved&period=year");
        await Expect(page.Locator("[data-definition]")).ToHaveCountAsync(2);
        await AssertAccessibleAsync(page);
    }
}
