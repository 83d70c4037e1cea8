using System.Net;
using System.Security.Cryptography;
using Concentric.Data;
using Concentric.Exports;
using Concentric.Exports.Rhythms;
using Concentric.Tests.TestData;
using Concentric.Time;
using Hangfire;
using Hangfire.Storage;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Tests.Integration;

/// <summary>Workbooks through the whole application: asked for, made by Hangfire's workers, fetched.</summary>
public sealed class ExportFlowTests(TestApp app) : IClassFixture<TestApp>
{
    private static readonly Period March = Period.MonthOf(new(2026, 3, 1));

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task WhatIsAskedFor_IsMadeByTheWorkers_AndCanBeFetchedByThoseWhoMay()
    {
        var analyst = await app.BrowserOfAsync("flow-analyst", Role.Analyst);
        var id = await AskAsync();
        var run = await app.EndOfExportAsync(id);
        Assert.Equal((ExportState.Done, (string?)null), (run.State, run.Failure));

        var answer = await analyst.GetAsync($"/exports/{id}/file", Cancellation);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", answer.Content.Headers.ContentType!.MediaType);
        Assert.Equal("街道汇总 2026-03-01 至 2026-03-31.xlsx", answer.Content.Headers.ContentDisposition!.FileNameStar);
        Assert.True(answer.Headers.CacheControl!.NoStore);
        Assert.Equal(run.FileHash, Convert.ToHexStringLower(SHA256.HashData(await answer.Content.ReadAsByteArrayAsync(Cancellation))));
        await using var db = await app.Factory.CreateDbContextAsync(Cancellation);
        Assert.Equal("flow-analyst",
            (await db.AuditEntries.SingleAsync(line => line.Action == "Downloaded" && line.RecordId == id, Cancellation)).By);
    }

    [Fact]
    public async Task TheFile_IsNotForOthers()
    {
        var id = await AskAsync();
        await app.EndOfExportAsync(id);
        Assert.Equal(HttpStatusCode.Redirect, (await app.Browser().GetAsync($"/exports/{id}/file", Cancellation)).StatusCode);
        var panel = await app.BrowserOfAsync("flow-panel", Role.Panel);
        Assert.Equal(HttpStatusCode.Forbidden, (await panel.GetAsync($"/exports/{id}/file", Cancellation)).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await panel.GetAsync("/exports", Cancellation)).StatusCode);
        var leader = await app.BrowserOfAsync("flow-leader", Role.Leader);
        Assert.Equal(HttpStatusCode.NotFound, (await leader.GetAsync("/exports/999999/file", Cancellation)).StatusCode);
    }

    [Fact]
    public async Task JobPages_AreForAdministrators()
    {
        Assert.Equal(HttpStatusCode.Redirect, (await app.Browser().GetAsync("/jobs", Cancellation)).StatusCode);
        var leader = await app.BrowserOfAsync("jobs-leader", Role.Leader);
        Assert.Equal(HttpStatusCode.Forbidden, (await leader.GetAsync("/jobs", Cancellation)).StatusCode);
        var administrator = await app.BrowserOfAsync("jobs-admin", Role.Administrator);
        var page = await administrator.GetAsync("/jobs/recurring", Cancellation);
        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
    }

    [Fact]
    public async Task WhatIsDue_IsAskedForOnce_WhenASchedulesRowHasChanged()
    {
        await AskAndEndAsync();
        var now = app.Get<OfficeClock>().UtcNow;
        var schedule = new ExportSchedule
        {
            Key = "due-yesterday",
            Template = "street-summary",
            Cron = "",
            Language = "en",
            IsOn = true,
            OnSince = now.AddDays(-2),
        };
        schedule.Take(new(new Rhythm(RhythmUnit.Day, TimeOnly.FromDateTime(app.Get<OfficeClock>().ToOffice(now.AddHours(-1)))),
            new(Coverage.DayBefore)));
        await using var db = await app.Factory.CreateDbContextAsync(Cancellation);
        db.ExportSchedules.Add(schedule);
        db.ChangeLog.Add(new ChangeLogEntry { At = now, Kind = ScheduleCommands.Kind, RecordId = 1, Action = "Added", Days = "" });
        await db.SaveChangesAsync(Cancellation);
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (!await db.ExportRuns.AnyAsync(run => run.ScheduleId == schedule.Id, Cancellation))
            limit.Token.ThrowIfCancellationRequested();
        var run = await db.ExportRuns.AsNoTracking().SingleAsync(run => run.ScheduleId == schedule.Id, Cancellation);
        Assert.Equal(ExportState.Done, (await app.EndOfExportAsync(run.Id)).State);
        using var connection = app.Get<JobStorage>().GetConnection();
        Assert.Empty(connection.GetRecurringJobs());
    }

    [Fact]
    [OnSqlite("its triggers")]
    public async Task ARunThatTheStoreWouldNotBegin_IsTriedAgainSoon()
    {
        await AskAndEndAsync();
        var id = 0L;
        await using (var db = await app.Factory.CreateDbContextAsync(Cancellation))
        {
            await db.Database.ExecuteSqlRawAsync(
                "CREATE TRIGGER refuse BEFORE UPDATE ON ExportRuns WHEN NEW.State = 'Running' BEGIN SELECT RAISE(ABORT, 'busy'); END",
                Cancellation);
            try
            {
                id = await AskAsync();
                var monitor = app.Get<JobStorage>().GetMonitoringApi();
                using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
                while (monitor.ScheduledCount() == 0)
                {
                    limit.Token.ThrowIfCancellationRequested();
                    await Task.Yield();
                }
            }
            finally
            {
                await db.Database.ExecuteSqlRawAsync("DROP TRIGGER refuse", Cancellation);
            }
        }

        Assert.Equal(ExportState.Done, (await app.EndOfExportAsync(id)).State);
    }

    [Fact]
    public async Task ARowOfWorkbooks_HoldsUpNoOtherJob()
    {
        await AskAndEndAsync();
        // The worker for workbooks begins one and waits for the store as long as this transaction lasts.
        await using var db = await app.Factory.CreateDbContextAsync(Cancellation);
        List<long> ids = [await AskAsync(), await AskAsync(), await AskAsync()];
        Bell.Rung = new(TaskCreationOptions.RunContinuationsAsynchronously);
        await using (var writing = await db.Database.BeginTransactionAsync(Cancellation))
        {
            app.Get<IBackgroundJobClient>().Enqueue(() => Bell.Ring());
            await Bell.Rung.Task.WaitAsync(TimeSpan.FromSeconds(30), Cancellation);
        }

        foreach (var id in ids) Assert.Equal(ExportState.Done, (await app.EndOfExportAsync(id)).State);
    }

    /// <summary>A short job.</summary>
    public static class Bell
    {
        internal static TaskCompletionSource Rung { get; set; } = new();

        public static void Ring() => Rung.TrySetResult();
    }

    private async Task AskAndEndAsync() => await app.EndOfExportAsync(await AskAsync());

    private Task<long> AskAsync() =>
        app.Get<ExportRequests>()
            .AskAsync(CurrentUser.System with { Name = Guid.NewGuid().ToString() },
                new ExportRequest("street-summary", March, PeriodKind.Custom, null, "zh-CN"), Cancellation);
}
