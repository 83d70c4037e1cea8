using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using Concentric.Data;
using Concentric.Tests.TestData;
using Deque.AxeCore.Commons;
using Microsoft.Playwright;
using Cookie = Microsoft.Playwright.Cookie;

namespace Concentric.Tests.EndToEnd;

/// <summary>
/// A test that looks at the application through a browser. It fails when a page writes an error to the browser's console,
/// throws, or asks a foreign host for anything.
/// </summary>
public abstract class BrowserTest(Chromium chromium) : IAsyncLifetime
{
    /// <summary>
    /// In the page itself, and only what is wrong. Deque's library for Playwright opens a second page to put the results of frames
    /// together, and there are none; and axe would read all styles again for a rule that it leaves out unless it is asked for.
    /// </summary>
    private const string Violations = """
        async part => {
          const found = await axe.run(part ?? document, { resultTypes: ['violations'], preload: { assets: ['media'] } });
          return found.violations.map(rule =>
            [`${rule.id}: ${rule.help}`, ...rule.nodes.map(node => `${node.html} ${node.any.map(check => check.message).join('; ')}`)]
              .join('\n  '));
        }
        """;

    /// <summary>
    /// The server has taken a component away while the browser was telling it something, as that its field lost the focus. Nothing is
    /// lost by it, and nobody can prevent it: the two don't wait for each other.
    /// </summary>
    private const string CalledTooLate = "There is no tracked object with id";

    private static readonly string Axe = new BundledAxeScriptProvider().GetScript();

    private readonly List<IBrowserContext> contexts = [];
    private readonly List<string> problems = [];
    private readonly HashSet<TestApp> apps = [];

    /// <summary>True for a test that takes the server away: the browser complains, and rightly.</summary>
    protected bool ToleratesConsoleErrors { get; set; }

    protected static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public virtual ValueTask InitializeAsync()
    {
        Chromium.Require();
        return ValueTask.CompletedTask;
    }

    public virtual async ValueTask DisposeAsync()
    {
        if (TestContext.Current.TestState?.Result == TestResult.Failed) await TellWhatIsShownAsync();
        foreach (var context in contexts) await context.CloseAsync();
        GC.SuppressFinalize(this);
        // Whole: an error in the browser is known by its end.
        lock (problems) Assert.True(problems.Count == 0, string.Join(Environment.NewLine, problems));
    }

    /// <summary>A page of a browser profile of its own: a second call is a second person.</summary>
    /// <param name="address">The server, as <c>TestApp.Listen()</c> returns it.</param>
    /// <param name="language">What the browser asks for.</param>
    /// <param name="scheme">What the system prefers.</param>
    /// <param name="width">Of the window; 390 is a phone.</param>
    protected async Task<IPage> NewPageAsync(string address, string language = "zh-CN", ColorScheme scheme = ColorScheme.Light,
        int width = 1366)
    {
        var browser = await chromium.BrowserAsync();
        var context = await browser.NewContextAsync(new BrowserNewContextOptions
        {
            BaseURL = address,
            Locale = language,
            TimezoneId = "Asia/Shanghai",
            ColorScheme = scheme,
            ViewportSize = new ViewportSize { Width = width, Height = width < 600 ? 844 : 768 },
            AcceptDownloads = true,
        });
        contexts.Add(context);
        await context.AddInitScriptAsync(ClockScript(apps.FirstOrDefault(app => app.Listen() == address)?.Clock as TestClock
            ?? new TestClock()));
        context.SetDefaultTimeout(30_000);
        var page = await context.NewPageAsync();
        page.Console += (_, message) =>
            { if (message.Type == "error" && !ToleratesConsoleErrors) Note($"console: {message.Text} ({message.Location})"); };
        page.PageError += (_, message) =>
            { if (!message.Contains(CalledTooLate, StringComparison.Ordinal)) Note($"uncaught: {message}"); };
        page.Request += (_, request) => { if (IsForeign(request.Url, address)) Note($"foreign: {request.Url}"); };
        return page;
    }

    /// <summary>A browser signed in as a new account, without a page yet. How people sign in has tests of its own.</summary>
    protected Task<IPage> SignedInAsync(TestApp app, Role role, string language = "zh-CN", ColorScheme scheme = ColorScheme.Light,
        int width = 1366) =>
        SignedInAsync(app, role, [], language, scheme, width);

    /// <summary>The same for a worker of some communities.</summary>
    protected async Task<IPage> SignedInAsync(
        TestApp app, Role role, int[] communities, string language = "zh-CN", ColorScheme scheme = ColorScheme.Light, int width = 1366)
    {
        var name = $"{role}-{Guid.NewGuid():N}"[..20].ToLowerInvariant();
        var address = app.Listen();
        apps.Add(app);
        await app.AddAccountAsync(name, role, communities);
        var cookies = new CookieContainer();
        using var client =
            new HttpClient(new HttpClientHandler
            {
                AllowAutoRedirect = false,
                CookieContainer = cookies
            })
            { BaseAddress = new Uri(address) };
        Assert.Equal(HttpStatusCode.Redirect, (await TestApp.SignInAsync(client, name, TestApp.Password)).StatusCode);
        var page = await NewPageAsync(address, language, scheme, width);
        await page.Context.AddCookiesAsync(cookies.GetAllCookies()
            .Select(cookie => new Cookie { Name = cookie.Name, Value = cookie.Value, Url = address, HttpOnly = cookie.HttpOnly }));
        return page;
    }

