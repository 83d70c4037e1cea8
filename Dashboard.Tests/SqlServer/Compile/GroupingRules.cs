using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace Concentric.Tests.SqlServer.Compile;

/// <summary>What may stand beside, inside and outside an aggregate. SQLite allows nearly everything; SQL Server does not.</summary>
internal static class GroupingRules
{
    private static readonly HashSet<string> TakesDatePart = new(StringComparer.OrdinalIgnoreCase)
    {
        "DATEADD", "DATEDIFF", "DATEDIFF_BIG", "DATENAME", "DATEPART", "DATETRUNC", "DATE_BUCKET",
    };

    public static IEnumerable<(string Code, string Message)> Broken(QuerySpecification query)
    {
        TSqlFragment?[] results = [.. query.SelectElements, query.HavingClause, query.OrderByClause];
        var aggregates = results.SelectMany(Sql.Aggregates).ToList();
        return Inside(aggregates).Concat(Outside(query)).Concat(GroupKeys(query)).Concat(Beside(query, results, aggregates));
    }

    private static IEnumerable<(string, string)> Inside(List<FunctionCall> aggregates) =>
        from aggregate in aggregates
        where aggregate.Parameters.Any(p => Sql.Nodes<QueryExpression>(p).Count > 0 || Sql.Nodes<FunctionCall>(p).Any(Sql.IsAggregate))
        select ("Msg130", $"Cannot aggregate an expression containing an aggregate or a subquery: {Sql.Text(aggregate)}");

    private static IEnumerable<(string, string)> Outside(QuerySpecification query) =>
        from aggregate in Sql.Aggregates(query.WhereClause).Concat(Sql.Aggregates(query.FromClause))
        select ("Msg147", $"An aggregate may not appear in WHERE or ON: {Sql.Text(aggregate)}");

    private static IEnumerable<(string, string)> GroupKeys(QuerySpecification query)
    {
        foreach (var key in Keys(query))
        {
            if (Sql.Nodes<QueryExpression>(key).Count > 0 || Sql.Nodes<FunctionCall>(key).Any(Sql.IsAggregate))
                yield return ("Msg144", $"Cannot group by an expression containing an aggregate or a subquery: {Sql.Text(key)}");
            else if (!OwnColumns(query, key).Any())
                yield return ("Msg164", $"GROUP BY needs a column of its own query: {Sql.Text(key)}");
        }
    }

    private static IEnumerable<(string, string)> Beside(QuerySpecification query, TSqlFragment?[] results, List<FunctionCall> aggregates)
    {
        // ROLLUP, CUBE and GROUPING SETS are not read; nothing of ours uses them.
        if (query.GroupByClause is null
            ? aggregates.Count == 0
            : query.GroupByClause.GroupingSpecifications.Any(g => g is not ExpressionGroupingSpecification))
            yield break;
        var keys = Keys(query).Select(Sql.Text).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var bareKeys = Keys(query).OfType<ColumnReferenceExpression>().Select(NameOf).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var aliases = query.SelectElements.OfType<SelectScalarExpression>().Select(e => e.ColumnName?.Value).OfType<string>()
            .ToHashSet(StringComparer.OrdinalIgnoreCase);

        foreach (var result in results.OfType<TSqlFragment>())
        {
            var allowed = Sql.Nodes<ScalarExpression>(result)
                .Where(e => e is FunctionCall call && aggregates.Contains(call) || keys.Contains(Sql.Text(e))).ToList();
            foreach (var column in OwnColumns(query, result))
            {
                var bare = column.MultiPartIdentifier.Count == 1;
                if (allowed.Any(e => Covers(e, column))
                    || bare && bareKeys.Contains(NameOf(column))
                    || bare && result is OrderByClause && aliases.Contains(NameOf(column)))
                    continue;
                yield return ("Msg8120", $"Column {Sql.Text(column)} is neither in an aggregate nor in GROUP BY.");
            }
        }
    }

    private static IEnumerable<ScalarExpression> Keys(QuerySpecification query) =>
        query.GroupByClause?.GroupingSpecifications.OfType<ExpressionGroupingSpecification>().Select(g => g.Expression) ?? [];

    /// <summary>Columns of the query's own tables under a fragment, also where a nested query uses them.</summary>
    private static IEnumerable<ColumnReferenceExpression> OwnColumns(QuerySpecification query, TSqlFragment fragment)
    {
        var own = Sources(query.FromClause);
        var nested = Sql.Nodes<QuerySpecification>(fragment);
        var dateParts = Sql.Nodes<FunctionCall>(fragment)
            .Where(c => TakesDatePart.Contains(c.FunctionName.Value) && c.Parameters.Count > 0).Select(c => c.Parameters[0]).ToHashSet();
        return
            from column in Sql.Nodes<ColumnReferenceExpression>(fragment)
            where column.MultiPartIdentifier is not null && !dateParts.Contains(column)
            let inside = nested.Where(q => Covers(q, column)).ToList()
            where column.MultiPartIdentifier.Count == 1
                ? inside.Count == 0
                : own.Contains(column.MultiPartIdentifier[^2].Value)
                    && !inside.Any(q => Sources(q.FromClause).Contains(column.MultiPartIdentifier[^2].Value))
            select column;
    }

    private static HashSet<string> Sources(FromClause? from) => Sql.Nodes<TableReference>(from, nested: false)
        .Select(t => t switch
        {
            TableReferenceWithAlias { Alias: { } alias } => alias.Value,
            NamedTableReference named => named.SchemaObject.BaseIdentifier.Value,
            _ => null,
        })
        .OfType<string>().ToHashSet(StringComparer.OrdinalIgnoreCase);

    private static string NameOf(ColumnReferenceExpression column) => column.MultiPartIdentifier[^1].Value;

    private static bool Covers(TSqlFragment outer, TSqlFragment inner) =>
        outer.FirstTokenIndex <= inner.FirstTokenIndex && inner.LastTokenIndex <= outer.LastTokenIndex;
}
