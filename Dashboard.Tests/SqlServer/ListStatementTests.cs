using Concentric.Data;
using Concentric.Hazards;
using Concentric.Kinds;
using Concentric.Ledgers;
using Concentric.Lists;
using Concentric.Lists.Personal;
using Concentric.Petitions;
using Concentric.Registration;
using Concentric.Tests.Core.Notices;
using Concentric.Tests.TestData;
using Microsoft.Extensions.DependencyInjection;

namespace Concentric.Tests.SqlServer;

/// <summary>Every filter, view, order and search of every kind's list, its history and its personal data, for SQL Server.</summary>
public sealed class ListStatementTests(DashboardSqlServer server) : IClassFixture<DashboardSqlServer>
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static TheoryData<string> Kinds
    {
        get
        {
            using var services = new ServiceCollection().AddRecords().BuildServiceProvider();
            return [.. services.GetServices<RegisteredKind>().Select(kind => kind.List.Kind)];
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public Task Lists(string name) => server.MirrorsAsync($"lists.{name}", async store =>
    {
        var kind = store.Get<RecordRegister>().Find(name)!;
        var list = kind.List;
        foreach (var caller in new[] { TestStore.Leader, TestStore.WorkerOfXinsheng })
        {
            await ReadAsync(store, list, caller,
                new ListRequest { Filters = list.Filters.ToDictionary(key => key, key => ValueFor(list.Column(key)!)) });
            await ReadAsync(store, list, caller, new ListRequest("一 二", ListRequest.Archived));
            await ReadAsync(store, list, caller, new ListRequest { Ids = [1, 2] });
            foreach (var view in list.ViewKeys) await ReadAsync(store, list, caller, new ListRequest(View: view));
            foreach (var sort in list.Sorts) await ReadAsync(store, list, caller, new ListRequest(Sort: "-" + sort, Page: 2));
            await using var db = store.Open();
            foreach (var text in new[] { "一 二", "Wi-Fi ３", "7号楼2单元302" })
                await kind.LookForAsync(db, caller, text, await store.Get<Concentric.Ledgers.CommunityDirectory>()
                    .GetAsync(Stop), 10, Stop);
            await kind.FindRowsAsync(db, caller, [1, 2], Stop);
            await store.Get<RecordHistories>().ReadAsync(caller, name, 1, Stop);
        }

        await Assert.ThrowsAsync<Rules.RecordNotFoundException>(() =>
            store.Get<PersonalData>().RevealAsync(TestStore.WorkerOfXinsheng, name, 1, Stop));
    }, services => services.AddMetricCube(new()));

    [Fact]
    public Task ListsOfOnesOwn() => server.MirrorsAsync("lists.personal", async store =>
    {
        var (caller, lists) = (await store.AccountAsync("reader", Role.Worker, TestStore.Xinsheng), store.Get<PersonalLists>());
        await lists.ArrangeAsync(caller, HazardRecords.Kind.List, ["title"], Stop);
        await lists.ArrangeAsync(caller, HazardRecords.Kind.List, ["title", "number"], Stop);
        var id = await lists.SaveAsync(caller, "hazard", "mine", "view=open", true, Stop);
        await lists.ChangeAsync(caller, new(id, "mine", "view=open", true, null), "ours", true, Stop);
        await lists.DeleteAsync(caller, Assert.Single((await lists.ReadAsync(caller, "hazard", Stop)).Views), Stop);
        await lists.SizeAsync(caller, HazardRecords.Kind.List, "title", 120, Stop);
        await lists.ArrangeAsync(caller, HazardRecords.Kind.List, null, Stop);
        var bulk = store.Get<BulkChanges<Hazard>>();
        await bulk.VersionsAsync(caller, bulk.Archive, [1, 2], Stop);
        var petitions = store.Get<BulkChanges<Petition>>();
        await petitions.VersionsAsync(caller, petitions.Steps.Single(step => step.Key == "settle"), [1, 2], Stop);
    });

    [Theory]
    [MemberData(nameof(Kinds))]
    public void EveryListNamesColumnsItHas_AndIsOrderedByOne(string name)
    {
        using var services = new ServiceCollection().AddRecords().BuildServiceProvider();
        var list = services.GetServices<RegisteredKind>().Single(kind => kind.List.Kind == name).List;
        Assert.All(list.Filters.Concat(list.Sorts).Concat(list.Shown ?? []).Append(list.DefaultSort.TrimStart('-')), key =>
            Assert.NotNull(list.Column(key)));
        Assert.Contains(list.DefaultSort.TrimStart('-'), list.Sorts);
        Assert.NotNull(Concentric.Kinds.RecordPaths.Of(name));
    }

    internal static Task ReadAsync(TestStore store, RecordList list, CurrentUser caller, ListRequest request) =>
        (Task)typeof(ListQueries).GetMethod(nameof(ListQueries.ReadAsync))!.MakeGenericMethod(list.GetType().GetGenericArguments())
            .Invoke(store.Get<ListQueries>(), [list, caller, request, Stop])!;

    private static string ValueFor(LedgerColumn column) => column.Type switch
    {
        LedgerType.Term => string.Join(',', Enum.GetNames(column.TermType!).Take(2)),
        LedgerType.YesNo => "no",
        LedgerType.Community => "xinsheng,xinshun",
        LedgerType.Category => TestStore.Category,
        LedgerType.Day => "2026-01-01..2026-12-31",
        LedgerType.Number or LedgerType.Money or LedgerType.Milli => "1..5",
        _ => "一",
    };
}
