using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using Concentric.Dashboard.Demo;

namespace Concentric.Benchmarks.Site;

/// <summary>A published program running as its own process on a data folder, and somebody signed in to it.</summary>
internal sealed partial class PublishedSite(string program, string folder, int port) : IAsyncDisposable
{
    public const string User = "leader";

    private readonly HttpClient client =
        new(new HttpClientHandler { CookieContainer = new CookieContainer() }) { BaseAddress = new Uri($"http://127.0.0.1:{port}") };
    private Process? process;

    public string Address => client.BaseAddress!.GetLeftPart(UriPartial.Authority);

    /// <summary>Resident size in MB.</summary>
    public double Resident
    {
        get
        {
            process!.Refresh();
            return process.WorkingSet64 / 1048576.0;
        }
    }

    public void Start()
    {
        var start = new ProcessStartInfo("dotnet", [program])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Path.GetDirectoryName(program)!
        };
        // In Development, for the accounts with a known password.
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Development";
        start.Environment["ASPNETCORE_URLS"] = Address;
        start.Environment["Data__Folder"] = folder;
        process = Process.Start(start)!;
        process.OutputDataReceived += (_, _) => { };
        process.ErrorDataReceived += (_, line) => { if (line.Data is not null) Console.Error.WriteLine(line.Data); };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public async Task SignInAsync(CancellationToken cancellationToken) => await SignInAsync(client, await UntilAsync("/account/sign-in",
        page => page.Contains("Form.UserName", StringComparison.Ordinal), cancellationToken), User, cancellationToken);

    /// <summary>Sends the form of the sign-in page; the client's cookies are signed in afterwards.</summary>
    /// <param name="form">The page.</param>
    public static async Task SignInAsync(HttpClient client, string form, string account, CancellationToken cancellationToken)
    {
        var fields = Hidden().Matches(form)
            .Select(match => KeyValuePair.Create(match.Groups[1].Value, WebUtility.HtmlDecode(match.Groups[2].Value)))
            .Append(new("Form.UserName", account)).Append(new("Form.Password", DemoAccounts.Password));
        using var content = new FormUrlEncodedContent(fields);
        using var answer = await client.PostAsync("/account/sign-in", content, cancellationToken);
        answer.EnsureSuccessStatusCode();
    }

    /// <summary>Asks until the page is there with its figures.</summary>
    public Task<string> FullPageAsync(CancellationToken cancellationToken) =>
        UntilAsync("/", page => page.Contains("data-metric=\"activities.held\"", StringComparison.Ordinal), cancellationToken);

    /// <summary>Milliseconds from sending a request to the first byte of the page.</summary>
    public async Task<double> FirstByteAsync(string path, CancellationToken cancellationToken)
    {
        var started = Stopwatch.GetTimestamp();
        using var answer = await client.GetAsync(path, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        await using var stream = await answer.Content.ReadAsStreamAsync(cancellationToken);
        _ = stream.ReadByte();
        var first = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
        await stream.CopyToAsync(Stream.Null, cancellationToken);
        return first;
    }

    public async Task StopAsync()
    {
        if (process is null) return;
        using var stop = Process.Start("kill", ["-TERM", process.Id.ToString(CultureInfo.InvariantCulture)]);
        await process.WaitForExitAsync();
        process.Dispose();
        process = null;
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        client.Dispose();
    }

    private async Task<string> UntilAsync(string path, Func<string, bool> isThere, CancellationToken cancellationToken)
    {
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            try
            {
                var page = await client.GetStringAsync(path, cancellationToken);
                if (isThere(page)) return page;
            }
            catch (HttpRequestException)
            {
                // Not listening yet.
            }
            await Task.Delay(2, cancellationToken);
        }
    }

    [GeneratedRegex("<input type=\"hidden\" name=\"([^\"]+)\" value=\"([^\"]*)\"")]
    private static partial Regex Hidden();
}
