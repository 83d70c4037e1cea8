using Concentric.Data;
using Concentric.Ledgers;
using Concentric.Metrics;
using Concentric.Robots;
using Concentric.Rules;
using Concentric.Time;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Alerts;

/// <summary>
/// Keeps the rules of alerts. Rights are checked here, whatever a page shows; each change is one transaction with its audit line. What a
/// changed rule had found is closed with it, and found anew if it is still so.
/// </summary>
public sealed class AlertCommands(
    IDbContextFactory<DashboardDbContext> factory, MetricCatalogue catalogue, CommunityDirectory directory, OfficeClock clock)
{
    /// <summary>Kind of the audit and change-log rows.</summary>
    public static readonly string Kind = RecordKinds.NameOf<AlertRule>();

    /// <summary>Makes a rule, or changes one.</summary>
    /// <param name="id">Null for a new one.</param>
    /// <param name="version">As it was read; 0 for a new one.</param>
    /// <returns>Its id.</returns>
    /// <exception cref="RefusedException">Something is wrong with it.</exception>
    /// <exception cref="UnauthorizedAccessException">The caller may not keep alerts.</exception>
    /// <exception cref="RecordNotFoundException">There is no such rule that the caller may change.</exception>
    /// <exception cref="EditedMeanwhileException">Somebody else changed it.</exception>
    public Task<int> SaveAsync(CurrentUser caller, int? id, int version, AlertInput input, CancellationToken cancellationToken) =>
        RunAsync(caller, async db =>
        {
            var present = await db.AlertRules.AsTracking().Include(rule => rule.Places).Include(rule => rule.Readers)
                .Include(rule => rule.Robots).AsSplitQuery().Where(rule => rule.State != AlertRuleState.Retired)
                .ToListAsync(cancellationToken);
            var kept = await db.AlertRules.Kept(caller).Select(rule => rule.Id).ToListAsync(cancellationToken);
            var rule = id is null ? null : present.Find(one => one.Id == id && kept.Contains(one.Id))
                ?? throw new RecordNotFoundException(Kind, id.Value);
            Compare(rule, version);
            var check = new ValidationContext();
            var before = rule?.Told();
            var (terms, watched) = (rule?.Terms, rule is null ? "" : Where(rule));
            if (rule is null)
            {
                check.That(present.Count < AlertRule.Most, nameof(input.Metric), null, Rule.AlertTooMany, AlertRule.Most);
                rule = new() { MetricKey = "", SetBy = "", OwnerId = caller.CommunityIds is null ? null : caller.UserId };
                db.AlertRules.Add(rule);
            }

            var names = await directory.GetAsync(cancellationToken);
            // A rule of somebody's own watches what its owner may see, whoever changes it.
            var holder = rule.OwnerId is { } owner && owner != caller.UserId
                ? (await db.Users.AsNoTracking().Include(user => user.Communities).SingleAsync(user => user.Id == owner, cancellationToken))
                    .ToCurrentUser()
                : caller;
            var metric = AlertChecking.Take(db, rule, input, catalogue, names, holder, check);
            await TakeReadersAsync(db, rule, input, names, check, cancellationToken);
            if (check.IsClean && rule.Condition == AlertCondition.OffTarget)
                await CheckTargetAsync(db, rule, metric!, names, check, cancellationToken);
            var twin = present.Find(other => other != rule && other.OwnerId == rule.OwnerId && other.Terms == rule.Terms
                && Where(other) == Where(rule));
            check.That(twin is null, nameof(input.Condition), null, Rule.AlertTwin, twin?.SetBy ?? "");
            check.ThrowIfAny();
            var isOther = before is not null && (terms != rule.Terms || watched != Where(rule));
            await WriteAsync(db, caller, rule, before is null ? "Added" : "Changed", before, cancellationToken);
            if (isOther) await CloseAsync(db, rule.Id, AlertEnd.RuleChanged, cancellationToken);
            return rule.Id;
        }, cancellationToken);

    /// <summary>Pauses a rule, lets it go on, or retires it for good.</summary>
    /// <param name="reason">Required unless it goes on.</param>
    /// <inheritdoc cref="SaveAsync"/>
    public Task MoveAsync(CurrentUser caller, int id, int version, AlertRuleState state, string? reason,
        CancellationToken cancellationToken) =>
        RunAsync(caller, async db =>
        {
            var rule = await db.AlertRules.AsTracking().Include(one => one.Places).Include(one => one.Readers).Include(one => one.Robots)
                .AsSplitQuery().Kept(caller)
                .SingleOrDefaultAsync(one => one.Id == id && one.State != AlertRuleState.Retired, cancellationToken)
                ?? throw new RecordNotFoundException(Kind, id);
            Compare(rule, version);
            var check = new ValidationContext();
            check.Defined("State", state);
            var before = rule.Told();
            rule.StateReason = state == AlertRuleState.On ? null : check.RequiredLines("Reason", reason, TextLimits.Note);
            check.ThrowIfAny();
            rule.State = state;
            await WriteAsync(db, caller, rule, "Changed", before, cancellationToken);
            if (state != AlertRuleState.On)
            {
                await CloseAsync(db, id, state == AlertRuleState.Paused ? AlertEnd.RulePaused : AlertEnd.RuleRetired, cancellationToken);
            }

            return id;
        }, cancellationToken);

    /// <summary>Removes what has been over for longer than <see cref="AlertFiring.KeptDays"/>.</summary>
    /// <returns>Rows removed.</returns>
    public async Task<int> PruneAsync(CancellationToken cancellationToken)
    {
        var before = clock.Today.AddDays(-AlertFiring.KeptDays);
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var over = db.AlertFirings.Where(firing => firing.EndedOn < before);
        await db.AlertTold.Where(told => over.Any(firing => firing.Id == told.FiringId)).ExecuteDeleteAsync(cancellationToken);
        return await over.ExecuteDeleteAsync(cancellationToken);
    }

    private async Task<int> RunAsync(CurrentUser caller, Func<DashboardDbContext, Task<int>> change, CancellationToken cancellationToken)
    {
        if (!caller.MayKeepAlerts) throw new UnauthorizedAccessException("The caller may not keep alerts.");
        var id = 0;
        await StoreRetry.RunAsync(async () => id = await ChangeOnceAsync(change, cancellationToken), cancellationToken);
        return id;
    }

    private async Task<int> ChangeOnceAsync(Func<DashboardDbContext, Task<int>> change, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        // Serializable: two that are made at once must not be the same.
        await using var transaction =
            await db.Database.BeginTransactionAsync(System.Data.IsolationLevel.Serializable, cancellationToken);
        var id = await change(db);
        await transaction.CommitAsync(cancellationToken);
        return id;
    }

    private static void Compare(AlertRule? rule, int version)
    {
        if (rule is not null && rule.Version != version) throw new EditedMeanwhileException(Kind, rule.Id, version, rule.Version);
    }

    /// <summary>Where a rule looks, to compare it with another.</summary>
    private static string Where(AlertRule rule) =>
        $"{rule.Scope}:{string.Join(',', rule.Places.Select(place => place.CommunityId).Order())}";

    private static async Task TakeReadersAsync(DashboardDbContext db, AlertRule rule, AlertInput input, CommunityDirectory.Names names,
        ValidationContext check, CancellationToken cancellationToken)
    {
        HashSet<int> wanted = rule.OwnerId is { } owner ? [owner] : [.. input.Recipients];
        HashSet<int> robots = rule.OwnerId is null ? [.. input.Robots] : [];
        check.That(wanted.Count <= AlertRule.MostReaders, nameof(input.Recipients), wanted.Count, Rule.OutOfRange, 0,
            AlertRule.MostReaders);
        check.That(wanted.Count > 0 || robots.Count > 0, nameof(input.Recipients), null, Rule.AlertTellsNobody);
        var watched = rule.Watched(names.All);
        var accounts = await db.Users.AsNoTracking().Include(user => user.Communities).Where(user => wanted.Contains(user.Id))
            .ToDictionaryAsync(user => user.Id, cancellationToken);
        // With wrong places nobody can be held against them.
        var arePlacesRight = check.IsClean;
        foreach (var id in wanted)
        {
            // Who was named before stays named when the account is closed: it may be opened again.
            var isKept = rule.Readers.Exists(reader => reader.UserId == id);
            if (!accounts.TryGetValue(id, out var user) || user.IsDisabled || !(isKept || user.ToCurrentUser().MayReadAlerts))
                check.That(isKept, nameof(input.Recipients), user?.DisplayName ?? (object)id, Rule.Unknown);
            else if (arePlacesRight)
                check.That(watched.Any(place => AlertTelling.MaySee(user.ToCurrentUser(), place)), nameof(input.Recipients),
                    user.DisplayName, Rule.AlertReaderSeesNone);
        }

        await CheckRobotsAsync(db, rule, robots, arePlacesRight ? watched : null, names, check, cancellationToken);
        AlertChecking.Keep(db, rule.Readers, reader => reader.UserId, wanted, id => new() { UserId = id });
        AlertChecking.Keep(db, rule.Robots, robot => robot.RobotId, robots, id => new() { RobotId = id });
    }

    /// <param name="watched">Null where that is wrong.</param>
    private static async Task CheckRobotsAsync(DashboardDbContext db, AlertRule rule, HashSet<int> wanted, IReadOnlyList<int?>? watched,
        CommunityDirectory.Names names, ValidationContext check, CancellationToken cancellationToken)
    {
        var known = await db.Robots.AsNoTracking().Where(robot => wanted.Contains(robot.Id) && robot.RemovedAt == null)
            .ToDictionaryAsync(robot => robot.Id, cancellationToken);
        foreach (var id in wanted)
        {
            if (!known.TryGetValue(id, out var robot))
                check.That(rule.Robots.Exists(one => one.RobotId == id), nameof(AlertInput.Robots), id, Rule.Unknown);
            else if (watched is not null)
                check.That(watched.Any(place => AlertTelling.MayRead(robot, place, names)), nameof(AlertInput.Robots), robot.Name,
                    Rule.AlertReaderSeesNone);
        }
    }

    /// <summary>Somewhere in what is watched a target must be set for the month that runs or the one before it.</summary>
    private async Task CheckTargetAsync(DashboardDbContext db, AlertRule rule, Metric metric, CommunityDirectory.Names names,
        ValidationContext check, CancellationToken cancellationToken)
    {
        var targets = await MetricTargets.ReadAsync(db, cancellationToken);
        var month = Period.MonthOf(clock.Today);
        var before = Period.MonthOf(month.From.AddDays(-1));
        // The whole month that runs: so early in it that little is due, its target is as large.
        List<double> set = [.. rule.Watched(names.All).SelectMany(place => new[] { Of(month, place), Of(before, place) }).OfType<double>()];
        if (check.That(set.Count > 0, nameof(AlertInput.Condition), null, Rule.AlertWithoutTarget))
            check.That(set.Exists(share => !MetricTargets.IsLittle(metric, share * (rule.Count ?? 1))), nameof(AlertInput.Months),
                rule.Count, Rule.AlertTargetLittle, (int)Math.Ceiling(MetricTargets.Little / set.Max()));

        double? Of(Period period, int? place) =>
            targets.Share(metric, new(period, PeriodKind.Month, period.To), place is { } id ? [id] : null);
    }

    private async Task CloseAsync(DashboardDbContext db, int rule, AlertEnd end, CancellationToken cancellationToken)
    {
        var open = await db.AlertFirings.AsTracking().Where(firing => firing.RuleId == rule && firing.EndedOn == null)
            .ToListAsync(cancellationToken);
        foreach (var firing in open) firing.Close(end, clock.Today, clock.UtcNow);
        await db.SaveChangesAsync(cancellationToken);
    }

    private async Task WriteAsync(DashboardDbContext db, CurrentUser caller, AlertRule rule, string action, object? before,
        CancellationToken cancellationToken)
    {
        var read = rule.Version;
        (rule.SetBy, rule.SetAt, rule.Version) = (caller.Name, clock.UtcNow, read + 1);
        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateConcurrencyException)
        {
            throw new EditedMeanwhileException(Kind, rule.Id, read, rule.Version);
        }

        db.AddLine(clock.UtcNow, caller, Kind, rule.Id, action, before, rule.Told());
        db.AddMove(clock.UtcNow, Kind, rule.Id, action);
        await db.SaveChangesAsync(cancellationToken);
    }
}
