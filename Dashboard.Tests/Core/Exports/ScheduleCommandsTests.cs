using Concentric.Data;
using Concentric.Exports;
using Concentric.Exports.Rhythms;
using Concentric.Rules;
using Concentric.Tests.TestData;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Tests.Core.Exports;

public sealed class ScheduleCommandsTests : IAsyncLifetime
{
    private static readonly CurrentUser Analyst = new("陈静", Role.Analyst);
    private static readonly ScheduleDetails Weekly = new("周一周报", "street-summary",
        new(RhythmUnit.Week, new(7, 30)), new(Coverage.WeekBefore), "zh-CN", [], null,
        true, []);

    private ExportRig rig = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private ScheduleCommands Commands => rig.Store.Get<ScheduleCommands>();

    private ExportSchedules Schedules => rig.Store.Get<ExportSchedules>();

    public async ValueTask InitializeAsync() => rig = await ExportRig.CreateAsync();

    public ValueTask DisposeAsync() => rig.DisposeAsync();

    [Fact]
    public async Task Schedule_IsAddedChangedAndRemoved_AndTheAuditTrailTells()
    {
        var id = await Commands.AddAsync(Analyst, Weekly with { Communities = [TestStore.Xinshun, TestStore.Xinsheng], KeepDays = 30 },
            Cancellation);
        var added = (await Schedules.FindAsync(id, Cancellation))!;
        Assert.Equal(("周一周报", "xinsheng,xinshun", 30, true, 1), (added.Name, added.Communities, added.KeepDays, added.IsOn, added.Version));
        await Commands.ChangeAsync(Analyst, id, 1,
            Weekly with { Rhythm = new(RhythmUnit.Quarter, new(8, 0)) { Number = 2 }, Covers = new(Coverage.QuarterBefore), IsOn = false },
            Cancellation);
        var changed = (await Schedules.FindAsync(id, Cancellation))!;
        Assert.Equal((ExportCadence.Quarterly, "0 8 2 1,4,7,10 *"), (changed.Cadence, changed.Cron));
        Assert.Equal((Coverage.QuarterBefore, null, null, false, 2),
            (changed.Covers, changed.Communities, changed.KeepDays, changed.IsOn, changed.Version));
        await Commands.RemoveAsync(Analyst, id, 2, Cancellation);
        Assert.Empty(await Schedules.AllAsync(Cancellation));
        Assert.Null(await Schedules.FindAsync(id, Cancellation));
        await using var db = rig.Store.Open();
        Assert.Equal(["Added", "Changed", "Deleted"], await db.AuditEntries.Where(line => line.Kind == ScheduleCommands.Kind)
            .OrderBy(line => line.Id).Select(line => line.Action).ToListAsync(Cancellation));
    }

    [Fact]
    public async Task WhatIsWrong_IsToldAllAtOnce()
    {
        var refusal = await Assert.ThrowsAsync<RefusedException>(() =>
            Commands.AddAsync(Analyst, new(" ", "nothing", new(RhythmUnit.Cron, default) { Cron = "every day" }, new((Coverage)99),
                "fr", [99], 0, true, [77]), Cancellation));
        Assert.Equal(
            ["Communities", "Coverage", "Cron", "KeepDays", "Language", "Name", "Recipients", "Template"],
            refusal.Violations.Select(violation => violation.Field).Order());
    }

    [Theory]
    [InlineData("30 7 * * 1", null)]
    [InlineData("0 0 29 2 *", null)]
    [InlineData("60 7 * * 1", Rule.NotACron)]
    [InlineData("30 7 * *", Rule.NotACron)]
    [InlineData("0 0 30 2 *", Rule.NeverDue)]
    [InlineData("0 0 31 4,6,9,11 *", Rule.NeverDue)]
    [InlineData("@daily", Rule.NotACron)]
    public async Task Cron_MustBeFiveFieldsThatAreEverDue(string cron, Rule? refusal)
    {
        var adding = Commands.AddAsync(Analyst, Weekly with { Rhythm = new(RhythmUnit.Cron, default) { Cron = cron } }, Cancellation);
        if (refusal is null) await adding;
        else Assert.Equal(refusal, Assert.Single((await Assert.ThrowsAsync<RefusedException>(() => adding)).Violations).Rule);
    }

