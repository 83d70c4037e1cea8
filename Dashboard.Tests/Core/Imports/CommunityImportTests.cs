using System.Globalization;
using System.Text;
using Concentric.Data;
using Concentric.Exports.Lists;
using Concentric.Imports;
using Concentric.Ledgers;
using Concentric.Lists;
using Concentric.Tests.TestData;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Tests.Core.Imports;

/// <summary>Communities come in by their code, for those who keep the street, and go out as they came.</summary>
public sealed class CommunityImportTests : IAsyncLifetime
{
    private const string AllColumns = "代码,名称,英文名称,户数,户数起算日,排序\n";

    private ImportRig rig = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => rig = await ImportRig.CreateAsync();

    public ValueTask DisposeAsync() => rig.DisposeAsync();

    [Fact]
    public async Task InAndOutAndInAgain()
    {
        var file = ImportRig.Csv("代码,名称,英文名称,户数\nhaihe,海河园,Haihe Garden,\"1,200\"\nyulan,玉兰园,,\n");
        var run = await rig.TakeAsync(file, "a.csv", ImportRig.Administrator, "community");
        Assert.Equal((2, 0, 0), (run.Added, run.Changed, run.Unchanged));
        Assert.Equal("海河园", (await rig.Store.Get<CommunityDirectory>().GetAsync(Stop)).Find("haihe")!.Name);
        var list = await ExportAsync();
        Assert.Equal((0, 0, 5), await CheckAsync(list));
        var edited = list.Replace("1200", "1300", StringComparison.Ordinal);
        Assert.NotEqual(list, edited);
        var changed = await rig.TakeAsync(Encoding.UTF8.GetBytes(edited), "b.csv", ImportRig.Administrator, "community");
        Assert.Equal((0, 1, 4), (changed.Added, changed.Changed, changed.Unchanged));
        Assert.Equal(edited, await ExportAsync());
        await using var db = rig.Store.Open();
        Assert.Equal(["Added", "Added", "Changed"],
            await db.AuditEntries.Where(line => line.Kind == "community" && line.Action != "Exported").OrderBy(line => line.Id)
            .Select(line => line.Action).ToListAsync(Stop));
    }

    [Theory]
    [InlineData("HAI HE,海河园,", "A2 ")]
    [InlineData("haihe,,", "B2 请填写")]
    [InlineData("haihe,海河园,-1", "C2 ")]
    [InlineData("haihe,海河园,1000001", "C2 ")]
    [InlineData("haihe,海河园,1\nhaihe,海河园,2", "A3 ")]
    public async Task AWrongCell_IsToldWhereItStands(string rows, string told)
    {
        var view = await rig.CheckAsync(ImportRig.Csv($"代码,名称,户数\n{rows}\n"), "a.csv", ImportRig.Administrator, "community");
        Assert.StartsWith(told, Assert.Single(ImportRig.Problems(view)), StringComparison.Ordinal);
    }

    /// <summary>Codes are given to communities that are taken: a faulty row is held against none, and none against it.</summary>
    [Theory]
    [InlineData("名称,户数\n海河园,0\n海顺园,1200\n海晏园,900", "B2", 2)]
    [InlineData("名称,户数\n,1200\n海顺园,1200\n海晏园,900", "A2", 2)]
    [InlineData("名称,户数\n海河园,0\n海顺园,0\n海晏园,900\n海平园,800", "B2 B3", 2)]
    [InlineData("名称,户数\n,1200\n,1200\n海晏园,900", "A2 A3", 1)]
    [InlineData("名称,英文名称,户数\n海河园,Haihe,0\n海顺园,Haihe,1200\n海晏园,Haihe,900", "C2", 2)]
    public async Task OfNewCommunitiesWithoutCodes_OnlyTheFaultyRowsAreRefused(string file, string cells, int added)
    {
        var view = await rig.CheckAsync(ImportRig.Csv(file + "\n"), "a.csv", ImportRig.Administrator, "community");
        Assert.Equal(cells, string.Join(' ', view.Findings!.Problems.Select(problem => problem.Cell)));
        Assert.Equal(added, view.Run.Added);
    }

