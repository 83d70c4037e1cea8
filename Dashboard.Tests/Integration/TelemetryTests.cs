using System.Net;
using System.Net.Sockets;
using Concentric.Tests.TestData;

namespace Concentric.Tests.Integration;

/// <summary>What a server does not use it does not load: telemetry and mail cost nothing where they are off.</summary>
[OnSqlite("the store is a file that a process of the program makes")]
public sealed class TelemetryTests : IDisposable
{
    private readonly TempFolder data = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => data.Dispose();

    [Theory]
    [InlineData(null, false)]
    [InlineData("http://127.0.0.1:9", true)]
    public async Task Libraries_AreLoadedOnlyWhereAnEndpointIsSet(string? endpoint, bool isLoaded)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "reads what is loaded from /proc");
        var address = FreeAddress();
        Dictionary<string, string> settings = new() { ["Data__Folder"] = data.Path, ["ASPNETCORE_URLS"] = address };
        if (endpoint is not null) settings["Telemetry__Endpoint"] = endpoint;
        using var program = new RunningProgram(settings);
        await AnswersAsync(program, address);
        var mapped = program.Mapped();
        await program.KillAsync();
        Assert.Contains("Hangfire.Core.dll", mapped);
        Assert.Equal(isLoaded, mapped.Contains("OpenTelemetry", StringComparison.Ordinal));
        Assert.DoesNotContain("MailKit", mapped);
        Assert.DoesNotContain("MimeKit", mapped);
    }

    private static string FreeAddress()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return $"http://{listener.LocalEndpoint}";
    }

    private static async Task AnswersAsync(RunningProgram program, string address)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        limit.CancelAfter(TimeSpan.FromMinutes(1));
        using var browser = new HttpClient { BaseAddress = new Uri(address) };
        using var look = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while (true)
        {
            Assert.False(program.HasExited, program.Errors);
            try
            {
                if ((await browser.GetAsync("/health/ready", limit.Token)).IsSuccessStatusCode) return;
            }
            catch (HttpRequestException)
            {
                // It does not listen yet.
            }

            await look.WaitForNextTickAsync(limit.Token);
        }
    }
}
