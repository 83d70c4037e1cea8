using Concentric.Rules;

namespace Concentric.Evaluation;

/// <summary>How the ranks fare when the evidence is others.</summary>
/// <param name="Units">One line for each ranked unit, in their order.</param>
/// <param name="Behind">
/// For each ranked unit but the last, the share of the draws in which the next one has as much or more, 0 to 1.
/// </param>
public sealed record EvidenceRobustness(IReadOnlyList<UnitRobustness> Units, IReadOnlyList<double> Behind)
{
    /// <summary>Two units are told apart when the one behind comes level in fewer draws than this.</summary>
    public const double Level = 0.05;

    public static EvidenceRobustness None { get; } = new([], []);

    /// <summary>True when a unit can't be told apart from the next one.</summary>
    /// <param name="place">Of the unit among the ranked ones, from 0.</param>
    public bool IsLevelWithNext(int place) => place >= 0 && place < Behind.Count && Behind[place] >= Level;
}

/// <summary>
/// Ranks under evidence drawn again: as the same unit might have come out in another year of the same kind, and under other judges.
/// What is a share of few cases (conferences attended, commitments kept, agreements honoured) is drawn case by case from the unit's own
/// share, with one case more at the share of all units, for two kept of two do not prove that the third will be (a parametric
/// bootstrap: B. Efron and R. J. Tibshirani, 1993; shrunken as by C. N. Morris, 1983). A judged mean is drawn from how far judges differ
/// about a unit, once their common severity is taken off, divided by the root of their number; where no unit has two judges, half of
/// the spread of the scores is taken for theirs (C. Viswesvaran, D. S. Ones and F. L. Schmidt, 1996: single raters agree at 0.52).
/// The bonus of full attendance goes by the attendance of the draw: who came six times of six may miss one another year. What was given
/// (money, hours, wishes, activities) and all other bonuses and deductions stand as they are. The same draws for the same seed on every
/// machine.
/// </summary>
public static class EvidenceSensitivity
{
    public const int Draws = 2_000;

    private const int DrawsPerReport = 50;

    /// <summary>Cases at the share of all units that are added to a unit's own.</summary>
    private const double SharedCases = 1;

    /// <summary>Of the variance of single judges' scores, their own part.</summary>
    private const double OwnPart = 0.48;

    /// <param name="scheme">The rules.</param>
    /// <param name="lines">The units, ranked ones in their order.</param>
    /// <param name="seed">The cycle's.</param>
    /// <param name="report">Told the share that is done, 0 to 1.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <param name="draws">How many.</param>
    public static EvidenceRobustness Of(Scheme scheme, IReadOnlyList<UnitLine> lines, int seed, IProgress<double>? report,
        CancellationToken cancellationToken, int draws = Draws)
    {
        var units = lines.Where(line => line.Rank is not null).ToArray();
        if (units.Length == 0) return EvidenceRobustness.None;
        var criteria = scheme.Criteria.Where(one => one.Weight > 0).Select(one => new DrawnCriterion(one, units)).ToArray();
        var extras = new DrawnExtras(scheme, units);
        var random = new SeededRandom((ulong)seed).Fork("evidence");
        var (tally, totals, behind) = (new RankTally(units.Length), new long[units.Length], new int[units.Length - 1]);
        for (var draw = 0; draw < draws; draw++)
        {
            if (draw % DrawsPerReport == 0)
            {
                cancellationToken.ThrowIfCancellationRequested();
                report?.Report((double)draw / draws);
            }

            for (var u = 0; u < units.Length; u++) totals[u] = Total(criteria, u, extras, random);
            tally.Add(totals);
            for (var u = 0; u < behind.Length; u++) behind[u] += totals[u + 1] >= totals[u] ? 1 : 0;
        }

        report?.Report(1);
        return new([.. units.Select((unit, u) => tally.Of(u, unit.Unit.Id))], [.. behind.Select(count => count / (double)draws)]);
    }

