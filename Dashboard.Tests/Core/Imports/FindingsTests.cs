using Concentric.Data.Files;
using Concentric.Imports;
using Concentric.Imports.Runs;
using Concentric.Tests.TestData;

namespace Concentric.Tests.Core.Imports;

/// <summary>
/// What a check tells: nothing is passed over without a word, values stand as they were read, and a page may look at any moment.
/// </summary>
public sealed class FindingsTests : IAsyncLifetime
{
    private const string Header = "标题,隐患类别,发现日期";

    private ImportRig rig = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => rig = await ImportRig.CreateAsync();

    public ValueTask DisposeAsync() => rig.DisposeAsync();

    [Fact]
    public async Task AnybodyMayLook_WhileFindingsAreWritten()
    {
        var (files, kept) = (rig.Store.Get<ImportFiles>(), rig.Store.Get<FileStore>());
        var view = await rig.CheckAsync(ImportRig.Csv($"{Header}\n堆物,消防,2026-03-02\n"), "a.csv", kind: "hazard");
        // As much as a check ever writes.
        var rows = string.Concat(Enumerable.Range(0, 300).Select(row => $"{new string('长', 300)}{row},消防,昨天\n"));
        var checks = Task.Run(async () =>
        {
            for (var i = 0; i < 20; i++)
            {
                await kept.WriteAsync(ImportFiles.NameOf(view.Run.Id), ImportRig.Csv($"{Header}\n{rows}"), Stop);
                Assert.True(await rig.Runs.ChooseAsync(ImportRig.Worker, view.Run.Id,
                    ImportChoices.None.With(ImportQuestion.Hidden, ImportAnswer.Take), Stop));
                await rig.Store.Get<ImportWorker>().IdleAsync(Stop);
            }
        }, Stop);
        do
        {
            var seen = (await rig.Runs.FindAsync(ImportRig.Worker, view.Run.Id, Stop))!;
            Assert.NotNull(seen.Findings);
            await using var errors = (await files.OpenErrorsAsync(view.Run.Id, Stop))?.Content;
            if (errors is not null) Assert.True(errors.Length > 0);
        }
        while (!checks.IsCompleted);
        await checks;
        var last = (await rig.Runs.FindAsync(ImportRig.Worker, view.Run.Id, Stop))!;
        Assert.Equal((ImportState.Checked, 300, ImportFindings.MostProblems),
            (last.Run.State, last.Run.Refused, last.Findings!.Problems.Count));
    }

