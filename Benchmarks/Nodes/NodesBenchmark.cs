using System.Globalization;
using System.Net;
using Concentric.Activities;
using Concentric.Benchmarks.OpenPages;
using Concentric.Benchmarks.Site;
using Concentric.Data;
using Concentric.Kinds;
using Concentric.Ledgers;
using Concentric.Live;
using Concentric.Metrics;
using Concentric.Registration;
using Concentric.Time;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Concentric.Benchmarks.Nodes;

/// <summary>
/// From the moment somebody saves on one node to the moment a page that is open on another has it. The other node is the whole program
/// with its pages; the first saves by the same command as the form, and tells nobody but the store.
/// </summary>
internal static class NodesBenchmark
{
    private const int Saves = 100;
    private const int Pages = 20;

    /// <param name="connection">Of a SQL Server; null for the embedded store of the folder.</param>
    public static async Task<int> RunAsync(string folder, string? connection, CancellationToken cancellationToken)
    {
        CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
        var path = Path.GetFullPath(folder);
        await using var site = new DemoSite(path, connection);
        site.UseKestrel(0);
        site.StartServer();
        while (site.Services.GetRequiredService<MetricCube>().Current is null) await Task.Delay(20, cancellationToken);

        var store = site.Services.GetRequiredService<StoreOptions>();
        await using var first = new ServiceCollection().AddLogging(logging => logging.SetMinimumLevel(LogLevel.Warning))
            .AddSingleton(TimeProvider.System).AddSingleton(site.Services.GetRequiredService<OfficeClock>()).AddStore(store)
            .AddSingleton(new DataFolder(path)).AddSingleton<LiveUpdates>().AddSingleton<CommunityDirectory>().AddRecords()
            .BuildServiceProvider();
        var commands = first.GetRequiredService<ActivityCommands>();
        var community = (await first.GetRequiredService<CommunityDirectory>().GetAsync(cancellationToken)).All[0].Id;
        var today = first.GetRequiredService<OfficeClock>().Today;
        var worker = new CurrentUser("worker", Role.Worker, [community]);

        var address = site.ClientOptions.BaseAddress;
        var cookies = new CookieContainer();
        using var handler = new HttpClientHandler { CookieContainer = cookies };
        using var client = new HttpClient(handler) { BaseAddress = address };
        await PublishedSite.SignInAsync(client, await client.GetStringAsync("/account/sign-in", cancellationToken), PublishedSite.User,
            cancellationToken);
        var pages = new List<CircuitClient>();
        for (var i = 0; i < Pages; i++)
        {
            var page = new CircuitClient(client, cookies, SavedRecords.Note);
            await page.OpenAsync("/", cancellationToken);
            pages.Add(page);
        }

        var saved = new List<(long Id, long At)>();
        for (var i = -5; i < Saves; i++)
        {
            // At every point of the second in which the other node looks.
            await Task.Delay(Random.Shared.Next(1_000, 2_000), cancellationToken);
            var values = new FieldValues<Activity>
            {
                [x => x.CommunityId] = community,
                [x => x.Title] = "清洁家园",
                [x => x.Kind] = ActivityKind.CleanUp,
                [x => x.HeldOn] = today,
                [x => x.Attendance] = 10,
            };
            var at = SavedRecords.Now;
            var entered = await commands.EnterAsync(worker, values, null, cancellationToken);
            if (i >= 0) saved.Add((entered.Id, at));
        }

        await Task.Delay(TimeSpan.FromSeconds(5), cancellationToken);
        var delays = SavedRecords.Delays(SavedRecords.Write(saved), pages.Select(page => page.Seen)).ToList();
        Console.WriteLine($"{Environment.ProcessorCount} cores; {store.Provider}; {Pages} pages open on the other node, "
            + $"{delays.Count} of {Saves * Pages} seen");
        SiteBenchmark.Say($"saved on one node to shown on pages of the other, {Saves} saves", delays, "ms");
        foreach (var page in pages) await page.DisposeAsync();
        return 0;
    }
}
