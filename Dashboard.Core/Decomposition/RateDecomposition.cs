namespace Concentric.Decomposition;

/// <summary>What a rate is made of in one part of its records, in the period and in the one it is compared with.</summary>
/// <param name="Counted">Cases in the numerator, weighted where the formula weighs.</param>
/// <param name="Cases">Cases in the denominator.</param>
/// <param name="CountedBefore">Those of the other period.</param>
/// <param name="CasesBefore">Those of the other period.</param>
public readonly record struct PartCases(double Counted, double Cases, double CountedBefore, double CasesBefore);

/// <summary>What a part adds to the change of the whole, in the unit of the whole: a fraction for a rate.</summary>
/// <param name="Mix">By having another share of the cases than before.</param>
/// <param name="Own">By its own rate.</param>
public readonly record struct PartEffect(double Mix, double Own)
{
    public double Total => Mix + Own;
}

/// <summary>How much of the change of a rate comes from the mix of its cases, and how much from the rates of its parts.</summary>
/// <remarks>
/// Kitagawa, <em>Components of a difference between two rates</em>, JASA 50 (1955): with shares w and rates r of the parts, the whole
/// changes by Σ (w₁ − w₀)(r₀ + r₁)/2 from the mix and by Σ (r₁ − r₀)(w₀ + w₁)/2 from the rates. It is symmetric (Das Gupta,
/// <em>Standardization and decomposition of rates</em>, U.S. Bureau of the Census P23-186, 1993): neither period is the one from which
/// the other is looked at, nothing is left over, and exchanged periods give the same numbers with the other sign. The shares add up to
/// one in both periods, so a part's mix is told against the whole's mean rate (R₀ + R₁)/2: a part that is better than the whole raises
/// it by having a larger share. A part without cases in one of the periods has no rate there to have changed; all that it adds is mix.
/// </remarks>
public static class RateDecomposition
{
    /// <summary>What each part adds, in their order; null when the whole has no cases in one of the periods.</summary>
    public static IReadOnlyList<PartEffect>? Of(IReadOnlyList<PartCases> parts)
    {
        var (cases, before) = (parts.Sum(part => part.Cases), parts.Sum(part => part.CasesBefore));
        if (cases == 0 || before == 0) return null;
        var middle = ((parts.Sum(part => part.Counted) / cases) + (parts.Sum(part => part.CountedBefore) / before)) / 2;
        return [.. parts.Select(part =>
        {
            var (share, shareBefore) = (part.Cases / cases, part.CasesBefore / before);
            if (part.Cases == 0 && part.CasesBefore == 0) return default;
            var now = part.Cases == 0 ? part.CountedBefore / part.CasesBefore : part.Counted / part.Cases;
            var was = part.CasesBefore == 0 ? now : part.CountedBefore / part.CasesBefore;
            return new PartEffect((share - shareBefore) * (((now + was) / 2) - middle), (now - was) * (share + shareBefore) / 2);
        })];
    }
}