    /// <summary>Opens a page and waits until its circuit has drawn it, so that clicks are heard.</summary>
    protected static async Task OpenLiveAsync(IPage page, string path)
    {
        await page.GotoAsync(path);
        await page.Locator("[data-live]").WaitForAsync();
    }

    /// <summary>Waits until the device keeps a draft that holds a text.</summary>
    protected static async Task DraftHoldsAsync(IPage page, string text) =>
        await page.WaitForFunctionAsync(
            "text => Object.keys(localStorage).some(key => key.startsWith('draft:') && localStorage.getItem(key).includes(text))", text);

    /// <summary>Chooses in a field as people do: presses its button, or opens its list and takes what has the key.</summary>
    /// <param name="form">The page, or the form of it that has the field.</param>
    /// <param name="typed">What is typed to find it, where the list is too long to show it at once.</param>
    protected static async Task ChooseAsync(ILocator form, string field, string key, string? typed = null)
    {
        var button = form.Locator($"[data-field='{field}'] label:has([data-key='{key}'])");
        var box = form.Locator($"[data-field='{field}'] [role=combobox]");
        await button.Or(box).First.WaitForAsync();
        if (await button.CountAsync() > 0)
        {
            await button.ClickAsync();
            await Assertions.Expect(button.Locator("input")).ToBeCheckedAsync();
            return;
        }

        await box.ClickAsync();
        if (typed is not null) await box.PressSequentiallyAsync(typed);
        await form.Page.Locator($".picker-list [data-key='{key}']").ClickAsync();
        await Assertions.Expect(form.Locator($"[data-choice][name='{field}']")).ToHaveValueAsync(key);
        // The list goes a moment after the choice, and lies outside of the page's landmarks.
        await Assertions.Expect(form.Page.Locator(".mud-popover-open")).ToHaveCountAsync(0);
    }

    /// <summary>
    /// Waits until the page stands on an address. A circuit goes there without loading, and waiting for the navigation itself can
    /// miss one that ends just as the wait begins.
    /// </summary>
    /// <param name="glob">With <c>**</c> for anything and <c>*</c> for anything but a slash.</param>
    protected static Task ArriveAsync(IPage page, string glob) => Assertions.Expect(page).ToHaveURLAsync(
        new Regex(
            $"^{Regex.Escape(glob).Replace(@"\*\*", ".*", StringComparison.Ordinal).Replace(@"\*", "[^/]*", StringComparison.Ordinal)}$"));

    /// <summary>No violation of WCAG 2.2 A and AA that axe can find.</summary>
    protected static async Task AssertAccessibleAsync(IPage page)
    {
        // While a circuit takes a page over, its head is drawn anew: for a moment there is no title.
        await Assertions.Expect(page).ToHaveTitleAsync(new Regex("."));
        await BringAxeAsync(page);
        AssertNone(await page.EvaluateAsync<string[]>(Violations));
    }

    /// <summary>The same for a part of a page, as for a dialog over a list that has been looked at already.</summary>
    protected static async Task AssertAccessibleAsync(ILocator part)
    {
        await BringAxeAsync(part.Page);
        AssertNone(await part.EvaluateAsync<string[]>(Violations));
    }

    private static async Task BringAxeAsync(IPage page)
    {
        Assert.True(page.Frames.Count == 1, "Axe was not brought to the frames of the page.");
        if (await page.EvaluateAsync<bool>("() => typeof axe === 'undefined'")) await page.EvaluateAsync(Axe);
    }

    /// <summary>Fails with all of what was found, in full.</summary>
    protected static void AssertNone(IEnumerable<string> found)
    {
        var text = string.Join('\n', found);
        Assert.True(text.Length == 0, text);
    }

    /// <summary>Sets the scripts' clock as far ahead as the server's; timers run as they do anyway.</summary>
    private static string ClockScript(TestClock clock) => string.Create(CultureInfo.InvariantCulture, $$"""
        globalThis.Date = class extends Date {
          constructor(...parts) { super(...(parts.length ? parts : [Date.now()])); }
          static now() { return super.now() + {{clock.Ahead.TotalMilliseconds:0}}; }
        };
        """);

    /// <summary>For who reads a failure: what the applications logged, where each page stood and what it said.</summary>
    private async Task TellWhatIsShownAsync()
    {
        foreach (var line in apps.SelectMany(app => app.Log.Lines)) TestContext.Current.TestOutputHelper?.WriteLine(line);
        foreach (var page in contexts.SelectMany(context => context.Pages))
        {
            // In one line, so that who is shown the end of it only is shown all of it.
            var text = await page.EvaluateAsync<string>(
                "`${document.documentElement.className}: ${document.body.innerText.replace(/\\s*\\n\\s*/g, ' · ').slice(0, 4000)}`");
            TestContext.Current.TestOutputHelper?.WriteLine($"{page.Url}\n{text}");
        }
    }

    private static bool IsForeign(string url, string address) =>
        Uri.TryCreate(url, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" or "ws" or "wss"
        && uri.Authority != new Uri(address).Authority;

    private void Note(string problem)
    {
        lock (problems) problems.Add(problem);
    }
}
