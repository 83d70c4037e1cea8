using Concentric.CoBuilders;
using Concentric.Evaluation;
using CsCheck;

namespace Concentric.Tests.Core.Evaluation;

/// <summary>What other evidence would have made of the ranks, and criteria that decide nothing.</summary>
public sealed class EvidenceSensitivityTests
{
    private static readonly DateOnly End = new(2025, 12, 31);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public void EvidenceWithoutScatter_LeavesRanksCertain() => Gen.Int[0, 60].Array[3, 8].Sample(wishes =>
    {
        // All was kept, all attended, all judges agree: nothing could have come out otherwise.
        var lines = Rank(wishes.Select((count, i) => Of(i, kept: 5, notKept: 0, wishes: count, scores: [70 + i, 70 + i, 70 + i])));
        foreach (var (range, line) in Drawn(lines).Units.Zip(lines))
            Assert.Equal((line.Rank!.Value, line.Rank), (range.Best, range.Worst));
    }, iter: 30);

    [Fact]
    public void FewCommitmentsAndOneOrTwoJudges_LeaveFirstPlaceOpen()
    {
        // One commitment and one point of a judge apart.
        var lines = Rank(Enumerable.Range(0, 8)
            .Select(i => Of(i, kept: 3 - (i % 3), notKept: i % 3, scores: [88 - (2 * i), 80 + (3 * i % 17)])));
        var drawn = Drawn(lines);
        Assert.True(drawn.Units[0].Worst >= 4, $"The first comes {drawn.Units[0].Worst} at worst.");
        Assert.InRange(drawn.Units[0].Won, 0.05, 0.95);
        Assert.True(drawn.IsLevelWithNext(0));
        // By the weights alone it is first for certain, or almost.
        Assert.True(Sensitivity.Of(Rules, lines, 2025, null, Stop)[0].Won > drawn.Units[0].Won);
    }

    [Fact]
    public void MoreJudgesOfTheSameMind_NarrowTheRanks()
    {
        int Width(int times) => Drawn(Rank(Enumerable.Range(0, 10).Select(i => Of(i, kept: 5, notKept: 0,
            scores: [.. Enumerable.Range(0, times).SelectMany(_ => new[] { 50 + (3 * i), 55 + (3 * i) + (2 * (7 * i % 11)) })])))).Units
            .Sum(range => range.High - range.Low);
        Assert.True(Width(1) > Width(3));
        Assert.True(Width(3) > Width(12));
    }

    [Fact]
    public void AsManyCommitmentsTenTimesOver_NarrowTheRanks()
    {
        int Width(int times) => Drawn(Rank(Enumerable.Range(0, 6)
            .Select(i => Of(i, kept: (10 - i) * times, notKept: i * times, scores: [80, 80])))).Units.Sum(range => range.High - range.Low);
        Assert.True(Width(1) > Width(10));
    }

    [Fact]
    public void UnitsWithTheSameEvidence_FareAlike() => Gen.Select(Gen.Int[0, 4], Gen.Int[0, 4], Gen.Int[60, 95])
        .Sample((kept, not, score) =>
    {
        var lines = Rank(Enumerable.Range(0, 6).Select(i => Of(i, kept, not, scores: [score, score - 8])));
        Assert.All(lines, line => Assert.Equal(1, line.Rank));
        var drawn = Drawn(lines);
        Assert.Single(drawn.Units.Select(range => (range.Best, range.Low)).Distinct());
        Assert.All(drawn.Units, range => Assert.InRange(range.Won, drawn.Units[0].Won - 0.1, drawn.Units[0].Won + 0.1));
    }, iter: 20);

    [Fact]
    public void TheBonusOfFullAttendance_GoesByTheDrawsAttendance()
    {
        // Alike in all but that the first came six times of six, the second five times: three points apart by the bonus alone.
        var rules = Rules with { Adjustments = [new("full", AdjustmentSource.FullAttendance, "全勤", "Full attendance", 3)] };
        UnitLine[] Lines(int meetings, int missed, int excused = 0) => [.. Standings.Rank(rules, End, Enumerable.Range(0, 2)
            .Select(i => Of(i, kept: 5, notKept: 0, scores: [80, 80])).Select((one, i) => (one.Item1, one.Item2 with
            {
                Measures = one.Item2.Measures with
                {
                    Attended = i == 0 ? meetings : meetings - missed - excused,
                    Absent = i == 0 ? 0 : missed,
                    Excused = i == 0 ? 0 : excused,
                },
            })))];
        double Behind(UnitLine[] lines) => EvidenceSensitivity.Of(rules, lines, 2025, null, Stop).Behind[0];
        var near = Behind(Lines(6, 1));
        Assert.InRange(near, 0.1, 0.6);
        // The more it missed of more, the less often it comes level.
        Assert.True(Behind(Lines(60, 20)) < near);
        // Who was excused from one can't have been at all of them, however it is drawn.
        Assert.Equal(0, Behind(Lines(6, 0, excused: 1)));
        // Without a point for it nothing is drawn.
        Assert.Equal(1, EvidenceSensitivity.Of(Rules, Standings.Rank(Rules, End, Lines(6, 1).Select(line => (line.Unit, line.Input))), 2025,
            null, Stop).Behind[0]);
    }

