using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Concentric.Data.Bulk;

/// <summary>
/// A temporary table that holds rows of a table of the store, and how SQL Server copies them over. New rows get their keys from the
/// server, as anybody else's: <c>INSERT … SELECT … ORDER BY</c> computes identities in that order, so the keys that come out, in their
/// order, belong to the rows in theirs, whoever else adds rows meanwhile.
/// </summary>
public sealed class SqlServerStagedTable(StagedSort sort, string name, IEntityType type) : StagedTable(sort, name, type)
{
    /// <summary>
    /// Rows that are copied by one statement; less than half of what makes the server lock the table instead of its rows.
    /// </summary>
    public const int RowsAtOnce = 2_000;

    /// <summary>The column with the place of a row.</summary>
    public const string Row = "StagedRow";

    /// <summary>The temporary table with the server's key for each that stood in for one.</summary>
    public const string Keys = "#staged_keys";

    public const string CreateKeys =
        $"CREATE TABLE {Keys} ([StandIn] bigint NOT NULL PRIMARY KEY, [Id] bigint NOT NULL)";

    public const string DropKeys = $"DROP TABLE IF EXISTS {Keys}";

    /// <summary>The temporary table, as it is written in SQL.</summary>
    public string Own => $"[#{PrefixOf(Of)}{Name}]";

    // The texts of a temporary table would be compared by the rules of tempdb.
    public override string Create => $"CREATE TABLE {Own} ([{Row}] bigint NOT NULL PRIMARY KEY, "
        + string.Join(", ", Columns.Select(column => $"[{column.GetColumnName()}] {column.GetColumnType()}"
            + (IsText(column) ? " COLLATE DATABASE_DEFAULT" : "") + " NULL")) + ")";

    public override string Drop => $"DROP TABLE IF EXISTS {Own}";

    /// <summary>Columns of text that may hold keys within JSON, as what the audit trail tells.</summary>
    public IReadOnlyList<string> Texts => [.. Columns.Where(column => IsText(column) && column.GetMaxLength() is null)
        .Select(column => column.GetColumnName())];

    /// <summary>True when something beside the row may name its key.</summary>
    public bool HasNamedKey => Number is not null
        && (typeof(Record).IsAssignableFrom(Type.ClrType) || typeof(IRecordPart).IsAssignableFrom(Type.ClrType)
            || Type.GetReferencingForeignKeys().Any());

    /// <summary>True for rows that name other rows without referring to them, as those of the audit trail.</summary>
    private bool TellsOfKeys => !HasNamedKey && Columns.Any(column => HoldsKey(column) && !column.IsForeignKey());

    private IReadOnlyList<IProperty> Columns => [.. Type.GetProperties()];

    /// <summary>The key that the server gives.</summary>
    private IProperty? Number => Type.FindPrimaryKey()!.Properties is [{ ValueGenerated: ValueGenerated.OnAdd } key]
        && key.ClrType == typeof(long) ? key : null;

    /// <summary>True for a column that holds the key of another row.</summary>
    public bool HoldsKey(IProperty column) => column != Number && column.ClrType is var held
        && (held == typeof(long) || held == typeof(long?))
        && (column.IsForeignKey() || column.Name.EndsWith("Id", StringComparison.Ordinal));

    /// <inheritdoc/>
    /// <returns>Tells as many rows as were written, and as many again when their keys are kept.</returns>
    public override string Copy(long after, long to)
    {
        var rows = string.Create(CultureInfo.InvariantCulture, $"s.[{Row}] > {after} AND s.[{Row}] <= {to}");
        var same = string.Join(" AND ", KeyColumns.Select(key => $"t.[{key}] = s.[{key}]"));
        return Of switch
        {
            StagedSort.Added => Insert(rows),
            StagedSort.Deleted => $"DELETE t FROM [{Name}] AS t INNER JOIN {Own} AS s ON {same} WHERE {rows}",
            // As on SQLite: the version was counted up when the row was made; parts have none.
            _ => $"UPDATE t SET {string.Join(", ", Changed.Select(column => $"t.[{column}] = s.[{column}]"))} FROM [{Name}] AS t "
                + $"INNER JOIN {Own} AS s ON {same} WHERE {rows}"
                + (Type.FindProperty(nameof(Record.Version)) is null ? "" : " AND t.[Version] = s.[Version] - 1"),
        };
    }

