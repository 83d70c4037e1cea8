using System.Text.Json;
using Concentric.Metrics;
using Concentric.Tests.TestData;

namespace Concentric.Tests.Integration.Api;

[Collection<SharedApi>]
public sealed class RecordsApiTests(ApiApp app)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task EveryFigureThatHasRecords_LeadsToThem()
    {
        var answer = await app.ReadAsync($"/api/v1/metrics?{ApiApp.Slice}&communities=xinsheng,xinshun");
        var counts = 0;
        foreach (var figure in answer.GetProperty("metrics").EnumerateArray())
        {
            if (figure.GetProperty("records").GetString() is not { } address) continue;
            var records = await app.ReadAsync(address);
            Assert.Equal(figure.GetProperty("value").GetRawText(), records.GetProperty("value").GetRawText());
            Assert.Equal(records.GetProperty("total").GetInt64(), records.GetProperty("records").GetArrayLength());
            if (figure.GetProperty("unit").GetProperty("key").GetString() != "cases") continue;
            Assert.Equal(figure.GetProperty("value").GetDouble(), records.GetProperty("total").GetInt64());
            counts++;
        }

        Assert.True(counts > 10);
    }

    [Fact]
    public async Task Rate_TellsWhichRecordsAreInTheNumerator()
    {
        var answer = await app.ReadAsync($"/api/v1/metrics/petitions.on-time-rate/records?{ApiApp.Slice}");
        Assert.Equal(answer.GetProperty("denominator").GetDouble(), answer.GetProperty("total").GetInt64());
        Assert.Equal(answer.GetProperty("numerator").GetDouble(), answer.GetProperty("inNumerator").GetInt64());
        Assert.Equal(answer.GetProperty("inNumerator").GetInt32(), answer.GetProperty("records").EnumerateArray()
            .Count(record => record.GetProperty("inNumerator").GetBoolean()));
        Assert.True(answer.GetProperty("inNumerator").GetInt64() is > 0 and var marked && marked < answer.GetProperty("total").GetInt64());

        var count = await app.ReadAsync($"/api/v1/metrics/petitions.resolved/records?{ApiApp.Slice}");
        Assert.Equal(JsonValueKind.Null, count.GetProperty("inNumerator").ValueKind);
    }

    [Fact]
    public async Task Values_AreForPrograms_AndPersonalOnesMasked()
    {
        var received = await FirstAsync($"/api/v1/metrics/petitions.received/records?{ApiApp.Slice}&communities=xinsheng");
        Assert.Equal(("张**", "138****5678"), (received.GetProperty("petitioner").GetString(), received.GetProperty("phone").GetString()));
        Assert.Matches("^[a-z-]+$", received.GetProperty("stage").GetProperty("key").GetString());
        var petition = await FirstAsync($"/api/v1/metrics/petitions.resolved/records?{ApiApp.Slice}&communities=xinsheng");
        Assert.Equal("""{"key":"xinsheng","name":"Xinsheng Garden"}""", petition.GetProperty("community").GetRawText());
        Assert.Equal(1, petition.GetProperty("round").GetInt32());
        Assert.Equal(TestStore.Category, petition.GetProperty("category").GetProperty("key").GetString());
        Assert.Matches(@"^2026-\d\d-\d\d$", petition.GetProperty("closed-on").GetString());
        Assert.True(petition.GetProperty("joint").ValueKind is JsonValueKind.True or JsonValueKind.False);

        var contribution = await FirstAsync($"/api/v1/metrics/contributions.yuan/records?{ApiApp.Slice}");
        Assert.Contains(contribution.EnumerateObject(), value => value.Value.GetRawText() == "12345.67");
    }

    [Fact]
    public async Task NoAnswer_HoldsAName_OrNumber_OfAPerson()
    {
        foreach (var metric in app.Get<MetricCatalogue>().All.Where(metric => metric.Parts.Count == 0))
        {
            var answer = await app.SendAsync($"/api/v1/metrics/{metric.Key}/records?{ApiApp.Slice}", app.Analyst);
            var text = await answer.Content.ReadAsStringAsync(Cancellation);
            Assert.DoesNotContain("13812345678", text);
            Assert.DoesNotContain("张建国", text);
        }
    }

    [Fact]
    public async Task Pages_FollowOneAnother_InTheOrderAskedFor()
    {
        const string Address = "/api/v1/metrics/petitions.received/records?from=2025-01-01&to=2026-03-18&sort=-received-on&pageSize=5";
        var all = (await app.ReadAsync("/api/v1/metrics/petitions.received/records?from=2025-01-01&to=2026-03-18")).GetProperty("total")
            .GetInt32();
        var days = new List<string>();
        for (var page = 1; days.Count < all; page++)
        {
            var answer = await app.ReadAsync($"{Address}&page={page}");
            Assert.Equal((all, page, 5),
                (answer.GetProperty("total").GetInt32(), answer.GetProperty("page").GetInt32(), answer.GetProperty("pageSize").GetInt32()));
            var rows = answer.GetProperty("records").EnumerateArray()
                .Select(record => record.GetProperty("values").GetProperty("received-on").GetString()!).ToList();
            Assert.Equal(Math.Min(5, all - days.Count), rows.Count);
            days.AddRange(rows);
        }

        Assert.Equal(days.OrderDescending(), days);
        Assert.Equal(0, (await app.ReadAsync($"{Address}&page=99")).GetProperty("records").GetArrayLength());
    }

    [Fact]
    public async Task OfARateThatMatures_RecordsAreListedAsTheyStoodOnADay()
    {
        const string Address = "/api/v1/metrics/petitions.closing-rate/records?from=2025-01-01&to=2026-03-18";
        var now = await app.ReadAsync(Address);
        Assert.Equal(now.GetRawText(), (await app.ReadAsync($"{Address}&on=2026-03-18")).GetRawText());
        // On the first of its days nothing had been closed yet.
        Assert.Equal(0, (await app.ReadAsync($"{Address}&on=2025-01-01")).GetProperty("inNumerator").GetInt64());
        Assert.True(now.GetProperty("inNumerator").GetInt64() > 0);
        foreach (var wrong in new[] { "2024-12-31", "2026-03-19", "18.3.2026" })
        {
            var refused = await app.SendAsync($"{Address}&on={wrong}", app.Analyst);
            Assert.Equal(System.Net.HttpStatusCode.BadRequest, refused.StatusCode);
            Assert.Contains("\"on\"", await refused.Content.ReadAsStringAsync(Cancellation));
        }

        var other = await app.SendAsync("/api/v1/metrics/petitions.received/records?period=year&on=2026-03-17", app.Analyst);
        Assert.Equal(System.Net.HttpStatusCode.BadRequest, other.StatusCode);
    }

    private async Task<JsonElement> FirstAsync(string address) =>
        (await app.ReadAsync(address)).GetProperty("records")[0].GetProperty("values");
}
