using System.Text;
using Concentric.Data;
using Concentric.Imports;
using Concentric.Imports.Files;
using Concentric.Imports.Runs;
using Concentric.Petitions;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Tests.Core.Imports;

/// <summary>
/// Several workers' sheets at once: each is an import of its own and holds up no other; what two of them say is one record, whichever
/// is taken in or given up; what is said of one sheet answers for all of its headers.
/// </summary>
public sealed class SeveralSheetsTests : IAsyncLifetime
{
    private const string Header = "标题,类别,受理日期\n";

    /// <summary>Headers that nobody knows.</summary>
    private const string Strange = "事由概括,归口,来文日\n";

    private ImportRig rig = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => rig = await ImportRig.CreateAsync();

    public ValueTask DisposeAsync() => rig.DisposeAsync();

    [Fact]
    public async Task EachFile_IsAnImportOfItsOwn_AndABadOneHoldsUpNoOther()
    {
        var batch = await rig.CheckTogetherAsync(
        [
            Sheet("甲.csv", "漏水,环境卫生,2026-03-02"),
            ("乙.xlsx", Encoding.UTF8.GetBytes("no workbook")),
            Sheet("丙.csv", "路灯不亮,没有这一类,2026-03-02", "积水,环境卫生,2026-03-02"),
            ("丁.csv", []),
            Sheet("戊.csv", "噪声,环境卫生,2026-03-05"),
        ]);
        Assert.Equal([ImportState.Checked, ImportState.Failed, ImportState.Checked, ImportState.Failed, ImportState.Checked],
            States(batch));
        Assert.Equal([true, false, false, false, true], batch.Files.Select(file => file.IsReady));
        Assert.All(batch.Files.Where(file => file.Run.State == ImportState.Failed), file => Assert.NotEmpty(file.Run.Failure!));
        Assert.Equal((1, "B2"), (batch.Files[2].ProblemCount, batch.Files[2].Problems[0].Cell));
        Assert.Equal(batch.Id, Assert.Single(batch.Files.Select(file => file.Run.BatchId).Distinct()));

        Assert.Equal(2, await rig.Batches.CommitAllAsync(ImportRig.Worker, batch.Id, Stop));
        batch = await rig.ReadAsync(batch.Id);
        Assert.Equal([ImportState.Done, ImportState.Failed, ImportState.Checked, ImportState.Failed, ImportState.Done], States(batch));
        Assert.Equal(["噪声", "漏水"], await TitlesAsync());
        await rig.Batches.StopAllAsync(ImportRig.Worker, batch.Id, Stop);
        Assert.Equal(ImportState.Stopped, (await rig.ReadAsync(batch.Id)).Files[2].Run.State);
    }

    [Theory]
    [InlineData(ImportBatches.MostFiles, true)]
    [InlineData(ImportBatches.MostFiles + 1, false)]
    [InlineData(50, false)]
    public async Task Files_HaveALimit_AndPastItNoneIsTaken(int count, bool isTaken)
    {
        var uploads = Enumerable.Range(0, count).Select(i => Sheet($"{i}.csv", $"第{i}件怪事,环境卫生,2026-03-02")).ToList();
        if (isTaken)
        {
            Assert.Equal(count, (await rig.CheckTogetherAsync(uploads)).Files.Count(file => file.IsReady));
            return;
        }

        var refusal = await Assert.ThrowsAsync<ImportFileException>(() => rig.CheckTogetherAsync(uploads));
        Assert.Contains(count.ToString(System.Globalization.CultureInfo.InvariantCulture), refusal.Explain(ImportTexts.Cultures[0]),
            StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFiles(Path.Combine(rig.Folder, "imports")));
        Assert.Equal(0, (await rig.Runs.ListAsync(ImportRig.Worker, 1, Stop)).Total);
    }

