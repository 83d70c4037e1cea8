using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace Concentric.Data;

/// <summary>Used by <c>dotnet ef migrations add</c> only; connects to nothing.</summary>
internal sealed class SqliteDesignTimeFactory : IDesignTimeDbContextFactory<SqliteDashboardDbContext>
{
    public SqliteDashboardDbContext CreateDbContext(string[] args)
    {
        var builder = new DbContextOptionsBuilder<SqliteDashboardDbContext>();
        StoreServices.UseSqlite(builder, "Data Source=design-time.db");
        return new(builder.Options);
    }
}

/// <summary>Used by <c>dotnet ef migrations add</c> only; connects to nothing.</summary>
internal sealed class SqlServerDesignTimeFactory : IDesignTimeDbContextFactory<SqlServerDashboardDbContext>
{
    public SqlServerDashboardDbContext CreateDbContext(string[] args)
    {
        var builder = new DbContextOptionsBuilder<SqlServerDashboardDbContext>();
        StoreServices.UseSqlServer(builder, "Server=design-time");
        return new(builder.Options);
    }
}
