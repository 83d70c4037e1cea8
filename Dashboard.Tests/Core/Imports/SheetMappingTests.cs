using System.Globalization;
using System.Text;
using Concentric.Imports;
using Concentric.Imports.Runs;
using Concentric.Petitions;
using Concentric.Rules;
using Concentric.Tests.TestData;
using CsCheck;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Tests.Core.Imports;

/// <summary>
/// Sheets as offices keep them: columns and values that the program calls otherwise are recognised, or asked about once, and the answer
/// is known the next time.
/// </summary>
public sealed class SheetMappingTests : IAsyncLifetime
{
    /// <summary>Of these, only 类别 and 受理日期 are the program's own names; 事由概括 and 来文日 are nobody's.</summary>
    private const string Strange = "事由概括,类别,来文日,经办备忘\n漏水,环境卫生,2026-03-02,甲\n路灯不亮,环境卫生,2026-03-03,\n";

    private ImportRig rig = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => rig = await ImportRig.CreateAsync();

    public ValueTask DisposeAsync() => rig.DisposeAsync();

    [Fact]
    public async Task ALedgerOfTheHotline_NeedsNoQuestion()
    {
        var book = new RawBook().Sheet("台账",
        [
            RawBook.Texts(1, ["新城街道 2026 年 3 月 12345 热线台账"]),
            RawBook.Texts(2, ["工单编号", "反映内容", "问题类别", "反映人信息", null, "来电时间", "来源渠道", "所属社区", "督办标记"]),
            RawBook.Texts(3, [null, null, null, "姓名", "联系电话", null, null, null]),
            RawBook.Texts(4, ["TJ20260302001", "漏水", "环境卫生", "张建国", "13812345678", "2026-03-02 08:15:00", "12345热线", "馨盛园社区"]),
            RawBook.Texts(5, ["TJ20260302002", "路灯不亮", "环境卫生", "李丽", "13912345678", "2026/3/2 9:00", "微信群", "馨盛园居委会"]),
            RawBook.Texts(6, ["合计", "2"]),
        ], behind: "<mergeCells count=\"3\"><mergeCell ref=\"A1:H1\"/><mergeCell ref=\"D2:E2\"/><mergeCell ref=\"A2:A3\"/></mergeCells>")
            .ToArray();
        var view = await rig.CheckAsync(book, "台账.xlsx");
        Assert.Equal((ImportState.Checked, 2, 2, 0), (view.Run.State, view.Run.Rows, view.Run.Added, view.Run.Refused));
        // A header without a value is told, not asked about.
        Assert.Equal([("Above", "1"), ("Totals", "6"), ("Unknown", "督办标记")], view.Findings!.Notes.Select(note => (note.Key, note.Value!)));
        await rig.CommitAsync(view);
        await using var db = rig.Store.Open();
        var petition = await db.Petitions.SingleAsync(one => one.OrderNumber == "TJ20260302002", Stop);
        Assert.Equal(("路灯不亮", "李丽", "13912345678", new DateOnly(2026, 3, 2), PetitionSource.Online, TestStore.Xinsheng),
            (petition.Title, petition.PetitionerName, petition.PetitionerPhone, petition.ReceivedOn, petition.Source,
                petition.CommunityId));
    }

    [Fact]
    public async Task TheNumberOfARow_IsProposedToBeLeftOut_AndAskedAllTheSame()
    {
        var view = await rig.CheckAsync(ImportRig.Csv("序号\t标题\t类别\t受理日期\t热度\n1\t漏水\t环境卫生\t2026-03-02\t高\n"), "台账.csv");
        Assert.Equal([("序号", "", true), ("热度", null, true)], view.Findings!.Mapping!.Columns.Where(column => column.IsAsked)
            .Select(column => (column.Header, column.Said, column.IsAsked)));
    }