    [Fact]
    public async Task Bytes_HaveALimitForEachAndForAll()
    {
        var small = Sheet("小.csv", "漏水,环境卫生,2026-03-02");
        var batch = await rig.CheckTogetherAsync([("大.csv", new byte[SheetFile.MostBytes + 1]), small]);
        Assert.Equal([ImportState.Failed, ImportState.Checked], States(batch));
        Assert.Contains("20 MB", batch.Files[0].Run.Failure, StringComparison.Ordinal);

        var full = new byte[SheetFile.MostBytes];
        var refusal = await Assert.ThrowsAsync<ImportFileException>(() =>
            rig.CheckTogetherAsync([("a.csv", full), ("b.csv", full), small]));
        Assert.Equal("TogetherTooLarge", refusal.Key);
        Assert.Equal(2 * SheetFile.MostBytes, ImportBatches.MostBytes);
        Assert.Equal(2, (await rig.Runs.ListAsync(ImportRig.Worker, 1, Stop)).Total);
    }

    [Fact]
    public async Task AnUpload_IsNobodyElses()
    {
        var batch = await rig.CheckTogetherAsync([Sheet("甲.csv", "漏水,环境卫生,2026-03-02"), Sheet("乙.csv", "噪声,环境卫生,2026-03-02")]);
        var other = ImportRig.Worker with { UserId = 8 };
        Assert.Null(await rig.Batches.FindAsync(other, batch.Id, Stop));
        Assert.Equal(0, await rig.Batches.CommitAllAsync(other, batch.Id, Stop));
        await rig.Batches.StopAllAsync(other, batch.Id, Stop);
        Assert.Equal([ImportState.Checked, ImportState.Checked], States(await rig.ReadAsync(batch.Id)));
        Assert.NotNull(await rig.Batches.FindAsync(ImportRig.Administrator, batch.Id, Stop));
        // One file alone belongs to no others.
        Assert.Null((await rig.CheckAsync(ImportRig.Csv(Header + "积水,环境卫生,2026-03-02\n"), "a.csv")).Run.BatchId);
    }

    /// <summary>Whatever is taken in or given up, and in which order, one record comes of a row that several files say.</summary>
    [Theory]
    [InlineData("all")]
    [InlineData("second first")]
    [InlineData("first given up")]
    [InlineData("second only, then first given up")]
    public async Task TheSameRowInTwoFiles_IsOneRecord(string way)
    {
        var batch = await rig.CheckTogetherAsync(
        [
            Sheet("甲.csv", "漏水,环境卫生,2026-03-02", "楼道堆物很多,环境卫生,2026-03-03"),
            // In another order of the columns, as another worker has them.
            ("乙.csv", ImportRig.Csv("受理日期,标题,类别\n2026-03-02,漏水,环境卫生\n2026-03-09,路灯不亮,环境卫生\n")),
        ]);
        var (first, second) = (batch.Files[0], batch.Files[1]);
        Assert.Empty(first.Questions);
        Assert.Equal((ImportQuestion.Elsewhere, 1), second.Questions.Select(one => (one.Key, one.Value)).Single());
        Assert.Equal((2, 1, 1), (second.Run.Rows, second.Run.Added, second.Run.Unchanged));
        var view = await rig.Runs.FindAsync(ImportRig.Worker, second.Run.Id, Stop);
        Assert.Equal("甲.csv 第 2 行", Assert.Single(view!.Findings!.Asked).Elsewhere);

        if (way == "all") Assert.Equal(2, await rig.Batches.CommitAllAsync(ImportRig.Worker, batch.Id, Stop));
        else if (way == "second first")
        {
            await rig.Runs.CommitAsync(ImportRig.Worker, second.Run.Id, Stop);
            await rig.ReadAsync(batch.Id);
            await rig.Runs.CommitAsync(ImportRig.Worker, first.Run.Id, Stop);
        }
        else if (way == "first given up")
        {
            await rig.Runs.StopAsync(ImportRig.Worker, first.Run.Id, Stop);
            // It is that file's own row now.
            var left = (await rig.ReadAsync(batch.Id)).Files[1];
            Assert.Equal((2, 0), (left.Run.Added, left.Questions.Count));
            await rig.Runs.CommitAsync(ImportRig.Worker, second.Run.Id, Stop);
        }
        else
        {
            await rig.Runs.CommitAsync(ImportRig.Worker, second.Run.Id, Stop);
            await rig.ReadAsync(batch.Id);
            await rig.Runs.StopAsync(ImportRig.Worker, first.Run.Id, Stop);
        }

        await rig.ReadAsync(batch.Id);
        Assert.Equal(way is "all" or "second first" ? ["楼道堆物很多", "漏水", "路灯不亮"] : ["漏水", "路灯不亮"], await TitlesAsync());
    }

