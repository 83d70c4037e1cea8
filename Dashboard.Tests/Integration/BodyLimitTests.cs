using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using Concentric.Data;
using Concentric.Rules;
using Concentric.Tests.TestData;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Concentric.Tests.Integration;

/// <summary>How much a request may bring: on a real server, which counts what it reads.</summary>
public sealed class BodyLimitTests : IAsyncLifetime
{
    private const string Upload = "/import/hazard/upload";
    private const string SentenceCheck = "/views/sentence-check/export.docx";

    private readonly TestApp app = new();
    private readonly string address;

    public BodyLimitTests() => address = app.Listen();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => app.DisposeAsync();

    public static TheoryData<string, bool, bool> Strangers => new(
        from path in (string[])["/account/sign-in", "/account/set-up", "/account/sign-out", Upload, "/api/v1/metrics", "/_blazor/negotiate",
            "/nowhere"]
        from isChunked in (bool[])[false, true]
        select (path, isChunked, path.StartsWith("/_blazor", StringComparison.Ordinal)));

    [Theory]
    [MemberData(nameof(Strangers))]
    public async Task Stranger_BringsLittle(string path, bool isChunked, bool isCircuit)
    {
        using var browser = Browser();
        var most = isCircuit ? InputLimits.RequestBytes : InputLimits.AnonymousRequestBytes;
        Assert.NotEqual(HttpStatusCode.RequestEntityTooLarge, (await SendAsync(browser, path, most, isChunked)).StatusCode);
        // What reads nothing of a body that does not say its length refuses nothing either, and holds nothing.
        if (isChunked && path is not "/account/sign-in") return;
        // A form that breaks off, which is what the page gets of one whose length comes out too late, is a bad request as well.
        var status = (await SendAsync(browser, path, most + 1, isChunked)).StatusCode;
        Assert.True(status == HttpStatusCode.RequestEntityTooLarge || (isChunked && status == HttpStatusCode.BadRequest),
            status.ToString());
    }

    [Fact]
    public async Task RefusalIsAPage_ThatSaysWhatIsTakenAndTheMend_InBothLanguages()
    {
        foreach (var (language, said) in new[] { ("en", "more than the 16 kB"), ("zh-CN", "超过了这个地址允许的 16 KB") })
        {
            using var browser = Browser(language);
            var answer = await SendAsync(browser, "/account/sign-in", InputLimits.AnonymousRequestBytes + 1, isChunked: false);
            Assert.Contains(said, await answer.Content.ReadAsStringAsync(Cancellation));
        }
    }