    [Fact]
    public async Task UnknownColumns_AreAsked_AndKnownTheNextTime()
    {
        var view = await rig.CheckAsync(ImportRig.Csv(Strange), "街道来文.csv");
        Assert.Equal((ImportState.Mapping, (string?)null), (view.Run.State, view.Run.Failure));
        var mapping = view.Findings!.Mapping!;
        Assert.Equal(["事由概括", "来文日", "经办备忘"], mapping.Columns.Where(column => column.IsAsked).Select(column => column.Header));
        Assert.Equal(["漏水", "路灯不亮"], mapping.Columns.Single(column => column.Header == "事由概括").Samples);
        Assert.Equal("category", mapping.Columns.Single(column => column.Header == "类别").Said);
        Assert.Equal(["title", "received-on"], mapping.Missing);
        // Nothing is taken in before it is said, and half an answer is no answer.
        Assert.False(await rig.Runs.CommitAsync(ImportRig.Worker, view.Run.Id, Stop));
        var half = await SayAsync(view, ("事由概括", "title"), ("来文日", "received-on"), ("类别", "category"));
        Assert.Equal(ImportState.Mapping, half.Run.State);
        Assert.Equal(["经办备忘"], half.Findings!.Mapping!.Columns.Where(column => column.IsAsked).Select(column => column.Header));

        var said = await SayAsync(half, ("事由概括", "title"), ("来文日", "received-on"), ("类别", "category"), ("经办备忘", ""));
        Assert.Equal((ImportState.Checked, 2), (said.Run.State, said.Run.Added));
        Assert.Equal([("LeftOut", "经办备忘")], said.Findings!.Notes.Select(note => (note.Key, note.Value!)));
        Assert.Equal(2, (await rig.CommitAsync(said)).Added);

        // Another file of the same headers, in another order, below a title: no question.
        var next = await rig.CheckAsync(ImportRig.Csv("街道来文登记\n经办备忘,来文日,类别,事由概括\n乙,2026-03-04,环境卫生,噪声\n"), "四月.csv");
        Assert.Equal((ImportState.Checked, 1), (next.Run.State, next.Run.Added));
        Assert.Equal(("街道来文", "王芳"), (next.Findings!.Mapping!.Profile, next.Findings.Mapping.By));
        Assert.Equal(1, (await rig.CommitAsync(next)).Added);
        await using var db = rig.Store.Open();
        Assert.Equal(["漏水", "路灯不亮", "噪声"], await db.Petitions.OrderBy(one => one.Id).Select(one => one.Title).ToListAsync(Stop));
        Assert.Equal(1, await db.ImportProfiles.CountAsync(Stop));
        Assert.Equal(1, await db.AuditEntries.CountAsync(line => line.Kind == "import-profile", Stop));
    }

    [Fact]
    public async Task AColumnThatVanished_IsAskedAnew_AndNoOther()
    {
        await SayAsync(await rig.CheckAsync(ImportRig.Csv(Strange), "街道来文.csv"),
            ("事由概括", "title"), ("来文日", "received-on"), ("类别", "category"), ("经办备忘", ""));
        var view = await rig.CheckAsync(ImportRig.Csv("事由概括,类别,收文之日,经办备忘\n漏水,环境卫生,2026-03-02,甲\n"), "五月.csv");
        Assert.Equal(ImportState.Mapping, view.Run.State);
        var mapping = view.Findings!.Mapping!;
        Assert.Equal(["收文之日"], mapping.Columns.Where(column => column.IsAsked).Select(column => column.Header));
        Assert.Equal([("事由概括", "title"), ("类别", "category"), ("经办备忘", "")],
            mapping.Columns.Where(column => !column.IsAsked).Select(column => (column.Header, column.Said!)));
        Assert.Equal(("街道来文", "received-on"), (mapping.Profile, Assert.Single(mapping.Missing)));
    }

    [Fact]
    public async Task UnknownValues_AreGivenAMeaning_ThatIsKept()
    {
        const string Header = "标题,类别,来源,受理日期,社区\n";
        var caller = ImportRig.Administrator;
        var view = await rig.CheckAsync(
            ImportRig.Csv($"{Header}漏水,脏乱差,数字城管,2026-03-02,老馨盛\n破损,脏乱差,热线,2026-03-02,馨盛园\n"), "a.csv", caller);
        Assert.Equal((ImportState.Checked, 2), (view.Run.State, view.Run.Refused));
        Assert.Equal([("category", "脏乱差", 2), ("source", "数字城管", 1), ("community", "老馨盛", 1)],
            view.Findings!.UnknownValues.Select(value => (value.Column, value.Value, value.Count)).OrderByDescending(value => value.Count)
                .ThenByDescending(value => value.Column));
        Assert.Contains(view.Findings.Meanings["community"], meaning => meaning is { Written: "xinsheng", Name: "馨盛园" });
        var mapping = ImportMapping.None.WithValue("category", "脏乱差", TestStore.Category).WithValue("source", "数字城管", "Patrol")
            .WithValue("community", "老馨盛", "xinsheng");
        var said = await rig.ChooseAsync(view, view.Findings.Choices with { Mapping = mapping with { IsConfirmed = true } }, caller);
        Assert.Equal((ImportState.Checked, 2, 0), (said.Run.State, said.Run.Added, said.Run.Refused));
        Assert.Equal(2, (await rig.CommitAsync(said, caller)).Added);
        await using var db = rig.Store.Open();
        var petition = await db.Petitions.SingleAsync(one => one.Title == "漏水", Stop);
        Assert.Equal((PetitionSource.Patrol, TestStore.Xinsheng, TestStore.Category),
            (petition.Source, petition.CommunityId, petition.Category));
        var next = await rig.CheckAsync(ImportRig.Csv($"{Header}积水,脏乱差,数字城管,2026-03-03,老馨盛\n"), "b.csv", caller);
        Assert.Equal((ImportState.Checked, 1, 0), (next.Run.State, next.Run.Added, next.Run.Refused));
    }

