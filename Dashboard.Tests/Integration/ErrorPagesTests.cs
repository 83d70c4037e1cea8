using System.Net;
using Concentric.Tests.TestData;

namespace Concentric.Tests.Integration;

public sealed class ErrorPagesTests(TestApp app) : IClassFixture<TestApp>
{
    private readonly HttpClient client = app.Client();

    [Fact]
    public async Task UnknownPage_IsAPageForPeople()
    {
        var answer = await client.GetAsync("/petitions/no-such-thing", TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Equal("text/html", answer.Content.Headers.ContentType!.MediaType);
        Assert.Contains("<h1>找不到此页</h1>", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task UnknownApiAddress_IsProblemDetails()
    {
        var answer = await client.GetAsync("/api/v1/no-such-thing", TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType!.MediaType);
    }

    [Theory]
    [InlineData(403, "没有权限")]
    [InlineData(404, "找不到此页")]
    [InlineData(400, "请求无法处理")]
    [InlineData(500, "服务器出错了")]
    public async Task Problem_SaysWhatHappened(int code, string title) =>
        Assert.Contains($"<h1>{title}</h1>", await client.GetStringAsync($"/problem/{code}", TestContext.Current.CancellationToken));
}