    private static long Total(DrawnCriterion[] criteria, int unit, DrawnExtras extras, SeededRandom random)
    {
        var (points, weight, attended) = (0.0, 0.0, (int?)null);
        foreach (var criterion in criteria)
        {
            if (criterion.Draw(unit, random, ref attended) is not { } drawn) continue;
            (points, weight) = (points + drawn, weight + criterion.Weight);
        }

        var basis = weight == 0 ? 0 : points / weight * Scheme.WholeWeight;
        return (long)Math.Round(Math.Max(0, basis + extras.Draw(unit, attended, random)) * 100);
    }

    /// <summary>What each unit had of cases of one sort, drawn case by case.</summary>
    private sealed class DrawnCases
    {
        private readonly (int Good, int All)[] cases;
        private readonly double share;

        public DrawnCases(EvaluationMeasure? measure, UnitLine[] units)
        {
            cases = [.. units.Select(unit => CasesOf(measure, unit.Input.Measures))];
            var (good, all) = (cases.Sum(one => one.Good), cases.Sum(one => one.All));
            share = all == 0 ? 0 : good / (double)all;
        }

        public (int Good, int All) Of(int unit) => cases[unit];

        /// <summary>Good ones of one draw.</summary>
        public int Draw(int unit, SeededRandom random)
        {
            var (good, all) = cases[unit];
            var (chance, drawn) = ((good + (SharedCases * share)) / (all + SharedCases), 0);
            for (var i = 0; i < all; i++) drawn += random.Chance(chance) ? 1 : 0;
            return drawn;
        }

        /// <summary>What is a share of cases; none for others.</summary>
        private static (int Good, int All) CasesOf(EvaluationMeasure? measure, Measures measures) => measure switch
        {
            // Who was excused was not put to the test.
            EvaluationMeasure.Attendance => (measures.Attended, measures.Attended + measures.Absent),
            EvaluationMeasure.Commitments => (measures.Kept, measures.Kept + measures.NotKept),
            EvaluationMeasure.Agreements => (measures.Honoured, measures.Honoured + measures.NotHonoured),
            _ => default,
        };
    }

    /// <summary>Bonuses and deductions of each unit, the bonus of full attendance by the attendance of the draw.</summary>
    private sealed class DrawnExtras
    {
        private readonly Scheme scheme;
        private readonly DrawnCases attendance;
        private readonly double full;
        private readonly bool[] mayBeFull;
        private readonly double[] bonus;
        private readonly double[] deduction;

        public DrawnExtras(Scheme scheme, UnitLine[] units)
        {
            this.scheme = scheme;
            attendance = new(EvaluationMeasure.Attendance, units);
            var rules = scheme.Adjustments.Where(rule => rule.Source == AdjustmentSource.FullAttendance).ToList();
            full = rules.Sum(rule => rule.Points);
            // As the rule has it, whoever was excused from one was not at all of them.
            mayBeFull = [.. units.Select(unit => unit.Input.Measures is var had && had.Invited > 0
                && had.Attended + had.Absent == had.Invited)];
            var others = units.Select(unit => unit.Score.Steps.Where(step => step.Kind == StepKind.Adjustment
                && !rules.Exists(rule => rule.Key == step.Key)).Select(step => (double)(step.Points ?? 0)).ToList()).ToList();
            bonus = [.. others.Select(steps => steps.Where(points => points > 0).Sum())];
            deduction = [.. others.Select(steps => Math.Max(steps.Where(points => points < 0).Sum(), -scheme.MostDeduction))];
        }

        /// <param name="attended">As a criterion has drawn it; null where none has.</param>
        public double Draw(int unit, int? attended, SeededRandom random)
        {
            var isFull = full != 0 && mayBeFull[unit] && (attended ?? attendance.Draw(unit, random)) == attendance.Of(unit).All;
            return Math.Min(bonus[unit] + (isFull ? full : 0), scheme.MostBonus) + deduction[unit];
        }
    }

