using Concentric.Data.Search;
using Concentric.Lists;
using Concentric.Metrics;
using Concentric.Registration;
using Concentric.Search;
using Concentric.Tests.SqlServer.Capture;
using Concentric.Tests.TestData;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace Concentric.Tests.SqlServer;

/// <summary>
/// That SQL Server answers from an index alone what is asked of many rows: every column that a statement names is in one.
/// </summary>
public sealed class IndexCoverageTests(DashboardSqlServer server) : IClassFixture<DashboardSqlServer>
{
    private const string JointRounds = "joint rounds are few: found in an index, what it lacks of each is looked up by its key";
    private const string Narrow = "the table has no other columns: its own order is the index";
    private const string Few = "an office has some hundred of them at most, and reads them all";

    /// <summary>Tables and columns that statements of the cube read without an index that holds them all, and why that is so.</summary>
    private static readonly Dictionary<string, string> Outside = new(StringComparer.Ordinal)
    {
        ["PetitionRounds: ArchivedAt, CallBackOn, CallBackResolved, CallBackValid, Id, IsJoint, PetitionId, PreviousConfirmedOn"] =
            JointRounds,
        ["PetitionRounds: ArchivedAt, ClosedOn, Id, IsJoint, Outcome, PetitionId, PreviousResolvedOn"] = JointRounds,
        ["PetitionRounds: ArchivedAt, ClosedOn, Id, IsJoint, PetitionId, PreviousClosedOn"] = JointRounds,
        ["PetitionRounds: ArchivedAt, Id, IsJoint, PetitionId, ReceivedOn"] = JointRounds,
        ["Postings: ArchivedAt, CommunityId, IsRotation, Position, StartsOn"] = Few,
        ["Postings: ArchivedAt, CommunityId, IsRotation, Position, StartsOn, WorkerId"] = Few,
        ["Projects: ArchivedAt, CommunityId, StartedOn, StrandId"] = Few,
        ["VisitHouseholds: HouseholdId, NobodyHome, VisitId"] = Narrow,
    };

    /// <summary>
    /// Kinds of which there may be hundreds of thousands: their ready-made lists are counted from an index. Of the others (agreements,
    /// posts, volunteers, workers, …) an office has some thousand at most.
    /// </summary>
    private static readonly string[] Many = ["petition", "hazard", "activity", "errand", "wish", "contribution"];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task EveryStatementOfTheCube_IsAnsweredFromAnIndex()
    {
        var catalogue = new MetricCatalogue(new MetricOptions());
        var sent = await server.Server.CaptureAsync("cube", async factory =>
        {
            using var cube = new MetricCube(factory, catalogue, new TestClock());
            await cube.BuildAsync(Stop);
            foreach (IReadOnlyCollection<DateOnly>? days in new IReadOnlyCollection<DateOnly>?[] { null, [TestStore.Today] })
                await cube.RecountAsync(catalogue.Dimensions.Select(one => one.Kind).Distinct()
                    .ToDictionary(kind => kind, _ => days), Stop);
        });
        var uncovered = Uncovered(sent);

        Assert.True(sent.Count > catalogue.Dimensions.Count);
        Assert.Empty(uncovered.Except(Outside.Keys));
        // What is no longer needed goes.
        Assert.Empty(Outside.Keys.Except(uncovered));
    }

    /// <summary>
    /// The rows of a page are looked up one by one, fifty of them; what is counted to tell how many there are is counted in an index.
    /// </summary>
    [Fact]
    public async Task EveryReadyMadeListOfManyRecords_IsCountedFromAnIndex()
    {
        var before = server.Server.Commands.Count;
        await server.MirrorsAsync("counted lists", async store =>
        {
            foreach (var list in store.Get<RecordRegister>().All.Select(kind => kind.List).Where(list => Many.Contains(list.Kind)))
                foreach (var caller in new[] { TestStore.Leader, TestStore.WorkerOfXinsheng })
                    foreach (var view in list.ViewKeys.Append(null))
                        await ListStatementTests.ReadAsync(store, list, caller, new(View: view));
        }, services => services.AddMetricCube(new()));
        var counts = server.Server.Commands.Skip(before)
            .Where(command => command.Text.Contains("COUNT(*)", StringComparison.Ordinal)).ToList();

        Assert.InRange(counts.Count, 20, 500);
        Assert.Empty(Uncovered(counts));
    }

