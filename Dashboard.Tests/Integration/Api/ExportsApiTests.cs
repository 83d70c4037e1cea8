using System.Net;
using System.Text;
using System.Text.Json;
using Concentric.Data;
using Concentric.Data.Files;
using Concentric.Exports;
using Concentric.People;
using Concentric.Time;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Tests.Integration.Api;

[Collection<SharedApi>]
public sealed class ExportsApiTests(ApiApp app)
{
    private const string Hash = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

    private static readonly byte[] Content = Encoding.UTF8.GetBytes("a workbook");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task List_IsPaged_NewestFirst_AndLeadsToTheFiles()
    {
        var ids = new[] { await AddAsync(ExportState.Done), await AddAsync(ExportState.Failed), await AddAsync(ExportState.Queued) };
        var first = await app.ReadAsync("/api/v1/exports?pageSize=2");
        var second = await app.ReadAsync("/api/v1/exports?pageSize=2&page=2");
        Assert.Equal(first.GetProperty("total").GetInt32(), second.GetProperty("total").GetInt32());
        Assert.Equal([ids[2], ids[1]], Ids(first));
        Assert.Equal(ids[0], Ids(second).First());
        var done = second.GetProperty("exports")[0];
        Assert.Equal(("done", "custom", 100),
            (done.GetProperty("state").GetString(), done.GetProperty("period").GetProperty("kind").GetString(), done.GetProperty("progress")
                .GetInt32()));
        var file = done.GetProperty("file");
        Assert.Equal((Hash, Content.Length), (file.GetProperty("sha256").GetString(), file.GetProperty("bytes").GetInt32()));
        var answer = await app.SendAsync(file.GetProperty("address").GetString()!, app.Analyst);
        Assert.Equal(Content, await answer.Content.ReadAsByteArrayAsync(Cancellation));
        Assert.All(first.GetProperty("exports").EnumerateArray(), export =>
            Assert.Equal(JsonValueKind.Null, export.GetProperty("file").ValueKind));
    }

    [Fact]
    public async Task File_IsAWorkbook_InPartsIfAskedFor_AndTheAuditTrailTells()
    {
        var id = await AddAsync(ExportState.Done);
        var answer = await app.SendAsync($"/api/v1/exports/{id}/file", app.Analyst);
        Assert.Equal((HttpStatusCode.OK, "no-store", $"\"{Hash}\""),
            (answer.StatusCode, answer.Headers.CacheControl?.ToString(), answer.Headers.ETag?.ToString()));
        Assert.Equal("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", answer.Content.Headers.ContentType?.MediaType);
        Assert.Equal("街道汇总.xlsx", answer.Content.Headers.ContentDisposition?.FileNameStar);
        var part = await app.SendAsync($"/api/v1/exports/{id}/file", app.Analyst, ("Range", "bytes=2-9"));
        Assert.Equal((HttpStatusCode.PartialContent, "workbook"), (part.StatusCode, await part.Content.ReadAsStringAsync(Cancellation)));
        await using var db = await app.Factory.CreateDbContextAsync(Cancellation);
        Assert.True(await db.AuditEntries.AnyAsync(line =>
            line.Action == "Downloaded" && line.RecordId == id && line.By == "BI", Cancellation));
    }

    [Fact]
    public async Task FileThatIsNotThere_IsAProblem_ThatSaysWhy()
    {
        var failed = await app.RefusedAsync(HttpStatusCode.Conflict, $"/api/v1/exports/{await AddAsync(ExportState.Failed)}/file",
            app.Analyst);
        Assert.Contains("too many rows", failed.GetProperty("detail").GetString());
        var unfinished = await app.SendAsync($"/api/v1/exports/{await AddAsync(ExportState.Running)}/file", app.Analyst);
        Assert.Equal(HttpStatusCode.Conflict, unfinished.StatusCode);
        Assert.NotNull(unfinished.Headers.RetryAfter);
        await app.RefusedAsync(HttpStatusCode.Gone, $"/api/v1/exports/{await AddAsync(ExportState.Done, hasFile: false)}/file",
            app.Analyst);
        foreach (var address in new[] { "/api/v1/exports/999999", "/api/v1/exports/999999/file", "/api/v1/exports/one",
            "/api/v1/exports/-1/file", "/api/v1/exports/99999999999999999999" })
            Assert.Contains(address.Split('/')[4], (await app.RefusedAsync(HttpStatusCode.NotFound, address, app.Analyst))
                .GetProperty("errors").GetProperty("id")[0].GetString());
    }

