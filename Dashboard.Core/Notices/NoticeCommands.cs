using Concentric.Data;
using Concentric.Lists;
using Concentric.Time;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Notices;

/// <summary>Marks an account's own notices as read, and removes old ones.</summary>
public sealed class NoticeCommands(IDbContextFactory<DashboardDbContext> factory, OfficeClock clock)
{
    /// <summary>Marks one of the caller's notices; another's, or one that was read, stays as it is.</summary>
    public Task MarkReadAsync(CurrentUser caller, long id, CancellationToken cancellationToken) =>
        MarkAsync(caller, notices => notices.Where(notice => notice.Id == id), cancellationToken);

    /// <summary>Marks what told the caller of a record, which the caller has opened.</summary>
    public Task MarkSeenAsync(CurrentUser caller, string recordKind, long recordId, CancellationToken cancellationToken) =>
        MarkAsync(caller, notices =>
            notices.Where(notice => notice.RecordKind == recordKind && notice.RecordId == recordId), cancellationToken);

    /// <summary>Marks the caller's notices up to one that was on the page: what came after it has not been seen.</summary>
    public Task MarkAllReadAsync(CurrentUser caller, long newest, CancellationToken cancellationToken) =>
        MarkAsync(caller, notices => notices.Where(notice => notice.Id <= newest), cancellationToken);

    /// <summary>Removes what is older than <see cref="Notice.KeptDays"/>, read or not.</summary>
    /// <returns>Rows removed.</returns>
    public async Task<int> PruneAsync(CancellationToken cancellationToken)
    {
        var before = clock.UtcNow.AddDays(-Notice.KeptDays);
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var old = db.Notices.Where(notice => notice.At < before);
        await db.ListedRecords.Where(one => old.Any(notice => notice.Id == one.ListId)).ExecuteDeleteAsync(cancellationToken);
        var removed = await old.ExecuteDeleteAsync(cancellationToken);
        await db.NoticeMails.Where(mail => mail.At < before).ExecuteDeleteAsync(cancellationToken);
        return removed;
    }

    private Task MarkAsync(CurrentUser caller, Func<IQueryable<Notice>, IQueryable<Notice>> which,
        CancellationToken cancellationToken) =>
        StoreRetry.RunAsync(() => MarkOnceAsync(caller, which, cancellationToken), cancellationToken);

    private async Task MarkOnceAsync(
        CurrentUser caller, Func<IQueryable<Notice>, IQueryable<Notice>> which, CancellationToken cancellationToken)
    {
        if (caller.UserId is not { } user) return;
        // Never that of the notice itself, which stands for not looked at.
        var now = clock.UtcNow.AddTicks(1);
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var unread = which(db.Notices.Where(notice => notice.UserId == user
            && (notice.ReadAt == null || notice.ReadAt == notice.At)));
        // Mostly there are none, and nobody's turn to write is taken for that.
        if (!await unread.AnyAsync(cancellationToken)) return;
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var read = await unread.ExecuteUpdateAsync(row => row.SetProperty(notice => notice.ReadAt, now), cancellationToken);
        if (read == 0) return;
        db.ChangeLog.Add(NoticeLog.Row(now));
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }
}
