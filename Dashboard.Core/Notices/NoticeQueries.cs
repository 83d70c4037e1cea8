using Concentric.Data;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Notices;

/// <summary>A page of somebody's notices.</summary>
/// <param name="Rows">Unread ones first, then the newest first.</param>
/// <param name="Total">On all pages.</param>
/// <param name="Unread">Of these not read yet.</param>
/// <param name="Page">The page shown: the last one when the one asked for lies behind it.</param>
/// <param name="Newest">Id of the newest notice there was at the time; 0 without any.</param>
public sealed record NoticePage(IReadOnlyList<Notice> Rows, int Total, int Unread, int Page, long Newest);

/// <summary>Reads an account's own notices. About communities that the account has lost there are none.</summary>
public sealed class NoticeQueries(IDbContextFactory<DashboardDbContext> factory)
{
    /// <summary>Notices on a page.</summary>
    public const int PageSize = 50;

    /// <summary>Unread notices are counted up to here.</summary>
    public const int MostCounted = 100;

    /// <summary>How many the caller has not read, counted up to <see cref="MostCounted"/>.</summary>
    public async Task<int> CountUnreadAsync(CurrentUser caller, CancellationToken cancellationToken)
    {
        if (caller.UserId is null) return 0;
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        return await Of(db, caller).Where(notice => notice.ReadAt == null).Take(MostCounted).CountAsync(cancellationToken);
    }

    /// <summary>
    /// What has come to the caller's communities from elsewhere, transferred, entered by the street office or sent back, and has not been
    /// looked at yet: the newest, at most <see cref="MostCounted"/>.
    /// </summary>
    public async Task<IReadOnlySet<RecordKey>> ArrivalsAsync(CurrentUser caller, CancellationToken cancellationToken)
    {
        if (caller.UserId is null) return RecordKey.None;
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var rows = await Of(db, caller)
            // One that is only listed counts as read from the beginning, and is as new until somebody looks.
            .Where(notice => (notice.ReadAt == null || notice.ReadAt == notice.At)
                && (notice.Kind == NoticeKind.Assigned || notice.Kind == NoticeKind.Entered || notice.Kind == NoticeKind.Returned
                    || notice.Kind == NoticeKind.Offered || notice.Kind == NoticeKind.Declined || notice.Kind == NoticeKind.Denied))
            .OrderByDescending(notice => notice.Id).Take(MostCounted)
            .Select(notice => new { notice.RecordKind, notice.RecordId }).ToListAsync(cancellationToken);
        return rows.Select(row => new RecordKey(row.RecordKind, row.RecordId)).ToHashSet();
    }

    /// <summary>One page.</summary>
    public async Task<NoticePage> ReadAsync(CurrentUser caller, int page, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.BeginReadAsync(cancellationToken);
        var all = Of(db, caller);
        var total = await all.CountAsync(cancellationToken);
        var unread = await all.CountAsync(notice => notice.ReadAt == null, cancellationToken);
        var shown = Math.Clamp(page, 1, Math.Max(1, (total + PageSize - 1) / PageSize));
        var rows = await Ordered(all)
            .Skip((shown - 1) * PageSize).Take(PageSize).ToListAsync(cancellationToken);
        return new(rows, total, unread, shown, await all.MaxAsync(notice => (long?)notice.Id, cancellationToken) ?? 0);
    }

    /// <summary>All of them, one after the other, in the caller's transaction; and how many they are.</summary>
    public static async Task<(long Total, IAsyncEnumerable<Notice> Rows)> StreamAsync(DashboardDbContext db, CurrentUser caller,
        CancellationToken cancellationToken)
    {
        var all = Of(db, caller);
        return (await all.LongCountAsync(cancellationToken), Ordered(all).AsAsyncEnumerable());
    }

    private static IOrderedQueryable<Notice> Ordered(IQueryable<Notice> notices) =>
        notices.OrderBy(notice => notice.ReadAt != null).ThenByDescending(notice => notice.Id);

    /// <summary>The caller's own, as far as the caller may still know of them.</summary>
    internal static IQueryable<Notice> Of(DashboardDbContext db, CurrentUser caller)
    {
        var (user, ids) = (caller.UserId, caller.CommunityIds);
        var own = db.Notices.AsNoTracking().Where(notice => notice.UserId == user);
        if (ids is null) return own;
        // What passes between communities tells of a record that another one keeps.
        // An alert without a community is one of the street as a whole, unless it stands for many.
        return own.Where(notice => (notice.CommunityId == null && (notice.RecordId == 0
                || (notice.Kind != NoticeKind.AlertBegan && notice.Kind != NoticeKind.AlertOver)))
            || notice.Kind == NoticeKind.Shared || notice.Kind == NoticeKind.Offered
            || notice.Kind == NoticeKind.Declined || notice.Kind == NoticeKind.Accepted || notice.Kind == NoticeKind.Denied
            || ids.Contains(notice.CommunityId!.Value));
    }
}
