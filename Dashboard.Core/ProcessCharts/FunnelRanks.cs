namespace Concentric.ProcessCharts;

/// <summary>Where a community could stand.</summary>
/// <param name="From">The best rank that the figures leave open, 1 or more.</param>
/// <param name="To">The worst.</param>
/// <param name="Group">Counted from 0; those of one group can't be told from its first.</param>
public readonly record struct RankRange(int From, int To, int Group);

/// <summary>How far ranks can be relied on.</summary>
/// <remarks>
/// Goldstein and Spiegelhalter, <em>League tables and their limitations</em>, JRSS A 159 (1996): true values are drawn from what the
/// figures say of them, the communities ranked in each draw, and the middle 90 % of a community's ranks kept. Of a community within the
/// funnel the figures say that it is one of the street's, so its value is drawn towards the street's the more, the less its own cases
/// say (the same τ as the limits); one beyond the limits stands for itself. Where communities differ by no more than chance, each could
/// have any rank, and that is what is said. The rank that is shown is always within its range.
/// </remarks>
public static class FunnelRanks
{
    /// <summary>Draws; the same ones every time, so that a page says the same twice.</summary>
    public const int Draws = 1_000;

    /// <summary>Rankings whose draws are kept: each takes 20 KB with fifty communities.</summary>
    private const int MostKept = 32;

    /// <summary>So much of the ranks drawn lies below the range, and so much above.</summary>
    private const double Outside = 0.05;

    /// <summary>Two communities are told apart when one is better with this probability at least: many pairs are looked at.</summary>
    private const double Told = 0.99;

    private const int Seed = 19_960_101;

    private static readonly double Apart = NormalCurve.Beyond(1 - Told);
    private static double[] normals = Normals(Draws * 50);

    /// <summary>
    /// The rankings that were asked for last, with what was drawn for them. The draws depend on nothing else, and open pages mostly show
    /// the same few: a street's ranking is drawn when one of its values has changed. Never changed once made.
    /// </summary>
    private static Drawn[] kept = [];

    /// <summary>Reads the ranges of ranks.</summary>
    /// <param name="units">Best first.</param>
    /// <param name="ranks">Their ranks as they are shown; equal ones share one.</param>
    /// <param name="moreIsBetter">False where the least is best.</param>
    public static IReadOnlyList<RankRange> Of(Funnel funnel, IReadOnlyList<FunnelUnit> units, IReadOnlyList<int> ranks, bool moreIsBetter)
    {
        var (count, sign) = (units.Count, moreIsBetter ? -1.0 : 1.0);
        var (means, deviations) = (new double[count], new double[count]);
        var middle = Funnel.Transform(funnel.Scale, funnel.Centre);
        for (var i = 0; i < count; i++)
        {
            var (own, chance) = (Funnel.Transform(funnel.Scale, units[i].Value), Funnel.Chance(units[i].Exposure));
            var counts = funnel.Limits(units[i].Exposure).SideOf(units[i].Value) != 0 ? 1
                : funnel.Spread * funnel.Spread / ((funnel.Spread * funnel.Spread) + (chance * chance));
            // Ascending, best first.
            means[i] = sign * (middle + (counts * (own - middle)));
            deviations[i] = chance * Math.Sqrt(counts);
        }

        var (best, worst) = DrawnFor(means, deviations);
        var result = new RankRange[count];
        var (group, first) = (0, 0);
        for (var i = 0; i < count; i++)
        {
            if (IsTold(first, i)) (group, first) = (group + 1, i);
            result[i] = new(Math.Min(ranks[i], Below(best, i, count)), Math.Max(ranks[i], count + 1 - Above(worst, i, count)), group);
        }

        return result;

        bool IsTold(int one, int other) => means[other] - means[one]
            > Apart * Math.Sqrt((deviations[one] * deviations[one]) + (deviations[other] * deviations[other])) + 1e-12;
    }

    private static (int[] Best, int[] Worst) DrawnFor(double[] means, double[] deviations)
    {
        var known = Volatile.Read(ref kept);
        var place = Array.FindIndex(known, one =>
            one.Means.AsSpan().SequenceEqual(means) && one.Deviations.AsSpan().SequenceEqual(deviations));
        if (place == 0) return (known[0].Best, known[0].Worst);
        var drawn = place > 0 ? known[place] : DrawAnew(means, deviations);
        // Latest used first. Of two threads that put theirs in place at once one is drawn again later.
        Volatile.Write(ref kept, [drawn, .. known.Where(one => one != drawn).Take(MostKept - 1)]);
        return (drawn.Best, drawn.Worst);
    }

    private static Drawn DrawAnew(double[] means, double[] deviations)
    {
        var (best, worst) = Draw(means, deviations);
        return new(means, deviations, best, worst);
    }

    /// <summary>For each community how often it had each rank at best and at worst; equal values leave all between them open.</summary>
    private static (int[] Best, int[] Worst) Draw(double[] means, double[] deviations)
    {
        var count = means.Length;
        // Another thread may put a shorter table in place between the look and the use.
        var table = Volatile.Read(ref normals);
        if (table.Length < Draws * count) Volatile.Write(ref normals, table = Normals(Draws * count));
        var (values, order) = (new double[count], new int[count]);
        var (best, worst) = (new int[count * count], new int[count * count]);
        for (var draw = 0; draw < Draws; draw++)
        {
            for (var i = 0; i < count; i++)
            {
                values[i] = means[i] + (deviations[i] * table[(draw * count) + i]);
                order[i] = i;
            }

            Array.Sort(values, order);
            for (var from = 0; from < count;)
            {
                var to = from;
                while (to + 1 < count && values[to + 1] - values[from] < 1e-12) to++;
                for (var at = from; at <= to; at++)
                {
                    best[(order[at] * count) + from]++;
                    worst[(order[at] * count) + to]++;
                }

                from = to + 1;
            }
        }

        return (best, worst);
    }

    private static int Below(int[] best, int unit, int count)
    {
        var (rank, seen) = (0, 0);
        while (rank < count - 1 && (seen += best[(unit * count) + rank]) <= Outside * Draws) rank++;
        return rank + 1;
    }

    private static int Above(int[] worst, int unit, int count)
    {
        var (back, seen) = (0, 0);
        while (back < count - 1 && (seen += worst[(unit * count) + count - 1 - back]) <= Outside * Draws) back++;
        return back + 1;
    }

    private sealed class Drawn(double[] means, double[] deviations, int[] best, int[] worst)
    {
        public double[] Means => means;

        public double[] Deviations => deviations;

        public int[] Best => best;

        public int[] Worst => worst;
    }

    private static double[] Normals(int count)
    {
        // The first values are the same however many are made.
        var random = new Random(Seed);
        var made = new double[count];
        for (var i = 0; i < count; i++)
            made[i] = Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
        return made;
    }
}
