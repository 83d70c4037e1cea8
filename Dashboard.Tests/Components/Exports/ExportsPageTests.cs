using System.Globalization;
using Bunit;
using Concentric.Dashboard.Account;
using Concentric.Dashboard.Features.Exports;
using Concentric.Dashboard.Infrastructure;
using Concentric.Data;
using Concentric.Exports;
using Concentric.Ledgers;
using Concentric.Live;
using Concentric.Tests.Components.Records;
using Concentric.Tests.Core.Exports;
using Concentric.Tests.TestData;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using MudBlazor.Services;

namespace Concentric.Tests.Components.Exports;

/// <summary>The exports page on the real services, with workers that a test moves by hand.</summary>
public sealed class ExportsPageTests : IAsyncLifetime
{
    private static readonly CurrentUser Analyst = new("陈静", Role.Analyst, null, 5);
    private readonly BunitContext context = new();
    private ExportRig rig = null!;
    private LiveUpdates updates = null!;

    private static CancellationToken Cancellation => Xunit.TestContext.Current.CancellationToken;

    public ExportsPageTests() => CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("en");

    public async ValueTask InitializeAsync()
    {
        rig = await ExportRig.CreateAsync();
        updates = new LiveUpdates(new TestClock(), NullLogger<LiveUpdates>.Instance);
        foreach (var service in new[] { typeof(ExportRequests), typeof(ExportQueries), typeof(ExportSchedules), typeof(ExportTemplates),
            typeof(CommunityDirectory), typeof(Concentric.Time.OfficeClock) })
            context.Services.AddSingleton(service, rig.Store.Services.GetRequiredService(service));
        context.Services.AddSingleton(updates);
        context.Services.AddScoped<CurrentUserProvider>().AddScoped<PrerenderState>();
        context.Services.AddMudServices();
        context.JSInterop.Mode = JSRuntimeMode.Loose;
        SignIn(Analyst);
    }

    public async ValueTask DisposeAsync()
    {
        await context.DisposeAsync();
        await rig.DisposeAsync();
    }

    [Fact]
    public async Task WithoutRuns_ThePageSaysWhatToDo_AndShowsTheSchedules()
    {
        await rig.Store.Get<ExportSchedules>().SeedAsync(Cancellation);
        var page = Render();
        Assert.Contains("No workbooks yet", page.Find(".empty").TextContent);
        Assert.Contains("next 2026-03-23 Mon 07:30", page.Find("[data-schedule=street-summary-weekly]").TextContent);
        Assert.Contains("next 2026-04-01 Wed 08:00", page.Find("[data-schedule=street-summary-monthly]").TextContent);
    }

    [Fact]
    public async Task Runs_AreFilteredByTheAddress_AndTheStoppedAreToldFromTheFailed()
    {
        var stopped = await rig.AskAsync(ExportRig.HeldKey);
        await rig.Requests.StopAsync(Analyst, stopped, Cancellation);
        await using (var db = await rig.Store.Factory.CreateDbContextAsync(Cancellation))
        {
            db.ExportRuns.Add(new ExportRun
            {
                Key = "failed",
                Template = "street-summary",
                Language = "en",
                AskedBy = "陈静",
                State = ExportState.Failed,
                Failure = "too many rows",
                PeriodFrom = new(2025, 1, 1),
                PeriodTo = new(2025, 1, 31),
            });
            await db.SaveChangesAsync(Cancellation);
        }

        Assert.Equal(["Failed", "Stopped"], States(""));
        Assert.Equal(["Stopped"], States("?state=stopped"));
        Assert.Equal(["Failed"], States("?state=failed"));
        Assert.Equal(["Failed"], States("?template=street-summary"));
        Assert.Equal(["Failed"], States("?from=2025-01-31&to=2025-02-28"));
        Assert.Equal([], States("?from=2025-02-01&to=2025-02-28"));
        Assert.Contains("No workbook is like that", Render("/exports?state=done").Find(".empty").TextContent);
        // What can't be read narrows nothing.
        Assert.Equal(["Failed", "Stopped"], States("?state=soon"));

        IEnumerable<string?> States(string query) =>
            Render("/exports" + query).FindAll("[data-export]").Select(row => row.GetAttribute("data-state"));
    }

    [Fact]
    public async Task TheForm_AsksForWhatItShows()
    {
        var page = Render();
        Assert.Contains("2026-02-01 to 2026-02-28", page.Find(".card-head span").TextContent);
        await RecordPagesContext.ChooseAsync(page, "ask-period", "LastWeek");
        Assert.Contains("2026-03-09 to 2026-03-15", page.Find(".card-head span").TextContent);
        await RecordPagesContext.ChooseAsync(page, "ask-language", "zh-CN");
        page.FindAll("form.ask .checks input")[1].Change(true);
        await page.Find("form.ask").SubmitAsync();
        var run = await rig.RunAsync(Assert.Single(rig.Jobs.TakeAll()));
        Assert.Equal((new DateOnly(2026, 3, 9), new DateOnly(2026, 3, 15), "xinshun", "zh-CN", "陈静"),
            (run.PeriodFrom, run.PeriodTo, run.Communities, run.Language, run.AskedBy));
        Assert.Contains("Queued", Row(page, run.Id).TextContent);
        Assert.Contains("Xinshun Garden", Row(page, run.Id).TextContent);
    }

