using Concentric.Imports.Runs;
using Concentric.Petitions;
using Concentric.Tests.Core.Exports;
using Concentric.Tests.TestData;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Tests.Core.Imports;

/// <summary>Cells that are wrong, each told where it is, what stands there and how to mend it; and those that only look so.</summary>
public sealed class BadCellTests : IAsyncLifetime
{
    private ImportRig rig = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => rig = await ImportRig.CreateAsync();

    public ValueTask DisposeAsync() => rig.DisposeAsync();

    [Theory]
    [InlineData("馨顺园,漏水,环境卫生,2026-03-02,", "A2 没有这一项")]
    [InlineData("没有园,漏水,环境卫生,2026-03-02,", "A2 没有这一项")]
    [InlineData("馨盛园,,环境卫生,2026-03-02,", "B2 请填写。")]
    [InlineData("馨盛园,漏水,没有类,2026-03-02,", "C2 没有这一项")]
    [InlineData("馨盛园,漏水,环境卫生,,", "D2 请填写。")]
    [InlineData("馨盛园,漏水,环境卫生,3/4/2026,", "D2 应为日期")]
    [InlineData("馨盛园,漏水,环境卫生,2026-02-30,", "D2 应为日期")]
    [InlineData("馨盛园,漏水,环境卫生,2026-03-19,", "D2 不能晚于今天")]
    [InlineData("馨盛园,漏水,环境卫生,1999-12-31,", "D2 不能早于 2000-01-01。")]
    [InlineData("馨盛园,漏水,环境卫生,2026-03-02,2026-03-01", "E2 不能早于受理")]
    public async Task AWrongCell_IsNamedWithItsMend(string row, string told)
    {
        var view = await rig.CheckAsync(ImportRig.Csv($"社区,标题,类别,受理日期,到期日\n{row}\n"), "a.csv");
        Assert.Equal((1, 0), (view.Run.Refused, view.Run.Added));
        Assert.StartsWith(told, Assert.Single(ImportRig.Problems(view)));
        Assert.False(await rig.Runs.CommitAsync(ImportRig.Worker, view.Run.Id, Stop));
    }

    [Theory]
    [InlineData(200, 0)]
    [InlineData(201, 1)]
    public async Task ATitle_MayHaveTwoHundredCharacters(int length, int refused) =>
        Assert.Equal(refused,
            (await rig.CheckAsync(ImportRig.Csv($"标题,类别,受理日期\n{new string('长', length)},环境卫生,2026-03-02\n"), "a.csv")).Run.Refused);

    [Fact]
    public async Task AllThatIsWrongWithARow_IsToldAtOnce_AndOnlyOnceForACell()
    {
        var view = await rig.CheckAsync(ImportRig.Csv("社区,标题,类别,受理日期,到期日\n馨顺园,,没有,昨天,明天\n"), "a.csv");
        Assert.Equal(["A2", "B2", "C2", "D2", "E2"], view.Findings!.Problems.Select(problem => problem.Cell));
        Assert.Equal(("昨天", "受理日期"), view.Findings.Problems.Where(problem => problem.Cell == "D2")
            .Select(problem => (problem.Value, problem.Column)).Single());
    }

    [Theory]
    [InlineData("2026-03-02")]
    [InlineData("2026/3/2")]
    [InlineData("2026.3.2")]
    [InlineData("2026年3月2日")]
    [InlineData("20260302")]
    [InlineData("２０２６－０３－０２")]
    [InlineData("2026-03-02 08:30")]
    public async Task DaysAsText_AreReadInManyWays(string day)
    {
        await rig.TakeAsync(ImportRig.Csv($"社区,标题,类别,受理日期\n 馨盛园 ,　漏水　,环境卫生 ,{day} \n"), "a.csv");
        await using var db = rig.Store.Open();
        Assert.Equal(("漏水", new DateOnly(2026, 3, 2)),
            await db.Petitions.Select(petition => ValueTuple.Create(petition.Title, petition.ReceivedOn)).SingleAsync(Stop));
    }

