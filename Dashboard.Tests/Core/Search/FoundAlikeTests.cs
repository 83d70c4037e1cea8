using System.Linq.Expressions;
using System.Reflection;
using Concentric.Dashboard.Demo.Street;
using Concentric.Data;
using Concentric.Ledgers;
using Concentric.Lists;
using Concentric.Registration;
using Concentric.Search;
using Concentric.Tests.TestData;
using Concentric.Time;
using Concentric.Visits;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Tests.Core.Search;

/// <summary>What is looked for is found however it is written, in the list of its kind and in the search over all kinds alike.</summary>
public sealed class FoundAlikeTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>A text that has what people write in different ways: letters, digits, dashes, Chinese beside them.</summary>
    private const string Kept = "甲Wi-Fi园Ａ-3栋5—2-301";

    private static readonly string[] Queries =
    [
        "Wi-Fi", "wi-fi", "ＷＩ－ＦＩ", "wi–fi", "A-3", "a-3", "ａ－３", "5-2-301", "５－２－３０１", "5—2—301", "2-301", "甲 wi-fi", "园　a-3",
        "WI-FI　5-2-301", " 301  甲 ", "甲wi-fi园a-3栋5-2-301",
    ];

    [Fact]
    public async Task EveryTextOfEveryKind_IsFound_WhateverTheCaseWidthAndSpaces()
    {
        await using var store = await TestStore.CreateAsync(services => services.AddMetricCube(new()).AddSearch());
        Assert.True(await new DemoData(store.Factory, store.Get<OfficeClock>()).LoadAsync(Cancellation));
        var walked = new List<string>();
        foreach (var kind in store.Get<RecordRegister>().All)
        {
            var walk = (Task<int>)typeof(FoundAlikeTests).GetMethod(nameof(WalkAsync), BindingFlags.NonPublic | BindingFlags.Static)!
                .MakeGenericMethod(kind.List.GetType().GetGenericArguments()[0]).Invoke(null, [store, kind.List])!;
            if (await walk > 0) walked.Add(kind.List.Kind);
        }

        Assert.Equal(21, walked.Count);
    }

    [Theory]
    [InlineData("7-2-302")]
    [InlineData("７号楼２单元３０２室")]
    [InlineData("七号楼 二单元 三〇二")]
    [InlineData("馨盛园　7#2-302")]
    [InlineData("7栋2门302")]
    public async Task Household_IsFoundByAnySpelling_ByThoseWhoMayRevealIt_Only(string query)
    {
        await using var store = await TestStore.CreateAsync(services => services.AddMetricCube(new()).AddSearch());
        var commands = store.Get<VisitCommands>();
        var visit = await commands.EnterAsync(TestStore.WorkerOfXinsheng, Make.VisitValues(["7号楼2单元302"]), null, Cancellation);
        var closed = await commands.EnterAsync(TestStore.WorkerOfXinsheng, Make.VisitValues()
            .WithNobodyHome("馨盛园7－2－302"), null, Cancellation);
        await commands.EnterAsync(TestStore.WorkerOfXinsheng, Make.VisitValues(["17-2-302", "7-3-302"]), null, Cancellation);
        foreach (var (caller, found) in new[] { (TestStore.WorkerOfXinsheng, new[] { closed.Id, visit.Id }),
            (TestStore.Administrator, [closed.Id, visit.Id]), (TestStore.Leader, []), (TestStore.WorkerOfXinshun, []) })
        {
            Assert.Equal(found,
                (await store.Get<ListQueries>().ReadAsync(VisitRecords.Kind.List, caller, new(query), Cancellation)).Rows.Select(row =>
                    row.Id));
            await store.Get<SearchIndexer>().CatchUpAsync(Cancellation);
            Assert.Equal(found,
                (await store.Get<SearchQueries>().FindAsync(caller, query, Cancellation)).Kinds.SelectMany(kind => kind.Rows)
                .Select(row => row.Id));
        }
    }

    [Fact]
    public async Task PersonalTextsOfASharedRecord_AreFoundByItsKeepersOnly_InBothSearches()
    {
        await using var store = await TestStore.CreateAsync(services => services.AddMetricCube(new()).AddSearch());
        var shared = Make.Petition(TestStore.Xinshun, with: petition =>
            (petition.IsJoint, petition.PetitionerName, petition.PetitionerPhone) = (true, "欧阳建国", "13812345678"));
        shared.Communities.Add(new() { CommunityId = TestStore.Xinshun });
        shared.Communities.Add(new() { CommunityId = TestStore.Xinsheng });
        await store.AddAsync(shared);
        await store.Get<SearchIndexer>().CatchUpAsync(Cancellation);
        foreach (var query in new[] { "欧阳建国", "１３８１２３４５６７８" })
        {
            foreach (var (caller, found) in new[] { (TestStore.WorkerOfXinshun, 1), (TestStore.Administrator, 1),
                (TestStore.WorkerOfXinsheng, 0), (TestStore.Leader, 0) })
            {
                Assert.Equal(found,
                    (await store.Get<ListQueries>()
                        .ReadAsync(Concentric.Petitions.PetitionRecords.Kind.List, caller, new(query), Cancellation)).Total);
                Assert.Equal(found, (await store.Get<SearchQueries>().FindAsync(caller, query, Cancellation)).Kinds.Count);
            }
        }
    }

    /// <summary>
    /// Gives each text of the kind in turn, its own or that of a record beside it, the kept text, and looks for it. Returns how many there
    /// were.
    /// </summary>
    private static async Task<int> WalkAsync<T>(TestStore store, RecordList<T> list)
        where T : Concentric.Data.Record
    {
        var texts = list.Typed.TypedColumns.Where(column => column.Type is LedgerType.Text or LedgerType.Identifier)
            .SelectMany(column => (LambdaExpression?[])[column.Value, column.ValueEn]).OfType<LambdaExpression>().Concat(list.AlsoFoundBy);
        var walked = 0;
        foreach (var path in texts.Select(text => Path(text.Body)).Where(path => path.Count is 1 or 2))
        {
            await using var db = store.Open();
            var some = await db.Set<T>().AsTracking().Where(record => record.ArchivedAt == null).OrderByDescending(record => record.Id)
                .Take(100).ToListAsync(Cancellation);
            if (path.Count == 2) foreach (var one in some) await db.Entry(one).Reference(path[0]).LoadAsync(Cancellation);
            var record = some.Find(one => path.Count == 1 || db.Entry(one).Reference(path[0]).CurrentValue is not null);
            if (record is null) continue;
            walked++;
            var holder = path.Count == 1 ? db.Entry<object>(record) : db.Entry(db.Entry(record).Reference(path[0]).CurrentValue!);
            var before = holder.Property(path[^1]).CurrentValue;
            await SaveAsync(Kept);
            foreach (var query in Queries)
            {
                var inList = await store.Get<ListQueries>().ReadAsync(list, TestStore.Administrator, new(query), Cancellation);
                Assert.True(inList.Rows.Any(row => row.Id == record.Id),
                    $"The list of {list.Kind} does not find {string.Join('.', path)} by \"{query}\".");
                var inAll = await store.Get<SearchQueries>().FindAsync(TestStore.Administrator, query, Cancellation);
                Assert.True(inAll.Kinds.Any(kind => kind.List.Kind == list.Kind && kind.Rows.Any(row => row.Id == record.Id)),
                    $"The search does not find {string.Join('.', path)} of {list.Kind} by \"{query}\".");
            }

            await SaveAsync(before);

            async Task SaveAsync(object? value)
            {
                holder.Property(path[^1]).CurrentValue = value;
                // A save of the record beside it must do; the kinds whose commands write the log themselves do so here as they do.
                if (holder.Entity is not Concentric.Data.Record)
                    db.ChangeLog.Add(new()
                    {
                        At = store.Get<OfficeClock>().UtcNow,
                        Kind = holder.Entity is Concentric.Data.DashboardUser
                        ? "account"
                        : RecordKinds.NameOf(holder.Metadata.ClrType),
                        RecordId = (int)holder.Property("Id").CurrentValue!,
                        Action = "Changed",
                        Days = ""
                    });
                await db.SaveChangesAsync(Cancellation);
                await store.Get<SearchIndexer>().CatchUpAsync(Cancellation);
            }
        }

        return walked;
    }

    private static List<string> Path(Expression text) => text switch
    {
        UnaryExpression { NodeType: ExpressionType.Convert } boxed => Path(boxed.Operand),
        MemberExpression { Expression: ParameterExpression } member => [member.Member.Name],
        MemberExpression { Expression: MemberExpression inner } member when Path(inner) is [var first] => [first, member.Member.Name],
        _ => [],
    };
}
