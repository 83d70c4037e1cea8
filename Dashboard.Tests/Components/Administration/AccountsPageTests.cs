using System.Globalization;
using Bunit;
using Concentric.Dashboard.Features.Administration;
using Concentric.Data;
using Concentric.People;
using Concentric.Tests.Components.Records;
using Concentric.Tests.TestData;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;

namespace Concentric.Tests.Components.Administration;

public sealed class AccountsPageTests : IAsyncLifetime
{
    private AdministrationContext context = null!;

    private static CancellationToken Cancellation => Xunit.TestContext.Current.CancellationToken;

    public AccountsPageTests() => CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("en");

    public async ValueTask InitializeAsync() => context = await AdministrationContext.CreateAsync();

    public ValueTask DisposeAsync() => context.DisposeAsync();

    [Fact]
    public async Task NewWorker_IsSavedWithItsCommunities_AndThePasswordShownOnce()
    {
        var page = await RenderAsync();
        Button(page, "Add an account").Click();
        page.Find("#account-user").Change("wang.fang");
        page.Find("#account-name").Change("王芳");
        page.Find("fieldset input").Change(true);
        await page.Find("form").SubmitAsync();

        var row = Assert.Single(await context.Accounts.ListAsync(Cancellation));
        Assert.Equal(("wang.fang", "王芳", Role.Worker), (row.UserName, row.DisplayName, row.Role));
        Assert.Equal([TestStore.Xinsheng], row.CommunityIds);
        Assert.Contains("Xinsheng Garden", page.Find("[data-account='wang.fang']").TextContent);
        var password = page.Find("code.secret").TextContent;
        Assert.NotNull(await context.Store.Get<SignInCheck>().FindAsync("wang.fang", password, "", Cancellation));
        Assert.Empty(page.FindAll("form"));
    }

    [Fact]
    public async Task RefusedForm_SaysWhy_AndKeepsWhatWasTyped()
    {
        var page = await RenderAsync();
        Button(page, "Add an account").Click();
        page.Find("#account-user").Change("wang.fang");
        page.Find("#account-name").Change("王芳");
        await page.Find("form").SubmitAsync();

        Assert.Equal("A community worker needs at least one community.", page.Find("[role=alert]").TextContent);
        Assert.Equal("王芳", page.Find("#account-name").GetAttribute("value"));
        Assert.Empty(await context.Accounts.ListAsync(Cancellation));
    }

    [Fact]
    public async Task Communities_AreAskedForWorkersAndReadersOnly()
    {
        var page = await RenderAsync();
        Button(page, "Add an account").Click();
        Assert.NotEmpty(page.FindAll("[data-field=account-communities]"));
        await RecordPagesContext.ChooseAsync(page, "account-role", Role.Leader);
        Assert.Empty(page.FindAll("[data-field=account-communities]"));
        await RecordPagesContext.ChooseAsync(page, "account-role", Role.Reader);
        Assert.Contains("None chosen means all", page.Find("[data-field=account-communities]").TextContent);
    }

    [Fact]
    public async Task QuietAccounts_AreAViewOfTheirOwn_AndTheLastSignInIsAColumn()
    {
        await AddAsync("never", Role.Leader);
        var present = await AddAsync("present", Role.Leader);
        context.Store.Time.Advance(TimeSpan.FromDays(AccountRow.QuietDays));
        await context.Store.Get<SignInSessions>().BeginAsync(present, "192.0.2.1", false, Cancellation);
        var all = await RenderAsync();
        Assert.Contains("2026-06-16 10:00", all.Find("[data-account=present]").TextContent);
        Assert.Equal(2, all.FindAll("[data-account]").Count);
        var link = all.FindAll(".segments a").Single(one => one.TextContent.Trim() == "Not for 90 days (1)").GetAttribute("href")!;
        context.Services.GetRequiredService<NavigationManager>().NavigateTo(link);
        var quiet = await RenderAsync();
        Assert.Equal("never", Assert.Single(quiet.FindAll("[data-account]")).GetAttribute("data-account"));
    }

    [Fact]
    public async Task Disabling_AsksBack_ThenDisables_AndTheLastAdministratorStays()
    {
        var boss = await AddAsync("boss", Role.Administrator);
        await AddAsync("leaver", Role.Leader);
        var page = await RenderAsync();

        Button(page, "Disable", "leaver").Click();
        Assert.False((await RowAsync("leaver")).IsDisabled);
        await Button(page, "Yes", "leaver").ClickAsync();
        Assert.True((await RowAsync("leaver")).IsDisabled);
        Assert.Contains("disabled", page.Find("[data-account=leaver]").TextContent);

        Button(page, "Disable", "boss").Click();
        await Button(page, "Yes", "boss").ClickAsync();
        Assert.Contains("last administrator", page.Find("[role=alert]").TextContent);
        Assert.False((await RowAsync("boss")).IsDisabled);
        Assert.NotEqual(0, boss);
    }

    [Fact]
    public async Task LockedAccount_IsShown_AndUnlocked()
    {
        await AddAsync("locked", Role.Leader);
        for (var i = 0; i < SignInCheck.MostFailures; i++)
            await context.Store.Get<SignInCheck>().FindAsync("locked", "wrong password", "", Cancellation);
        var page = await RenderAsync();
        // 10:00 and a quarter of an hour, in the office's zone.
        Assert.Contains("locked until 10:15", page.Find("[data-account=locked]").TextContent);
        await Button(page, "Unlock", "locked").ClickAsync();
        Assert.Null((await RowAsync("locked")).LockedUntil);
    }

    [Fact]
    public async Task NewPassword_IsShownOnce_AndWorks()
    {
        await AddAsync("forgetful", Role.Leader);
        var page = await RenderAsync();
        Button(page, "New password", "forgetful").Click();
        await Button(page, "Yes", "forgetful").ClickAsync();
        Assert.NotNull(await context.Store.Get<SignInCheck>()
            .FindAsync("forgetful", page.Find("code.secret").TextContent, "", Cancellation));
    }

    private Task<int> AddAsync(string name, Role role) =>
        context.Store.Get<AccountCommands>()
            .AddAsync(TestStore.Administrator, name, new AccountDetails(name, role, []), DashboardApp.Password, Cancellation);

    private async Task<AccountRow> RowAsync(string name) =>
        (await context.Accounts.ListAsync(Cancellation)).Single(row => row.UserName == name);

    private async Task<IRenderedComponent<AccountsPage>> RenderAsync()
    {
        var page = context.Render<AccountsPage>();
        await page.WaitForElementAsync("table");
        return page;
    }

    private static AngleSharp.Dom.IElement Button(IRenderedComponent<AccountsPage> page, string text, string? account = null) =>
        page.FindAll($"{(account is null ? "" : $"[data-account={account}] ")}button").Single(button => button.TextContent.Trim() == text);
}