    [Theory]
    [InlineData("/account/password", InputLimits.RequestBytes)]
    [InlineData("/account/sign-out", InputLimits.RequestBytes)]
    [InlineData("/api/v1/metrics", InputLimits.RequestBytes)]
    [InlineData("/hazards/1/photos?side=Before", InputLimits.PhotoRequestBytes)]
    [InlineData("/attachments/hazard/1", InputLimits.AttachmentRequestBytes)]
    [InlineData("/attachments/hazard/unsaved/3f0c0b1e-0000-4000-8000-000000000001", InputLimits.AttachmentRequestBytes)]
    [InlineData(Upload, InputLimits.SheetRequestBytes)]
    [InlineData(SentenceCheck, InputLimits.CheckedTextRequestBytes)]
    public async Task WhoIsSignedIn_BringsMore_AndFilesWhereFilesAreTaken(string path, int most)
    {
        using var browser = await SignedInAsync();
        Assert.NotEqual(HttpStatusCode.RequestEntityTooLarge, (await SendAsync(browser, path, most, isChunked: false)).StatusCode);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await SendAsync(browser, path, most + 1, isChunked: false)).StatusCode);
    }

    [Fact]
    public void OnlyWhereFilesAreTaken_MayARequestBringMuch()
    {
        var large = app.Get<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.Metadata.Any(one => one.GetType().Name is "BodyLimit" or "RequestSizeLimitAttribute"
                or "DisableRequestSizeLimitAttribute"))
            .Select(endpoint => "/" + endpoint.RoutePattern.RawText!.Trim('/'));
        Assert.Equal(["/attachments/{kind}/unsaved/{form:guid}", "/attachments/{kind}/{recordId:long}", "/hazards/{hazardId:long}/photos",
            "/import/{kind}/upload", SentenceCheck], large.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task UploadsBeyondThoseThatAreReceivedAndWait_AreToldToComeBack()
    {
        using var browser = await SignedInAsync();
        using var end = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        end.CancelAfter(TimeSpan.FromMinutes(1));
        // One more than are received and wait: whichever comes last is told.
        var sent = Enumerable.Range(0, InputLimits.UploadsAtOnce + InputLimits.UploadsWaiting + 1)
            .Select(_ => browser.PostAsync(Upload, new Hanging(), end.Token)).ToList();
        try
        {
            Task<HttpResponseMessage> ended;
            while ((ended = await Task.WhenAny(sent)) is not
                {
                    IsCompletedSuccessfully: true,
                    Result.StatusCode: HttpStatusCode.TooManyRequests
                })
            {
                end.Token.ThrowIfCancellationRequested();
                // On a busy machine the server gives one up that comes too slowly.
                sent[sent.IndexOf(ended)] = browser.PostAsync(Upload, new Hanging(), end.Token);
            }

            var answer = await ended;
            Assert.Contains("Try again in a minute", await answer.Content.ReadAsStringAsync(Cancellation));
        }
        finally
        {
            await end.CancelAsync();
            await Task.WhenAll(sent.Select(task => task.ContinueWith(_ => { }, TaskScheduler.Default)));
        }
    }

    private async Task<HttpClient> SignedInAsync()
    {
        await app.AddAccountAsync("worker", Role.Administrator);
        var browser = Browser();
        Assert.Equal(HttpStatusCode.Redirect, (await TestApp.SignInAsync(browser, "worker", TestApp.Password)).StatusCode);
        return browser;
    }

    private HttpClient Browser(string language = "en")
    {
        var browser =
            new HttpClient(new SocketsHttpHandler
            {
                AllowAutoRedirect = false,
                MaxConnectionsPerServer = 100,
                // However busy the machine is: what is sent without an answer may be refused in the middle, by a connection that ends.
                Expect100ContinueTimeout = Timeout.InfiniteTimeSpan,
            })
            { BaseAddress = new Uri(address) };
        browser.DefaultRequestHeaders.Add("Accept-Language", language);
        // As browsers do with much: asks first, sends when it may.
        browser.DefaultRequestHeaders.ExpectContinue = true;
        return browser;
    }

    private static async Task<HttpResponseMessage> SendAsync(HttpClient browser, string path, int bytes, bool isChunked)
    {
        using var content = new ByteArrayContent(new byte[bytes]);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/x-www-form-urlencoded");
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = content };
        request.Headers.TransferEncodingChunked = isChunked;
        return await browser.SendAsync(request, Cancellation);
    }

    /// <summary>A form that does not come to an end: it goes on just fast enough for the server not to give it up.</summary>
    private sealed class Hanging : HttpContent
    {
        public Hanging() => Headers.ContentType = MediaTypeHeaderValue.Parse("multipart/form-data; boundary=x");

        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
        {
            // The server asks for 240 bytes in a second, and takes 16,384 before a part's content begins: a minute of them.
            await stream.WriteAsync("--x\r\nX-Slow: "u8.ToArray(), cancellationToken);
            var clock = Stopwatch.StartNew();
            using var tick = new PeriodicTimer(TimeSpan.FromMilliseconds(200));
            for (var bytes = 0; ;)
            {
                var due = (int)(clock.Elapsed.TotalSeconds * 260) + 100;
                await stream.WriteAsync(Enumerable.Repeat((byte)'x', due - bytes).ToArray(), cancellationToken);
                await stream.FlushAsync(cancellationToken);
                bytes = due;
                await tick.WaitForNextTickAsync(cancellationToken);
            }
        }

        protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
            SerializeToStreamAsync(stream, context, CancellationToken.None);

        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }
    }
}
