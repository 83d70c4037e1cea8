using Concentric.Data;
using Concentric.Petitions;

namespace Concentric.Metrics;

/// <summary>Petitions. Closed, resolved and confirmed by the resident are three figures.</summary>
internal static class PetitionMetrics
{
    public static IEnumerable<Metric> Define(MetricOptions options)
    {
        var source = new MetricSource<Petition>(RecordKinds.NameOf<Petition>(), PetitionLedger.Ledger.Rows, x => x.CommunityId)
        {
            Ledger = PetitionLedger.Ledger,
            IsJoint = x => x.IsJoint,
            Communities = x => x.Communities.Select(c => c.CommunityId),
            JointLinks = db => db.Set<PetitionCommunity>().Where(c => c.Petition!.IsJoint && c.Petition.ArchivedAt == null)
                .Select(c => new JointLink<Petition> { Record = c.Petition!, RecordId = c.RecordId, CommunityId = c.CommunityId }),
        };
        var received = new Placement<Petition>(source, x => x.ReceivedOn);
        var due = new Placement<Petition>(source, x => x.DueOn);
        var closed = new Placement<Petition>(source, x => x.ClosedOn);
        var firstClosed = new Placement<Petition>(source, x => x.FirstClosedOn);
        var calledBack = new Placement<Petition>(source, x => x.CallBackOn);

        var allReceived = received.Count();
        var allClosed = closed.Count();
        yield return new TotalMetric(allReceived) { Key = "petitions.received", Unit = MetricUnit.Cases, Polarity = Polarity.Neutral };
        yield return new TotalMetric(allClosed) { Key = "petitions.closed", Unit = MetricUnit.Cases };
        yield return new TotalMetric(closed.Count(x => x.Outcome == PetitionOutcome.Resolved)) { Key = "petitions.resolved", Unit = MetricUnit.Cases };
        yield return new TotalMetric(calledBack.Count(x => x.CallBackValid && x.CallBackResolved)) { Key = "petitions.confirmed", Unit = MetricUnit.Cases };

        var allDue = due.Count();
        yield return new RateMetric(due.Count(x => x.ClosedOn != null), allDue) { Key = "petitions.closing-rate", Unit = MetricUnit.Rate };
        yield return new RateMetric(due.Count(PetitionLedger.IsOnTime), allDue) { Key = "petitions.on-time-rate", Unit = MetricUnit.Rate };

        var valid = calledBack.Count(x => x.CallBackValid);
        // Tenths of a case: mostly satisfied counts nine tenths (0.9).
        var satisfied = calledBack.Sum(
            x => x.Satisfaction == Satisfaction.Satisfied ? 10 : 9,
            x => x.CallBackValid && (x.Satisfaction == Satisfaction.Satisfied || x.Satisfaction == Satisfaction.MostlySatisfied));
        var satisfaction = new RateMetric(satisfied, valid) { Key = "petitions.satisfaction-rate", Unit = MetricUnit.Rate, NumeratorPerCase = 10 };
        var resolution = new RateMetric(calledBack.Count(x => x.CallBackValid && x.CallBackResolved), valid) { Key = "petitions.resolution-rate", Unit = MetricUnit.Rate };
        var response = new RateMetric(calledBack.Count(x => x.CallBackValid && x.CallBackResponded), valid) { Key = "petitions.response-rate", Unit = MetricUnit.Rate };
        yield return satisfaction;
        yield return resolution;
        yield return response;
        yield return new RateMetric(firstClosed.Count(x => x.ReopenedCount > 0), firstClosed.Count())
        {
            Key = "petitions.reopened-rate",
            Unit = MetricUnit.Rate,
            Polarity = Polarity.LessIsBetter,
        };
        yield return new MedianMetric(closed.Distribution(x => x.WorkingDaysToClose))
        {
            Key = "petitions.days-to-close",
            Unit = MetricUnit.WorkingDays,
            Polarity = Polarity.LessIsBetter,
        };

        // Late from the day after the due date until the day of closing.
        yield return new StandingMetric(due.Count(PetitionLedger.IsLate), closed.Count(PetitionLedger.IsLate), beginsAfterDays: 1)
        {
            Key = "petitions.overdue",
            Unit = MetricUnit.Cases,
            Polarity = Polarity.LessIsBetter,
        };
        yield return new TotalMetric(closed.Count(x => x.IsJoint && x.Outcome == PetitionOutcome.Resolved)) { Key = "petitions.shared", Unit = MetricUnit.Cases };
        yield return new StandingMetric(allReceived, allClosed) { Key = "petitions.open", Unit = MetricUnit.Cases, Polarity = Polarity.Neutral };

        foreach (var (key, stage) in Stages)
        {
            yield return new StandingMetric(received.Count(x => x.ClosedOn == null && x.Stage == stage))
            {
                Key = $"petitions.open.{key}",
                Unit = MetricUnit.Cases,
                Polarity = Polarity.Neutral,
            };
            yield return new StandingMetric(due.Count(x => x.ClosedOn == null && x.Stage == stage), beginsAfterDays: 1)
            {
                Key = $"petitions.overdue.{key}",
                Unit = MetricUnit.Cases,
                Polarity = Polarity.LessIsBetter,
            };
        }

        var weights = options.ScoreWeights;
        yield return new WeightedMetric([(weights.Response, response), (weights.Resolution, resolution), (weights.Satisfaction, satisfaction)])
        {
            Key = "score.three-rates",
            Unit = MetricUnit.Rate,
        };
    }

    /// <summary>The stages of the council hall's loop with the names used in keys.</summary>
    internal static readonly (string Key, PetitionStage Stage)[] Stages =
    [
        ("collected", PetitionStage.Collected), ("negotiated", PetitionStage.Negotiated),
        ("handled", PetitionStage.Handled), ("fed-back", PetitionStage.FedBack),
    ];
}
