using System.Text.Json;
using Concentric.Data;
using Concentric.Data.Bulk;
using Concentric.Rules;
using Concentric.Time;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Calendar;

/// <summary>An exception to the working week, as an administrator enters it.</summary>
/// <param name="Day">From 2000 to ten years ahead.</param>
/// <param name="IsWorking">True for a make-up day, false for a holiday.</param>
/// <param name="Name">Its name in Chinese.</param>
/// <param name="NameEn">Its name in English; as the Chinese one when left out.</param>
public sealed record CalendarDayInput(DateOnly Day, bool IsWorking, string? Name, string? NameEn = null);

/// <summary>What a day is to be.</summary>
/// <param name="After">Null for what its weekday says.</param>
public sealed record CalendarChange(DateOnly Day, CalendarDay? After);

/// <summary>
/// Changes the working calendar. When a day becomes a working day or ceases to be one, the working days that closed records
/// took are corrected with it, so the medians of the past move. Due days that were given stay as they were given, unless
/// <see cref="MoveDueDays"/> says that they follow (<see cref="DueDayRule"/>).
/// A record that is being closed across the day at the same instant may keep the count of the calendar before.
/// </summary>
public sealed class CalendarCommands(IDbContextFactory<DashboardDbContext> factory, OfficeClock clock,
    IEnumerable<ICalendarFollower> followers, IEnumerable<IDueDayFollower> dueDays)
{
    /// <summary>Kind of the audit and change-log rows; their record id is the day as yyyymmdd.</summary>
    public static readonly string Kind = RecordKinds.NameOf<CalendarDay>();

    /// <summary>Records whose due days are moved and saved together.</summary>
    private const int MovedAtOnce = 200;

    /// <summary>How often a change is begun anew because somebody changed a record whose due day was to move.</summary>
    private const int MostAttempts = 5;

    /// <summary>Makes a day a holiday or a make-up day, or changes its name.</summary>
    /// <param name="move">Makes the due days of open records follow; null leaves them.</param>
    /// <param name="progress">Told of the share of due days that have moved, 0 to 1.</param>
    /// <returns>Due days that moved.</returns>
    /// <exception cref="RefusedException">The caller may not, or the day or a name won't do.</exception>
    public Task<int> ChangeDayAsync(CurrentUser caller, CalendarDayInput input, CancellationToken cancellationToken,
        MoveDueDays? move = null, IProgress<double>? progress = null)
    {
        var check = new ValidationContext();
        var day = Check(input, clock.Today, check);
        check.ThrowIfAny();
        return ChangeAsync(caller, [new(input.Day, day)], move, progress, cancellationToken);
    }

    /// <summary>Lets a day be what its weekday says. Nothing happens when it is so already.</summary>
    /// <inheritdoc cref="ChangeDayAsync"/>
    public Task<int> RemoveDayAsync(CurrentUser caller, DateOnly day, CancellationToken cancellationToken,
        MoveDueDays? move = null, IProgress<double>? progress = null) =>
        ChangeAsync(caller, [new(day, null)], move, progress, cancellationToken);

    /// <summary>What is wrong with a day as it is entered, and the day itself.</summary>
    internal static CalendarDay Check(CalendarDayInput input, DateOnly today, ValidationContext check)
    {
        check.That(input.Day >= ValidationContext.FirstDay, nameof(input.Day), input.Day, Rule.TooEarly, ValidationContext.FirstDay);
        var last = today.AddDays(ValidationContext.MostDaysAhead);
        check.That(input.Day <= last, nameof(input.Day), input.Day, Rule.TooLate, last);
        // Who says that a Wednesday is worked on has taken the wrong column or the wrong day.
        check.That(!input.IsWorking || !WorkingCalendar.IsWeekday(input.Day), nameof(input.Day), input.Day, Rule.WorksAnyway);
        var name = check.RequiredLine(nameof(input.Name), input.Name, TextLimits.Name);
        var nameEn = check.Line(nameof(input.NameEn), input.NameEn, TextLimits.Name) ?? name;
        return new() { Day = input.Day, IsWorking = input.IsWorking, Name = name, NameEn = nameEn };
    }

    /// <summary>
    /// Changes days in the open transaction of a context whose actor is the caller: all of it, or nothing when it is rolled back.
    /// </summary>
    /// <returns>Due days that moved.</returns>
    internal async Task<int> ApplyAsync(DashboardDbContext db, CurrentUser caller, IReadOnlyList<CalendarChange> changes,
        MoveDueDays? move, IProgress<double>? progress, CancellationToken cancellationToken)
    {
        var check = new ValidationContext();
        check.That(caller.MayKeepCalendar, nameof(CalendarDay.Day), changes.Count == 0 ? null : changes[0].Day, Rule.Unknown);
        var reason = move is null ? null : check.RequiredLines(nameof(MoveDueDays.Reason), move.Reason, TextLimits.Note);
        check.ThrowIfAny();
        var present = await db.CalendarDays.AsNoTracking().ToDictionaryAsync(day => day.Day, cancellationToken);
        var real = changes.Where(change => change.After is not null || present.ContainsKey(change.Day)).ToList();
        if (real.Count == 0) return 0;
        foreach (var change in real)
        {
            if (change.After is null) db.CalendarDays.Remove(present[change.Day]);
            else if (present.ContainsKey(change.Day)) db.CalendarDays.Update(change.After);
            else db.CalendarDays.Add(change.After);
        }

        await CalendarStamp.RenewAsync(db, cancellationToken);
        // First of all: an embedded store gives its one lock now, and nobody changes what is looked at below.
        await db.SaveChangesAsync(cancellationToken);
        db.ChangeTracker.Clear();
        var restated = await CountAnewAsync(db, real, present, cancellationToken);
        var own = db.BulkLog is null ? db.BulkLog = new BulkLog() : null;
        var moved = reason is null || CalendarChanges.RuleOf(present, real, clock.Today) is not { } rule
            ? 0
            : await MoveAsync(db, rule, reason, ActorStamp.Of(caller, clock), progress, cancellationToken);
        if (own is not null)
        {
            db.BulkLog = null;
            db.ChangeLog.AddRange(own.Take(clock.UtcNow, "Changed"));
        }

        foreach (var change in real) WriteDown(db, caller, change, present.GetValueOrDefault(change.Day));
        db.ChangeLog.AddRange(restated);
        await db.SaveChangesAsync(cancellationToken);
        return moved;
    }

    private async Task<int> ChangeAsync(CurrentUser caller, IReadOnlyList<CalendarChange> changes, MoveDueDays? move,
        IProgress<double>? progress, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await StoreRetry.RunAsync(() => ChangeOnceAsync(caller, changes, move, progress, cancellationToken),
                    cancellationToken);
            }
            catch (DbUpdateConcurrencyException) when (attempt < MostAttempts)
            {
                // A record was changed meanwhile; its due day is worked out anew.
            }
        }
    }

    private async Task<int> ChangeOnceAsync(CurrentUser caller, IReadOnlyList<CalendarChange> changes, MoveDueDays? move,
        IProgress<double>? progress, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        db.Actor = caller;
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var moved = await ApplyAsync(db, caller, changes, move, progress, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return moved;
    }

    /// <summary>The working days that closed records took, one changed day after the other.</summary>
    private async Task<List<ChangeLogEntry>> CountAnewAsync(DashboardDbContext db, IReadOnlyList<CalendarChange> changes,
        IReadOnlyDictionary<DateOnly, CalendarDay> present, CancellationToken cancellationToken)
    {
        var restated = new List<ChangeLogEntry>();
        foreach (var change in changes)
        {
            var shift = CalendarChanges.ShiftOf(change, present);
            if (shift == 0) continue;
            foreach (var follower in followers)
            {
                if (await follower.FollowAsync(db, change.Day, shift, cancellationToken) is not { } last) continue;
                restated.Add(new()
                {
                    At = clock.UtcNow,
                    Kind = follower.Kind,
                    Action = "Recounted",
                    Days = ChangeLogEntry.EveryDay,
                    RestatesFrom = change.Day,
                    RestatesTo = last,
                });
            }
        }

        return restated;
    }

    private async Task<int> MoveAsync(DashboardDbContext db, DueDayRule rule, string reason, ActorStamp by, IProgress<double>? progress,
        CancellationToken cancellationToken)
    {
        var found = new List<(IDueDayFollower Of, IReadOnlyList<DueDayMove> Moves)>();
        foreach (var kind in dueDays) found.Add((kind, await kind.FindAsync(db, rule, cancellationToken)));
        var (all, done) = (found.Sum(kind => kind.Moves.Count), 0);
        foreach (var (kind, moves) in found)
        {
            foreach (var some in moves.OrderBy(move => move.Id).Chunk(MovedAtOnce))
            {
                await kind.MoveAsync(db, some, reason, by, cancellationToken);
                await db.SaveChangesAsync(cancellationToken);
                db.ChangeTracker.Clear();
                db.Reason = null;
                done += some.Length;
                progress?.Report((double)done / all);
            }
        }

        return all;
    }

    private void WriteDown(DashboardDbContext db, CurrentUser caller, CalendarChange change, CalendarDay? before)
    {
        var (day, after) = (change.Day, change.After);
        var id = (day.Year * 10_000L) + (day.Month * 100) + day.Day;
        var action = before is null ? "Added" : after is null ? "Deleted" : "Changed";
        var text = day.ToIso();
        db.AuditEntries.Add(new AuditEntry
        {
            At = clock.UtcNow,
            By = caller.Name,
            UserId = caller.UserId,
            Kind = Kind,
            RecordId = id,
            Action = action,
            Before = before is null ? null : JsonSerializer.Serialize(before),
            After = after is null ? null : JsonSerializer.Serialize(after),
        });
        db.ChangeLog.Add(new ChangeLogEntry { At = clock.UtcNow, Kind = Kind, RecordId = id, Label = text, Action = action, Days = text });
    }
}
