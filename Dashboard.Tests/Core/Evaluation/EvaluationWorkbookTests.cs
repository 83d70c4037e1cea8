using System.Globalization;
using Concentric.Communities;
using Concentric.Evaluation;
using Concentric.Exports;
using Concentric.Exports.Evaluations;
using Concentric.Meetings;
using Concentric.Tests.Core.Exports;
using Concentric.Tests.TestData;
using Concentric.Time;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Validation;
using MiniExcelLibs;

namespace Concentric.Tests.Core.Evaluation;

/// <summary>The evaluation workbook: every score comes out again by other ways than the program's own.</summary>
public sealed class EvaluationWorkbookTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task EveryScore_ComesOutAgain_FromWhatTheWorkbookSays()
    {
        await using var store = await TestStore.CreateAsync();
        var (scene, cycle) = await SceneAsync(store);
        var file = await MakeAsync(store);
        AssertValid(file);
        var board = await scene.BoardAsync(cycle);
        var criteria = Rows(file, "指标").Skip(3).Where(row => row[1] is string)
            .ToDictionary(row => (string)row[1]!, row => (Weight: Number(row[4]), Target: Number(row[5]), Deduction: Number(row[6])));
        var header = Rows(file, "得分")[2].Select(cell => cell as string).ToList();
        var measures = Rows(file, "原始数据").Skip(3).ToList();
        var heads = Rows(file, "原始数据")[2].Select(cell => cell as string).ToList();
        Assert.Equal(board.Lines.Count, measures.Count);
        foreach (var (row, i) in measures.Select((row, i) => (row, i)))
        {
            double Had(string name) => Number(row[heads.IndexOf(name)]);
            var line = board.Lines.Single(one => one.Unit.Id == (long)Had("编号"));
            var share = Had("参与天数") / Had("全年天数");
            // Another way: shares of weights as plain fractions, in the order of the rules that the sheet states.
            double? Attendance() => Had("出席") + Had("请假") + Had("无故缺席") == 0
                ? null
                : Math.Max(0, criteria["attendance"].Weight - (criteria["attendance"].Deduction * Had("无故缺席")));
            double? Reached(string key, double had) =>
                Math.Min(1, had / (Math.Floor(criteria[key].Target * share * 100 + 1e-9) / 100)) * criteria[key].Weight;
            double? Activities()
            {
                var (due, missed) = (0, 0);
                for (var quarter = 0; quarter < 4; quarter++)
                {
                    var wanted = line.Input.Membership.OfQuarter(quarter, (int)criteria["activities"].Target);
                    if (wanted > 0) due++;
                    if (Had($"{"一二三四"[quarter]}季度活动") < wanted) missed++;
                }

                return due == 0 ? null : Math.Max(0, criteria["activities"].Weight - (criteria["activities"].Deduction * missed));
            }

            double? Kept() => Had("按期兑现") + Had("未按期") == 0 ? null : criteria["kept"].Weight * Had("按期兑现") / (Had("按期兑现") + Had("未按期"));
            (string Key, double? Points)[] points =
                [("attendance", Attendance()), ("activities", Activities()), ("money", Reached("money", Had("元"))),
                    ("hours", Reached("hours", Had("小时"))), ("wishes", Reached("wishes", Had("心愿"))), ("kept", Kept()),
                    ("view", line.Input.Judgements.Count == 0
                        ? null
                        : criteria["view"].Weight * line.Input.Judgements.Average(said => said.Points!.Value) / 100)];
            var basis = points.Where(one => one.Points is not null).Sum(one => criteria[one.Key].Weight);
            var sum = points.Sum(one => Math.Round(one.Points ?? 0, 2, MidpointRounding.AwayFromZero));
            var bonus = (Had("出席") > 0 && Had("请假") + Had("无故缺席") == 0 ? 3 : 0)
                + line.Input.Adjustments.Where(given => given.RuleKey == "proposal").Sum(given => given.Times * 2);
            var total = Math.Round(sum * 100 / basis, 2, MidpointRounding.AwayFromZero)
                + Math.Min(bonus, 10) - (line.Input.Adjustments.Where(given => given.RuleKey == "complaint").Sum(given => given.Times) * 3);
            var scored = Rows(file, "得分")[3 + i];
            Assert.Equal((double)line.Score.Total, Number(scored[header.IndexOf("总分")]), 9);
            Assert.Equal(total, (double)line.Score.Total, 1.5e-2);
        }

        Assert.Equal(board.Lines.Select(line => line.Rank), Rows(file, "排名").Skip(3)
            .Select(row => row[0] is null or "—" ? null : (int?)Number(row[0])));
        Assert.Equal(board.Lines.Sum(line => line.Input.Measures.Records), Rows(file, "依据台账").Count - 1);
    }

    [Fact]
    public async Task AnotherProgram_CountsEveryFormulaToTheSame()
    {
        await using var store = await TestStore.CreateAsync();
        await SceneAsync(store);
        var (wrong, counted) = await LibreOffice.RecalculateAsync(await MakeAsync(store), Stop);
        Assert.Empty(wrong);
        Assert.True(counted > 100, $"Only {counted} formulas were counted.");
    }

    [Fact]
    public async Task APublishedCycle_IsWrittenAsItWasPublished_AndTheSameAgain()
    {
        await using var store = await TestStore.CreateAsync();
        var (scene, id) = await SceneAsync(store);
        var cycle = (await scene.BoardAsync(id)).Cycle;
        var saved = await scene.MoveAsync(new(id, cycle.Version), CycleStage.Review);
        await scene.MoveAsync(saved, CycleStage.Published);
        var before = (await scene.BoardAsync(id)).Lines[0];
        var first = await MakeAsync(store);
        await scene.GiveAsync(new(2026, 3, 2), await scene.UnitAsync("后来的单位"), 90_000);
        await scene.GiveAsync(new(2026, 3, 2), new() { Id = before.Unit.Id, Name = "", NameEn = "" }, 90_000, 6_000);
        Assert.Equal(Rows(first, "得分").SelectMany(row => row), Rows(await MakeAsync(store), "得分").SelectMany(row => row));
    }

    [Fact]
    public async Task AYearWithoutACycle_AndSomeCommunitiesOnly_AreRefused()
    {
        await using var store = await TestStore.CreateAsync();
        Assert.Contains("2026", (await Assert.ThrowsAsync<ExportException>(() => MakeAsync(store)))
            .Explain(SummaryBook.Chinese), StringComparison.Ordinal);
        await Assert.ThrowsAsync<ExportException>(() => MakeAsync(store, [TestStore.Xinsheng]));
    }

    /// <summary>Units of every sort: diligent, lax, one that joined late, one with too little evidence, judged and adjusted.</summary>
    private static async Task<(EvaluationScene Scene, long Cycle)> SceneAsync(TestStore store)
    {
        var scene = new EvaluationScene(store);
        var (keen, lax, late, small) = (await scene.UnitAsync("甲单位"), await scene.UnitAsync("乙单位"),
            await scene.UnitAsync("丙单位", new(2026, 2, 20)), await scene.UnitAsync("丁单位"));
        await scene.DiligentAsync(keen);
        await scene.ConferenceAsync(new(2026, 1, 12), (lax, Presence.Absent), (late, Presence.Excused));
        await scene.ConferenceAsync(new(2026, 2, 22), (lax, Presence.Absent), (late, Presence.Attended));
        foreach (var unit in new[] { lax, late })
        {
            await scene.ActivityAsync(new(2026, 3, 3), unit);
            await scene.GiveAsync(new(2026, 3, 4), unit, 777, 50);
            await scene.FulfilAsync(new(2026, 3, 5), unit);
            await scene.PromiseAsync(new(2026, 2, 1), new(2026, 1, 31), unit);
            await scene.PromiseAsync(new(2026, 2, 1), new(2026, 2, 3), unit);
            await scene.PromiseAsync(new(2026, 2, 1), null, unit);
        }

        await scene.FulfilAsync(new(2026, 3, 5), small);
        var judges = new[] { await scene.JudgeAsync("one"), await scene.JudgeAsync("two"), await scene.JudgeAsync("three") };
        var rules = Scheme.Default with
        {
            Criteria = [Scheme.Default.Criteria[0] with { Weight = 25 }, Scheme.Default.Criteria[1] with { Weight = 25 },
                .. Scheme.Default.Criteria.Skip(2), new("kept", CriterionKind.Measured, "承诺", "Kept", 15, EvaluationMeasure.Commitments),
                new("view", CriterionKind.Judged, "评审", "Panel", 15)],
        };
        var cycle = await scene.CycleAsync(CycleStage.Scoring, rules, [.. judges.Select(judge => new Panelist(judge, null))]);
        foreach (var (judge, i) in judges.Select((judge, i) => (judge, i)))
        {
            foreach (var unit in new[] { keen, lax, late })
                await store.Get<JudgementCommands>()
                .JudgeAsync(EvaluationScene.Judge(judge), new(cycle.Id, unit.Id, "view", 70 + (i * 7)), Stop);
        }

        await store.Get<AdjustmentCommands>()
            .GiveAsync(EvaluationScene.Leader, new(cycle.Id, new(late.Id, "proposal", 2, "采纳", "纪要")), Stop);
        await store.Get<AdjustmentCommands>()
            .GiveAsync(EvaluationScene.Leader, new(cycle.Id, new(lax.Id, "complaint", 1, "投诉", "工单")), Stop);
        return (scene, cycle.Id);
    }

    private static async Task<byte[]> MakeAsync(TestStore store, IReadOnlyList<int>? communities = null)
    {
        using var stream = new MemoryStream();
        var template = new EvaluationTemplate(store.Factory,
            Fixed.Of(new StreetOffice("胡家园街道办事处", "Hujiayuan Street Office")),
            store.Get<OfficeClock>());
        await template.WriteAsync(new(new(new(2026, 1, 1), new(2026, 12, 31)), PeriodKind.Year, communities, SummaryBook.Chinese, "陈静"),
            stream, null, Stop);
        return stream.ToArray();
    }

    private static IReadOnlyList<object?[]> Rows(byte[] file, string sheet) =>
        [.. MiniExcel.Query(new MemoryStream(file), useHeaderRow: false, sheetName: sheet).Cast<IDictionary<string, object?>>()
            .Select(row => row.Values.ToArray())];

    private static double Number(object? value) => value is null or "" ? 0 : Convert.ToDouble(value, CultureInfo.InvariantCulture);

    private static void AssertValid(byte[] file)
    {
        using var document = SpreadsheetDocument.Open(new MemoryStream(file), isEditable: false);
        Assert.Empty(new OpenXmlValidator(DocumentFormat.OpenXml.FileFormatVersions.Office2019).Validate(document, Stop)
            .Select(error => $"{error.Part?.Uri} {error.Path?.XPath}: {error.Description}"));
    }
}
