using System.Globalization;
using System.Net;
using Concentric.Benchmarks.Site;

namespace Concentric.Benchmarks.OpenPages;

/// <summary>
/// The people's side, in a process of its own so that the server's processor time is the server's alone. Reads commands from standard
/// input, a line each (<c>open 100</c>, <c>told 17:at,18:at</c>, <c>close</c>), and answers each with a line.
/// </summary>
internal static class Clients
{
    private const int OpeningAtOnce = 8;

    // Readers of all communities, and workers of one each: they see different lists.
    private static readonly string[] Accounts = ["leader", "analyst", "leader", "worker-xinsheng", "leader", "worker-xinshun"];

    public static async Task<int> RunAsync(string address, CancellationToken cancellationToken)
    {
        var people = new List<(HttpClient Client, CookieContainer Cookies)>();
        foreach (var account in Accounts.Distinct()) people.Add(await SignInAsync(address, account, cancellationToken));
        var at = Accounts.Select(account => people[Accounts.Distinct().ToList().IndexOf(account)]).ToArray();
        var open = new List<CircuitClient>();
        Console.WriteLine("ready");
        while (await Console.In.ReadLineAsync(cancellationToken) is { } line)
        {
            switch (line.Split(' '))
            {
                case ["open", var many]:
                    await OpenAsync(int.Parse(many, CultureInfo.InvariantCulture));
                    Console.WriteLine($"open {open.Count}");
                    break;
                case ["told", var saves]:
                    Console.WriteLine(Told(open, saves));
                    break;
                case ["close"]:
                    foreach (var page in open) await page.DisposeAsync();
                    open.Clear();
                    Console.WriteLine("closed");
                    break;
                default:
                    throw new InvalidOperationException(line);
            }
        }

        return 0;

        Task OpenAsync(int many)
        {
            var options = new ParallelOptions { MaxDegreeOfParallelism = OpeningAtOnce, CancellationToken = cancellationToken };
            return Parallel.ForEachAsync(Enumerable.Range(open.Count, many), options, async (i, stop) =>
            {
                var (client, cookies) = at[i % at.Length];
                var page = new CircuitClient(client, cookies, SavedRecords.Note);
                await page.OpenAsync("/", stop);
                lock (open) open.Add(page);
            });
        }
    }

    /// <summary>Number of delays, median, p95, p99, worst (ms), pages lost, bytes received, and what the first of the lost said.</summary>
    private static string Told(List<CircuitClient> open, string saves)
    {
        var delays = SavedRecords.Delays(saves, open.Select(page => page.Seen)).Order().ToList();
        var lost = open.Where(page => page.Fault is not null).ToList();
        double[] values =
        [
            delays.Count, At(delays, 0.5), At(delays, 0.95), At(delays, 0.99), At(delays, 1), lost.Count,
            open.Sum(page => (double)page.Bytes),
        ];
        return string.Join(' ', values.Select(value => value.ToString("0.0", CultureInfo.InvariantCulture))
            .Append(lost.FirstOrDefault()?.Fault ?? "-"));
    }

    private static double At(List<double> sorted, double share) =>
        sorted.Count == 0 ? double.NaN : sorted[(int)((sorted.Count - 1) * share)];

    private static async Task<(HttpClient, CookieContainer)> SignInAsync(string address, string account,
        CancellationToken cancellationToken)
    {
        var cookies = new CookieContainer();
        var handler = new HttpClientHandler { CookieContainer = cookies, MaxConnectionsPerServer = OpeningAtOnce };
        var client = new HttpClient(handler) { BaseAddress = new Uri(address) };
        var form = await client.GetStringAsync("/account/sign-in", cancellationToken);
        await PublishedSite.SignInAsync(client, form, account, cancellationToken);
        return (client, cookies);
    }
}
