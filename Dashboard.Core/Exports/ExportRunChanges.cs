using System.Linq.Expressions;
using Concentric.Data;
using Concentric.People;
using Concentric.Time;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Query;

namespace Concentric.Exports;

/// <summary>
/// Moves runs from state to state. Each move names the state it starts from within its statement, so of two who try the same one
/// succeeds. The change log tells open pages on every node.
/// </summary>
public sealed class ExportRunChanges(IDbContextFactory<DashboardDbContext> factory, OfficeClock clock)
{
    public static readonly string Kind = RecordKinds.NameOf<ExportRun>();

    /// <param name="from">Which run, in which state.</param>
    /// <param name="audit">On whose behalf, if the audit trail is to tell.</param>
    /// <param name="also">What is saved together with the move; it gets the run as it is now.</param>
    /// <returns>The run as it is now; null when it was not in the state.</returns>
    public async Task<ExportRun?> MoveAsync(
        Expression<Func<ExportRun, bool>> from, Action<UpdateSettersBuilder<ExportRun>> set, string action, CurrentUser? audit, CancellationToken cancellationToken,
        Func<DashboardDbContext, ExportRun, CancellationToken, Task>? also = null)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var id = await db.ExportRuns.Where(from).Select(run => (long?)run.Id).FirstOrDefaultAsync(cancellationToken);
        if (id is null) return null;
        var moved = await db.ExportRuns.Where(from).ExecuteUpdateAsync(
            builder =>
            {
                set(builder);
                builder.SetProperty(run => run.Version, run => run.Version + 1);
            },
            cancellationToken);
        if (moved == 0) return null;
        Tell(db, id.Value, action);
        if (audit is not null) db.AddLine(clock.UtcNow, audit, Kind, id.Value, action);
        var now = await db.ExportRuns.AsNoTracking().SingleAsync(run => run.Id == id, cancellationToken);
        if (also is not null) await also(db, now, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return now;
    }

    /// <summary>A sign of life, with progress if it moved.</summary>
    /// <returns>False when the run is no longer this beginner's.</returns>
    public async Task<bool> PulseAsync(long id, int attempt, int? progress, CancellationToken cancellationToken)
    {
        var now = clock.UtcNow;
        if (progress is { } percent)
        {
            return await MoveAsync(
                run => run.Id == id && run.State == ExportState.Running && run.Attempts == attempt,
                set => set.SetProperty(run => run.HeartbeatAt, now).SetProperty(run => run.Progress, percent),
                "Progress", null, cancellationToken) is not null;
        }

        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        return await db.ExportRuns.Where(run => run.Id == id && run.State == ExportState.Running && run.Attempts == attempt)
            .ExecuteUpdateAsync(set => set.SetProperty(run => run.HeartbeatAt, now), cancellationToken) > 0;
    }

    /// <summary>Writes the change-log row. It has no days, for no figure moves, and no label, for it is not news of the street.</summary>
    public void Tell(DashboardDbContext db, long id, string action) =>
        db.ChangeLog.Add(new ChangeLogEntry { At = clock.UtcNow, Kind = Kind, RecordId = id, Action = action, Days = "" });
}
