using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace Concentric.Tests.SqlServer.Compile;

/// <summary>
/// Rules SQL Server checks when it compiles and DacFx does not (it resolves names, and no more). They are the ones SQLite
/// lets pass, so that a test on SQLite can't find them. Types are not checked by either; the live tests do that.
/// </summary>
internal static class SqlRules
{
    public static IEnumerable<(string Code, string Message)> Broken(TSqlFragment batch)
    {
        foreach (var query in Sql.Nodes<QuerySpecification>(batch))
            foreach (var broken in GroupingRules.Broken(query).Concat(DistinctOrder(query)))
                yield return broken;
        foreach (var broken in Functions(batch).Concat(DoubleOrder(batch)).Concat(Inserts(batch)).Concat(Unions(batch)))
            yield return broken;
    }

    private static IEnumerable<(string, string)> DistinctOrder(QuerySpecification query)
    {
        if (query.UniqueRowFilter != UniqueRowFilter.Distinct || query.OrderByClause is null)
            yield break;
        var selected = query.SelectElements.OfType<SelectScalarExpression>()
            .SelectMany(e => new[] { Sql.Text(e.Expression), e.ColumnName is { Value: var alias } ? $"[{alias}]" : "" })
            .ToHashSet(StringComparer.OrdinalIgnoreCase);
        foreach (var item in query.OrderByClause.OrderByElements.Select(e => Sql.Text(e.Expression)).Where(t => !selected.Contains(t)))
            yield return ("Msg145", $"ORDER BY item {item} must appear in the select list of SELECT DISTINCT.");
    }

    private static IEnumerable<(string, string)> DoubleOrder(TSqlFragment batch) =>
        from order in Sql.Nodes<OrderByClause>(batch)
        from twice in order.OrderByElements.GroupBy(e => Sql.Text(e.Expression), StringComparer.OrdinalIgnoreCase)
        where twice.Count() > 1
        select ("Msg169", $"{twice.Key} stands more than once in ORDER BY.");

    private static IEnumerable<(string, string)> Functions(TSqlFragment batch) =>
        from call in Sql.Nodes<FunctionCall>(batch)
        where call.CallTarget is null && !SqlFunctions.Known.Contains(call.FunctionName.Value)
        select ("Msg195", $"{call.FunctionName.Value} is not a known built-in function.");

    private static IEnumerable<(string, string)> Inserts(TSqlFragment batch) =>
        from insert in Sql.Nodes<InsertSpecification>(batch)
        let width = insert.InsertSource switch
        {
            ValuesInsertSource { IsDefaultValues: false } values => values.RowValues.Select(r => r.ColumnValues.Count).Distinct().ToArray(),
            SelectInsertSource { Select: QuerySpecification rows } when Width(rows) is { } n => [n],
            _ => [insert.Columns.Count],
        }
        where insert.Columns.Count > 0 && (width.Length != 1 || width[0] != insert.Columns.Count)
        select ("Msg110", $"INSERT names {insert.Columns.Count} columns and gives {string.Join(" or ", width)} values.");

    private static IEnumerable<(string, string)> Unions(TSqlFragment batch) =>
        from both in Sql.Nodes<BinaryQueryExpression>(batch)
        let first = Width(both.FirstQueryExpression)
        let second = Width(both.SecondQueryExpression)
        where first is not null && second is not null && first != second
        select ("Msg205", $"{both.BinaryQueryExpressionType} of {first} columns with {second}.");

    private static int? Width(QueryExpression query) => query switch
    {
        QuerySpecification select => select.SelectElements.All(e => e is SelectScalarExpression) ? select.SelectElements.Count : null,
        QueryParenthesisExpression inner => Width(inner.QueryExpression),
        BinaryQueryExpression both => Width(both.FirstQueryExpression),
        _ => null,
    };
}
