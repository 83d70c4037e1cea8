using Concentric.Data;
using Concentric.Rules;

namespace Concentric.Metrics;

/// <summary>What a target may be, however it comes in.</summary>
internal static class TargetRules
{
    /// <summary>Makes a target what was entered, as far as it will do.</summary>
    /// <param name="target">Changed.</param>
    /// <param name="input">As entered; its community has been checked.</param>
    /// <param name="catalogue">Of the metrics.</param>
    /// <param name="present">All targets that there are; the target may be among them.</param>
    /// <param name="today">The office's day.</param>
    /// <param name="check">Is told what is wrong.</param>
    public static void Take(MetricTarget target, TargetInput input, MetricCatalogue catalogue, IEnumerable<MetricTarget> present,
        DateOnly today, ValidationContext check)
    {
        var metric = input.Metric is null ? null : catalogue.Find(input.Metric);
        check.That(metric is not null, nameof(input.Metric), input.Metric, input.Metric is null ? Rule.Required : Rule.Unknown);
        var missing = input.FirstDay is null ? nameof(input.FirstDay) : nameof(input.LastDay);
        if (check.That(input.FirstDay is null == input.LastDay is null, missing, null, Rule.Required) && input.FirstDay is { } from)
        {
            check.That(from >= ValidationContext.FirstDay, nameof(input.FirstDay), from, Rule.TooEarly, ValidationContext.FirstDay);
            check.That(input.LastDay >= from, nameof(input.LastDay), input.LastDay, Rule.TooEarly, from);
            var last = today.AddDays(ValidationContext.MostDaysAhead);
            check.That(input.LastDay <= last, nameof(input.LastDay), input.LastDay, Rule.TooLate, last);
        }

        if (check.That(input.AmountMilli is not null, TargetCommands.Field, null, Rule.Required) && metric is not null)
            CheckAmount(metric, input.AmountMilli!.Value, check);
        (target.MetricKey, target.CommunityId) = (input.Metric ?? "", input.CommunityId);
        (target.FirstDay, target.LastDay) = (input.FirstDay, input.LastDay);
        target.Spread = input.Spread ?? TargetSpread.WorkingDays;
        // A rate is entered in per cent and kept as a fraction.
        target.AmountMilli = metric is { IsRate: true } ? (input.AmountMilli ?? 0) / 100 : input.AmountMilli ?? 0;
        target.Reason = check.RequiredLines(nameof(input.Reason), input.Reason, TextLimits.Note);
        if (present.FirstOrDefault(other => other != target && other.Overlaps(target)) is not { } overlapped) return;
        check.That(false, nameof(input.FirstDay), input.FirstDay,
            overlapped.FirstDay is null ? Rule.TargetOfEachYear : Rule.TargetOverlaps,
            overlapped.FirstDay is { } first ? [first, overlapped.LastDay!.Value] : []);
    }

    /// <summary>
    /// A target of nothing says nothing where more is better: leave it out, or take it away. Where less is better it is the best there is.
    /// </summary>
    private static void CheckAmount(Metric metric, long milli, ValidationContext check)
    {
        var most = metric.IsRate ? 100_000 : TargetCommands.MostAmount * 1_000;
        if (milli == 0 && metric.Polarity != Polarity.LessIsBetter)
            check.That(false, TargetCommands.Field, 0, Rule.TargetOfNothing);
        else if (milli < 0 || milli > most)
            check.That(false, TargetCommands.Field, milli / 1_000m, Rule.OutOfRange, 0, most / 1_000);
        // A rate is kept to a tenth of a per cent.
        else if (metric.IsRate && milli % 100 != 0) check.That(false, TargetCommands.Field, milli / 1_000m, Rule.TooFine);
    }
}
