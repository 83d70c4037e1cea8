using Concentric.CoBuilders;
using Concentric.Evaluation;

namespace Concentric.Tests.Core.Evaluation;

/// <summary>Scores worked out by hand.</summary>
public class ScoringTests
{
    private static readonly Membership WholeYear = new(2025, new(2025, 1, 1), new(2025, 12, 31));
    private static readonly Measures Model = new(12, 0, 0, [2, 2, 2, 2], 2_000_000, 2_400, 2, 0, 0, 0, 0, 0, 24);

    [Fact]
    public void WhoDoesEverything_Has100_AndThreeForFullAttendance()
    {
        var score = Scoring.Score(Scheme.Default, Input(Model));
        Assert.Equal(103, score.Total);
        Assert.Equal([40, 40, 8, 6, 6, 3], score.Steps.Select(step => step.Points!.Value));
    }

    [Fact]
    public void EachUnexcusedAbsence_AndEachShortQuarter_CostsFive()
    {
        var score = Scoring.Score(Scheme.Default, Input(Model with { Attended = 8, Excused = 2, Absent = 2, ByQuarter = [2, 0, 1, 5] }));
        Assert.Equal(30, score.PointsOf("attendance"));
        Assert.Equal(30, score.PointsOf("activities"));
        Assert.Null(score.PointsOf("full-attendance"));
        Assert.Equal(80, score.Total);
    }

    [Fact]
    public void NoDeduction_GoesBelowNothing() =>
        Assert.Equal(0, Scoring.Score(Scheme.Default, Input(Model with { Attended = 0, Absent = 12 })).PointsOf("attendance"));

    [Fact]
    public void WhatIsReachedInPart_CountsInPart() =>
        Assert.Equal(
            [2, 1.5m, 3],
            Scoring.Score(Scheme.Default, Input(Model with { Fen = 500_000, Minutes = 600, Wishes = 1 })).Steps.Where(step =>
                step.Key is "money" or "hours" or "wishes").Select(step => step.Points!.Value));

    [Fact]
    public void ACriterionWithoutACase_CountsNeitherWay_AndTheOthersStandForIt()
    {
        var score = Scoring.Score(Scheme.Default, Input(Model with { Attended = 0, Wishes = 1 }));
        Assert.Null(score.PointsOf("attendance"));
        // 57 of 60.
        Assert.Equal(95, score.Total);
        Assert.Equal(score.Total, score.Steps.Sum(step => step.Points ?? 0));
        Assert.Equal(38, Assert.Single(score.Steps, step => step.Kind == StepKind.Rescaled).Points);
    }

    [Fact]
    public void BonusesAndDeductions_AreCapped_AndTheCapIsAStep()
    {
        var score = Scoring.Score(Scheme.Default, Input(Model) with { Adjustments = [new(1, "proposal", 6, "采纳", "会议纪要")] });
        Assert.Equal(110, score.Total);
        Assert.Equal(-5, Assert.Single(score.Steps, step => step.Kind == StepKind.Capped).Points);
        Assert.Equal(90,
            Scoring.Score(Scheme.Default,
                Input(Model with { Attended = 11, Excused = 1 }) with { Adjustments = [new(1, "complaint", 5, "投诉", "工单")] }).Total);
    }

    [Fact]
    public void JudgesCountByTheirMean_OutliersIncluded_AndMarked_RecusalsNot()
    {
        var scheme = Judged();
        JudgeScore[] said = [new("view", 1, "甲", 90), new("view", 2, "乙", 88), new("view", 3, "丙", 30), new("view", 4, "丁", null, "本单位")];
        var step = Scoring.Score(scheme, Input(Model) with { Judgements = said }).Steps[1];
        Assert.Equal((69.33m, 3), (step.Had, step.Of));
        Assert.Equal(34.67m, step.Points);
        Assert.Equal([3], Outliers.Of(scheme, "view", said));
        Assert.Empty(Outliers.Of(scheme, "view", said[1..]));
    }

    [Fact]
    public void AUnitThatJoinedInOctober_IsHeldAgainstItsDays()
    {
        var unit = Unit(1, joined: new(2025, 10, 15));
        var own = unit.In(2025, new(2025, 12, 31));
        Assert.True(own.IsPart);
        Assert.Equal(78, own.Days);
        Assert.Equal([0, 0, 0, 1], Enumerable.Range(0, 4).Select(quarter => own.OfQuarter(quarter, 2)));
        var score = Scoring.Score(Scheme.Default,
            new(own, Model with { ByQuarter = [0, 0, 0, 1], Fen = 427_397, Minutes = 513, Wishes = 1 }, [], []));
        Assert.Equal(103, score.Total);
    }

