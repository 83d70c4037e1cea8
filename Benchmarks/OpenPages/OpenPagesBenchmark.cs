using System.Diagnostics;
using System.Globalization;
using Concentric.Activities;
using Concentric.Benchmarks.Site;
using Concentric.Data;
using Concentric.Kinds;
using Concentric.Ledgers;
using Concentric.Metrics;
using Concentric.Time;
using Microsoft.Extensions.DependencyInjection;
using Activity = Concentric.Activities.Activity;

namespace Concentric.Benchmarks.OpenPages;

/// <summary>
/// Many open overviews: real circuits over WebSockets, without browsers, from a process of its own. What a save costs the server for
/// each of them, when each has it, and what an open page costs in memory, which is given back after they close.
/// </summary>
internal static class OpenPagesBenchmark
{
    private const int SingleSaves = 10;
    private const int SavesASecond = 5;

    public static async Task<int> RunAsync(string folder, string counts, int seconds, CancellationToken cancellationToken)
    {
        CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
        await using var site = new DemoSite(Path.GetFullPath(folder));
        site.UseKestrel(0);
        site.StartServer();
        var cube = site.Services.GetRequiredService<MetricCube>();
        while (cube.Current is null) await Task.Delay(20, cancellationToken);
        var saver = await Saver.CreateAsync(site.Services, cancellationToken);

        using var clients = new ClientProcess(site.ClientOptions.BaseAddress.GetLeftPart(UriPartial.Authority));
        await clients.AnswerAsync(cancellationToken);
        var load = (await File.ReadAllTextAsync("/proc/loadavg", cancellationToken)).Split(' ')[0];
        Console.WriteLine($"{Environment.ProcessorCount} cores, load {load}; {folder}; clients on this machine");

        // The first pages pay for code that all share.
        await clients.AskAsync("open 6", cancellationToken);
        for (var i = 0; i < 20; i++) await saver.SaveAsync(cancellationToken);
        await clients.AskAsync("close", cancellationToken);
        await Task.Delay(TimeSpan.FromSeconds(2), cancellationToken);
        var idle = Resident();
        var liveIdle = GC.GetTotalMemory(forceFullCollection: true) / 1048576.0;
        Console.WriteLine($"resident before: {idle:0} MB");
        foreach (var many in counts.Split(',').Select(text => int.Parse(text, CultureInfo.InvariantCulture)))
        {
            await clients.AskAsync($"open {many}", cancellationToken);
            await Task.Delay(TimeSpan.FromSeconds(3), cancellationToken);
            var resident = Resident();
            var live = GC.GetTotalMemory(forceFullCollection: true) / 1048576.0;

            // Apart enough that each is over before the next.
            var single = await saver.CostAsync(SingleSaves, TimeSpan.FromSeconds(many > 200 ? 3 : 1), cancellationToken);
            var one = await clients.TellAsync(single.Saves, cancellationToken);

            var saves = SavesASecond * seconds;
            var (paused, collected) = (GC.GetTotalPauseDuration(), Collections());
            var stream = await saver.CostAsync(saves, TimeSpan.FromSeconds(1.0 / SavesASecond), cancellationToken);
            var all = await clients.TellAsync(stream.Saves, cancellationToken);
            Console.WriteLine($"{many} open: {(resident - idle) / many:0.00} MB each resident, "
                + $"{(live - liveIdle) / many:0.00} MB live; {all[5]:0} lost");
            Console.WriteLine($"  one save: {single.Milliseconds / SingleSaves / many:0.00} ms of processor for each page; there after "
                + $"{one[1]:0} ms median, {one[2]:0} p95, {one[4]:0} worst");
            Console.WriteLine($"  {SavesASecond} saves a second for {seconds} s: {stream.Milliseconds / saves / many:0.00} ms for each "
                + $"page and save, {stream.Milliseconds / stream.Elapsed.TotalMilliseconds:0.00} cores busy; there after {all[1]:0} ms "
                + $"median, {all[2]:0} p95, {all[3]:0} p99, {all[4]:0} worst; {(all[6] - one[6]) / 1024 / saves / many:0.0} KB for each page and save");
            Console.WriteLine($"  the collector meanwhile: {string.Join(", ", Collections().Zip(collected, (now, then) => now - then))} of "
                + $"generations 0 and up, paused for {(GC.GetTotalPauseDuration() - paused) / stream.Elapsed:0.0 %} of the time");
            await clients.AskAsync("close", cancellationToken);
            await Task.Delay(TimeSpan.FromSeconds(60), cancellationToken);
            Console.WriteLine($"  a minute after they closed: {Resident():0} MB resident");
        }

        return 0;
    }

