using Concentric.Data;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Notices.Channels;

/// <summary>
/// The one way by which notices come into the store: each goes where its reader wants it, which is settled in the same transaction.
/// </summary>
public static class NoticeRoutes
{
    /// <summary>Adds notices to a context that is about to be saved.</summary>
    public static async Task AddNoticesAsync(this DashboardDbContext db, IReadOnlyCollection<Notice> notices,
        CancellationToken cancellationToken)
    {
        if (notices.Count == 0) return;
        db.Notices.AddRange(notices);
        var readers = notices.Select(notice => notice.UserId).Distinct().ToList();
        var chosen = (await db.NoticeChoices.AsNoTracking().Where(choice => readers.Contains(choice.UserId)).ToListAsync(cancellationToken))
            .ToDictionary(choice => (choice.UserId, choice.Topic));
        foreach (var notice in notices)
        {
            var topic = NoticeTopics.Of(notice.Kind);
            var choice = chosen.GetValueOrDefault((notice.UserId, topic)) ?? NoticeChoice.Standard(notice.UserId, topic);
            if (!choice.IsCounted) notice.ReadAt = notice.At;
            // A workbook that is mailed at once has a mail of its own, with its file where that is allowed.
            var isMailed = choice.Mail != NoticeWhen.Off && (topic, choice.Mail) != (NoticeTopic.Workbooks, NoticeWhen.AtOnce);
            if (isMailed) notice.MailWhen = choice.Mail;
        }
    }

    /// <summary>Those of some accounts that do not want the mail of each workbook.</summary>
    public static async Task<IReadOnlySet<int>> WithoutWorkbookMailAsync(this DashboardDbContext db, IReadOnlyCollection<int> readers,
        CancellationToken cancellationToken) =>
        await db.NoticeChoices.AsNoTracking()
            .Where(choice => readers.Contains(choice.UserId) && choice.Topic == NoticeTopic.Workbooks && choice.Mail != NoticeWhen.AtOnce)
            .Select(choice => choice.UserId).ToHashSetAsync(cancellationToken);
}