    [Fact]
    public void TiesShareARank_AndTooLittleEvidence_IsNotRanked()
    {
        var lines = Standings.Rank(Scheme.Default, new(2025, 12, 31),
        [
            (Unit(1), Input(Model)), (Unit(2), Input(Model with { Wishes = 1 })), (Unit(3), Input(Model)),
            (Unit(4), Input(Model with { Records = 4 })),
            (Unit(5) with { LeftOn = new(2025, 6, 1) }, Input(Model)),
            (Unit(6) with { LeftOn = new(2025, 6, 1), MergedIntoId = 1 }, Input(Model)),
        ]);
        Assert.Equal([1, 1, 3, null, null, null], lines.Select(line => line.Rank));
        Assert.Equal([Standing.Ranked, Standing.Ranked, Standing.Ranked, Standing.TooLittleEvidence, Standing.Left, Standing.Merged],
            lines.Select(line => line.Standing));
    }

    [Fact]
    public void OneMore_SaysWhatItWouldHaveChanged()
    {
        var lines = Standings.Rank(Scheme.Default, new(2025, 12, 31),
            [(Unit(1), Input(Model with { Attended = 11, Absent = 1 })),
                (Unit(2), Input(Model with { Attended = 11, Excused = 1, Wishes = 1 }))]);
        // 95 against 97: with the absence made good it is 40 and the bonus for full attendance.
        var gains = OneMore.Of(Scheme.Default, lines.Single(line => line.Unit.Id == 1), lines);
        Assert.Equal([8, 0, 0, 0, 0], gains.Select(line => line.Gain));
        Assert.Equal([1, 2, 2, 2, 2], gains.Select(line => line.Rank!.Value));
    }

    [Fact]
    public void Robustness_IsTheSameForTheSameSeed_AndKnowsTheLeader()
    {
        var lines = Standings.Rank(Scheme.Default, new(2025, 12, 31),
            [(Unit(1), Input(Model)), (Unit(2), Input(Model with { Attended = 6, Absent = 6 })),
                (Unit(3), Input(Model with { ByQuarter = [0, 0, 0, 0], Attended = 11, Absent = 1 })), (Unit(4), Input(Model))]);
        var first = Sensitivity.Of(Scheme.Default, lines, 2025, null, TestContext.Current.CancellationToken);
        Assert.Equal(first, Sensitivity.Of(Scheme.Default, lines, 2025, null, TestContext.Current.CancellationToken));
        Assert.Equal([new(1, 1, 1, 1, 1, 1), new(4, 1, 1, 1, 1, 1)], first.Take(2));
        Assert.Equal((3, 4), (first.Min(unit => unit.CoBuilderId is 2 or 3 ? unit.Best : 9), first.Max(unit => unit.Worst)));
    }

    [Fact]
    public void Robustness_CanBeCancelled() =>
        Assert.Throws<OperationCanceledException>(() => Sensitivity.Of(Scheme.Default,
            Standings.Rank(Scheme.Default, new(2025, 12, 31), [(Unit(1), Input(Model))]), 1, null, new CancellationToken(true)));

    [Fact]
    public void VolunteerHours_CountOnce_AndTwoAnActivityAtMost()
    {
        var day = new DateOnly(2025, 5, 1);
        var ranked = VolunteerHours.Rank(
            Scheme.Default.Awards,
            [new(1, day, 7, 300), new(1, day, 7, 300), new(1, day, 8, 90), new(1, day.AddDays(1), 7, 30), new(2, day, 7, 600),
                new(3, day, null, 240)],
            new Dictionary<long, int> { [2] = 4 });
        // 120 + 90 + 30; 120 and three nominations of five hours; 120.
        Assert.Equal([(2L, 120, 1020, 1), (1L, 240, 240, 2), (3L, 120, 120, 3)],
            ranked.Select(one => (one.VolunteerId, one.Minutes, one.Points, one.Rank)));
    }

    internal static UnitInput Input(Measures measures) => new(WholeYear, measures, [], []);

    internal static UnitProfile Unit(long id, DateOnly? joined = null) =>
        new(id, $"单位{id}", $"Unit {id}", CoBuilderKind.Enterprise, joined ?? new(2020, 1, 1), null, null);

    internal static Scheme Judged() => Scheme.Default with
    {
        Criteria = [new("attendance", CriterionKind.Measured, "出席", "Attendance", 50, EvaluationMeasure.Attendance, Deduction: 5),
            new("view", CriterionKind.Judged, "评审", "Panel", 50)],
    };
}
