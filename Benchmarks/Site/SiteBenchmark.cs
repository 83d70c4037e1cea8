using System.Diagnostics;
using Concentric.Dashboard.Demo;
using Microsoft.Playwright;

namespace Concentric.Benchmarks.Site;

/// <summary>
/// The published program: from start to the first full page, time to first byte, resident size, and what an open page costs.
/// </summary>
internal static class SiteBenchmark
{
    private const int Starts = 5;
    private const int Requests = 200;
    private const int Pages = 20;
    private const int Port = 5098;

    public static async Task<int> RunAsync(string program, string folder, CancellationToken cancellationToken)
    {
        await using var site = new PublishedSite(Path.GetFullPath(program), Path.GetFullPath(folder), Port);
        site.Start();
        await site.SignInAsync(cancellationToken);
        await site.FullPageAsync(cancellationToken);
        await site.StopAsync();

        Console.WriteLine($"{Environment.ProcessorCount} cores; {program} on {folder}");
        var starts = new List<double>();
        for (var i = 0; i < Starts; i++)
        {
            var started = Stopwatch.GetTimestamp();
            site.Start();
            await site.FullPageAsync(cancellationToken);
            starts.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
            if (i < Starts - 1) await site.StopAsync();
        }
        Say($"start to the first full page, {Starts} starts", starts, "ms");

        foreach (var path in new[] { "/", "/?period=year", "/?period=month&communities=xinsheng" })
        {
            for (var i = 0; i < 50; i++) await site.FirstByteAsync(path, cancellationToken);
            var times = new List<double>();
            for (var i = 0; i < Requests; i++) times.Add(await site.FirstByteAsync(path, cancellationToken));
            Say($"time to first byte of {path}, {Requests} requests", times, "ms");
        }

        await site.StopAsync();
        site.Start();
        await site.FullPageAsync(cancellationToken);
        await Task.Delay(TimeSpan.FromSeconds(10), cancellationToken);
        Console.WriteLine($"resident, idle 10 s after the first page: {site.Resident:0} MB");
        await MeasurePagesAsync(site, cancellationToken);
        return 0;
    }

    public static void Say(string what, List<double> values, string unit)
    {
        values.Sort();
        Console.WriteLine(
            $"{what}: median {values[values.Count / 2]:0.0} {unit}, p95 {values[(int)(values.Count * 0.95)]:0.0} {unit}, best "
            + $"{values[0]:0.0} {unit}, worst {values[^1]:0.0} {unit}");
    }

    private static async Task MeasurePagesAsync(PublishedSite site, CancellationToken cancellationToken)
    {
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await playwright.Chromium.LaunchAsync(Options);
        var context = await browser.NewContextAsync(new() { BaseURL = site.Address });
        // The first pages pay for code that all share.
        for (var i = 0; i < 3; i++) await OpenAsync(context, isSignedIn: i > 0);
        await Task.Delay(TimeSpan.FromSeconds(5), cancellationToken);
        var before = site.Resident;
        for (var i = 0; i < Pages; i++) await OpenAsync(context, isSignedIn: true);
        await Task.Delay(TimeSpan.FromSeconds(5), cancellationToken);
        Console.WriteLine(
            $"resident with {3 + Pages} open overviews: {site.Resident:0} MB; each of the last {Pages} cost "
            + $"{(site.Resident - before) / Pages:0.00} MB");
    }

    internal static BrowserTypeLaunchOptions Options => new()
    {
        ExecutablePath = Environment.GetEnvironmentVariable("CHROMIUM_PATH")
            ?? Array.Find(["/usr/bin/chromium-headless-shell", "/usr/bin/chromium"], File.Exists) ?? "chromium",
        Args = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-component-update",
            "--disable-sync"],
    };

    internal static async Task<IPage> OpenAsync(IBrowserContext context, bool isSignedIn)
    {
        var page = await context.NewPageAsync();
        if (!isSignedIn)
        {
            await page.GotoAsync("/account/sign-in");
            await page.Locator("#user-name").FillAsync(PublishedSite.User);
            await page.Locator("input[type=password]").FillAsync(DemoAccounts.Password);
            await page.Locator("main form button[type=submit]").ClickAsync();
        }
        else
        {
            await page.GotoAsync("/");
        }
        await page.Locator("[data-live]").WaitForAsync();
        return page;
    }
}
