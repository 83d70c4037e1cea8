using System.Text.RegularExpressions;
using Concentric.Data;
using Concentric.People;
using Concentric.Robots;
using Concentric.Tests.TestData;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Concentric.Tests.EndToEnd;

public sealed class AdministrationTests(AdministrationTests.App app, Chromium chromium)
    : BrowserTest(chromium), IClassFixture<AdministrationTests.App>
{
    private readonly string address = app.Listen();

    [Fact]
    public async Task NewAccount_SignsInWithThePasswordThatWasShown()
    {
        var page = await SignedInAsync(app, Role.Administrator, "en");
        await OpenLiveAsync(page, "/admin/accounts");
        await page.GetByRole(AriaRole.Button, new() { Name = "Add an account" }).ClickAsync();
        await page.Locator("#account-user").FillAsync("newcomer");
        await page.Locator("#account-name").FillAsync("李强");
        await ChooseAsync(page.Locator(".editor"), "account-role", nameof(Role.Leader));
        await AssertAccessibleAsync(page);
        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        var password = await page.Locator("code.secret").TextContentAsync();
        await AssertAccessibleAsync(page);

        var newcomer = await NewPageAsync(address, "en");
        await newcomer.GotoAsync("/account/sign-in?returnUrl=/account/password");
        await newcomer.Locator("#user-name").FillAsync("newcomer");
        await newcomer.Locator("#password").FillAsync(password!);
        await newcomer.Locator("#password").PressAsync("Enter");
        await Expect(newcomer.Locator("h1")).ToHaveTextAsync("Change password");
    }

    [Theory]
    [InlineData("/admin/accounts", "zh-CN", ColorScheme.Dark, 1366)]
    [InlineData("/settings", "zh-CN", ColorScheme.Light, 390)]
    [InlineData("/settings/mail", "en", ColorScheme.Dark, 390)]
    [InlineData("/settings/figures", "zh-CN", ColorScheme.Light, 1366)]
    [InlineData("/settings/robots/new", "en", ColorScheme.Dark, 390)]
    [InlineData("/admin/api-keys", "en", ColorScheme.Light, 1366)]
    [InlineData("/admin/audit", "zh-CN", ColorScheme.Light, 390)]
    public async Task Pages_AreAccessible(string path, string language, ColorScheme scheme, int width)
    {
        var page = await SignedInAsync(app, Role.Administrator, language, scheme, width);
        await OpenLiveAsync(page, path);
        await AssertAccessibleAsync(page);
    }

    [Fact]
    public async Task ARobot_IsTriedBeforeItIsSaved_AndItsKeyIsKeptNowhereOnTheDevice()
    {
        await using var server = await RobotServer.StartAsync(RobotForm.WeCom);
        var page = await SignedInAsync(app, Role.Administrator, "en");
        await OpenLiveAsync(page, "/settings/robots");
        await page.GetByRole(AriaRole.Link, new() { Name = "Add a robot" }).First.ClickAsync();
        await Expect(page.Locator("h1")).ToHaveTextAsync("Add a robot");
        await page.Locator("[name=Name]").FillAsync("Office group");
        await page.Locator("[name=BaseAddress]").FillAsync(server.Address);
        await page.Locator("[name=RobotKey]").FillAsync("key with blanks");
        var test = page.GetByRole(AriaRole.Button, new() { Name = "Send a test" });
        await test.ClickAsync();
        await Expect(page.Locator(".problems")).ToContainTextAsync("Give the key alone");
        await page.Locator("[name=RobotKey]").FillAsync("key-of-the-group");
        server.Manner = RobotManner.LimitsByCode;
        await test.ClickAsync();
        await Expect(page.Locator("[data-test-result=Bad]")).ToContainTextAsync("45009 api freq out of limit");
        server.Manner = RobotManner.Accepts;
        await test.ClickAsync();
        await Expect(page.Locator("[data-test-result=Good]")).ToBeVisibleAsync();
        await AssertAccessibleAsync(page);
        await DraftHoldsAsync(page, "Office group");
        Assert.DoesNotContain("key-of-the-group",
            await page.EvaluateAsync<string>("() => JSON.stringify(localStorage) + JSON.stringify(sessionStorage)"));
        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Expect(page.Locator("[data-robot]")).ToContainTextAsync("Office group");
        await page.GetByRole(AriaRole.Link, new() { Name = "Office group" }).ClickAsync();
        await Expect(page.Locator("[name=RobotKey]")).ToHaveValueAsync("");
        Assert.Equal(2, server.Requests.Count);
    }

    [Fact]
    public async Task OpenPage_OfAnAccountWhoseRoleChanges_LeadsToSignIn()
    {
        var page = await SignedInAsync(app, Role.Administrator);
        await OpenLiveAsync(page, "/admin/api-keys");
        var accounts = app.Get<AccountCommands>();
        // Of the many administrators of this class the one of this page.
        var row = (await app.Get<AccountQueries>().ListAsync(Cancellation)).OrderBy(account => account.Id).Last();
        Assert.Equal(Role.Administrator, row.Role);
        await app.AddAccountAsync("stays" + row.Id, Role.Administrator);
        await accounts.ChangeAsync(CurrentUser.System, row.Id, new AccountDetails(row.DisplayName, Role.Leader, []), Cancellation);
        await Expect(page).ToHaveURLAsync(address + "/account/sign-in?returnUrl=%2Fadmin%2Fapi-keys");
    }

    [Fact]
    public async Task SignOut_WorksFromALivePage()
    {
        var page = await SignedInAsync(app, Role.Administrator, "en");
        await OpenLiveAsync(page, "/admin/audit");
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign out", Exact = true }).ClickAsync();
        // The page may notice that its sign-in has ended before the answer to the form arrives; then it asks to come back.
        await Expect(page).ToHaveURLAsync(new Regex(Regex.Escape(address) + @"/account/sign-in(\?|$)"));
        await page.GotoAsync("/admin/audit");
        await Expect(page.Locator("#user-name")).ToBeVisibleAsync();
    }

    /// <summary>Looks at open pages' accounts several times a second instead of once in twenty seconds.</summary>
    public sealed class App : TestApp
    {
        protected override void ConfigureWebHost(IWebHostBuilder builder)
        {
            base.ConfigureWebHost(builder);
            var limits = SignInLimits.Default with { Recheck = TimeSpan.FromMilliseconds(300) };
            builder.ConfigureTestServices(services => services.Replace(ServiceDescriptor.Singleton(limits))
                .Replace(ServiceDescriptor.Singleton(Fixed.Of(limits))));
        }
    }
}