    [Theory]
    [InlineData("page=0", "page", "0")]
    [InlineData("page=2147483647", "page", "2147483647")]
    [InlineData("pageSize=many", "pageSize", "many")]
    [InlineData("state=done", "state", "state")]
    public async Task WrongParameter_IsNamed(string query, string field, string value) =>
        Assert.Contains(value, (await app.RefusedAsync(HttpStatusCode.BadRequest, "/api/v1/exports?" + query, app.Analyst))
            .GetProperty("errors").GetProperty(field)[0].GetString());

    [Fact]
    public async Task OnlyThoseWhoMayExport_AndWorkersOnlyWhatTellsOfTheirCommunities()
    {
        var own = await AddAsync(ExportState.Done, communities: "xinsheng", isLimited: true);
        var beside = await AddAsync(ExportState.Done, communities: "xinsheng");
        var other = await AddAsync(ExportState.Done, communities: "xinsheng,xinshun");
        var all = await AddAsync(ExportState.Done);
        var panel = await app.Get<ApiKeyCommands>().MakeAsync(CurrentUser.System, "panel", Role.Panel, null, Cancellation);
        foreach (var address in new[] { "/api/v1/exports", $"/api/v1/exports/{own}", $"/api/v1/exports/{own}/file" })
        {
            await app.RefusedAsync(HttpStatusCode.Unauthorized, address, null);
            await app.RefusedAsync(HttpStatusCode.Forbidden, address, panel);
        }

        var seen = Ids(await app.ReadAsync("/api/v1/exports?pageSize=200", app.Worker));
        Assert.Contains(own, seen);
        Assert.DoesNotContain(seen, id => id == other || id == all || id == beside);
        Assert.Equal("""["xinsheng"]""", (await app.ReadAsync($"/api/v1/exports/{own}", app.Worker)).GetProperty("communities")
            .GetRawText());
        Assert.Equal(HttpStatusCode.OK, (await app.SendAsync($"/api/v1/exports/{own}/file", app.Worker)).StatusCode);
        foreach (var hidden in new[] { other, all, beside })
        {
            await app.RefusedAsync(HttpStatusCode.NotFound, $"/api/v1/exports/{hidden}", app.Worker);
            await app.RefusedAsync(HttpStatusCode.NotFound, $"/api/v1/exports/{hidden}/file", app.Worker);
        }
    }

    private static IEnumerable<long> Ids(JsonElement answer) =>
        answer.GetProperty("exports").EnumerateArray().Select(export => export.GetProperty("id").GetInt64());

    private async Task<long> AddAsync(ExportState state, string? communities = null, bool hasFile = true, bool isLimited = false)
    {
        var run = new ExportRun
        {
            Key = "test:" + Guid.NewGuid(),
            Template = "street-summary",
            Language = "zh-CN",
            PeriodFrom = new(2026, 3, 1),
            PeriodTo = new(2026, 3, 15),
            PeriodKind = PeriodKind.Custom,
            Communities = communities,
            IsLimited = isLimited,
            AskedBy = "刘主任",
            AskedAt = app.Time.GetUtcNow().UtcDateTime,
            State = state,
            Progress = state == ExportState.Done ? 100 : 0,
            Failure = state == ExportState.Failed ? "too many rows" : null,
        };
        if (state == ExportState.Done)
        {
            (run.FileName, run.FileBytes, run.FileHash, run.ContentHash, run.Rows) = ("街道汇总.xlsx", Content.Length, Hash, Hash, 12);
            run.FinishedAt = run.AsOf = run.AskedAt;
        }

        await app.AddAsync(run);
        if (state == ExportState.Done && hasFile) await app.Get<FileStore>().WriteAsync(ExportFiles.NameOf(run), Content, Cancellation);
        return run.Id;
    }
}
