using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Data.Sqlite;

namespace Concentric.Tests.TestData;

/// <summary>
/// The whole application with a data folder of its own: in memory for <see cref="WebApplicationFactory{T}.CreateClient()"/>,
/// or behind a real Kestrel on a free port after <see cref="Listen"/>. Production, unless told otherwise.
/// </summary>
public class TestApp : WebApplicationFactory<Program>
{
    private readonly TempFolder folder = new();
    private readonly Dictionary<string, string> settings = [];

    private string? address;

    public TestApp() => Set("Data:Folder", folder.Path).Set("Logging:LogLevel:Microsoft.Hosting", "Warning");

    public string Environment { get; init; } = "Production";

    /// <summary>The data folder.</summary>
    public string Folder => folder.Path;

    /// <summary>Changes a setting; only before the start.</summary>
    public TestApp Set(string key, string value)
    {
        settings[key] = value;
        return this;
    }

    /// <summary>Starts a real server, the first time.</summary>
    /// <returns>Its address, without a slash at the end.</returns>
    public string Listen()
    {
        if (address is not null) return address;
        UseKestrel(0);
        StartServer();
        return address = ClientOptions.BaseAddress.GetLeftPart(UriPartial.Authority);
    }

    /// <summary>A client that shows redirects instead of following them.</summary>
    public HttpClient Client() => CreateClient(new WebApplicationFactoryClientOptions { AllowAutoRedirect = false });

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        // Windows deletes no file that a pooled connection holds open.
        SqliteConnection.ClearAllPools();
        folder.Dispose();
        GC.SuppressFinalize(this);
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseEnvironment(Environment);
        foreach (var (key, value) in settings)
            builder.UseSetting(key, value);
    }
}
