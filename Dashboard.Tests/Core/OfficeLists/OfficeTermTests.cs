using System.Globalization;
using Concentric.Activities;
using Concentric.Data;
using Concentric.Errands;
using Concentric.Hazards;
using Concentric.Kinds;
using Concentric.Ledgers;
using Concentric.Lists;
using Concentric.OfficeLists;
using Concentric.Petitions;
using Concentric.Rules;
using Concentric.Tests.Core.Imports;
using Concentric.Tests.TestData;
using CsCheck;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Tests.Core.OfficeLists;

/// <summary>The lists of terms: the program's own and the office's are one list, which every field that names it follows.</summary>
public sealed class OfficeTermTests : IAsyncLifetime
{
    private static readonly CultureInfo Chinese = CultureInfo.GetCultureInfo("zh-CN");
    private static readonly CultureInfo English = CultureInfo.GetCultureInfo("en");

    private ImportRig rig = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private TestStore Store => rig.Store;

    private OfficeTermCommands Errands => Store.Get<OfficeTermLists>().Find(ErrandKind.List.Key)!;

    public async ValueTask InitializeAsync() => rig = await ImportRig.CreateAsync();

    public ValueTask DisposeAsync() => rig.DisposeAsync();

    [Fact]
    public async Task ANewList_HasTheProgramsTerms_InTheirOrder_AndNoRowUntilSomebodyChangesIt()
    {
        Assert.Equal(ErrandKind.List.BuiltIn, (await Errands.ListAsync(Stop)).Select(line => line.Item.Code));
        Assert.Equal(0, await CountAsync());
        await Errands.ChangeAsync(TestStore.Administrator, ErrandKind.HomeHelp, new("上门家政", "Help at home"), Stop);
        Assert.Equal(ErrandKind.List.BuiltIn.Count, await CountAsync());
        // The second change finds them.
        await Errands.MoveAsync(TestStore.Administrator, ErrandKind.HomeHelp, -2, Stop);
        Assert.Equal([ErrandKind.HomeHelp, .. ErrandKind.List.BuiltIn.Where(code => code != ErrandKind.HomeHelp)],
            (await Errands.ListAsync(Stop)).Select(line => line.Item.Code));
        Assert.Equal(0, await Store.Open().OfficeTerms.CountAsync(term => term.List != ErrandKind.List.Key, Stop));
    }

    [Fact]
    public async Task ARenamedTerm_IsCalledSoEverywhere_AndFoundByWhatItWasCalled()
    {
        CultureInfo.CurrentUICulture = Chinese;
        await EnterAsync(ErrandKind.PensionCheck);
        await Errands.ChangeAsync(TestStore.Administrator, ErrandKind.PensionCheck, new("领取资格核验", "Entitlement check"), Stop);
        await Errands.ChangeAsync(TestStore.Administrator, ErrandKind.PensionCheck, new("资格核验", "Check"), Stop);
        var names = await NamesAsync();
        var errand = await Store.Open().Set<Errand>().SingleAsync(Stop);
        Assert.Equal(("资格核验 2026-03-18", "Check"), (ErrandRecords.Kind.TitleOf(errand, names),
            names.Of(ErrandKind.List).Name(errand.Kind, English)));
        string[] words = ["资格核验", "check", "领取资格核验", "Entitlement check", "养老金认证", "PensionCheck",
            ErrandKind.List.NameGiven(ErrandKind.PensionCheck, Chinese)!];
        await rig.TakeAsync(ImportRig.Csv("服务日期,代办事项,人次\n" + string.Concat(words.Select((word, i) => $"2026-03-0{i + 1},{word},1\n"))),
            "a.csv", kind: "errand");
        Assert.Equal(words.Length + 1, await Store.Open().Set<Errand>().CountAsync(one => one.Kind == ErrandKind.PensionCheck, Stop));
        // Another that gets the name since is meant by it.
        var other = await Errands.AddAsync(TestStore.Administrator, new("领取资格核验", "Another"), Stop);
        await rig.TakeAsync(ImportRig.Csv("服务日期,代办事项,人次\n2026-03-10,领取资格核验,1\n"), "b.csv", kind: "errand");
        Assert.Equal(1, await Store.Open().Set<Errand>().CountAsync(one => one.Kind == other, Stop));
    }

