using System.Globalization;
using Bunit;
using Concentric.Dashboard.Features.Administration;
using Concentric.Data;
using Concentric.People;
using Concentric.Tests.Components.Records;
using Concentric.Tests.TestData;

namespace Concentric.Tests.Components.Administration;

public sealed class ApiKeysPageTests : IAsyncLifetime
{
    private AdministrationContext context = null!;

    private static CancellationToken Cancellation => Xunit.TestContext.Current.CancellationToken;

    public ApiKeysPageTests() => CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("en");

    public async ValueTask InitializeAsync() => context = await AdministrationContext.CreateAsync();

    public ValueTask DisposeAsync() => context.DisposeAsync();

    [Fact]
    public async Task Key_IsShownOnce_WorksWithinItsLimits_AndIsRevoked()
    {
        var page = context.Render<ApiKeysPage>();
        (await page.WaitForElementAsync("#key-name")).Change("BI");
        page.FindAll("fieldset input")[1].Change(true);
        await page.Find("form").SubmitAsync();

        var secret = page.Find("code.secret").TextContent;
        var caller = (await context.Store.Get<ApiKeyCommands>().FindAsync(secret, Cancellation))?.Caller;
        Assert.Equal(("BI", Role.Analyst), (caller!.Name, caller.Role));
        Assert.Equal([TestStore.Xinshun], caller.CommunityIds!);
        var row = page.Find("[data-key=BI]");
        Assert.Contains("Xinshun Garden", row.TextContent);
        Assert.DoesNotContain(secret, row.TextContent);

        page.Find("[data-key=BI] button").Click();
        await page.FindAll("[data-key=BI] button")[0].ClickAsync();
        Assert.Null(await context.Store.Get<ApiKeyCommands>().FindAsync(secret, Cancellation));
        Assert.Contains("revoked 2026-03-18 10:00", page.Find("[data-key=BI]").TextContent);
        Assert.DoesNotContain(secret, page.Markup);
    }

    [Fact]
    public async Task WorkersKeyWithoutCommunity_IsRefused_AndTheNameKept()
    {
        var page = context.Render<ApiKeysPage>();
        (await page.WaitForElementAsync("#key-name")).Change("BI");
        await RecordPagesContext.ChooseAsync(page, "key-role", Role.Worker);
        await page.Find("form").SubmitAsync();
        Assert.Equal("A community worker needs at least one community.", page.Find("[role=alert]").TextContent);
        Assert.Equal("BI", page.Find("#key-name").GetAttribute("value"));
    }
}
