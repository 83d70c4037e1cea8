using Concentric.Hazards;
using Concentric.Imports;
using Concentric.Imports.Runs;
using Concentric.Tests.TestData;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Tests.Core.Imports;

/// <summary>Rows that a file alone does not tell about: somebody chooses, and the choice holds until the file is taken in.</summary>
public sealed class ImportChoiceTests : IAsyncLifetime
{
    private const string Header = "标题,隐患类别,发现日期";

    private ImportRig rig = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => rig = await ImportRig.CreateAsync();

    public ValueTask DisposeAsync() => rig.DisposeAsync();

    [Theory]
    [InlineData("hidden=\"1\"", "")]
    [InlineData("hidden=\"true\" outlineLevel=\"1\"", "")]
    [InlineData("ht=\"0\" customHeight=\"1\"", "")]
    [InlineData("", "<sheetFormatPr zeroHeight=\"1\"/>")]
    public async Task HiddenRows_AreCounted_AndTakenOrLeft(string attributes, string before)
    {
        var shown = before.Length > 0 ? "hidden=\"0\"" : "";
        var file = new RawBook()
            .Sheet("隐患",
                [RawBook.Texts(1, Header.Split(','), shown), RawBook.Texts(2, ["堆物", "消防", "2026-03-02"], shown),
                    RawBook.Texts(3, ["电线老化", "用电", "2026-03-02"], attributes),
                    RawBook.Texts(4, ["井盖松动了", "其他", "2026-03-02"], attributes)], before).ToArray();
        var view = await rig.CheckAsync(file, kind: "hazard");
        Assert.Equal((3, 3, 2), (view.Run.Rows, view.Run.Added, view.Findings!.Questions[ImportQuestion.Hidden]));
        var left = await rig.ChooseAsync(view, ImportChoices.None.With(ImportQuestion.Hidden, ImportAnswer.Leave));
        Assert.Equal((3, 1, 2), (left.Run.Rows, left.Run.Added, left.Findings!.Questions[ImportQuestion.Hidden]));
        Assert.Equal(1, (await rig.CommitAsync(left)).Added);
        await using var db = rig.Store.Open();
        Assert.Equal("堆物", await db.Hazards.Select(hazard => hazard.Title).SingleAsync(Stop));
        var told = await db.AuditEntries.SingleAsync(line => line.Kind == "import-run" && line.Action == "Imported", Stop);
        Assert.Contains("\"Hidden\":\"Leave\"", told.After, StringComparison.Ordinal);
        Assert.Equal(1,
            await db.AuditEntries.CountAsync(line => line.Kind == "import-run" && line.Action == "Chosen" && line.By == "王芳", Stop));
    }

    [Fact]
    public async Task RowsThatSayTheSame_AreARecordEach_OrOne()
    {
        var file = ImportRig.Csv($"{Header}\n堆物,消防,2026-03-02\n堆物,消防,2026-03-02\n堆物,消防,2026-03-02\n");
        var view = await rig.CheckAsync(file, "a.csv", kind: "hazard");
        Assert.Equal((3, 2), (view.Run.Added, view.Findings!.Questions[ImportQuestion.Repeated]));
        Assert.Equal([3, 4], view.Findings.Asked.Select(asked => asked.Row));
        var one = await rig.ChooseAsync(view, ImportChoices.None.With(ImportQuestion.Repeated, ImportAnswer.Leave));
        Assert.Equal((1, 3), (one.Run.Added, one.Run.Rows));
        var two = await rig.ChooseAsync(one, one.Findings!.Choices.With(one.Findings.Asked[1].Place, new(ImportAnswer.Take)));
        Assert.Equal(2, two.Run.Added);
        Assert.Equal(2, (await rig.CommitAsync(two)).Added);
        await using var db = rig.Store.Open();
        Assert.Equal(2, await db.Hazards.CountAsync(Stop));
    }

