using System.Net;
using System.Text;
using Concentric.Data;
using Concentric.People;
using Concentric.Tests.TestData;
using Microsoft.AspNetCore.Routing;

namespace Concentric.Tests.Integration;

/// <summary>Whatever a request holds: a page or a status that says what is wrong with it, never a failure of the server.</summary>
public sealed class BadRequestsTests(DashboardApp app) : IClassFixture<DashboardApp>
{
    private const string Token = "__RequestVerificationToken";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task StaleSignIn_SaysSo_KeepsTheNameNotThePassword_AndGoesThroughTheSecondTime()
    {
        await app.AddAccountAsync("stale", Role.Leader);
        var browser = app.Browser();
        var answer = await browser.PostAsync("/account/sign-in?returnUrl=%2Fhazards",
            Form(("_handler", "sign-in"), ("Form.UserName", "stale"), ("Form.Password", DashboardApp.Password), ("Form.Remember", "true")),
            Cancellation);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        var page = await DashboardApp.PageAsync(answer);
        Assert.Equal("Stale", page.QuerySelector("[role=alert]")!.GetAttribute("data-refused"));
        Assert.Equal("stale", page.QuerySelector("#user-name")!.GetAttribute("value"));
        Assert.True(page.QuerySelector("input[name='Form.Remember']")!.HasAttribute("checked"));
        Assert.DoesNotContain(DashboardApp.Password, page.DocumentElement.InnerHtml);
        var again = Form(
            [.. page.QuerySelectorAll("form input[type=hidden]")
                .Select(field => (field.GetAttribute("name")!, field.GetAttribute("value")!)), ("Form.UserName", "stale"),
                ("Form.Password", DashboardApp.Password)]);
        Assert.Equal("/hazards",
            (await browser.PostAsync("/account/sign-in?returnUrl=%2Fhazards", again, Cancellation)).Headers.Location!.PathAndQuery());
    }

    [Fact]
    public async Task StaleSetUpAndPasswordForms_SaySo_AndKeepWhatIsNoPassword()
    {
        // With a store of its own: the link is good while there is no administrator.
        await using var first = new TestApp();
        var token = await first.Get<SetUpLink>().IssueAsync(Cancellation);
        var page = await DashboardApp.PageAsync(await first.Browser().PostAsync(
            "/account/set-up?token=" + token,
            Form(("_handler", "set-up"), ("Form.UserName", "chief"), ("Form.DisplayName", "孙磊"), ("Form.Wanted", "some long secret")),
            Cancellation));
        Assert.NotNull(page.QuerySelector("[data-refused=Stale]"));
        Assert.Equal(("chief", "孙磊"),
            (page.QuerySelector("#user-name")!.GetAttribute("value"), page.QuerySelector("#name")!.GetAttribute("value")));
        Assert.DoesNotContain("some long secret", page.DocumentElement.InnerHtml);

        var browser = await app.BrowserOfAsync("stale-password", Role.Leader);
        page = await DashboardApp.PageAsync(await browser.PostAsync("/account/password",
            Form(("_handler", "password"), ("Form.Present", DashboardApp.Password)), Cancellation));
        Assert.NotNull(page.QuerySelector("[data-refused=Stale]"));
        Assert.DoesNotContain(DashboardApp.Password, page.DocumentElement.InnerHtml);
    }

    [Fact]
    public async Task StaleSignOut_LeadsToAPage_FromWhichItWorks()
    {
        var browser = await app.BrowserOfAsync("stale-out", Role.Leader);
        var answer = await browser.PostAsync("/account/sign-out", Form((Token, "old")), Cancellation);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/account/password", Cancellation)).StatusCode);
        var page = await DashboardApp.PageAsync(answer);
        Assert.NotNull(page.QuerySelector("[role=alert]"));
        var fresh = page.QuerySelector($"input[name={Token}]")!.GetAttribute("value")!;
        Assert.Equal("/account/sign-in",
            (await browser.PostAsync("/account/sign-out", Form((Token, fresh)), Cancellation)).Headers.Location!.OriginalString);
        Assert.Equal(HttpStatusCode.Redirect, (await browser.GetAsync("/account/password", Cancellation)).StatusCode);
    }

