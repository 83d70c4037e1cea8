using System.Globalization;
using Concentric.Calendar;
using Concentric.Exports;
using Concentric.Exports.Rhythms;
using Concentric.Tests.TestData;
using Concentric.Time;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Tests.Core.Exports;

public sealed class ExportSchedulesTests
{
    private static readonly OfficeDays Office = new(TestStore.Zone, WorkingCalendar.WeekdaysOnly);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>Zones by IANA and by Windows name; in the last two the clocks change: to summer and back.</summary>
    [Theory]
    [InlineData("Asia/Shanghai", "30 7 * * 1", "2026-03-16 00:00", "2026-03-15 23:30")]
    [InlineData("China Standard Time", "30 7 * * 1", "2026-03-15 23:29", "2026-03-08 23:30")]
    [InlineData("China Standard Time", "30 7 * * 1", "2026-03-15 23:30", "2026-03-15 23:30")]
    [InlineData("Europe/Berlin", "30 7 * * 1", "2026-03-30 12:00", "2026-03-30 05:30")]
    [InlineData("Europe/Berlin", "30 7 * * 1", "2026-03-23 12:00", "2026-03-23 06:30")]
    [InlineData("Europe/Berlin", "30 2 * * 0", "2026-03-29 12:00", "2026-03-29 01:00")]
    [InlineData("Europe/Berlin", "30 2 * * 0", "2026-10-25 12:00", "2026-10-25 00:30")]
    [InlineData("W. Europe Standard Time", "0 8 1 * *", "2026-11-01 07:00", "2026-11-01 07:00")]
    public void LastDue_IsByTheOfficesClock(string zone, string cron, string now, string due) =>
        Assert.Equal(Utc(due),
            ExportSchedules.LastDue(Schedule(cron, since: Utc("2020-01-01 00:00")), Utc(now), In(zone)));

    [Fact]
    public void OnceWhenTheClockGoesBack_AndNextAfterIt()
    {
        var berlin = In("Europe/Berlin");
        var schedule = Schedule("30 2 * * 0", since: Utc("2020-01-01 00:00"));
        // 02:30 comes twice in that night; the second one is not due.
        Assert.Equal(Utc("2026-11-01 01:30"), ExportSchedules.NextDue(schedule, Utc("2026-10-25 00:30"), berlin));
        Assert.Equal(Utc("2026-10-25 00:30"), ExportSchedules.LastDue(schedule, Utc("2026-10-25 01:30"), berlin));
    }

    [Fact]
    public void NothingIsDue_FromBeforeTheScheduleCounts()
    {
        var schedule = Schedule("30 7 * * 1", since: Utc("2026-03-15 23:31"));
        Assert.Null(ExportSchedules.LastDue(schedule, Utc("2026-03-20 00:00"), Office));
        Assert.Equal(Utc("2026-03-22 23:30"), ExportSchedules.LastDue(schedule, Utc("2026-03-22 23:30"), Office));
        schedule.IsOn = false;
        Assert.Null(ExportSchedules.NextDue(schedule, Utc("2026-03-20 00:00"), Office));
    }

    [Fact]
    public async Task Standard_IsWeeklyAndMonthly_MadeOnce()
    {
        await using var rig = await ExportRig.CreateAsync();
        var schedules = rig.Store.Get<ExportSchedules>();
        await schedules.SeedAsync(Cancellation);
        await schedules.SeedAsync(Cancellation);
        var all = await schedules.AllAsync(Cancellation);
        Assert.Equal([Utc("2026-03-22 23:30"), Utc("2026-04-01 00:00")],
            all.Select(schedule => ExportSchedules.NextDue(schedule, TestStore.Start.UtcDateTime, Office)));
        Assert.All(all, schedule => Assert.Equal(("street-summary", "zh-CN"), (schedule.Template, schedule.Language)));
    }

    [Fact]
    public async Task AfterALongPause_OnlyTheNewestMissedPeriodIsMade_Once()
    {
        await using var rig = await ExportRig.CreateAsync();
        var schedules = rig.Store.Get<ExportSchedules>();
        await schedules.SeedAsync(Cancellation);
        await schedules.EnqueueDueAsync(Cancellation);
        Assert.Empty(rig.Jobs.TakeAll());

        rig.Store.Time.Advance(TimeSpan.FromDays(24));
        await schedules.EnqueueDueAsync(Cancellation);
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => schedules.EnqueueDueAsync(Cancellation), Cancellation)));
        Assert.Equal(2, rig.Jobs.TakeAll().Count);
        await using var db = rig.Store.Open();
        var runs = await db.ExportRuns.OrderBy(run => run.ScheduleId).ToListAsync(Cancellation);
        // Saturday 11 April: the Monday that was missed last is the 6th.
        Assert.Equal([("2026-03-30", "2026-04-05"), ("2026-03-01", "2026-03-31")],
            runs.Select(run => (Text(run.PeriodFrom), Text(run.PeriodTo))));
        Assert.All(runs, run => Assert.Null(run.Communities));
    }

    [Fact]
    public async Task TheManifest_NamesTheSchedule()
    {
        await using var rig = await ExportRig.CreateAsync();
        var schedules = rig.Store.Get<ExportSchedules>();
        await schedules.SeedAsync(Cancellation);
        rig.Store.Time.Advance(TimeSpan.FromDays(5));
        await schedules.EnqueueDueAsync(Cancellation);
        var id = Assert.Single(rig.Jobs.TakeAll());
        await rig.Runner.RunAsync(id, Cancellation);
        var run = await rig.RunAsync(id);
        Assert.Equal("街道汇总 2026-03-16 至 2026-03-22.xlsx", run.FileName);
        using var file = new MemoryStream(await rig.FileAsync(run));
        var rows = MiniExcelLibs.MiniExcel.Query(file, sheetName: "说明").Cast<IDictionary<string, object?>>().ToList();
        Assert.Equal("按计划（street-summary-weekly）", rows.Single(row => Equals(row["A"], "请求人"))["B"]);
    }

    private static OfficeDays In(string zone) => Office with { Zone = OfficeClock.FindZone(zone) };

    private static ExportSchedule Schedule(string cron, DateTime since) => new()
    {
        Key = "x",
        Template = "street-summary",
        Cron = cron,
        Language = "en",
        IsOn = true,
        OnSince = since,
    };

    private static DateTime Utc(string text) =>
        DateTime.SpecifyKind(DateTime.ParseExact(text, "yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture), DateTimeKind.Utc);

    private static string Text(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