    [Fact]
    public async Task ASecondGenuineRow_IsSkipped_OrTakenAgain_AndThenKnown()
    {
        var file = ImportRig.Csv($"{Header}\n堆物,消防,2026-03-02\n");
        await rig.TakeAsync(file, "a.csv", kind: "hazard");
        var second = ImportRig.Csv($"{Header}\n电线老化,用电,2026-03-02\n堆物,消防,2026-03-02\n");
        var view = await rig.CheckAsync(second, "b.csv", kind: "hazard");
        Assert.Equal((1, 1, 1), (view.Run.Added, view.Run.Unchanged, view.Findings!.Questions[ImportQuestion.Known]));
        Assert.Equal("堆物 · 消防 · 2026-03-02", Assert.Single(view.Findings.Asked).Says);
        var taken = await rig.ChooseAsync(view, ImportChoices.None.With(ImportQuestion.Known, ImportAnswer.Take));
        Assert.Equal((2, 0), (taken.Run.Added, taken.Run.Unchanged));
        Assert.Equal(2, (await rig.CommitAsync(taken)).Added);
        // Twice the same row is in the store; a third time it is known again.
        Assert.Equal((0, 2),
            ((await rig.CheckAsync(second, "b.csv", kind: "hazard")).Run is var again ? (again.Added, again.Unchanged) : default));
        await using var db = rig.Store.Open();
        Assert.Equal(2, await db.Hazards.CountAsync(hazard => hazard.Title == "堆物", Stop));
    }

    [Fact]
    public async Task AMendedTypo_IsShownBesideItsRecord_AndMayChangeIt()
    {
        await rig.TakeAsync(ImportRig.Csv("标题,地点,隐患类别,发现日期\n3 号楼污水井溢流,东侧,环境,2026-03-02\n楼道灯不亮,西侧,用电,2026-03-02\n"), "a.csv",
            kind: "hazard");
        await rig.Store.AddAsync(Make.Hazard(TestStore.Xinshun, new(2026, 3, 2), one => one.Title = "3 号楼污水井溢流"));
        var file = ImportRig.Csv("标题,地点,隐患类别,发现日期\n3 号楼污水井益流,,环境,2026-03-03\n楼道灯不亮,西侧,用电,2026-03-02\n电梯停运,,电梯,2026-03-02\n");
        var view = await rig.CheckAsync(file, "b.csv", kind: "hazard");
        Assert.Equal((2, 1), (view.Run.Added, view.Run.Unchanged));
        var asked = view.Findings!.Asked.Single(row => row.Question == ImportQuestion.Near);
        var near = Assert.Single(asked.Near);
        Assert.Equal((2, "2026-03-02 · 3 号楼污水井溢流"), (asked.Row, near.Says));

        var left = await rig.ChooseAsync(view, ImportChoices.None.With(ImportQuestion.Near, ImportAnswer.Leave));
        Assert.Equal((1, 1), (left.Run.Added, left.Run.Unchanged));
        // A day that moves takes a reason.
        var chosen = await rig.ChooseAsync(left, ImportChoices.None.With(asked.Place, new(ImportAnswer.Change, near.Id)));
        Assert.Equal((1, 0, 1), (chosen.Run.Added, chosen.Run.Changed, chosen.Run.Refused));

        var mended = await rig.CheckAsync(ImportRig.Csv("标题,地点,隐患类别,发现日期\n3 号楼污水井益流,,环境,2026-03-02\n电梯停运,,电梯,2026-03-02\n"), "c.csv",
            kind: "hazard");
        var change = await rig.ChooseAsync(mended, ImportChoices.None.With(ImportQuestion.Near, ImportAnswer.Change));
        Assert.Equal((1, 1, 0), (change.Run.Added, change.Run.Changed, change.Run.Refused));
        Assert.Equal(("title", "3 号楼污水井溢流", "3 号楼污水井益流"),
            change.Findings!.Samples.Single(sample =>
                sample.Record == near.Label).Values.Select(value => (value.Column, value.Before, value.After)).Single());
        Assert.Equal(1, (await rig.CommitAsync(change)).Changed);
        await using var db = rig.Store.Open();
        var hazard = await db.Hazards.SingleAsync(one => one.Id == near.Id, Stop);
        // The empty cell of a row that was written as a new one takes nothing out.
        Assert.Equal(("3 号楼污水井益流", "东侧"), (hazard.Title, hazard.Place));
    }

