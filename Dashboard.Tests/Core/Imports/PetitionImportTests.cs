using Concentric.Exports.Lists;
using Concentric.Imports.Runs;
using Concentric.Lists;
using Concentric.Petitions;
using Concentric.Tests.TestData;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Tests.Core.Imports;

/// <summary>Petitions from spreadsheets: new, with their course, changed, unchanged; and out again.</summary>
public sealed class PetitionImportTests : IAsyncLifetime
{
    private const string Header = "社区,标题,类别,来源,诉求人,联系电话,受理日期,期限,协商日期,办理日期,反馈日期,办结日期,办理结果,回访日期,有人响应,群众确认,满意度";

    private ImportRig rig = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => rig = await ImportRig.CreateAsync();

    public ValueTask DisposeAsync() => rig.DisposeAsync();

    [Fact]
    public async Task NewRows_AreEntered_WithNumberStepsAuditAndOneLogRow()
    {
        var run = await rig.TakeAsync(ImportRig.Book(
            ["社区", "标题", "类别", "来源", "受理日期"],
            ["馨盛园", "污水井溢流", "环境卫生", "热线", new DateTime(2026, 3, 2)],
            ["馨盛园", "路面破损", "Road repair", null, "2026年3月3日"]));
        Assert.Equal((ImportState.Done, 2, 2, 0, 0), (run.State, run.Rows, run.Added, run.Changed, run.Refused));
        await using var db = rig.Store.Open();
        var petitions = await db.Petitions.Include(petition => petition.Steps).OrderBy(petition => petition.Id).ToListAsync(Stop);
        Assert.Equal(["SQ-2026-000001", "SQ-2026-000002"], petitions.Select(petition => petition.Number));
        Assert.Equal([PetitionSource.Hotline, PetitionSource.CouncilHall], petitions.Select(petition => petition.Source));
        // Five working days from Monday 2 March.
        Assert.Equal((new DateOnly(2026, 3, 9), 1), (petitions[0].DueOn, petitions[0].Version));
        Assert.All(petitions, petition =>
            Assert.Equal((PetitionStepKind.Collected, "王芳"), (Assert.Single(petition.Steps).Kind, petition.Steps[0].By)));
        var audit = await db.AuditEntries.Where(line => line.Kind == "petition").OrderBy(line => line.RecordId).ToListAsync(Stop);
        Assert.Equal(petitions.Select(petition => petition.Id), audit.Select(line => line.RecordId));
        Assert.All(audit, line => Assert.Equal(("Collected", "王芳"), (line.Action, line.By)));
        Assert.Contains("污水井溢流", audit[0].After);
        var log = await db.ChangeLog.SingleAsync(entry => entry.Kind == "petition", Stop);
        Assert.Equal(("Imported", 0L, TestStore.Xinsheng), (log.Action, log.RecordId, log.CommunityId!.Value));
        Assert.Contains("2026-03-02", log.Days);
        Assert.Equal(new DateOnly(2026, 3, 2), log.RestatesFrom);
        Assert.Equal(1,
            await db.AuditEntries.CountAsync(line =>
                line.Kind == "import-run" && line.Action == "Imported" && line.RecordId == run.Id, Stop));
    }

    [Fact]
    public async Task ACourse_IsWalkedStepByStep()
    {
        await rig.TakeAsync(ImportRig.Csv(
            $"{Header}\n馨盛园,漏水,环境卫生,热线,张建国,13812345678,2026-03-02,,2026-03-03,2026-03-04,2026-03-05,2026-03-06,解决,2026-03-09,是,是,满意\n"),
            "a.csv");
        await using var db = rig.Store.Open();
        var petition = await db.Petitions.Include(petition => petition.Steps.OrderBy(step => step.Id)).SingleAsync(Stop);
        Assert.Equal(
            [PetitionStepKind.Collected, PetitionStepKind.Negotiated, PetitionStepKind.Handled, PetitionStepKind.FedBack,
                PetitionStepKind.Closed, PetitionStepKind.CalledBack],
            petition.Steps.Select(step => step.Kind));
        Assert.Equal((PetitionOutcome.Resolved, 4, true, Satisfaction.Satisfied),
            (petition.Outcome, petition.WorkingDaysToClose, petition.CallBackValid, petition.Satisfaction));
    }

    [Fact]
    public async Task ASkippedStage_IsRefusedInItsCell()
    {
        var view = await rig.CheckAsync(ImportRig.Csv($"{Header}\n馨盛园,漏水,环境卫生,,,,2026-03-02,,,2026-03-04,,,,,,,\n"), "a.csv");
        Assert.Equal(["J2 跳过了“协商”环节，请先办理该环节，或写明跳过的原因。"], ImportRig.Problems(view));
    }

