using Concentric.Data;
using Concentric.Ledgers;
using Concentric.Metrics;
using Concentric.ProcessCharts;
using Concentric.Rules;

namespace Concentric.Alerts;

/// <summary>What a rule may be, as far as the store need not be asked.</summary>
internal static class AlertChecking
{
    /// <summary>The fields of numbers, as refusals name them.</summary>
    public const string Limit = "Limit", ClearLimit = "ClearLimit";

    /// <summary>Makes a rule what was entered, as far as it will do.</summary>
    /// <param name="db">Null for a rule that is only tried.</param>
    /// <param name="rule">Changed, but for whom it tells.</param>
    /// <param name="holder">Whose rights its places are held against: the owner of a rule of somebody's own, else the caller.</param>
    /// <returns>Its metric; null when something is wrong with that.</returns>
    public static Metric? Take(DashboardDbContext? db, AlertRule rule, AlertInput input, MetricCatalogue catalogue,
        CommunityDirectory.Names names, CurrentUser holder, ValidationContext check)
    {
        var metric = input.Metric is null ? null : catalogue.Find(input.Metric);
        check.That(metric is not null, nameof(input.Metric), input.Metric, input.Metric is null ? Rule.Required : Rule.Unknown);
        var isClear = check.Chosen(nameof(input.Condition), input.Condition);
        (rule.MetricKey, rule.Condition) = (input.Metric ?? "", input.Condition ?? default);
        (rule.LimitMilli, rule.ClearMilli, rule.Count, rule.Side) = (null, null, null, default);
        if (isClear && metric is not null) TakeCondition(rule, input, metric, check);
        TakeScope(db, rule, input, names, holder, check);
        rule.WellDays = Number(check, nameof(input.WellDays), input.WellDays, AlertRule.MostWellDays);
        rule.Note = check.Lines(nameof(input.Note), input.Note, TextLimits.Note);
        return metric;
    }

    private static void TakeCondition(AlertRule rule, AlertInput input, Metric metric, ValidationContext check)
    {
        switch (rule.Condition)
        {
            case AlertCondition.Worse:
                if (check.That(metric.Polarity != Polarity.Neutral, nameof(input.Condition), null, Rule.AlertHasNoWorse))
                    check.That(FigureJudge.IsJudged(metric), nameof(input.Condition), null, Rule.AlertNotJudged);
                break;
            case AlertCondition.OffTarget:
                check.That(metric.Polarity != Polarity.Neutral, nameof(input.Condition), null, Rule.AlertHasNoWorse);
                rule.Count = Number(check, nameof(input.Months), input.Months, AlertRule.MostMonths);
                break;
            case AlertCondition.Silent:
                check.That(AlertJudge.CountsEntries(metric), nameof(input.Condition), null, Rule.AlertNotEntered);
                rule.Count = Number(check, nameof(input.SilentDays), input.SilentDays, AlertRule.MostSilentDays);
                break;
            default:
                TakeLimit(rule, input, metric, check);
                break;
        }
    }

    private static void TakeLimit(AlertRule rule, AlertInput input, Metric metric, ValidationContext check)
    {
        if (!check.Chosen(nameof(input.Side), input.Side)) return;
        rule.Side = input.Side!.Value;
        var isAbove = rule.Side == AlertSide.Above;
        // What can never be passed is no limit.
        var whole = metric.IsRate ? 100_000 : TargetCommands.MostAmount * 1_000;
        var finest = metric.IsRate ? 100 : 1;
        var (least, most) = isAbove ? (0, metric.IsRate ? whole - finest : whole) : (finest, whole);
        if (!check.That(input.LimitMilli is not null, Limit, null, Rule.Required)) return;
        var limit = input.LimitMilli!.Value;
        rule.LimitMilli = Amount(check, Limit, limit, metric, least, most);
        if (input.ClearLimitMilli is not { } clear) return;
        rule.ClearMilli = Amount(check, ClearLimit, clear, metric, 0, whole);
        check.That(isAbove ? clear <= limit : clear >= limit, ClearLimit, clear / 1_000m,
            isAbove ? Rule.AlertClearAbove : Rule.AlertClearBelow, limit / 1_000m);
    }

    /// <summary>A rate is entered in per cent and kept as a fraction, to a tenth of a per cent.</summary>
    private static long Amount(ValidationContext check, string field, long milli, Metric metric, long least, long most)
    {
        if (check.That(milli >= least && milli <= most, field, milli / 1_000m, Rule.OutOfRange, least / 1_000m, most / 1_000m)
            && metric.IsRate) check.That(milli % 100 == 0, field, milli / 1_000m, Rule.TooFine);
        return metric.IsRate ? milli / 100 : milli;
    }

    private static void TakeScope(DashboardDbContext? db, AlertRule rule, AlertInput input, CommunityDirectory.Names names,
        CurrentUser holder, ValidationContext check)
    {
        if (!check.Chosen(nameof(input.Scope), input.Scope)) return;
        rule.Scope = input.Scope!.Value;
        // Who is limited to communities makes rules for some of these.
        check.That(holder.CommunityIds is null || rule.Scope == AlertScope.Chosen, nameof(input.Scope), null, Rule.AlertOwnOnly);
        HashSet<int> wanted = rule.Scope == AlertScope.Chosen ? [.. input.Communities] : [];
        check.That(rule.Scope != AlertScope.Chosen || wanted.Count > 0, nameof(input.Communities), null, Rule.Required);
        foreach (var id in wanted)
        {
            if (check.That(names.Find(id) is not null, nameof(input.Communities), id, Rule.Unknown))
                check.That(holder.Sees(id), nameof(input.Communities), names.Name(id), Rule.AlertPlaceUnseen);
        }

        Keep(db, rule.Places, place => place.CommunityId, wanted, id => new() { CommunityId = id });
    }

    /// <summary>Makes the parts of a rule those that are wanted.</summary>
    public static void Keep<T>(DashboardDbContext? db, List<T> parts, Func<T, int> id, HashSet<int> wanted, Func<int, T> make)
        where T : class
    {
        db?.RemoveRange(parts.Where(part => !wanted.Contains(id(part))));
        parts.RemoveAll(part => !wanted.Contains(id(part)));
        parts.AddRange(wanted.Except(parts.Select(id)).Order().Select(make));
    }

    private static int Number(ValidationContext check, string field, long? value, int most) =>
        check.That(value is not null, field, null, Rule.Required) && check.Within(field, value!.Value, 1, most) ? (int)value.Value : 1;
}
