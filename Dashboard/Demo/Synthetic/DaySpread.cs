using Concentric.Rules;
namespace Concentric.Dashboard.Demo.Synthetic;

/// <summary>Spreads events over days so that their number is exact and their density follows a weight.</summary>
internal static class DaySpread
{
    /// <summary>
    /// Days in order. A day of weight 0 gets none, except that the last <paramref name="recent"/> events fall on the last days, one on
    /// each.
    /// </summary>
    public static DateOnly[] Over(SeededRandom random, DateOnly from, DateOnly to, int count, Func<DateOnly, double> weight, int recent = 0)
    {
        var days = to.DayNumber - from.DayNumber + 1;
        var upTo = new double[days];
        var sum = 0.0;
        for (var i = 0; i < days; i++) upTo[i] = sum += weight(from.AddDays(i));

        var placed = new DateOnly[count];
        for (var i = 0; i < count; i++)
        {
            var place = Array.BinarySearch(upTo, sum * (i + random.NextFraction()) / count);
            placed[i] = from.AddDays(Math.Min(place < 0 ? ~place : place + 1, days - 1));
        }

        for (var i = 0; i < Math.Min(recent, Math.Min(count, days)); i++) placed[count - 1 - i] = to.AddDays(-i);
        Array.Sort(placed);
        return placed;
    }

    /// <summary>How many events fall on each day: Poisson-like numbers that add up to a total exactly.</summary>
    public static int[] Counts(SeededRandom random, double[] weights, int total)
    {
        var counts = new int[weights.Length];
        var sum = weights.Sum();
        var (reached, given) = (0.0, 0);
        for (var i = 0; i < weights.Length; i++)
        {
            reached += weights[i];
            // The jitter moves events between neighbouring days only, so the total stays.
            var jitter = (random.NextFraction() - 0.5) * Math.Sqrt(total * weights[i] / sum) * 2;
            var upTo = i == weights.Length - 1 ? total : Math.Clamp((int)Math.Round((total * reached / sum) + jitter), given, total);
            counts[i] = upTo - given;
            given = upTo;
        }

        return counts;
    }
}
