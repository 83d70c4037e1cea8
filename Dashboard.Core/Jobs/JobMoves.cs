using Concentric.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Query;

namespace Concentric.Jobs;

/// <summary>A row of work with a version that moves with each of its steps, so that a page sees that it has changed.</summary>
public interface IJobRow
{
    int Version { get; }
}

/// <summary>
/// Moves rows of work (exports, imports, mails) from state to state. The state that a move starts from, and whose the row is, stand
/// within its statement, so of two who try the same one succeeds. What tells of the move is committed with it.
/// </summary>
public static class JobMoves
{
    /// <summary>Moves rows, in the context's transaction or in one of its own.</summary>
    /// <param name="from">The rows, in the state that the move starts from.</param>
    /// <param name="tell">Adds what tells of the move: the change-log row, an audit line, notices.</param>
    /// <returns>False when none was in the state; then nothing was done.</returns>
    public static Task<bool> MoveAsync<T>(
        this DashboardDbContext db, IQueryable<T> from, Action<UpdateSettersBuilder<T>> set, Func<Task> tell,
        CancellationToken cancellationToken)
        where T : class
    {
        // Within a transaction, whoever began it runs it again.
        if (db.Database.CurrentTransaction is not null) return MoveOnceAsync(db, from, set, tell, cancellationToken);
        var before = db.ChangeTracker.Entries().Select(entry => entry.Entity).ToHashSet(ReferenceEqualityComparer.Instance);
        return StoreRetry.RunAsync(() =>
        {
            // What an attempt before this one has added was rolled back with it.
            db.Uncommitted.Clear();
            foreach (var entry in db.ChangeTracker.Entries().Where(entry => !before.Contains(entry.Entity)).ToList())
                entry.State = EntityState.Detached;
            return MoveOnceAsync(db, from, set, tell, cancellationToken);
        }, cancellationToken);
    }

    private static async Task<bool> MoveOnceAsync<T>(
        DashboardDbContext db, IQueryable<T> from, Action<UpdateSettersBuilder<T>> set, Func<Task> tell,
        CancellationToken cancellationToken)
        where T : class
    {
        await using var own = db.Database.CurrentTransaction is null ? await db.Database.BeginTransactionAsync(cancellationToken) : null;
        if (await from.ExecuteUpdateAsync(Setters, cancellationToken) == 0) return false;
        await tell();
        await db.SaveChangesAsync(cancellationToken);
        if (own is not null) await own.CommitAsync(cancellationToken);
        return true;

        void Setters(UpdateSettersBuilder<T> builder)
        {
            set(builder);
            if (!typeof(T).IsAssignableTo(typeof(IJobRow))) return;
            builder.SetProperty(
                row => EF.Property<int>(row, nameof(IJobRow.Version)), row => EF.Property<int>(row, nameof(IJobRow.Version)) + 1);
        }
    }
}
