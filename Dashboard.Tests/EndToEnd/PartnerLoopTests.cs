using Concentric.Data;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Concentric.Tests.EndToEnd;

/// <summary>The loops of volunteers and of projects from start to end, as a worker walks them.</summary>
public sealed class PartnerLoopTests(DemoApp app, Chromium chromium) : BrowserTest(chromium), IClassFixture<DemoApp>
{
    [Theory]
    [InlineData("zh-CN", "测试岗甲", "欧阳试一", "空 1 个", "已满")]
    [InlineData("en", "Test post B", "Ouyang Shi", "1 free", "Full")]
    public async Task AVolunteer_Registers_TakesTheLastPlace_AndGivesItUp(string language, string post, string name, string free,
        string full)
    {
        var page = await SignedInAsync(app, Role.Worker, [await app.CommunityAsync("xinsheng")], language, width: 390);
        await OpenLiveAsync(page, "/posts/new");
        await page.Locator("[name=title]").FillAsync(post);
        await page.Locator("[name=places]").FillAsync("1");
        await SaveAsync(page);
        await Expect(page.Locator(".tag").First).ToHaveTextAsync(free);
        var postAddress = page.Url.Split('?')[0];

        await OpenLiveAsync(page, "/volunteers/new");
        await page.Locator("[name=person-name]").FillAsync(name);
        await page.Locator("[name=phone]").FillAsync("13800001111");
        await SaveAsync(page);
        await Expect(page.Locator("h1")).Not.ToContainTextAsync(name);

        await OpenLiveAsync(page, postAddress);
        await page.OpenActionAsync("claim");
        await page.ActionDialog().Locator("[name=volunteer]").FillAsync(name);
        await page.FinishActionAsync();
        await Expect(page.Locator(".tag").First).ToHaveTextAsync(full);
        await AssertAccessibleAsync(page);

        await page.Locator("[data-related=claims] [data-row] a[href^='/claims/']").ClickAsync();
        await page.OpenActionAsync("end");
        await page.FinishActionAsync();
        await Expect(page.Locator("[data-action=end]")).ToHaveCountAsync(0);
        await OpenLiveAsync(page, postAddress);
        await Expect(page.Locator(".tag").First).ToHaveTextAsync(free);
    }

    [Theory]
    [InlineData("zh-CN", "端到端充电桩", ColorScheme.Dark)]
    [InlineData("en", "Charging, end to end", ColorScheme.Light)]
    public async Task AProject_IsAgreed_AndWhatWasPromisedIsHeldAgainstWhatWasBuilt(string language, string title, ColorScheme scheme)
    {
        var page = await SignedInAsync(app, Role.Worker, [await app.CommunityAsync("xinsheng")], language, scheme);
        await OpenLiveAsync(page, "/projects/new");
        await page.Locator("[name=title]").FillAsync(title);
        await page.Locator("[data-field=strand] [role=combobox]").ClickAsync();
        await page.Locator(".picker-list [data-key]").Nth(2).ClickAsync();
        await SaveAsync(page);
        await page.OpenActionAsync("advance");
        await page.FinishActionAsync();
        await Expect(page.Locator(".timeline [role=listitem]")).ToHaveCountAsync(2);
        await AssertAccessibleAsync(page);

        await page.Locator("[data-related=agreements] a[href*='/new']").ClickAsync();
        await page.Locator("[name=title]").FillAsync(title);
        await page.Locator("[name=parties]").FillAsync("甲\n乙");
        await SaveAsync(page);
        await MeasureAsync(page, "PortsAgreed", "20");
        var agreement = page.Locator("[data-fact=agreement] a");
        await agreement.ClickAsync();
        await Expect(page.Locator("[data-balance] dd")).ToHaveTextAsync(["20", "0", "20"]);
        await MeasureAsync(page, "PortsBuilt", "12");
        await agreement.ClickAsync();
        await Expect(page.Locator("[data-balance] dd")).ToHaveTextAsync(["20", "12", "8"]);
        await AssertAccessibleAsync(page);
    }

    [Fact]
    public async Task CoBuilders_AreTheOfficesToKeep()
    {
        var administrator = await SignedInAsync(app, Role.Administrator, "en");
        await OpenLiveAsync(administrator, "/co-builders/new");
        await administrator.Locator("[name=name]").FillAsync("端到端工作室");
        await administrator.Locator("[name=name-en]").FillAsync("End-to-end studio");
        await ChooseAsync(administrator.Locator("form.record-form"), "co-builder-kind", "Enterprise");
        await administrator.Locator("[name=phone]").FillAsync("13800002222");
        await SaveAsync(administrator);
        await Expect(administrator.Locator("h1")).ToHaveTextAsync("End-to-end studio");
        await Expect(administrator.Locator("[data-fact=phone]")).ToContainTextAsync("138****2222");
        var address = administrator.Url.Split('?')[0];

        var worker = await SignedInAsync(app, Role.Worker, [await app.CommunityAsync("xinsheng")], "en");
        await OpenLiveAsync(worker, address);
        await Expect(worker.Locator("a[href$='/edit']")).ToHaveCountAsync(0);
        await worker.Locator("[data-fact=phone] button").ClickAsync();
        await Expect(worker.Locator("[data-fact=phone]")).ToContainTextAsync("13800002222");
        ToleratesConsoleErrors = true;
        await worker.GotoAsync("/co-builders/new");
        await Expect(worker.Locator("[name=phone]")).ToHaveCountAsync(0);
    }

    private static async Task SaveAsync(IPage page)
    {
        await page.Locator("form.record-form button[type=submit]").ClickAsync();
        await ArriveAsync(page, "**saved=new");
    }

    private static async Task MeasureAsync(IPage page, string kind, string amount)
    {
        await page.Locator("[data-related=outputs] a[href*='/new']").ClickAsync();
        await ChooseAsync(page.Locator("form.record-form"), "output-kind", kind);
        await page.Locator("[name=amount]").FillAsync(amount);
        await SaveAsync(page);
    }
}