    private static int[] Collections() => [.. Enumerable.Range(0, GC.MaxGeneration + 1).Select(GC.CollectionCount)];

    private static double Resident()
    {
        using var process = Process.GetCurrentProcess();
        return process.WorkingSet64 / 1048576.0;
    }

    /// <summary>Saves activities by the same command as the form.</summary>
    private sealed class Saver(ActivityCommands commands, CurrentUser worker, int community, DateOnly today)
    {
        private readonly List<(long Id, long At)> saved = [];

        public static async Task<Saver> CreateAsync(IServiceProvider services, CancellationToken cancellationToken)
        {
            var community = (await services.GetRequiredService<CommunityDirectory>().GetAsync(cancellationToken)).All[0].Id;
            return new(services.GetRequiredService<ActivityCommands>(), new CurrentUser("worker", Role.Worker, [community]), community,
                services.GetRequiredService<OfficeClock>().Today);
        }

        public async Task SaveAsync(CancellationToken cancellationToken)
        {
            var values = new FieldValues<Activity>
            {
                [x => x.CommunityId] = community,
                [x => x.Title] = "清洁家园",
                [x => x.Kind] = Concentric.Activities.ActivityKind.CleanUp,
                [x => x.HeldOn] = today,
                [x => x.Attendance] = 10,
            };
            var at = SavedRecords.Now;
            var entered = await commands.EnterAsync(worker, values, null, cancellationToken);
            saved.Add((entered.Id, at));
        }

        /// <summary>Processor time of this process while so many are saved at a steady pace, and for one pace more.</summary>
        public async Task<(double Milliseconds, TimeSpan Elapsed, string Saves)> CostAsync(int saves, TimeSpan every,
            CancellationToken cancellationToken)
        {
            saved.Clear();
            using var process = Process.GetCurrentProcess();
            var (before, start) = (process.TotalProcessorTime, Stopwatch.GetTimestamp());
            for (var i = 0; i < saves; i++)
            {
                await SaveAsync(cancellationToken);
                var wait = (every * (i + 1)) - Stopwatch.GetElapsedTime(start);
                if (wait > TimeSpan.Zero) await Task.Delay(wait, cancellationToken);
            }

            await Task.Delay(TimeSpan.FromSeconds(2), cancellationToken);
            process.Refresh();
            return ((process.TotalProcessorTime - before).TotalMilliseconds, Stopwatch.GetElapsedTime(start), SavedRecords.Write(saved));
        }
    }

    private sealed class ClientProcess : IDisposable
    {
        private readonly Process process;

        public ClientProcess(string address)
        {
            var start = new ProcessStartInfo("dotnet", [typeof(ClientProcess).Assembly.Location, "open-pages-clients", address])
            {
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
            };
            process = Process.Start(start)!;
        }

        public async Task<string> AskAsync(string command, CancellationToken cancellationToken)
        {
            await process.StandardInput.WriteLineAsync(command.AsMemory(), cancellationToken);
            await process.StandardInput.FlushAsync(cancellationToken);
            return await AnswerAsync(cancellationToken);
        }

        public async Task<string> AnswerAsync(CancellationToken cancellationToken) =>
            await process.StandardOutput.ReadLineAsync(cancellationToken) ?? throw new InvalidOperationException("The clients have ended.");

        /// <summary>Number of delays, median, p95, p99, worst (ms), pages lost, bytes.</summary>
        public async Task<double[]> TellAsync(string saves, CancellationToken cancellationToken)
        {
            var told = (await AskAsync($"told {saves}", cancellationToken)).Split(' ', 8);
            if (told[7] != "-") await Console.Error.WriteLineAsync(told[7]);
            return [.. told[..7].Select(value => double.Parse(value, CultureInfo.InvariantCulture))];
        }

        public void Dispose()
        {
            process.StandardInput.Close();
            process.WaitForExit();
            process.Dispose();
        }
    }
}
