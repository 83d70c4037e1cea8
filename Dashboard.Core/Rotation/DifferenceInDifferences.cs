namespace Concentric.Rotation;

/// <summary>How much more the exchanged communities changed than those without an exchange.</summary>
/// <param name="Estimate">Mean change of the exchanged less mean change of the others, on the <see cref="ChangeScale"/>.</param>
/// <param name="Low">Lower end of the interval that holds for all metrics of the family together in 95 of 100 cases.</param>
/// <param name="High">Upper end.</param>
/// <param name="Rank">
/// How many groupings have a metric, whichever of the family, as marked as this one; 1 when no other grouping has.
/// </param>
/// <param name="Groupings">Groupings looked at, the real one included.</param>
public readonly record struct NetChange(double Estimate, double Low, double High, int Rank, int Groupings)
{
    /// <summary>Share of groupings that show so marked a difference in any metric of the family.</summary>
    public double P => Rank / (double)Groupings;

    /// <summary>True when no effect would show so marked a difference, in any metric, in at most 5 of 100 cases.</summary>
    public bool IsMarked => P <= DifferenceInDifferences.Level && (Low > 0 || High < 0);
}

/// <summary>
/// Difference in differences with a permutation test over a family of metrics: if the exchange did nothing, the exchanged
/// communities are not to be told from any other group of their number. Each difference is divided by its own scatter, so that a
/// small community, whose figures jump, does not look like an effect, and by how much the metric's communities drift apart anyway, so
/// that a metric that drifts does not hide the others. The real grouping is held against the most marked metric of each grouping
/// (single-step max-T, P. H. Westfall and S. S. Young, <i>Resampling-Based Multiple Testing</i>, 1993): of families without any
/// effect at most 5 of 100 show one in any metric, however the metrics hang together.
/// </summary>
public static class DifferenceInDifferences
{
    /// <summary>At most this share of families without an effect shows one.</summary>
    public const double Level = 0.05;

    /// <summary>Groupings that are all looked at; of more as many are drawn, the same each time.</summary>
    public const int MostGroupings = 10_000;

    /// <summary>Groupings look alike but for rounding when their scores are this close.</summary>
    private const double Rounding = 1e-9;

    /// <summary>
    /// The orders that were asked for last, a few megabytes at most: all metrics of a page ask for the same, and making them took as long
    /// as judging by them. Nobody changes them.
    /// </summary>
    private static KnownOrders? known;

    /// <summary>With fewer groupings than this the most marked of them is still no rare one.</summary>
    public static int LeastGroupings { get; } = (int)Math.Ceiling(1 / Level);

    /// <summary>
    /// Whether a verdict is possible at all. Where as many were exchanged as were not, each grouping is as marked as its opposite, so
    /// only half of them count: three of six leave ten, and the most marked of ten is no rare one.
    /// </summary>
    public static bool CanTell(int exchanged, int others) => exchanged > 0 && others > 0
        && Choose(exchanged + others, exchanged) / (exchanged == others ? 2 : 1) >= LeastGroupings;

    /// <summary>The least number of communities to compare with that makes a verdict possible.</summary>
    public static int LeastOthers(int exchanged) => Enumerable.Range(1, LeastGroupings).First(others => CanTell(exchanged, others));

    /// <summary>One metric by itself.</summary>
    /// <returns>Null when there are too few other communities to judge by.</returns>
    public static NetChange? Compare(IReadOnlyList<CommunityChange> exchanged, IReadOnlyList<CommunityChange> others) =>
        Compare([[.. exchanged, .. others]], exchanged.Count)[0];

    /// <summary>All metrics of a family together.</summary>
    /// <param name="family">
    /// For each metric the changes of the same communities in the same order, the exchanged ones first; null for one of too few cases.
    /// </param>
    /// <param name="exchanged">How many were exchanged.</param>
    /// <returns>In the same order; null for a metric that an exchanged community lacks, or that too few others have.</returns>
    public static IReadOnlyList<NetChange?> Compare(IReadOnlyList<IReadOnlyList<CommunityChange?>> family, int exchanged)
    {
        var net = new NetChange?[family.Count];
        var judged = Enumerable.Range(0, family.Count).Where(metric => IsJudged(family[metric], exchanged)).ToArray();
        if (judged.Length == 0) return net;
        // A community that has none of the metrics is in no grouping.
        int[] present = [.. Enumerable.Range(0, family[judged[0]].Count)
            .Where(community => judged.Any(metric => family[metric][community] is not null))];
        var contrasts = judged.Select(metric => new Contrast([.. present.Select(community => family[metric][community])], exchanged))
            .ToArray();
        var orders = Orders(present.Length, exchanged);
        var most = new double[orders.Length];
        foreach (var contrast in contrasts) contrast.Score(orders, most);
        Array.Sort(most);
        var critical = most[^(1 + (int)(Level * orders.Length))];
        for (var i = 0; i < judged.Length; i++)
        {
            var (contrast, score) = (contrasts[i], contrasts[i].RealScore - Rounding);
            var reach = critical * contrast.Scale * contrast.Real.Scatter;
            net[judged[i]] = new(contrast.Real.Estimate, contrast.Real.Estimate - reach, contrast.Real.Estimate + reach,
                Math.Max(1, orders.Length - CountBelow(most, score)), orders.Length);
        }

        return net;
    }

