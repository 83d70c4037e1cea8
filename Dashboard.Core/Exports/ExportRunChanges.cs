using System.Linq.Expressions;
using Concentric.Data;
using Concentric.Jobs;
using Concentric.Time;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Query;

namespace Concentric.Exports;

/// <summary>Moves runs from state to state (<see cref="JobMoves"/>). The change log tells open pages on every node.</summary>
public sealed class ExportRunChanges(IDbContextFactory<DashboardDbContext> factory, OfficeClock clock)
{
    public static readonly string Kind = RecordKinds.NameOf<ExportRun>();

    /// <summary>Moves a run in a transaction of its own; one that the server gave up for another's sake is begun again.</summary>
    /// <param name="from">Which run, in which state.</param>
    /// <param name="audit">On whose behalf, if the audit trail is to tell.</param>
    /// <param name="also">What is saved together with the move; it gets the run as it is now.</param>
    /// <param name="moved">
    /// The run after the move, by which one is known whose answer was lost with the connection; null where that can't be told.
    /// </param>
    /// <returns>The run as it is now; null when it was not in the state.</returns>
    public async Task<ExportRun?> MoveAsync(
        Expression<Func<ExportRun, bool>> from, Action<UpdateSettersBuilder<ExportRun>> set, string action, CurrentUser? audit,
        CancellationToken cancellationToken, Func<DashboardDbContext, ExportRun, CancellationToken, Task>? also = null,
        Expression<Func<ExportRun, bool>>? moved = null)
    {
        var done = await StoreRetry.RunAsync(async () =>
        {
            await using var db = await factory.CreateDbContextAsync(cancellationToken);
            return new Moved(await MoveAsync(db, from, set, action, audit, also, cancellationToken));
        }, moved is null ? null : FindAsync, cancellationToken);
        return done.Run;

        async Task<Moved?> FindAsync()
        {
            await using var db = await factory.CreateDbContextAsync(cancellationToken);
            return await db.ExportRuns.AsNoTracking().SingleOrDefaultAsync(moved, cancellationToken) is { } run ? new(run) : null;
        }
    }

    /// <summary>Claims a queued run: of several who try, on any node, one has it.</summary>
    /// <returns>The run, with the attempt by which its holder is told from others; null when somebody else has it.</returns>
    public async Task<ExportRun?> ClaimAsync(long id, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var now = await db.NowAsync(clock, cancellationToken);
        return await MoveAsync(
            db,
            run => run.Id == id && run.State == ExportState.Queued,
            set => set.Claim(now).SetProperty(run => run.State, ExportState.Running).SetProperty(run => run.StartedAt, now),
            "Running", null, also: null, cancellationToken);
    }

    /// <summary>A sign of life, with progress if it moved.</summary>
    /// <returns>False when the run is no longer this holder's.</returns>
    public async Task<bool> PulseAsync(ExportRun held, int? progress, CancellationToken cancellationToken)
    {
        var from = HeldAs(held);
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var now = await db.NowAsync(clock, cancellationToken);
        if (progress is not null)
            return await MoveAsync(db, from, set => set.Beat(now, progress), "Progress", null, also: null, cancellationToken) is not null;
        return await db.ExportRuns.Where(from).ExecuteUpdateAsync(set => set.Beat(now, progress), cancellationToken) > 0;
    }

    /// <summary>The run in the state and the attempt in which its holder has it, as <c>ImportRunChanges.HeldAs</c>.</summary>
    internal static Expression<Func<ExportRun, bool>> HeldAs(ExportRun held)
    {
        var (id, state, attempt) = (held.Id, held.State, held.Attempts);
        return run => run.Id == id && run.State == state && run.Attempts == attempt;
    }

    /// <summary>Adds the change-log row of a run.</summary>
    public void Tell(DashboardDbContext db, long id, string action) => db.AddMove(clock.UtcNow, Kind, id, action);

    private Task<ExportRun?> MoveAsync(
        DashboardDbContext db, Expression<Func<ExportRun, bool>> from, Action<UpdateSettersBuilder<ExportRun>> set, string action,
        CurrentUser? audit, Func<DashboardDbContext, ExportRun, CancellationToken, Task>? also, CancellationToken cancellationToken) =>
        StoreRetry.RunAsync(() => MoveOnceAsync(db, from, set, action, audit, also, cancellationToken), cancellationToken);

    private async Task<ExportRun?> MoveOnceAsync(
        DashboardDbContext db, Expression<Func<ExportRun, bool>> from, Action<UpdateSettersBuilder<ExportRun>> set, string action,
        CurrentUser? audit, Func<DashboardDbContext, ExportRun, CancellationToken, Task>? also, CancellationToken cancellationToken)
    {
        // What an attempt before this one has added was rolled back with it.
        db.ChangeTracker.Clear();
        db.Uncommitted.Clear();
        // In the move's own transaction, so that what is read first is still so when it is moved.
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        if (await db.ExportRuns.Where(from).Select(run => (long?)run.Id).FirstOrDefaultAsync(cancellationToken) is not { } id) return null;
        ExportRun? now = null;
        var isMoved = await db.MoveAsync(db.ExportRuns.Where(from), set, TellAsync, cancellationToken);
        if (!isMoved) return null;
        await transaction.CommitAsync(cancellationToken);
        return now;

        async Task TellAsync()
        {
            Tell(db, id, action);
            if (audit is not null) db.AddLine(clock.UtcNow, audit, Kind, id, action);
            now = await db.ExportRuns.AsNoTracking().SingleAsync(run => run.Id == id, cancellationToken);
            if (also is not null) await also(db, now, cancellationToken);
        }
    }

    private sealed record Moved(ExportRun? Run);
}
