namespace Concentric.Rotation;

/// <summary>A metric in each community, the exchanged ones first.</summary>
/// <param name="Changes">Null for a community of too few cases.</param>
/// <param name="Levels">Before, the better the higher; not read where the change is null.</param>
/// <param name="MoreIsBetter">True when a rise is good.</param>
public sealed record MetricChanges(IReadOnlyList<CommunityChange?> Changes, IReadOnlyList<double> Levels, bool MoreIsBetter = true);

/// <summary>What can be said of one metric of a family.</summary>
/// <param name="Net">Null when it can't be judged.</param>
/// <param name="Others">How many communities it is judged by.</param>
/// <param name="Standing">Where the exchanged communities stood before; null when it can't be judged.</param>
public sealed record JudgedChange(NetChange? Net, int Others, StandingBefore? Standing, EffectVerdict Verdict, VerdictReason Reason);

/// <summary>
/// Judges all metrics of an exchange as one family: without an effect at most 5 of 100 exchanges show any verdict
/// (<see cref="DifferenceInDifferences"/>). A metric fixed beforehand is judged by itself, and the others only if it shows an effect,
/// so the 5 hold for all of them too (a fixed sequence of tests: W. Maurer, L. A. Hothorn and W. Lehmacher, 1995). Where it can't be
/// judged, nothing is lost by judging all together. Who stood last and rose, or stood first and fell, must have come further than
/// communities that stand so do by themselves (<see cref="StandingBefore"/>).
/// </summary>
public static class EffectFamily
{
    /// <param name="family">The metrics.</param>
    /// <param name="exchanged">How many communities were exchanged.</param>
    /// <param name="primary">Place of the metric that was fixed beforehand; below 0 for none.</param>
    /// <returns>In the same order.</returns>
    public static IReadOnlyList<JudgedChange> Judge(IReadOnlyList<MetricChanges> family, int exchanged, int primary = -1)
    {
        var net = Compare([.. family.Select(metric => metric.Changes)], exchanged, primary);
        // Where nothing is marked nobody asks.
        var comeBack = !net.Any(change => change is { IsMarked: true }) ? net
            : Compare([.. family.Select(metric => StandingBefore.LessWhatComesBack(metric.Changes, metric.Levels))], exchanged, primary);
        JudgedChange[] judged = [.. family.Select((metric, i) => Judge(metric, exchanged, net[i], comeBack[i]))];
        if (primary < 0 || judged[primary] is not { Net: not null, Verdict: EffectVerdict.CannotTell }) return judged;
        return [.. judged.Select((one, i) => i == primary || one.Net is null
            ? one : one with { Verdict = EffectVerdict.CannotTell, Reason = VerdictReason.PrimaryShowsNone })];
    }

    private static JudgedChange Judge(MetricChanges metric, int exchanged, NetChange? net, NetChange? comeBack)
    {
        var others = metric.Changes.Skip(exchanged).Count(change => change is not null);
        if (net is not { } change)
        {
            return new(null, others, null, EffectVerdict.CannotTell,
                metric.Changes.Take(exchanged).Contains(null) ? VerdictReason.TooFewCases : VerdictReason.TooFewOthers);
        }

        var standing = StandingBefore.Read([.. metric.Levels.Where((_, i) => metric.Changes[i] is not null)], exchanged);
        if (!change.IsMarked) return new(net, others, standing, EffectVerdict.CannotTell, VerdictReason.NotMarked);
        var isBetter = change.Estimate > 0 == metric.MoreIsBetter;
        var comesBack = standing.Place == (isBetter ? BeforePlace.Last : BeforePlace.First);
        var isMore = comeBack is { IsMarked: true } further && further.Estimate > 0 == change.Estimate > 0;
        return comesBack && !isMore
            ? new(net, others, standing, EffectVerdict.CannotTell, VerdictReason.CameBack)
            : new(net, others, standing, isBetter ? EffectVerdict.Better : EffectVerdict.Worse, VerdictReason.Marked);
    }

    private static NetChange?[] Compare(IReadOnlyList<IReadOnlyList<CommunityChange?>> family, int exchanged, int primary)
    {
        if (primary < 0 || DifferenceInDifferences.Compare([family[primary]], exchanged)[0] is not { } alone)
            return [.. DifferenceInDifferences.Compare(family, exchanged)];
        var rest = DifferenceInDifferences.Compare([.. family.Where((_, i) => i != primary)], exchanged);
        return [.. rest.Take(primary), alone, .. rest.Skip(primary)];
    }
}
