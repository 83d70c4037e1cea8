using Concentric.Evaluation;
using CsCheck;

namespace Concentric.Tests.Core.Evaluation;

/// <summary>What must hold for any records and any weights.</summary>
public class ScoringPropertyTests
{
    private static readonly Gen<MeasureLine> Line = Gen.Select(Gen.Enum<EvidenceSource>(), Gen.Enum<EvidenceMark>(), Gen.Int[0, 364],
        Gen.Int[0, 500_000], Gen.Int[0, 900])
        .Select((source, mark, day, fen, minutes) => new MeasureLine(source, mark, new DateOnly(2025, 1, 1)
            .AddDays(day), 1, source == EvidenceSource.Contribution ? fen : 0, source == EvidenceSource.Contribution ? minutes : 0));

    private static readonly Gen<MeasureLine[]> Lines = Line.Array[0, 60];

    private static readonly Gen<Membership> Membership = Gen.Select(Gen.Int[0, 364], Gen.Int[0, 364])
        .Select((a, b) =>
            new Membership(2025, new DateOnly(2025, 1, 1).AddDays(Math.Min(a, b)), new DateOnly(2025, 1, 1).AddDays(Math.Max(a, b))));

    /// <summary>All seven measures and a judged criterion, with any weights that sum to 100, some of them 0.</summary>
    private static readonly Gen<Scheme> Schemes = Gen.Select(Gen.Int[0, 100].Array[7], Gen.Int[1, 4], Gen.Int[1, 60])
        .Select((cuts, target, deduction) =>
    {
        int[] edges = [0, .. cuts.Order(), 100];
        var weights = edges.Zip(edges.Skip(1), (from, to) => to - from).ToArray();
        var measured = Enum.GetValues<EvaluationMeasure>()
            .Select((measure, i) => new Criterion(measure.ToString(), CriterionKind.Measured, "指标", "Criterion", weights[i], measure,
                target, Math.Min(deduction, Math.Max(1, weights[i]))));
        return Scheme.Default with { Criteria = [.. measured, new("view", CriterionKind.Judged, "评审", "Panel", weights[7])] };
    });

    [Fact]
    public void TheOrderOfRecords_DoesNotMatter() =>
        Gen.Select(Lines, Schemes, Membership, Gen.Int).Sample((lines, scheme, membership, seed) =>
        {
            var shuffled = lines.ToArray();
            new Random(seed).Shuffle(shuffled);
            return Same(Score(scheme, membership, lines), Score(scheme, membership, shuffled));
        });

    [Fact]
    public void RecordsAddedUpByDay_ScoreAsTheyDoOneByOne() =>
        Gen.Select(Lines, Schemes, Membership).Sample((lines, scheme, membership) =>
        {
            var days = lines.GroupBy(line => (line.Source, line.Mark, line.Day))
                .Select(group => new MeasureLine(group.Key.Source, group.Key.Mark, group.Key.Day, group.Count(),
                    group.Sum(line => line.Fen), group.Sum(line => line.Minutes)));
            return Same(Score(scheme, membership, lines), Score(scheme, membership, days));
        });

    [Fact]
    public void MoreOfAGoodThing_NeverLowersAScore() =>
        Gen.Select(Lines, Schemes, Membership, Line).Sample((lines, scheme, membership, more) =>
            Score(scheme, membership, [.. lines, more with { Mark = EvidenceMark.Good }]).Total >= Score(scheme, membership, lines).Total);

    [Fact]
    public void OneMore_NeverTakesPoints() =>
        Gen.Select(Lines, Schemes, Membership).Sample((lines, scheme, membership) =>
        {
            var unit = Standings.Rank(scheme, new(2025, 12, 31), [(ScoringTests.Unit(1), new(membership, Measures.Of(lines), [], []))])[0];
            return OneMore.Of(scheme, unit, [unit]).All(line => line.Gain >= 0);
        });

    [Fact]
    public void AWeightOf0_RemovesACriterion() =>
        Gen.Select(Lines, Schemes, Membership).Sample((lines, scheme, membership) =>
            Same(Score(scheme, membership, lines),
                Score(scheme with { Criteria = [.. scheme.Criteria.Where(one => one.Weight > 0)] }, membership, lines))
            && Score(scheme, membership, lines).Steps.All(step => step.Kind != StepKind.Criterion || step.Most > 0));

    [Fact]
    public void TheSteps_LeadFrom0ToTheScore_WhichIsNeverNegative() =>
        Gen.Select(Lines, Schemes, Membership, Gen.Int[0, 20]).Sample((lines, scheme, membership, complaints) =>
        {
            var score = Scoring.Score(scheme,
                new(membership, Measures.Of(lines), [], complaints == 0 ? [] : [new(1, "complaint", complaints, "查实", "工单")]));
            return score.Total >= 0 && score.Total <= 100 + scheme.MostBonus && score.Steps.Sum(step => step.Points ?? 0) == score.Total;
        });

    [Fact]
    public void AScheme_ComesBackFromJsonAsItWas() =>
        Schemes.Sample(scheme => Scheme.FromJson(scheme.ToJson()).ToJson() == scheme.ToJson());

    private static UnitScore Score(Scheme scheme, Membership membership, IEnumerable<MeasureLine> lines) =>
        Scoring.Score(scheme, new(membership, Measures.Of(lines), [new("view", 1, "甲", 70)], []));

    private static bool Same(UnitScore one, UnitScore other) => one.Total == other.Total && one.Steps.SequenceEqual(other.Steps);
}