    [Theory]
    [InlineData(300)]
    [InlineData(ImportMapping.MostColumns)]
    public async Task ASheetOfHundredsOfColumns_IsAskedAbout_AndRead(int columns)
    {
        var headers = Enumerable.Range(0, columns - 3).Select(place => $"指标{place}");
        var values = Enumerable.Range(0, columns - 3).Select(place => place.ToString(CultureInfo.InvariantCulture));
        var view = await rig.CheckAsync(
            ImportRig.Csv($"标题,类别,受理日期,{string.Join(',', headers)}\n漏水,环境卫生,2026-03-02,{string.Join(',', values)}\n"), "a.csv");
        Assert.Equal((ImportState.Mapping, columns), (view.Run.State, view.Findings!.Mapping!.Columns.Count));
        var said = await rig.LeaveOutAsync(view);
        Assert.EndsWith($"指标19… ({columns - 3})", Assert.Single(said.Findings!.Notes).Value, StringComparison.Ordinal);
        Assert.Equal((ImportState.Checked, 1), (said.Run.State, said.Run.Added));
        Assert.Equal(1, (await rig.CommitAsync(said)).Added);
    }

    [Fact]
    public async Task AMapping_HasItsLimits()
    {
        var view = await rig.CheckAsync(ImportRig.Csv(Strange), "a.csv");
        foreach (var mapping in new[]
        {
            ImportMapping.None with
            {
                Columns = Enumerable.Range(0, ImportMapping.MostColumns + 1).ToDictionary(place => $"列{place}", _ => ""),
            },
            ImportMapping.None with { Columns = new Dictionary<string, string> { ["事由概括"] = "no-such-column" } },
            Enumerable.Range(0, ImportMapping.MostValues + 1).Aggregate(ImportMapping.None,
                (one, place) => one.WithValue("category", $"值{place}", TestStore.Category)),
        })
            await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => rig.Runs.ChooseAsync(
                ImportRig.Worker, view.Run.Id, ImportChoices.None with { Mapping = mapping with { IsConfirmed = true } }, Stop));
        // Two columns can't be one.
        var twice = await SayAsync(view, ("事由概括", "title"), ("来文日", "received-on"), ("类别", "category"), ("经办备忘", "title"));
        Assert.Equal((ImportState.Mapping, "title"), (twice.Run.State, Assert.Single(twice.Findings!.Mapping!.Twice)));
    }

    /// <summary>What is said last comes first, and what was said before stays as far as there is room.</summary>
    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 1)]
    public void WhatWasSaidOfValues_IsAdded_WithinTheLimit(int said, int kept)
    {
        var now = Enumerable.Range(0, ImportMapping.MostValues - 1).Aggregate(ImportMapping.None,
            (one, place) => one.WithValue("category", $"值{place}", "now"));
        var before = Enumerable.Range(0, said).Aggregate(ImportMapping.None.WithValue("category", "值0", "before"),
            (one, place) => one.WithValue("source", $"旧{place}", "before"));
        var both = now.WithMore(before);
        Assert.Equal(("now", kept, ImportMapping.MostValues),
            (both.Values["category"]["值0"], both.Values["source"].Count, both.Values.Values.Sum(one => one.Count)));
    }

    [Theory]
    [InlineData("标题,类别,受理日期\n漏水,环境卫生,2026-03-02\n合计,,1\n", 1, true)]
    [InlineData("标题,类别,受理日期\n漏水,环境卫生,2026-03-02\n平均：,12.5,90%\n", 1, true)]
    [InlineData("标题,类别,受理日期\n漏水,环境卫生,2026-03-02\n合计,环境卫生,2026-03-02\n", 2, false)]
    [InlineData("标题,类别,受理日期\n漏水,环境卫生,2026-03-02\n合计三处漏水,环境卫生,2026-03-02\n", 2, false)]
    public async Task RowsThatSumUp_ArePassedOver_WithAWord(string text, int rows, bool isTold)
    {
        var view = await rig.CheckAsync(ImportRig.Csv(text), "a.csv");
        Assert.Equal((rows, rows, isTold),
            (view.Run.Rows, view.Run.Added, view.Findings!.Notes.Any(note => note is { Key: "Totals", Value: "3" })));
    }

    [Fact]
    public async Task TheHeaders_CanBeMovedToAnotherRow()
    {
        const string Text = "事由概括,类别,来文日\n甲,乙,丙\n反映内容,类别,受理日期\n漏水,环境卫生,2026-03-02\n";
        var view = await rig.CheckAsync(ImportRig.Csv(Text), "a.csv");
        // The row that has most of the names is it.
        Assert.Equal((ImportState.Checked, 1), (view.Run.State, view.Run.Added));
        var moved = await rig.ChooseAsync(view,
            view.Findings!.Choices with { Mapping = ImportMapping.None with { Layouts = [new("", 1, 1)] } });
        Assert.Equal((ImportState.Mapping, 1), (moved.Run.State, Assert.Single(moved.Findings!.Mapping!.Sheets).Layout.Row));
        Assert.Contains(moved.Findings.Mapping.Columns, column => column is { Header: "事由概括", IsAsked: true });
    }

    /// <summary>Whatever the order of the columns, whatever they are called, and whatever stands above: the same rows are read.</summary>
    [Fact]
    public void RenamedAndShuffledColumns_ReadTheSameRows()
    {
        string[] keys = ["order-number", "title", "category", "source", "petitioner", "phone", "received-on", "responsible"];
        string[][] rows =
        [
            ["A-1", "漏水", "环境卫生", "热线", "张建国", "13812345678", "2026-03-02", "物业"],
            ["A-2", "路灯不亮", "环境卫生", "网上", "李丽", "13912345678", "2026-03-03", "城管科"],
        ];
        var sheet = PetitionRecords.Kind.Sheet;
        var names = keys.Select(key => ((string[])[.. ImportTexts.Cultures.Select(culture => sheet.Column(key).Header(culture)),
            .. sheet.Column(key).Synonyms.Where(name => sheet.Synonyms.Count(one => one.Header == ImportHeader.Fold(name)) == 1),
            $"{key}的另一叫法"]).Distinct().ToArray()).ToArray();
        Gen.Select(Gen.Shuffle(Enumerable.Range(0, keys.Length).ToArray()), Gen.Int[0, 1_000].Array[keys.Length], Gen.Int[0, 3])
            .Sample(drawn => ReadAsync(drawn.Item1, drawn.Item2, drawn.Item3).GetAwaiter().GetResult(), iter: 40, threads: 1);

        async Task ReadAsync(int[] order, int[] chosen, int titles)
        {
            var headers = keys.Select((_, i) => names[i][chosen[i] % names[i].Length]).ToArray();
            var text = new StringBuilder();
            for (var i = 0; i < titles; i++) text.Append("台账说明\n");
            text.AppendJoin(',', order.Select(i => headers[i])).Append('\n');
            foreach (var row in rows) text.AppendJoin(',', order.Select(i => row[i])).Append('\n');
            var view = await rig.CheckAsync(ImportRig.Csv(text.ToString()), "a.csv");
            if (view.Run.State == ImportState.Mapping)
                view = await SayAsync(view, [.. keys.Select((key, i) => (ImportHeader.Fold(headers[i]), key))]);
            Assert.Equal((ImportState.Checked, 2, 0), (view.Run.State, view.Run.Added, view.Run.Refused));
            Assert.Equal(rows.Select(row => string.Join('|', [row[1], row[0], row[6]])),
                view.Findings!.Samples.Select(sample => string.Join('|', new[] { "title", "order-number", "received-on" }
                    .Select(key => sample.Values.Single(value => value.Column == key).After))));
        }
    }

    /// <summary>A synonym that stands for two columns or values would be read now as the one, now as the other.</summary>
    [Fact]
    public void WhatSheetsCallAValue_IsNoOtherValues()
    {
        foreach (var type in typeof(Petition).Assembly.GetTypes().Where(type => type.IsEnum))
        {
            var words = type.GetFields().SelectMany(field => field.GetCustomAttributes(typeof(CalledInSheetsAttribute), false)
                .Cast<CalledInSheetsAttribute>().SelectMany(called => called.Words)
                .Select(word => (field.Name, Word: ImportLookups.Fold(word)))).ToList();
            Assert.Equal([], words.GroupBy(word => word.Word).Where(same => same.Count() > 1).Select(same => $"{type.Name} {same.Key}"));
            if (words.Count == 0) continue;
            var own = Enum.GetValues(type).Cast<Enum>().SelectMany(term => ImportTexts.Cultures
                .Select(culture => ImportLookups.Fold(Resources.Texts.Term(term, culture)))).ToHashSet();
            Assert.Equal([], words.Where(word => own.Contains(word.Word)).Select(word => $"{type.Name} {word}"));
        }
    }

    private Task<ImportView> SayAsync(ImportView view, params (string Header, string Column)[] said) =>
        rig.ChooseAsync(view, view.Findings!.Choices with
        {
            Mapping = (view.Findings.Choices.Mapping ?? ImportMapping.None) with
            {
                Columns = said.ToDictionary(one => one.Header, one => one.Column),
                IsConfirmed = true,
            },
        });
}