    [Fact]
    public async Task AnOwnTerm_IsEnteredListedAndFiltered_AndKeptFromBeingDeletedWhileARecordHasIt()
    {
        var code = await Errands.AddAsync(TestStore.Administrator, new("代买药品", "Fetching medicine"), Stop);
        Assert.Equal("fetching-medicine", code);
        await EnterAsync(code);
        await EnterAsync(ErrandKind.Other);
        foreach (var address in new[] { code, "FETCHING-medicine" })
            Assert.Equal([code], await ListAsync(address));
        Assert.Equal([ErrandKind.Other], await ListAsync("other"));
        Assert.Equal((OfficeList<OfficeTerm>.Item, Rule.InUse), await RefusalOf(Errands.DeleteAsync(TestStore.Administrator, code, Stop)));
        Assert.Equal((OfficeList<OfficeTerm>.Item, Rule.BuiltInTerm),
            await RefusalOf(Errands.DeleteAsync(TestStore.Administrator, ErrandKind.HomeHelp, Stop)));
        Assert.Equal(("errand-kind", Rule.Unknown), await RefusalOf(EnterAsync("no-such")));
        // Records hold the code as it is.
        Assert.Equal(("errand-kind", Rule.Unknown), await RefusalOf(EnterAsync(code.ToUpperInvariant())));
        Assert.Equal(["C2 没有这一项，或您不能使用它，请从列表中选择。"], ImportRig.Problems(await rig.CheckAsync(
            ImportRig.Csv("服务日期,人次,代办事项\n2026-03-02,1,没有这种\n"), "c.csv", kind: "errand")));
    }

    [Fact]
    public async Task ARetiredTerm_StaysWithItsRecords_AndIsRefusedForNewOnes_ByAWordThatSaysWhatToChoose()
    {
        var at = await EnterAsync(ErrandKind.Other);
        await Errands.RetireAsync(TestStore.Administrator, ErrandKind.Other, true, Stop);
        await Store.Get<RecordCommands<Errand>>().CorrectAsync(TestStore.WorkerOfXinsheng,
            new(at.Id, at.Version, new() { [x => x.Kind] = ErrandKind.Other, [x => x.Persons] = 9 }), Stop);
        var refused = Assert.Single((await Assert.ThrowsAsync<RefusedException>(() => EnterAsync(ErrandKind.Other))).Violations);
        Assert.Equal(("errand-kind", Rule.RetiredTerm), (refused.Field, refused.Rule));
        Assert.Contains("养老认证、", refused.Describe(Chinese), StringComparison.Ordinal);
        Assert.DoesNotContain("其他、", refused.Describe(Chinese), StringComparison.Ordinal);
        var view = await rig.CheckAsync(ImportRig.Csv($"记录号,服务日期,代办事项,人次\n,2026-03-02,其他,1\n{at.Id},2026-03-18,其他,4\n"), "a.csv",
            kind: "errand");
        Assert.StartsWith("C2 这一项已停用", Assert.Single(ImportRig.Problems(view)), StringComparison.Ordinal);
        // Its filter stays.
        Assert.Single(await ListAsync("Other"));
        await Errands.RetireAsync(TestStore.Administrator, ErrandKind.Other, false, Stop);
        await EnterAsync(ErrandKind.Other);
    }

    [Fact]
    public async Task AMergedTerm_GivesItsRecordsAway_AndItsNamesAndAddressesLeadToTheOther()
    {
        var sources = Store.Get<OfficeTermLists>().Find(PetitionSource.List.Key)!;
        var old = await Store.Get<PetitionCommands>().EnterAsync(TestStore.WorkerOfXinsheng, Make.PetitionValues("漏水"), null, Stop);
        Assert.Equal(1, await sources.MergeAsync(TestStore.Administrator, PetitionSource.CouncilHall, PetitionSource.Visit, Stop));
        var moved = await Store.Open().Petitions.SingleAsync(Stop);
        Assert.Equal((PetitionSource.Visit, old.Version + 1), (moved.Source, moved.Version));
        Assert.Equal(("source", Rule.RetiredTerm), await RefusalOf(
            Store.Get<PetitionCommands>().EnterAsync(TestStore.WorkerOfXinsheng, Make.PetitionValues("路灯"), null, Stop)));
        // A sheet that says nothing meant the one that is gone.
        await rig.TakeAsync(ImportRig.Csv("社区,标题,类别,受理日期,来源\n馨盛园,井盖,环境卫生,2026-03-02,居民议事\n馨盛园,楼道,环境卫生,2026-03-03,\n"), "a.csv");
        Assert.Equal(3, await Store.Open().Petitions.CountAsync(one => one.Source == PetitionSource.Visit, Stop));
        var list = await Store.Get<ListQueries>().ReadAsync(PetitionRecords.Kind.List, TestStore.Leader,
            new() { Filters = new Dictionary<string, string> { ["source"] = "councilhall" } }, Stop);
        Assert.Equal(3, list.Total);
        Assert.Equal("议事厅", (await NamesAsync()).Of(PetitionSource.List).Name(PetitionSource.CouncilHall, Chinese));
    }

