using System.Net;
using Concentric.Communities;
using Concentric.Dashboard.Jobs;
using Concentric.Data.Demo;
using Concentric.Exports;
using Concentric.Metrics;
using Concentric.People;
using Concentric.Tests.TestData;
using Concentric.Time;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;

namespace Concentric.Tests.Integration.Links;

/// <summary>The application in memory with the demo street and what the demo leaves out: a workbook that was made, a schedule, a key.</summary>
public sealed class LinksApp : TestApp, IAsyncLifetime
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await Get<DemoData>().LoadAsync(Stop);
        Get<CommunityDirectory>().Forget();
        await Get<MetricCube>().BuildAsync(Stop);
        var analyst = new Caller("link-maker", Role.Analyst, UserId: await AddAccountAsync("link-maker", Role.Analyst));
        var id = await Get<ExportRequests>().AskAsync(analyst, new("meeting-pack", Period.MonthOf(Get<OfficeClock>().Today.AddMonths(-1)), PeriodKind.Month, null, "en"), Stop);
        await Get<ExportRunner>().RunAsync(id, Stop);
        await Get<ScheduleCommands>().AddAsync(analyst, new("Weekly", "street-summary", ExportCadence.Weekly, "30 7 * * 1", "en", [], null, true, []), Stop);
        await Get<ApiKeyCommands>().MakeAsync(Caller.System, "BI", Role.Analyst, null, Stop);
    }

    /// <summary>A browser in a language, signed in by a new account of the role; null for nobody.</summary>
    public async Task<HttpClient> BrowserAsync(Role? role, string language)
    {
        var browser = CreateClient(new WebApplicationFactoryClientOptions { AllowAutoRedirect = false, BaseAddress = new Uri("http://localhost") });
        browser.DefaultRequestHeaders.Add("Accept-Language", language);
        if (role is not { } known) return browser;
        var name = $"{known}-{language}".ToLowerInvariant();
        int[] communities = known == Role.Worker ? [(await Get<CommunityDirectory>().GetAsync(Stop)).Find("xinsheng")!.Id] : [];
        await AddAccountAsync(name, known, communities);
        Assert.Equal(HttpStatusCode.Redirect, (await SignInAsync(browser, name, Password)).StatusCode);
        return browser;
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        base.ConfigureWebHost(builder);
        builder.ConfigureTestServices(services =>
        {
            // The workbook is made here, before anybody looks for it.
            foreach (var server in services.Where(service => service.ImplementationType == typeof(JobServer)).ToList()) services.Remove(server);
        });
    }
}
