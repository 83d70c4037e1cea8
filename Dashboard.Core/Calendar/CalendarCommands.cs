using System.Text.Json;
using Concentric.Data;
using Concentric.People;
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

/// <summary>
/// Changes the working calendar. When a day becomes a working day or ceases to be one, the working days that closed records
/// took are corrected with it, so the medians of the past move; due dates that were given stay as they were given.
/// A record that is being closed across the day at the same instant may keep the count of the calendar before.
/// </summary>
public sealed class CalendarCommands(IDbContextFactory<DashboardDbContext> factory, OfficeClock clock,
    IEnumerable<ICalendarFollower> followers)
{
    /// <summary>Kind of the audit and change-log rows; their record id is the day as yyyymmdd.</summary>
    public static readonly string Kind = RecordKinds.NameOf<CalendarDay>();

    /// <summary>Makes a day a holiday or a make-up day, or changes its name.</summary>
    /// <exception cref="RefusedException">The caller may not, or the day or a name won't do.</exception>
    public Task ChangeDayAsync(CurrentUser caller, CalendarDayInput input, CancellationToken cancellationToken)
    {
        var check = new ValidationContext();
        check.That(input.Day >= ValidationContext.FirstDay, nameof(input.Day), input.Day, Rule.TooEarly, ValidationContext.FirstDay);
        var last = clock.Today.AddDays(ValidationContext.MostDaysAhead);
        check.That(input.Day <= last, nameof(input.Day), input.Day, Rule.TooLate, last);
        var name = check.RequiredLine(nameof(input.Name), input.Name, TextLimits.Name);
        var nameEn = check.Line(nameof(input.NameEn), input.NameEn, TextLimits.Name) ?? name;
        check.ThrowIfAny();
        return ChangeAsync(caller, input.Day,
            new CalendarDay { Day = input.Day, IsWorking = input.IsWorking, Name = name, NameEn = nameEn }, cancellationToken);
    }

    /// <summary>Lets a day be what its weekday says. Nothing happens when it is so already.</summary>
    /// <exception cref="RefusedException">The caller may not.</exception>
    public Task RemoveDayAsync(CurrentUser caller, DateOnly day, CancellationToken cancellationToken) =>
        ChangeAsync(caller, day, null, cancellationToken);

    private async Task ChangeAsync(CurrentUser caller, DateOnly day, CalendarDay? after, CancellationToken cancellationToken)
    {
        var check = new ValidationContext();
        check.That(caller.MayKeepCalendar, nameof(CalendarDay.Day), day, Rule.Unknown);
        check.ThrowIfAny();
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        db.Actor = caller;
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var before = await db.CalendarDays.AsNoTracking().SingleOrDefaultAsync(row => row.Day == day, cancellationToken);
        if (before is null && after is null) return;

        if (before is not null && after is not null) db.CalendarDays.Update(after);
        else if (after is not null) db.CalendarDays.Add(after);
        else db.CalendarDays.Remove(before!);
        var weekday = WorkingCalendar.IsWeekday(day);
        var shift = Convert.ToInt32(after?.IsWorking ?? weekday) - Convert.ToInt32(before?.IsWorking ?? weekday);
        var restated = new List<(string Kind, DateOnly Last)>();
        if (shift != 0)
        {
            foreach (var follower in followers)
                if (await follower.FollowAsync(db, day, shift, cancellationToken) is { } last) restated.Add((follower.Kind, last));
        }

        await CalendarStamp.RenewAsync(db, cancellationToken);
        WriteDown(db, caller, day, before, after, restated);
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    private void WriteDown(DashboardDbContext db, CurrentUser caller, DateOnly day, CalendarDay? before, CalendarDay? after,
        IReadOnlyList<(string Kind, DateOnly Last)> restated)
    {
        var id = (day.Year * 10_000L) + (day.Month * 100) + day.Day;
        var action = before is null ? "Added" : after is null ? "Deleted" : "Changed";
        var text = day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
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
        db.ChangeLog.AddRange(restated.Select(one => new ChangeLogEntry
        {
            At = clock.UtcNow,
            Kind = one.Kind,
            Action = "Recounted",
            Days = ChangeLogEntry.EveryDay,
            RestatesFrom = day,
            RestatesTo = one.Last,
        }));
    }
}
