using System.Data.Common;
using Concentric.Activities;
using Concentric.Data;
using Concentric.Data.Search;
using Concentric.Lists;
using Concentric.Projects;
using Concentric.Registration;
using Concentric.Search;
using Concentric.Tests.TestData;
using Concentric.Volunteers;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;

namespace Concentric.Tests.Core.Lists;

/// <summary>What a picker finds for what is typed, and for whom.</summary>
public sealed class ReferenceSearchTests : IAsyncLifetime
{
    private TestStore store = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => store = await TestStore.CreateAsync();

    public ValueTask DisposeAsync() => store.DisposeAsync();

    [Theory]
    [InlineData("清洁", 2)]
    [InlineData("ＣＬＥＡＮ", 1)]
    [InlineData("清洁 2026-03-18", 1)]
    [InlineData("2026年3月1日", 1)]
    [InlineData("没有", 0)]
    [InlineData("", 3)]
    public async Task AnActivity_IsFoundByWordsOfItsNameAndByItsDay(string text, int count)
    {
        foreach (var (title, day) in new[] { ("小区清洁", TestStore.Today), ("清洁日 clean", TestStore.Today.AddDays(-1)),
            ("义诊", new DateOnly(2026, 3, 1)) })
            await store.AddAsync(Make.Activity(heldOn: day, with: activity => activity.Title = title));
        Assert.Equal(count, (await SearchAsync(Activity.References, TestStore.WorkerOfXinsheng, text)).Count);
    }

    [Fact]
    public async Task TheIndex_FindsWhatLookingThroughNamesFinds_AndWhatItHasNotTakenInYet()
    {
        await using var indexed = await TestStore.CreateAsync(services => services.AddMetricCube(new()).AddSearch());
        string[] titles = ["小区清洁", "清洁日 Clean-Up", "义诊", "义诊（第12期）", "2026-03-18 讲座", "社区 Wi-Fi 讲座"];
        string?[] texts = ["清", "清洁", "洁日", "日洁", "义诊", "义诊 12", "12", "5", "（", "clean", "CLEAN-UP", "wi-fi 讲座", "2026-03-18",
            "2026-03-18 清洁", "2026年3月1日", "讲座 2026-03-01", "没有", "没有 2026-03-18", "#3", "", null];
        foreach (var (title, i) in titles.Select((title, i) => (title, i)))
        {
            await indexed.AddAsync(Make.Activity(i % 2 == 0 ? TestStore.Xinsheng : TestStore.Xinshun,
                heldOn: i < 3 ? TestStore.Today : new(2026, 3, 1), with: activity => (activity.Title, activity.Place) = (title, "清洁站")));
            // Half of them are in the index.
            if (i == 2) await indexed.Get<SearchIndexer>().CatchUpAsync(Cancellation);
        }

        await CompareAsync();
        await indexed.Get<SearchIndexer>().CatchUpAsync(Cancellation);
        await CompareAsync();

        async Task CompareAsync()
        {
            await using var db = indexed.Open();
            foreach (var caller in new[] { TestStore.Leader, TestStore.WorkerOfXinsheng, TestStore.WorkerOfXinshun })
            {
                foreach (var text in texts)
                {
                    var candidates = indexed.Get<SearchCandidates>();
                    var byIndex = await Activity.References.SearchAsync(db, candidates, caller, text, null, null, Cancellation);
                    var byLooking = await PlainActivities.SearchAsync(db, candidates, caller, text, null, null, Cancellation);
                    Assert.True(byIndex.Select(choice => choice.Id).SequenceEqual(byLooking.Select(choice => choice.Id)),
                        $"\"{text}\" for {caller.Name}: {byIndex.Count} by the index, {byLooking.Count} by looking through names.");
                }
            }
        }
    }