    [Theory]
    [InlineData("诉求.xlsx")]
    [InlineData("诉求.csv")]
    public async Task TheSameFileTwice_ChangesNothingTheSecondTime(string name)
    {
        var file = name.EndsWith("csv", StringComparison.Ordinal)
            ? ImportRig.Csv("社区,标题,类别,受理日期\n馨盛园,甲,环境卫生,2026-03-02\n馨盛园,甲,环境卫生,2026-03-02\n")
            : ImportRig.Book(["社区", "标题", "类别", "受理日期"], ["馨盛园", "甲", "环境卫生", new DateTime(2026, 3, 2)],
                ["馨盛园", "甲", "环境卫生", new DateTime(2026, 3, 2)]);
        Assert.Equal(2, (await rig.TakeAsync(file, name)).Added);
        var again = await rig.CheckAsync(file, name);
        Assert.Equal((0, 0, 2, 0), (again.Run.Added, again.Run.Changed, again.Run.Unchanged, again.Run.Refused));
        Assert.NotNull(again.TakenBefore);
        // The same rows in another order of columns, language and writing are known again.
        var other = await rig.CheckAsync(ImportRig.Csv("Received on,Title,Category,Community\n2026/3/2,甲 ,Sanitation,xinsheng\n"), "b.csv");
        Assert.Equal((0, 1), (other.Run.Added, other.Run.Unchanged));
    }

    [Fact]
    public async Task WhatTheListExports_CanBeEditedAndTakenInAgain()
    {
        await rig.TakeAsync(ImportRig.Csv(
            $"{Header}\n馨盛园,漏水,环境卫生,热线,张建国,13812345678,2026-03-02,,2026-03-03,2026-03-04,2026-03-05,2026-03-06,解决,2026-03-09,是,是,满意\n馨盛园,破损,道路维修,,,,2026-03-03,,,,,,,,,,\n"),
            "a.csv");
        var untouched = await rig.CheckAsync(await ExportAsync(text => text), "b.csv");
        Assert.Equal((0, 2, 0), (untouched.Run.Changed, untouched.Run.Unchanged, untouched.Run.Refused));
        Assert.Contains(untouched.Findings!.Notes, note => note.Key == "NotTaken");

        var run = await rig.TakeAsync(await ExportAsync(text => text.Replace("破损", "路面破损", StringComparison.Ordinal)), "b.csv");
        Assert.Equal((0, 1, 1), (run.Added, run.Changed, run.Unchanged));
        await using var db = rig.Store.Open();
        var petitions = await db.Petitions.OrderBy(petition => petition.Id).ToListAsync(Stop);
        Assert.Equal(["漏水", "路面破损"], petitions.Select(petition => petition.Title));
        Assert.Equal([1, 2], petitions.Select(petition => petition.Version));
        Assert.Equal(("张建国", "13812345678"), (petitions[0].PetitionerName, petitions[0].PetitionerPhone));
        var line = await db.AuditEntries.SingleAsync(line => line.Kind == "petition" && line.Action == "Corrected", Stop);
        Assert.Contains("路面破损", line.After);
        Assert.Equal(2, await db.ChangeLog.CountAsync(entry => entry.Kind == "petition", Stop));
    }

    [Fact]
    public async Task TheWorkbookOfAList_WithItsEmptyCells_IsKnownAgain()
    {
        await rig.TakeAsync(ImportRig.Csv(
            $"{Header}\n馨盛园,漏水,环境卫生,热线,张建国,13812345678,2026-03-02,,2026-03-03,2026-03-04,2026-03-05,2026-03-06,解决,2026-03-09,是,是,满意\n馨盛园,破损,道路维修,,,,2026-03-03,,,,,,,,,,\n"),
            "a.csv");
        using var stream = new MemoryStream();
        await rig.Store.Get<ListExports>().WriteAsync(
            rig.Store.Get<RecordRegister>()
                .Find("petition")!, ImportRig.Worker, new ListRequest(), ListFormat.Xlsx,
                System.Globalization.CultureInfo.GetCultureInfo("zh-CN"), stream, Stop);
        var check = await rig.CheckAsync(stream.ToArray(), "b.xlsx");
        Assert.Equal((0, 0, 2, 0), (check.Run.Added, check.Run.Changed, check.Run.Unchanged, check.Run.Refused));
    }

    [Fact]
    public async Task AMovedDay_TakesAReason()
    {
        await rig.TakeAsync(ImportRig.Csv("社区,标题,类别,受理日期\n馨盛园,甲,环境卫生,2026-03-02\n"), "a.csv");
        var refused = await rig.CheckAsync(ImportRig.Csv("编号,受理日期,标题\nSQ-2026-000001,2026-03-01,甲\n"), "b.csv");
        Assert.Equal(["2 请填写。"], ImportRig.Problems(refused));
        var run = await rig.TakeAsync(ImportRig.Csv("编号,受理日期,更正原因\nsq－2026－000001,2026-03-01,登记有误\n"), "c.csv");
        Assert.Equal(1, run.Changed);
        await using var db = rig.Store.Open();
        Assert.Equal(new DateOnly(2026, 3, 1), (await db.Petitions.SingleAsync(Stop)).ReceivedOn);
    }

    private async Task<byte[]> ExportAsync(Func<string, string> edit)
    {
        using var stream = new MemoryStream();
        var kind = rig.Store.Get<RecordRegister>().Find("petition")!;
        await rig.Store.Get<ListExports>()
            .WriteAsync(kind, ImportRig.Worker, new ListRequest(), ListFormat.Csv, System.Globalization.CultureInfo.GetCultureInfo("zh-CN"),
                stream, Stop);
        return System.Text.Encoding.UTF8.GetPreamble()
            .Concat(System.Text.Encoding.UTF8.GetBytes(edit(System.Text.Encoding.UTF8.GetString(stream.ToArray()[3..])))).ToArray();
    }
}
