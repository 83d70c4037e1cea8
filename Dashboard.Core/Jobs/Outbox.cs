using System.Linq.Expressions;
using Concentric.Data;
using Concentric.Rules;
using Concentric.Time;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Query;

namespace Concentric.Jobs;

/// <summary>A message that somebody has taken out of the outbox to send it.</summary>
/// <param name="Row">As it was before it was taken.</param>
/// <param name="TakenUntil">The instant (UTC) until which others leave it alone; it tells one taker from another.</param>
public sealed record Taken<T>(T Row, DateTime TakenUntil)
    where T : OutboxRow, IOutboxKind;

/// <summary>
/// Messages that are to be sent, kept in the store. A message is sent once: it is marked before it is handed over, and one that was
/// cut off in between is never handed over again, because nobody knows whether the other side has it.
/// </summary>
public sealed class Outbox<T>(IDbContextFactory<DashboardDbContext> factory, StoreOptions store, OfficeClock clock)
    where T : OutboxRow, IOutboxKind
{
    /// <summary>Kind in the change log.</summary>
    public static readonly string Kind = T.ToldAs ?? RecordKinds.NameOf<T>();

    /// <summary>How long others leave a message alone that somebody has taken; longer than any attempt may last.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromMinutes(10);

    /// <inheritdoc cref="IOutboxKind.Lasts"/>
    public static readonly TimeSpan? Lasts = T.Lasts;

    /// <summary>Takes the message that is due longest; null when none is. Of several who try, on any node, one gets it.</summary>
    /// <param name="which">Which of them may be sent now, with what is needed to send them.</param>
    public async Task<Taken<T>?> TakeAsync(Func<IQueryable<T>, DateTime, IQueryable<T>> which, CancellationToken cancellationToken)
    {
        while (true)
        {
            await using var db = await factory.CreateDbContextAsync(cancellationToken);
            var now = await db.NowAsync(clock, cancellationToken);
            var waiting = db.Set<T>().AsNoTracking().Where(row => row.State == OutboxState.Waiting && row.NextAt <= now);
            var row = await which(waiting, now).OrderBy(row => row.NextAt).ThenBy(row => row.Id).FirstOrDefaultAsync(cancellationToken);
            if (row is null) return null;
            var (id, before, until) = (row.Id, row.NextAt, now + Lease);
            var taken = await db.Set<T>().Where(own => own.Id == id && own.State == OutboxState.Waiting && own.NextAt == before)
                .ExecuteUpdateAsync(set => set.SetProperty(own => own.NextAt, until), cancellationToken);
            if (taken > 0) return new(row, until);
        }
    }

    /// <summary>Marks a message as being handed over.</summary>
    /// <param name="alsoIf">Asked in the same transaction; when it says no, nothing is done.</param>
    /// <returns>False when it is no longer the taker's to send.</returns>
    public Task<bool> BeginAsync(Taken<T> taken, CancellationToken cancellationToken,
        Func<DashboardDbContext, DateTime, Task<bool>>? alsoIf = null) =>
        StoreRetry.RunAsync(() => BeginOnceAsync(taken, alsoIf, cancellationToken), cancellationToken);

    private async Task<bool> BeginOnceAsync(Taken<T> taken, Func<DashboardDbContext, DateTime, Task<bool>>? alsoIf,
        CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var now = await db.NowAsync(clock, cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        if (alsoIf is not null && !await alsoIf(db, now)) return false;
        var own = Own(db, taken).Where(row => row.State == OutboxState.Waiting);
        var isBegun = await db.MoveAsync(own, set => set.SetProperty(row => row.State, OutboxState.Sending),
            () => TellAsync(db, taken.Row.ToldId, OutboxState.Sending), cancellationToken);
        if (isBegun) await transaction.CommitAsync(cancellationToken);
        return isBegun;
    }

    /// <summary>The other side has it.</summary>
    /// <param name="also">What else is written down with it.</param>
    public Task<bool> SentAsync(Taken<T> taken, Action<DashboardDbContext>? also = null) => EndAsync(taken, OutboxState.Sent, also);

    /// <summary>The other side may have it.</summary>
    public Task<bool> UncertainAsync(Taken<T> taken) => EndAsync(taken, OutboxState.Uncertain);

    /// <summary>Nobody is to have it any more.</summary>
    public Task<bool> WithdrawAsync(Taken<T> taken) => EndAsync(taken, OutboxState.Withdrawn);

    /// <summary>There is no way out to whom it is for.</summary>
    public Task<bool> ToldAsync(Taken<T> taken) => EndAsync(taken, OutboxState.Told);

    /// <summary>The other side does not have it: it is tried again after a pause, or given up.</summary>
    /// <param name="answer">What the other side said; cut to what the row holds.</param>
    /// <param name="isFinal">True when trying again would not help.</param>
    /// <param name="atLeast">The shortest pause that the other side asked for.</param>
    /// <param name="also">What else the row keeps of it.</param>
    public Task<bool> FailedAsync(Taken<T> taken, string? answer, bool isFinal = false, TimeSpan atLeast = default,
        Action<UpdateSettersBuilder<T>>? also = null)
    {
        var failures = taken.Row.Failures + 1;
        var isOver = isFinal || failures >= OutboxRow.MostFailures;
        var state = isOver ? OutboxState.GivenUp : OutboxState.Waiting;
        answer = PlainText.Cut(answer, TextLimits.Title);
        return MoveAsync(taken, state, (set, now) =>
        {
            var pause = isOver ? TimeSpan.Zero : OutboxRow.Pauses[failures - 1];
            var next = isOver ? (DateTime?)null : now + (pause > atLeast ? pause : atLeast);
            set.SetProperty(row => row.State, state).SetProperty(row => row.Failures, failures).SetProperty(row => row.NextAt, next)
                .SetProperty(row => row.EndedAt, isOver ? now : (DateTime?)null).SetProperty(row => row.Answer, answer);
            also?.Invoke(set);
        });
    }

    /// <summary>Gives back a message that was taken and not handed over, as when the program ends.</summary>
    public Task<bool> GiveBackAsync(Taken<T> taken) => MoveAsync(taken, OutboxState.Waiting,
        (set, now) => set.SetProperty(row => row.State, OutboxState.Waiting).SetProperty(row => row.NextAt, now));

    /// <summary>
    /// Ends what was cut off while it was handed over, takes back what was cut off before, and withdraws what is too old.
    /// </summary>
    /// <param name="atStart">True when the program has just started: with the embedded store nobody else can be at it.</param>
    public async Task RecoverAsync(bool atStart, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var (now, isAlone) = (await db.NowAsync(clock, cancellationToken), store.IsAlone(atStart));
        var cutOff = db.Set<T>().Where(row => row.State == OutboxState.Sending && (isAlone || row.NextAt < now));
        await db.MoveAsync(cutOff, set => End(set, OutboxState.Uncertain, now), () => TellAsync(db, 0, OutboxState.Uncertain),
            cancellationToken);
        if (now - Lasts is { } before)
        {
            var old = db.Set<T>().Where(row => row.State == OutboxState.Waiting && row.NextAt <= now && row.At < before);
            await db.MoveAsync(old, set => End(set, OutboxState.Withdrawn, now), () => TellAsync(db, 0, OutboxState.Withdrawn),
                cancellationToken);
        }

        if (!isAlone) return;
        // The lease of whoever is gone: only one that has not failed yet has none of its own pauses to keep.
        await db.Set<T>().Where(row => row.State == OutboxState.Waiting && row.Failures == 0 && row.NextAt > now)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.NextAt, now), cancellationToken);
    }

    /// <summary>Ends what waits, taken or not, in the transaction of a context; what is on its way goes where it was going.</summary>
    internal static Task WithdrawAsync(DashboardDbContext db, Expression<Func<T, bool>> which, DateTime now,
        CancellationToken cancellationToken) =>
        db.MoveAsync(db.Set<T>().Where(row => row.State == OutboxState.Waiting).Where(which),
            set => End(set, OutboxState.Withdrawn, now),
            () =>
            {
                db.AddMove(now, Kind, 0, nameof(OutboxState.Withdrawn));
                return Task.CompletedTask;
            }, cancellationToken);

    private Task<bool> EndAsync(Taken<T> taken, OutboxState to, Action<DashboardDbContext>? also = null) =>
        MoveAsync(taken, to, (set, now) => End(set, to, now), also);

    private static void End(UpdateSettersBuilder<T> set, OutboxState to, DateTime now) => set.SetProperty(row => row.State, to)
        .SetProperty(row => row.EndedAt, now).SetProperty(row => row.NextAt, (DateTime?)null);

    /// <summary>Moves a message that is still its taker's; written down however the attempt has ended, so nobody may give it up.</summary>
    private async Task<bool> MoveAsync(Taken<T> taken, OutboxState to, Action<UpdateSettersBuilder<T>, DateTime> set,
        Action<DashboardDbContext>? also = null)
    {
        var moved = false;
        // Guarded by the taker's mark: done twice it is done once.
        await StoreRetry.RunAsync(async () =>
        {
            await using var db = await factory.CreateDbContextAsync(CancellationToken.None);
            var now = await db.NowAsync(clock, CancellationToken.None);
            var own = Own(db, taken).Where(row => row.State == OutboxState.Waiting || row.State == OutboxState.Sending);
            moved = await db.MoveAsync(own, builder => set(builder, now), () => TellAsync(db, taken.Row.ToldId, to, also),
                CancellationToken.None);
        }, CancellationToken.None);
        return moved;
    }

    private static IQueryable<T> Own(DashboardDbContext db, Taken<T> taken)
    {
        var (id, until) = (taken.Row.Id, taken.TakenUntil);
        return db.Set<T>().Where(row => row.Id == id && row.NextAt == until);
    }

    private Task TellAsync(DashboardDbContext db, long id, OutboxState to, Action<DashboardDbContext>? also = null)
    {
        also?.Invoke(db);
        db.AddMove(clock.UtcNow, Kind, id, to.ToString());
        return Task.CompletedTask;
    }
}
