using System.Net;
using Concentric.Data;
using Concentric.People;
using Concentric.Tests.TestData;

namespace Concentric.Tests.Integration;

public sealed class SetUpTests : IAsyncDisposable
{
    private readonly DashboardApp app = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private SetUpLink Link => app.Get<SetUpLink>();

    private static Dictionary<string, string> Form => new()
    {
        ["Form.UserName"] = "chief",
        ["Form.DisplayName"] = "孙磊",
        ["Form.Wanted"] = DashboardApp.Password,
        ["Form.Again"] = DashboardApp.Password,
    };

    public ValueTask DisposeAsync() => app.DisposeAsync();

    [Fact]
    public async Task Link_MakesTheFirstAdministrator_SignsInAndDies()
    {
        var path = "/account/set-up?token=" + await Link.IssueAsync(Cancellation);
        var browser = app.Browser();
        var answer = await DashboardApp.SubmitAsync(browser, path, Form);
        Assert.Equal("/first-run", answer.Headers.Location!.PathAndQuery());
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/account/password", Cancellation)).StatusCode);
        var account = Assert.Single(await app.Get<AccountQueries>().ListAsync(Cancellation));
        Assert.Equal(("chief", "孙磊", Role.Administrator), (account.UserName, account.DisplayName, account.Role));

        Assert.Equal(HttpStatusCode.Gone, (await app.Browser().GetAsync(path, Cancellation)).StatusCode);
        Assert.Null(await Link.IssueAsync(Cancellation));
    }

    [Fact]
    public async Task RefusedForm_KeepsWhatWasTyped_AndTheLink()
    {
        var path = "/account/set-up?token=" + await Link.IssueAsync(Cancellation);
        var values = Form;
        values["Form.Wanted"] = values["Form.Again"] = "password123";
        var page = await DashboardApp.PageAsync(await DashboardApp.SubmitAsync(app.Browser(), path, values));
        Assert.Contains("common password", page.QuerySelector("[role=alert]")!.TextContent);
        Assert.Equal("孙磊", page.QuerySelector("#name")!.GetAttribute("value"));
        Assert.Equal(HttpStatusCode.OK, (await app.Browser().GetAsync(path, Cancellation)).StatusCode);
    }

    [Fact]
    public async Task Link_DiesAfterAnHour_AndWhenTooManyAreNewer()
    {
        var old = await Link.IssueAsync(Cancellation);
        app.Time.Advance(TimeSpan.FromMinutes(59));
        Assert.True(await Link.IsGoodAsync(old, Cancellation));
        app.Time.Advance(TimeSpan.FromMinutes(1));
        Assert.False(await Link.IsGoodAsync(old, Cancellation));

        var first = await Link.IssueAsync(Cancellation);
        var second = await Link.IssueAsync(Cancellation);
        // Another node that starts makes its own, and leaves the first one's page usable.
        Assert.True(await Link.IsGoodAsync(first, Cancellation));
        Assert.True(await Link.IsGoodAsync(second, Cancellation));
        for (var node = 2; node <= SetUpLink.MostLinks; node++) await Link.IssueAsync(Cancellation);
        Assert.False(await Link.IsGoodAsync(first, Cancellation));
        Assert.True(await Link.IsGoodAsync(second, Cancellation));
        Assert.False(await Link.IsGoodAsync("", Cancellation));
        Assert.False(await Link.IsGoodAsync(null, Cancellation));
    }

    [Fact]
    public async Task TwoWhoUseTheLinkAtOnce_MakeOneAdministrator()
    {
        var token = await Link.IssueAsync(Cancellation);
        var both = await Task.WhenAll(Enumerable.Range(0, 2).Select(i => Task.Run(() => UseAsync($"chief{i}"))));
        Assert.Single(both, made => made);

        async Task<bool> UseAsync(string name)
        {
            try
            {
                await Link.UseAsync(token, name, name, DashboardApp.Password, Cancellation);
                return true;
            }
            catch (AccountException refusal)
            {
                Assert.Equal(AccountProblem.SetUpLinkDead, refusal.Problem);
                return false;
            }
        }
    }
}
