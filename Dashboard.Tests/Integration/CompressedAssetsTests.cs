using System.Globalization;
using System.IO.Compression;
using System.Net;
using Concentric.Tests.TestData;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.StaticAssets;

namespace Concentric.Tests.Integration;

/// <summary>
/// Every static file of some size, ours and the packages', travels compressed to who takes that, and may be kept as its address says.
/// </summary>
public sealed class CompressedAssetsTests(DashboardApp app) : IClassFixture<DashboardApp>
{
    /// <summary>What fits into one packet gains nothing.</summary>
    private const int MostUncompressed = 1_400;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task EveryFileOfSomeSize_TravelsCompressed_AndIsTheSameFile()
    {
        var assets = app.Get<IEnumerable<EndpointDataSource>>().SelectMany(source => source.Endpoints)
            .Select(endpoint => endpoint.Metadata.GetMetadata<StaticAssetDescriptor>()).OfType<StaticAssetDescriptor>()
            .Where(asset =>
                !asset.Route.EndsWith(".gz", StringComparison.Ordinal) && !asset.Route.EndsWith(".br", StringComparison.Ordinal))
                .GroupBy(asset => asset.Route).ToList();
        Assert.Contains(assets, asset => asset.Key.StartsWith("_content/MudBlazor/MudBlazor.min.", StringComparison.Ordinal)
            && asset.Key.EndsWith(".css", StringComparison.Ordinal));
        var browser = app.Browser();
        List<string> found = [];
        var checkedOnes = 0;
        foreach (var asset in assets)
        {
            var whole = await SendAsync(browser, asset.Key, null);
            var content = await whole.Content.ReadAsByteArrayAsync(Stop);
            Assert.Equal((HttpStatusCode.OK, 0), (whole.StatusCode, whole.Content.Headers.ContentEncoding.Count));
            if (content.Length <= MostUncompressed) continue;
            checkedOnes++;
            foreach (var encoding in asset.SelectMany(one => one.Selectors).Select(selector => selector.Value).DefaultIfEmpty("gzip")
                .Distinct())
            {
                var answer = await SendAsync(browser, asset.Key, encoding);
                var body = await answer.Content.ReadAsByteArrayAsync(Stop);
                if (!answer.Content.Headers.ContentEncoding.SequenceEqual([encoding]) || body.Length >= content.Length * 0.6)
                    found.Add($"{asset.Key}: {body.Length} bytes of {content.Length} as {encoding}");
                else Assert.Equal(content, Decompress(body, encoding));
                foreach (var one in new[] { whole, answer })
                {
                    if (!one.Headers.Vary.Contains("Accept-Encoding")) found.Add($"{asset.Key}: Vary is {one.Headers.Vary}");
                    if (one.Headers.ETag is null) found.Add($"{asset.Key}: no ETag");
                    // With the content in its name a file is kept for good; under its plain name it is asked about again.
                    var isForGood = one.Headers.CacheControl is { MaxAge.TotalDays: > 300 };
                    if (isForGood != asset.Any(part => part.Properties.Any(property => property.Name == "fingerprint")))
                        found.Add($"{asset.Key}: kept as {one.Headers.CacheControl}");
                }

                if (whole.Headers.ETag?.Tag == answer.Headers.ETag?.Tag) found.Add($"{asset.Key}: one ETag for two encodings");
                var again = await SendAsync(browser, asset.Key, encoding, answer.Headers.ETag?.ToString());
                if (again.StatusCode != HttpStatusCode.NotModified) found.Add($"{asset.Key}: {again.StatusCode} for what the browser has");
            }
        }

        Assert.True(found.Count == 0, string.Join('\n', found));
        Assert.True(checkedOnes > 30, string.Create(CultureInfo.InvariantCulture, $"{checkedOnes} files"));
    }

    [Fact]
    public async Task AMissingFile_IsNotSent_AndNotKept()
    {
        var answer = await SendAsync(app.Browser(), "_content/MudBlazor/MudBlazor.min.0000000000.css", "gzip");
        Assert.NotEqual(HttpStatusCode.OK, answer.StatusCode);
        Assert.False(answer.Headers.CacheControl is { MaxAge.TotalDays: > 1 });
    }

    private static async Task<HttpResponseMessage> SendAsync(HttpClient browser, string route, string? encoding, string? has = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, "/" + route);
        if (encoding is not null) request.Headers.TryAddWithoutValidation("Accept-Encoding", encoding);
        if (has is not null) request.Headers.TryAddWithoutValidation("If-None-Match", has);
        return await browser.SendAsync(request, Stop);
    }

    private static byte[] Decompress(byte[] body, string encoding)
    {
        using var packed = new MemoryStream(body);
        using Stream open = encoding == "br"
            ? new BrotliStream(packed, CompressionMode.Decompress)
            : new GZipStream(packed, CompressionMode.Decompress);
        using var whole = new MemoryStream();
        open.CopyTo(whole);
        return whole.ToArray();
    }
}
