using System.Globalization;
using Bunit;
using Concentric.Communities;
using Concentric.Dashboard.Features.Administration;
using Concentric.Data;
using Concentric.People;
using Concentric.Tests.TestData;
using Microsoft.Extensions.DependencyInjection;

namespace Concentric.Tests.Components.Administration;

/// <summary>First passwords are made for who has none of their own, shown once, and open the account for one sign-in.</summary>
public sealed class FirstPasswordsPageTests
{
    private static CancellationToken Cancellation => Xunit.TestContext.Current.CancellationToken;

    public FirstPasswordsPageTests() => CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("en");

    [Fact]
    public async Task Slips_AreMadeForThoseChosen_AndNobodyWithAnOwnPasswordIsOffered()
    {
        await using var context = await AdministrationContext.CreateAsync();
        context.Services.AddSingleton(Fixed.Of(new StreetOffice("胡家园街道", "Hujiayuan Street") { Address = "https://dash.example.cn" }));
        await context.Store.AddAsync(Account("new"), Account("given", hash: "x"), Account("off", disabled: true),
            Account("own", hash: "x", isTemporary: false));
        var page = context.Render<FirstPasswordsPage>();
        Assert.Equal(["given", "new"], page.FindAll("[data-account]").Select(one => one.GetAttribute("data-account")).Order());
        Assert.Contains("Make 1 first passwords", page.Find("[data-make]").TextContent);

        await page.Find("[data-make]").ClickAsync();
        page.WaitForElement(".slip");
        var slip = Assert.Single(page.FindAll(".slip")).TextContent;
        Assert.Contains("Hujiayuan Street", slip);
        Assert.Contains("https://dash.example.cn", slip);
        var password = page.Find(".slip .secret").TextContent;
        var found = await context.Store.Get<SignInCheck>().FindAsync("new", password, "", Cancellation);
        Assert.True(found!.PasswordIsTemporary);
        Assert.Single(page.FindAll(".slip"));
        // Who comes back finds none.
        Assert.Empty(context.Render<FirstPasswordsPage>().FindAll(".slip"));
    }

    [Fact]
    public async Task WhoHasChosenAPasswordSinceThePageWasOpened_KeepsIt()
    {
        await using var context = await AdministrationContext.CreateAsync();
        context.Services.AddSingleton(Fixed.Of(new StreetOffice("胡家园街道", "Hujiayuan Street")));
        var user = await context.Store.AddAsync(Account("new"), Account("other"));
        var page = context.Render<FirstPasswordsPage>();
        await using (var db = context.Store.Open())
        {
            var own = db.Users.Single(one => one.Id == user.Id);
            (own.PasswordHash, own.PasswordIsTemporary, own.SecurityStamp) = ("own", false, "chosen");
            await db.SaveChangesAsync(Cancellation);
        }

        await page.Find("[data-make]").ClickAsync();
        page.WaitForElement(".slip");
        Assert.Equal("other", Assert.Single(page.FindAll(".slip dd code:not(.secret)")).TextContent);
        Assert.Contains("new", page.Find("[role=alert]").TextContent);
        await using var after = context.Store.Open();
        Assert.Equal("own", after.Users.Single(one => one.Id == user.Id).PasswordHash);
    }

    private static DashboardUser Account(string name, string? hash = null, bool isTemporary = true, bool disabled = false) => new()
    {
        UserName = name,
        NormalizedUserName = UserNames.Normalize(name),
        DisplayName = name,
        Role = Role.Leader,
        PasswordHash = hash,
        PasswordIsTemporary = isTemporary,
        IsDisabled = disabled,
    };
}
