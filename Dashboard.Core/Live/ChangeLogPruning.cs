using Concentric.Data;
using Concentric.Time;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Concentric.Live;

/// <summary>Keeps the change log from growing without end.</summary>
public sealed partial class ChangeLogPruning(IDbContextFactory<DashboardDbContext> factory, OfficeClock clock,
    ILogger<ChangeLogPruning> logger)
{
    /// <summary>How long a change stays in the log. Every node has read it within seconds; a page shows the last few.</summary>
    public static readonly TimeSpan Keep = TimeSpan.FromDays(30);

    /// <summary>
    /// Removes old changes, but never those that restated a past period: pages tell of them as long as the period is looked at.
    /// </summary>
    /// <returns>Rows removed.</returns>
    public async Task<int> PruneAsync(CancellationToken cancellationToken)
    {
        var before = clock.UtcNow - Keep;
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var removed = await db.ChangeLog.Where(entry => entry.At < before && entry.RestatesFrom == null)
            .ExecuteDeleteAsync(cancellationToken);
        if (removed > 0) LogPruned(removed);
        return removed;
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{Rows} old changes were removed from the change log")]
    private partial void LogPruned(int rows);
}
