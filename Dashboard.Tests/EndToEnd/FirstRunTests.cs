using Concentric.People;
using Concentric.Programmes;
using Concentric.Tests.TestData;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Concentric.Tests.EndToEnd;

/// <summary>From the empty store to the first true figure by the browser alone: the administrator, then a worker with a slip.</summary>
public sealed class FirstRunTests(TestApp app, Chromium chromium) : BrowserTest(chromium), IClassFixture<TestApp>
{
    private const string Password = "four words that are long";

    [Fact]
    public async Task FromTheOneTimeLink_ToTheFirstFigure()
    {
        var address = app.Listen();
        await using (var db = await app.Factory.CreateDbContextAsync(Cancellation))
            await db.Programmes.ExecuteDeleteAsync(Cancellation);
        var chief = await NewPageAsync(address);
        await chief.GotoAsync("/account/set-up?token=" + await app.Get<SetUpLink>().IssueAsync(Cancellation));
        await chief.FillAsync("#user-name", "chief");
        await chief.FillAsync("#name", "孙磊");
        await ChoosePasswordAsync(chief);
        await ArriveAsync(chief, "**/first-run");
        await chief.Locator("[data-live]").WaitForAsync();
        await Expect(chief.Locator("[aria-current=step]")).ToHaveAttributeAsync("data-step", "Office");
        await AssertAccessibleAsync(chief);

        await chief.Locator("[data-step=Office] a").First.ClickAsync();
        await ArriveAsync(chief, "**/settings/office");
        await chief.Locator("[data-live]").WaitForAsync();
        await chief.FillAsync("[name='Office-Name']", "海河街道");
        await chief.GetByRole(AriaRole.Button, new() { Name = "检查修改" }).ClickAsync();
        await chief.GetByRole(AriaRole.Button, new() { Name = "保存", Exact = true }).ClickAsync();
        await Expect(chief.Locator(".settings-review")).ToHaveCountAsync(0);
        await OpenLiveAsync(chief, "/first-run");
        await Expect(chief.Locator(".nav").First).ToContainTextAsync("海河街道");
        await Expect(chief.Locator("[aria-current=step]")).ToHaveAttributeAsync("data-step", "Communities");

        await PasteAsync(chief, "community", "社区名称\t户数\n海河园\t1200\n玉兰里\t860\n");
        await PasteAsync(chief, "account", "登录名\t姓名\t角色\t所属社区\nzhangwei\t张伟\t社区工作者\t海河园\n");
        await chief.Locator(".import-outcome a[href='/admin/accounts/first-passwords']").ClickAsync();
        await chief.Locator("[data-make]").ClickAsync();
        var slip = await chief.Locator(".slip .secret").TextContentAsync();
        await AssertAccessibleAsync(chief);

        var worker = await NewPageAsync(address);
        await worker.GotoAsync("/account/sign-in");
        await worker.FillAsync("#user-name", "zhangwei");
        await worker.FillAsync("input[type=password]", slip!);
        await worker.Locator("form button[type=submit]").First.ClickAsync();
        await ArriveAsync(worker, "**/account/password");
        await worker.FillAsync("#present", slip!);
        await ChoosePasswordAsync(worker);
        await PasteAsync(worker, "petition",
            $"标题\t类别\t受理日期\n路灯不亮\t路灯与楼道照明\t{app.Get<Concentric.Time.OfficeClock>().Today:yyyy-MM-dd}\n");

        await OpenLiveAsync(chief, "/?period=year");
        await Expect(chief.Locator("[data-metric='petitions.received']")).ToContainTextAsync("1");
        await Expect(chief.Locator("[data-card=first-run]")).ToContainTextAsync("机制与品牌");
        await OpenLiveAsync(chief, "/first-run");
        await Expect(chief.Locator("[aria-current=step]")).ToHaveAttributeAsync("data-step", "Programmes");
        await chief.Locator("[data-step=Programmes] [data-skip]").ClickAsync();
        await Expect(chief.Locator(".notice, .mud-alert").First).ToBeVisibleAsync();
        await Expect(chief.Locator("[aria-current=step]")).ToHaveCountAsync(0);
    }

    private static async Task ChoosePasswordAsync(IPage page)
    {
        await page.FillAsync("#wanted", Password);
        await page.FillAsync("#again", Password);
        await page.Locator("form button[type=submit]").First.ClickAsync();
    }

    /// <summary>Pastes rows into the import of a kind and takes them in.</summary>
    private static async Task PasteAsync(IPage page, string kind, string rows)
    {
        await OpenLiveAsync(page, $"/import/{kind}");
        await page.Locator(".import-paste summary").ClickAsync();
        await page.FillAsync("#import-rows", rows);
        await page.Locator(".import-paste button").ClickAsync();
        var card = page.Locator(".import-outcome");
        await Expect(card).ToHaveAttributeAsync("data-state", "Checked");
        await page.Locator("[data-live]").WaitForAsync();
        await card.Locator("button.mud-button-filled").ClickAsync();
        await Expect(card).ToHaveAttributeAsync("data-state", "Done");
    }
}
