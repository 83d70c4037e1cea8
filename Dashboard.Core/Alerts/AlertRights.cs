using Concentric.Data;

namespace Concentric.Alerts;

/// <summary>
/// Who sees and keeps which alerts. Those who see the whole street see the office's rules and everybody's own; who is limited to
/// communities sees the own ones, and what fired in these communities.
/// </summary>
public static class AlertRights
{
    extension(CurrentUser caller)
    {
        /// <summary>True when alerts may be read: the panel judges, and is told of nothing.</summary>
        public bool MayReadAlerts => caller.Role is not Role.Panel;

        /// <summary>True when rules for the street and everybody may be made.</summary>
        public bool MayKeepAlertsOfStreet =>
            caller.Role is Role.Leader or Role.Analyst or Role.Administrator && caller.CommunityIds is null;

        /// <summary>True when rules may be made: for the street, or by a worker for the own communities and the own account.</summary>
        public bool MayKeepAlerts => caller.MayKeepAlertsOfStreet || caller is { Role: Role.Worker, UserId: not null };
    }

    /// <summary>The rules that a caller may read.</summary>
    public static IQueryable<AlertRule> Readable(this IQueryable<AlertRule> rules, CurrentUser caller)
    {
        if (!caller.MayReadAlerts) return rules.Where(rule => false);
        if (caller.CommunityIds is null) return rules;
        var user = caller.UserId;
        return rules.Where(rule => rule.OwnerId != null && rule.OwnerId == user);
    }

    /// <summary>The rules that a caller may change.</summary>
    public static IQueryable<AlertRule> Kept(this IQueryable<AlertRule> rules, CurrentUser caller) =>
        caller.MayKeepAlerts ? rules.Readable(caller) : rules.Where(rule => false);

    /// <summary>The alerts that a caller may read.</summary>
    public static IQueryable<AlertFiring> Readable(this IQueryable<AlertFiring> firings, CurrentUser caller)
    {
        if (!caller.MayReadAlerts) return firings.Where(firing => false);
        if (caller.CommunityIds is not { } ids) return firings;
        var user = caller.UserId;
        return firings.Where(firing => firing.CommunityId != null && ids.Contains(firing.CommunityId.Value)
            && (firing.Rule!.OwnerId == null || firing.Rule.OwnerId == user));
    }
}
