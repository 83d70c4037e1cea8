using Concentric.Data;
using Concentric.Data.Search;
using Concentric.Live;
using Concentric.Petitions;
using Concentric.Registration;
using Concentric.Search;
using Concentric.Tests.TestData;
using CsCheck;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Concentric.Tests.Core.Search;

/// <summary>The index of pairs beside the full-text tables, and how it is kept by several nodes.</summary>
public sealed class SearchIndexTests
{
    private static readonly Gen<string> Words = Gen.Frequency(
        (5, OneOf("污", "水", "井", "路", "灯", "号楼", "污水井", "井水", "\U00020000", "\U00020001")),
        (4, OneOf("3", "12", "2026", "Wi-Fi", "wifi", "A-3", "ab", "abc", "ＡＢ", "９", "é", "ünder")),
        (2, OneOf(" ", "　", "-", "、", "—", "（")),
        (1, OneOf(new string('x', SearchPosting.MostTerm + 3), new string('x', SearchPosting.MostTerm - 1) + "\U0001D4D0z")));

    private static readonly Gen<string> Texts = Words.Array[1, 6].Select(words => string.Concat(words)).Where(text =>
        text.Any(char.IsLetterOrDigit));

    private static Gen<string> OneOf(params string[] texts) => Gen.Int[0, texts.Length - 1].Select(at => texts[at]);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    [OnSqlite("its full-text tables")]
    public async Task Pairs_FindWhatTheFullTextTablesFind_ForWhomever()
    {
        await using var fullText = await CreateAsync(SearchIndex.FullText);
        await using var pairs = await CreateAsync(SearchIndex.Pairs);
        CurrentUser[] callers =
        [
            TestStore.Leader, TestStore.Administrator, TestStore.WorkerOfXinsheng, TestStore.WorkerOfXinshun,
            new("两社区", Role.Worker, [TestStore.Xinshun, TestStore.Binhe]),
        ];
        var (asked, hits) = (0, 0);
        await Gen.Select(Texts, Texts, Texts, Gen.Int[1, 3], Gen.Int[0, 7]).Array[40].Array[2]
            .Select(Gen.Select(Texts, Gen.Int[0, 8], Gen.Int[1, 8], Gen.Bool).Array[60])
            .SampleAsync(async (rounds, queries) =>
            {
                foreach (var store in new[] { fullText, pairs })
                {
                    await EmptyAsync(store);
                    foreach (var records in rounds)
                    {
                        await store.AddAsync([.. records.Select((one, i) => Petition(one, i))]);
                        // The second half meets an index that is there already.
                        await store.Get<SearchIndexer>().CatchUpAsync(Stop);
                    }

                    await ChangeAsync(store);
                    await store.Get<SearchIndexer>().CatchUpAsync(Stop);
                }

                foreach (var (text, from, length, whole) in queries)
                {
                    var piece = whole ? text : text[Math.Min(from, text.Length - 1)..Math.Min(text.Length, from + length)];
                    foreach (var caller in callers)
                    {
                        var wanted = await FindAsync(fullText, caller, piece);
                        Assert.Equal(wanted, await FindAsync(pairs, caller, piece));
                        (asked, hits) = (asked + 1, hits + (wanted.Count > 1 ? 1 : 0));
                    }
                }
            }, iter: 3, threads: 1);
        Assert.InRange(hits, asked / 5, asked);
    }

    /// <summary>More records than are shown hold each term, so that some are looked at for nothing.</summary>
    [Fact]
    public async Task ManyRecordsThatHoldAllTermsButNotInARow_AreLookedThrough()
    {
        await using var store = await CreateAsync(SearchIndex.Pairs);
        await store.AddAsync([.. Enumerable.Range(0, 3 * SearchQueries.MostHits).Select(i => Make.Petition(with: petition =>
            (petition.Number, petition.Title) = ($"SQ-2026-{i:000000}", i is 7 or 100 ? "污水井盖" : "污水、水井、井盖")))]);
        await store.Get<SearchIndexer>().CatchUpAsync(Stop);
        Assert.Equal([101, 8], (await FindAsync(store, TestStore.Leader, "污水井盖")).Select(Id));
        Assert.Equal([101, 8], (await FindAsync(store, TestStore.Leader, "sq 污水井盖")).Select(Id));
        var answer = await store.Get<SearchQueries>().FindAsync(TestStore.Leader, "SQ-2026 井盖", Stop);
        Assert.Equal((SearchQueries.MostHits, true), (answer.Kinds.Sum(kind => kind.Rows.Count), answer.HasMore));

        static long Id(string hit) => long.Parse(hit.Split(' ')[1], System.Globalization.CultureInfo.InvariantCulture);
    }

