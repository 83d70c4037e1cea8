namespace Concentric.Evaluation;

/// <summary>What one more of a thing would have changed.</summary>
/// <param name="Key">Of the criterion.</param>
/// <param name="More">How many more: 1, or 1,000 yuan, or 1 hour.</param>
/// <param name="Gain">Points, 0 or more.</param>
/// <param name="Rank">The place the unit would have had; null when it is not ranked.</param>
public sealed record OneMoreLine(string Key, int More, decimal Gain, int? Rank);

/// <summary>Scores a unit again with one more of each thing; everything else stays as it is.</summary>
public static class OneMore
{
    /// <summary>Money is counted on in steps of so many yuan.</summary>
    public const int YuanStep = 1_000;

    /// <summary>One line for each measured criterion, in the scheme's order.</summary>
    public static IReadOnlyList<OneMoreLine> Of(Scheme scheme, UnitLine unit, IReadOnlyList<UnitLine> all)
    {
        var others = all.Where(line => line.Unit.Id != unit.Unit.Id).ToList();
        return [.. scheme.Criteria.Where(one => one is { Weight: > 0, Measure: not null }).Select(one =>
        {
            var total = Scoring.Score(scheme, unit.Input with { Measures = Add(one, unit.Input) }).Total;
            return new OneMoreLine(one.Key, one.Measure == EvaluationMeasure.Money ? YuanStep : 1, total - unit.Score.Total,
                unit.Rank is null ? null : Standings.RankOf(total, others));
        })];
    }

    /// <summary>
    /// The measures with one more: a conference attended where the unit was missing, an activity in the first short quarter.
    /// </summary>
    public static Measures Add(Criterion one, UnitInput unit)
    {
        var had = unit.Measures;
        return one.Measure switch
        {
            EvaluationMeasure.Attendance when had.Absent > 0 => had with { Attended = had.Attended + 1, Absent = had.Absent - 1 },
            EvaluationMeasure.Attendance when had.Excused > 0 => had with { Attended = had.Attended + 1, Excused = had.Excused - 1 },
            EvaluationMeasure.Attendance => had with { Attended = had.Attended + 1 },
            EvaluationMeasure.JointActivities => had with { ByQuarter = WithOneMore(had.ByQuarter, unit.Membership, one.Target) },
            EvaluationMeasure.Money => had with { Fen = had.Fen + (YuanStep * 100) },
            EvaluationMeasure.Hours => had with { Minutes = had.Minutes + 60 },
            EvaluationMeasure.Wishes => had with { Wishes = had.Wishes + 1 },
            EvaluationMeasure.Commitments when had.NotKept > 0 => had with { Kept = had.Kept + 1, NotKept = had.NotKept - 1 },
            EvaluationMeasure.Commitments => had with { Kept = had.Kept + 1 },
            EvaluationMeasure.Agreements when had.NotHonoured > 0 =>
                had with { Honoured = had.Honoured + 1, NotHonoured = had.NotHonoured - 1 },
            _ => had with { Honoured = had.Honoured + 1 },
        };
    }

    private static int[] WithOneMore(IReadOnlyList<int> quarters, Membership membership, int target)
    {
        // Where one is missing it helps most.
        var place = Enumerable.Range(0, 4).OrderBy(quarter => Math.Abs(membership.OfQuarter(quarter, target) - quarters[quarter] - 1))
            .First();
        int[] more = [.. quarters];
        more[place]++;
        return more;
    }
}