    [Theory]
    [InlineData(ImportAnswer.Once, 3)]
    [InlineData(ImportAnswer.Leave, 2)]
    public async Task AlmostTheSameRow_IsAskedAbout(ImportAnswer answer, int records)
    {
        var batch = await rig.CheckTogetherAsync(
        [
            Sheet("甲.csv", "三号楼楼道堆放杂物,环境卫生,2026-03-02"),
            Sheet("乙.csv", "三号楼楼道堆放杂物。,环境卫生,2026-03-03", "路灯不亮,环境卫生,2026-03-03"),
        ]);
        var second = (await rig.Runs.FindAsync(ImportRig.Worker, batch.Files[1].Run.Id, Stop))!;
        Assert.Equal((2, ImportQuestion.Elsewhere), (second.Run.Added, Assert.Single(second.Findings!.Questions).Key));
        second = await rig.ChooseAsync(second, second.Findings.Choices.With(ImportQuestion.Elsewhere, answer));
        Assert.Equal(answer == ImportAnswer.Once ? 2 : 1, second.Run.Added);
        await rig.Batches.CommitAllAsync(ImportRig.Worker, batch.Id, Stop);
        batch = await rig.ReadAsync(batch.Id);
        Assert.Equal([ImportState.Done, ImportState.Done], States(batch));
        Assert.Equal(records, (await TitlesAsync()).Count);
    }

    [Fact]
    public async Task TheSameFileTwice_IsToldAndTakenInOnce()
    {
        var rows = new[] { "漏水,环境卫生,2026-03-02", "漏水,环境卫生,2026-03-02", "噪声,环境卫生,2026-03-04" };
        var batch = await rig.CheckTogetherAsync([Sheet("甲.csv", rows), Sheet("甲 (1).csv", rows)]);
        Assert.Contains(batch.Files[1].Notes, note => note is { Key: "SameFile", Value: "甲.csv" });
        Assert.Equal([(3, 0), (0, 3)], batch.Files.Select(file => (file.Run.Added, file.Run.Unchanged)));
        Assert.Equal([true, false], batch.Files.Select(file => file.IsReady));
        Assert.Equal(1, await rig.Batches.CommitAllAsync(ImportRig.Worker, batch.Id, Stop));
        batch = await rig.ReadAsync(batch.Id);
        // What the other file has brought is known now.
        Assert.Equal(3, batch.Files[1].Questions[ImportQuestion.Known]);
        Assert.Equal(3, (await TitlesAsync()).Count);
        // And is not any more when that is undone.
        await rig.UndoAsync(batch.Files[0].Run);
        batch = await rig.ReadAsync(batch.Id);
        Assert.Equal((3, true), (batch.Files[1].Run.Added, batch.Files[1].IsReady));
    }