    [Fact]
    public async Task WhatAFileMeansBySayingNothing_IsAskedForOnceItIsRetired()
    {
        await Store.Get<OfficeTermLists>().Find(PetitionSource.List.Key)!
            .RetireAsync(TestStore.Administrator, PetitionSource.CouncilHall, true, Stop);
        var view = await rig.CheckAsync(ImportRig.Csv("社区,标题,类别,受理日期,来源\n馨盛园,井盖,环境卫生,2026-03-02,\n"), "a.csv");
        Assert.StartsWith("E2 请填写", Assert.Single(ImportRig.Problems(view)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task KindsOfActivities_SayAsWhatTheyCount_AndAreMergedOnlyWithTheirLike()
    {
        var kinds = Store.Get<OfficeTermLists>().Find(ActivityKind.List.Key)!;
        Assert.Equal((nameof(OfficeTermInput.CountsAs), Rule.Required),
            await RefusalOf(kinds.AddAsync(TestStore.Administrator, new("跳蚤市场", "Flea market"), Stop)));
        Assert.Equal((nameof(OfficeTermInput.CountsAs), Rule.Unknown),
            await RefusalOf(kinds.AddAsync(TestStore.Administrator, new("跳蚤市场", "Flea market", "Feast"), Stop)));
        var code = await kinds.AddAsync(TestStore.Administrator, new("跳蚤市场", "Flea market", ActivityKind.Fair), Stop);
        Assert.Equal(ActivityKind.Fair, ActivityKind.List.CountedAs(code));
        await Store.Get<ActivityCommands>().EnterAsync(TestStore.WorkerOfXinsheng,
            Make.ActivityValues().With(x => x.Kind, code), null, Stop);
        var refused = Assert.Single((await Assert.ThrowsAsync<RefusedException>(() =>
            kinds.MergeAsync(TestStore.Administrator, code, ActivityKind.Other, Stop))).Violations);
        Assert.Equal((nameof(OfficeListItem.MergedInto), Rule.CountedOtherwise), (refused.Field, refused.Rule));
        Assert.Equal(1, await kinds.MergeAsync(TestStore.Administrator, code, ActivityKind.Fair, Stop));
    }

    [Fact]
    public async Task AnOpenList_TakesWhatRecordsBring_AndKnowsWhatItsTermsAreCalled()
    {
        var sorts = Store.Get<OfficeTermLists>().Find(HazardCategory.List.Key)!;
        var hazards = Store.Get<HazardCommands>();
        await sorts.ChangeAsync(TestStore.Administrator, HazardCategory.Gas, new("燃气安全", "Gas safety"), Stop);
        foreach (var said in new[] { "高空坠物", "燃气安全", "gas SAFETY", "燃气" })
            await hazards.EnterAsync(TestStore.WorkerOfXinsheng, Make.HazardValues(said).With(x => x.Category, said), null, Stop);
        var sheet = ImportRig.Csv("标题,隐患类别,发现日期\n玻璃,高空坠物,2026-03-02\n蜂窝,蜂患,2026-03-02\n气瓶,燃气安全,2026-03-03\n");
        await rig.TakeAsync(sheet, "a.csv", kind: "hazard");
        Assert.Equal([("燃气", 4), ("蜂患", 1), ("高空坠物", 2)], (await sorts.ListAsync(Stop)).Where(line => line.IsUsed)
            .Select(line => (line.Item.Code, line.Uses)).OrderBy(line => line.Code, StringComparer.Ordinal));
        await sorts.MergeAsync(TestStore.Administrator, "蜂患", "高空坠物", Stop);
        await rig.TakeAsync(ImportRig.Csv("标题,隐患类别,发现日期\n又一窝,蜂患,2026-03-04\n"), "b.csv", kind: "hazard");
        // The same sheet again is known again, although one of its categories is gone.
        Assert.Equal(0, (await rig.CheckAsync(sheet, "a.csv", kind: "hazard")).Run.Added);
        Assert.Equal(4, await Store.Open().Set<Hazard>().CountAsync(hazard => hazard.Category == "高空坠物", Stop));
        // An address of before the list was kept may tell a part of a name.
        foreach (var (told, count) in new[] { ("高空", 4), ("蜂患", 4), ("safety", 4), ("燃气,高空坠物", 8), ("没有", 0) })
        {
            var page = await Store.Get<ListQueries>().ReadAsync(HazardRecords.Kind.List, TestStore.Leader,
                new() { Filters = new Dictionary<string, string> { ["hazard-category"] = told } }, Stop);
            Assert.Equal(count, page.Total);
        }

        await sorts.RetireAsync(TestStore.Administrator, HazardCategory.Gas, true, Stop);
        Assert.Equal(("hazard-category", Rule.RetiredTerm), await RefusalOf(hazards.EnterAsync(TestStore.WorkerOfXinsheng,
            Make.HazardValues().With(x => x.Category, "燃气安全"), null, Stop)));
    }

    /// <summary>Spellings that a person takes for the same bring one term, whichever way they come in; the sheet is known again.</summary>
    [Fact]
    public async Task SpellingsOfANewTerm_AreOne_AndTheSheetIsKnownAgain()
    {
        const string Header = "标题,隐患类别,发现日期\n";
        var sheet = ImportRig.Csv(Header
            + "玻璃,电动车充电,2026-03-02\n棚子,电动车 充电,2026-03-02\n气瓶,LPG,2026-03-03\n罐子,ｌｐｇ,2026-03-03\n桶,L P G,2026-03-03\n");
        Assert.Equal(5, (await rig.TakeAsync(sheet, "a.csv", kind: "hazard")).Added);
        Assert.Equal(["LPG", "电动车充电"], await BroughtAsync());
        Assert.Equal(["LPG", "LPG", "LPG", "电动车充电", "电动车充电"], (await Store.Open().Set<Hazard>().Select(hazard => hazard.Category)
            .ToListAsync(Stop)).Order(StringComparer.Ordinal));
        Assert.Equal(0, (await rig.CheckAsync(sheet, "a.csv", kind: "hazard")).Run.Added);
        // Somebody has tidied the spelling up meanwhile.
        Assert.Equal(0, (await rig.CheckAsync(ImportRig.Csv(Header + "气瓶,lpg,2026-03-03\n棚子,电动车充电,2026-03-02\n"), "b.csv",
            kind: "hazard")).Run.Added);
        // What was brought otherwise than by a file makes no second term either.
        await Store.AddAsync(Make.Hazard(with: hazard => hazard.Category = "l p g"), Make.Hazard(with: hazard => hazard.Category = "蜂 患"),
            Make.Hazard(with: hazard => hazard.Category = "蜂患"));
        Assert.Equal(3, (await BroughtAsync()).Count);
    }

    private async Task<IReadOnlyList<string>> BroughtAsync() =>
        [.. (await Store.Open().OfficeTerms.Where(term => term.List == HazardCategory.List.Key).Select(term => term.Code).ToListAsync(Stop))
            .Where(code => !HazardCategory.List.IsBuiltIn(code)).Order(StringComparer.Ordinal)];

    /// <summary>What an earlier version took in is known by the spelling, as that version told it.</summary>
    [Fact]
    public async Task ASheetThatAnEarlierVersionTookIn_IsKnownAgain()
    {
        var sheet = ImportRig.Csv("标题,隐患类别,发现日期\n气瓶,LPG,2026-03-03\n");
        await rig.TakeAsync(sheet, "a.csv", kind: "hazard");
        var said = string.Join('\n', new[] { "found-on=2026-03-03", "hazard-category=LPG", "title=气瓶" }.Select(one => $"hazard.{one}"));
        var hash = System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes($"{said}\n0"));
        var request = new Guid(hash.AsSpan(0, 16));
        await Store.Open().Set<Hazard>().ExecuteUpdateAsync(set => set.SetProperty(one => one.RequestId, request), Stop);
        Assert.Equal(0, (await rig.CheckAsync(sheet, "a.csv", kind: "hazard")).Run.Added);
        Assert.Equal(1, (await rig.CheckAsync(ImportRig.Csv("标题,隐患类别,发现日期\n气瓶,LPG2,2026-03-03\n"), "a.csv", kind: "hazard"))
            .Run.Added);
    }

    [Fact]
    public async Task AStoreOfBeforeItsListWasKept_IsGivenTheTermsThatItsRecordsHave_Once_AsFarAsThereIsRoom()
    {
        await using (var old = Store.Open())
        {
            await Store.AddAsync([.. Enumerable.Range(0, OfficeList<OfficeTerm>.MostItems + 3).Select(i => Make.Hazard(with: hazard =>
                hazard.Category = $"类别{i}"))]);
            await old.OfficeTerms.ExecuteDeleteAsync(Stop);
        }

        IStoreSeed seed = Store.Get<OfficeTermLists>();
        for (var i = 0; i < 2; i++)
        {
            await using var db = Store.Open();
            await seed.EnsureAsync(db, Stop);
            Assert.Equal(OfficeList<OfficeTerm>.MostItems - HazardCategory.List.BuiltIn.Count, await CountAsync());
        }

        await Store.AddAsync(Make.Hazard(with: hazard => hazard.Category = "再一种"));
        Assert.False(await Store.Open().OfficeTerms.AnyAsync(term => term.Code == "再一种", Stop));
    }

    [Fact]
    public void EveryListOfTheFields_IsKept_AndItsTermsHaveTheirNames()
    {
        var named = AllKinds.List.SelectMany(kind => kind.Declared).Select(field => field.Terms).OfType<TermList>().Distinct().ToList();
        Assert.Equal(named.Select(list => list.Key), Store.Get<OfficeTermLists>().All.Select(one => one.List.Key));
        Assert.True(named.Count >= 4);
        Assert.All(named, list => Assert.All(list.Defaults(), term =>
            Assert.True(term is { Code.Length: > 0 and <= TermList.MostCode, Name.Length: > 0, NameEn.Length: > 0 })));
    }

    [Fact]
    public void ACode_FitsItsColumn_WhateverTheNameAndHoweverManyHaveIt() =>
        Gen.Select(Gen.String, Gen.Int[0, ActivityKind.List.BuiltIn.Count - 1]).Sample((name, at) =>
        {
            var countsAs = ActivityKind.List.BuiltIn[at];
            var present = new List<string>();
            for (var i = 0; i < 120; i++) present.Add(ActivityKind.List.CodeFor(name, countsAs, present));
            Assert.Equal(present.Count, present.Distinct(StringComparer.OrdinalIgnoreCase).Count());
            Assert.All(present, code => Assert.True(code.Length <= TermList.MostCode && ActivityKind.List.CountedAs(code) == countsAs));
        }, iter: 60);

    [Fact]
    public async Task ProgrammesAndServices_ThatWereMergedAway_LeadASheetToTheOther_AndRetiredOnesAreRefused()
    {
        var services = Store.Get<ServiceCommands>();
        foreach (var (name, nameEn) in new[] { ("理发", "Haircuts"), ("剪发", "Cuts"), ("修鞋", "Shoes") })
            await services.AddAsync(TestStore.Administrator, new(name, nameEn), Stop);
        Service Of(string name) => Store.Open().Services.Single(service => service.Name == name);
        var (cut, old, gone) = (Of("理发"), Of("剪发"), Of("修鞋"));
        await services.MergeAsync(TestStore.Administrator, old.Handle, cut.Handle, Stop);
        await services.RetireAsync(TestStore.Administrator, gone.Handle, true, Stop);
        const string Head = "社区,标题,活动类型,举办日期,参与人次,服务\n";
        await rig.TakeAsync(ImportRig.Csv(Head + "馨盛园,大集,公益大集,2026-03-02,3,剪发、理发\n"), "a.csv", kind: "activity");
        Assert.Equal([cut.Id], await Store.Open().Set<ActivityService>().Select(link => link.ServiceId).ToListAsync(Stop));
        var view = await rig.CheckAsync(ImportRig.Csv(Head + "馨盛园,大集,公益大集,2026-03-03,3,修鞋\n"), "b.csv", kind: "activity");
        Assert.StartsWith("F2 这一项已停用，新记录不能用：请改选理发", Assert.Single(ImportRig.Problems(view)), StringComparison.Ordinal);
    }

    private async Task<CommunityDirectory.Names> NamesAsync() => await Store.Get<CommunityDirectory>().GetAsync(Stop);

    private Task<int> CountAsync() => Store.Open().OfficeTerms.CountAsync(Stop);

    private Task<Saved> EnterAsync(string kind) => Store.Get<RecordCommands<Errand>>().EnterAsync(TestStore.WorkerOfXinsheng,
        Make.ErrandValues().With(x => x.Kind, kind), null, Stop);

    private async Task<IReadOnlyList<string>> ListAsync(string kind)
    {
        var page = await Store.Get<ListQueries>().ReadAsync(ErrandRecords.Kind.List, TestStore.Leader,
            new() { Filters = new Dictionary<string, string> { ["errand-kind"] = kind } }, Stop);
        var at = ErrandRecords.Kind.Ledger.Columns.ToList().FindIndex(column => column.Key == "errand-kind");
        return [.. page.Rows.Select(row => (string)row.Values[at]!)];
    }

    private static async Task<(string Field, Rule Rule)> RefusalOf(Task refused)
    {
        var violation = Assert.Single((await Assert.ThrowsAsync<RefusedException>(() => refused)).Violations);
        return (violation.Field, violation.Rule);
    }
}