    /// <summary>A criterion with what each unit had under it.</summary>
    private sealed class DrawnCriterion
    {
        private readonly Criterion criterion;
        private readonly double?[] points;
        private readonly DrawnCases cases;
        private readonly (double Mean, int Count)[] judged;
        private readonly double[] residuals = [];

        public DrawnCriterion(Criterion criterion, UnitLine[] units)
        {
            this.criterion = criterion;
            points = [.. units.Select(unit => (double?)unit.Score.PointsOf(criterion.Key))];
            cases = new(criterion.Measure, units);
            judged = new (double, int)[units.Length];
            if (criterion.Kind != CriterionKind.Judged) return;
            var given = units.Select(unit => unit.Input.Judgements.Where(said => said.Criterion == criterion.Key && said.Points is not null)
                .ToArray()).ToArray();
            judged = [.. given.Select(said => (said.Length == 0 ? 0 : said.Average(one => one.Points!.Value), said.Length))];
            residuals = Residuals(given, judged);
        }

        public int Weight => criterion.Weight;

        /// <summary>Points in one draw; null without a basis.</summary>
        /// <param name="attended">Set to what is drawn, where it is attendance.</param>
        public double? Draw(int unit, SeededRandom random, ref int? attended)
        {
            if (points[unit] is not { } own) return null;
            var (good, all) = cases.Of(unit);
            if (all > 0)
            {
                var drawn = cases.Draw(unit, random);
                if (criterion.Measure == EvaluationMeasure.Attendance) attended = drawn;
                return drawn == good ? own : PointsOf(drawn, all);
            }

            if (residuals.Length == 0 || judged[unit].Count == 0) return own;
            var sum = 0.0;
            for (var i = 0; i < judged[unit].Count; i++) sum += residuals[random.Below(residuals.Length)];
            return sum == 0 ? own : Math.Clamp(own + (Weight * sum / judged[unit].Count / Judgement.Most), 0, Weight);
        }

        private double PointsOf(int good, int all) => Math.Round(criterion.Measure == EvaluationMeasure.Attendance
            ? Weight - Math.Min(Weight, (double)criterion.Deduction * (all - good))
            : Weight * (double)good / all, 2, MidpointRounding.AwayFromZero);

        /// <summary>How far single judges lie from a unit's mean, their common severity taken off, brought to their full size.</summary>
        private static double[] Residuals(JudgeScore[][] given, (double Mean, int Count)[] means)
        {
            var several = Enumerable.Range(0, given.Length).Where(unit => given[unit].Length > 1).ToArray();
            if (several.Length == 0) return AloneResiduals([.. given.SelectMany(said => said).Select(said => (double)said.Points!.Value)]);
            var away = several.SelectMany(unit => given[unit].Select(said => (said.JudgeId, Away: said.Points!.Value - means[unit].Mean,
                Size: Math.Sqrt(given[unit].Length / (given[unit].Length - 1.0))))).ToList();
            // Of one unit alone severity and opinion can't be told apart.
            var severity = several.Length < 2 ? [] : away.GroupBy(one => one.JudgeId).ToDictionary(judge => judge.Key, judge =>
                judge.Average(one => one.Away));
            var left = several.Length < 2 ? 1 : Math.Sqrt(several.Length / (several.Length - 1.0));
            return Centred([.. away.Select(one => (one.Away - severity.GetValueOrDefault(one.JudgeId)) * one.Size * left)]);
        }

        private static double[] AloneResiduals(double[] scores)
        {
            if (scores.Length < 2) return [];
            var (mean, size) = (scores.Average(), Math.Sqrt(OwnPart * scores.Length / (scores.Length - 1.0)));
            return Centred([.. scores.Select(score => (score - mean) * size)]);
        }

        /// <summary>Rounding apart, what is nothing is nothing.</summary>
        private static double[] Centred(double[] values)
        {
            var mean = values.Average();
            double[] centred = [.. values.Select(value => Math.Round(value - mean, 9))];
            return Array.TrueForAll(centred, value => value == 0) ? [] : centred;
        }
    }
}