    [Fact]
    public async Task TwoFilesThatChangeOneRecord_AreTold()
    {
        await rig.TakeAsync(ImportRig.Csv(Header + "漏水,环境卫生,2026-03-02\n"), "a.csv");
        string number;
        await using (var db = rig.Store.Open()) number = (await db.Petitions.SingleAsync(Stop)).Number;
        var batch = await rig.CheckTogetherAsync(
            [("甲.csv", ImportRig.Csv($"编号,标题\n{number},漏水甲\n")), ("乙.csv", ImportRig.Csv($"编号,标题\n{number},漏水乙\n"))]);
        Assert.Equal([0, 1], batch.Files.Select(file => file.Questions.GetValueOrDefault(ImportQuestion.Elsewhere)));
        var second = (await rig.Runs.FindAsync(ImportRig.Worker, batch.Files[1].Run.Id, Stop))!;
        second = await rig.ChooseAsync(second, second.Findings!.Choices.With(ImportQuestion.Elsewhere, ImportAnswer.Leave));
        Assert.Equal(0, second.Run.Changed);
        Assert.Equal(1, await rig.Batches.CommitAllAsync(ImportRig.Worker, batch.Id, Stop));
        await rig.ReadAsync(batch.Id);
        Assert.Equal(["漏水甲"], await TitlesAsync());
    }

