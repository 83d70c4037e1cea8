namespace Concentric.Evaluation;

/// <summary>In what way a criterion tells no units apart.</summary>
public enum IdleReason
{
    /// <summary>All have full points.</summary>
    AllFull,

    /// <summary>All have none.</summary>
    AllNone,

    /// <summary>All have the same, neither full points nor none.</summary>
    AllSame,

    /// <summary>No unit has a case under it.</summary>
    NoCases,
}

/// <summary>A criterion that tells no units apart.</summary>
/// <param name="Points">What each unit has; null without cases.</param>
public sealed record IdleCriterion(Criterion Criterion, IdleReason Reason, decimal? Points);

/// <summary>
/// Finds criteria under which all units come out the same: their weight decides nothing, while the rules can still be changed.
/// </summary>
public static class IdleCriteria
{
    /// <summary>The fewest units that can be told apart.</summary>
    public const int LeastUnits = 2;

    /// <param name="scheme">The rules.</param>
    /// <param name="lines">The units; those that are not ranked do not count.</param>
    public static IReadOnlyList<IdleCriterion> Of(Scheme scheme, IReadOnlyList<UnitLine> lines)
    {
        var ranked = lines.Where(line => line.Rank is not null).ToList();
        if (ranked.Count < LeastUnits) return [];
        return
        [
            .. scheme.Criteria.Where(criterion => criterion.Weight > 0).Select(criterion => Of(criterion, ranked)).OfType<IdleCriterion>(),
        ];
    }

    private static IdleCriterion? Of(Criterion criterion, List<UnitLine> ranked)
    {
        // By the share reached: a unit that joined late has other targets, not other points.
        var points = ranked.Select(line => line.Score.PointsOf(criterion.Key)).ToList();
        // The panel speaks later.
        if (points.TrueForAll(one => one is null))
            return criterion.Kind == CriterionKind.Judged ? null : new(criterion, IdleReason.NoCases, null);
        var known = points.Where(one => one is not null).Distinct().ToList();
        if (known.Count > 1 || points.Count(one => one is not null) < LeastUnits) return null;
        var all = known[0]!.Value;
        return new(criterion, all == criterion.Weight ? IdleReason.AllFull : all == 0 ? IdleReason.AllNone : IdleReason.AllSame, all);
    }
}
