using Concentric.Data;
using Concentric.Lists;
using Concentric.Notices;
using Concentric.Rules;
using Concentric.Time;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Alerts;

/// <summary>A rule in the list.</summary>
/// <param name="Recipients">Names of the accounts and robots that it tells.</param>
/// <param name="IsTold">False when nobody is left who is told.</param>
/// <param name="Open">Places where it is firing now.</param>
/// <param name="Last">UTC; when it fired last, null for never.</param>
/// <param name="OfYear">How often it fired in the last twelve months.</param>
/// <param name="MayChange">True when the caller may change it.</param>
public sealed record AlertRow(
    AlertRule Rule, IReadOnlyList<string> Recipients, bool IsTold, int Open, DateTime? Last, int OfYear, bool MayChange);

/// <summary>Which alerts a list shows.</summary>
/// <param name="IsOpen">True for open ones alone, false for those that are over; null for all.</param>
/// <param name="RuleId">Of one rule alone.</param>
/// <param name="Id">One alone.</param>
/// <param name="Told">Those that a notice of the reader's tells of.</param>
public sealed record AlertFilter(bool? IsOpen = null, int? RuleId = null, long? Id = null, long? Told = null);

/// <summary>A page of the history.</summary>
public sealed record AlertPage(IReadOnlyList<AlertFiring> Rows, int Total, int Page);

/// <summary>Somebody who may be told.</summary>
/// <param name="CommunityIds">Which the person is limited to; null for all.</param>
public sealed record AlertPerson(int Id, string Name, Role Role, IReadOnlyList<int>? CommunityIds);

/// <summary>A group robot that may be told.</summary>
/// <param name="Communities">Codes of those it may read of; null for all.</param>
public sealed record AlertRobotChoice(int Id, string Name, string? Communities);

/// <summary>Reads rules and what fired, as far as the caller may know of it.</summary>
public sealed class AlertQueries(IDbContextFactory<DashboardDbContext> factory, OfficeClock clock)
{
    /// <summary>Alerts on a page of the history.</summary>
    public const int PageSize = 50;

    /// <summary>Alerts that a notice of several names.</summary>
    public const int MostNamed = 3;

    /// <summary>The rules, the newest first.</summary>
    public async Task<IReadOnlyList<AlertRow>> ListAsync(CurrentUser caller, bool isRetired, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var rules = await db.AlertRules.AsNoTracking().Include(rule => rule.Places).Include(rule => rule.Owner)
            .Include(rule => rule.Readers).ThenInclude(reader => reader.User)
            .Include(rule => rule.Robots).ThenInclude(robot => robot.Robot).AsSplitQuery()
            .Readable(caller).Where(rule => (rule.State == AlertRuleState.Retired) == isRetired)
            .OrderByDescending(rule => rule.Id).Take(AlertRule.Most).ToListAsync(cancellationToken);
        var ids = rules.ConvertAll(rule => rule.Id);
        var since = clock.UtcNow.AddYears(-1);
        var fired = await db.AlertFirings.AsNoTracking().Readable(caller).Where(firing => ids.Contains(firing.RuleId))
            .GroupBy(firing => firing.RuleId)
            .Select(group => new
            {
                group.Key,
                Open = group.Count(firing => firing.EndedOn == null),
                Last = group.Max(firing => firing.BeganAt),
                OfYear = group.Count(firing => firing.BeganAt >= since),
            }).ToDictionaryAsync(group => group.Key, cancellationToken);
        return [.. rules.Select(rule =>
        {
            var found = fired.GetValueOrDefault(rule.Id);
            List<string> people = [.. rule.Readers.Where(reader => reader.User is { IsDisabled: false })
                .Select(reader => reader.User!.DisplayName).OrderBy(NameOrder.Of, StringComparer.Ordinal),
                .. rule.Robots.Where(robot => robot.Robot is { RemovedAt: null, IsOn: true }).Select(robot => robot.Robot!.Name)];
            return new AlertRow(rule, people, people.Count > 0, found?.Open ?? 0, found?.Last, found?.OfYear ?? 0, caller.MayKeepAlerts);
        })];
    }

    /// <summary>A rule that the caller may change; null when there is none, or when it is retired.</summary>
    public async Task<AlertRule?> FindAsync(CurrentUser caller, int id, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        return await db.AlertRules.AsNoTracking().Include(rule => rule.Places).Include(rule => rule.Readers).ThenInclude(one => one.User)
            .Include(rule => rule.Owner).ThenInclude(owner => owner!.Communities)
            .Include(rule => rule.Robots).ThenInclude(one => one.Robot).AsSplitQuery().Kept(caller)
            .SingleOrDefaultAsync(rule => rule.Id == id && rule.State != AlertRuleState.Retired, cancellationToken);
    }