    [Theory]
    [InlineData(SearchCandidates.Most - 1, 0)]
    [InlineData(SearchCandidates.Most, 0)]
    [InlineData(SearchCandidates.Most + 1, 1)]
    public async Task OfTooManyCandidates_TheNewestAreOffered_TheLastHeldFirst(int count, int first)
    {
        await using var indexed = await TestStore.CreateAsync(services => services.AddMetricCube(new()).AddSearch());
        await indexed.AddAsync([.. Enumerable.Range(0, count).Select(i => Make.Activity(heldOn: TestStore.Today.AddDays(-i),
            with: activity => activity.Title = $"清洁 {i}"))]);
        await indexed.Get<SearchIndexer>().CatchUpAsync(Cancellation);
        await using var db = indexed.Open();
        var candidates = indexed.Get<SearchCandidates>();
        var found = await Activity.References.SearchAsync(db, candidates, TestStore.Leader, "清洁", null, null, Cancellation);
        Assert.Equal(Enumerable.Range(first, ReferenceSource.MostFound + 1).Select(i => $"清洁 {i}"),
            found.Select(choice => choice.Name));
    }

    [Theory]
    [InlineData(3)]
    [InlineData(SearchCandidates.Most + 1)]
    public async Task AWordOfThePlace_FindsAsWell_AndManyOfThem_DoNotHideTheOneOfAnotherName(int count)
    {
        await using var indexed = await TestStore.CreateAsync(services => services.AddMetricCube(new()).AddSearch());
        await indexed.AddAsync([Make.Activity(with: activity => (activity.Title, activity.Place) = ("义诊", "健身广场")),
            .. Enumerable.Range(0, count).Select(i => Make.Activity(with: activity =>
                (activity.Title, activity.Place) = ($"清洁 {i}", "健身广场"))),
            Make.Activity(TestStore.Xinshun, with: activity => (activity.Title, activity.Place) = ("讲座", "健身广场"))]);
        await indexed.Get<SearchIndexer>().CatchUpAsync(Cancellation);
        await using var db = indexed.Open();
        Task<List<ReferenceChoice>> Search(CurrentUser caller, string text) => Activity.References.SearchAsync(db,
            indexed.Get<SearchCandidates>(), caller, text, null, null, Cancellation);
        var found = await Search(TestStore.Leader, "健身广场");
        Assert.Equal(Math.Min(count + 2, ReferenceSource.MostFound + 1), found.Count);
        Assert.All(found, choice => Assert.Equal("健身广场", choice.KnownByPlace));
        Assert.Equal("义诊", Assert.Single(await Search(TestStore.Leader, "健身广场 义诊")).Name);
        // What another community keeps is not found, wherever it was held.
        Assert.Empty(await Search(TestStore.WorkerOfXinsheng, "健身广场 讲座"));
        Assert.Single(await Search(TestStore.WorkerOfXinshun, "健身广场"));
    }

    /// <summary>Of a kind of few records, the many later ones of other kinds are not passed over.</summary>
    [Fact]
    [OnSqlite("values of its statements")]
    public async Task TheIndex_IsLookedThroughFromTheKindsOwnNewestRecordOn()
    {
        var asked = new AskedValues();
        await using var indexed = await TestStore.CreateAsync(services => services.AddMetricCube(new()).AddSearch()
            .AddSingleton(SearchIndex.Pairs)
            .ConfigureDbContext<SqliteDashboardDbContext>(options => options.AddInterceptors(asked)));
        await indexed.AddAsync([.. Enumerable.Range(0, 3).Select(i => Make.Activity(with: activity => activity.Title = $"清洁 {i}"))]);
        await indexed.Get<SearchIndexer>().CatchUpAsync(Cancellation);
        await using var db = indexed.Open();
        var last = await db.Activities.MaxAsync(activity => activity.Id, Cancellation);
        asked.Values.Clear();
        Assert.Equal(3, (await Activity.References.SearchAsync(db, indexed.Get<SearchCandidates>(), TestStore.Leader, "清洁", null, null,
            Cancellation)).Count);
        Assert.Contains(asked.Values.OfType<long>(), below => (below - 1) / IndexedRecord.MostKinds == last);
        Assert.DoesNotContain(long.MaxValue, asked.Values);
    }

    /// <summary>The values of parameters that queries had.</summary>
    private sealed class AskedValues : DbCommandInterceptor
    {
        public List<object?> Values { get; } = [];

        public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(DbCommand command, CommandEventData eventData,
            InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
        {
            foreach (DbParameter parameter in command.Parameters) Values.Add(parameter.Value);
            return ValueTask.FromResult(result);
        }
    }

