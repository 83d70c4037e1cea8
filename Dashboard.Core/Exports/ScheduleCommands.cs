using Concentric.Data;
using Concentric.Exports.Deliveries;
using Concentric.Exports.Rhythms;
using Concentric.Ledgers;
using Concentric.Lists;
using Concentric.Robots;
using Concentric.Rules;
using Concentric.Time;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Exports;

/// <summary>A schedule as somebody wants it.</summary>
/// <param name="Name">For people; required.</param>
/// <param name="Template">Key of an <see cref="ExportTemplate"/>.</param>
/// <param name="Rhythm">When it is due, in the office's zone; null while the time of day can't be read.</param>
/// <param name="Covers">Which period its workbooks tell of.</param>
/// <param name="Language">One of <see cref="ExportRequests.Languages"/>.</param>
/// <param name="Communities">Ids; empty for all.</param>
/// <param name="KeepDays">Days after which files are removed, 1 to <see cref="MostKeepDays"/>; null to keep them.</param>
/// <param name="IsOn">Off, nothing is made.</param>
/// <param name="Recipients">Accounts that get the workbooks, each what the own rights allow; at most <see cref="MostRecipients"/>.</param>
public sealed record ScheduleDetails(
    string? Name, string? Template, Rhythm? Rhythm, CoveredPeriod Covers, string? Language, IReadOnlyCollection<int> Communities,
    int? KeepDays, bool IsOn,
    IReadOnlyCollection<int> Recipients)
{
    /// <summary>Roles whose holders get the workbooks as well, whoever they are then.</summary>
    public IReadOnlyCollection<Role> RecipientRoles { get; init; } = [];

    /// <summary>
    /// Made only if more records than this are overdue in its communities, 0 to <see cref="OverdueKinds.MostAbove"/>; null for always.
    /// </summary>
    public int? OnlyAbove { get; init; }

    /// <summary>Of which <see cref="OverdueKinds"/>; empty for all.</summary>
    public IReadOnlyCollection<string> OverdueOf { get; init; } = [];

    /// <summary>Which rows of its ledger, for a template that has an <see cref="ExportTemplate.List"/>; null or empty for all.</summary>
    public RowFilters? Filters { get; init; }

    /// <summary>Group robots that say that a workbook is there; those whose groups may read of all that it tells of.</summary>
    public IReadOnlyCollection<int> Robots { get; init; } = [];

    public const int MostRecipients = 100;

    /// <summary>Ten years.</summary>
    public const int MostKeepDays = 3_652;
}