    [Fact]
    public async Task EverythingThatIsNotTaken_IsNamed()
    {
        var book = new RawBook();
        string[] rows =
        [
            RawBook.Texts(1, ["隐患台账"]),
            RawBook.Texts(2, ["编号", "标题", "隐患类别", "发现日期", "备注栏", null, "空着的栏"]),
            RawBook.Texts(3, ["示例", "样子", "消防", "2026-03-01"]),
            RawBook.Texts(4, [null, "堆物", "消防", "2026-03-02", "甲", "没有表头"]),
            RawBook.Texts(6, ["示例", "不是样子", "消防", "2026-03-01"]),
            RawBook.Row(7,
                [RawBook.Text(null), RawBook.Text("电线"), RawBook.Text("用电"), RawBook.Text("2026-03-02"),
                    "<c r=\"SH7\" t=\"inlineStr\"><is><t>很远</t></is></c>"]),
        ];
        var file = book.Sheet("隐患", rows, "<cols><col min=\"2\" max=\"2\" hidden=\"1\"/><col min=\"4\" max=\"5\" hidden=\"true\"/></cols>")
            .Sheet("通讯录", [RawBook.Texts(1, ["随便写的", "内容"])]).Sheet("草稿", [RawBook.Texts(1, ["标题"])], state: "hidden")
                .Sheet("秘密", [RawBook.Texts(1, ["标题"])], state: "veryHidden").ToArray();
        var view = await rig.LeaveOutAsync(await rig.CheckAsync(file, kind: "hazard"));
        Assert.Equal((2, 2), (view.Run.Rows, view.Run.Added));
        Assert.Equal(
            [("Above", "1"), ("Example", "3、6"), ("Hidden", "草稿、秘密"), ("HiddenColumns", "B、D:E"), ("LeftOut", "备注栏"),
                ("NoHeader", "F"), ("NotRead", "通讯录"), ("TooWide", null), ("Unknown", "空着的栏")],
            view.Findings!.Notes.Select(note => (note.Key, note.Value)).OrderBy(note => note.Key, StringComparer.Ordinal));
        foreach (var note in view.Findings.Notes)
        {
            foreach (var culture in ImportTexts.Cultures)
                Assert.Contains(note.Value ?? "500", ImportTexts.Get($"Note.{note.Key}", culture, note.Value ?? ""),
                    StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task TheExampleOfATemplate_IsNotWorthAWord() =>
        Assert.Empty((await rig.CheckAsync(new RawBook()
            .Sheet("隐患",
                [RawBook.Texts(1, ["编号", "标题", "隐患类别", "发现日期"]), RawBook.Texts(2, ["示例", "样子", "消防", "2026-03-01"]),
                    RawBook.Texts(3, [null, "堆物", "消防", "2026-03-02"])])
            .Sheet("填写说明", [RawBook.Texts(1, ["列", "必填"])]).Sheet("选项", [RawBook.Texts(1, ["一般"])], state: "hidden")
                .ToArray(), kind: "hazard")).Findings!.Notes);

    [Fact]
    public async Task ANewRow_IsShownAsItWasRead_PersonalValuesMasked()
    {
        var view = await rig.CheckAsync(
            ImportRig.Csv("社区,标题,类别,来源,诉求人,电话,受理日期\nxinsheng, 漏水 ,Sanitation,Hotline,张建国,＋86 138-1234-5678,2026/3/2\n"), "a.csv");
        var sample = Assert.Single(view.Findings!.Samples);
        Assert.Equal((2, (string?)null), (sample.Row, sample.Record));
        Assert.Equal(
            [("community", "馨盛园"), ("title", "漏水"), ("category", "环境卫生"), ("source", "热线"), ("petitioner", "张**"), ("phone", "138****5678"),
                ("received-on", "2026-03-02")],
            sample.Values.Select(value => (value.Column, value.After!)));
    }

    [Theory]
    [InlineData("errand", "服务日期,代办事项,人次\n2026-03-02,PensionCheck,１２\n", "persons", "12 人次")]
    [InlineData("activity", "标题,活动类型,举办日期,参与人次,节省(元)\n清洁,CleanUp,2026-03-07,\"1,200\",\"30,000.5\"\n", "saved", "30,000.50 元")]
    [InlineData("output", "记录日期,产出,数量\n2026-03-02,Rubbish,12.5\n", "amount", "12.5 吨")]
    [InlineData("volunteer-post", "标题,名额\n巡逻岗,10\n", "places", "10 人")]
    [InlineData("visit", "走访日期,走访人,走访门牌\n2026-03-02,王芳,7-2-301、7-2-302\n", "addresses", "7-2-***、7-2-***")]
    public async Task ANumber_IsShownWithItsUnit(string kind, string text, string column, string shown) =>
        Assert.Equal(shown,
            (await rig.CheckAsync(ImportRig.Csv(text), "a.csv", kind: kind)).Findings!.Samples[0].Values.Single(value =>
                value.Column == column).After);

    [Fact]
    public async Task AChange_ShowsWhatIsThere_AndWhatWillBe_AndNothingElse()
    {
        var hazard = await rig.Store.AddAsync(Make.Hazard(with: one => one.Place = "5 号楼"));
        var view = await rig.CheckAsync(ImportRig.Csv($"编号,标题,地点,隐患类别,等级,发现日期\n{hazard.Number},5 号楼消防通道堆物,,用电,重大,2026-03-18\n"), "a.csv",
            kind: "hazard");
        var sample = Assert.Single(view.Findings!.Samples);
        Assert.Equal(hazard.Number, sample.Record);
        Assert.Equal([("place", "5 号楼", null), ("hazard-category", "fire", "用电"), ("severity", "一般", "重大")],
            sample.Values.Select(value => (value.Column, value.Before, value.After)));
    }

    [Fact]
    public async Task WhatIsShown_HasALimit()
    {
        var text = string.Concat(Enumerable.Range(0, ImportFindings.MostAdded + 1)
            .Select(row => $"{new string('长', 150)}{row},消防,2026-03-02\n"));
        var view = await rig.CheckAsync(ImportRig.Csv($"{Header}\n{text}"), "a.csv", kind: "hazard");
        Assert.Equal(ImportFindings.MostAdded, view.Findings!.Samples.Count);
        Assert.All(view.Findings.Samples, sample => Assert.Equal(80, sample.Values.Single(value => value.Column == "title").After!.Length));
    }
}
