namespace Concentric.Rotation;

/// <summary>Where the exchanged communities stood before the exchange.</summary>
public enum BeforePlace
{
    /// <summary>Anywhere.</summary>
    Among,

    /// <summary>Further down than nine of ten groups of their number.</summary>
    Last,

    /// <summary>Further up.</summary>
    First,
}

/// <summary>
/// How the exchanged communities stood in a metric before. Whoever stood last by chance, or was chosen because of it, comes back by
/// itself (regression to the mean: F. Galton, 1886; A. G. Barnett and others, <i>International Journal of Epidemiology</i>, 2005), so a
/// rise says little there.
/// </summary>
/// <param name="Ranks">Of the exchanged communities, 1 for the best; ties share the better rank.</param>
/// <param name="Of">Communities ranked.</param>
public sealed record StandingBefore(IReadOnlyList<int> Ranks, int Of, BeforePlace Place)
{
    /// <summary>Groups that stand as far out by chance.</summary>
    public const double Rare = 0.1;

    /// <param name="levels">Of each community before, the better the higher; the exchanged ones first.</param>
    /// <param name="exchanged">How many were exchanged.</param>
    public static StandingBefore Read(IReadOnlyList<double> levels, int exchanged)
    {
        var orders = DifferenceInDifferences.Orders(levels.Count, exchanged);
        double[] all = [.. levels];
        // Ties in the middle, so that those alike stand neither first nor last.
        var middle = Array.ConvertAll(all, level =>
        {
            var (further, alike) = (0, 0);
            foreach (var other in all) (further, alike) = (further + (other > level ? 1 : 0), alike + (other == level ? 1 : 0));
            return further + ((alike + 1) / 2.0);
        });
        var real = middle.Take(exchanged).Sum();
        var (further, nearer) = (0, 0);
        foreach (var order in orders)
        {
            var sum = 0.0;
            for (var i = 0; i < exchanged; i++) sum += middle[order[i]];
            (further, nearer) = (further + (sum >= real ? 1 : 0), nearer + (sum <= real ? 1 : 0));
        }

        return new(
            [.. levels.Take(exchanged).Select(level => levels.Count(other => other > level) + 1)], levels.Count,
            further <= Rare * orders.Length ? BeforePlace.Last : nearer <= Rare * orders.Length ? BeforePlace.First : BeforePlace.Among);
    }

    /// <summary>
    /// The changes less what communities that stood so usually change by: the residuals of a least squares line through all of them
    /// (analysis of covariance, label-free so that the permutation test holds).
    /// </summary>
    /// <param name="changes">Null for a community that is not judged.</param>
    /// <param name="levels">Of each community before; not read where the change is null.</param>
    public static IReadOnlyList<CommunityChange?> LessWhatComesBack(IReadOnlyList<CommunityChange?> changes, IReadOnlyList<double> levels)
    {
        var known = Enumerable.Range(0, changes.Count).Where(i => changes[i] is not null).ToArray();
        if (known.Length == 0) return changes;
        var (level, change) = (known.Average(i => levels[i]), known.Average(i => changes[i]!.Value.Value));
        var spread = known.Sum(i => Math.Pow(levels[i] - level, 2));
        var slope = spread > 0 ? known.Sum(i => (levels[i] - level) * (changes[i]!.Value.Value - change)) / spread : 0;
        return [.. changes.Select((one, i) => one is { } known ? known with { Value = known.Value - (slope * (levels[i] - level)) } : one)];
    }
}