    /// <summary>What is wrong with the first row of a community is told there: later ones are judged as if it had been taken.</summary>
    [Theory]
    [InlineData("haihe,海河园,,0,2024-01-01,\nhaihe,,,1300,2025-07-01,", "D2")]
    [InlineData("haihe,,,1200,2024-01-01,\nhaihe,,,1300,2025-07-01,", "B2")]
    [InlineData("haihe,{0},,1200,2024-01-01,\nhaihe,海河园,,1300,2025-07-01,", "B2")]
    [InlineData("haihe,{0},,1200,2024-01-01,\nhaihe,,,1300,2025-07-01,\nhaihe,海河园,,1400,2025-09-01,", "B2")]
    [InlineData("haihe,海河园,,1200,2024-01-01,0\nhaihe,海河园,,1300,2025-07-01,7", "F2")]
    [InlineData("haihe,海河园,,1200,去年,\nhaihe,海河园,,1300,前年,", "E2 E3")]
    [InlineData("haihe,海河园,,一些,,\nhaihe,,,1300,2025-07-01,", "D2")]
    [InlineData(",海河园,,0,2024-01-01,\n,海河园,,1300,2025-07-01,\n,海河园,,1400,2025-09-01,", "D2")]
    public async Task ARefusedRow_RefusesNoOther(string rows, string cells)
    {
        var file = string.Format(CultureInfo.InvariantCulture, $"{AllColumns}{rows}\n", new string('海', 300));
        var view = await rig.CheckAsync(ImportRig.Csv(file), "a.csv", ImportRig.Administrator, "community");
        Assert.Equal(cells, string.Join(' ', view.Findings!.Problems.Select(problem => problem.Cell)));
    }

    [Fact]
    public async Task CommunitiesByNameAlone_AreGivenCodes_AndFoundByTheirNameAgain()
    {
        var file = ImportRig.Csv("社区名称\t英文名称\t居民户数\n海河园\tHaihe Garden\t1200\n玉兰园\t\t\n丁香园\tHaihe  garden!\t900\n");
        var run = await rig.TakeAsync(file, "a.csv", ImportRig.Administrator, "community");
        Assert.Equal((3, 0, 0), (run.Added, run.Changed, run.Unchanged));
        var names = await rig.Store.Get<CommunityDirectory>().GetAsync(Stop);
        Assert.Equal(("海河园", "丁香园", "玉兰园"),
            (names.Find("haihe-garden")!.Name, names.Find("haihe-garden-2")!.Name, names.Find("c1")!.Name));
        Assert.Equal((0, 0, 3), await CheckAsync(System.Text.Encoding.UTF8.GetString(file)));
    }

    [Fact]
    public async Task NumbersOfSeveralDays_ComeInByRows_AndOneOfTheSameDayIsCorrected()
    {
        const string head = "代码,名称,户数,户数起算日\n";
        var run = await rig.TakeAsync(ImportRig.Csv(head + "haihe,海河园,1200,2024-01-01\nhaihe,海河园,1300,2025-07-01\n"), "a.csv",
            ImportRig.Administrator, "community");
        Assert.Equal((1, 1, 0), (run.Added, run.Changed, run.Unchanged));
        await HoldsAsync((new(2023, 6, 1), 1_200, true), (new(2025, 6, 30), 1_200, false), (new(2025, 7, 1), 1_300, false));
        Assert.Contains(",1300,2025-07-01", await ExportAsync(), StringComparison.Ordinal);

        // The same day is a correction, and a row that says what is known changes nothing.
        await rig.TakeAsync(ImportRig.Csv(head + "haihe,海河园,1250,2024-01-01\nhaihe,海河园,1300,2025-07-01\n"), "b.csv",
            ImportRig.Administrator, "community");
        await HoldsAsync((new(2025, 6, 30), 1_250, false), (new(2025, 7, 1), 1_300, false));
        // Without a day a number holds from today, where it is another one; without a number nothing changes.
        await rig.TakeAsync(ImportRig.Csv("代码,名称,户数\nhaihe,海河园,1300\n"), "c.csv", ImportRig.Administrator, "community");
        await HoldsAsync((TestStore.Today, 1_300, false));
        Assert.Equal(new DateOnly(2025, 7, 1), (await InForceAsync(TestStore.Today)).HoldsFrom);
        await rig.TakeAsync(ImportRig.Csv("代码,名称,户数\nhaihe,海河园,1400\n"), "d.csv", ImportRig.Administrator, "community");
        await rig.TakeAsync(ImportRig.Csv("代码,名称,户数\nhaihe,海河里,\n"), "e.csv", ImportRig.Administrator, "community");
        await HoldsAsync((TestStore.Today.AddDays(-1), 1_300, false), (TestStore.Today, 1_400, false));

        await using var db = rig.Store.Open();
        var id = await db.Communities.Where(one => one.Code == "haihe").Select(one => one.Id).SingleAsync(Stop);
        var lines = await rig.Store.Get<RecordHistories>().ReadAsync(TestStore.Leader, "community", id, Stop);
        Assert.Equal([new("HouseholdCount", "2024-01-01: 1200", "2024-01-01: 1250")],
            lines.SelectMany(line => line.Fields).Where(field => field is { Name: "HouseholdCount", Before: not null }));
    }

