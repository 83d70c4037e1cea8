using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Concentric.Dashboard.Infrastructure;
using Concentric.Data;
using Concentric.Jobs;
using Concentric.People;
using Microsoft.AspNetCore.Components.Server;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.Mvc.Testing.Handlers;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Concentric.Tests.TestData;

/// <summary>
/// The whole web application in this process, in Production, on a store of its own: in memory, or behind a real Kestrel on a
/// free port after <see cref="Listen"/>. Its clock runs; <see cref="DashboardApp"/> has one that a test can move.
/// </summary>
public class TestApp : WebApplicationFactory<Program>
{
    public const string Password = "a long enough sentence";

    private readonly TempFolder folder;
    private readonly int port;
    private readonly Dictionary<string, string> settings = [];
    private readonly TestDatabase? database;
    private string? address;
    private readonly bool isBeside;
    private bool isFollowed;

    public TestApp()
        : this(new TempFolder(), 0, new TestClock(), null)
    {
    }

    /// <param name="clock">Its clock.</param>
    protected TestApp(TimeProvider clock)
        : this(new TempFolder(), 0, clock, null)
    {
    }

    private TestApp(TempFolder folder, int port, TimeProvider clock, TestDatabase? database, string? besides = null)
    {
        (this.folder, this.port, Clock, isBeside) = (folder, port, clock, besides is not null);
        if (besides is not null)
        {
            Set("ConnectionStrings:Dashboard", $"Data Source={besides}").Set("Data:Folder", folder.Path)
                .Set("Logging:LogLevel:Microsoft.Hosting", "Warning");
            return;
        }

        if (database is not null || TestServer.Provider == StoreProvider.SqlServer)
        {
            // A constructor can't wait, and what runs the tests has too few threads to wait on one of them.
            this.database = database ?? Task.Run(MigratedStore.RentAsync).GetAwaiter().GetResult();
            foreach (var (key, value) in TestServer.SettingsOf(TestServer.OptionsOf(this.database))) Set(key, value);
        }
        else if (!File.Exists(StoreFile))
        {
            MigratedStore.CopyTo(StoreFile);
        }

        Set("Data:Folder", folder.Path).Set("Logging:LogLevel:Microsoft.Hosting", "Warning");
    }

    /// <summary>What it logged last.</summary>
    public RecentLog Log { get; } = new();

    public TimeProvider Clock { get; }

    /// <summary>The data folder.</summary>
    public string Folder => folder.Path;

    /// <summary>Which store it is on.</summary>
    public StoreProvider Provider => database is null ? StoreProvider.Sqlite : StoreProvider.SqlServer;

    /// <summary>The embedded store in the data folder; there only with <see cref="Provider"/> of SQLite.</summary>
    public string StoreFile => Path.Combine(folder.Path, "concentric.db");

    /// <summary>For what a test saves itself.</summary>
    public IDbContextFactory<DashboardDbContext> Factory => Provider == StoreProvider.SqlServer
        ? new TestsOwn(Services.GetRequiredService<IDbContextFactory<DashboardDbContext>>())
        : Services.GetRequiredService<IDbContextFactory<DashboardDbContext>>();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public T Get<T>()
        where T : notnull => Services.GetRequiredService<T>();

    /// <summary>A browser without an account: keeps cookies, follows no redirects. For the application in memory.</summary>
    public HttpClient Browser(string scheme = "http")
    {
        // As CreateClient makes it, without following redirects.
        var client = CreateDefaultClient(new Uri($"{scheme}://localhost"), new CookieContainerHandler(), new UnansweredTold(Log));
        client.DefaultRequestHeaders.Add("Accept-Language", "en");
        // No test measures a time: on a busy machine a first page may take more than the 100 s that are usual.
        client.Timeout = TimeSpan.FromMinutes(10);
        return client;
    }

    /// <summary>A browser that is signed in as a new account of the role.</summary>
    public async Task<HttpClient> BrowserOfAsync(string userName, Role role, params int[] communities)
    {
        await AddAccountAsync(userName, role, communities);
        var browser = Browser();
        var answer = await SignInAsync(browser, userName, Password);
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        return browser;
    }

    public Task<int> AddAccountAsync(string userName, Role role, params int[] communities) =>
        Get<AccountCommands>()
            .AddAsync(CurrentUser.System, userName, new AccountDetails(userName, role, communities), Password, Cancellation);

