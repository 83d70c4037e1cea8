using Concentric.Time;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Data;

/// <summary>
/// The clock that all nodes of a store share. A claim or a sign of life that is written by one node is judged by another, so both go
/// by it: two machines whose clocks differ would otherwise take over each other's work.
/// </summary>
public static class StoreClock
{
    /// <summary>The instant (UTC): the server's. An embedded store has one process, and that one's clock.</summary>
    public static async Task<DateTime> NowAsync(this DashboardDbContext db, OfficeClock clock, CancellationToken cancellationToken)
    {
        if (db is not SqlServerDashboardDbContext) return clock.UtcNow;
        var now = await db.Database.SqlQueryRaw<DateTime>("SELECT SYSUTCDATETIME() AS [Value]").ToListAsync(cancellationToken);
        // Always one row; only a connection to nowhere, by which statements are compiled in tests, answers with none.
        return now is [var instant] ? DateTime.SpecifyKind(instant, DateTimeKind.Utc) : clock.UtcNow;
    }
}
