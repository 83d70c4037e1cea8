using Concentric.Activities;
using Concentric.CoBuilders;
using Concentric.Data;
using Concentric.Errands;
using Concentric.Ledgers;
using Concentric.OfficeLists;
using Concentric.Petitions;
using Concentric.Profiles;
using Concentric.Programmes;
using Concentric.Projects;
using Concentric.Rules;
using Concentric.Tests.TestData;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Tests.Core.OfficeLists;

/// <summary>The lists that an office keeps: what is in use stays, and what is merged takes its records along.</summary>
public sealed class OfficeListTests : IAsyncLifetime
{
    private TestStore store = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => store = await TestStore.CreateAsync();

    public ValueTask DisposeAsync() => store.DisposeAsync();

    [Fact]
    public async Task MergedProgramme_GivesAllItsRecordsAway_OnceEach_WithNewVersions_AndIsOfferedNoMore()
    {
        var (from, into) = (await ProgrammeAsync("邻里节"), await ProgrammeAsync("社区节"));
        var both = await store.AddAsync(Make.Activity(with: held => held.Programmes.AddRange([new() { ProgrammeId = from },
            new() { ProgrammeId = into }])));
        var one = await store.AddAsync(Make.Activity(with: held =>
        {
            held.Programmes.Add(new() { ProgrammeId = from });
            held.ArchivedAt = TestStore.Start.UtcDateTime;
        }));
        var errand = await store.AddAsync(new Errand
        {
            CommunityId = TestStore.Xinsheng,
            ServedOn = TestStore.Today,
            Persons = 1,
            ProgrammeId = from
        });
        var version = errand.Version;

        var commands = store.Get<ProgrammeCommands>();
        Assert.Equal(3, (await commands.ListAsync(Stop)).Single(line => line.Item.Id == from).Uses);
        Assert.Equal(3, await commands.MergeAsync(TestStore.Administrator, Handle(from), Handle(into), Stop));

        await using var db = store.Open();
        Assert.Equal([(both.Id, into), (one.Id, into)], (await db.Set<ActivityProgramme>().OrderBy(link => link.ActivityId)
            .ToListAsync(Stop)).Select(link => (link.ActivityId, link.ProgrammeId)));
        var moved = await db.Set<Errand>().SingleAsync(Stop);
        Assert.Equal((into, version + 1), (moved.ProgrammeId!.Value, moved.Version));
        Assert.Equal([into], (await commands.ListAsync(Stop)).Select(line => line.Item.Id));
        Assert.Equal([into], (await Programme.References.ReadAsync(db, TestStore.Administrator, Stop)).Select(choice => (int)choice.Id));
        Assert.Equal(["Added", "Added", "Merged"], await db.AuditEntries.Where(line => line.Kind == ProgrammeCommands.Kind)
            .OrderBy(line => line.Id).Select(line => line.Action).ToListAsync(Stop));
        // Every open page and the figures hear of it.
        Assert.Equal(["activity", "errand"], await db.ChangeLog.Where(entry => entry.RecordId == 0 && entry.Days == "*")
            .Select(entry => entry.Kind).OrderBy(kind => kind).ToListAsync(Stop));
        Assert.Equal(both.Version + 1, (await db.Activities.SingleAsync(held => held.Id == both.Id, Stop)).Version);
        Assert.Equal((OfficeListItemField, Rule.Unknown),
            await RefusalOf(commands.RetireAsync(TestStore.Administrator, Handle(from), false, Stop)));
    }

    [Fact]
    public async Task EveryForeignKeyToAProgramme_IsCountedAndMoved()
    {
        // A kind of record that refers to programmes and is none of these would be merged without having been looked at.
        await using var db = store.Open();
        Assert.Equal([nameof(ActivityProgramme), nameof(Contribution), nameof(Errand), nameof(Output), nameof(Project)],
            db.Model.FindEntityType(typeof(Programme))!.GetReferencingForeignKeys()
            .Select(key => key.DeclaringEntityType.ClrType.Name).Order());
    }

    [Fact]
    public async Task MergedCategory_TakesItsPetitionsAlong_AndAFormThatStillNamesIt_IsToldToChooseAnother()
    {
        var (commands, petitions) = (store.Get<PetitionCategoryCommands>(), store.Get<PetitionCommands>());
        var old = await petitions.EnterAsync(TestStore.WorkerOfXinsheng, Make.PetitionValues("井盖松动"), null, Stop);
        await commands.MergeAsync(TestStore.Administrator, TestStore.Category, TestStore.SlowCategory, Stop);
        await using var db = store.Open();
        var moved = await db.Petitions.SingleAsync(Stop);
        Assert.Equal((TestStore.SlowCategory, old.Version + 1), (moved.Category, moved.Version));
        Assert.Equal(("category", Rule.RetiredCategory),
            await RefusalOf(petitions.EnterAsync(TestStore.WorkerOfXinsheng, Make.PetitionValues("路灯不亮"), null, Stop)));
        var names = await store.Get<CommunityDirectory>().GetAsync(Stop);
        Assert.Equal([TestStore.SlowCategory], names.CategoriesByName().Select(category => category.Key));
        // The history of the petition still says what it had.
        Assert.Equal("环境卫生", names.Category(TestStore.Category, new("zh-CN")));
        // The name is free again.
        Assert.NotEqual(TestStore.Category, await commands.AddAsync(TestStore.Administrator, new("环境卫生", "Sanitation", 4), Stop));
    }

