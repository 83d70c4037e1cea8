using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace Concentric.Tests.SqlServer;

/// <summary>Reading and writing T-SQL with the grammar of SQL Server 2022.</summary>
internal static class Sql
{
    private static readonly HashSet<string> AggregateNames = new(StringComparer.OrdinalIgnoreCase)
    {
        "APPROX_COUNT_DISTINCT", "AVG", "CHECKSUM_AGG", "COUNT", "COUNT_BIG", "GROUPING", "GROUPING_ID",
        "MAX", "MIN", "STDEV", "STDEVP", "STRING_AGG", "SUM", "VAR", "VARP",
    };

    public static TSqlScript Parse(string text, out IReadOnlyList<string> errors)
    {
        using var reader = new StringReader(text);
        var fragment = new TSql160Parser(initialQuotedIdentifiers: true).Parse(reader, out var found);
        errors = [.. found.Select(e => $"line {e.Line}: {e.Message}")];
        return fragment as TSqlScript ?? new TSqlScript();
    }

    /// <summary>The text in one form, so that equal expressions are equal strings.</summary>
    public static string Text(TSqlFragment fragment)
    {
        new Sql160ScriptGenerator(new() { IncludeSemicolons = false }).GenerateScript(fragment, out var text);
        return text.Trim();
    }

    /// <summary>An aggregate of a group: one with OVER runs over rows and may stand where other aggregates may not.</summary>
    public static bool IsAggregate(FunctionCall call) =>
        call.OverClause is null && call.CallTarget is null && AggregateNames.Contains(call.FunctionName.Value);

    /// <summary>The aggregates of this query level; those inside a nested query belong to that one.</summary>
    public static IEnumerable<FunctionCall> Aggregates(TSqlFragment? fragment) =>
        Nodes<FunctionCall>(fragment, nested: false).Where(IsAggregate);

    /// <summary>All nodes of one kind in and under a fragment, in nested queries too or not.</summary>
    public static IReadOnlyList<T> Nodes<T>(TSqlFragment? fragment, bool nested = true)
        where T : TSqlFragment
    {
        var found = new Collector<T>(fragment, nested);
        fragment?.Accept(found);
        return found.Nodes;
    }

    private sealed class Collector<T>(TSqlFragment? root, bool nested) : TSqlFragmentVisitor
        where T : TSqlFragment
    {
        public List<T> Nodes { get; } = [];

        public override void Visit(TSqlFragment fragment)
        {
            if (fragment is T node)
                Nodes.Add(node);
        }

        public override void ExplicitVisit(QuerySpecification node)
        {
            if (nested || node == root)
                base.ExplicitVisit(node);
        }
    }
}
