using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Concentric.Data;
using Concentric.Exports;
using Concentric.Tests.TestData;
using Concentric.Time;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Tests.Integration.Api;

/// <summary>A run whose file is kept no longer is still told of.</summary>
public sealed class ExpiredExportTests(TestApp app) : IClassFixture<TestApp>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task TheRowStays_TheFileIsGone()
    {
        var browser = await app.BrowserOfAsync("expired", Role.Analyst);
        var id = await app.Get<ExportRequests>()
            .AskAsync(CurrentUser.System, new("street-summary", Period.MonthOf(new(2026, 2, 1)), PeriodKind.Custom, null, "en"),
                Cancellation);
        Assert.Equal(ExportState.Done, (await app.EndOfExportAsync(id)).State);
        await using (var db = await app.Factory.CreateDbContextAsync(Cancellation))
        {
            await db.ExportRuns.Where(run => run.Id == id)
                .ExecuteUpdateAsync(set => set.SetProperty(run => run.FinishedAt,
                    app.Clock.GetUtcNow().UtcDateTime.AddDays(-ExportOptions.DefaultKeepDays - 1)), Cancellation);
        }

        Assert.Equal(1, await app.Get<ExportRetention>().RemoveExpiredAsync(Cancellation));
        var answer = await browser.GetFromJsonAsync<JsonElement>($"/api/v1/exports/{id}", Cancellation);
        Assert.Equal(JsonValueKind.Null, answer.TryGetProperty("file", out var file) ? file.ValueKind : JsonValueKind.Null);
        Assert.Equal(HttpStatusCode.Gone, (await browser.GetAsync($"/api/v1/exports/{id}/file", Cancellation)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await browser.GetAsync($"/exports/{id}/file", Cancellation)).StatusCode);
    }
}