    [Fact]
    public void OneJudgeAlone_IsNotTakenForCertain()
    {
        var drawn = Drawn(Rank(Enumerable.Range(0, 8).Select(i => Of(i, kept: 5, notKept: 0, scores: [90 - (2 * i)]))));
        Assert.True(drawn.Units[0].Worst > 1);
        // A judge who is harder on all of them changes nothing.
        var severe = Rank(Enumerable.Range(0, 8).Select(i => Of(i, kept: 5, notKept: 0, scores: [90 - (2 * i), 60 - (2 * i)])));
        foreach (var (range, line) in Drawn(severe).Units.Zip(severe))
            Assert.Equal((line.Rank!.Value, line.Rank), (range.Best, range.Worst));
    }

    [Fact]
    public void TheSameSeed_DrawsTheSame_AndItCanBeCancelled()
    {
        var lines = Rank(Enumerable.Range(0, 5).Select(i => Of(i, kept: 3, notKept: i, scores: [80, 70 + i])));
        Assert.Equal(Drawn(lines).Units, Drawn(lines).Units);
        Assert.Equal(Drawn(lines).Behind, Drawn(lines).Behind);
        Assert.NotEqual(Drawn(lines).Behind, EvidenceSensitivity.Of(Rules, lines, 2026, null, Stop).Behind);
        Assert.Throws<OperationCanceledException>(() => EvidenceSensitivity.Of(Rules, lines, 1, null, new CancellationToken(true)));
        Assert.Empty(EvidenceSensitivity.Of(Rules, [], 1, null, Stop).Units);
        Assert.Empty(EvidenceSensitivity.Of(Rules, [lines[0]], 1, null, Stop).Behind);
    }

    [Fact]
    public void ACriterionUnderWhichAllComeOutTheSame_IsNamed()
    {
        var lines = Rank(Enumerable.Range(0, 4).Select(i => Of(i, kept: 4, notKept: i == 0 ? 1 : 0, wishes: 50, scores: [])));
        var idle = IdleCriteria.Of(Rules, lines);
        Assert.Equal([("wishes", IdleReason.AllFull)], idle.Select(one => (one.Criterion.Key, one.Reason)));
        Assert.Equal([IdleReason.AllNone, IdleReason.NoCases],
            Reasons(Enumerable.Range(0, 3).Select(i => Of(i, kept: 0, notKept: 0, wishes: 0, scores: []))));
        Assert.Equal([IdleReason.AllSame, IdleReason.AllSame, IdleReason.AllSame],
            Reasons(Enumerable.Range(0, 3).Select(i => Of(i, kept: 1, notKept: 1, wishes: 10, scores: [50]))));
        // One unit by itself can't be told from others.
        Assert.Empty(Reasons([Of(0, kept: 4, notKept: 0, wishes: 50, scores: [80])]));

        static IEnumerable<IdleReason> Reasons(IEnumerable<(UnitProfile, UnitInput)> units) =>
            IdleCriteria.Of(Rules, Rank(units)).Select(one => one.Reason);
    }

    private static Scheme Rules { get; } = Scheme.Default with
    {
        Criteria =
        [
            new("wishes", CriterionKind.Measured, "心愿", "Wishes", 30, EvaluationMeasure.Wishes, Target: 20),
            new("kept", CriterionKind.Measured, "承诺", "Commitments", 30, EvaluationMeasure.Commitments),
            new("view", CriterionKind.Judged, "评议", "Panel's view", 40),
        ],
        Adjustments = [],
        MinimumEvidence = 1,
    };

    private static EvidenceRobustness Drawn(IReadOnlyList<UnitLine> lines) => EvidenceSensitivity.Of(Rules, lines, 2025, null, Stop);

    private static IReadOnlyList<UnitLine> Rank(IEnumerable<(UnitProfile, UnitInput)> units) => Standings.Rank(Rules, End, units);

    private static (UnitProfile, UnitInput) Of(int i, int kept, int notKept, int[] scores, int wishes = 20)
    {
        var unit = new UnitProfile(i + 1, $"单位{i}", $"Unit {i}", CoBuilderKind.PartyOrganisation, new(2020, 1, 1), null, null);
        return (unit, new(unit.In(2025, End), Measures.None with { Wishes = wishes, Kept = kept, NotKept = notKept, Records = 9 },
            [.. scores.Select((points, judge) => new JudgeScore("view", judge + 1, $"评委{judge}", points))], []));
    }
}