    /// <summary>Whom a rule of the caller's may tell: of a rule of one's own nobody else, so none are offered.</summary>
    public async Task<IReadOnlyList<AlertPerson>> PeopleAsync(CurrentUser caller, CancellationToken cancellationToken)
    {
        if (!caller.MayKeepAlertsOfStreet) return [];
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var users = await db.Users.AsNoTracking().Include(user => user.Communities)
            .Where(user => !user.IsDisabled && user.Role != Role.Panel).ToListAsync(cancellationToken);
        return [.. users.OrderBy(user => NameOrder.Of(user.DisplayName), StringComparer.Ordinal).ThenBy(user => user.Id)
            .Select(user => new AlertPerson(user.Id, user.DisplayName, user.Role, user.ToCurrentUser().CommunityIds))];
    }

    /// <summary>The group robots that a rule of the caller's may tell.</summary>
    public async Task<IReadOnlyList<AlertRobotChoice>> RobotsAsync(CurrentUser caller, CancellationToken cancellationToken)
    {
        if (!caller.MayKeepAlertsOfStreet) return [];
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var robots = await Robots.RobotMessages.On(db).Select(robot => new AlertRobotChoice(robot.Id, robot.Name, robot.Communities))
            .ToListAsync(cancellationToken);
        return [.. robots.OrderBy(robot => NameOrder.Of(robot.Name), StringComparer.Ordinal)];
    }

    /// <summary>A page of what fired, the newest first.</summary>
    public async Task<AlertPage> HistoryAsync(CurrentUser caller, AlertFilter filter, int page, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.BeginReadAsync(cancellationToken);
        var all = Of(db, caller, filter);
        var total = await all.CountAsync(cancellationToken);
        var shown = Math.Clamp(page, 1, Math.Max(1, (total + PageSize - 1) / PageSize));
        return new(await Ordered(all).Skip((shown - 1) * PageSize).Take(PageSize).ToListAsync(cancellationToken), total, shown);
    }

    /// <summary>
    /// The first of the alerts of which each notice tells, as far as the caller may read them, by the notice's id; nothing of one that
    /// tells of a single alert, or of something else. However many notices there are, and alerts of each, the store is asked once and
    /// sends no more than are named.
    /// </summary>
    public async Task<IReadOnlyDictionary<long, IReadOnlyList<AlertFiring>>> NamedAsync(CurrentUser caller,
        IReadOnlyCollection<Notice> notices, CancellationToken cancellationToken)
    {
        long[] lists = [.. notices.Where(notice => notice.RecordKind == AlertTelling.Kind && notice.RecordId == 0)
            .Select(notice => notice.Id)];
        if (lists.Length == 0) return new Dictionary<long, IReadOnlyList<AlertFiring>>();
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var user = caller.UserId ?? 0;
        var listed = db.Set<ListedRecord>().AsNoTracking().Where(row => lists.Contains(row.ListId) && row.UserId == user);
        var readable = db.AlertFirings.AsNoTracking().Readable(caller);
        var first = await listed.Select(row => row.ListId).Distinct()
            .SelectMany(list => listed.Where(row => row.ListId == list)
                .Join(readable, row => row.RecordId, firing => firing.Id, (row, firing) => new { row.ListId, Firing = firing })
                .OrderByDescending(row => row.Firing.BeganAt).ThenByDescending(row => row.Firing.Id).Take(MostNamed))
            .ToListAsync(cancellationToken);
        return first.GroupBy(row => row.ListId).ToDictionary(list => list.Key, list => (IReadOnlyList<AlertFiring>)[.. list
            .Select(row => row.Firing).OrderByDescending(firing => firing.BeganAt).ThenByDescending(firing => firing.Id)]);
    }

    /// <summary>All of them one after the other, in the caller's transaction; and how many they are.</summary>
    public static async Task<(long Total, IAsyncEnumerable<AlertFiring> Rows)> StreamAsync(DashboardDbContext db, CurrentUser caller,
        AlertFilter filter, CancellationToken cancellationToken)
    {
        var all = Of(db, caller, filter);
        return (await all.LongCountAsync(cancellationToken), Ordered(all).AsAsyncEnumerable());
    }

    private static IOrderedQueryable<AlertFiring> Ordered(IQueryable<AlertFiring> firings) =>
        firings.OrderByDescending(firing => firing.BeganAt).ThenByDescending(firing => firing.Id);

    private static IQueryable<AlertFiring> Of(DashboardDbContext db, CurrentUser caller, AlertFilter filter)
    {
        var firings = db.AlertFirings.AsNoTracking().Readable(caller);
        if (filter.IsOpen is { } isOpen) firings = firings.Where(firing => (firing.EndedOn == null) == isOpen);
        if (filter.RuleId is { } rule) firings = firings.Where(firing => firing.RuleId == rule);
        if (filter.Id is { } one) firings = firings.Where(firing => firing.Id == one);
        if (filter.Told is not { } told) return firings;
        var user = caller.UserId ?? 0;
        return firings.Where(firing =>
            db.Set<ListedRecord>().Any(row => row.ListId == told && row.RecordId == firing.Id && row.UserId == user));
    }
}