    [Fact]
    public async Task FiguresClaimedInPublic_GoWithTheirProgramme_AndKeepItFromBeingDeleted()
    {
        var (from, into) = (await ProgrammeAsync("邻里节"), await ProgrammeAsync("社区节"));
        var commands = store.Get<ProgrammeCommands>();
        string KeyOf(IReadOnlyList<OfficeListLine<Programme>> lines, int id) => lines.Single(line => line.Item.Id == id).Item.Key;
        var lines = await commands.ListAsync(Stop);
        var (old, other) = (KeyOf(lines, from), KeyOf(lines, into));
        var claim = await store.AddAsync(new Concentric.PublishedFigures.PublishedFigure
        {
            Mechanism = old,
            Claim = "28 场",
            ClaimEn = "28 events",
            Programmes = $"{old},{other}",
            Source = "报道"
        });
        Assert.Equal(1, (await commands.ListAsync(Stop)).Single(line => line.Item.Id == from).Uses);
        Assert.Equal((OfficeListItemField, Rule.InUse), await RefusalOf(commands.DeleteAsync(TestStore.Administrator, Handle(from), Stop)));
        await commands.MergeAsync(TestStore.Administrator, Handle(from), Handle(into), Stop);
        await using var db = store.Open();
        var moved = await db.Set<Concentric.PublishedFigures.PublishedFigure>().SingleAsync(Stop);
        Assert.Equal((other, other, claim.Version + 1), (moved.Mechanism, moved.Programmes, moved.Version));
        Assert.Equal(Handle(into), (await store.Get<ProgrammeQueries>().FindAsync(old, Concentric.Time.Period.YearTo(TestStore.Today), null,
            TestStore.Today, Stop))!.Programme.Handle);
    }

    [Fact]
    public async Task RecordsThatAMergedItemGetsAfterwards_CanBeGivenAwayOnceMore()
    {
        var commands = store.Get<PetitionCategoryCommands>();
        await commands.MergeAsync(TestStore.Administrator, TestStore.Category, TestStore.SlowCategory, Stop);
        Assert.Equal([TestStore.SlowCategory], (await commands.ListAsync(Stop)).Select(line => line.Item.Key));
        // From whoever had it chosen at that moment.
        await store.AddAsync(Make.Petition());
        Assert.Equal([TestStore.SlowCategory, TestStore.Category], (await commands.ListAsync(Stop)).Select(line => line.Item.Key));
        Assert.Equal(1, await commands.MergeAsync(TestStore.Administrator, TestStore.Category, TestStore.SlowCategory, Stop));
        Assert.Equal([TestStore.SlowCategory], (await commands.ListAsync(Stop)).Select(line => line.Item.Key));
    }

    [Fact]
    public async Task WhoeverSavesWhatSomebodyElseHasChanged_IsTold()
    {
        var commands = store.Get<PetitionCategoryCommands>();
        var read = (await commands.ListAsync(Stop)).Single(line => line.Item.Key == TestStore.Category).Item.Version;
        await commands.ChangeAsync(TestStore.Administrator, TestStore.Category, new("卫生", "Sanitation", 7) { Version = read }, Stop);
        await Assert.ThrowsAsync<EditedMeanwhileException>(() => commands.ChangeAsync(TestStore.Administrator, TestStore.Category,
            new("环境", "Sanitation", 5) { Version = read }, Stop));
        // A merge into it is a change of it too: of two merges crosswise the second is told.
        await commands.MergeAsync(TestStore.Administrator, TestStore.SlowCategory, TestStore.Category, Stop);
        await Assert.ThrowsAsync<EditedMeanwhileException>(() => commands.ChangeAsync(TestStore.Administrator, TestStore.Category,
            new("环境", "Sanitation", 5) { Version = read + 1 }, Stop));
    }

