using Concentric.Alerts;
using Concentric.Metrics;

namespace Concentric.Dashboard.Features.Alerts;

/// <summary>What the form of a rule holds while it is filled in.</summary>
public sealed class AlertForm
{
    /// <summary>Working days of being well that a new rule asks for: a week.</summary>
    public const int StandardWellDays = 5;

    public string? Metric { get; set; }

    public AlertCondition? Condition { get; set; } = AlertCondition.Worse;

    public AlertSide? Side { get; set; } = AlertSide.Above;

    public long? Limit { get; set; }

    public long? ClearLimit { get; set; }

    public long? Months { get; set; } = 2;

    public long? SilentDays { get; set; } = 5;

    public AlertScope? Scope { get; set; } = AlertScope.Street;

    public List<int> Communities { get; set; } = [];

    public long? WellDays { get; set; } = StandardWellDays;

    public List<int> Recipients { get; set; } = [];

    public List<int> Robots { get; set; } = [];

    public string? Note { get; set; }

    /// <param name="metric">Null for one that there is no longer.</param>
    public static AlertForm Of(AlertRule rule, Metric? metric)
    {
        var form = new AlertForm
        {
            Metric = rule.MetricKey,
            Condition = rule.Condition,
            Scope = rule.Scope,
            Communities = [.. rule.Places.Select(place => place.CommunityId).Order()],
            WellDays = rule.WellDays,
            Recipients = [.. rule.Readers.Select(reader => reader.UserId).Order()],
            Robots = [.. rule.Robots.Select(robot => robot.RobotId).Order()],
            Note = rule.Note,
        };
        if (rule.Condition == AlertCondition.PastLimit)
        {
            form.Side = rule.Side;
            form.Limit = metric is null ? rule.LimitMilli : AlertTerms.Entered(metric, rule.LimitMilli);
            form.ClearLimit = metric is null ? rule.ClearMilli : AlertTerms.Entered(metric, rule.ClearMilli);
        }

        if (rule.Condition == AlertCondition.OffTarget) form.Months = rule.Count;
        if (rule.Condition == AlertCondition.Silent) form.SilentDays = rule.Count;
        return form;
    }

    public AlertInput ToInput() => new(Metric, Condition, Side, Limit, ClearLimit, Months, SilentDays, Scope, Communities, WellDays,
        Recipients, Robots, Note);
}