    /// <summary>The table of terms has sixty million rows: no statement reads it but from one term, or one beginning, on.</summary>
    [Fact]
    public async Task EverySearch_ReadsTheTermsFromTheirPlaceOn()
    {
        var before = server.Server.Commands.Count;
        await server.MirrorsAsync("search", RecordStatementTests.SearchAsync,
            services => services.AddMetricCube(new()).AddSearch().AddSingleton(SearchIndex.Pairs));
        var searches = server.Server.Commands.Skip(before)
            .Where(command => command.Text.Contains("[SearchPostings]", StringComparison.Ordinal))
            .DistinctBy(command => command.Shape).ToList();

        Assert.InRange(searches.Count, 10, 200);
        foreach (var parsed in searches.Select(command => Sql.Parse(command.Text, out _)))
        {
            var placed = Sql.Nodes<BooleanComparisonExpression>(parsed)
                .Where(comparison => comparison.ComparisonType is BooleanComparisonType.Equals
                    or BooleanComparisonType.GreaterThanOrEqualTo)
                .Select(comparison => comparison.FirstExpression).Concat(Sql.Nodes<InPredicate>(parsed).Select(one => one.Expression))
                .OfType<ColumnReferenceExpression>().Where(column => column.MultiPartIdentifier.Identifiers[^1].Value == "Term")
                .Select(column => column.MultiPartIdentifier.Identifiers[0].Value).ToHashSet();
            Assert.All(Sql.Nodes<NamedTableReference>(parsed)
                .Where(table => table.SchemaObject.BaseIdentifier.Value == "SearchPostings" && table.Alias is not null),
                table => Assert.Contains(table.Alias.Value, placed));
        }
    }

    [Fact]
    public void AnIndexWithAFilter_HoldsTheColumnsOfItsFilter()
    {
        using var db = server.CreateBareContext();
        var filtered = Model(db).GetEntityTypes().SelectMany(type => type.GetDeclaredIndexes())
            .Where(index => index.GetFilter() is not null).ToList();
        Assert.InRange(filtered.Count, 20, 500);
        foreach (var index in filtered)
        {
            var held = ColumnsOf(index);
            Assert.All(Sql.Nodes<ColumnReferenceExpression>(Sql.Parse($"SELECT 1 FROM [T] WHERE {index.GetFilter()}", out _)), column =>
                Assert.Contains(column.MultiPartIdentifier.Identifiers[^1].Value, held));
        }
    }

    private HashSet<string> Uncovered(IEnumerable<CapturedCommand> commands)
    {
        using var db = server.CreateBareContext();
        var types = Model(db).GetEntityTypes().ToLookup(type => type.GetTableName()!);
        var uncovered = new HashSet<string>(StringComparer.Ordinal);
        foreach (var command in commands.DistinctBy(command => command.Shape))
        {
            var parsed = Sql.Parse(command.Text, out _);
            var tables = Sql.Nodes<NamedTableReference>(parsed).Where(table => table.Alias is not null)
                .GroupBy(table => table.Alias.Value).ToDictionary(same => same.Key, same => same.First().SchemaObject.BaseIdentifier.Value);
            foreach (var (alias, columns) in Sql.Nodes<ColumnReferenceExpression>(parsed)
                .Where(column => column.MultiPartIdentifier?.Identifiers.Count == 2)
                .GroupBy(column => column.MultiPartIdentifier.Identifiers[0].Value,
                    column => column.MultiPartIdentifier.Identifiers[1].Value)
                .ToDictionary(group => group.Key, group => group.ToHashSet(StringComparer.Ordinal)))
            {
                if (!tables.TryGetValue(alias, out var table)) continue;
                var indexes = types[table].SelectMany(type => type.GetIndexes()).Select(ColumnsOf)
                    .Concat(types[table].Select(type => KeyOf(type)));
                if (indexes.Any(columns.IsSubsetOf)) continue;
                uncovered.Add($"{table}: {string.Join(", ", columns.Order(StringComparer.Ordinal))}");
            }
        }

        return uncovered;
    }

    private static HashSet<string> KeyOf(ITypeBase type) =>
        [.. ((IEntityType)type).FindPrimaryKey()!.Properties.Select(property => property.GetColumnName())];

    /// <summary>Key, included columns, and the key of the table, by which an index finds its rows.</summary>
    private static HashSet<string> ColumnsOf(IIndex index) =>
    [
        .. index.Properties.Select(property => property.GetColumnName()),
        .. (index.GetIncludeProperties() ?? []).Select(name => index.DeclaringEntityType.FindProperty(name)!.GetColumnName()),
        .. KeyOf(index.DeclaringEntityType),
    ];

    private static IModel Model(DbContext db) =>
        db.GetService<IDesignTimeModel>().Model;
}
