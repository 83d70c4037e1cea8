using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace Concentric.Tests.SqlServer.Compile;

/// <summary>
/// Msg 1785: SQL Server refuses a foreign key when one delete could reach a table by two ways, or come back to where it
/// began. SQLite accepts it and DacFx does not look, so this is found only on the first real server, at the migration.
/// </summary>
internal static class CascadePaths
{
    public static IEnumerable<string> Broken(SchemaScript schema)
    {
        var edges = (
            from table in schema.Tables
            let child = SchemaScript.Name(table.SchemaObjectName)
            from key in table.Definition.TableConstraints.OfType<ForeignKeyConstraintDefinition>()
            where key.DeleteAction is DeleteUpdateAction.Cascade or DeleteUpdateAction.SetNull or DeleteUpdateAction.SetDefault
            select (Parent: SchemaScript.Name(key.ReferenceTableName), Child: child,
                Cascades: key.DeleteAction == DeleteUpdateAction.Cascade))
            .ToLookup(e => e.Parent, StringComparer.OrdinalIgnoreCase);

        foreach (var start in edges.Select(e => e.Key))
        {
            var ways = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase) { [start] = start };
            var open = new Queue<string>([start]);
            while (open.TryDequeue(out var parent))
            {
                foreach (var (_, child, cascades) in edges[parent])
                {
                    var way = $"{ways[parent]} → {child}";
                    if (!ways.TryAdd(child, way))
                        yield return $"A delete in {start} reaches {child} twice: {ways[child]} and {way}";
                    else if (cascades) // a row set to null is not deleted, so it goes no further
                        open.Enqueue(child);
                }
            }
        }
    }
}
