using Concentric.Data;
using Concentric.Petitions;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Tests.SqlServer.Live;

/// <summary>The migrations on a real server.</summary>
public sealed class MigrationLiveTests(LiveSqlServer server) : IClassFixture<LiveSqlServer>
{
    [Fact]
    public async Task Migrations_RunAndLeaveNothingPending()
    {
        var builder = new DbContextOptionsBuilder<SqlServerDashboardDbContext>();
        StoreServices.UseSqlServer(builder, server.ConnectionString);
        await using var db = new SqlServerDashboardDbContext(builder.Options);
        await db.Database.MigrateAsync(TestContext.Current.CancellationToken);

        Assert.Empty(await db.Database.GetPendingMigrationsAsync(TestContext.Current.CancellationToken));
        Assert.Equal(0, await db.Petitions.CountAsync(TestContext.Current.CancellationToken));
    }
}
