using Concentric.Data;
using Concentric.Data.Search;
using Concentric.Petitions;
using Concentric.Registration;
using Concentric.Search;
using Concentric.Tests.TestData;
using CsCheck;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Concentric.Tests.Core.Search;

[OnSqlite("its full-text tables")]
public sealed class SearchTests() : SearchRules(SearchIndex.FullText)
{
    [Fact]
    public void EveryPieceOfAText_IsFoundInItsTerms()
    {
        using var connection = new SqliteConnection("Data Source=:memory:");
        connection.Open();
        Gen.Char["污水井路灯号楼〇①Ⅰ3ab-９Ａ 、"].Array[1, 14].Select(characters => new string(characters))
            .Select(Gen.Int[0, 13], Gen.Int[1, 6], (text, from, length) =>
                (text, piece: text[Math.Min(from, text.Length - 1)..Math.Min(text.Length, Math.Min(from, text.Length - 1) + length)]))
            // A piece that begins within a word of letters, or takes a number apart, is not looked for.
            .Where(sample => sample.piece.All(character => character is '〇' or (>= '一' and <= '龥')))
            .Sample(sample => Matches(connection, sample.text, sample.piece), iter: 300, threads: 1);
    }

    [Theory]
    [InlineData("二〇一室", "二〇 〇一 一室 室")]
    [InlineData("①号井", "① 号井 井")]
    [InlineData("阳光里Ⅰ期", "阳光 光里 里 ⅰ 期")]
    [InlineData("a\u0301b", "a\u0301b")]
    public void NumbersOfEverySort_AndMarks_AreKept(string text, string terms) => Assert.Equal(terms, SearchTerms.Of(text));

    private static bool Matches(SqliteConnection connection, string text, string piece)
    {
        using var command = connection.CreateCommand();
        command.CommandText =
            "DROP TABLE IF EXISTS t; CREATE VIRTUAL TABLE t USING fts5(x, tokenize='unicode61 remove_diacritics 0'); INSERT INTO t "
            + "VALUES ($terms); SELECT COUNT(*) FROM t WHERE t MATCH $query";
        command.Parameters.AddWithValue("$terms", SearchTerms.Of(text));
        command.Parameters.AddWithValue("$query", SearchTerms.Query(piece));
        return (long)command.ExecuteScalar()! == 1;
    }
}

/// <summary>What SQL Server finds, on the store of the run.</summary>
public sealed class PairSearchTests() : SearchRules(SearchIndex.Pairs);

/// <summary>What is found and what is not, whatever the index.</summary>
public abstract class SearchRules(SearchIndex index) : IAsyncLifetime
{
    private TestStore store = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => store = await TestStore.CreateAsync(services =>
        services.AddMetricCube(new()).AddSearch().AddSingleton(index));

    public ValueTask DisposeAsync() => store.DisposeAsync();

    [Theory]
    [InlineData("污水井")]
    [InlineData("井")]
    [InlineData("3 号楼 溢流")]
    [InlineData("３号楼")]
    [InlineData("SQ-2026-000412")]
    [InlineData("sq-2026-0004")]
    [InlineData("2026-000412")]
    [InlineData("412")]
    [InlineData("城管")]
    [InlineData("GRID")]
    public async Task Petition_IsFoundByAnyPieceOfItsTexts(string text)
    {
        await store.AddAsync(
            Make.Petition(with: petition =>
                (petition.Number, petition.Title, petition.ResponsibleUnit) = ("SQ-2026-000412", "3号楼污水井溢流", "城管 Grid 中队")),
            Make.Petition(with: petition => petition.Title = "路灯不亮"));
        Assert.Equal(["SQ-2026-000412"], await FindAsync(TestStore.Leader, text));
    }

    [Theory]
    [InlineData("水污")]
    [InlineData("污水 路灯")]
    [InlineData("SQ-2025")]
    [InlineData("*")]
    [InlineData("\" OR \"")]
    [InlineData("NEAR(污水 井)")]
    [InlineData("")]
    public async Task WhatIsNotInTheTexts_FindsNothing_AndIsNoError(string text)
    {
        await store.AddAsync(Make.Petition(with: petition => (petition.Number, petition.Title) = ("SQ-2026-000412", "3号楼污水井溢流")));
        Assert.Empty(await FindAsync(TestStore.Leader, text));
    }