    public static Task<HttpResponseMessage> SignInAsync(HttpClient browser, string userName, string password,
        string path = "/account/sign-in") =>
        SubmitAsync(browser, path, new() { ["Form.UserName"] = userName, ["Form.Password"] = password });

    /// <summary>Opens a page, fills its form and sends it as a browser does, hidden fields included.</summary>
    public static async Task<HttpResponseMessage> SubmitAsync(HttpClient browser, string path, Dictionary<string, string> values)
    {
        var form = (await PageAsync(await browser.GetAsync(path, Cancellation))).QuerySelector("form:not([action$=sign-out])");
        Assert.NotNull(form);
        var fields = form.QuerySelectorAll("input[type=hidden]")
            .Select(field => KeyValuePair.Create(field.GetAttribute("name")!, field.GetAttribute("value")!));
        using var content = new FormUrlEncodedContent(fields.Concat(values));
        return await browser.PostAsync(form.GetAttribute("action") ?? path, content, Cancellation);
    }

    public static async Task<IDocument> PageAsync(HttpResponseMessage answer) =>
        new HtmlParser().ParseDocument(await answer.Content.ReadAsStringAsync(Cancellation));

    /// <summary>Puts the demo street into its store; only before the start.</summary>
    public Task FillWithDemoAsync() => database is null ? DemoStoreFile.CopyToAsync(StoreFile) : DemoStoreFile.LoadAsync(database);

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
        UseKestrel(port);
        StartServer();
        return address = ClientOptions.BaseAddress.GetLeftPart(UriPartial.Authority);
    }

    /// <summary>
    /// A second application on this one's embedded store, with a data folder of its own, as another node is with SQL Server; it is not
    /// started yet. The lock that keeps a second process away is not taken by it.
    /// </summary>
    public TestApp Beside() => new(new TempFolder(), 0, Clock, null, StoreFile);

    /// <summary>Stops the server. What is returned is not started yet; it will have the same address and the same store.</summary>
    public async Task<TestApp> StopAsync()
    {
        var next = new TestApp(folder, new Uri(Listen()).Port, Clock, database);
        isFollowed = true;
        await DisposeAsync();
        return next;
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        if (isFollowed) return;
        // Windows deletes no file that a pooled connection holds open.
        SqliteConnection.ClearAllPools();
        if (database is not null) await database.DisposeAsync();
        folder.Dispose();
        GC.SuppressFinalize(this);
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseEnvironment("Production");
        foreach (var (key, value) in settings) builder.UseSetting(key, value);
        builder.ConfigureLogging(logging => logging.AddProvider(Log));
        builder.ConfigureTestServices(services =>
        {
            services.Replace(ServiceDescriptor.Singleton(Clock));
            // A test that asks for no page waits for none.
            services.AddSingleton(provider =>
                new BackgroundStart(provider.GetRequiredService<IHostApplicationLifetime>(), Clock) { Longest = TimeSpan.Zero });
            services.KeepCompiledQueries();
            // It would collect the memory of all tests once for each application, and what they hold is still in use.
            services.Remove(services.Single(service => service.ImplementationType == typeof(MemoryTrim)));
            // A browser test that meets an error tells which.
            services.Configure<CircuitOptions>(options => options.DetailedErrors = true);
            if (database is not null)
                services.ConfigureDbContext<SqlServerDashboardDbContext>(options => options.AddInterceptors(ExplicitKeys.Instance));
            if (isBeside)
                services.AddSingleton(new StoreLock(new Concentric.Data.StoreOptions(StoreProvider.SqlServer, ""), new(folder.Path)));
            // A password of a test needs no protection, and each would take a tenth of a second.
            services.Configure<PasswordHasherOptions>(options => options.IterationCount = 1);
        });
    }

    /// <summary>What is not answered is told with what the application logged last.</summary>
    private sealed class UnansweredTold(RecentLog log) : DelegatingHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            try
            {
                return await base.SendAsync(request, cancellationToken);
            }
            catch (OperationCanceledException)
            {
                TestContext.Current.TestOutputHelper?.WriteLine($"{request.RequestUri} was not answered:");
                foreach (var line in log.Lines) TestContext.Current.TestOutputHelper?.WriteLine(line);
                throw;
            }
        }
    }

    private sealed class TestsOwn(IDbContextFactory<DashboardDbContext> inner) : IDbContextFactory<DashboardDbContext>
    {
        public DashboardDbContext CreateDbContext()
        {
            var db = inner.CreateDbContext();
            ExplicitKeys.Instance.Allow(db);
            return db;
        }
    }
}
