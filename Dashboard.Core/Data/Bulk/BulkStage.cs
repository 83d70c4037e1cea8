using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Concentric.Data.Bulk;

/// <summary>
/// Rows that are to be written to the store, kept aside in temporary tables of the connection: making them takes a while, and locks
/// are held only while they are copied over, inside the store. A program that is killed leaves nothing: temporary tables go with the
/// connection.
/// </summary>
internal abstract class BulkStage : BulkWriter
{
    /// <summary>Rows that wait to be copied.</summary>
    public abstract long Rows { get; }

    /// <summary>True when the keys that are given out stand for others, which the store gives when it takes the rows in.</summary>
    public abstract bool HasStandInKeys { get; }

    /// <summary>Begins on the store of a context.</summary>
    /// <exception cref="InvalidOperationException">A transaction is open: its locks would be held all the while.</exception>
    public static async Task<BulkStage> BeginAsync(DashboardDbContext db, CancellationToken cancellationToken)
    {
        if (db.Database.CurrentTransaction is not null) throw new InvalidOperationException("Stage before the transaction.");
        return db is SqliteDashboardDbContext
            ? await SqliteStage.OpenStageAsync(db, cancellationToken)
            : await SqlServerStage.OpenStageAsync(db, cancellationToken);
    }

    /// <summary>New rows.</summary>
    public override Task WriteAsync<T>(IReadOnlyList<T> rows, CancellationToken cancellationToken) =>
        WriteAsync(StagedSort.Added, rows, [], cancellationToken);

    /// <param name="changed">Names of the columns that some of the rows change.</param>
    public abstract Task WriteAsync<T>(StagedSort sort, IReadOnlyList<T> rows, IEnumerable<string> changed,
        CancellationToken cancellationToken)
        where T : class;

    /// <summary>A key that nobody else is given, whether the row is copied in the end or not.</summary>
    public abstract ValueTask<long> NextKeyAsync(IEntityType type, CancellationToken cancellationToken);

    /// <summary>
    /// Copies what waits into the store, in the transaction of the context: first what goes, then what changes, then what is new.
    /// </summary>
    /// <param name="copied">Told how many rows were copied, again and again.</param>
    /// <exception cref="DbUpdateConcurrencyException">A row was changed since it was read.</exception>
    /// <exception cref="System.Data.Common.DbException">A rule of the store refuses a row.</exception>
    public abstract Task CopyAsync(Action<long> copied, CancellationToken cancellationToken);

    /// <summary>The key of a row that was copied.</summary>
    /// <param name="key">As <see cref="NextKeyAsync"/> gave it.</param>
    public virtual Task<long> KeyOfAsync(long key, CancellationToken cancellationToken) => Task.FromResult(key);
}

/// <summary>
/// What becomes of staged rows, in the order in which they are copied: what goes makes room for what changes and for what is new.
/// </summary>
public enum StagedSort { Deleted, Changed, Added }
