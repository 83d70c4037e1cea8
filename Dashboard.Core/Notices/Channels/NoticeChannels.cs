using Concentric.Data;
using Concentric.Jobs;
using Concentric.Rules;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Notices.Channels;

/// <summary>What an account has chosen.</summary>
/// <param name="Choices">One for each topic that the account may be told of, in order.</param>
/// <param name="Hour">When the daily mail comes, 0 to 23 in the office's time.</param>
/// <param name="Address">Where mails go; null for an account without an address.</param>
/// <param name="Last">The newest mail with notices; null before the first.</param>
public sealed record NoticeChannel(IReadOnlyList<NoticeChoice> Choices, int Hour, string? Address, NoticeMail? Last);

/// <summary>Reads and keeps what each account has chosen for itself; like its columns and views it is nobody else's business.</summary>
public sealed class NoticeChannels(IDbContextFactory<DashboardDbContext> factory)
{
    /// <summary>The caller's choices; null for who is no account.</summary>
    public async Task<NoticeChannel?> ReadAsync(CurrentUser caller, CancellationToken cancellationToken)
    {
        if (caller.UserId is not { } user) return null;
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var chosen = await db.NoticeChoices.AsNoTracking().Where(choice => choice.UserId == user).ToListAsync(cancellationToken);
        var digest = await db.NoticeDigests.AsNoTracking().SingleOrDefaultAsync(row => row.UserId == user, cancellationToken);
        var address = await db.Users.Where(row => row.Id == user).Select(row => row.Email).SingleOrDefaultAsync(cancellationToken);
        var last = await db.NoticeMails.AsNoTracking().Where(row => row.UserId == user && row.State != OutboxState.Waiting)
            .OrderByDescending(row => row.Id).FirstOrDefaultAsync(cancellationToken);
        return new([.. NoticeTopics.For(caller).Select(topic =>
            chosen.Find(choice => choice.Topic == topic) ?? NoticeChoice.Standard(user, topic))], digest?.Hour ?? NoticeDigest.StandardHour,
            address, last);
    }

    /// <summary>Saves the caller's choices; what notices there are already stays where it is.</summary>
    /// <param name="language">Of the mails: the reader's.</param>
    /// <exception cref="RefusedException">The hour is none, or a topic is not the caller's.</exception>
    /// <exception cref="UnauthorizedAccessException">The caller is no account.</exception>
    public async Task SaveAsync(CurrentUser caller, IReadOnlyCollection<NoticeChoice> choices, int hour, string language,
        CancellationToken cancellationToken)
    {
        var user = caller.UserId ?? throw new UnauthorizedAccessException("Only accounts have notices.");
        var check = new ValidationContext();
        check.That(hour is >= 0 and <= 23, "DigestHour", hour, Rule.OutOfRange, 0, 23);
        var own = NoticeTopics.For(caller);
        foreach (var choice in choices)
        {
            check.That(own.Contains(choice.Topic) && Enum.IsDefined(choice.Mail), nameof(choice.Topic), choice.Topic.ToString(),
                Rule.Unknown);
        }

        check.ThrowIfAny();
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var rows = await db.NoticeChoices.AsTracking().Where(row => row.UserId == user).ToDictionaryAsync(row => row.Topic,
            cancellationToken);
        var digest = await db.NoticeDigests.AsTracking().SingleOrDefaultAsync(row => row.UserId == user, cancellationToken);
        foreach (var choice in choices)
        {
            if (!rows.TryGetValue(choice.Topic, out var row))
            {
                db.NoticeChoices.Add(row = new NoticeChoice { UserId = user, Topic = choice.Topic });
            }

            (row.IsCounted, row.Mail) = (choice.IsCounted, choice.Mail);
        }

        if (digest is null) db.NoticeDigests.Add(digest = new NoticeDigest { UserId = user, Language = language });
        (digest.Hour, digest.Language) = (hour, language);
        await db.SaveChangesAsync(cancellationToken);
    }
}
