using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Concentric.Data;
using Concentric.People;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Time.Testing;

namespace Concentric.Tests.TestData;

/// <summary>The whole web application in this process, in Production, on a store of its own, with a clock that a test can move.</summary>
public sealed class DashboardApp : WebApplicationFactory<Program>
{
    public const string Password = "a long enough sentence";

    private readonly TempFolder folder = new();

    public FakeTimeProvider Time { get; } = new(TestStore.Start);

    public IDbContextFactory<DashboardDbContext> Factory => Services.GetRequiredService<IDbContextFactory<DashboardDbContext>>();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public T Get<T>()
        where T : notnull => Services.GetRequiredService<T>();

    /// <summary>A browser without an account: keeps cookies, follows no redirects.</summary>
    public HttpClient Browser(string scheme = "http")
    {
        var client = CreateClient(new WebApplicationFactoryClientOptions { AllowAutoRedirect = false, BaseAddress = new Uri($"{scheme}://localhost") });
        client.DefaultRequestHeaders.Add("Accept-Language", "en");
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
        Get<AccountCommands>().AddAsync(Caller.System, userName, new AccountDetails(userName, role, communities), Password, Cancellation);

    public static Task<HttpResponseMessage> SignInAsync(HttpClient browser, string userName, string password, string path = "/account/sign-in") =>
        SubmitAsync(browser, path, new() { ["Form.UserName"] = userName, ["Form.Password"] = password });

    /// <summary>Opens a page, fills its form and sends it as a browser does, hidden fields included.</summary>
    public static async Task<HttpResponseMessage> SubmitAsync(HttpClient browser, string path, Dictionary<string, string> values)
    {
        var form = (await PageAsync(await browser.GetAsync(path, Cancellation))).QuerySelector("form:not([action$=sign-out])");
        Assert.NotNull(form);
        var fields = form.QuerySelectorAll("input[type=hidden]").Select(field => KeyValuePair.Create(field.GetAttribute("name")!, field.GetAttribute("value")!));
        using var content = new FormUrlEncodedContent(fields.Concat(values));
        return await browser.PostAsync(form.GetAttribute("action") ?? path, content, Cancellation);
    }

    public static async Task<IDocument> PageAsync(HttpResponseMessage answer) =>
        new HtmlParser().ParseDocument(await answer.Content.ReadAsStringAsync(Cancellation));

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseEnvironment("Production");
        builder.UseSetting("Data:Folder", folder.Path);
        builder.ConfigureTestServices(services => services.Replace(ServiceDescriptor.Singleton<TimeProvider>(Time)));
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        folder.Dispose();
    }
}