    [Fact]
    public async Task ARefusal_IsShownWithItsMend()
    {
        var page = Render();
        await RecordPagesContext.ChooseAsync(page, "ask-period", "Custom");
        page.Find("#ask-from").Change("2026-03-05");
        page.Find("#ask-to").Change("2026-03-01");
        await page.Find("form.ask").SubmitAsync();
        Assert.Equal("The first day 2026-03-05 is after the last day 2026-03-01; swap them.", page.Find("[role=alert]").TextContent);
        Assert.Empty(rig.Jobs.TakeAll());
    }

    [Fact]
    public async Task ARun_IsFollowedLive_FromTheQueueToTheDownload()
    {
        var id = await rig.Requests.AskAsync(Analyst, ExportRig.Request(ExportRig.HeldKey), Cancellation);
        var page = Render();
        var making = rig.Runner.RunAsync(id, Cancellation);
        await rig.Held.BegunAsync();
        updates.Notify([ExportRunChanges.Kind]);
        page.WaitForAssertion(() => Assert.Equal("0", Row(page, id).QuerySelector("[role=progressbar]")!.GetAttribute("aria-valuenow")));
        rig.Held.LetGo();
        await making;
        updates.Notify([ExportRunChanges.Kind]);
        page.WaitForAssertion(() =>
        {
            var row = Row(page, id);
            Assert.Equal("Done", row.QuerySelector(".tag")!.TextContent);
            Assert.NotNull(row.QuerySelector(".tag svg"));
            Assert.Equal($"/exports/{id}/file", row.QuerySelector("a[download]")!.GetAttribute("href"));
            Assert.Equal(new string('a', 64), row.QuerySelector("[data-copy]")!.GetAttribute("data-copy"));
            Assert.Equal("aaaaaaaaaaaa", row.QuerySelector("code")!.TextContent);
            Assert.Contains("7", row.TextContent);
        });
        Assert.Equal($"Export {id} is done and can be downloaded.", page.Find("[role=status]").TextContent);
    }

    [Fact]
    public async Task AFailedRun_SaysWhy_AndIsRetried()
    {
        var id = await rig.Requests.AskAsync(Analyst, ExportRig.Request(ExportRig.HeldKey), Cancellation);
        rig.Jobs.TakeAll();
        rig.Held.Failure = new ExportException("TooManyRows", 20_001, 20_000);
        rig.Held.LetGo();
        await rig.Runner.RunAsync(id, Cancellation);
        var page = Render();
        Assert.Equal("Failed", Row(page, id).QuerySelector(".tag")!.TextContent);
        Assert.Contains("have 20,001 rows, more than the 20,000", Row(page, id).QuerySelector(".failure")!.TextContent);
        Assert.Null(Row(page, id).QuerySelector("a[download]"));
        await Row(page, id).QuerySelector("button")!.ClickAsync();
        Assert.Equal([id], rig.Jobs.TakeAll());
        Assert.Equal("Queued", Row(page, id).QuerySelector(".tag")!.TextContent);
        await Row(page, id).QuerySelector("button")!.ClickAsync();
        Assert.Contains("Stopped by 陈静", Row(page, id).TextContent);
    }

    [Fact]
    public async Task AWorker_IsOfferedOwnCommunities_AndSeesOwnRuns()
    {
        var others = await rig.Requests.AskAsync(Analyst, ExportRig.Request(), Cancellation);
        SignIn(TestStore.WorkerOfXinsheng with { UserId = 9 });
        var page = Render();
        Assert.Equal(["Xinsheng Garden"], page.FindAll("form.ask .checks label").Select(label => label.TextContent.Trim()));
        Assert.Empty(page.FindAll($"[data-export='{others}']"));
        await page.Find("form.ask").SubmitAsync();
        Assert.Contains("Xinsheng Garden", page.Find("[data-export]").TextContent);
    }

    [Fact]
    public async Task TheList_HasPages()
    {
        for (var i = 0; i < 26; i++)
        {
            await rig.AskAsync();
            rig.Store.Time.Advance(TimeSpan.FromMinutes(1));
        }
        var page = Render("/exports?page=2");
        Assert.Single(page.FindAll("[data-export]"));
        Assert.Equal("26–26 of 26", page.Find(".pager-range").TextContent);
        Assert.Equal(25, Render("/exports?page=0").FindAll("[data-export]").Count);
    }

    private static AngleSharp.Dom.IElement Row(IRenderedComponent<ExportsPage> page, long id) => page.Find($"[data-export='{id}']");

    private IRenderedComponent<ExportsPage> Render(string path = "/exports")
    {
        context.Services.GetRequiredService<Microsoft.AspNetCore.Components.NavigationManager>().NavigateTo(path);
        return context.Render<ExportsPage>();
    }

    private void SignIn(CurrentUser caller)
    {
        var authorization = context.AddAuthorization();
        authorization.SetAuthorized(caller.Name);
        authorization.SetClaims([.. CurrentUserClaims.Of(caller)]);
        authorization.SetPolicies(Policies.MayExport);
    }
}
