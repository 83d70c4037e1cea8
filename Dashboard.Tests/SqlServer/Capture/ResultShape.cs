using System.Collections.Concurrent;
using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace Concentric.Tests.SqlServer.Capture;

/// <summary>What one result set of a batch looks like: its column names, and whether its number of rows is known.</summary>
/// <param name="Columns">Name of each column, or null where it has none (OUTPUT 1).</param>
/// <param name="Rows">Rows it must have (an insert of three, a COUNT), or null where that depends on the data.</param>
/// <param name="Changes">It reports what an INSERT, UPDATE, DELETE or MERGE has done.</param>
internal sealed record ResultShape(IReadOnlyList<string?> Columns, int? Rows, bool Changes)
{
    private static readonly ConcurrentDictionary<string, IReadOnlyList<ResultShape>> Known = new();

    /// <summary>A row with more columns than any statement has, in whatever language it is written.</summary>
    public static ResultShape Places { get; } = new([.. Enumerable.Repeat<string?>(null, 64)], 1, Changes: false);

    public static IReadOnlyList<ResultShape> Of(string text) => Known.GetOrAdd(text, Read);

    private static IReadOnlyList<ResultShape> Read(string text)
    {
        var fragment = Sql.Parse(text, out var errors);
        if (errors.Count > 0)
            return []; // the compile test reports the error; there is nothing to answer here
        var found = new Finder();
        fragment.Accept(found);
        return found.Shapes;
    }

    private static string? NameOf(SelectElement element) => element switch
    {
        SelectScalarExpression { ColumnName: { } name } => name.Value,
        SelectScalarExpression { Expression: ColumnReferenceExpression { MultiPartIdentifier: { } parts } } => parts.Identifiers[^1].Value,
        _ => null,
    };

    private sealed class Finder : TSqlFragmentVisitor
    {
        public List<ResultShape> Shapes { get; } = [];

        public override void ExplicitVisit(SelectStatement node)
        {
            var query = node.QueryExpression;
            while (query is BinaryQueryExpression or QueryParenthesisExpression)
                query = query is BinaryQueryExpression both
                    ? both.FirstQueryExpression
                    : ((QueryParenthesisExpression)query).QueryExpression;
            if (node.Into is null && query is QuerySpecification select && select.SelectElements[0] is not SelectSetVariable)
                Shapes.Add(new([.. select.SelectElements.Select(NameOf)], IsOneRow(select) ? 1 : null, Changes: false));
        }

        public override void ExplicitVisit(InsertStatement node) =>
            Add(node.InsertSpecification, node.InsertSpecification.InsertSource is ValuesInsertSource values ? values.RowValues.Count : 1);

        public override void ExplicitVisit(MergeStatement node) =>
            Add(node.MergeSpecification, node.MergeSpecification.TableReference is InlineDerivedTable rows ? rows.RowValues.Count : 1);

        public override void ExplicitVisit(UpdateStatement node) => Add(node.UpdateSpecification, 1);

        public override void ExplicitVisit(DeleteStatement node) => Add(node.DeleteSpecification, 1);

        private void Add(DataModificationSpecification change, int rows)
        {
            if (change.OutputClause is { } output)
                Shapes.Add(new([.. output.SelectColumns.Select(NameOf)], rows, Changes: true));
        }

        private static bool IsOneRow(QuerySpecification select) =>
            select.FromClause is null || (select.GroupByClause is null && select.SelectElements.All(e => Sql.Aggregates(e).Any()));
    }
}
