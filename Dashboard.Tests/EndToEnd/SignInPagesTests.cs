using Concentric.Data;
using Concentric.Tests.TestData;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Concentric.Tests.EndToEnd;

public sealed class SignInPagesTests(TestApp app, Chromium chromium) : BrowserTest(chromium), IClassFixture<TestApp>
{
    private readonly string address = app.Listen();

    [Theory]
    [InlineData("zh-CN", ColorScheme.Light, 1366)]
    [InlineData("en", ColorScheme.Dark, 390)]
    public async Task SignInPage_IsAccessible_AndSaysNoWithoutAHint(string language, ColorScheme scheme, int width)
    {
        var page = await NewPageAsync(address, language, scheme, width);
        await page.GotoAsync("/account/sign-in");
        await AssertAccessibleAsync(page);
        await page.Locator("#user-name").FillAsync("nobody");
        await page.Locator("input[type=password]").FillAsync("a wrong password");
        await page.Locator("input[type=password]").PressAsync("Enter");
        await Expect(page.GetByRole(AriaRole.Alert)).ToBeVisibleAsync();
        await Expect(page.Locator("#user-name")).ToHaveValueAsync("nobody");
        await AssertAccessibleAsync(page);
    }

    [Fact]
    public async Task PasswordPage_NeedsSignIn_AndIsAccessible()
    {
        var stranger = await NewPageAsync(address, "en");
        await stranger.GotoAsync("/account/password");
        await Expect(stranger).ToHaveURLAsync(address + "/account/sign-in?returnUrl=%2Faccount%2Fpassword");

        var page = await SignedInAsync(app, Role.Leader, "en");
        await page.GotoAsync("/account/password");
        await Expect(page.Locator("h1")).ToHaveTextAsync("Change password");
        await AssertAccessibleAsync(page);
    }
}
