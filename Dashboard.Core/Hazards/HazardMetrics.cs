using System.Linq.Expressions;
using Concentric.Data;
using Concentric.Ledgers;
using Concentric.Metrics;

namespace Concentric.Hazards;

/// <summary>Safety hazards.</summary>
internal static class HazardMetrics
{
    public static IEnumerable<Metric> Define()
    {
        var ledger = HazardRecords.Kind.Ledger;
        var source = new MetricSource<Hazard>(RecordKinds.NameOf<Hazard>(), ledger.Rows, x => x.CommunityId)
        {
            Ledger = ledger,
            ToldApartBy = [new("category", x => x.Category, HazardCategory.List)],
        };
        yield return new TotalMetric(new DateDimension<Hazard>(source, x => x.FoundOn)
            .Count())
        { Key = "hazards.found", Unit = MetricUnit.Points, Polarity = Polarity.Neutral };

        var rounds = new MetricSource<HazardRound>(RecordKinds.NameOf<Hazard>(), HazardRoundLedger.Ledger.Rows, x =>
            x.CommunityId)
        {
            Ledger = HazardRoundLedger.Ledger,
            ToldApartBy = [new("category", x => x.Hazard!.Category, HazardCategory.List)],
        };
        var begun = new DateDimension<HazardRound>(rounds, x => x.FoundOn);
        var due = new DateDimension<HazardRound>(rounds, x => x.DueOn);
        var overdue = new DateDimension<HazardRound>(rounds, x => x.OverdueFrom);
        var rectified = new DateDimension<HazardRound>(rounds, x => x.RectifiedOn);
        var verified = new DateDimension<HazardRound>(rounds, x => x.VerifiedOn);

        yield return new TotalMetric(rectified.Once(x => x.HazardId, x => x.PreviousRectifiedOn))
        {
            Key = "hazards.rectified",
            Unit = MetricUnit.Points,
            Version = 2
        };
        yield return new TotalMetric(verified.Once(x => x.HazardId, x => x.PreviousVerifiedOn))
        {
            Key = "hazards.verified",
            Unit = MetricUnit.Points,
            Version = 2
        };
        yield return new TotalMetric(rectified.Once(x => x.HazardId, x => x.PreviousRectifiedOn,
            x => x.IsFireLane))
        { Key = "hazards.fire-lanes", Unit = MetricUnit.Points, Version = 2 };

        // By the first due date and the first rectification: what comes back later makes a past month neither better nor worse.
        Expression<Func<HazardRound, bool>> isFirst = x => x.Number == 1;
        yield return new RateMetric(due.Count(isFirst.And(HazardRoundLedger.IsOnTime)),
            due.Count(x => x.Number == 1))
        { Key = "hazards.on-time-rate", Unit = MetricUnit.Rate, Version = 2 };
        // Rectified over rectified and open: what is overdue, on the day of looking.
        yield return new RateMetric(due.Matured(x => x.RectifiedOn, isFirst), due.Count(isFirst))
        {
            Key = "hazards.on-time-rate.b",
            Unit = MetricUnit.Rate,
            Version = 2,
        };
        yield return new RateMetric(rectified.Matured(x => x.ReopenedOn, isFirst), rectified.Count(isFirst))
        {
            Key = "hazards.reopened-rate",
            Unit = MetricUnit.Rate,
            Polarity = Polarity.LessIsBetter,
        };

        var proof = new DateDimension<HazardRound>(rounds, x => x.ProofDueOn);
        yield return new RateMetric(proof.Count(x => x.CameBackOn == null), proof.Count())
        {
            Key = "hazards.stayed-fixed-rate",
            Unit = MetricUnit.Rate,
        };

        // Rounds of a hazard follow each other, so it is late once at most.
        Expression<Func<HazardRound, bool>> isMajor = x => x.Severity == HazardSeverity.Major;
        yield return new StandingMetric(overdue.Count(HazardRoundLedger.IsLate), rectified.Count(HazardRoundLedger.IsLate))
        {
            Key = "hazards.overdue",
            Unit = MetricUnit.Points,
            Polarity = Polarity.LessIsBetter,
            Version = 2,
        };
        yield return new StandingMetric(overdue.Count(isMajor.And(HazardRoundLedger.IsLate)),
            rectified.Count(isMajor.And(HazardRoundLedger.IsLate)))
        {
            Key = "hazards.overdue-major",
            Unit = MetricUnit.Points,
            Polarity = Polarity.LessIsBetter,
            Version = 2,
        };
        yield return new StandingMetric(begun.Count(), rectified.Count())
        {
            Key = "hazards.open",
            Unit = MetricUnit.Points,
            Polarity = Polarity.Neutral,
            Version = 2
        };
    }
}