    [Theory]
    [InlineData("petition", "标题,类别,受理日期\n小区路灯损坏,环境卫生,2026-03-02\n", "小区路灯损坏", "小区路灯坏了")]
    [InlineData("activity", "标题,活动类型,举办日期\n周末清洁行动,CleanUp,2026-03-07\n", "清洁行动", "大清洁行动")]
    [InlineData("errand", "服务日期,代办事项,人次,服务对象\n2026-03-02,PensionCheck,3,张建国\n", ",3,", ",4,")]
    [InlineData("wish", "标题,征集日期\n想要老花镜一副,2026-03-03\n", "一副", "两副")]
    [InlineData("visit", "走访日期,走访人,走访门牌\n2026-03-02,王芳,7-2-301\n", "7-2-301", "7-2-302")]
    [InlineData("volunteer", "姓名,电话,登记日期\n张建国,13812345678,2026-03-02\n", "13812345678", "13812345679")]
    [InlineData("commitment", "标题,责任人,到期日\n三周内修好单元门,物业,2026-03-20\n", "三周", "两周")]
    [InlineData("meeting", "标题,会议类型,举办日期,参与人次\n三月联席会,ResidentsTalk,2026-03-02,30\n", ",30", ",31")]
    [InlineData("volunteer-post", "标题,名额\n文明劝导岗,10\n", ",10", ",11")]
    [InlineData("worker", "姓名,培训日期\n赵敏,2025-06-01\n", "06-01", "06-02")]
    [InlineData("co-builder", "名称,类型,加入日期\n胡家园派出所,Police,2026-03-02\n", "派出所", "派岀所")]
    public async Task EveryKind_FindsTheRecordThatAMendedRowIs(string kind, string text, string before, string after)
    {
        var caller = kind == "co-builder" ? ImportRig.Administrator : ImportRig.Worker;
        await rig.TakeAsync(ImportRig.Csv(text), "a.csv", caller, kind);
        var view = await rig.CheckAsync(ImportRig.Csv(text.Replace(before, after, StringComparison.Ordinal)), "b.csv", caller, kind);
        Assert.Equal((kind, 1), (kind, view.Findings!.Questions.GetValueOrDefault(ImportQuestion.Near)));
        Assert.Single(Assert.Single(view.Findings.Asked).Near);
    }

    [Fact]
    public async Task ARecordThatSomebodyElseKeeps_CannotBeChosen()
    {
        var other = await rig.Store.AddAsync(Make.Hazard(TestStore.Xinshun));
        var view = await rig.CheckAsync(ImportRig.Csv($"{Header}\n堆物,消防,2026-03-02\n"), "a.csv", kind: "hazard");
        var chosen = await rig.ChooseAsync(view, ImportChoices.None.With("!2", new(ImportAnswer.Change, other.Id)));
        Assert.Equal((0, 1), (chosen.Run.Added, chosen.Run.Refused));
        Assert.False(await rig.Runs.ChooseAsync(new("别人", Concentric.Data.Role.Worker, [TestStore.Xinsheng], 99), view.Run.Id,
            ImportChoices.None, Stop));
    }

    [Theory]
    [InlineData(ImportChoices.MostRows, true)]
    [InlineData(ImportChoices.MostRows + 1, false)]
    public async Task Choices_HaveALimit(int count, bool isTaken)
    {
        var view = await rig.CheckAsync(ImportRig.Csv($"{Header}\n堆物,消防,2026-03-02\n"), "a.csv", kind: "hazard");
        var choices = new ImportChoices(new Dictionary<ImportQuestion, ImportAnswer>(), Enumerable.Range(10, count)
            .ToDictionary(row => $"!{row}", _ => new ImportRowChoice(ImportAnswer.Leave)));
        if (isTaken) Assert.Equal(ImportState.Checked, (await rig.ChooseAsync(view, choices)).Run.State);
        else await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() =>
            rig.Runs.ChooseAsync(ImportRig.Worker, view.Run.Id, choices, Stop));
    }
}
