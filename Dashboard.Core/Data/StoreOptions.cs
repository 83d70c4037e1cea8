namespace Concentric.Data;

/// <summary>Which store is used.</summary>
public enum StoreProvider { Sqlite, SqlServer }

/// <summary>Where the store is.</summary>
/// <param name="Provider">From <c>Database:Provider</c>.</param>
/// <param name="ConnectionString">From <c>ConnectionStrings:Dashboard</c>; for SQLite a file in the data folder by default.</param>
/// <param name="MaxBatchSize">
/// From <c>Database:MaxBatchSize</c>: rows that one statement saves on SQL Server; null for the library's own measure.
/// </param>
public sealed record StoreOptions(StoreProvider Provider, string ConnectionString, int? MaxBatchSize = null);