    [Fact]
    public async Task StaleUpload_LeadsBackToTheImport_WhichSaysSo()
    {
        var browser = await app.BrowserOfAsync("stale-upload", Role.Administrator);
        var answer = await browser.PostAsync("/import/hazard/upload",
            new MultipartFormDataContent { { new StringContent("old"), Token }, { new ByteArrayContent([1]), "file", "a.csv" } },
            Cancellation);
        Assert.Equal("/import/hazard?problem=Stale", answer.Headers.Location!.OriginalString);
        Assert.NotNull((await DashboardApp.PageAsync(await browser.GetAsync(answer.Headers.Location, Cancellation)))
            .QuerySelector("[role=alert]"));
    }

    [Theory]
    [InlineData("/诉求?社区=馨盛园", "/%E8%AF%89%E6%B1%82?%E7%A4%BE%E5%8C%BA=%E9%A6%A8%E7%9B%9B%E5%9B%AD")]
    [InlineData("/petitions?q=é#ü", "/petitions?q=%C3%A9")]
    [InlineData("/petitions?q=%E8%AF%89", "/petitions?q=%E8%AF%89")]
    [InlineData("/.//elsewhere.example", "/")]
    [InlineData("/\ud800", null)]
    [InlineData("/a\r\nb", "/")]
    public async Task ReturnAddress_OfAnyCharacters_IsFollowedOrNot_NeverAFailure(string asked, string? expected)
    {
        var name = "return" + Guid.NewGuid().ToString("N")[..8];
        await app.AddAccountAsync(name, Role.Leader);
        var answer = await DashboardApp.SubmitAsync(app.Browser(), "/account/sign-in?returnUrl=" + Uri.EscapeDataString(asked),
            new() { ["Form.UserName"] = name, ["Form.Password"] = DashboardApp.Password });
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        if (expected is not null) Assert.Equal(expected, answer.Headers.Location!.PathAndQuery());
        var chosen = await app.Browser().GetAsync("/preferences/theme/dark?returnUrl=" + Uri.EscapeDataString(asked), Cancellation);
        Assert.Equal(HttpStatusCode.Redirect, chosen.StatusCode);
        Assert.StartsWith("/", chosen.Headers.Location!.PathAndQuery());
    }