    /// <summary>Whatever the sheets are like, each tells for itself what was passed over, asked about or refused.</summary>
    [Fact]
    public async Task HostileSheets_EachTellWhatIsWrongWithThem()
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        string[] headers = ["标题", "类别", "受理日期"];
        var day = new RawBook();
        var style = day.Style("yyyy-mm-dd");
        string[] Dated(string title, string cell) => [RawBook.Text(title), RawBook.Text("环境卫生"), cell];
        var batch = await rig.CheckTogetherAsync(
        [
            ("两张表.xlsx", new RawBook().Sheet("三月", [RawBook.Texts(1, headers), RawBook.Texts(2, ["甲处漏水", "环境卫生", "2026-03-02"])])
                .Sheet("四月", [RawBook.Texts(1, ["受理日期", "标题", "类别"]), RawBook.Texts(2, ["2026-03-05", "乙处路灯熄灭", "环境卫生"])])
                .Sheet("底稿", [RawBook.Texts(1, headers), RawBook.Texts(2, ["丙", "环境卫生", "2026-03-02"])], state: "hidden").ToArray()),
            ("隐藏行.xlsx", new RawBook().Sheet("表", [RawBook.Texts(1, headers), RawBook.Texts(2, ["垃圾堆放", "环境卫生", "2026-03-02"]),
                RawBook.Texts(3, ["墙面脱落", "环境卫生", "2026-03-02"], "hidden=\"1\"")]).ToArray()),
            ("合并表头.xlsx", new RawBook().Sheet("表",
                [RawBook.Texts(1, ["标题", null, "类别", "受理日期"]), RawBook.Texts(2, ["漏水", "x", "环境卫生", "2026-03-02"])],
                behind: "<mergeCells count=\"1\"><mergeCell ref=\"A1:B1\"/></mergeCells>").ToArray()),
            ("国标码.csv", Encoding.GetEncoding("GBK").GetBytes(Header + "小广告泛滥,环境卫生,2026-03-02\n")),
            ("日期混写.xlsx", day.Sheet("表", [RawBook.Texts(1, headers), RawBook.Row(2, Dated("井盖丢失", RawBook.Number("46083", style))),
                RawBook.Row(3, Dated("噪声扰民", RawBook.Text("2026年3月3日"))), RawBook.Row(4, Dated("电梯停运", RawBook.Text("上周三")))]).ToArray()),
            Sheet("合计.csv", "道路破损,环境卫生,2026-03-02", "合计,1,"),
            ("三百列.csv", ImportRig.Csv($"标题,类别,受理日期,{string.Join(',', Enumerable.Range(0, 297).Select(i => $"指标{i}"))}\n"
                + $"绿化带缺株,环境卫生,2026-03-02,{string.Join(',', Enumerable.Range(0, 297))}\n")),
        ]);
        Assert.Equal(
            [ImportState.Checked, ImportState.Checked, ImportState.Failed, ImportState.Checked, ImportState.Checked, ImportState.Checked,
                ImportState.Mapping], States(batch));
        Assert.Equal([2, 2, 0, 1, 2, 1, 0], batch.Files.Select(file => file.Run.Added));
        Assert.Contains(batch.Files[0].Notes, note => note is { Key: "Hidden", Value: "底稿" });
        Assert.Equal(1, batch.Files[1].Questions[ImportQuestion.Hidden]);
        Assert.Contains("A1:B1", batch.Files[2].Run.Failure, StringComparison.Ordinal);
        Assert.Equal(("C4", "上周三"), (batch.Files[4].Problems.Single().Cell, batch.Files[4].Problems.Single().Value));
        Assert.Contains(batch.Files[5].Notes, note => note is { Key: "Totals", Value: "3" });
        Assert.Equal(297, batch.Asking!.Findings!.Mapping!.Columns.Count(column => column.IsAsked));
    }

    [Fact]
    public async Task WhatIsSaidOfOneSheet_AnswersForAllOfItsHeaders()
    {
        var batch = await rig.CheckTogetherAsync(
        [
            ("甲.csv", ImportRig.Csv(Strange + "漏水,环境卫生,2026-03-02\n")),
            ("别的.csv", ImportRig.Csv("事由概括,类别,处室\n噪声,环境卫生,城管科\n")),
            ("乙.csv", ImportRig.Csv(Strange + "路灯不亮,脏乱差,2026-03-03\n")),
            ("丙.csv", ImportRig.Csv(Strange + "积水,脏乱差,2026-03-04\n")),
        ]);
        Assert.Equal(Enumerable.Repeat(ImportState.Mapping, 4), States(batch));
        Assert.Equal("甲.csv", batch.Asking!.Run.FileName);
        batch = await SayAsync(batch.Asking, ("事由概括", "title"), ("归口", "category"), ("来文日", "received-on"));
        Assert.Equal([ImportState.Checked, ImportState.Mapping, ImportState.Checked, ImportState.Checked], States(batch));
        Assert.Equal("别的.csv", batch.Asking!.Run.FileName);
        Assert.Equal(["甲", "甲", "甲"], batch.Files.Where(file => file.Run.State == ImportState.Checked).Select(file => file.Profile ?? "甲"));

        // A value of which somebody says what it means is known in the other files too.
        Assert.Equal([1, 1], batch.Files.Skip(2).Select(file => file.Run.Refused));
        var third = (await rig.Runs.FindAsync(ImportRig.Worker, batch.Files[2].Run.Id, Stop))!;
        var mapping = third.Findings!.Choices.Mapping!.WithValue("category", "脏乱差", TestData.TestStore.Category);
        await rig.ChooseAsync(third, third.Findings.Choices with { Mapping = mapping with { IsConfirmed = true } });
        batch = await rig.ReadAsync(batch.Id);
        Assert.Equal([0, 0], batch.Files.Skip(2).Select(file => file.Run.Refused));
        Assert.Equal(3, await rig.Batches.CommitAllAsync(ImportRig.Worker, batch.Id, Stop));
        await rig.ReadAsync(batch.Id);
        Assert.Equal(["漏水", "积水", "路灯不亮"], await TitlesAsync());
    }

    /// <summary>What one row is left out for is the other file: given up, by whomever, it leaves nothing out.</summary>
    [Theory]
    [InlineData(true, false)]
    [InlineData(true, true)]
    [InlineData(false, true)]
    public async Task ARowLeftToAnotherFile_IsTaken_WhenThatIsGivenUp(bool isOneRow, bool byAdministrator)
    {
        var (batch, owner) = await LeftAsync(isOneRow);
        await rig.Runs.StopAsync(byAdministrator ? ImportRig.Administrator with { UserId = 99 } : owner, batch.Files[0].Run.Id, Stop);
        var left = (await rig.ReadAsync(batch.Id, owner)).Files[1];
        // By the rights of its own account: the sheet names no community, and an administrator has many.
        Assert.Equal((ImportState.Checked, 2, 0, owner.UserId), (left.Run.State, left.Run.Added, left.Run.Refused, left.Run.StepById));
        Assert.True(await rig.Runs.CommitAsync(owner, left.Run.Id, Stop));
        await rig.ReadAsync(batch.Id, owner);
        Assert.Equal(["三号楼楼道堆放杂物。", "路灯不亮"], await TitlesAsync());
    }

    [Fact]
    public async Task ARowLeftToAnotherFile_IsNotLost_WhenThatFailsOnItsWayIn()
    {
        var (batch, owner) = await LeftAsync(isOneRow: false, alsoChanges: true);
        // The first file changes a record that is gone by then.
        var now = rig.Store.Time.GetUtcNow().UtcDateTime;
        await using (var db = rig.Store.Open())
            await db.Petitions.ExecuteUpdateAsync(set => set.SetProperty(one => one.ArchivedAt, now), Stop);
        Assert.Equal(2, await rig.Batches.CommitAllAsync(owner, batch.Id, Stop));
        batch = await rig.ReadAsync(batch.Id, owner);
        Assert.Equal([ImportState.Failed, ImportState.Checked], States(batch));
        Assert.Equal(2, batch.Files[1].Run.Added);
        Assert.Contains(batch.Files[1].Notes, note => note is { Key: "LeftBack", Value: "甲.csv" });
        // Looked through, it is taken in: nothing is left to the other any more.
        Assert.Equal(1, await rig.Batches.CommitAllAsync(owner, batch.Id, Stop));
        batch = await rig.ReadAsync(batch.Id, owner);
        Assert.Equal([ImportState.Failed, ImportState.Done], States(batch));
        Assert.Equal(["三号楼楼道堆放杂物。", "积水", "路灯不亮"], await TitlesAsync());
    }

    [Fact]
    public async Task WhatIsSaidOfValues_StaysBesideWhatIsSaidOfAnotherFile()
    {
        var (first, second) = await TwoOfStrangeAsync();
        await MeanAsync(first, "脏乱差");
        // As somebody has it who opened the page before.
        await MeanAsync(second, "乱停车");
        var next = await NextAsync("丁.csv");
        Assert.Equal((ImportState.Checked, 2, 0), (next.Run.State, next.Run.Added, next.Run.Refused));

        // What is taken back is not known any more.
        var mapping = next.Findings!.Choices.Mapping!.WithValue("category", "脏乱差", null);
        await rig.ChooseAsync(next, next.Findings.Choices with { Mapping = mapping });
        next = await NextAsync("戊.csv");
        Assert.Equal((1, "脏乱差"), (next.Run.Refused, Assert.Single(next.Findings!.UnknownValues).Value));
    }

    [Fact]
    public async Task WhatIsSaidOfAFile_Stays_WhenItsProfileIsForgotten_AndAnotherFileSaysMore()
    {
        var (first, second) = await TwoOfStrangeAsync();
        await MeanAsync(second, "乱停车");
        var profiles = rig.Store.Get<ImportProfileCommands>();
        var profile = Assert.Single((await profiles.ListAsync(ImportRig.Worker, null, 1, Stop)).Profiles);
        await profiles.DeleteAsync(ImportRig.Worker, profile.Id, profile.Version, Stop);
        await MeanAsync(first, "脏乱差");
        var view = (await rig.Runs.FindAsync(ImportRig.Worker, second.Run.Id, Stop))!;
        Assert.Equal((ImportState.Checked, 2, 0), (view.Run.State, view.Run.Added, view.Run.Refused));
        Assert.Equal(0, (await NextAsync("丁.csv")).Run.Refused);
    }

    /// <summary>Two files, of which the second leaves its first row to the first one; of an account of one community.</summary>
    private async Task<(ImportBatch Batch, CurrentUser Owner)> LeftAsync(bool isOneRow, bool alsoChanges = false)
    {
        var user = new DashboardUser { UserName = "wang", DisplayName = "王芳", Role = Role.Worker };
        user.Communities.Add(new UserCommunity { CommunityId = TestData.TestStore.Xinsheng });
        await rig.Store.AddAsync(user);
        var (owner, change) = (user.ToCurrentUser(), "");
        if (alsoChanges)
        {
            await rig.TakeAsync(ImportRig.Csv(Header + "积水,环境卫生,2026-02-02\n"), "a.csv");
            await using var db = rig.Store.Open();
            change = $"{(await db.Petitions.SingleAsync(Stop)).Number},积水两处,环境卫生,2026-02-02\n";
        }

        var batch = await rig.CheckTogetherAsync(
        [
            ("甲.csv", ImportRig.Csv($"编号,{Header},三号楼楼道堆放杂物,环境卫生,2026-03-02\n{change}")),
            Sheet("乙.csv", "三号楼楼道堆放杂物。,环境卫生,2026-03-03", "路灯不亮,环境卫生,2026-03-03"),
        ], owner);
        var second = (await rig.Runs.FindAsync(owner, batch.Files[1].Run.Id, Stop))!;
        var place = Assert.Single(second.Findings!.Asked).Place;
        second = await rig.ChooseAsync(second, isOneRow
            ? second.Findings.Choices.With(place, new ImportRowChoice(ImportAnswer.Leave))
            : second.Findings.Choices.With(ImportQuestion.Elsewhere, ImportAnswer.Leave), owner);
        Assert.Equal(1, second.Run.Added);
        return (await rig.ReadAsync(batch.Id, owner), owner);
    }

    /// <summary>Two files of headers of which somebody has said what they are; values of their categories are not known.</summary>
    private async Task<(ImportView First, ImportView Second)> TwoOfStrangeAsync()
    {
        var batch = await rig.CheckTogetherAsync(
        [
            ("甲.csv", ImportRig.Csv(Strange + "漏水,脏乱差,2026-03-02\n")),
            ("乙.csv", ImportRig.Csv(Strange + "堵路,乱停车,2026-03-03\n积水,脏乱差,2026-03-04\n")),
        ]);
        batch = await SayAsync(batch.Asking!, ("事由概括", "title"), ("归口", "category"), ("来文日", "received-on"));
        Assert.Equal([1, 2], batch.Files.Select(file => file.Run.Refused));
        return ((await rig.Runs.FindAsync(ImportRig.Worker, batch.Files[0].Run.Id, Stop))!,
            (await rig.Runs.FindAsync(ImportRig.Worker, batch.Files[1].Run.Id, Stop))!);
    }

    private Task<ImportView> MeanAsync(ImportView view, string value)
    {
        var mapping = view.Findings!.Choices.Mapping!.WithValue("category", value, TestData.TestStore.Category);
        return rig.ChooseAsync(view, view.Findings.Choices with { Mapping = mapping with { IsConfirmed = true } });
    }

    private Task<ImportView> NextAsync(string name) =>
        rig.CheckAsync(ImportRig.Csv(Strange + "井盖,脏乱差,2026-03-05\n占道,乱停车,2026-03-06\n"), name);

    private async Task<ImportBatch> SayAsync(ImportView view, params (string Header, string Column)[] said)
    {
        var columns = view.Findings!.Mapping!.Columns.ToDictionary(column => column.Key, column => column.Said ?? "");
        foreach (var (header, column) in said) columns[ImportHeader.Fold(header)] = column;
        var mapping = ImportMapping.None with { Columns = columns, IsConfirmed = true };
        await rig.ChooseAsync(view, view.Findings.Choices with { Mapping = mapping });
        return await rig.ReadAsync(view.Run.BatchId!.Value);
    }

    private static (string Name, byte[] File) Sheet(string name, params string[] rows) =>
        (name, ImportRig.Csv(Header + string.Concat(rows.Select(row => row + "\n"))));

    private static IEnumerable<ImportState> States(ImportBatch batch) => batch.Files.Select(file => file.Run.State);

    private async Task<IReadOnlyList<string>> TitlesAsync()
    {
        await using var db = rig.Store.Open();
        return [.. (await db.Petitions.Select(one => one.Title).ToListAsync(Stop)).Order(StringComparer.Ordinal)];
    }
}