    [Fact]
    public async Task ARetiredProgramme_IsNotForNewRecords_AndStaysWithThoseThatHaveIt()
    {
        var programme = await ProgrammeAsync("邻里节");
        var errands = store.Get<Concentric.Kinds.RecordCommands<Errand>>();
        var values = Make.ErrandValues().With(x => x.ProgrammeId, (long)programme);
        var old = await errands.EnterAsync(TestStore.WorkerOfXinsheng, values, null, Stop);
        await store.Get<ProgrammeCommands>().RetireAsync(TestStore.Administrator, Handle(programme), true, Stop);
        Assert.Equal(("programme", Rule.Unknown), await RefusalOf(errands.EnterAsync(TestStore.WorkerOfXinsheng, values, null, Stop)));
        await errands.CorrectAsync(TestStore.WorkerOfXinsheng, new(old.Id, old.Version, values.With(x => x.Persons, 4)), Stop);
    }

    [Fact]
    public async Task AFilterThatNamesAMergedCategory_FindsWhereItsPetitionsAre()
    {
        await store.AddAsync(Make.Petition());
        await store.Get<PetitionCategoryCommands>().MergeAsync(TestStore.Administrator, TestStore.Category, TestStore.SlowCategory, Stop);
        var list = await store.Get<Concentric.Lists.ListQueries>().ReadAsync(PetitionRecords.Kind.List, TestStore.Leader,
            new() { Filters = new Dictionary<string, string> { ["category"] = TestStore.Category } }, Stop);
        Assert.Equal(1, list.Total);
    }

    [Theory]
    [InlineData(null, Rule.Required)]
    [InlineData("itself", Rule.Unknown)]
    [InlineData("retired", Rule.Unknown)]
    [InlineData("none", Rule.Unknown)]
    public async Task AnItem_IsMergedIntoAnotherThatIsOffered_Only(string? target, Rule rule)
    {
        var commands = store.Get<PetitionCategoryCommands>();
        if (target == "retired") await commands.RetireAsync(TestStore.Administrator, TestStore.SlowCategory, true, Stop);
        var into = target switch { "itself" => TestStore.Category, "retired" => TestStore.SlowCategory, _ => target };
        Assert.Equal((nameof(OfficeListItem.MergedInto), rule),
            await RefusalOf(commands.MergeAsync(TestStore.Administrator, TestStore.Category, into, Stop)));
    }

    [Fact]
    public async Task AStrand_IsMergedIntoStrands_AndStaysOne_BecauseProjectsBelongToIt()
    {
        var commands = store.Get<ProgrammeCommands>();
        var (strand, other) = (await ProgrammeAsync("道路", ProgrammeKind.Strand), await ProgrammeAsync("大集", ProgrammeKind.Brand));
        Assert.Equal((nameof(OfficeListItem.MergedInto), Rule.NotAStrand),
            await RefusalOf(commands.MergeAsync(TestStore.Administrator, Handle(strand), Handle(other), Stop)));
        Assert.Equal((nameof(ProgrammeInput.Kind), Rule.NotAStrand), await RefusalOf(commands.ChangeAsync(TestStore.Administrator,
            Handle(strand), new("道路", null, ProgrammeKind.Brand, []), Stop)));
        await commands.ChangeAsync(TestStore.Administrator, Handle(other), new("大集", null, ProgrammeKind.Strand, []), Stop);
        await commands.MergeAsync(TestStore.Administrator, Handle(strand), Handle(other), Stop);
    }

    [Fact]
    public async Task Items_AreMovedUpAndDown_AndStayWithinTheList()
    {
        var commands = store.Get<ServiceCommands>();
        foreach (var name in new[] { "甲", "乙", "丙" }) await commands.AddAsync(TestStore.Administrator, new(name, name), Stop);
        var first = await OrderAsync();
        await MoveAsync(first[2], -1);
        Assert.Equal([first[0], first[2], first[1]], await OrderAsync());
        await MoveAsync(first[2], -5);
        await MoveAsync(first[1], 9);
        Assert.Equal([first[2], first[0], first[1]], await OrderAsync());
        await commands.AddAsync(TestStore.Administrator, new("丁", null), Stop);
        Assert.Equal("丁", (await OrderAsync())[^1]);
        await using var db = store.Open();
        Assert.Equal(await OrderAsync(), (await Service.References.ReadAsync(db, TestStore.Leader, Stop)).Select(choice => choice.Name));

        async Task<List<string>> OrderAsync() => [.. (await commands.ListAsync(Stop)).Select(line => line.Item.Name)];

        async Task MoveAsync(string name, int by) => await commands.MoveAsync(TestStore.Administrator,
            (await commands.ListAsync(Stop)).Single(line => line.Item.Name == name).Item.Handle, by, Stop);
    }