    [Theory]
    [InlineData(1, true)]
    [InlineData(ScheduleDetails.MostKeepDays, true)]
    [InlineData(0, false)]
    [InlineData(ScheduleDetails.MostKeepDays + 1, false)]
    public async Task Retention_HasLimits(int days, bool isTaken)
    {
        var adding = Commands.AddAsync(Analyst, Weekly with { KeepDays = days }, Cancellation);
        if (isTaken) await adding;
        else await Assert.ThrowsAsync<RefusedException>(() => adding);
    }

    [Fact]
    public async Task OnlyAnalystsAndAdministrators_KeepSchedules()
    {
        foreach (var caller in new[] { TestStore.Leader, TestStore.WorkerOfXinsheng, new CurrentUser("p", Role.Panel),
            Analyst with { CommunityIds = [TestStore.Xinsheng] } })
            await Assert.ThrowsAsync<UnauthorizedAccessException>(() => Commands.AddAsync(caller, Weekly, Cancellation));
        await Commands.AddAsync(TestStore.Administrator, Weekly, Cancellation);
    }

    [Fact]
    public async Task SecondEditor_IsTold_AndNothingIsOverwritten()
    {
        var id = await Commands.AddAsync(Analyst, Weekly, Cancellation);
        await Commands.ChangeAsync(Analyst, id, 1, Weekly with { Name = "A" }, Cancellation);
        await Assert.ThrowsAsync<EditedMeanwhileException>(() =>
            Commands.ChangeAsync(Analyst, id, 1, Weekly with { Name = "B" }, Cancellation));
        Assert.Equal("A", (await Schedules.FindAsync(id, Cancellation))!.Name);
    }

    [Fact]
    public async Task RunNow_IsOnceWithinAMinute()
    {
        var id = await Commands.AddAsync(Analyst, Weekly with { Communities = [TestStore.Xinsheng] }, Cancellation);
        Assert.True(await Commands.RunNowAsync(Analyst, id, Cancellation));
        rig.Store.Time.Advance(TimeSpan.FromSeconds(59));
        Assert.False(await Commands.RunNowAsync(Analyst, id, Cancellation));
        await using var db = rig.Store.Open();
        var run = await db.ExportRuns.SingleAsync(Cancellation);
        Assert.Equal((id, new DateOnly(2026, 3, 9), new DateOnly(2026, 3, 15), "xinsheng", "周一周报"),
            (run.ScheduleId, run.PeriodFrom, run.PeriodTo, run.Communities, run.AskedBy));
    }

    [Fact]
    public async Task SwitchedOnAgain_MakesUpForNothingInBetween()
    {
        var id = await Commands.AddAsync(Analyst, Weekly with { IsOn = false }, Cancellation);
        rig.Store.Time.Advance(TimeSpan.FromDays(14));
        await Commands.ChangeAsync(Analyst, id, 1, Weekly, Cancellation);
        await Schedules.EnqueueDueAsync(Cancellation);
        Assert.Empty(rig.Jobs.TakeAll());
        rig.Store.Time.Advance(TimeSpan.FromDays(7));
        await Schedules.EnqueueDueAsync(Cancellation);
        Assert.Single(rig.Jobs.TakeAll());
    }

    [Fact]
    public async Task ExpiredFiles_AreRemoved_TheirRowsStay()
    {
        var id = await Commands.AddAsync(Analyst, Weekly with { Template = ExportRig.HeldKey, KeepDays = 30 }, Cancellation);
        await Commands.RunNowAsync(Analyst, id, Cancellation);
        rig.Held.LetGo();
        await rig.Runner.RunAsync(Assert.Single(rig.Jobs.TakeAll()), Cancellation);
        var retention = rig.Store.Get<ExportRetention>();
        rig.Store.Time.Advance(TimeSpan.FromDays(30));
        Assert.Equal(0, await retention.RemoveExpiredAsync(Cancellation));
        Assert.Single(await rig.FilesAsync());
        rig.Store.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(1, await retention.RemoveExpiredAsync(Cancellation));
        Assert.Empty(await rig.FilesAsync());
        await using var db = rig.Store.Open();
        var run = await db.ExportRuns.SingleAsync(Cancellation);
        Assert.Equal((ExportState.Done, null), (run.State, run.FileBytes));
        Assert.NotNull(run.FileHash);
        Assert.Null(await rig.Queries.DownloadAsync(Analyst, run.Id, Cancellation));
        Assert.Equal(0, await retention.RemoveExpiredAsync(Cancellation));
    }
}