    /// <summary>How many values, in order, are less than one.</summary>
    private static int CountBelow(double[] ascending, double value)
    {
        var place = Array.BinarySearch(ascending, value);
        place = place < 0 ? ~place : place;
        while (place > 0 && ascending[place - 1] >= value) place--;
        return place;
    }

    /// <summary>
    /// Every choice of <paramref name="m"/> of <paramref name="n"/> as an order of all in which the chosen come first; the first order
    /// is 0 … n − 1. Of more than <see cref="MostGroupings"/> a sample, the same each time. Who is not chosen follows in any order: a
    /// metric that a chosen community lacks takes the next that has it.
    /// </summary>
    internal static int[][] Orders(int n, int m)
    {
        var kept = Volatile.Read(ref known);
        if (kept is null || (kept.N, kept.M) != (n, m)) Volatile.Write(ref known, kept = new(n, m, MakeOrders(n, m)));
        return kept.Orders;
    }

    private static int[][] MakeOrders(int n, int m)
    {
        var random = new Random(1);
        var isSample = Choose(n, m) > MostGroupings;
        var orders = new int[isSample ? MostGroupings : (int)Choose(n, m)][];
        var chosen = Enumerable.Range(0, n).ToArray();
        orders[0] = [.. chosen];
        for (var i = 1; i < orders.Length; i++)
        {
            if (isSample) random.Shuffle(chosen);
            else Advance(chosen, m, random);
            orders[i] = [.. chosen];
        }

        return orders;
    }

    /// <summary>The next choice in the order of the dictionary, the others behind it.</summary>
    private static void Advance(int[] order, int m, Random random)
    {
        var n = order.Length;
        var at = m - 1;
        while (order[at] == n - m + at) at--;
        order[at]++;
        for (var next = at + 1; next < m; next++) order[next] = order[next - 1] + 1;
        for (var (rest, other, chosen) = (m, 0, 0); other < n; other++)
        {
            if (chosen < m && order[chosen] == other) chosen++;
            else order[rest++] = other;
        }

        random.Shuffle(order.AsSpan(m));
    }

    private static bool IsJudged(IReadOnlyList<CommunityChange?> metric, int exchanged) =>
        metric.Take(exchanged).All(change => change is not null)
            && CanTell(exchanged, metric.Skip(exchanged).Count(change => change is not null));

    private static double Choose(int n, int m)
    {
        var count = 1.0;
        for (var i = 1; i <= m; i++) count = count * (n - m + i) / i;
        return Math.Round(count);
    }

    private sealed record KnownOrders(int N, int M, int[][] Orders);

    /// <summary>One metric's changes, and how they look in each grouping.</summary>
    private sealed class Contrast
    {
        /// <summary>The median of what is normally distributed, without its sign.</summary>
        private const double NormalMedian = 0.6745;

        private readonly CommunityChange?[] changes;
        private readonly int chosen;
        private readonly int count;
        private readonly double total;
        private readonly double totalVariance;

        public Contrast(CommunityChange?[] changes, int chosen)
        {
            (this.changes, this.chosen) = (changes, chosen);
            foreach (var change in changes.OfType<CommunityChange>())
                (count, total, totalVariance) = (count + 1, total + change.Value, totalVariance + change.Variance);
            Real = Of([.. Enumerable.Range(0, changes.Length)]);
        }

        public (double Estimate, double Scatter) Real { get; }

        /// <summary>
        /// √(1 + s²), where s is how much the groupings' differences spread beyond the scatter of their weeks, by their median, so that
        /// an effect on few communities does not hide itself. The 1 keeps an s known from few groupings from making a metric look marked.
        /// </summary>
        public double Scale { get; private set; } = 1;

        public double RealScore => Marked(Real) / Scale;

        /// <summary>Raises each grouping's most marked score to this metric's.</summary>
        public void Score(int[][] orders, double[] most)
        {
            var scores = Array.ConvertAll(orders, order => Marked(Of(order)));
            double[] ascending = [.. scores];
            Array.Sort(ascending);
            Scale = Math.Sqrt(1 + Math.Pow(ascending[ascending.Length / 2] / NormalMedian, 2));
            for (var i = 0; i < scores.Length; i++) most[i] = Math.Max(most[i], scores[i] / Scale);
        }

        private static double Marked((double Estimate, double Scatter) difference) =>
            difference.Scatter > 0 ? Math.Abs(difference.Estimate / difference.Scatter) : 0;

        private (double Estimate, double Scatter) Of(int[] order)
        {
            var (inside, insideVariance, taken) = (0.0, 0.0, 0);
            for (var i = 0; taken < chosen; i++)
            {
                if (changes[order[i]] is not { } change) continue;
                (inside, insideVariance, taken) = (inside + change.Value, insideVariance + change.Variance, taken + 1);
            }

            double m = chosen, k = count - chosen;
            return ((inside / m) - ((total - inside) / k),
                Math.Sqrt((insideVariance / (m * m)) + (Math.Max(0, totalVariance - insideVariance) / (k * k))));
        }
    }
}
