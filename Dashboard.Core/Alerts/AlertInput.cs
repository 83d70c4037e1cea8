namespace Concentric.Alerts;

/// <summary>A rule as somebody enters it.</summary>
/// <param name="Metric">Its key in the catalogue.</param>
/// <param name="Side">Of the limit.</param>
/// <param name="LimitMilli">Thousandths of the unit; of a rate, of a per cent.</param>
/// <param name="ClearLimitMilli">The same; null for the limit itself.</param>
/// <param name="Months">In a row, 1 to <see cref="AlertRule.MostMonths"/>.</param>
/// <param name="SilentDays">Working days, 1 to <see cref="AlertRule.MostSilentDays"/>.</param>
/// <param name="Communities">For <see cref="AlertScope.Chosen"/>.</param>
/// <param name="WellDays">Working days, 1 to <see cref="AlertRule.MostWellDays"/>.</param>
/// <param name="Recipients">Accounts; of a worker's own rule the worker's, whatever is said.</param>
/// <param name="Robots">Group robots.</param>
/// <param name="Note">What is to be done about it; may be left out.</param>
public sealed record AlertInput(
    string? Metric, AlertCondition? Condition, AlertSide? Side, long? LimitMilli, long? ClearLimitMilli, long? Months, long? SilentDays,
    AlertScope? Scope, IReadOnlyCollection<int> Communities, long? WellDays, IReadOnlyCollection<int> Recipients,
    IReadOnlyCollection<int> Robots, string? Note);