    [Fact]
    public async Task Numbers_AreHeldAgainstTheFileAndTheStore()
    {
        var others = await rig.Store.AddAsync(Make.Petition(TestStore.Xinshun));
        var own = await rig.Store.AddAsync(Make.Petition());
        var view = await rig.CheckAsync(ImportRig.Csv($"编号,标题\n{own.Number},甲\n{own.Number},乙\n{others.Number},丙\nSQ-2026-777777,丁\n"),
            "a.csv");
        Assert.Equal((1, 3), (view.Run.Changed, view.Run.Refused));
        Assert.Equal(
            ["A3 与第 2 行重复，请只保留一行。", "A4 没有这个编号的记录，或它不属于您可填报的社区。新登记请把编号留空。", "A5 没有这个编号的记录，或它不属于您可填报的社区。新登记请把编号留空。"],
            ImportRig.Problems(view));
    }

    [Fact]
    public async Task AnErrorOfTheSpreadsheet_AndWhatIsMasked_AreRefused()
    {
        var view = await rig.CheckAsync(ImportRig.Csv("标题,类别,受理日期,诉求人\n漏水,环境卫生,2026-03-02,张**\n"), "a.csv");
        Assert.StartsWith("D2 这里是脱敏后的内容", Assert.Single(ImportRig.Problems(view)));
    }

    [Fact]
    public async Task TheFile_ComesBackWithItsErrors_AndCanBeMendedThere()
    {
        var view = await rig.LeaveOutAsync(await rig.CheckAsync(ImportRig.Book(
            ["社区", "标题", "类别", "受理日期", "备注栏"],
            ["馨盛园", "漏水", "环境卫生", new DateTime(2026, 3, 2), 12.5],
            ["馨盛园", "破损", "没有", "昨天", "x"])));
        Assert.True(view.HasErrors);
        Assert.Equal(["LeftOut"], view.Findings!.Notes.Select(note => note.Key));
        var back = await rig.Store.FileAsync(ImportFiles.ErrorsNameOf(view.Run.Id));
        var rows = new SheetBook(back).AssertValid().Records();
        Assert.Equal([null, "类别“没有”：没有这一项，或您不能使用它，请从列表中选择。\n受理日期“昨天”：应为日期，例如 2026-03-18。"], rows.Select(row => row["错误"]));
        Assert.Equal([new DateTime(2026, 3, 2), 12.5], [rows[0]["受理日期"], rows[0]["备注栏"]]);
        // Uploaded as it is, its own column of errors is passed over.
        var again = await rig.CheckAsync(back);
        Assert.Equal((1, 1), (again.Run.Added, again.Run.Refused));
        Assert.DoesNotContain(again.Findings!.Notes, note => note.Value?.Contains("错误", StringComparison.Ordinal) == true);
    }

    [Fact]
    public async Task WhatChangedMeanwhile_TakesNothingIn()
    {
        var petition = await rig.Store.AddAsync(Make.Petition());
        var view = await rig.CheckAsync(ImportRig.Csv($"编号,标题,类别,受理日期\n,新的,环境卫生,2026-03-02\n{petition.Number},改了,环境卫生,2026-03-18\n"),
            "a.csv");
        await rig.Store.Get<Concentric.Petitions.PetitionCommands>()
            .ArchiveAsync(ImportRig.Worker, new(petition.Id, petition.Version, "重复"), Stop);
        var run = await rig.CommitAsync(view);
        Assert.Equal(ImportState.Failed, run.State);
        Assert.Contains("没有写入任何内容", run.Failure);
        await using var db = rig.Store.Open();
        Assert.Equal(1, await db.Petitions.CountAsync(Stop));
        Assert.False(await db.ChangeLog.AnyAsync(entry => entry.Action == "Imported" && entry.Kind == "petition", Stop));
    }
}
