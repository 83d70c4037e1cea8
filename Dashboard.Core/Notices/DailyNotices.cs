using Concentric.Calendar;
using Concentric.Data;
using Concentric.Lists;
using Concentric.Notices.Channels;
using Concentric.Time;
using Concentric.Work;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Concentric.Notices;

/// <summary>
/// Tells every working morning what is due soon, what has become overdue, what is escalated and which instructions nobody has any
/// more. Whoever runs it, and however often: each morning is told once, because the day is claimed in the transaction that holds its
/// notices.
/// </summary>
public sealed partial class DailyNotices(
    IDbContextFactory<DashboardDbContext> factory, WorkingCalendars calendars, IOptionsMonitor<WorkSettings> settings,
    Escalations escalations, RecordRegister register, OfficeClock clock, ILogger<DailyNotices> logger)
{
    /// <summary>When the morning's notices are made, in the office's time.</summary>
    public static readonly TimeOnly At = new(8, 0);

    /// <summary>The longest run of days off that is looked through for the last working day.</summary>
    private const int MostDaysOff = 60;

    /// <summary>Makes the notices of the last working morning unless that has been done.</summary>
    /// <returns>Notices made.</returns>
    public Task<int> RunAsync(CancellationToken cancellationToken) =>
        StoreRetry.RunAsync(() => RunOnceAsync(cancellationToken), cancellationToken);

    private async Task<int> RunOnceAsync(CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var calendar = await calendars.GetAsync(db, cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var morning = LastMorning(calendar);
        if (await ClaimAsync(db, morning, cancellationToken) is not { } since) return 0;
        var today = clock.Today;
        var parts = new Parts(db, transaction);
        var days = new WorkDays(today, calendar.AddWorkingDays(today, settings.CurrentValue.DueSoonWorkingDays));
        // Once for all parts: those after it are told of the same street.
        var communities = await db.Communities.AsNoTracking().OrderBy(community => community.SortOrder).ThenBy(community => community.Id)
            .ToListAsync(cancellationToken);
        var ids = communities.ConvertAll(community => community.Id);
        await parts.AddAsync(async () =>
        {
            await RobotMorning.AddAsync(db, communities, days, settings.CurrentValue.DueSoonWorkingDays, clock, cancellationToken);
            return 0;
        }, cancellationToken);
        var readers = await ReadersAsync(db, cancellationToken);
        var made = 0;
        if (readers.Count > 0)
        {
            foreach (var due in DueRecords.Of(db, ids, days, since))
                made += await parts.AddAsync(() => AddAsync(db, due, readers, today, cancellationToken), cancellationToken);
        }

        made += await parts.AddAsync(() => escalations.AddAsync(db, ids, calendar, cancellationToken), cancellationToken);
        made += await parts.AddAsync(() => InstructionNotices.AddUnheldAsync(db, register, clock, cancellationToken), cancellationToken);
        made += await parts.AddAsync(() => EvaluationNotices.AddOverdueAsync(db, calendar, clock, cancellationToken), cancellationToken);
        if (made > 0) db.ChangeLog.Add(NoticeLog.Row(clock.UtcNow));
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        if (made > 0) LogMade(made);
        parts.ThrowIfAny();
        return made;
    }

    /// <summary>The last working day whose morning has come.</summary>
    private DateOnly LastMorning(WorkingCalendar calendar)
    {
        var now = clock.ToOffice(clock.UtcNow);
        var day = DateOnly.FromDateTime(now);
        if (TimeOnly.FromDateTime(now) < At) day = day.AddDays(-1);
        for (var back = 0; back < MostDaysOff && !calendar.IsWorkingDay(day); back++) day = day.AddDays(-1);
        return day;
    }

    /// <summary>Takes the morning for this run; of several nodes one does.</summary>
    /// <returns>The day up to which was told before, the first day of all when nothing was; null when the morning is taken.</returns>
    private async Task<DateOnly?> ClaimAsync(DashboardDbContext db, DateOnly morning, CancellationToken cancellationToken)
    {
        var today = clock.Today.ToIso();
        var before = await StoreFacts.ReadAsync(db, StoreFacts.Notices, cancellationToken);
        if (before is not null && string.CompareOrdinal(before, morning.ToIso()) >= 0) return null;
        if (!await StoreFacts.TryMoveAsync(db, StoreFacts.Notices, before, today, cancellationToken)) return null;
        return before is null ? DateOnly.MinValue : IsoText.Day(before);
    }

    private static async Task<IReadOnlyList<Reader>> ReadersAsync(DashboardDbContext db, CancellationToken cancellationToken) =>
        await db.Users.AsNoTracking().Where(user => !user.IsDisabled && user.Role == Role.Worker)
            .Select(user => new Reader(user.Id, user.Communities.Select(row => row.CommunityId).ToList()))
                .ToListAsync(cancellationToken);

    private async Task<int> AddAsync(DashboardDbContext db, DueRecords due, IReadOnlyList<Reader> readers, DateOnly today,
        CancellationToken cancellationToken)
    {
        var counts = await due.Open.GroupBy(x => x.CommunityId).Select(group => new { group.Key, Count = group.Count() })
            .ToDictionaryAsync(group => group.Key, group => group.Count, cancellationToken);
        if (counts.Count == 0) return 0;
        // Only of communities with few are the records themselves needed, so there are at most twenty times the communities.
        var few = counts.Where(community => community.Value <= Notice.MostOfAKind).Select(community => community.Key).ToList();
        var records = (await due.Open.Where(x => few.Contains(x.CommunityId)).OrderBy(x => x.DueOn).ThenBy(x => x.Id)
            .ToListAsync(cancellationToken)).ToLookup(x => x.CommunityId);
        // Of the others their ids, as far as one notice can list them.
        var many = counts.Where(community => community.Value is > Notice.MostOfAKind and <= Notice.MostListed)
            .Select(community => community.Key).ToList();
        var ids = (await due.Open.Where(x => many.Contains(x.CommunityId)).Select(x => new { x.CommunityId, x.Id })
                .ToListAsync(cancellationToken))
            .Concat(records.SelectMany(community => community).Select(x => new { x.CommunityId, x.Id }))
            .ToLookup(x => x.CommunityId, x => x.Id);
        var all = new List<Notice>();
        foreach (var reader in readers)
        {
            var communities = reader.Communities.Where(counts.ContainsKey).ToList();
            var total = communities.Sum(community => counts[community]);
            if (total == 0) continue;
            List<Notice> notices = total > Notice.MostOfAKind
                ? [DueRecord.ForMany(reader.Id, due.Kind, due.RecordKind, total,
                    total <= Notice.MostListed ? communities.SelectMany(community => ids[community]) : null, today, clock.UtcNow)]
                : [.. communities.SelectMany(community => records[community])
                    .Select(record => record.For(reader.Id, due.Kind, due.RecordKind, clock.UtcNow))];
            all.AddRange(notices);
        }

        await db.AddNoticesAsync(all, cancellationToken);
        return all.Count;
    }

    private sealed record Reader(int Id, List<int> Communities);

    /// <summary>
    /// The morning's sorts of notices, each saved for itself: one that can't be made leaves the others to be told. The job fails all the
    /// same, once the others are committed, so that administrators learn of it.
    /// </summary>
    private sealed class Parts(DashboardDbContext db, IDbContextTransaction transaction)
    {
        private const string Savepoint = "part";

        private readonly List<Exception> failures = [];

        /// <returns>Notices made; none when they could not be.</returns>
        public async Task<int> AddAsync(Func<Task<int>> add, CancellationToken cancellationToken)
        {
            await transaction.CreateSavepointAsync(Savepoint, cancellationToken);
            try
            {
                var made = await add();
                await db.SaveChangesAsync(cancellationToken);
                return made;
            }
            catch (Exception failure) when (failure is not OperationCanceledException && !failure.IsRolledBack())
            {
                // Where the failure has ended the whole transaction this throws in turn, and the morning is claimed by another run.
                await transaction.RollbackToSavepointAsync(Savepoint, cancellationToken);
                db.ChangeTracker.Clear();
                failures.Add(failure);
                return 0;
            }
        }

        public void ThrowIfAny()
        {
            if (failures.Count > 0) throw new AggregateException("Some of the morning's notices could not be made.", failures);
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{Notices} notices were made")]
    private partial void LogMade(int notices);
}
