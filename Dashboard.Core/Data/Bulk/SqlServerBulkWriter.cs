using System.Data;
using Microsoft.Data.SqlClient;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;

namespace Concentric.Data.Bulk;

/// <summary>Bulk copy, with the caller's keys and with foreign keys checked, so that the server goes on trusting them.</summary>
internal sealed class SqlServerBulkWriter(DashboardDbContext db) : BulkWriter
{
    /// <summary>Bounds the memory of one table in transit.</summary>
    private const int RowsPerCopy = 10_000;

    /// <summary>Seconds that one copy may take.</summary>
    private const int CopySeconds = 120;

    public override Task WriteAsync<T>(IReadOnlyList<T> rows, CancellationToken cancellationToken) => WriteAsync(db, rows, null, null,
        SqlBulkCopyOptions.KeepIdentity | SqlBulkCopyOptions.KeepNulls | SqlBulkCopyOptions.CheckConstraints, cancellationToken);

    /// <summary>Copies rows into a temporary table, each with its place beside it.</summary>
    /// <param name="destination">As it is written in SQL.</param>
    /// <param name="first">The place of the first row.</param>
    public static Task StageAsync<T>(DashboardDbContext db, IReadOnlyList<T> rows, string destination, long first,
        CancellationToken cancellationToken)
        where T : class => WriteAsync(db, rows, destination, first, SqlBulkCopyOptions.KeepNulls, cancellationToken);

    private static async Task WriteAsync<T>(DashboardDbContext db, IReadOnlyList<T> rows, string? destination, long? first,
        SqlBulkCopyOptions options, CancellationToken cancellationToken)
        where T : class
    {
        if (rows.Count == 0) return;
        var connection = (SqlConnection)db.Database.GetDbConnection();
        var transaction = (SqlTransaction?)db.Database.CurrentTransaction?.GetDbTransaction();
        using var copy = new SqlBulkCopy(connection, options, transaction);
        copy.BulkCopyTimeout = CopySeconds;
        var (name, columns) = TableOf<T>(db);
        copy.DestinationTableName = destination ?? $"[{name}]";
        foreach (var (_, column) in columns) copy.ColumnMappings.Add(column, column);
        if (first is not null) copy.ColumnMappings.Add(SqlServerStagedTable.Row, SqlServerStagedTable.Row);
        for (var from = 0; from < rows.Count; from += RowsPerCopy)
        {
            using var table = Fill(rows, from, Math.Min(from + RowsPerCopy, rows.Count), columns, first);
            await copy.WriteToServerAsync(table, cancellationToken);
        }
    }

    public override async ValueTask DisposeAsync() => await db.Database.CloseConnectionAsync();

    private static DataTable Fill<T>(IReadOnlyList<T> rows, int from, int to,
        IReadOnlyList<(IProperty Property, string Column)> columns, long? first)
        where T : class
    {
        var table = new DataTable { Locale = System.Globalization.CultureInfo.InvariantCulture };
        foreach (var (property, column) in columns) table.Columns.Add(column, StoredType(property));
        if (first is not null) table.Columns.Add(SqlServerStagedTable.Row, typeof(long));
        for (var row = from; row < to; row++)
        {
            var values = columns.Select(column => Stored(column.Property, rows[row]));
            table.Rows.Add([.. first is null ? values : values.Append(first.Value + row)]);
        }

        return table;
    }

    private static Type StoredType(IProperty property)
    {
        var converter = property.GetTypeMapping().Converter;
        var type = converter?.ProviderClrType ?? property.ClrType;
        type = Nullable.GetUnderlyingType(type) ?? type;
        return type == typeof(DateOnly) ? typeof(DateTime) : type;
    }

    private static object? Stored(IProperty property, object row)
    {
        var value = property.GetGetter().GetClrValue(row);
        if (value is not null && property.GetTypeMapping().Converter is { } converter) value = converter.ConvertToProvider(value);
        return value is DateOnly day ? day.ToDateTime(TimeOnly.MinValue) : value;
    }
}
