using System.Net;
using System.Text.Json;
using Concentric.Metrics;
using Concentric.Tests.TestData;
using Concentric.Time;

namespace Concentric.Tests.Integration.Api;

[Collection<SharedApi>]
public sealed class MetricsApiTests(ApiApp app)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(ApiApp.Slice, PeriodKind.Custom, "2026-01-01", null)]
    [InlineData("from=2026-02-01&to=2026-02-28&communities=xinsheng,xinshun", PeriodKind.Custom, "2026-02-01",
        new[] { TestStore.Xinsheng, TestStore.Xinshun })]
    [InlineData("period=month&communities=binhe", PeriodKind.Month, "2026-03-01", new[] { TestStore.Binhe })]
    [InlineData("", PeriodKind.Quarter, "2026-01-01", null)]
    public async Task EveryFigure_IsThatOfSql(string query, PeriodKind kind, string from, int[]? communities)
    {
        var answer = await app.ReadAsync("/api/v1/metrics?" + query);
        var to = query.Contains("02-28") ? new DateOnly(2026, 2, 28) : TestStore.Today;
        var period = new Period(DateOnly.Parse(from), to);
        Assert.Equal((kind.ToString().ToLowerInvariant(), from),
            (answer.GetProperty("period").GetProperty("kind").GetString(), answer.GetProperty("period").GetProperty("from").GetString()));
        var when = new PeriodOnDay(period, kind, TestStore.Today);
        var slice = app.Get<MetricCube>().Current!.For(communities);
        var sql = app.Get<MetricQueries>();
        var metrics = answer.GetProperty("metrics").EnumerateArray().ToList();
        Assert.Equal(app.Get<MetricCatalogue>().All.Select(metric => metric.Key),
            metrics.Select(metric => metric.GetProperty("key").GetString()));
        foreach (var (metric, figure) in app.Get<MetricCatalogue>().All.Zip(metrics))
        {
            Assert.Equal((metric.Key, await sql.ReadAsync(metric, new(period, TestStore.Today, communities), Cancellation)),
                (metric.Key, ValueOf(figure)));
            var (before, on) = when.Previous!.Value;
            var previous = figure.GetProperty("previous");
            Assert.Equal((before.From, before.To), (DayOf(previous, "from"), DayOf(previous, "to")));
            Assert.Equal(metric.CountedThrough(period, TestStore.Today), DayOf(figure, "countedThrough"));
            var isCovered = previous.GetProperty("isCovered").GetBoolean();
            Assert.Equal(metric.Matures, figure.GetProperty("matures").GetBoolean());
            Assert.Equal(on, DayOf(previous, "seenOn"));
            Assert.Equal(metric.IsPastKept && slice.Covers(metric, before, TestStore.Today, when.AsOf), isCovered);
            var was = isCovered ? await sql.ReadAsync(metric, new(before, on, communities), Cancellation) : default;
            Assert.Equal((metric.Key, was), (metric.Key, ValueOf(previous)));
        }
    }

    [Fact]
    public async Task Answer_SaysWhatItsNumbersAre()
    {
        var answer =
            await app.ReadAsync(
                $"/api/v1/metrics?{ApiApp.Slice}&communities=xinsheng&metrics=contributions.yuan,petitions.satisfaction-rate,overdue.items,petitions.overdue");
        Assert.Equal(("2026-03-18T02:00:00Z", "2026-03-18", "Asia/Shanghai", false), (
            answer.GetProperty("asOf").GetString(), answer.GetProperty("today").GetString(), answer.GetProperty("timeZone")
                .GetString(), answer.GetProperty("isSynthetic").GetBoolean()));
        Assert.Equal("""[{"code":"xinsheng","name":"Xinsheng Garden"}]""", answer.GetProperty("communities").GetRawText());
        var metrics = answer.GetProperty("metrics").EnumerateArray().ToDictionary(metric => metric.GetProperty("key").GetString()!);
        Assert.Equal(["contributions.yuan", "overdue.items", "petitions.overdue", "petitions.satisfaction-rate"], metrics.Keys.Order());
        Assert.Equal(12_345.67, metrics["contributions.yuan"].GetProperty("value").GetDouble());
        Assert.Equal("yuan", metrics["contributions.yuan"].GetProperty("unit").GetProperty("key").GetString());
        var satisfaction = metrics["petitions.satisfaction-rate"];
        Assert.Equal(("rate", "fraction from 0 to 1"),
            (satisfaction.GetProperty("unit").GetProperty("key").GetString(), satisfaction.GetProperty("unit").GetProperty("name")
                .GetString()));
        Assert.InRange(satisfaction.GetProperty("value").GetDouble(), 0.01, 1);
        Assert.Equal(("less-is-better", true, 2), (
            metrics["petitions.overdue"].GetProperty("polarity").GetString(), metrics["petitions.overdue"].GetProperty("isStanding")
                .GetBoolean(), metrics["petitions.overdue"].GetProperty("version").GetInt32()));
        Assert.Equal("""["petitions.overdue","hazards.overdue"]""", metrics["overdue.items"].GetProperty("parts").GetRawText());
        Assert.Equal(JsonValueKind.Null, metrics["overdue.items"].GetProperty("records").ValueKind);
        Assert.Equal($"/api/v1/metrics/petitions.overdue/records?{ApiApp.Slice}&communities=xinsheng", metrics["petitions.overdue"]
            .GetProperty("records").GetString());
    }

    [Fact]
    public async Task NoCases_IsNull_AndWhereRecordsDoNotReach_SoIsThePreviousFigure()
    {
        var answer =
            await app.ReadAsync(
                "/api/v1/metrics?from=2027-01-01&to=2027-01-31&metrics=petitions.on-time-rate,petitions.days-to-close,petitions.resolved");
        var values = answer.GetProperty("metrics").EnumerateArray()
            .ToDictionary(metric => metric.GetProperty("key").GetString()!, metric => metric.GetProperty("value").GetRawText());
        Assert.Equal(("null", "null", "0"),
            (values["petitions.on-time-rate"], values["petitions.days-to-close"], values["petitions.resolved"]));

        var early = await app.ReadAsync("/api/v1/metrics?from=2025-12-01&to=2025-12-31&metrics=petitions.received");
        Assert.False(early.GetProperty("previousPeriod").GetProperty("isCovered").GetBoolean());
        Assert.Equal(JsonValueKind.Null, early.GetProperty("metrics")[0].GetProperty("previous").GetProperty("value").ValueKind);
    }

    [Fact]
    public async Task Names_FollowTheLanguageOfTheCall_KeysDoNot()
    {
        var chinese = await app.ReadAsync("/api/v1/metrics?communities=xinsheng&metrics=petitions.resolved", null,
            ("Accept-Language", "zh-CN"));
        Assert.Equal(("petitions.resolved", "cases"),
            (chinese.GetProperty("metrics")[0].GetProperty("key").GetString(), chinese.GetProperty("metrics")[0].GetProperty("unit")
                .GetProperty("key").GetString()));
        Assert.Equal("馨盛园", chinese.GetProperty("communities")[0].GetProperty("name").GetString());
        var english = await app.ReadAsync("/api/v1/metrics?metrics=petitions.resolved");
        Assert.Equal("Petitions resolved", english.GetProperty("metrics")[0].GetProperty("name").GetString());
    }

    [Fact]
    public async Task SameQuestion_IsAnsweredWith304_UntilAnythingChanges()
    {
        const string Address = "/api/v1/metrics?" + ApiApp.Slice;
        var first = await app.SendAsync(Address, app.Analyst);
        var tag = first.Headers.ETag!.ToString();
        Assert.Equal((true, true), (first.Headers.CacheControl!.Private, first.Headers.CacheControl.NoCache));
        var again = await app.SendAsync(Address, app.Analyst, ("If-None-Match", $"\"other\", {tag}"));
        Assert.Equal((HttpStatusCode.NotModified, ""), (again.StatusCode, await again.Content.ReadAsStringAsync(Cancellation)));

        Assert.Equal(HttpStatusCode.OK,
            (await app.SendAsync(Address + "&communities=xinsheng", app.Analyst, ("If-None-Match", tag))).StatusCode);
        Assert.Equal(HttpStatusCode.OK,
            (await app.SendAsync(Address, app.Analyst, ("If-None-Match", tag), ("Accept-Language", "zh-CN"))).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await app.SendAsync(Address, app.Worker, ("If-None-Match", tag))).StatusCode);
        await app.CountAsync();
        var changed = await app.SendAsync(Address, app.Analyst, ("If-None-Match", tag));
        Assert.Equal(HttpStatusCode.OK, changed.StatusCode);
        Assert.NotEqual(tag, changed.Headers.ETag!.ToString());
    }

    [Fact]
    public async Task Answer_IsCompressed_WhenAskedFor()
    {
        var answer = await app.SendAsync("/api/v1/metrics", app.Analyst, ("Accept-Encoding", "gzip"));
        Assert.Equal(["gzip"], answer.Content.Headers.ContentEncoding);
        await using var stream = new System.IO.Compression.GZipStream(await answer.Content.ReadAsStreamAsync(Cancellation),
            System.IO.Compression.CompressionMode.Decompress);
        using var json = await JsonDocument.ParseAsync(stream, cancellationToken: Cancellation);
        Assert.NotEmpty(json.RootElement.GetProperty("metrics").EnumerateArray());
    }

    private static MetricValue ValueOf(JsonElement figure) =>
        new(Number(figure, "value"), Number(figure, "numerator"), Number(figure, "denominator"));

    private static double? Number(JsonElement figure, string name) =>
        figure.GetProperty(name) is { ValueKind: JsonValueKind.Number } number ? number.GetDouble() : null;

    private static DateOnly DayOf(JsonElement element, string name) => DateOnly.Parse(element.GetProperty(name).GetString()!);
}
