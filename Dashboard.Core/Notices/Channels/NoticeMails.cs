using Concentric.Data;
using Concentric.Jobs;
using Concentric.Time;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Notices.Channels;

/// <summary>What a mail says, as far as its reader may still know of it.</summary>
/// <param name="Notices">The newest <see cref="NoticeMails.MostLines"/>; none when there is nothing left to say.</param>
/// <param name="Total">All that are in it.</param>
/// <param name="Reader">By whose rights it is told.</param>
public sealed record NoticeLetter(string Name, string Address, string Language, IReadOnlyList<Notice> Notices, int Total,
    CurrentUser Reader);

/// <summary>
/// Gathers notices into mails: of an account those that came within two minutes, or in a day. What has been read meanwhile is not
/// mailed any more.
/// </summary>
public sealed class NoticeMails(IDbContextFactory<DashboardDbContext> factory, OfficeClock clock)
{
    /// <summary>How long the first of them waits for others.</summary>
    public static readonly TimeSpan Gathering = TimeSpan.FromMinutes(2);

    /// <summary>What is older when it could be mailed is left out: mail was off, or the program.</summary>
    public static readonly TimeSpan Lasts = TimeSpan.FromDays(2);

    /// <summary>Notices that a mail names; of further ones it tells the number.</summary>
    public const int MostLines = 50;

    /// <summary>The most notices of a mail; further ones are in the next.</summary>
    private const int MostOfAMail = 2_000;

    /// <summary>Makes the mails that are due.</summary>
    /// <returns>Mails made.</returns>
    public async Task<int> GatherAsync(CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var now = await db.NowAsync(clock, cancellationToken);
        var waiting = db.Notices.AsNoTracking().Where(notice => notice.MailWhen != null && notice.MailId == null);
        // Of what waits only since when, for each reader: however much is not due yet, it keeps nothing back that is.
        var first = await waiting.GroupBy(notice => new { notice.UserId, notice.MailWhen })
            .Select(group => new { group.Key.UserId, group.Key.MailWhen, At = group.Min(notice => notice.At) })
            .ToListAsync(cancellationToken);
        if (first.Count == 0) return 0;
        var readers = first.Select(one => one.UserId).Distinct().ToList();
        var hours = await db.NoticeDigests.AsNoTracking().Where(row => readers.Contains(row.UserId))
            .ToDictionaryAsync(row => row.UserId, row => row.Hour, cancellationToken);
        var made = 0;
        foreach (var reader in first.GroupBy(one => one.UserId).OrderBy(reader => reader.Key))
        {
            var boundary = LastAt(hours.GetValueOrDefault(reader.Key, NoticeDigest.StandardHour), now);
            var isGathered = reader.Any(one => one.MailWhen == NoticeWhen.AtOnce && one.At <= now - Gathering);
            if (!isGathered && !reader.Any(one => one.MailWhen == NoticeWhen.Daily && one.At < boundary)) continue;
            var due = await waiting.Where(notice => notice.UserId == reader.Key
                    && (notice.MailWhen == NoticeWhen.AtOnce ? isGathered : notice.At < boundary))
                .OrderBy(notice => notice.Id).Take(MostOfAMail)
                .Select(notice => new Waiting(notice.Id, notice.At, notice.ReadAt)).ToListAsync(cancellationToken);
            if (due.Count > 0 && await MakeAsync(reader.Key, due, now, cancellationToken)) made++;
        }

        return made;
    }

    /// <summary>What a mail says; null when its reader is to have none any more.</summary>
    public async Task<NoticeLetter?> ReadAsync(long id, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var user = await db.Users.AsNoTracking().Include(row => row.Communities)
            .Where(row => db.Set<NoticeMail>().Any(mail => mail.Id == id && mail.UserId == row.Id)).SingleOrDefaultAsync(cancellationToken);
        if (user is not { IsDisabled: false, Email: { } address }) return null;
        var language = await db.NoticeDigests.Where(row => row.UserId == user.Id).Select(row => row.Language)
            .SingleOrDefaultAsync(cancellationToken);
        // Rights may have changed since.
        var reader = user.ToCurrentUser();
        var all = NoticeQueries.Of(db, reader).Where(notice => notice.MailId == id);
        var total = await all.CountAsync(cancellationToken);
        return new(user.DisplayName, address, language ?? "zh-CN",
            await all.OrderByDescending(notice => notice.Id).Take(MostLines).ToListAsync(cancellationToken), total, reader);
    }

    /// <summary>The last instant (UTC), not after now, at which it was this hour in the office.</summary>
    private DateTime LastAt(int hour, DateTime now)
    {
        var local = clock.ToOffice(now);
        var day = DateOnly.FromDateTime(local);
        if (local.Hour < hour) day = day.AddDays(-1);
        return clock.ToUtc(day.ToDateTime(new TimeOnly(hour, 0)));
    }

    private Task<bool> MakeAsync(int user, List<Waiting> due, DateTime now, CancellationToken cancellationToken) =>
        StoreRetry.RunAsync(() => MakeOnceAsync(user, due, now, cancellationToken), cancellationToken);

    private async Task<bool> MakeOnceAsync(int user, List<Waiting> due, DateTime now, CancellationToken cancellationToken)
    {
        // What was read after it was made needs no mail; what was never counted as unread was read when it was made.
        var (said, left) = (due.Where(Matters).Select(notice => notice.Id).ToList(),
            due.Where(notice => !Matters(notice)).Select(notice => notice.Id).ToList());
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var mail = new NoticeMail { UserId = user, State = OutboxState.Waiting, At = now, NextAt = now };
        if (said.Count > 0)
        {
            db.NoticeMails.Add(mail);
            db.AddMove(clock.UtcNow, Outbox<NoticeMail>.Kind, 0, nameof(OutboxState.Waiting));
            await db.SaveChangesAsync(cancellationToken);
            // Another node may have been faster with some of them: then all of them are its.
            if (await NameAsync(db, said, mail.Id, cancellationToken) != said.Count) return false;
        }

        await NameAsync(db, left, 0, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return said.Count > 0;

        bool Matters(Waiting notice) => notice.At >= now - Lasts && (notice.ReadAt is null || notice.ReadAt == notice.At);
    }

    private static Task<int> NameAsync(DashboardDbContext db, List<long> notices, long mail, CancellationToken cancellationToken) =>
        db.Notices.Where(notice => notices.Contains(notice.Id) && notice.MailId == null)
            .ExecuteUpdateAsync(set => set.SetProperty(notice => notice.MailId, mail), cancellationToken);

    private sealed record Waiting(long Id, DateTime At, DateTime? ReadAt);
}
