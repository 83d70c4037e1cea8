using System.Globalization;
using Concentric.Data;
using Concentric.Ledgers;
using Concentric.Notices;
using Concentric.Notices.Channels;
using Concentric.Resources;
using Concentric.Robots;
using Concentric.Rules;
using Concentric.Time;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Alerts;

/// <summary>
/// Tells what one look at all rules has found: to each account one notice, to each group robot one message, each of what it may know.
/// </summary>
public sealed class AlertTelling(OfficeClock clock)
{
    /// <summary>Kind of the notices' records, and of the change-log rows.</summary>
    public static readonly string Kind = RecordKinds.NameOf<AlertFiring>();

    /// <summary>Between the names of those who were told, and after them when there was no room for all.</summary>
    private const char Between = '、', Cut = '…';

    /// <summary>True for who may know of the figures of a community, or of the street for null.</summary>
    public static bool MaySee(CurrentUser reader, int? place) =>
        reader.MayReadAlerts && (place is { } id ? reader.Sees(id) : reader.CommunityIds is null);

    /// <summary>The same of a robot's group.</summary>
    internal static bool MayRead(Robot robot, int? place, CommunityDirectory.Names names) =>
        robot.MayRead(place is { } id ? names.Find(id)?.Code : null);

    /// <summary>
    /// Adds notices and messages, in the caller's transaction: of what is open to whoever has not been told of it yet, also to those
    /// named or let in since; that it is over to those who were told that it began. What ended before anybody was told of it is told
    /// to nobody.
    /// </summary>
    /// <param name="look">Names the look; of two with the same the store refuses the second.</param>
    /// <returns>Notices made.</returns>
    internal async Task<int> AddAsync(DashboardDbContext db, string look, CommunityDirectory.Names names,
        CancellationToken cancellationToken)
    {
        var firings = await db.AlertFirings.AsTracking().Include(firing => firing.Told).Where(firing => firing.EndedOn == null
                || (firing.End == AlertEnd.Well && firing.ToldAt != null && firing.OverToldAt == null))
            .OrderBy(firing => firing.Id).AsSplitQuery().ToListAsync(cancellationToken);
        if (firings.Count == 0) return 0;
        var ids = firings.Select(firing => firing.RuleId).Distinct().ToList();
        var rules = await db.AlertRules.AsNoTracking().Include(rule => rule.Readers).Include(rule => rule.Robots).AsSplitQuery()
            .Where(rule => ids.Contains(rule.Id)).ToDictionaryAsync(rule => rule.Id, cancellationToken);
        var now = clock.UtcNow;
        var notices = new List<Notice>();
        var readers = await ReadersAsync(db, rules.Values, cancellationToken);
        await KnowAsync(db, [.. firings.Where(IsToldByAnOlder)], rules, readers, names, cancellationToken);
        foreach (var user in readers)
        {
            var reader = user.ToCurrentUser();
            // A notice lists so many; the rest comes with the next look.
            List<AlertFiring> own = [.. firings.Where(firing => IsNews(firing, AlertToldKind.Account, user.Id)
                && Reads(rules[firing.RuleId], reader, firing.CommunityId)).Take(Notice.MostListed)];
            if (own.Count == 0) continue;
            notices.Add(NoticeOf(user.Id, own, now));
            Mark(own, AlertToldKind.Account, user.Id, user.DisplayName, now);
        }

        await AddMessagesAsync(db, look, firings, rules, names, now, cancellationToken);
        foreach (var firing in firings)
        {
            if (firing.End is null) firing.ToldAt ??= now;
            else firing.OverToldAt = now;
        }

        await db.AddNoticesAsync(notices, cancellationToken);
        if (notices.Count > 0) db.ChangeLog.Add(NoticeLog.Row(now));
        return notices.Count;
    }

    /// <summary>True for one that is open and not known there, and for one that is over and known.</summary>
    private static bool IsNews(AlertFiring firing, AlertToldKind kind, int id) =>
        firing.Told.Exists(told => told.Kind == kind && told.ToldId == id) == firing.End is not null;

    /// <summary>
    /// True for one that a program has told which did not keep of whom, beside this one while nodes are brought up to date: it wrote down
    /// names alone.
    /// </summary>
    private static bool IsToldByAnOlder(AlertFiring firing) => firing is { ToldAt: not null, ToldTo: not null, Told.Count: 0 };

    /// <summary>Those whom that program told know of it: they hear of its end, and not of its beginning again.</summary>
    private static async Task KnowAsync(DashboardDbContext db, List<AlertFiring> firings, Dictionary<int, AlertRule> rules,
        List<DashboardUser> readers, CommunityDirectory.Names names, CancellationToken cancellationToken)
    {
        if (firings.Count == 0) return;
        var robots = await RobotsAsync(db, rules.Values, cancellationToken);
        foreach (var firing in firings)
        {
            var (rule, at) = (rules[firing.RuleId], firing.ToldAt!.Value);
            firing.Told.AddRange(readers.Where(user => Reads(rule, user.ToCurrentUser(), firing.CommunityId))
                .Select(user => new AlertTold { Kind = AlertToldKind.Account, ToldId = user.Id, At = at }));
            firing.Told.AddRange(robots.Where(robot => Reads(rule, robot, firing.CommunityId, names))
                .Select(robot => new AlertTold { Kind = AlertToldKind.Robot, ToldId = robot.Id, At = at }));
        }
    }

