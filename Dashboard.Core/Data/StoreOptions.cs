namespace Concentric.Data;

/// <summary>Which store is used.</summary>
public enum StoreProvider { Sqlite, SqlServer }

/// <summary>Where the store is.</summary>
/// <param name="Provider">From <c>Database:Provider</c>.</param>
/// <param name="ConnectionString">From <c>ConnectionStrings:Dashboard</c>; for SQLite a file in the data folder by default.</param>
public sealed record StoreOptions(StoreProvider Provider, string ConnectionString);
