using System.Data;
using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Concentric.Data;

/// <summary>
/// Tells this node's readers of changes at the moment they are committed, whoever holds the transaction: never before, because
/// the cube would count the old state, and never after a roll-back, because the ids are given out again.
/// </summary>
internal sealed class CommitAnnouncer : DbTransactionInterceptor
{
    public static readonly CommitAnnouncer Instance = new();

    public override DbTransaction TransactionStarted(DbConnection connection, TransactionEndEventData eventData, DbTransaction result)
    {
        if (eventData.Context is DashboardDbContext db && result.IsolationLevel is not (IsolationLevel.ReadCommitted
            or IsolationLevel.Unspecified)) db.HasRaisedIsolation = true;
        return result;
    }

    public override ValueTask<DbTransaction> TransactionStartedAsync(DbConnection connection, TransactionEndEventData eventData,
        DbTransaction result, CancellationToken cancellationToken = default) =>
        ValueTask.FromResult(TransactionStarted(connection, eventData, result));

    public override async ValueTask<InterceptionResult> TransactionCommittingAsync(DbTransaction transaction,
        TransactionEventData eventData, InterceptionResult result, CancellationToken cancellationToken = default)
    {
        if (eventData.Context is DashboardDbContext { Recorder: { } recorder } db) await recorder.BeforeCommitAsync(db, cancellationToken);
        return result;
    }

    public override void TransactionCommitted(DbTransaction transaction, TransactionEndEventData eventData) =>
        (eventData.Context as DashboardDbContext)?.AnnounceCommitted();

    public override Task TransactionCommittedAsync(DbTransaction transaction, TransactionEndEventData eventData,
        CancellationToken cancellationToken = default)
    {
        (eventData.Context as DashboardDbContext)?.AnnounceCommitted();
        return Task.CompletedTask;
    }

    public override void TransactionRolledBack(DbTransaction transaction, TransactionEndEventData eventData) =>
        (eventData.Context as DashboardDbContext)?.Uncommitted.Clear();

    public override Task TransactionRolledBackAsync(DbTransaction transaction, TransactionEndEventData eventData,
        CancellationToken cancellationToken = default)
    {
        (eventData.Context as DashboardDbContext)?.Uncommitted.Clear();
        return Task.CompletedTask;
    }

    public override void TransactionFailed(DbTransaction transaction, TransactionErrorEventData eventData) =>
        StoreTroubleWatch.Report(eventData.Context as DashboardDbContext, eventData.Exception);

    public override Task TransactionFailedAsync(DbTransaction transaction, TransactionErrorEventData eventData,
        CancellationToken cancellationToken = default)
    {
        TransactionFailed(transaction, eventData);
        return Task.CompletedTask;
    }
}
