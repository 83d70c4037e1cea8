namespace Concentric.Evaluation;

/// <summary>Marks judges' scores that lie far from the others. They count all the same.</summary>
public static class Outliers
{
    /// <summary>The fewest scores among which one can lie apart.</summary>
    public const int Least = 3;

    /// <summary>The judges whose score for a criterion lies further from the median than the scheme says.</summary>
    public static IReadOnlySet<int> Of(Scheme scheme, string criterion, IEnumerable<JudgeScore> judgements)
    {
        var given = judgements.Where(said => said.Criterion == criterion && said.Points is not null).ToList();
        if (given.Count < Least) return new HashSet<int>();
        var ordered = given.Select(said => said.Points!.Value).Order().ToList();
        var median = (ordered[(ordered.Count - 1) / 2] + ordered[ordered.Count / 2]) / 2.0;
        return given.Where(said => Math.Abs(said.Points!.Value - median) > scheme.OutlierPoints).Select(said => said.JudgeId).ToHashSet();
    }
}