    [Theory]
    [InlineData("1200,2026-03-19", "D2 不能晚于今天")]
    [InlineData("1200,1999-12-31", "D2 不能早于")]
    [InlineData("1200,去年", "D2 ")]
    [InlineData("0,2026-03-01", "C2 应在 1 到")]
    [InlineData("一些,2026-03-01", "C2 应为整数")]
    [InlineData(",2026-03-01", "C2 请填写")]
    [InlineData("1200,2026-03-01\nhaihe,海河园,1300,2026-03-01", "A3 ")]
    public async Task AWrongNumberOrDay_IsToldWhereItStands(string cells, string told)
    {
        var view = await rig.CheckAsync(ImportRig.Csv($"代码,名称,户数,户数起算日\nhaihe,海河园,{cells}\n"), "a.csv", ImportRig.Administrator,
            "community");
        Assert.StartsWith(told, Assert.Single(ImportRig.Problems(view)), StringComparison.Ordinal);
    }

    /// <summary>Rows of a community bring numbers of several days: of what else they say only one thing can be meant.</summary>
    [Theory]
    [InlineData("haihe,海河园,,1,2026-01-01,", "haihe,海顺园,,2,2025-12-31,", "B3", "海顺园", "第 2 行写的是“海河园”")]
    [InlineData("haihe,海河园,Haihe,1,2026-01-01,", "haihe,海河园,Hai,2,2025-12-31,", "C3", "Hai", "第 2 行写的是“Haihe”")]
    [InlineData("haihe,海河园,,1,2026-01-01,7", "haihe,海河园,,2,2025-12-31,8", "F3", "8", "第 2 行写的是“7”")]
    [InlineData("haihe,海河园,,1,,", "Haihe,海河园,,2,2026-03-18,", "A3", "Haihe", "与第 2 行重复")]
    [InlineData(",海河园,,1,2026-01-01,", ",海河园,,2,2026-01-01,", "B3", "海河园", "与第 2 行重复")]
    [InlineData(",海河园,,0,2026-01-01,", ",海河园,,2,2026-01-01,", "B3", "海河园", "与第 2 行重复")]
    public async Task RowsOfACommunityThatDiffer_AreRefused(string first, string second, string cell, string value, string told)
    {
        var view = await rig.CheckAsync(ImportRig.Csv($"{AllColumns}{first}\n{second}\n"), "a.csv", ImportRig.Administrator, "community");
        var problem = Assert.Single(view.Findings!.Problems, problem => problem.Cell[1] == '3');
        Assert.Equal((cell, value), (problem.Cell, problem.Value));
        Assert.StartsWith(told, problem.Mend, StringComparison.Ordinal);
    }

    /// <summary>Whichever row it is: what another one says is no loss of this one.</summary>
    [Theory]
    [InlineData("haihe,海河园,Haihe Garden,1200,2024-01-01,7\nhaihe,,,1300,2025-07-01,")]
    [InlineData("haihe,,,1200,2024-01-01,\nhaihe,海河园,Haihe Garden,1300,2025-07-01,7")]
    public async Task WhatARowLeavesEmpty_IsAsAnotherSays(string rows)
    {
        var file = ImportRig.Csv($"{AllColumns}{rows}\n");
        await rig.TakeAsync(file, "a.csv", ImportRig.Administrator, "community");
        var found = (await rig.Store.Get<CommunityDirectory>().GetAsync(Stop)).Find("haihe")!;
        Assert.Equal(("海河园", "Haihe Garden", 7), (found.Name, found.NameEn, found.SortOrder));
        await HoldsAsync((new(2025, 6, 30), 1_200, false), (new(2025, 7, 1), 1_300, false));
        Assert.Equal((0, 0, 2), await CheckAsync(Encoding.UTF8.GetString(file)));
        // Of a row that is the only one an empty cell still takes out what is there.
        var view = await rig.CheckAsync(ImportRig.Csv($"{AllColumns}haihe,海河园,,,,\n"), "b.csv", ImportRig.Administrator, "community");
        Assert.Equal("name-en", Assert.Single(Assert.Single(view.Findings!.Samples).Values, value => value.Before != value.After).Column);
    }