    [Fact]
    public async Task WhatOneNodeLeavesOff_AnotherGoesOnWith_AndUntilThenTheTextsAreLookedThrough()
    {
        await using var store = await CreateAsync(SearchIndex.Pairs);
        await store.AddAsync([.. Enumerable.Range(0, 1_200).Select(_ => Make.Petition())]);
        var first = store.Get<SearchIndexer>();
        var before = 0;
        while (before == 0)
        {
            Assert.True(await first.TakeAsync(Stop));
            await using var db = store.Open();
            before = await db.SearchRecords.CountAsync(Stop);
        }

        Assert.InRange(before, 1, 1_199);
        Assert.InRange((await first.ProgressAsync(Stop))!.Value, 1, 99);
        var early = await store.Get<SearchQueries>().FindAsync(TestStore.Leader, "污水井", Stop);
        Assert.True(early is { IsWhole: true, HasMore: true, Kinds.Count: 1 });

        var other = TestStore.At(store.Folder, Configure(SearchIndex.Pairs));
        await using var services = other.Services;
        Assert.True(await other.Get<SearchIndexer>().TakeAsync(Stop));
        await using (var db = store.Open()) Assert.InRange(await db.SearchRecords.CountAsync(Stop), before + 1, 1_200);
        // Both at once, in whatever order.
        await Task.WhenAll(other.Get<SearchIndexer>().CatchUpAsync(Stop), first.CatchUpAsync(Stop));
        await using (var db = store.Open()) Assert.Equal(1_200, await db.SearchRecords.CountAsync(Stop));
        Assert.Null(await first.ProgressAsync(Stop));
        Assert.Equal(60, (await FindAsync(other, TestStore.Leader, "污水井")).Count);
    }

    /// <summary>
    /// While a server's nodes are brought to another version one by one, old and new must not make the index anew by turns.
    /// </summary>
    [Theory]
    [InlineData("pairs 2:", ",zebra", false)]
    [InlineData("pairs 3:", "", false)]
    [InlineData("pairs 0:", "", true)]
    public async Task AnIndexOfANewerProgram_IsLeftAlone_AndTheTextsAreLookedThrough(string way, string more, bool isMadeAnew)
    {
        await using var store = await CreateAsync(SearchIndex.Pairs);
        await store.AddAsync(Make.Petition(with: petition => petition.Title = "污水井"));
        await store.Get<SearchIndexer>().CatchUpAsync(Stop);
        string theirs;
        await using (var db = store.Open())
        {
            var fact = await db.StoreFacts.AsTracking().SingleAsync(one => one.Key == "search", Stop);
            fact.Value = theirs = fact.Value.Replace("pairs 2:", way, StringComparison.Ordinal)
                .Replace("wish", $"wish{more}", StringComparison.Ordinal);
            await db.SaveChangesAsync(Stop);
            await db.SearchPostings.ExecuteDeleteAsync(Stop);
        }

        await store.AddAsync(Make.Petition(with: petition => petition.Title = "雨水井"));
        await store.Get<SearchIndexer>().CatchUpAsync(Stop);
        Assert.Equal(2, (await FindAsync(store, TestStore.Leader, "水井")).Count);
        await using var after = store.Open();
        Assert.Equal(isMadeAnew, await after.SearchPostings.AnyAsync(Stop));
        Assert.Equal(!isMadeAnew, (await after.StoreFacts.SingleAsync(one => one.Key == "search", Stop)).Value == theirs);
    }

    /// <summary>Nodes of a server commit out of order: an entry of the log may come below one that was taken in.</summary>
    [Fact]
    [OnSqlite("keys of its own choice")]
    public async Task WhatIsCommittedLate_IsFound()
    {
        await using var store = await CreateAsync(SearchIndex.Pairs);
        await store.AddAsync(Make.Petition());
        await store.Get<SearchIndexer>().CatchUpAsync(Stop);
        long last;
        await using (var db = store.Open()) last = await db.ChangeLog.MaxAsync(entry => entry.Id, Stop);
        await CommitAsync(last + 10, "路灯不亮");
        Assert.Single(await FindAsync(store, TestStore.Leader, "路灯"));
        foreach (var (id, title) in new[] { (last + 4, "银杏"), (last + 9, "梧桐"), (last + 1, "国槐") })
        {
            await CommitAsync(id, title);
            Assert.Single(await FindAsync(store, TestStore.Leader, title));
        }

        // Long after, what is still missing is not waited for.
        store.Time.Advance(5 * ChangeLogReader.Patience);
        await store.AddAsync(Make.Petition());
        store.Time.Advance(5 * ChangeLogReader.Patience);
        await store.AddAsync(Make.Petition());
        await store.Get<SearchIndexer>().CatchUpAsync(Stop);
        await using (var db = store.Open())
            Assert.Contains("\"Missing\":null", (await db.StoreFacts.SingleAsync(fact => fact.Key == "search", Stop)).Value,
                StringComparison.Ordinal);

        async Task CommitAsync(long id, string title)
        {
            await CommitElsewhereAsync(store, id, title);
            await store.Get<SearchIndexer>().CatchUpAsync(Stop);
        }
    }

