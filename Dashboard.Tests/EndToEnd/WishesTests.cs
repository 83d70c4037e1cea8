using Concentric.Data;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Concentric.Tests.EndToEnd;

/// <summary>A wish is raised, claimed, given back, claimed again and fulfilled; and a round of visits is entered.</summary>
public sealed class WishesTests(DemoApp app, Chromium chromium) : BrowserTest(chromium), IClassFixture<DemoApp>
{
    [Theory]
    [InlineData("zh-CN", 390, "退回认领", "已实现")]
    [InlineData("en", 1366, "Claim given back", "Fulfilled")]
    public async Task RaisedClaimedGivenBackAndFulfilled(string language, int width, string givenBack, string state)
    {
        var page = await SignedInAsync(app, Role.Worker, [await app.CommunityAsync("xinsheng")], language, width: width);
        await OpenLiveAsync(page, "/wishes/new");
        await page.Locator("#field-title").FillAsync("一把防滑洗澡椅");
        await page.Locator("#field-wisher").FillAsync("张建国");
        await page.Locator("#wish-form button[type=submit]").ClickAsync();
        await ArriveAsync(page, "**/wishes/*?saved=new");
        await Expect(page.Locator("[data-fact=wisher]")).ToContainTextAsync("张**");

        await ClaimAsync("李大妈");
        await page.OpenActionAsync("unclaim");
        await page.Locator("#unclaim-reason").FillAsync("临时有事");
        await page.FinishActionAsync();
        await Expect(page.Locator(".timeline [role=listitem]").First).ToContainTextAsync(givenBack);
        await Expect(page.Locator(".timeline [role=listitem]").First).ToContainTextAsync("临时有事");
        await ClaimAsync("王大爷");
        await page.OpenActionAsync("fulfil");
        await page.FinishActionAsync();
        await Expect(page.Locator(".record-title .tag")).ToHaveTextAsync(state);
        await AssertAccessibleAsync(page);

        async Task ClaimAsync(string who)
        {
            await page.OpenActionAsync("claim");
            await page.Locator("#claim-claimed-by").FillAsync(who);
            await page.FinishActionAsync();
            await page.Action("fulfil").WaitForAsync();
        }
    }

    [Fact]
    public async Task ARoundOfVisits_IsEnteredWithOneAddressOnALine()
    {
        var page = await SignedInAsync(app, Role.Worker, [await app.CommunityAsync("xinsheng")], "en", width: 390);
        await OpenLiveAsync(page, "/visits/new");
        await page.Locator("#field-addresses").FillAsync("99-1-101\n99-1-102\n99-1-101");
        await AssertAccessibleAsync(page);
        await page.Locator("#visit-form button[type=submit]").ClickAsync();
        await ArriveAsync(page, "**/visits/*?saved=new");
        await Expect(page.Locator("[data-fact=addresses] dd")).ToContainTextAsync("2");
        await Expect(page.Locator(".addresses li")).ToHaveTextAsync(["99-1-***", "99-1-***"]);
        await page.GetByRole(AriaRole.Button, new() { Name = "Show", Exact = true }).ClickAsync();
        await Expect(page.Locator(".addresses li")).ToHaveTextAsync(["99-1-101", "99-1-102"]);

        // The next time they are known, and found by a part; what was typed could be a new one.
        await OpenLiveAsync(page, "/visits/new");
        var known = page.Locator("[data-field='addresses-known'] [role=combobox]");
        await known.PressSequentiallyAsync("99号楼1");
        await page.Locator(".picker-list [data-key='99-1-102']").ClickAsync();
        await Expect(page.Locator("#field-addresses")).ToHaveValueAsync("99-1-102");
        await AssertAccessibleAsync(page);
        await known.PressSequentiallyAsync("99-1-1");
        await Expect(page.Locator(".picker-list [data-key]")).ToHaveTextAsync(["99-1-101", "99-1-102", "Add “99-1-1”"]);
        await OpenLiveAsync(page, "/errands/new");
        await AssertAccessibleAsync(page);
    }
}
