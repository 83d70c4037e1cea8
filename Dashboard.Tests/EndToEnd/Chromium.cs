using Microsoft.Playwright;

namespace Concentric.Tests.EndToEnd;

/// <summary>
/// One headless Chromium for all browser tests, started by the first. It is looked for in CHROMIUM_PATH, then on PATH.
/// Without it browser tests are skipped, unless DASHBOARD_REQUIRE_BROWSER=1, as in CI: then they fail.
/// </summary>
public sealed class Chromium : IAsyncDisposable
{
    /// <summary>The shell first: it is the same engine without the windows of a browser, which cost half the processor's time.</summary>
    private static readonly string[] Names = ["chromium-headless-shell", "chromium", "chromium-browser", "google-chrome",
        "google-chrome-stable", "chrome", "msedge"];

    private readonly Lazy<Task<IBrowser>> browser;
    private IPlaywright? playwright;

    public Chromium()
    {
        browser = new(LaunchAsync);
        // A busy machine is slow, not wrong.
        Assertions.SetDefaultExpectTimeout(30_000);
    }

    /// <summary>The program, or null when there is none on this machine.</summary>
    public static string? Path { get; } = Find();

    /// <summary>Skips the running test when there is no browser, or fails it when there has to be one.</summary>
    public static void Require()
    {
        if (Path is not null) return;
        const string message = "There is no Chromium on this machine: install it, or set CHROMIUM_PATH to its program.";
        if (Environment.GetEnvironmentVariable("DASHBOARD_REQUIRE_BROWSER") == "1") Assert.Fail(message);
        Assert.Skip(message);
    }

    public Task<IBrowser> BrowserAsync() => browser.Value;

    public async ValueTask DisposeAsync()
    {
        if (browser.IsValueCreated) await (await browser.Value).CloseAsync();
        playwright?.Dispose();
    }

    private async Task<IBrowser> LaunchAsync()
    {
        playwright = await Playwright.CreateAsync();
        return await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = Path,
            // Without a sandbox, for CI runs as root. The rest keeps the browser from calling home.
            Args = ["--no-sandbox", "--disable-gpu", .. SharedMemory, "--no-first-run", "--disable-background-networking",
                "--disable-component-update", "--disable-sync"],
        });
    }

    /// <summary>Containers often have too little shared memory for a browser; files in its place are slower.</summary>
    private static string[] SharedMemory =>
        Directory.Exists("/dev/shm") && new DriveInfo("/dev/shm").TotalSize > 512L * 1024 * 1024 ? [] : ["--disable-dev-shm-usage"];

    private static string? Find()
    {
        if (Environment.GetEnvironmentVariable("CHROMIUM_PATH") is { Length: > 0 } chosen) return File.Exists(chosen) ? chosen : null;
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(System.IO.Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        var ending = OperatingSystem.IsWindows() ? ".exe" : "";
        return folders.Append("/usr/bin").SelectMany(_ => Names, (folder, name) => System.IO.Path.Combine(folder, name + ending))
            .FirstOrDefault(File.Exists);
    }
}
