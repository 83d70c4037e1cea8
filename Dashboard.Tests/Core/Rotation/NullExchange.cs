using Concentric.Rotation;

namespace Concentric.Tests.Core.Rotation;

/// <summary>
/// An exchange on a made-up street, metric by metric: seasons shared and own, own levels and own drift, weeks that scatter more than
/// chance and resemble their neighbours, four metrics of the same records in each of five groups, and events that the two exchanged
/// communities hold together.
/// </summary>
internal sealed class NullExchange(int seed)
{
    public const int Weeks = 26;
    public const int Groups = 5;

    /// <summary>The metrics of a group: a count, a part of it, a rate, and a rate of those in the first.</summary>
    public const int Views = 4;

    private readonly Random random = new(seed);

    /// <param name="communities">Of the street; the first are exchanged.</param>
    /// <param name="exchanged">How many.</param>
    /// <param name="counts">What is added to the logarithm of the first group's counts in the exchanged after the exchange.</param>
    /// <param name="rates">What is added to the first group's rates there.</param>
    /// <param name="isWorst">True to exchange those that stood last in the first rate before.</param>
    public IReadOnlyList<MetricChanges> Make(int communities, int exchanged, double counts = 0, double rates = 0, bool isWorst = false) =>
    [
        .. Made(communities, exchanged, counts, rates, isWorst).SelectMany(streets => (MetricChanges[])
        [
            Counts(streets, Weeks, street => street.Count), Counts(streets, Weeks, street => street.Part),
            Rates(streets, Weeks, street => street.Rate), Rates(streets, Weeks, street => street.Within),
        ]),
    ];

    /// <summary>The first rate of the same street over windows of several lengths.</summary>
    /// <param name="lengths">In weeks; <see cref="Weeks"/> at most.</param>
    public IReadOnlyList<MetricChanges> MakeFirstRates(int communities, int exchanged, IReadOnlyList<int> lengths)
    {
        var first = Made(communities, exchanged, 0, 0, false)[0];
        return [.. lengths.Select(weeks => Rates(first, weeks, street => street.Rate))];
    }

    /// <summary>The communities as each group of metrics sees them.</summary>
    private List<Street[]> Made(int communities, int exchanged, double counts, double rates, bool isWorst)
    {
        var groups = new List<Street[]>();
        int[]? order = null;
        for (var group = 0; group < Groups; group++)
        {
            var season = random.NextDouble() * 52;
            var joint = Enumerable.Range(0, 2 * Weeks).Select(_ => Poisson(0.5) / 2.0).ToArray();
            var streets = Enumerable.Range(0, communities).Select(_ => Drawn(season)).ToArray();
            order ??= isWorst
                ? [.. Enumerable.Range(0, communities).OrderBy(i => Level(Before(streets[i].Rate, Weeks)))]
                : [.. Enumerable.Range(0, communities)];
            groups.Add([.. order.Select((at, place) => place < exchanged
                ? Changed(streets[at], group == 0 ? counts : 0, group == 0 ? rates : 0, joint) : streets[at])]);
        }

        return groups;
    }

    private static MetricChanges Counts(Street[] streets, int weeks, Func<Street, Week[]> of) => new(
        [.. streets.Select(street => Sum(Before(of(street), weeks)[..(weeks / 3)]).Value == 0
            ? null : (CommunityChange?)CommunityChange.OfCounts(Before(of(street), weeks), After(of(street), weeks)))],
        [.. streets.Select(street => Math.Log(Sum(Before(of(street), weeks)).Value + 0.5))]);

    private static MetricChanges Rates(Street[] streets, int weeks, Func<Street, Week[]> of) => new(
        [.. streets.Select(street =>
            CommunityChange.OfRatios(Before(of(street), weeks), After(of(street), weeks), isRate: true))],
        [.. streets.Select(street => Level(Before(of(street), weeks)))]);

    private static ReadOnlySpan<Week> Before(Week[] all, int weeks) => all.AsSpan(Weeks - weeks, weeks);

    private static ReadOnlySpan<Week> After(Week[] all, int weeks) => all.AsSpan(Weeks, weeks);

    private static double Level(ReadOnlySpan<Week> weeks)
    {
        var sum = Sum(weeks);
        return sum.Value / Math.Max(1, sum.Cases);
    }

    private static Week Sum(ReadOnlySpan<Week> weeks)
    {
        var (value, cases) = (0.0, 0.0);
        foreach (var week in weeks) (value, cases) = (value + week.Value, cases + week.Cases);
        return new(value, cases);
    }

    private sealed record Street(Week[] Count, Week[] Part, Week[] Rate, Week[] Within, double[] Mean, double[] Share);

    private Street Drawn(double season)
    {
        var (level, own, drift, lean) = (Math.Exp(0.7 + (1.2 * random.NextDouble())), 0.15 * Normal(), 0.15 * Normal(), 0.03 * Normal());
        var share = 0.6 + (0.15 * random.NextDouble());
        var (mean, rate) = (new double[2 * Weeks], new double[2 * Weeks]);
        var (noise, sway) = (Normal(), Normal());
        for (var week = 0; week < mean.Length; week++)
        {
            var wave = Math.Sin((week + season) / 52 * 2 * Math.PI);
            (noise, sway) = ((0.5 * noise) + (0.866 * Normal()), (0.5 * sway) + (0.866 * Normal()));
            var isAfter = week >= Weeks ? 1 : 0;
            mean[week] = level * Math.Exp(((0.3 + own) * wave) + (0.25 * noise) + (isAfter * drift));
            rate[week] = share + (0.03 * wave) + (isAfter * lean) + (0.07 * sway);
        }

        return Drawn(mean, rate, null);
    }

    private Street Changed(Street street, double counts, double rates, double[] joint) => Drawn(
        [.. street.Mean.Select((mean, week) => mean * Math.Exp(week < Weeks ? 0 : counts))],
        [.. street.Share.Select((share, week) => share + (week < Weeks ? 0 : rates))], joint, street);

    /// <param name="known">What was drawn before for the weeks before, which stays: the exchanged are chosen by it.</param>
    private Street Drawn(double[] mean, double[] share, double[]? joint, Street? known = null)
    {
        var (count, part, rate, within) = (new Week[2 * Weeks], new Week[2 * Weeks], new Week[2 * Weeks], new Week[2 * Weeks]);
        for (var week = 0; week < mean.Length; week++)
        {
            if (known is not null && week < Weeks)
            {
                (count[week], part[week], rate[week], within[week]) =
                    (known.Count[week], known.Part[week], known.Rate[week], known.Within[week]);
            }
            else
            {
                var cases = Poisson(mean[week]);
                var (parts, met, inTime) = (0, 0, 0);
                for (var i = 0; i < cases; i++)
                {
                    parts += random.NextDouble() < 0.5 ? 1 : 0;
                    if (random.NextDouble() >= Math.Clamp(share[week], 0, 1)) continue;
                    met++;
                    inTime += random.NextDouble() < 0.8 ? 1 : 0;
                }

                (count[week], part[week], rate[week], within[week]) = (new(cases, 1), new(parts, 1), new(met, cases), new(inTime, cases));
            }

            if (joint is not null) count[week] = count[week] with { Value = count[week].Value + joint[week] };
        }

        return new(count, part, rate, within, mean, share);
    }

    private double Normal() => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());

    private int Poisson(double mean)
    {
        var (count, left) = (0, Math.Exp(-mean));
        for (var product = random.NextDouble(); product > left; product *= random.NextDouble()) count++;
        return count;
    }
}
