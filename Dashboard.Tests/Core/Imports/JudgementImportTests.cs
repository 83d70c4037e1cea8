using System.Globalization;
using System.Text;
using Concentric.CoBuilders;
using Concentric.Data;
using Concentric.Evaluation;
using Concentric.Exports.Lists;
using Concentric.Imports.Runs;
using Concentric.Lists;
using Concentric.Tests.Core.Evaluation;
using Concentric.Tests.TestData;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Tests.Core.Imports;

/// <summary>A judge's scores in and out: the own only, never of the own unit, each unit once.</summary>
public sealed class JudgementImportTests : IAsyncLifetime
{
    private const string Header = "评价年度,共建单位,评价指标,分数,说明\n";

    private static readonly Scheme Rules = Scheme.Default with
    {
        Criteria = [.. Scheme.Default.Criteria.Take(2), new("view", CriterionKind.Judged, "居民评价", "Residents' view", 20)],
    };

    private ImportRig rig = null!;
    private EvaluationScene scene = null!;
    private (CoBuilder First, CoBuilder Second, CoBuilder Own) units;
    private (CurrentUser One, CurrentUser Other) judges;
    private Saved cycle = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        rig = await ImportRig.CreateAsync();
        scene = new(rig.Store);
        units = (await scene.UnitAsync("甲单位"), await scene.UnitAsync("乙单位"), await scene.UnitAsync("自己单位"));
        var (one, other) = (await scene.JudgeAsync("one"), await scene.JudgeAsync("other"));
        judges = (EvaluationScene.Judge(one), EvaluationScene.Judge(other));
        cycle = await scene.CycleAsync(CycleStage.Scoring, Rules, new Panelist(one, units.Own.Id), new Panelist(other, null));
    }

    public ValueTask DisposeAsync() => rig.DisposeAsync();

    [Fact]
    public async Task InAndOutAndInAgain_AndAnotherJudgesEqualScores_AreHers()
    {
        var file = ImportRig.Csv(Header + "2026,甲单位,居民评价,80,认真\n2026,乙单位,view,,利害关系\n");
        Assert.Equal(2, (await TakeAsync(file, judges.One)).Added);
        Assert.Equal(2, (await TakeAsync(file, judges.Other)).Added);
        Assert.Equal((0, 2), await CheckAsync(file, judges.One));
        var list = await ExportAsync(judges.One);
        // While the panel scores, each member sees the own scores only.
        Assert.DoesNotContain(judges.Other.Name, list, StringComparison.Ordinal);
        Assert.Equal((0, 2), await CheckAsync(Encoding.UTF8.GetBytes(list), judges.One));
        var run = await TakeAsync(Encoding.UTF8.GetBytes(list.Replace(",80,", ",75,", StringComparison.Ordinal)), judges.One);
        Assert.Equal((0, 1, 1), (run.Added, run.Changed, run.Unchanged));
        Assert.Equal([(75, judges.One.Name), (80, judges.Other.Name)], (await SaidAsync(units.First))
            .Select(said => (said.Points!.Value, said.Judge)));
        Assert.Contains(judges.Other.Name, await ExportAsync(TestStore.Leader), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2026,自己单位,居民评价,80,\n", "B2 这是评审成员本单位")]
    [InlineData("2026,甲单位,居民评价,101,\n", "D2 ")]
    [InlineData("2026,甲单位,居民评价,-1,\n", "D2 ")]
    [InlineData("2026,甲单位,居民评价,八十,\n", "D2 ")]
    [InlineData("2026,甲单位,居民评价,,\n", "E2 请填写")]
    [InlineData("2026,甲单位,出勤,80,\n", "C2 没有这一项")]
    [InlineData("2025,甲单位,居民评价,80,\n", "A2 没有这一项")]
    [InlineData("2026,丙单位,居民评价,80,\n", "B2 没有这一项")]
    public async Task WhatThePageRefuses_IsRefused(string row, string told) =>
        Assert.StartsWith(told, await RefusalAsync(Header + row, judges.One), StringComparison.Ordinal);

    [Fact]
    public async Task TheEdges_AreTaken() =>
        Assert.Equal(2, (await TakeAsync(ImportRig.Csv(Header + "2026,甲单位,居民评价,0,\n2026,乙单位,居民评价,100,\n"), judges.One)).Added);

    [Fact]
    public async Task AUnitScoredTwice_InTheFileOrBefore_IsRefused()
    {
        Assert.StartsWith("D3 您已经打过分了", await RefusalAsync(Header + "2026,甲单位,居民评价,80,\n2026,甲单位,view,90,\n", judges.One),
            StringComparison.Ordinal);
        await rig.Store.Get<JudgementCommands>().JudgeAsync(judges.One, new(cycle.Id, units.First.Id, "view", 60), Stop);
        Assert.StartsWith("D2 您已经打过分了", await RefusalAsync(Header + "2026,甲单位,居民评价,80,\n", judges.One), StringComparison.Ordinal);
    }

    [Fact]
    public async Task AnothersScore_IsNotTheCallersToChange_AndOthersMayNotImport()
    {
        await TakeAsync(ImportRig.Csv(Header + "2026,甲单位,居民评价,80,\n"), judges.One);
        var id = Assert.Single(await SaidAsync(units.First)).Id;
        var row = string.Create(CultureInfo.InvariantCulture, $"记录号,{Header}{id},2026,甲单位,居民评价,10,\n");
        Assert.Null((await rig.CheckAsync(ImportRig.Csv(row), "a.csv", judges.Other, "judgement")).Run.Failure);
        Assert.StartsWith("A2 没有这个编号的记录", await RefusalAsync(row, judges.Other), StringComparison.Ordinal);
        foreach (var caller in new[] { ImportRig.Worker, ImportRig.Administrator })
            await Assert.ThrowsAnyAsync<Exception>(() => CheckAsync(ImportRig.Csv(row), caller));
        await scene.MoveAsync(cycle with { Version = (await scene.BoardAsync(cycle.Id)).Cycle.Version }, CycleStage.Collecting);
        Assert.StartsWith("B2 本轮评价现处于", await RefusalAsync(row, judges.One), StringComparison.Ordinal);
    }

    [Fact]
    public void TheList_IsForTheOfficeAndThePanel()
    {
        var list = rig.Store.Get<ExportedLists>().Find("judgement")!;
        Assert.True(list.IsOpenTo(judges.One) && list.IsOpenTo(TestStore.Leader) && !list.IsOpenTo(TestStore.WorkerOfXinsheng));
        Assert.False(rig.Store.Get<ExportedLists>().Find("petition")!.IsOpenTo(judges.One));
    }

    private async Task<ImportRun> TakeAsync(byte[] file, CurrentUser judge) => await rig.TakeAsync(file, "a.csv", judge, "judgement");

    private async Task<(int, int)> CheckAsync(byte[] file, CurrentUser judge)
    {
        var view = await rig.CheckAsync(file, "a.csv", judge, "judgement");
        return (view.Run.Added, view.Run.Unchanged);
    }

    private async Task<string> RefusalAsync(string text, CurrentUser judge) =>
        Assert.Single(ImportRig.Problems(await rig.CheckAsync(ImportRig.Csv(text), "a.csv", judge, "judgement")));

    private async Task<List<Judgement>> SaidAsync(CoBuilder unit)
    {
        await using var db = rig.Store.Open();
        return await db.Judgements.AsNoTracking().Where(said => said.CoBuilderId == unit.Id).OrderBy(said => said.JudgeId)
            .ToListAsync(Stop);
    }

    private async Task<string> ExportAsync(CurrentUser caller)
    {
        using var stream = new MemoryStream();
        await rig.Store.Get<ListExports>()
            .WriteAsync(rig.Store.Get<ExportedLists>()
                .Find("judgement")!, caller, new(), ListFormat.Csv, CultureInfo.GetCultureInfo("zh-CN"), stream, Stop);
        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
