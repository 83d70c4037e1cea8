using Concentric.Activities;
using Concentric.Data;
using Concentric.Kinds;
using Concentric.Ledgers;
using Concentric.Metrics;
using Concentric.Time;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace Concentric.Benchmarks.Site;

/// <summary>From the moment a record is saved to the moment its figure has changed in an open browser.</summary>
internal static class LiveBenchmark
{
    private const int Saves = 100;

    // Counts from the page's own clock, which is the machine's.
    private const string NextChange = """
        () => new Promise(done => {
            const value = document.querySelector(".tile[data-metric='activities.held'] .tile-value");
            const observer = new MutationObserver(() => { observer.disconnect(); done(performance.timeOrigin + performance.now()); });
            observer.observe(value, { childList: true, characterData: true, subtree: true });
        })
        """;

    public static async Task<int> RunAsync(string folder, CancellationToken cancellationToken)
    {
        await using var site = new DemoSite(Path.GetFullPath(folder));
        site.UseKestrel(0);
        site.StartServer();
        while (site.Services.GetRequiredService<MetricCube>().Current is null) await Task.Delay(20, cancellationToken);

        using var playwright = await Playwright.CreateAsync();
        await using var browser = await playwright.Chromium.LaunchAsync(SiteBenchmark.Options);
        var context = await browser.NewContextAsync(new() { BaseURL = site.ClientOptions.BaseAddress.GetLeftPart(UriPartial.Authority) });
        var page = await SiteBenchmark.OpenAsync(context, isSignedIn: false);

        var commands = site.Services.GetRequiredService<ActivityCommands>();
        var community = (await site.Services.GetRequiredService<CommunityDirectory>().GetAsync(cancellationToken)).All[0].Id;
        var today = site.Services.GetRequiredService<OfficeClock>().Today;
        var worker = new CurrentUser("worker", Role.Worker, [community]);
        var times = new List<double>();
        for (var i = -5; i < Saves; i++)
        {
            // Saves come apart, as people make them; the throttle lets the first of a burst through at once.
            await Task.Delay(Random.Shared.Next(150, 350), cancellationToken);
            var changed = page.EvaluateAsync<double>(NextChange);
            await page.EvaluateAsync("1");
            var saved = (DateTime.UtcNow - DateTime.UnixEpoch).TotalMilliseconds;
            var values = new FieldValues<Activity>
            {
                [x => x.CommunityId] = community,
                [x => x.Title] = $"Clean-up {i}",
                [x => x.Kind] = ActivityKind.CleanUp,
                [x => x.HeldOn] = today,
                [x => x.Attendance] = 10,
            };
            await commands.EnterAsync(worker, values, null, cancellationToken);
            var seen = await changed;
            if (i >= 0) times.Add(seen - saved);
        }

        Console.WriteLine($"{Environment.ProcessorCount} cores; {folder}; browser and server on this machine");
        SiteBenchmark.Say($"saved to changed in an open browser, {Saves} saves", times, "ms");
        return 0;
    }
}
