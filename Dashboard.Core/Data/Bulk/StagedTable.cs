using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Concentric.Data.Bulk;

/// <summary>A temporary table that holds rows of a table of the store, and how they are copied over.</summary>
internal sealed class StagedTable(StagedSort sort, string name, IEntityType type)
{
    public static IReadOnlyList<StagedSort> Sorts { get; } = Enum.GetValues<StagedSort>();

    public StagedSort Of => sort;

    public IEntityType Type => type;

    public string Name => name;

    /// <summary>Columns that some of the rows change.</summary>
    public HashSet<string> Changed { get; } = [];

    public long Rows { get; set; }

    public long Copied { get; set; }

    public string Create => $"CREATE TEMP TABLE {Own} AS SELECT * FROM main.\"{name}\" WHERE 0";

    public string Drop => $"DROP TABLE IF EXISTS temp.{Own}";

    private string Own => $"\"{PrefixOf(sort)}{name}\"";

    private IReadOnlyList<string> Keys => [.. type.FindPrimaryKey()!.Properties.Select(property => property.GetColumnName())];

    public static string PrefixOf(StagedSort sort) =>
        sort switch { StagedSort.Deleted => "deleted_", StagedSort.Changed => "changed_", _ => "added_" };

    /// <summary>Copies some of the rows; writes as many as are still as they were read.</summary>
    /// <param name="after">Row after which to begin.</param>
    /// <param name="to">The last row.</param>
    public string Copy(long after, long to)
    {
        var rows = string.Create(CultureInfo.InvariantCulture, $"s.rowid > {after} AND s.rowid <= {to}");
        var keys = string.Join(", ", Keys.Select(key => $"\"{key}\""));
        var own = string.Join(", ", Keys.Select(key => $"s.\"{key}\""));
        return sort switch
        {
            StagedSort.Added => $"INSERT INTO main.\"{name}\" SELECT * FROM temp.{Own} AS s WHERE {rows} ORDER BY s.rowid",
            StagedSort.Deleted => $"DELETE FROM main.\"{name}\" WHERE ({keys}) IN (SELECT {own} FROM temp.{Own} AS s WHERE {rows})",
            // The version was counted up when the row was made. Parts have none; theirs is that of the record, which is counted up with
            // them.
            _ => $"UPDATE main.\"{name}\" AS t SET {string.Join(", ", Changed.Select(column => $"\"{column}\" = s.\"{column}\""))} "
                + $"FROM temp.{Own} AS s WHERE {rows}"
                + string.Concat(Keys.Select(key => $" AND t.\"{key}\" = s.\"{key}\""))
                    + (type.FindProperty(nameof(Record.Version)) is null ? "" : " AND t.\"Version\" = s.\"Version\" - 1"),
        };
    }
}
