using Concentric.Data;
using Concentric.Jobs;
using Concentric.People;
using Concentric.Time;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Notices;

/// <summary>Tells the administrators of what the program itself has met with, each kind at most once a day.</summary>
public sealed class AdministratorNotices(IDbContextFactory<DashboardDbContext> factory, OfficeClock clock) : IJobWatch
{
    /// <summary>Kind of record of these notices: they are of the program, and lead to its state.</summary>
    public const string RecordKind = "system";

    Task IJobWatch.TellAsync(bool isStoreDamaged, CancellationToken cancellationToken) =>
        TellAsync(isStoreDamaged ? NoticeKind.StoreDamaged : NoticeKind.JobFailed, cancellationToken);

    /// <param name="about">The day of which it is told, once; today when left out.</param>
    /// <param name="title">What of that day the sentence names.</param>
    /// <returns>Notices made; none when the administrators were told of this, for that day.</returns>
    public async Task<int> TellAsync(NoticeKind kind, CancellationToken cancellationToken, DateOnly? about = null, string? title = null)
    {
        var day = about ?? clock.Today;
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var readers = await db.Users
            .Where(user => user.Role == Role.Administrator && !user.IsDisabled)
            .Where(user => !db.Set<Notice>()
                .Any(told => told.UserId == user.Id && told.Kind == kind && told.RecordKind == RecordKind && told.Day == day))
            .Select(user => user.Id).ToListAsync(cancellationToken);
        if (readers.Count == 0) return 0;
        db.Notices.AddRange(readers.Select(reader =>
            new Notice { UserId = reader, Kind = kind, RecordKind = RecordKind, Day = day, Title = title, At = clock.UtcNow }));
        db.ChangeLog.Add(NoticeLog.Row(clock.UtcNow));
        try
        {
            await db.SaveChangesAsync(cancellationToken);
            return readers.Count;
        }
        catch (DbUpdateException failure) when (failure.IsDuplicate())
        {
            // Another node was faster.
            return 0;
        }
    }
}