    [Fact]
    public async Task AList_HasAsManyItemsAsItMay_AndNotOneMore()
    {
        var commands = store.Get<ServiceCommands>();
        await store.AddAsync([.. Enumerable.Range(0, OfficeList<Service>.MostItems - 1)
            .Select(i => new Service { Name = $"服务{i}", NameEn = $"Service {i}" })]);
        await commands.AddAsync(TestStore.Administrator, new("最后", "Last"), Stop);
        Assert.Equal((OfficeListItemField, Rule.TooManyItems),
            await RefusalOf(commands.AddAsync(TestStore.Administrator, new("多", null), Stop)));
    }

    [Theory]
    [InlineData("retire")]
    [InlineData("delete")]
    [InlineData("merge")]
    public async Task WhatSomebodyElseHasChanged_IsNotRetiredDeletedOrMergedByWhoeverSawItBefore(string command)
    {
        var commands = store.Get<PetitionCategoryCommands>();
        var read = (await commands.ListAsync(Stop)).Single(line => line.Item.Key == TestStore.SlowCategory).Item.Version;
        await commands.ChangeAsync(TestStore.Administrator, TestStore.SlowCategory, new("新名", "New name", 7), Stop);
        var error = await Assert.ThrowsAsync<EditedMeanwhileException>(() => CallAsync(read));
        Assert.Equal((read, read + 1), (error.ExpectedVersion, error.CurrentVersion));
        var now = (await commands.ListAsync(Stop)).Single(line => line.Item.Key == TestStore.SlowCategory).Item;
        Assert.Equal(("新名", false), (now.Name, now.IsRetired));
        await CallAsync(now.Version);

        Task CallAsync(int version) => command switch
        {
            "retire" => commands.RetireAsync(TestStore.Administrator, TestStore.SlowCategory, true, version, Stop),
            "delete" => commands.DeleteAsync(TestStore.Administrator, TestStore.SlowCategory, version, Stop),
            _ => commands.MergeAsync(TestStore.Administrator, TestStore.SlowCategory, TestStore.Category, version, Stop),
        };
    }

    [Fact]
    public async Task OnlyAdministrators_KeepLists()
    {
        var handle = Handle(await ProgrammeAsync("大集"));
        var commands = store.Get<ProgrammeCommands>();
        foreach (var caller in new[] { TestStore.Leader, TestStore.WorkerOfXinsheng, new CurrentUser("分析", Role.Analyst) })
        {
            foreach (var refused in new[]
            {
                commands.AddAsync(caller, new("新", null, ProgrammeKind.Brand, []), Stop),
                commands.ChangeAsync(caller, handle, new("新", null, ProgrammeKind.Brand, []), Stop),
                commands.MoveAsync(caller, handle, 1, Stop), commands.RetireAsync(caller, handle, true, Stop),
                commands.DeleteAsync(caller, handle, Stop), commands.MergeAsync(caller, handle, handle, Stop),
            })
                await RefusalOf(refused);
        }
    }

    [Fact]
    public async Task AProgramme_NamesMetricsThatThereAre_UpToItsMost()
    {
        var commands = store.Get<ProgrammeCommands>();
        Assert.Equal((nameof(ProgrammeInput.Figures), Rule.Unknown), await RefusalOf(commands.AddAsync(TestStore.Administrator,
            new("大集", null, ProgrammeKind.Brand, ["none"]), Stop)));
        string[] metrics = ["visits.count", "wishes.raised", "wishes.fulfilled", "errands.persons", "meetings.talks"];
        Assert.Equal((nameof(ProgrammeInput.Figures), Rule.OutOfRange), await RefusalOf(commands.AddAsync(TestStore.Administrator,
            new("大集", null, ProgrammeKind.Brand, metrics), Stop)));
        var key = await commands.AddAsync(TestStore.Administrator,
            new("大集", null, ProgrammeKind.Brand, metrics[..ProgrammeFigures.Most]), Stop);
        await using var db = store.Open();
        Assert.Equal(metrics[..ProgrammeFigures.Most],
            ProgrammeFigures.WholeOf(await db.Programmes.SingleAsync(programme => programme.Key == key, Stop)));
    }

    private const string OfficeListItemField = OfficeList<Service>.Item;

    private static string Handle(int id) => id.ToString(System.Globalization.CultureInfo.InvariantCulture);

    private async Task<int> ProgrammeAsync(string name, ProgrammeKind kind = ProgrammeKind.Mechanism)
    {
        var key = await store.Get<ProgrammeCommands>().AddAsync(TestStore.Administrator, new(name, null, kind, []), Stop);
        await using var db = store.Open();
        return await db.Programmes.Where(programme => programme.Key == key).Select(programme => programme.Id).SingleAsync(Stop);
    }

    private static async Task<(string, Rule)> RefusalOf(Task refused)
    {
        var violation = Assert.Single((await Assert.ThrowsAsync<RefusedException>(() => refused)).Violations);
        return (violation.Field, violation.Rule);
    }
}
