using Concentric.Rules;

namespace Concentric.Evaluation;

/// <summary>How a unit fares when the weights are others.</summary>
/// <param name="Best">The best rank in any draw.</param>
/// <param name="Worst">The worst.</param>
/// <param name="Low">Rank at the 5th hundredth of the draws: nine draws in ten lie between this and <paramref name="High"/>.</param>
/// <param name="High">Rank at the 95th hundredth.</param>
/// <param name="Won">Share of the draws in which it is first, 0 to 1; ties count for each.</param>
public sealed record UnitRobustness(long CoBuilderId, int Best, int Worst, int Low, int High, double Won);

/// <summary>
/// Ranks under random weights: each weight times a factor drawn evenly from 0.8 to 1.2, then all brought to 100 again; the same
/// draws for the same seed on every machine. Bonuses and deductions stay as they are.
/// </summary>
public static class Sensitivity
{
    public const int Draws = 10_000;

    /// <summary>How far a weight is drawn from its own, up and down.</summary>
    public const double Spread = 0.2;

    private const int DrawsPerReport = 250;

    /// <summary>One line for each ranked unit, in their order.</summary>
    /// <param name="report">Told the share that is done, 0 to 1.</param>
    public static IReadOnlyList<UnitRobustness> Of(Scheme scheme, IReadOnlyList<UnitLine> lines, int seed, IProgress<double>? report,
        CancellationToken cancellationToken, int draws = Draws)
    {
        var units = lines.Where(line => line.Rank is not null).ToArray();
        if (units.Length == 0) return [];
        var criteria = scheme.Criteria.Where(one => one.Weight > 0).ToArray();
        // By unit and criterion the share reached; a negative one stands for "no basis".
        var reached = new double[units.Length * criteria.Length];
        var extra = new double[units.Length];
        for (var u = 0; u < units.Length; u++)
        {
            extra[u] = (double)units[u].Score.Steps.Where(step => step.Kind is StepKind.Adjustment or StepKind.Capped)
                .Sum(step => step.Points ?? 0);
            for (var c = 0; c < criteria.Length; c++)
                reached[(u * criteria.Length) + c] = units[u].Score.Steps.First(step =>
                    step.Key == criteria[c].Key) is { Points: { } points } step ? (double)points / step.Most : -1;
        }

        var tally = new RankTally(units.Length);
        var random = new SeededRandom((ulong)seed);
        var weights = new double[criteria.Length];
        var totals = new long[units.Length];
        for (var draw = 0; draw < draws; draw++)
        {
            if (draw % DrawsPerReport == 0)
            {
                cancellationToken.ThrowIfCancellationRequested();
                report?.Report((double)draw / draws);
            }

            for (var c = 0; c < weights.Length; c++) weights[c] = criteria[c].Weight * (1 - Spread + (2 * Spread * random.NextFraction()));
            for (var u = 0; u < totals.Length; u++)
                totals[u] = Total(reached.AsSpan(u * weights.Length, weights.Length), weights, extra[u]);
            tally.Add(totals);
        }

        report?.Report(1);
        return [.. units.Select((unit, u) => tally.Of(u, unit.Unit.Id))];
    }

    /// <summary>Hundredths of a point, so that what is equal on paper is equal here.</summary>
    private static long Total(ReadOnlySpan<double> reached, double[] weights, double extra)
    {
        var (points, weight) = (0.0, 0.0);
        for (var c = 0; c < weights.Length; c++)
        {
            if (reached[c] < 0) continue;
            points += reached[c] * weights[c];
            weight += weights[c];
        }

        return (long)Math.Round(((weight == 0 ? 0 : points / weight * Scheme.WholeWeight) + extra) * 100);
    }
}
