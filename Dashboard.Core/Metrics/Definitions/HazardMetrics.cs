using System.Linq.Expressions;
using Concentric.Data;
using Concentric.Hazards;

namespace Concentric.Metrics;

/// <summary>Safety hazards.</summary>
internal static class HazardMetrics
{
    public static IEnumerable<Metric> Define()
    {
        var source = new MetricSource<Hazard>(RecordKinds.NameOf<Hazard>(), HazardLedger.Ledger.Rows, x => x.CommunityId) { Ledger = HazardLedger.Ledger };
        var found = new Placement<Hazard>(source, x => x.FoundOn);
        var due = new Placement<Hazard>(source, x => x.DueOn);
        var rectified = new Placement<Hazard>(source, x => x.RectifiedOn);
        var verified = new Placement<Hazard>(source, x => x.VerifiedOn);

        Expression<Func<Hazard, bool>> isMajor = x => x.Severity == HazardSeverity.Major;
        var allFound = found.Count();
        var allRectified = rectified.Count();
        yield return new TotalMetric(allFound) { Key = "hazards.found", Unit = MetricUnit.Points, Polarity = Polarity.Neutral };
        yield return new TotalMetric(allRectified) { Key = "hazards.rectified", Unit = MetricUnit.Points };
        yield return new TotalMetric(verified.Count()) { Key = "hazards.verified", Unit = MetricUnit.Points };
        yield return new TotalMetric(rectified.Count(x => x.IsFireLane)) { Key = "hazards.fire-lanes", Unit = MetricUnit.Points };

        yield return new RateMetric(due.Count(HazardLedger.IsOnTime), due.Count()) { Key = "hazards.on-time-rate", Unit = MetricUnit.Rate };
        var dueRectified = due.Count(x => x.RectifiedOn != null);
        yield return new RateMetric(dueRectified, dueRectified)
        {
            Key = "hazards.on-time-rate.b",
            Unit = MetricUnit.Rate,
            PastDue = due.Count(x => x.RectifiedOn == null),
        };

        yield return new StandingMetric(due.Count(HazardLedger.IsLate), rectified.Count(HazardLedger.IsLate), beginsAfterDays: 1)
        {
            Key = "hazards.overdue",
            Unit = MetricUnit.Points,
            Polarity = Polarity.LessIsBetter,
        };
        yield return new StandingMetric(
            due.Count(isMajor.And(HazardLedger.IsLate)), rectified.Count(isMajor.And(HazardLedger.IsLate)), beginsAfterDays: 1)
        {
            Key = "hazards.overdue-major",
            Unit = MetricUnit.Points,
            Polarity = Polarity.LessIsBetter,
        };
        yield return new StandingMetric(allFound, allRectified) { Key = "hazards.open", Unit = MetricUnit.Points, Polarity = Polarity.Neutral };
    }
}
