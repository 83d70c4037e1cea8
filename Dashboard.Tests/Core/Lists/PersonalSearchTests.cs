using System.Reflection;
using Concentric.Dashboard.Demo.Street;
using Concentric.Data;
using Concentric.Kinds;
using Concentric.Ledgers;
using Concentric.Lists;
using Concentric.Registration;
using Concentric.Search;
using Concentric.Tests.TestData;
using Concentric.Time;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Tests.Core.Lists;

/// <summary>
/// What is personal is found by those who may reveal it, and by nobody else: every personal field of every kind holds a name and a number
/// that stand nowhere else, and all ways of looking for them are gone.
/// </summary>
public sealed class PersonalSearchTests
{
    private const string Name = "朱鹮";

    /// <summary>The beginning of telephone numbers, longer than what is shown of one that is masked.</summary>
    private const string Number = "1398765";

    private static readonly string[] Queries =
        [Name, Number, Number + "0001", "98765", "１３９８７６５", "#" + Name, $"{Name} {Number}", "朱 鹮", "鹮"];

    private static readonly CurrentUser[] Others =
        [TestStore.Leader, new("分析", Role.Analyst), new("评委", Role.Panel), new("查阅", Role.Reader)];

    /// <summary>May reveal what is the street's, as who speaks for a co-builder, and nothing of other communities.</summary>
    private static readonly CurrentUser FromElsewhere = new("别处", Role.Worker, [TestStore.Binhe + 100]);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task APersonalValue_IsFoundByNobody_WhoMayNotRevealIt()
    {
        await using var store = await TestStore.CreateAsync(services => services.AddMetricCube(new()).AddSearch());
        Assert.True(await new DemoData(store.Factory, store.Get<OfficeClock>()).LoadAsync(Stop));
        await MarkAsync(store);
        await store.Get<SearchIndexer>().CatchUpAsync(Stop);
        var seen = new List<string>();
        foreach (var kind in store.Get<RecordRegister>().All)
        {
            var walk = (Task<bool>)GetType().GetMethod(nameof(WalkAsync), BindingFlags.NonPublic | BindingFlags.Static)!
                .MakeGenericMethod(kind.List.GetType().GetGenericArguments()[0]).Invoke(null, [store, kind, kind.List])!;
            if (await walk) seen.Add(kind.List.Kind);
        }

        Assert.True(seen.Count >= 5, string.Join(", ", seen));
        foreach (var query in Queries)
        {
            foreach (var caller in Others)
                Assert.Empty((await store.Get<SearchQueries>().FindAsync(caller, query, Stop)).Kinds.Select(kind => kind.List.Kind));
            var found = await store.Get<SearchQueries>().FindAsync(FromElsewhere, query, Stop);
            Assert.DoesNotContain(found.Kinds, kind => IsOfCommunity(kind.List.GetType().GetGenericArguments()[0]));
        }

        Assert.NotEmpty((await store.Get<SearchQueries>().FindAsync(TestStore.Administrator, Name, Stop)).Kinds);
        await PickersAsync(store);
    }

    [Fact]
    public void NoScheduledFile_IsNarrowedByWhatItsReadersSeeMasked()
    {
        foreach (var kind in AllKinds.List)
            Assert.DoesNotContain(RowFilters.Offered(kind.RecordList), column => column.IsPersonal);
    }

    /// <summary>Returns whether those who may reveal find something, so that the rest says something.</summary>
    private static async Task<bool> WalkAsync<T>(TestStore store, RegisteredKind kind, RecordList<T> list)
        where T : Concentric.Data.Record
    {
        var (queries, names) = (store.Get<ListQueries>(), await store.Get<CommunityDirectory>().GetAsync(Stop));
        await using var db = store.Open();
        foreach (var caller in IsOfCommunity(typeof(T)) ? Others.Append(FromElsewhere) : Others)
        {
            foreach (var query in Queries)
            {
                Assert.Equal((list.Kind, 0), (list.Kind, (await queries.ReadAsync(list, caller, new(query), Stop)).Total));
                // As SQL Server looks, which has no index of these.
                Assert.Empty(await kind.LookForAsync(db, caller, query, names, 10, Stop));
            }

            foreach (var key in list.Typed.TypedColumns.Where(column => column.IsPersonal).Select(column => column.Key))
            {
                // Whether the list offers the filter or not.
                var open = new RecordList<T>
                {
                    Typed = list.Typed,
                    Readable = list.Readable,
                    Filters = [key],
                    Sorts = list.Sorts,
                    DefaultSort = list.DefaultSort,
                };
                var page = await queries.ReadAsync(open, caller, new() { Filters = new Dictionary<string, string> { [key] = Name } }, Stop);
                Assert.True(page.Total == 0 || page.Problems.Count > 0, $"{list.Kind}: {key}");
            }
        }

        return (await queries.ReadAsync(list, TestStore.Administrator, new(Name), Stop)).Total > 0;
    }

    private static bool IsOfCommunity(Type type) => typeof(CommunityRecord).IsAssignableFrom(type);

    private static async Task PickersAsync(TestStore store)
    {
        await using var db = store.Open();
        var (candidates, found) = (store.Get<SearchCandidates>(), 0);
        foreach (var source in AllKinds.List.SelectMany(kind => kind.Declared).Select(field => field.Source).OfType<ReferenceSource>()
            .Distinct())
        {
            foreach (var (caller, query) in Others.SelectMany(_ => Queries, (caller, query) => (caller, query)))
                foreach (var community in new int?[] { null, TestStore.Xinsheng, TestStore.Xinshun })
                    Assert.Empty(await source.SearchAsync(db, candidates, caller, query, community, null, Stop));
            foreach (var community in new int?[] { null, TestStore.Xinsheng, TestStore.Xinshun })
                found += (await source.SearchAsync(db, candidates, TestStore.Administrator, Name, community, null, Stop)).Count;
        }

        Assert.NotEqual(0, found);
    }

    private static async Task MarkAsync(TestStore store)
    {
        await using var db = store.Open();
        var marks = 0;
        foreach (var property in db.Model.GetEntityTypes().SelectMany(type => type.GetProperties())
            .Where(property => property.PropertyInfo?.GetCustomAttribute<PersonalAttribute>() is not null))
        {
            var (table, column) = (property.DeclaringType.ContainingEntityType.GetTableName(), property.GetColumnName());
            // Each its own, because some are unique.
#pragma warning disable EF1002, EF1003 // The model's own names, and marks made here.
            marks += await db.Database.ExecuteSqlRawAsync(
                $"UPDATE [{table}] SET [{column}] = {(column.EndsWith("Phone", StringComparison.Ordinal)
                    ? $"CONCAT('{Number}', SUBSTRING(CAST(10000 + Id AS varchar(9)), 2, 4))" : $"CONCAT('{Name}', Id)")} "
                + $"WHERE [{column}] IS NOT NULL", Stop);
#pragma warning restore EF1002, EF1003
        }

        Assert.InRange(marks, 100, int.MaxValue);
        await db.StoreFacts.Where(fact => fact.Key == "search").ExecuteDeleteAsync(Stop);
    }
}
