using System.Globalization;
using Bunit;
using Concentric.Dashboard.Features.Administration;
using Concentric.Data;
using Concentric.People;
using Concentric.Tests.TestData;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;

namespace Concentric.Tests.Components.Administration;

public sealed class AuditPageTests : IAsyncLifetime
{
    private AdministrationContext context = null!;

    private static CancellationToken Cancellation => Xunit.TestContext.Current.CancellationToken;

    public AuditPageTests() => CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("en");

    public async ValueTask InitializeAsync() => context = await AdministrationContext.CreateAsync();

    public ValueTask DisposeAsync() => context.DisposeAsync();

    [Fact]
    public async Task Lines_SayWhoDidWhat_TheNewestFirst_AndAreFilteredByTheAddress()
    {
        var id = await context.Store.Get<AccountCommands>()
            .AddAsync(TestStore.Administrator, "someone", new AccountDetails("someone", Role.Leader, []), DashboardApp.Password,
                Cancellation);
        await context.Store.Get<AccountCommands>().UnlockAsync(TestStore.Administrator, id, Cancellation);
        await context.Store.AddAsync(Make.Petition());

        var page = context.Render<AuditPage>();
        var rows = (await page.WaitForElementsAsync("tbody tr")).Select(row => row.TextContent).ToList();
        Assert.Equal(3, rows.Count);
        Assert.Contains("Petition", rows[0]);
        Assert.Contains("Unlocked", rows[1]);
        Assert.Contains(TestStore.Administrator.Name, rows[1]);
        Assert.Contains("2026-03-18 10:00:00", rows[2]);

        context.Services.GetRequiredService<NavigationManager>().NavigateTo("/admin/audit?kind=account");
        page = context.Render<AuditPage>();
        Assert.Equal(2, (await page.WaitForElementsAsync("tbody tr")).Count);

        context.Services.GetRequiredService<NavigationManager>()
            .NavigateTo("/admin/audit?kind=account&from=2026-03-18&to=2026-03-18&by=%E7%AE%A1");
        page = context.Render<AuditPage>();
        Assert.Equal(2, (await page.WaitForElementsAsync("tbody tr")).Count);
        Assert.Contains("someone", page.Find(".field-changes ins").TextContent);

        context.Services.GetRequiredService<NavigationManager>().NavigateTo("/admin/audit?to=2026-03-17&from=soon");
        page = context.Render<AuditPage>();
        Assert.Empty(page.FindAll("tbody tr"));
        Assert.Contains("soon", page.Find("[role=alert]").TextContent);
    }

    [Fact]
    public async Task Trail_IsForAdministratorsOnly()
    {
        var queries = context.Store.Get<AuditQueries>();
        foreach (var caller in new[] { TestStore.Leader, TestStore.WorkerOfXinsheng, new CurrentUser("a", Role.Analyst),
            new CurrentUser("p", Role.Panel) })
            await Assert.ThrowsAsync<AccountException>(() => queries.ReadAsync(caller, new(), Cancellation));
    }
}