    [Theory]
    [InlineData("haihe,海河园,,1250,2024-01-01,", "海河园 2024-01-01")]
    [InlineData("haihe,海河园,,1200,2024-01-01,", null)]
    [InlineData("haihe,海河园,,1400,2024-02-01,", "海河园 2024-02-01")]
    [InlineData("haihe,海河园,,1200,2024-02-01,", null)]
    [InlineData("haihe,海河园,,1400,2023-12-31,", "海河园 2023-12-31")]
    [InlineData("haihe,海河园,,1200,2023-12-31,", null)]
    [InlineData("haihe,海河园,,1400,2025-06-30,", "海河园 2025-06-30")]
    [InlineData("haihe,海河园,,1400,2026-02-28,", "海河园 2026-02-28")]
    [InlineData("haihe,海河园,,1400,2026-03-01,", null)]
    [InlineData("haihe,海河园,,1400,,", null)]
    [InlineData("haiping,海平园,,1400,2024-02-01,\nhaiping,海平园,,1500,2025-02-01,", null)]
    public async Task ANumberOfADayThatIsPast_IsSaidToChangeThePast(string row, string? told)
    {
        await rig.TakeAsync(ImportRig.Csv($"{AllColumns}haihe,海河园,,1200,2024-01-01,\nhaihe,海河园,,1300,2025-07-01,\n"), "a.csv",
            ImportRig.Administrator, "community");
        var view = await rig.CheckAsync(ImportRig.Csv($"{AllColumns}{row}\n"), "b.csv", ImportRig.Administrator, "community");
        Assert.Equal(told, view.Findings!.Notes.SingleOrDefault(note => note.Key == "HouseholdsRestated")?.Value);
    }

    /// <summary>Between two numbers of one month no month ends: none of a past period was in force.</summary>
    [Fact]
    public async Task ANumberThatWasNeverInForceAtTheEndOfAMonth_ChangesNoPast()
    {
        await rig.TakeAsync(ImportRig.Csv($"{AllColumns}haihe,海河园,,1200,2024-01-01,\nhaihe,海河园,,1300,2025-07-20,\n"), "a.csv",
            ImportRig.Administrator, "community");
        var view = await rig.CheckAsync(ImportRig.Csv($"{AllColumns}haihe,海河园,,1400,2025-07-05,\n"), "b.csv", ImportRig.Administrator,
            "community");
        Assert.DoesNotContain(view.Findings!.Notes, note => note.Key == "HouseholdsRestated");
    }

    [Fact]
    public async Task OfManyNumbersThatChangeThePast_SomeAreNamed_AndAllAreCounted()
    {
        string Rows(int households) => AllColumns + string.Concat(Enumerable.Range(1, 7).Select(month =>
            $"haihe,海河园,,{households + month},2024-{month:00}-01,\n"));
        await rig.TakeAsync(ImportRig.Csv(Rows(1_200)), "a.csv", ImportRig.Administrator, "community");
        var view = await rig.CheckAsync(ImportRig.Csv(Rows(1_300)), "b.csv", ImportRig.Administrator, "community");
        var told = view.Findings!.Notes.Single(note => note.Key == "HouseholdsRestated").Value;
        Assert.EndsWith("海河园 2024-05-01 等 7 处", told);
        Assert.DoesNotContain("2024-06-01", told);
    }

    /// <summary>A new community without a day: its number holds from today, and it is shown that it does.</summary>
    [Fact]
    public async Task ANewCommunity_ShowsTheDayThatIsFilledIn()
    {
        var view = await rig.CheckAsync(ImportRig.Csv("代码,名称,户数\nhaihe,海河园,1200\n"), "a.csv", ImportRig.Administrator, "community");
        Assert.Contains(("households-from", "2026-03-18"), Assert.Single(view.Findings!.Samples).Values
            .Select(value => (value.Column, value.After)));
    }

