namespace Concentric.Metrics;

/// <summary>
/// How old the cases of a maturing rate are on the day at which it is looked: how many days have passed since each fell due, or was
/// closed. Another period is read as if its cases had had the same time (direct standardisation by age, as mortality is compared).
/// </summary>
public sealed class AgeProfile
{
    /// <summary>By age in days, the share of cases that are as old or older.</summary>
    private readonly double[] older;

    /// <param name="cases">By age in days, how many cases; none is negative.</param>
    internal AgeProfile(IReadOnlyCollection<(int Age, long Cases)> cases)
    {
        var total = (double)cases.Sum(one => one.Cases);
        older = new double[cases.Max(one => one.Age) + 1];
        foreach (var (age, count) in cases) older[age] += count / total;
        for (var age = older.Length - 2; age >= 0; age--) older[age] += older[age + 1];
    }

    /// <summary>The share of cases that are so old or older, 0 to 1.</summary>
    public double ShareOfAge(int days) => days < older.Length ? older[days] : 0;
}