    /// <summary>The source of activities, of a kind that the index does not know: all are looked through.</summary>
    private static ReferenceSource PlainActivities { get; } = new("not-indexed", (db, caller) => db.Activities.ReadableBy(caller)
        .OrderByDescending(held => held.HeldOn).ThenByDescending(held => held.Id).Select(held => new ReferenceChoice
        {
            Id = held.Id,
            Name = held.Title,
            NameEn = held.Title,
            CommunityId = null,
            KnownByCommunityId = held.CommunityId,
            KnownByDay = held.HeldOn,
            KnownByPlace = held.Place,
            IsPast = false,
        }))
    { IsIndexed = true };

    [Fact]
    public async Task ARecord_IsFoundByItsNumber()
    {
        await VolunteerAsync("张建国");
        var second = await VolunteerAsync("张建军");
        Assert.Equal(second, Assert.Single(await SearchAsync(Volunteer.References, TestStore.WorkerOfXinsheng, $"#{second}")).Id);
        Assert.Equal(second, Assert.Single(await SearchAsync(Volunteer.References, TestStore.WorkerOfXinsheng, $"张 #{second}")).Id);
    }

    [Theory]
    [InlineData("建国", true, 1)]
    [InlineData("建国", false, 0)]
    [InlineData("张", false, 2)]
    [InlineData("13812345678", true, 1)]
    [InlineData("13812345678", false, 0)]
    [InlineData("5678", false, 1)]
    public async Task WhoSeesNamesMasked_FindsByWhatIsShownAlone(string text, bool mayReveal, int count)
    {
        await VolunteerAsync("张建国", "13812345678");
        await VolunteerAsync("张三", "13912340000");
        var caller = mayReveal ? TestStore.WorkerOfXinsheng : new CurrentUser("评委", Role.Panel);
        Assert.Equal(mayReveal, caller.MayReveal);
        Assert.Equal(count, (await SearchAsync(Volunteer.References, caller, text)).Count);
    }

    [Theory]
    [InlineData(ReferenceSource.MostFound)]
    [InlineData(ReferenceSource.MostFound + 1)]
    [InlineData(ReferenceSource.MostFound + 5)]
    public async Task ASearch_AnswersOneMoreThanIsShown_ToTellThatThereAreMore(int count)
    {
        for (var i = 0; i < count; i++) await VolunteerAsync($"王{i}");
        var most = Math.Min(count, ReferenceSource.MostFound + 1);
        Assert.Equal(most, (await SearchAsync(Volunteer.References, TestStore.WorkerOfXinsheng, "王")).Count);
        Assert.Equal(most, (await SearchAsync(Volunteer.References, new CurrentUser("评委", Role.Panel), "王")).Count);
    }

    [Fact]
    public async Task WhatIsArchived_OrOfAnotherCommunity_IsNotFound()
    {
        var programme = await store.AddAsync(new Concentric.Programmes.Programme
        {
            Key = "roads",
            Name = "道路",
            NameEn = "Roads",
            Kind = Concentric.Programmes.ProgrammeKind.Strand
        });
        foreach (var (community, archived) in new[] { (TestStore.Xinsheng, false), (TestStore.Xinsheng, true), (TestStore.Xinshun, false) })
        {
            await store.AddAsync(new Project
            {
                CommunityId = community,
                Title = "道路",
                StrandId = programme.Id,
                StartedOn = TestStore.Today,
                ArchivedAt = archived ? TestStore.Start.UtcDateTime : null
            });
        }

        Assert.Single(await SearchAsync(Project.References, TestStore.WorkerOfXinsheng, "道路"));
        Assert.Single(await SearchAsync(Project.References, TestStore.Administrator, "道路"));
        Assert.Empty(await SearchAsync(Project.References, TestStore.Administrator, "道路", community: null));
    }

    private async Task<IReadOnlyList<ReferenceChoice>> SearchAsync(ReferenceSource source, CurrentUser caller, string text,
        int? community = TestStore.Xinsheng)
    {
        await using var db = store.Open();
        return await source.SearchAsync(db, store.Get<SearchCandidates>(), caller, text, community, null, Cancellation);
    }

    private async Task<long> VolunteerAsync(string name, string? phone = null) => (await store.AddAsync(new Volunteer
    {
        CommunityId = TestStore.Xinsheng,
        Name = name,
        Phone = phone,
        RegisteredOn = TestStore.Today
    })).Id;
}
