using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Concentric.Tests.EndToEnd;

/// <summary>Steps of a record: a button, and the dialog that it opens.</summary>
internal static class RecordActions
{
    /// <summary>The button of an action.</summary>
    public static ILocator Action(this IPage page, string key) => page.Locator($"button[data-action={key}]");

    /// <summary>The one dialog that is open, with its title and buttons.</summary>
    public static ILocator ActionDialog(this IPage page) => page.GetByRole(AriaRole.Dialog);

    public static Task OpenActionAsync(this IPage page, string key) => OpenActionAsync(page, page.Action(key));

    /// <summary>Waits until the keyboard stands in the dialog: then it is there to stay.</summary>
    public static async Task OpenActionAsync(this IPage page, ILocator button)
    {
        await button.ClickAsync();
        await Expect(page.ActionDialog().Locator("*:focus")).ToHaveCountAsync(1);
    }

    public static Task SendActionAsync(this IPage page) => page.ActionDialog().Locator("button[type=submit]").ClickAsync();

    /// <summary>Sends the open dialog and waits until it is gone, which it is only when the step was saved.</summary>
    public static async Task FinishActionAsync(this IPage page)
    {
        await page.SendActionAsync();
        await Expect(page.ActionDialog()).ToHaveCountAsync(0);
    }
}
