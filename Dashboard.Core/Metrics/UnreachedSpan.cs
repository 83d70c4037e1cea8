namespace Concentric.Metrics;

/// <summary>
/// Between what a rate of answers would lie if all who could not be reached had answered: all of them no, or all of them yes.
/// </summary>
/// <remarks>Bounds that assume nothing of the missing (Manski, <em>Nonparametric bounds on treatment effects</em>, 1990).</remarks>
/// <param name="Low">A fraction.</param>
/// <param name="High">A fraction.</param>
/// <param name="Reached">Those who answered: the rate's own cases.</param>
/// <param name="Asked">Those who were asked, reached or not.</param>
public readonly record struct UnreachedSpan(double Low, double High, double Reached, double Asked)
{
    /// <summary>The span of a rate; null where nobody was asked, or it is not one of answers.</summary>
    /// <param name="rate">The rate of those reached.</param>
    /// <param name="reached">Those reached over those asked, of the same slice.</param>
    public static UnreachedSpan? Of(MetricValue rate, MetricValue reached)
    {
        if (reached.Denominator is not > 0 || rate is not { Numerator: { } yes, Denominator: { } answered }) return null;
        var asked = Math.Max(reached.Denominator.Value, answered);
        return new(yes / asked, (yes + asked - answered) / asked, answered, asked);
    }
}