    /// <summary>Saves that were rolled back leave gaps; with many of them the log is told in ranges that hold what was taken in.</summary>
    [Fact]
    [OnSqlite("keys of its own choice")]
    public async Task ManyGaps_DoNotKeepTheIndexerBusy_AndWhatComesIntoOneIsFound()
    {
        await using var store = await CreateAsync(SearchIndex.Pairs);
        await store.AddAsync(Make.Petition());
        var indexer = store.Get<SearchIndexer>();
        await indexer.CatchUpAsync(Stop);
        long last;
        await using (var db = store.Open()) last = await db.ChangeLog.MaxAsync(entry => entry.Id, Stop);
        for (var i = 1; i <= 40; i++) await CommitElsewhereAsync(store, last + (2 * i), $"第{i}件");
        Assert.InRange(await StepsAsync(), 1, 3);
        Assert.Equal(0, await StepsAsync());
        await CommitElsewhereAsync(store, last + 31, "银杏");
        Assert.InRange(await StepsAsync(), 0, 3);
        Assert.Single(await FindAsync(store, TestStore.Leader, "银杏"));
        // Another node knows nothing of what this one took in: it takes it in once more, and then rests.
        var other = ActivatorUtilities.CreateInstance<SearchIndexer>(store.Services);
        var steps = 0;
        while (steps <= 4 && await other.TakeAsync(Stop)) steps++;
        Assert.InRange(steps, 0, 3);

        async Task<int> StepsAsync()
        {
            var taken = 0;
            while (taken <= 10 && await indexer.TakeAsync(Stop)) taken++;
            return taken;
        }
    }

    private static async Task CommitElsewhereAsync(TestStore store, long id, string title)
    {
        await using var elsewhere = store.OpenElsewhere();
        var petition = Make.Petition(with: one => one.Title = title);
        elsewhere.Add(petition);
        await elsewhere.SaveChangesAsync(Stop);
        elsewhere.Add(new ChangeLogEntry
        {
            Id = id,
            At = store.Time.GetUtcNow().UtcDateTime,
            Kind = "petition",
            RecordId = petition.Id,
            Action = "Added",
            Days = "",
        });
        await elsewhere.SaveChangesAsync(Stop);
    }

    [Fact]
    public async Task ATakenOutRecord_LeavesNoRow()
    {
        await using var store = await CreateAsync(SearchIndex.Pairs);
        var kept = await store.AddAsync(Make.Petition(with: petition => petition.Title = "污水井"), Make.Petition());
        await store.Get<SearchIndexer>().CatchUpAsync(Stop);
        await using var db = store.Open();
        var postings = await db.SearchPostings.CountAsync(Stop);
        await ArchiveAsync(kept.Id);
        Assert.Equal(1, await db.SearchRecords.CountAsync(Stop));
        Assert.Equal([], await db.SearchPostings.Where(row => !db.Set<IndexedRecord>().Any(record => record.Key == row.Key))
            .ToListAsync(Stop));
        Assert.InRange(await db.SearchPostings.CountAsync(Stop), 1, postings - 1);

        async Task ArchiveAsync(long id)
        {
            await using (var change = store.Open())
            {
                var petition = await change.Petitions.SingleAsync(one => one.Id == id, Stop);
                (petition.ArchivedAt, petition.ArchiveReason) = (TestStore.Start.UtcDateTime, "重复");
                await change.SaveChangesAsync(Stop);
            }

            await store.Get<SearchIndexer>().CatchUpAsync(Stop);
        }
    }

    private static Action<IServiceCollection> Configure(SearchIndex index) =>
        services => services.AddMetricCube(new()).AddSearch().AddSingleton(index);

    private static Task<TestStore> CreateAsync(SearchIndex index) => TestStore.CreateAsync(Configure(index));

    private static Petition Petition((string Title, string Unit, string Name, int Community, int Sort) one, int i)
    {
        var petition = Make.Petition(one.Community, with: made => (made.Title, made.ResponsibleUnit, made.PetitionerName, made.IsJoint) =
            (one.Title, i % 3 == 0 ? one.Unit : null, one.Name, one.Sort == 0));
        if (one.Sort == 0)
        {
            foreach (var community in new[] { one.Community, (one.Community % 3) + 1 })
                petition.Communities.Add(new() { CommunityId = community });
        }

        return petition;
    }

    private static async Task EmptyAsync(TestStore store)
    {
        await using var db = store.Open();
        await db.Petitions.ExecuteDeleteAsync(Stop);
        await db.StoreFacts.Where(fact => fact.Key == "search").ExecuteDeleteAsync(Stop);
    }

    private static async Task ChangeAsync(TestStore store)
    {
        await using var db = store.Open();
        foreach (var (petition, i) in (await db.Petitions.AsTracking().OrderBy(petition => petition.Id).ToListAsync(Stop))
            .Select((petition, i) => (petition, i)))
        {
            if (i % 5 == 0) petition.Title = $"{petition.Title}改井";
            if (i % 7 == 0) (petition.ArchivedAt, petition.ArchiveReason) = (TestStore.Start.UtcDateTime, "重复");
            if (i % 11 == 0) petition.PetitionerName = petition.Title;
        }

        await db.SaveChangesAsync(Stop);
    }

    private static async Task<IReadOnlyList<string>> FindAsync(TestStore store, CurrentUser caller, string text) =>
        [.. (await store.Get<SearchQueries>().FindAsync(caller, text, Stop)).Kinds
            .SelectMany(kind => kind.Rows.Select(row => $"{kind.List.Kind} {row.Id}"))];
}
