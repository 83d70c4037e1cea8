namespace Concentric.Rotation;

/// <summary>How much more the exchanged communities changed than those without an exchange.</summary>
/// <param name="Estimate">Mean change of the exchanged less mean change of the others, on the <see cref="ChangeScale"/>.</param>
/// <param name="Low">Lower end of the 95 % permutation interval.</param>
/// <param name="High">Upper end.</param>
/// <param name="Rank">Place of the real grouping among all groupings of the same size, 1 for the most marked.</param>
/// <param name="Groupings">Groupings looked at, the real one included.</param>
public readonly record struct NetChange(double Estimate, double Low, double High, int Rank, int Groupings)
{
    /// <summary>Share of groupings at least as marked as the real one.</summary>
    public double P => Rank / (double)Groupings;

    /// <summary>True when no effect would show so marked a difference in at most 5 of 100 cases.</summary>
    public bool IsMarked => P <= DifferenceInDifferences.Level && (Low > 0 || High < 0);
}

/// <summary>
/// Difference in differences with a permutation test: if the exchange did nothing, the exchanged communities are not to be told
/// from any other group of their number, so the real difference is held against that of every such group. Each difference is
/// first divided by its own scatter, so that a small community, whose figures jump, does not look like an effect.
/// </summary>
public static class DifferenceInDifferences
{
    /// <summary>At most this share of cases without an effect is called one.</summary>
    public const double Level = 0.05;

    /// <summary>Groupings that are all looked at; of more as many are drawn, the same each time.</summary>
    public const int MostGroupings = 10_000;

    /// <summary>With fewer groupings than this the most marked of them is still no rare one.</summary>
    public static int LeastGroupings { get; } = (int)Math.Ceiling(1 / Level);

    /// <returns>Null when there are too few other communities to judge by.</returns>
    public static NetChange? Compare(IReadOnlyList<CommunityChange> exchanged, IReadOnlyList<CommunityChange> others)
    {
        CommunityChange[] all = [.. exchanged, .. others];
        if (exchanged.Count == 0 || others.Count == 0 || Choose(all.Length, exchanged.Count) < LeastGroupings) return null;
        var real = Enumerable.Range(0, exchanged.Count).ToArray();
        var (estimate, scatter) = Difference(all, real);
        var groupings = Groupings(all.Length, exchanged.Count).Select(chosen => Math.Abs(Score(Difference(all, chosen)))).OrderDescending()
            .ToArray();
        var score = Math.Abs(Score((estimate, scatter)));
        // What is equal but for rounding is equal: the real grouping is one of them.
        var rank = Math.Max(1, groupings.Count(other => other >= score - 1e-9));
        var critical = groupings[(int)(Level * groupings.Length)];
        return new(estimate, estimate - (critical * scatter), estimate + (critical * scatter), rank, groupings.Length);
    }

    private static double Score((double Estimate, double Scatter) difference) =>
        difference.Scatter > 0 ? difference.Estimate / difference.Scatter : 0;

    private static (double Estimate, double Scatter) Difference(CommunityChange[] all, int[] chosen)
    {
        var (inside, insideVariance, total, variance) = (0.0, 0.0, 0.0, 0.0);
        foreach (var change in all) (total, variance) = (total + change.Value, variance + change.Variance);
        foreach (var i in chosen) (inside, insideVariance) = (inside + all[i].Value, insideVariance + all[i].Variance);
        double m = chosen.Length, k = all.Length - chosen.Length;
        return ((inside / m) - ((total - inside) / k), Math.Sqrt((insideVariance / (m * m)) + ((variance - insideVariance) / (k * k))));
    }

    /// <summary>
    /// Every choice of <paramref name="m"/> of <paramref name="n"/>, the first being 0 … m − 1; or that one and a seeded sample.
    /// </summary>
    private static IEnumerable<int[]> Groupings(int n, int m)
    {
        var chosen = Enumerable.Range(0, m).ToArray();
        yield return [.. chosen];
        if (Choose(n, m) > MostGroupings)
        {
            var random = new Random(1);
            var deck = Enumerable.Range(0, n).ToArray();
            for (var i = 1; i < MostGroupings; i++)
            {
                random.Shuffle(deck);
                yield return deck[..m];
            }

            yield break;
        }

        while (true)
        {
            var at = m - 1;
            while (at >= 0 && chosen[at] == n - m + at) at--;
            if (at < 0) yield break;
            chosen[at]++;
            for (var i = at + 1; i < m; i++) chosen[i] = chosen[i - 1] + 1;
            yield return [.. chosen];
        }
    }

    private static double Choose(int n, int m)
    {
        var count = 1.0;
        for (var i = 1; i <= m; i++) count = count * (n - m + i) / i;
        return Math.Round(count);
    }
}