    /// <summary>
    /// Puts the server's keys in the place of those that stood for them in JSON, one in each text; told how many texts had one.
    /// </summary>
    /// <param name="column">One of <see cref="Texts"/>.</param>
    /// <param name="inJson">As <see cref="StandInKeys.InJson"/>: quotation mark and colon, then the beginning of a key.</param>
    public string Rename(string column, string inJson)
    {
        var key = string.Create(CultureInfo.InvariantCulture,
            $"SUBSTRING(s.[{column}], CHARINDEX(N'{inJson}', s.[{column}]) + 2, {StandInKeys.Length})");
        return $"UPDATE s SET s.[{column}] = REPLACE(s.[{column}], {key}, CONVERT(nvarchar(20), k.[Id])) FROM {Own} AS s "
            + $"INNER JOIN {Keys} AS k ON k.[StandIn] = TRY_CONVERT(bigint, {key}) "
            + $"WHERE CHARINDEX(N'{inJson}', s.[{column}]) > 0";
    }

    /// <summary>
    /// What goes, children first; what changes; what is new, parents first, and last of all what tells of keys without referring to
    /// them, as the audit trail.
    /// </summary>
    public static IEnumerable<SqlServerStagedTable> InOrder(IReadOnlyCollection<SqlServerStagedTable> tables)
    {
        var ranks = BulkChangeWriter.ParentsFirst([.. tables.Select(table => table.Type).Distinct()]);
        return tables.OrderBy(table => table.Of).ThenBy(table => table.TellsOfKeys ? 1 : 0)
            .ThenBy(table => ranks.IndexOf(table.Type) * (table.Of == StagedSort.Deleted ? -1 : 1));
    }

    private string Insert(string rows)
    {
        var columns = Columns.Where(column => column != Number).ToList();
        var joins = columns.Where(HoldsKey).Select((column, i) => (column, Alias: string.Create(CultureInfo.InvariantCulture, $"k{i}")))
            .ToDictionary(pair => pair.column, pair => pair.Alias);
        var names = string.Join(", ", columns.Select(column => $"[{column.GetColumnName()}]"));
        var values = string.Join(", ", columns.Select(column => joins.TryGetValue(column, out var alias)
            ? $"COALESCE({alias}.[Id], s.[{column.GetColumnName()}])" : $"s.[{column.GetColumnName()}]"));
        var from = $"FROM {Own} AS s" + string.Concat(joins.Select(join =>
            $" LEFT JOIN {Keys} AS {join.Value} ON {join.Value}.[StandIn] = s.[{join.Key.GetColumnName()}]"));
        var select = $"SELECT {values} {from} WHERE {rows} ORDER BY s.[{Row}]";
        if (!HasNamedKey) return $"INSERT INTO [{Name}] ({names}) {select}";
        var id = Number!.GetColumnName();
        return $"DECLARE @given TABLE ([Id] bigint NOT NULL PRIMARY KEY); "
            + $"INSERT INTO [{Name}] ({names}) OUTPUT INSERTED.[{id}] INTO @given ([Id]) {select}; "
            + $"INSERT INTO {Keys} ([StandIn], [Id]) SELECT w.[StandIn], g.[Id] FROM "
            + $"(SELECT s.[{id}] AS [StandIn], ROW_NUMBER() OVER (ORDER BY s.[{Row}]) AS [Place] FROM {Own} AS s WHERE {rows}) AS w "
            + "INNER JOIN (SELECT [Id], ROW_NUMBER() OVER (ORDER BY [Id]) AS [Place] FROM @given) AS g ON g.[Place] = w.[Place]";
    }

    private static bool IsText(IProperty column) => column.GetColumnType().StartsWith("nvarchar", StringComparison.Ordinal);
}
