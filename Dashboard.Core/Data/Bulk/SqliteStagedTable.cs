using System.Globalization;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Concentric.Data.Bulk;

/// <summary>How SQLite copies staged rows over, by their row ids.</summary>
internal sealed class SqliteStagedTable(StagedSort sort, string name, IEntityType type) : StagedTable(sort, name, type)
{
    public override string Create => $"CREATE TEMP TABLE {Own} AS SELECT * FROM main.\"{Name}\" WHERE 0";

    public override string Drop => $"DROP TABLE IF EXISTS temp.{Own}";

    private string Own => $"\"{PrefixOf(Of)}{Name}\"";

    public override string Copy(long after, long to)
    {
        var rows = string.Create(CultureInfo.InvariantCulture, $"s.rowid > {after} AND s.rowid <= {to}");
        var keys = string.Join(", ", KeyColumns.Select(key => $"\"{key}\""));
        var own = string.Join(", ", KeyColumns.Select(key => $"s.\"{key}\""));
        return Of switch
        {
            StagedSort.Added => $"INSERT INTO main.\"{Name}\" SELECT * FROM temp.{Own} AS s WHERE {rows} ORDER BY s.rowid",
            StagedSort.Deleted => $"DELETE FROM main.\"{Name}\" WHERE ({keys}) IN (SELECT {own} FROM temp.{Own} AS s WHERE {rows})",
            // The version was counted up when the row was made. Parts have none; theirs is that of the record, which is counted up with
            // them.
            _ => $"UPDATE main.\"{Name}\" AS t SET {string.Join(", ", Changed.Select(column => $"\"{column}\" = s.\"{column}\""))} "
                + $"FROM temp.{Own} AS s WHERE {rows}"
                + string.Concat(KeyColumns.Select(key => $" AND t.\"{key}\" = s.\"{key}\""))
                    + (Type.FindProperty(nameof(Record.Version)) is null ? "" : " AND t.\"Version\" = s.\"Version\" - 1"),
        };
    }
}
