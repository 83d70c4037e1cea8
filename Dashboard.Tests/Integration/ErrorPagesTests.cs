using System.Net;
using Concentric.Data;
using Concentric.Tests.TestData;

namespace Concentric.Tests.Integration;

public sealed class ErrorPagesTests(TestApp app) : IClassFixture<TestApp>
{
    [Fact]
    public async Task UnknownPage_IsAPageForPeople()
    {
        var client = await app.BrowserOfAsync("lost", Role.Leader);
        var answer = await client.GetAsync("/petitions/no-such-thing", TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Equal("text/html", answer.Content.Headers.ContentType!.MediaType);
        Assert.Contains("<h1>Page not found</h1>", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task UnknownApiAddress_IsProblemDetails()
    {
        var client = await app.BrowserOfAsync("program", Role.Analyst);
        var answer = await client.GetAsync("/api/v1/no-such-thing", TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType!.MediaType);
    }

    [Theory]
    [InlineData(403, "No access")]
    [InlineData(404, "Page not found")]
    [InlineData(400, "This request can't be answered")]
    [InlineData(500, "The server made an error")]
    public async Task Problem_SaysWhatHappened(int code, string title) =>
        Assert.Equal(title,
            (await TestApp.PageAsync(await app.Browser().GetAsync($"/problem/{code}", TestContext.Current.CancellationToken)))
            .QuerySelector("h1")?.TextContent);
}
