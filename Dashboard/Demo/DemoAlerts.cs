using Concentric.Alerts;
using Concentric.Data;
using Concentric.Time;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Dashboard.Demo;

/// <summary>
/// Rules of alerts that tell the demo leader and analyst, and one of a demo worker's own, so that the page has something to show. They
/// are between accounts, so they are made with the demo accounts and not with the records.
/// </summary>
internal static class DemoAlerts
{
    /// <summary>Adds them to a demo store that has none; nothing without a leader.</summary>
    public static async Task AddAsync(DashboardDbContext db, OfficeClock clock, CancellationToken cancellationToken)
    {
        if (await StoreContents.OriginAsync(db, cancellationToken) != StoreContents.Demo
            || await db.AlertRules.AnyAsync(cancellationToken)) return;
        var users = await db.Users.AsNoTracking().Where(user => !user.IsDisabled).Include(user => user.Communities)
            .OrderBy(user => user.Id).ToListAsync(cancellationToken);
        if (users.Find(user => user.Role == Role.Leader) is not { } leader) return;
        int[] office = [.. users.Where(user => user.Role is Role.Leader or Role.Analyst).Select(user => user.Id)];
        db.AddRange(
            Make(leader, clock, office, "overdue.items", AlertCondition.Worse, AlertScope.Street),
            Make(leader, clock, office, "petitions.on-time-rate", AlertCondition.OffTarget, AlertScope.Street, rule => rule.Count = 2),
            Make(leader, clock, office, "petitions.overdue", AlertCondition.PastLimit, AlertScope.EachCommunity, rule =>
                (rule.LimitMilli, rule.ClearMilli, rule.Note) = (5_000, 3_000, "先请社区书记说明原因，再看要不要督办。")));
        if (users.Find(user => user.Role == Role.Worker && user.Communities.Count > 0) is { } worker)
        {
            var own = Make(worker, clock, [worker.Id], "visits.count", AlertCondition.Silent, AlertScope.Chosen, rule =>
                (rule.Count, rule.OwnerId) = (5, worker.Id));
            own.Places.AddRange(worker.Communities.Select(one => new AlertPlace { CommunityId = one.CommunityId }));
            db.Add(own);
        }

        await db.SaveChangesAsync(cancellationToken);
    }

    private static AlertRule Make(DashboardUser by, OfficeClock clock, int[] readers, string metric, AlertCondition condition,
        AlertScope scope, Action<AlertRule>? with = null)
    {
        var rule = new AlertRule
        {
            MetricKey = metric,
            Condition = condition,
            Scope = scope,
            WellDays = 5,
            SetBy = by.DisplayName,
            SetAt = clock.UtcNow,
            Version = 1,
        };
        rule.Readers.AddRange(readers.Select(id => new AlertReader { UserId = id }));
        with?.Invoke(rule);
        return rule;
    }
}