    private static bool Reads(AlertRule rule, CurrentUser reader, int? place) =>
        MaySee(reader, place) && rule.Readers.Exists(one => one.UserId == reader.UserId);

    private static bool Reads(AlertRule rule, Robot robot, int? place, CommunityDirectory.Names names) =>
        MayRead(robot, place, names) && rule.Robots.Exists(one => one.RobotId == robot.Id);

    private static Task<List<Robot>> RobotsAsync(DashboardDbContext db, IEnumerable<AlertRule> rules, CancellationToken cancellationToken)
    {
        var named = rules.SelectMany(rule => rule.Robots).Select(robot => robot.RobotId).Distinct().ToList();
        return named.Count == 0 ? Task.FromResult<List<Robot>>([])
            : RobotMessages.On(db).Where(robot => named.Contains(robot.Id)).ToListAsync(cancellationToken);
    }

    private static void Mark(IEnumerable<AlertFiring> told, AlertToldKind kind, int id, string name, DateTime now)
    {
        foreach (var firing in told.Where(firing => firing.End is null))
        {
            firing.Told.Add(new() { Kind = kind, ToldId = id, At = now });
            firing.ToldTo = Named(firing.ToldTo, name);
        }
    }

    private static Task<List<DashboardUser>> ReadersAsync(DashboardDbContext db, IEnumerable<AlertRule> rules,
        CancellationToken cancellationToken)
    {
        var ids = rules.SelectMany(rule => rule.Readers).Select(reader => reader.UserId).Distinct().ToList();
        return db.Users.AsNoTracking().Include(user => user.Communities).Where(user => ids.Contains(user.Id) && !user.IsDisabled)
            .OrderBy(user => user.Id).ToListAsync(cancellationToken);
    }

    /// <summary>One notice of one look: of the only alert, or of them all.</summary>
    private Notice NoticeOf(int reader, List<AlertFiring> firings, DateTime now)
    {
        var kind = firings.TrueForAll(firing => firing.End is null) ? NoticeKind.AlertBegan
            : firings.TrueForAll(firing => firing.End is not null) ? NoticeKind.AlertOver : NoticeKind.AlertsMoved;
        if (firings is [var only])
        {
            return new()
            {
                UserId = reader,
                Kind = kind,
                RecordKind = Kind,
                RecordId = only.Id,
                Day = clock.Today,
                CommunityId = only.CommunityId,
                Title = AlertNote.Of(only).Write(),
                At = now,
            };
        }

        var many = new Notice
        {
            UserId = reader,
            Kind = kind,
            RecordKind = Kind,
            Day = clock.Today,
            // Several looks of a day make a notice each.
            StepId = now.Ticks / TimeSpan.TicksPerSecond,
            Count = firings.Count,
            At = now,
        };
        many.Listing(firings.Select(firing => firing.Id));
        return many;
    }

    private static async Task AddMessagesAsync(DashboardDbContext db, string look, List<AlertFiring> firings,
        Dictionary<int, AlertRule> rules, CommunityDirectory.Names names, DateTime now, CancellationToken cancellationToken)
    {
        foreach (var robot in await RobotsAsync(db, rules.Values, cancellationToken))
        {
            List<AlertFiring> own = [.. firings.Where(firing => IsNews(firing, AlertToldKind.Robot, robot.Id)
                && Reads(rules[firing.RuleId], robot, firing.CommunityId, names))];
            if (own.Count == 0) continue;
            var culture = RobotMessages.CultureOf(robot);
            var title = string.Format(culture, Texts.Get("Robot.Alerts.Title", culture), own.Count);
            RobotMessages.Add(db, robot, $"alerts:{look}", title, own.Select(firing => Line(firing, names, culture)), "alerts/history",
                now);
            Mark(own, AlertToldKind.Robot, robot.Id, robot.Name, now);
        }
    }

    private static string Line(AlertFiring firing, CommunityDirectory.Names names, CultureInfo culture)
    {
        var place = firing.CommunityId is { } id ? names.Find(id)?.NameFor(culture) : null;
        return firing.End is null ? AlertWords.Fact(firing.Terms, place, AlertFigures.Of(firing), culture)
            : AlertWords.Over(firing.Terms, place, firing.EndValue, firing.EndedOn, culture);
    }

    private static string Named(string? before, string name)
    {
        if (before is null) return PlainText.Cut(name, TextLimits.Title, Cut.ToString());
        if (before.EndsWith(Cut)) return before;
        var all = before + Between + name;
        return all.Length < TextLimits.Title ? all : before + Cut;
    }
}
