using Concentric.ProcessCharts;

namespace Concentric.Tests.Core.ProcessCharts;

/// <summary>Series in which nothing happens, as a street's figures are: overdispersed, resembling their neighbours, skewed.</summary>
internal sealed class NullSeries(int seed)
{
    private readonly Random random = new(seed);

    /// <summary>Makes so many points, each shifted by so much.</summary>
    public delegate IReadOnlyList<ProcessPoint> Maker(NullSeries made, int points, double[] shift);

    public static IReadOnlyList<(string Name, ProcessModel Model, Maker Make)> All { get; } =
    [
        ("rate, independent cases", ProcessModel.Rate, (made, points, shift) => made.Rates(points, shift, 0, 0)),
        ("rate, overdispersed", ProcessModel.Rate, (made, points, shift) => made.Rates(points, shift, 0.4, 0)),
        ("rate, overdispersed, autocorrelated 0.5", ProcessModel.Rate, (made, points, shift) => made.Rates(points, shift, 0.4, 0.5)),
        ("events, independent", ProcessModel.Events, (made, points, shift) => made.Counts(points, shift, 0, 0)),
        ("events, overdispersed", ProcessModel.Events, (made, points, shift) => made.Counts(points, shift, 0.3, 0)),
        ("events, overdispersed, autocorrelated 0.5", ProcessModel.Events, (made, points, shift) => made.Counts(points, shift, 0.3, 0.5)),
        ("events, two in a month", ProcessModel.Events, (made, points, shift) => made.Counts(points, shift, 0, 0, 2)),
        ("sum of amounts of very different size", ProcessModel.Sum, (made, points, shift) => made.Sums(points, shift)),
        ("median of 20 to 49 cases", ProcessModel.Average, (made, points, shift) => made.Medians(points, shift, 0, 20, 50)),
        ("median, overdispersed", ProcessModel.Average, (made, points, shift) => made.Medians(points, shift, 0.2, 20, 50)),
        ("median of 3 to 7 cases", ProcessModel.Average, (made, points, shift) => made.Medians(points, shift, 0, 3, 8)),
        ("level, autocorrelated 0.7", ProcessModel.Level, (made, points, shift) => made.Levels(points, shift, 0.7)),
        .. Sparse.Select(mean => (FormattableString.Invariant($"level, {mean:0.0} standing"), ProcessModel.Level,
            (Maker)((made, points, shift) => made.Standing(points, shift, mean, 0)))),
        .. Sparse.Select(mean => (FormattableString.Invariant($"level, {mean:0.0} standing, seven in ten still there the next time"),
            ProcessModel.Level, (Maker)((made, points, shift) => made.Standing(points, shift, mean, 0.7)))),
        .. Sparse.Select(mean => (FormattableString.Invariant($"events, {mean:0.0} in a month"), ProcessModel.Events,
            (Maker)((made, points, shift) => made.Counts(points, shift, 0, 0, mean)))),
        ("rate, one case in a hundred fails", ProcessModel.Rate, (made, points, shift) => made.Rates(points, shift, 0, 0, 4.6)),
    ];

    /// <summary>Of what is rare: how many are usual.</summary>
    private static double[] Sparse => [0.1, 0.3, 0.5, 1, 2];

    /// <summary>Standard normal values, each resembling the one before by so much.</summary>
    private IEnumerable<double> Drift(double dependence)
    {
        for (var last = Normal(); ; last = (dependence * last) + (Math.Sqrt(1 - (dependence * dependence)) * Normal())) yield return last;
    }

    private List<ProcessPoint> Rates(int points, double[] shift, double spread, double dependence, double usual = 1.4) =>
        [.. Drift(dependence).Take(points).Select((own, i) =>
        {
            var cases = 20 + random.Next(30);
            var logit = usual + (spread * own) + shift[i];
            var rate = 1 / (1 + Math.Exp(-logit));
            return new ProcessPoint(Enumerable.Range(0, cases).Count(_ => random.NextDouble() < rate) / (double)cases, cases);
        })];

    private List<ProcessPoint> Counts(int points, double[] shift, double spread, double dependence, double usual = 40) =>
        [.. Drift(dependence).Take(points).Select((own, i) =>
        {
            var days = 17 + random.Next(7);
            var mean = usual / 20 * days * Math.Exp((spread * own) - (spread * spread / 2) + shift[i]);
            return new ProcessPoint(Poisson(mean) / (double)days, days);
        })];

    private List<ProcessPoint> Sums(int points, double[] shift) =>
        [.. Enumerable.Range(0, points).Select(i =>
        {
            var days = 17 + random.Next(7);
            var sum = Enumerable.Range(0, Poisson(days / 2.0)).Sum(_ => Math.Exp(Normal())) * Math.Exp(shift[i]);
            return new ProcessPoint(sum / days, days);
        })];

    /// <summary>Days that cases took, most of them few and some very many.</summary>
    private List<ProcessPoint> Medians(int points, double[] shift, double spread, int least, int below) =>
        [.. Enumerable.Range(0, points).Select(i =>
        {
            var cases = random.Next(least, below);
            var centre = 2 + (spread * Normal()) + shift[i];
            double[] days = [.. Enumerable.Range(0, cases).Select(_ => Math.Exp(centre + (0.6 * Normal()))).Order()];
            return new ProcessPoint((days[(cases - 1) / 2] + days[cases / 2]) / 2, cases);
        })];

    private List<ProcessPoint> Levels(int points, double[] shift, double dependence) =>
        [.. Drift(dependence).Take(points)
            .Select((own, i) => new ProcessPoint(Math.Max(0, Math.Round(30 + (6 * own) + (30 * shift[i]))), 1))];

    /// <summary>Cases that come by chance and stand for some time.</summary>
    /// <param name="stay">How many of them are still there the next time.</param>
    private List<ProcessPoint> Standing(int points, double[] shift, double mean, double stay)
    {
        var (standing, made) = (Poisson(mean), new List<ProcessPoint>());
        for (var i = 0; i < points; i++)
        {
            standing = Enumerable.Range(0, standing).Count(_ => random.NextDouble() < stay) + Poisson(mean * (1 - stay) * (1 + shift[i]));
            made.Add(new(standing, 1));
        }

        return made;
    }

    private double Normal() => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());

    private int Poisson(double mean)
    {
        if (mean > 200) return (int)Math.Max(0, Math.Round(mean + (Math.Sqrt(mean) * Normal())));
        var (count, left) = (0, Math.Exp(-mean));
        for (var product = random.NextDouble(); product > left; product *= random.NextDouble()) count++;
        return count;
    }
}