/// <summary>Keeps the schedules. Rights are checked here, whatever a page shows; each change is in the audit trail.</summary>
public sealed class ScheduleCommands(
    IDbContextFactory<DashboardDbContext> factory, ExportSchedules schedules, ExportRecipients recipients, ExportTemplates templates,
    CommunityDirectory directory, OfficeClock clock)
{
    /// <summary>Kind in the change log and the audit trail.</summary>
    public static readonly string Kind = RecordKinds.NameOf<ExportSchedule>();

    /// <summary>The most schedules there may be.</summary>
    public const int MostSchedules = 200;

    /// <summary>Adds a schedule. It counts from now on; nothing is made up for before.</summary>
    /// <exception cref="RefusedException">Something is wrong with it.</exception>
    /// <exception cref="UnauthorizedAccessException">The caller may not keep schedules.</exception>
    public Task<int> AddAsync(CurrentUser caller, ScheduleDetails details, CancellationToken cancellationToken) =>
        SaveAsync(caller, null, 0, details, "Added", cancellationToken);

    /// <summary>Changes a schedule.</summary>
    /// <inheritdoc cref="AddAsync"/>
    /// <exception cref="RecordNotFoundException">There is none.</exception>
    /// <exception cref="EditedMeanwhileException">Somebody else changed it.</exception>
    public Task ChangeAsync(CurrentUser caller, int id, int version, ScheduleDetails details, CancellationToken cancellationToken) =>
        SaveAsync(caller, id, version, details, "Changed", cancellationToken);

    /// <summary>Takes a schedule out of the list; what it has made stays.</summary>
    /// <exception cref="RecordNotFoundException">There is none.</exception>
    /// <exception cref="EditedMeanwhileException">Somebody else changed it.</exception>
    /// <exception cref="UnauthorizedAccessException">The caller may not keep schedules.</exception>
    public Task RemoveAsync(CurrentUser caller, int id, int version, CancellationToken cancellationToken) =>
        StoreRetry.RunAsync(() => RemoveOnceAsync(caller, id, version, cancellationToken), cancellationToken);

    private async Task RemoveOnceAsync(CurrentUser caller, int id, int version, CancellationToken cancellationToken)
    {
        await using var db = await OpenAsync(caller, cancellationToken);
        var schedule = await FindAsync(db, id, version, cancellationToken);
        schedule.RemovedAt = clock.UtcNow;
        schedule.IsOn = false;
        await WriteOnceAsync(db, caller, schedule, "Deleted", schedule, null, cancellationToken);
    }

    /// <summary>Switches a schedule on or off.</summary>
    /// <exception cref="RecordNotFoundException">There is none.</exception>
    /// <exception cref="EditedMeanwhileException">Somebody else changed it.</exception>
    /// <exception cref="UnauthorizedAccessException">The caller may not keep schedules.</exception>
    public Task SwitchAsync(CurrentUser caller, int id, int version, bool isOn, CancellationToken cancellationToken) =>
        StoreRetry.RunAsync(() => SwitchOnceAsync(caller, id, version, isOn, cancellationToken), cancellationToken);

    private async Task SwitchOnceAsync(CurrentUser caller, int id, int version, bool isOn, CancellationToken cancellationToken)
    {
        await using var db = await OpenAsync(caller, cancellationToken);
        var schedule = await FindAsync(db, id, version, cancellationToken);
        if (schedule.IsOn == isOn) return;
        var before = Told(schedule);
        schedule.IsOn = isOn;
        // What fell due while it was off is not made up for.
        if (isOn) schedule.OnSince = clock.UtcNow;
        await WriteOnceAsync(db, caller, schedule, "Changed", before, Told(schedule), cancellationToken);
    }

    /// <summary>
    /// Asks at once for the workbooks of the period that would be due today, as of now; its recipients get them as if it were due.
    /// Twice within a minute is once.
    /// </summary>
    /// <returns>False when they were asked for within this minute.</returns>
    /// <exception cref="RecordNotFoundException">There is no such schedule.</exception>
    /// <exception cref="UnauthorizedAccessException">The caller may not keep schedules.</exception>
    public async Task<bool> RunNowAsync(CurrentUser caller, int id, CancellationToken cancellationToken)
    {
        if (!caller.MaySchedule) throw Refusal();
        var schedule = await schedules.FindAsync(id, cancellationToken) ?? throw new RecordNotFoundException(Kind, id);
        return await schedules.AskAsync(schedule, clock.UtcNow, isByHand: true, caller, cancellationToken);
    }

    private Task<int> SaveAsync(CurrentUser caller, int? id, int version, ScheduleDetails details, string action,
        CancellationToken cancellationToken) =>
        StoreRetry.RunAsync(() => SaveOnceAsync(caller, id, version, details, action, cancellationToken), cancellationToken);

    private async Task<int> SaveOnceAsync(
        CurrentUser caller, int? id, int version, ScheduleDetails details, string action, CancellationToken cancellationToken)
    {
        await using var db = await OpenAsync(caller, cancellationToken);
        var schedule = id is null ? null : await FindAsync(db, id.Value, version, cancellationToken);
        var names = await directory.GetAsync(cancellationToken);
        var check = new ValidationContext();
        var name = check.RequiredLine(nameof(details.Name), details.Name, TextLimits.Name);
        check.That(details.Template is not null && templates.Find(details.Template) is not null, nameof(details.Template), details.Template,
            details.Template is null
            ? Rule.Required
            : Rule.Unknown);
        check.That(details.Language is not null && ExportRequests.Languages.Contains(details.Language), nameof(details.Language),
            details.Language, Rule.Unknown);
        if (details.KeepDays is { } keep) check.Within(nameof(details.KeepDays), keep, 1, ScheduleDetails.MostKeepDays);
        var plan = new SchedulePlan(PlanCheck.RhythmOf(check, details.Rhythm, schedule?.Plan.Rhythm, clock.UtcNow),
            PlanCheck.CoversOf(check, details.Covers));
        PlanCheck.Condition(check, details);
        CheckFilters(check, details, names);
        var offered = (await recipients.OfferAsync(cancellationToken)).Select(choice => choice.Id).ToHashSet();
        var wanted = details.Recipients.Distinct().ToHashSet();
        // Who was named before and has since been closed stays named, unless taken out.
        foreach (var unknown in wanted.Where(user => !offered.Contains(user)
            && schedule?.Recipients.Exists(row => row.UserId == user) != true)) check.That(false, nameof(details.Recipients), unknown,
            Rule.Unknown);
        check.That(wanted.Count <= ScheduleDetails.MostRecipients, nameof(details.Recipients), wanted.Count, Rule.OutOfRange, 0,
            ScheduleDetails.MostRecipients);
        foreach (var role in details.RecipientRoles.Where(role => !RecipientRoles.All.Contains(role)))
            check.That(false, nameof(details.RecipientRoles), role, Rule.Unknown);
        foreach (var unknown in details.Communities.Where(community => names.Find(community) is null))
            check.That(false, nameof(details.Communities), unknown, Rule.Unknown);
        if (id is null)
            check.That(await db.ExportSchedules.CountAsync(other => other.RemovedAt == null, cancellationToken) < MostSchedules,
                nameof(details.Name), null, Rule.OutOfRange, 1, MostSchedules);
        var robots = details.Robots.Distinct().ToHashSet();
        // One that was named before and has since been taken off the list is not to be unticked by anybody: it goes by itself.
        robots.ExceptWith(await GoneAsync(db, schedule, cancellationToken));
        await CheckRobotsAsync(db, check, robots, details, names, cancellationToken);
        check.ThrowIfAny();

        var before = schedule is null ? null : Told(schedule);
        schedule ??= new()
        {
            Key = $"schedule-{Guid.NewGuid():N}",
            Template = "",
            Cron = "",
            Language = "",
            OnSince = clock.UtcNow,
            OwnerId = caller.UserId
        };
        // Switched on again, or due at other times: what fell due before is not made up for.
        if (details.IsOn && (!schedule.IsOn || schedule.Plan.Rhythm != plan.Rhythm)) schedule.OnSince = clock.UtcNow;
        schedule.Take(plan, details.OnlyAbove);
        (schedule.Name, schedule.Template, schedule.Language) = (name, details.Template!, details.Language!);
        schedule.OverdueOf = OverdueKinds.Write(details.OverdueOf);
        schedule.RecipientRoles = RecipientRoles.Write(details.RecipientRoles);
        schedule.Communities = details.Communities.Count == 0
            ? null
            : string.Join(',', details.Communities.Distinct().Select(community => names.Find(community)!.Code)
                .Order(StringComparer.Ordinal));
        schedule.Filters = details.Filters?.ToText();
        (schedule.KeepDays, schedule.IsOn) = (details.KeepDays, details.IsOn);
        db.ScheduleRecipients.RemoveRange(schedule.Recipients.Where(row => !wanted.Contains(row.UserId)));
        schedule.Recipients.AddRange(wanted.Except(schedule.Recipients.Select(row => row.UserId)).Order()
            .Select(user => new ScheduleRecipient { UserId = user }));
        db.ScheduleRobots.RemoveRange(schedule.Robots.Where(row => !robots.Contains(row.RobotId)));
        schedule.Robots.AddRange(robots.Except(schedule.Robots.Select(row => row.RobotId)).Order()
            .Select(robot => new ScheduleRobot { RobotId = robot }));
        if (id is null) db.ExportSchedules.Add(schedule);
        await WriteOnceAsync(db, caller, schedule, action, before, Told(schedule, wanted, robots), cancellationToken);
        return schedule.Id;
    }

    private static async Task<IReadOnlyList<int>> GoneAsync(DashboardDbContext db, ExportSchedule? schedule,
        CancellationToken cancellationToken)
    {
        if (schedule is null || schedule.Robots.Count == 0) return [];
        int[] named = [.. schedule.Robots.Select(row => row.RobotId)];
        return await db.Robots.Where(robot => named.Contains(robot.Id) && robot.RemovedAt != null).Select(robot => robot.Id)
            .ToListAsync(cancellationToken);
    }

    private static async Task CheckRobotsAsync(DashboardDbContext db, ValidationContext check, HashSet<int> wanted, ScheduleDetails details,
        CommunityDirectory.Names names, CancellationToken cancellationToken)
    {
        if (wanted.Count == 0) return;
        var known = await db.Robots.AsNoTracking().Where(robot => robot.RemovedAt == null).ToDictionaryAsync(robot => robot.Id,
            cancellationToken);
        var codes = details.Communities.Count == 0
            ? null
            : string.Join(',', details.Communities.Select(community => names.Find(community)?.Code));
        foreach (var id in wanted)
        {
            if (check.That(known.TryGetValue(id, out var robot), nameof(details.Robots), id, Rule.Unknown))
                check.That(robot!.MayRead(codes), nameof(details.Robots), robot.Name, Rule.RobotSeesLess);
        }
    }

    private void CheckFilters(ValidationContext check, ScheduleDetails details, CommunityDirectory.Names names)
    {
        if (details.Filters is not { IsEmpty: false } filters) return;
        var text = filters.ToText()!;
        var list = details.Template is null ? null : templates.Find(details.Template)?.List;
        if (!check.That(list is not null, nameof(details.Filters), text, Rule.NotNarrowed)) return;
        if (!check.That(text.Length <= TextLimits.Note, nameof(details.Filters), text, Rule.TooLong, TextLimits.Note)) return;
        var problems = new List<ListProblem>();
        list!.Condition(filters, names, clock.Today, clock.Today, problems, null);
        foreach (var problem in problems) check.That(false, nameof(details.Filters), $"{problem.Field}={problem.Value}", Rule.Unknown);
    }

    private async Task WriteOnceAsync(DashboardDbContext db, CurrentUser caller, ExportSchedule schedule, string action, object? before,
        object? after, CancellationToken cancellationToken)
    {
        schedule.Version++;
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateConcurrencyException)
        {
            throw new EditedMeanwhileException(Kind, schedule.Id, schedule.Version - 1, schedule.Version);
        }

        db.AddLine(clock.UtcNow, caller, Kind, schedule.Id, action, before is ExportSchedule removed ? Told(removed) : before, after);
        db.AddMove(clock.UtcNow, Kind, schedule.Id, action);
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    private async Task<DashboardDbContext> OpenAsync(CurrentUser caller, CancellationToken cancellationToken)
    {
        if (!caller.MaySchedule) throw Refusal();
        return await factory.CreateDbContextAsync(cancellationToken);
    }

    private static UnauthorizedAccessException Refusal() => new("The caller may not keep schedules.");

    private static async Task<ExportSchedule> FindAsync(DashboardDbContext db, int id, int version, CancellationToken cancellationToken)
    {
        var schedule = await db.ExportSchedules.Include(found => found.Recipients).Include(found => found.Robots).AsSplitQuery()
            .SingleOrDefaultAsync(found => found.Id == id && found.RemovedAt == null, cancellationToken)
            ?? throw new RecordNotFoundException(Kind, id);
        return schedule.Version == version ? schedule : throw new EditedMeanwhileException(Kind, id, version, schedule.Version);
    }

    private static object Told(ExportSchedule schedule) =>
        Told(schedule, schedule.Recipients.Select(row => row.UserId), schedule.Robots.Select(row => row.RobotId));

    private static object Told(ExportSchedule schedule, IEnumerable<int> recipients, IEnumerable<int> robots) => new
    {
        schedule.Name,
        schedule.Template,
        Rhythm = schedule.Plan.Rhythm.ToText(),
        schedule.Plan.Rhythm.Cron,
        schedule.Plan.Covers.Coverage,
        schedule.CoversFrom,
        schedule.CoversTo,
        schedule.OnlyAbove,
        schedule.OverdueOf,
        schedule.RecipientRoles,
        schedule.Language,
        schedule.Communities,
        schedule.Filters,
        schedule.KeepDays,
        schedule.IsOn,
        Recipients = recipients.Order().ToArray(),
        Robots = robots.Order().ToArray(),
    };
}
