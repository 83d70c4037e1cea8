using System.Net;
using System.Net.WebSockets;
using Concentric.Data;
using Concentric.Tests.TestData;

namespace Concentric.Tests.Integration;

/// <summary>Over a real socket, as a browser would come.</summary>
public sealed class OriginCheckTests(TestApp app) : IClassFixture<TestApp>
{
    private readonly string address = app.Listen();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("https://evil.example")]
    [InlineData("null")]
    [InlineData("http://127.0.0.1")]
    [InlineData("http://localhost:1")]
    [InlineData("not an origin")]
    public async Task Circuit_FromAnotherSite_IsRefused(string origin)
    {
        using var socket = new ClientWebSocket();
        socket.Options.SetRequestHeader("Origin", origin);
        socket.Options.CollectHttpResponseDetails = true;
        await Assert.ThrowsAsync<WebSocketException>(() => socket.ConnectAsync(Circuit, Cancellation));
        Assert.Equal(HttpStatusCode.Forbidden, socket.HttpStatusCode);
    }

    [Fact]
    public async Task Circuit_FromTheSameHost_WithAnotherScheme_IsRefused()
    {
        using var socket = new ClientWebSocket();
        socket.Options.SetRequestHeader("Origin", address.Replace("http:", "https:"));
        socket.Options.CollectHttpResponseDetails = true;
        await Assert.ThrowsAsync<WebSocketException>(() => socket.ConnectAsync(Circuit, Cancellation));
        Assert.Equal(HttpStatusCode.Forbidden, socket.HttpStatusCode);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Circuit_OfSomebodySignedIn_FromOwnPageOrFromAProgram_IsOpened(bool isBrowser)
    {
        await app.AddAccountAsync($"own-{isBrowser}", Role.Leader);
        using var handler = new HttpClientHandler();
        using var client = new HttpClient(handler) { BaseAddress = new Uri(address) };
        await TestApp.SignInAsync(client, $"own-{isBrowser}", TestApp.Password);
        using var socket = new ClientWebSocket();
        socket.Options.Cookies = handler.CookieContainer;
        if (isBrowser) socket.Options.SetRequestHeader("Origin", address);
        await socket.ConnectAsync(Circuit, Cancellation);
        Assert.Equal(WebSocketState.Open, socket.State);
        socket.Abort();
    }

    [Fact]
    public async Task Negotiation_FromAnotherSite_IsRefused()
    {
        using var client = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Post,
            $"{address}/_blazor/negotiate?negotiateVersion=1")
        { Headers = { { "Origin", "https://evil.example" } } };
        Assert.Equal(HttpStatusCode.Forbidden, (await client.SendAsync(request, Cancellation)).StatusCode);
    }

    private Uri Circuit => new(address.Replace("http:", "ws:") + "/_blazor");
}
