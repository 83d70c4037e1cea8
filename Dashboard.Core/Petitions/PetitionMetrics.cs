using System.Linq.Expressions;
using Concentric.Data;
using Concentric.Ledgers;
using Concentric.Metrics;

namespace Concentric.Petitions;

/// <summary>Petitions. Closed, resolved and confirmed by the resident are three figures.</summary>
internal static class PetitionMetrics
{
    private static readonly Expression<Func<PetitionRound, bool>> IsFirst = x => x.Number == 1;

    public static IEnumerable<Metric> Define(Func<MetricOptions> options)
    {
        var source = new MetricSource<Petition>(RecordKinds.NameOf<Petition>(), PetitionRecords.Kind.Ledger.Rows, x => x.CommunityId)
        {
            Ledger = PetitionRecords.Kind.Ledger,
            ToldApartBy = [new("category", x => x.Category, null), new("source", x => x.Source, PetitionSource.List)],
            IsJoint = x => x.IsJoint,
            Communities = x => x.Communities.Select(c => c.CommunityId),
            JointLinks = db => db.Set<PetitionCommunity>().Where(c => c.Petition!.IsJoint && c.Petition.ArchivedAt == null)
                .Select(c => new JointLink<Petition> { Record = c.Petition!, RecordId = c.RecordId, CommunityId = c.CommunityId }),
        };
        // What stands at a stage now, and what came in, is told of petitions; whatever happened in a period, of their rounds.
        var received = new DateDimension<Petition>(source, x => x.ReceivedOn);
        var due = new DateDimension<Petition>(source, x => x.DueOn);
        yield return new TotalMetric(received.Count()) { Key = "petitions.received", Unit = MetricUnit.Cases, Polarity = Polarity.Neutral };

        var rounds = new MetricSource<PetitionRound>(RecordKinds.NameOf<Petition>(), PetitionRoundLedger.Ledger.Rows, x => x.CommunityId)
        {
            Ledger = PetitionRoundLedger.Ledger,
            ToldApartBy = [new("category", x => x.Petition!.Category, null), new("source", x => x.Petition!.Source, PetitionSource.List)],
            IsJoint = x => x.IsJoint,
            Communities = x => x.Petition!.Communities.Select(c => c.CommunityId),
            // Told by the rounds' own columns, which the indexes of their days hold: a changed day is counted again without going through
            // every link of the store.
            JointLinks = db => db.Set<PetitionRound>().Where(round => round.IsJoint && round.ArchivedAt == null)
                .SelectMany(round => round.Petition!.Communities,
                    (round, c) => new JointLink<PetitionRound> { Record = round, RecordId = round.Id, CommunityId = c.CommunityId }),
        };
        var begun = new DateDimension<PetitionRound>(rounds, x => x.ReceivedOn);
        var roundDue = new DateDimension<PetitionRound>(rounds, x => x.DueOn);
        var closed = new DateDimension<PetitionRound>(rounds, x => x.ClosedOn);
        var calledBack = new DateDimension<PetitionRound>(rounds, x => x.CallBackOn);

        yield return new TotalMetric(closed.Once(x => x.PetitionId, x => x.PreviousClosedOn))
        {
            Key = "petitions.closed",
            Unit = MetricUnit.Cases,
            Version = 2
        };
        yield return new TotalMetric(closed.Once(x => x.PetitionId, x => x.PreviousResolvedOn,
            x => x.Outcome == PetitionOutcome.Resolved))
        { Key = "petitions.resolved", Unit = MetricUnit.Cases, Version = 2 };
        yield return new TotalMetric(calledBack.Once(x => x.PetitionId, x => x.PreviousConfirmedOn, x => x.CallBackValid
            && x.CallBackResolved))
        { Key = "petitions.confirmed", Unit = MetricUnit.Cases, Version = 2 };

        // By the first due date and the first closing: what comes back later makes a past month neither better nor worse.
        var firstDue = roundDue.Count(x => x.Number == 1);
        yield return new RateMetric(roundDue.Matured(x => x.ClosedOn, IsFirst), firstDue)
        {
            Key = "petitions.closing-rate",
            Unit = MetricUnit.Rate,
            Version = 2
        };
        yield return new RateMetric(roundDue.Count(IsFirst.And(PetitionRoundLedger.IsOnTime)), firstDue)
        {
            Key = "petitions.on-time-rate",
            Unit = MetricUnit.Rate,
            Version = 2
        };

        var valid = calledBack.Count(x => x.CallBackValid);
        // Whoever was not reached may be called again, which moves the case to the day of the new call.
        var reached = new RateMetric(valid, calledBack.Count())
        {
            Key = "petitions.reached-rate",
            Unit = MetricUnit.Rate,
            IsPastKept = false
        };
        yield return reached;
        // Tenths of a case: mostly satisfied counts nine tenths (0.9).
        var satisfied = calledBack.Sum(
            x => x.Satisfaction == Satisfaction.Satisfied ? 10 : 9,
            x => x.CallBackValid && (x.Satisfaction == Satisfaction.Satisfied || x.Satisfaction == Satisfaction.MostlySatisfied));
        var satisfaction = new RateMetric(satisfied, valid)
        {
            Key = "petitions.satisfaction-rate",
            Unit = MetricUnit.Rate,
            NumeratorPerCase = 10,
            Version = 2,
            Reached = reached,
        };
        var resolution = new RateMetric(calledBack.Count(x => x.CallBackValid && x.CallBackResolved),
            valid)
        { Key = "petitions.resolution-rate", Unit = MetricUnit.Rate, Version = 2, Reached = reached };
        var response = new RateMetric(calledBack.Count(x => x.CallBackValid && x.CallBackResponded),
            valid)
        { Key = "petitions.response-rate", Unit = MetricUnit.Rate, Version = 2, Reached = reached };
        yield return satisfaction;
        yield return resolution;
        yield return response;
        yield return new RateMetric(closed.Matured(x => x.ReopenedOn, IsFirst), closed.Count(IsFirst))
        {
            Key = "petitions.reopened-rate",
            Unit = MetricUnit.Rate,
            Polarity = Polarity.LessIsBetter,
        };
        var proof = new DateDimension<PetitionRound>(rounds, x => x.ProofDueOn);
        yield return new RateMetric(proof.Count(x => x.CameBackOn == null), proof.Count())
        {
            Key = "petitions.stayed-fixed-rate",
            Unit = MetricUnit.Rate,
        };
        yield return new MedianMetric(closed.Distribution(x => x.WorkingDaysToClose, after: x => x.Number))
        {
            Key = "petitions.days-to-close",
            Unit = MetricUnit.WorkingDays,
            Polarity = Polarity.LessIsBetter,
            Version = 2,
        };

        // Late from the day after the due date until the day of closing. Rounds of a petition follow each other, so it is late once at
        // most.
        yield return new StandingMetric(roundDue.Count(PetitionRoundLedger.IsLate), closed.Count(PetitionRoundLedger.IsLate),
            beginsAfterDays: 1)
        {
            Key = "petitions.overdue",
            Unit = MetricUnit.Cases,
            Polarity = Polarity.LessIsBetter,
            Version = 2,
        };
        yield return new TotalMetric(closed.Once(x =>
            x.PetitionId, x => x.PreviousResolvedOn, x => x.IsJoint && x.Outcome == PetitionOutcome.Resolved))
        {
            Key = "petitions.shared",
            Unit = MetricUnit.Cases,
            Version = 2,
        };
        yield return new StandingMetric(begun.Count(), closed.Count())
        {
            Key = "petitions.open",
            Unit = MetricUnit.Cases,
            Polarity = Polarity.Neutral,
            Version = 2
        };

        foreach (var (key, stage) in Stages)
        {
            yield return new StandingMetric(received.Count(x => x.ClosedOn == null && x.Stage == stage))
            {
                IsOfTodayOnly = true,
                IsPastKept = false,
                Key = $"petitions.open.{key}",
                Unit = MetricUnit.Cases,
                Polarity = Polarity.Neutral,
            };
            yield return new StandingMetric(due.Count(x => x.ClosedOn == null && x.Stage == stage), beginsAfterDays: 1)
            {
                IsOfTodayOnly = true,
                IsPastKept = false,
                Key = $"petitions.overdue.{key}",
                Unit = MetricUnit.Cases,
                Polarity = Polarity.LessIsBetter,
            };
        }

        // Asked for at each reading: administrators may change them while the program runs.
        yield return new WeightedMetric([(() => options().ScoreWeights.Response, response),
            (() => options().ScoreWeights.Resolution, resolution), (() => options().ScoreWeights.Satisfaction, satisfaction)])
        {
            Key = "score.three-rates",
            Unit = MetricUnit.Rate,
            Version = 2,
        };
    }

    /// <summary>The stages of the council hall's loop with the names used in keys.</summary>
    internal static readonly (string Key, PetitionStage Stage)[] Stages =
    [
        ("collected", PetitionStage.Collected), ("negotiated", PetitionStage.Negotiated),
        ("handled", PetitionStage.Handled), ("fed-back", PetitionStage.FedBack),
    ];
}
