using Concentric.Data;
using Concentric.Metrics;
using Concentric.Tests.SqlServer.Capture;
using Concentric.Tests.TestData;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace Concentric.Tests.SqlServer;

/// <summary>That SQL Server answers from an index alone what is asked of many rows: every column that a statement names is in one.</summary>
public sealed class IndexCoverageTests(DashboardSqlServer server) : IClassFixture<DashboardSqlServer>
{
    /// <summary>Tables that statements of the cube read without a covering index, and why that is so.</summary>
    private static readonly Dictionary<string, string> Outside = new(StringComparer.Ordinal);

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
                await cube.RecountAsync(catalogue.Dimensions.Select(one => one.Kind).Distinct().ToDictionary(kind => kind, _ => days), Stop);
        });
        var uncovered = Uncovered(sent);

        Assert.True(sent.Count > catalogue.Dimensions.Count);
        Assert.Empty(uncovered.Where(one => !Outside.ContainsKey(one.Table)).Select(one => one.Told).Distinct().Order());
        Assert.Empty(Outside.Keys.Except(uncovered.Select(one => one.Table)));
    }

    [Fact]
    public void AnIndexWithAFilter_HoldsTheColumnsOfItsFilter()
    {
        using var db = server.CreateBareContext();
        var filtered = Model(db).GetEntityTypes().SelectMany(type => type.GetDeclaredIndexes()).Where(index => index.GetFilter() is not null)
            .ToList();
        Assert.InRange(filtered.Count, 20, 500);
        foreach (var index in filtered)
        {
            var held = ColumnsOf(index);
            Assert.All(Sql.Nodes<ColumnReferenceExpression>(Sql.Parse($"SELECT 1 FROM [T] WHERE {index.GetFilter()}", out _)), column =>
                Assert.Contains(column.MultiPartIdentifier.Identifiers[^1].Value, held));
        }
    }

    private List<(string Table, string Told)> Uncovered(IEnumerable<CapturedCommand> commands)
    {
        using var db = server.CreateBareContext();
        var types = Model(db).GetEntityTypes().ToLookup(type => type.GetTableName()!);
        var uncovered = new List<(string, string)>();
        foreach (var command in commands.DistinctBy(command => command.Shape))
        {
            var parsed = Sql.Parse(command.Text, out _);
            var tables = Sql.Nodes<NamedTableReference>(parsed).Where(table => table.Alias is not null)
                .GroupBy(table => table.Alias.Value).ToDictionary(same => same.Key, same => same.First().SchemaObject.BaseIdentifier.Value);
            foreach (var (alias, columns) in Sql.Nodes<ColumnReferenceExpression>(parsed)
                .Where(column => column.MultiPartIdentifier?.Identifiers.Count == 2)
                .GroupBy(column => column.MultiPartIdentifier.Identifiers[0].Value, column => column.MultiPartIdentifier.Identifiers[1].Value)
                .ToDictionary(group => group.Key, group => group.ToHashSet(StringComparer.Ordinal)))
            {
                if (!tables.TryGetValue(alias, out var table)) continue;
                var indexes = types[table].SelectMany(type => type.GetIndexes()).Select(ColumnsOf)
                    .Concat(types[table].Select(type => KeyOf(type)));
                if (indexes.Any(columns.IsSubsetOf)) continue;
                uncovered.Add((table, $"{table}: {string.Join(", ", columns.Order(StringComparer.Ordinal))}"));
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