    /// <summary>Every address that takes a form, with bodies that are none.</summary>
    [Fact]
    public async Task BrokenBodies_AreRefusedEverywhere_WithSomethingToRead()
    {
        var browser = await app.BrowserOfAsync("fuzz-bodies", Role.Administrator);
        var token = (await DashboardApp.PageAsync(await browser.GetAsync("/account/password", Cancellation)))
            .QuerySelector($"input[name={Token}]")!.GetAttribute("value")!;
        var stranger = app.Browser();
        foreach (var path in PostAddresses())
        {
            foreach (var (who, hasToken) in new[] { (browser, true), (browser, false), (stranger, false) })
            {
                foreach (var (type, body) in Bodies())
                {
                    using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new ByteArrayContent(body) };
                    request.Content.Headers.TryAddWithoutValidation("Content-Type", type);
                    if (hasToken) request.Headers.Add("RequestVerificationToken", token);
                    using var answer = await who.SendAsync(request, Cancellation);
                    Assert.True((int)answer.StatusCode < 500, $"{path} with {type} of {body.Length} bytes: {(int)answer.StatusCode}");
                    if (answer.StatusCode == HttpStatusCode.BadRequest)
                        Assert.True((await answer.Content.ReadAsByteArrayAsync(Cancellation)).Length > 0,
                            $"{path} with {type} of {body.Length} bytes: a blank page");
                }
            }
        }
    }

    [Theory]
    [InlineData("Cookie", "concentric=%%%; .AspNetCore.Antiforgery.x=y; theme=\u0001; .AspNetCore.Culture=c%3D%3F%7Cuic%3Dxx")]
    [InlineData("Cookie", "=;;;==,\"")]
    [InlineData("Accept-Language", ";q=,zh-;;q=9,*")]
    [InlineData("Referer", "http://[::")]
    [InlineData("X-Forwarded-For", "not an address, 1.2.3")]
    [InlineData("X-Forwarded-Proto", "gopher")]
    [InlineData("Authorization", "Bearer")]
    [InlineData("Authorization", "Bearer \u00e9")]
    [InlineData("Range", "bytes=9-1")]
    [InlineData("If-None-Match", "\"")]
    public async Task OddHeaders_AreNoFailure(string name, string value)
    {
        foreach (var path in new[] { "/account/sign-in", "/", "/api/v1/communities", "/preferences/language/en", "/css/base.css",
            "/health/live" })
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, path);
            request.Headers.TryAddWithoutValidation(name, value);
            using var answer = await app.Browser().SendAsync(request, Cancellation);
            Assert.True((int)answer.StatusCode < 500, $"{path}: {(int)answer.StatusCode}");
        }
    }

    private List<string> PostAddresses()
    {
        var found = app.Get<IEnumerable<EndpointDataSource>>().SelectMany(source => source.Endpoints).OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods.Contains("POST") == true)
            .Select(endpoint => "/" + endpoint.RoutePattern.RawText!.Trim('/'))
                .Where(path => !path.StartsWith("/_", StringComparison.Ordinal) && !path.StartsWith("/jobs", StringComparison.Ordinal))
            .Select(path => System.Text.RegularExpressions.Regex.Replace(path, @"\{[^}]*(long|int)[^}]*\}", "1"))
                .Select(path => System.Text.RegularExpressions.Regex.Replace(path, @"\{[^}]*guid[^}]*\}", Guid.Empty.ToString()))
                .Select(path => System.Text.RegularExpressions.Regex.Replace(path, @"\{[^}]*\}", "hazard")).Distinct().ToList();
        Assert.Contains("/account/sign-in", found);
        Assert.Contains("/import/hazard/upload", found);
        Assert.Contains("/hazards/1/photos", found);
        Assert.Contains("/attachments/hazard/1", found);
        return found;
    }

    private static IEnumerable<(string Type, byte[] Body)> Bodies()
    {
        const string cut = "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.csv\"\r\n\r\nhalf of";
        yield return ("multipart/form-data; boundary=b", Encoding.UTF8.GetBytes(cut));
        yield return ("multipart/form-data; boundary=b", Encoding.UTF8.GetBytes(cut[..20]));
        yield return ("multipart/form-data; boundary=b", Encoding.UTF8.GetBytes("--b\r\n" + new string('x', 20_000)));
        yield return ("multipart/form-data; boundary=b", []);
        yield return ("multipart/form-data", "x"u8.ToArray());
        yield return ("multipart/form-data; boundary=" + new string('b', 200), "x"u8.ToArray());
        yield return ("application/x-www-form-urlencoded", Encoding.UTF8.GetBytes("%%%&=&==&a=%zz&b=%00"));
        yield return ("application/x-www-form-urlencoded",
            Encoding.UTF8.GetBytes(string.Join('&', Enumerable.Range(0, 3_000).Select(i => $"f{i}=1"))));
        yield return ("application/x-www-form-urlencoded", Encoding.UTF8.GetBytes("Form.Remember=perhaps&_handler=sign-in"));
        yield return ("application/x-www-form-urlencoded", Encoding.UTF8.GetBytes("_handler=no-such-form"));
        yield return ("application/json", "{"u8.ToArray());
        yield return ("not a type", "x"u8.ToArray());
    }

    private static FormUrlEncodedContent Form(params (string Name, string Value)[] fields) =>
        new(fields.Select(field => KeyValuePair.Create(field.Name, field.Value)));
}