    /// <summary>A file need not have the column of the day: what is filled in for it is shown all the same.</summary>
    [Theory]
    [InlineData("海河里,1300", "name: 海河园 → 海河里")]
    [InlineData("海河园,1400", "households: 1,300 户 → 1,400 户; households-from:  → 2026-03-18")]
    public async Task AChange_IsShownAsItHappens(string row, string told)
    {
        await rig.TakeAsync(ImportRig.Csv($"{AllColumns}haihe,海河园,,1200,2024-01-01,\nhaihe,海河园,,1300,2025-07-01,\n"), "a.csv",
            ImportRig.Administrator, "community");
        var view = await rig.CheckAsync(ImportRig.Csv($"代码,名称,户数\nhaihe,{row}\n"), "b.csv", ImportRig.Administrator, "community");
        Assert.Equal(told, string.Join("; ", Assert.Single(view.Findings!.Samples).Values
            .Select(value => $"{value.Column}: {value.Before} → {value.After}")));
    }

    [Theory]
    [InlineData('\t')]
    [InlineData(',')]
    [InlineData(';')]
    public async Task WhatStandsBetweenCells_IsToldByTheFirstLines_WhateverTheTitleAboveThem(char separator)
    {
        foreach (var title in new[] { "", "2026年社区名单\n", "街道,社区;名单\n制表：张敏，2026年\n", "\"街道\n名单\"\n\n" })
        {
            var rows = $"社区名称|英文名称|户数\n海河园|Haihe Garden, north|1200\n玉兰园|\"Yulan; \"|860\n".Replace("|", $"{separator}",
                StringComparison.Ordinal);
            if (separator == ',') rows = rows.Replace("Haihe Garden, north", "Haihe Garden", StringComparison.Ordinal);
            var view = await rig.CheckAsync(ImportRig.Csv(title + rows), "a.csv", ImportRig.Administrator, "community");
            Assert.Empty(ImportRig.Problems(view));
            Assert.Equal(2, view.Run.Added);
        }
    }

    [Fact]
    public async Task OnlyThoseWhoKeepTheStreet_TakeThemIn()
    {
        var file = ImportRig.Csv("代码,名称\nhaihe,海河园\n");
        var refusal = await Assert.ThrowsAsync<Concentric.Imports.Files.ImportFileException>(() =>
            rig.CheckAsync(file, "a.csv", ImportRig.Worker, "community"));
        Assert.Equal("NotAllowed", refusal.Key);
        await Assert.ThrowsAsync<Concentric.Imports.Files.ImportFileException>(() =>
            rig.CheckAsync(file, "a.csv", new CurrentUser("王芳", Role.Worker, [TestStore.Xinsheng, TestStore.Xinshun], 7), "co-builder"));
        Assert.DoesNotContain(rig.Store.Get<ImportRegister>().OpenTo(ImportRig.Worker), sheet => sheet.Kind is "community" or "co-builder");
        Assert.Contains(rig.Store.Get<ImportRegister>().OpenTo(ImportRig.Administrator), sheet => sheet.Kind == "community");
    }

    private async Task HoldsAsync(params (DateOnly Day, int Households, bool IsBeforeFirst)[] wanted)
    {
        foreach (var (day, households, isBefore) in wanted)
        {
            var found = await InForceAsync(day);
            Assert.Equal((day, households, isBefore), (day, found.Households, found.IsBeforeFirst));
        }
    }

    private async Task<HouseholdsInForce> InForceAsync(DateOnly day)
    {
        var names = await rig.Store.Get<CommunityDirectory>().GetAsync(Stop);
        return names.Households.On(names.Find("haihe")!.Id, day)!.Value;
    }

    private async Task<(int Added, int Changed, int Unchanged)> CheckAsync(string list)
    {
        var view = await rig.CheckAsync(Encoding.UTF8.GetBytes(list), "b.csv", ImportRig.Administrator, "community");
        Assert.Empty(ImportRig.Problems(view));
        return (view.Run.Added, view.Run.Changed, view.Run.Unchanged);
    }

    private async Task<string> ExportAsync()
    {
        using var stream = new MemoryStream();
        await rig.Store.Get<ListExports>()
            .WriteAsync(rig.Store.Get<ExportedLists>()
                .Find("community")!, ImportRig.Administrator, new(), ListFormat.Csv, CultureInfo.GetCultureInfo("zh-CN"), stream, Stop);
        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