    [Fact]
    public async Task OtherCommunitiesRecords_AreNotFound_UnlessShared()
    {
        var shared = Make.Petition(TestStore.Xinshun, with: petition => (petition.Number, petition.IsJoint) = ("SQ-2026-000001", true));
        shared.Communities.Add(new() { CommunityId = TestStore.Xinshun });
        shared.Communities.Add(new() { CommunityId = TestStore.Xinsheng });
        await store.AddAsync(shared, Make.Petition(TestStore.Xinshun, with: petition => petition.Number = "SQ-2026-000002"));
        Assert.Equal(["SQ-2026-000001"], await FindAsync(TestStore.WorkerOfXinsheng, "污水井"));
        Assert.Equal(["SQ-2026-000002", "SQ-2026-000001"], await FindAsync(TestStore.WorkerOfXinshun, "污水井"));
    }

    [Fact]
    public async Task PersonalFields_AreFoundByThoseWhoMayReveal_Only()
    {
        await store.AddAsync(Make.Petition(with: petition =>
            (petition.Number, petition.PetitionerName, petition.PetitionerPhone) = ("SQ-2026-000001", "欧阳建国", "13812345678")));
        foreach (var text in new[] { "欧阳建国", "13812345678" })
        {
            Assert.Single(await FindAsync(TestStore.WorkerOfXinsheng, text));
            Assert.Empty(await FindAsync(TestStore.Leader, text));
        }
    }

    [Fact]
    public async Task CorrectedAndArchivedRecords_AreFoundAsTheyAreNow()
    {
        var petition = await store.AddAsync(Make.Petition(with: petition => petition.Title = "污水井"));
        Assert.Single(await FindAsync(TestStore.Leader, "污水井"));
        await ChangeAsync(petition.Id, found => found.Title = "路灯");
        Assert.Empty(await FindAsync(TestStore.Leader, "污水井"));
        Assert.Single(await FindAsync(TestStore.Leader, "路灯"));
        await ChangeAsync(petition.Id, found => (found.ArchivedAt, found.ArchiveReason) = (TestStore.Start.UtcDateTime, "重复"));
        Assert.Empty(await FindAsync(TestStore.Leader, "路灯"));
        await ChangeAsync(petition.Id, found => (found.ArchivedAt, found.ArchiveReason) = (null, null));
        Assert.Single(await FindAsync(TestStore.Leader, "路灯"));
    }

    [Fact]
    public async Task ArchivedRecord_IsNotShown_EvenBeforeTheIndexHasCaughtUp()
    {
        var petition = await store.AddAsync(Make.Petition(with: petition => petition.Title = "污水井"));
        await FindAsync(TestStore.Leader, "污水井");
        await ChangeAsync(petition.Id, found => (found.ArchivedAt, found.ArchiveReason) = (TestStore.Start.UtcDateTime, "重复"));
        Assert.Empty((await store.Get<SearchQueries>().FindAsync(TestStore.Leader, "污水井", Cancellation)).Kinds);
    }

    [Fact]
    public async Task BulkLoad_AndAPrunedLog_AreIndexedAnew()
    {
        await store.AddAsync(Make.Petition());
        await FindAsync(TestStore.Leader, "污水");
        await using (var elsewhere = store.OpenElsewhere())
        {
            elsewhere.Add(Make.Petition(with: petition => petition.Title = "大批导入"));
            elsewhere.Add(new ChangeLogEntry
            {
                At = TestStore.Start.UtcDateTime,
                Kind = ChangeLogEntry.EveryDay,
                Action = "Loaded",
                Days = ChangeLogEntry.EveryDay
            });
            await elsewhere.SaveChangesAsync(Cancellation);
        }

        Assert.Single(await FindAsync(TestStore.Leader, "大批导入"));
        await using (var elsewhere = store.OpenElsewhere())
        {
            elsewhere.Add(Make.Petition(with: petition => petition.Title = "悄悄加入"));
            await elsewhere.SaveChangesAsync(Cancellation);
        }

        // One more line behind a gap: what was between is not known any more.
        await store.AddAsync(Make.Petition());
        await using (var db = store.Open()) await db.ChangeLog.OrderBy(entry => entry.Id).Take(2).ExecuteDeleteAsync(Cancellation);
        Assert.Single(await FindAsync(TestStore.Leader, "悄悄加入"));
    }

    private async Task<IReadOnlyList<string>> FindAsync(CurrentUser caller, string text)
    {
        await store.Get<SearchIndexer>().CatchUpAsync(Cancellation);
        var answer = await store.Get<SearchQueries>().FindAsync(caller, text, Cancellation);
        return [.. answer.Kinds.SelectMany(kind => kind.Rows).Select(row => (string)row.Values[0]!)];
    }

    private async Task ChangeAsync(long id, Action<Petition> change)
    {
        await using var db = store.Open();
        change(await db.Petitions.SingleAsync(petition => petition.Id == id, Cancellation));
        await db.SaveChangesAsync(Cancellation);
    }
}
