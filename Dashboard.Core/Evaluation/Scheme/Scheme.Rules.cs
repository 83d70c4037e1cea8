using Concentric.Data;
using Concentric.Rules;

namespace Concentric.Evaluation;

/// <summary>What holds for every scheme.</summary>
public sealed partial record Scheme
{
    public const int MostCriteria = 20;
    public const int MostAdjustments = 20;
    public const int MostTarget = 100_000_000;
    public const int MostPoints = 100;

    /// <summary>The scheme with its texts cleaned; tells all that is wrong at once.</summary>
    /// <exception cref="RefusedException">Weights that do not sum to 100, a measured criterion that reads nothing, and the
    /// rest.</exception>
    public Scheme Checked(ValidationContext check)
    {
        check.That(Criteria.Count is >= 1 and <= MostCriteria, nameof(Criteria), Criteria.Count, Rule.OutOfRange, 1, MostCriteria);
        check.That(Adjustments.Count <= MostAdjustments, nameof(Adjustments), Adjustments.Count, Rule.OutOfRange, 0, MostAdjustments);
        var keys = Criteria.Select(one => one.Key).Concat(Adjustments.Select(one => one.Key)).ToList();
        check.That(keys.Distinct().Count() == keys.Count, nameof(Criteria), null, Rule.Repeated);
        IReadOnlyList<Criterion> criteria = [.. Criteria.Select(one => Checked(one, check))];
        IReadOnlyList<AdjustmentRule> adjustments = [.. Adjustments.Select(one => Checked(one, check))];
        var sum = Criteria.Sum(one => (long)one.Weight);
        check.That(sum == WholeWeight, nameof(Concentric.Evaluation.Criterion.Weight), sum, Rule.WeightsSum, sum);
        check.Within(nameof(MinimumEvidence), MinimumEvidence, 0, 1_000);
        check.Within(nameof(MostBonus), MostBonus, 0, MostPoints);
        check.Within(nameof(MostDeduction), MostDeduction, 0, MostPoints);
        check.Within(nameof(OutlierPoints), OutlierPoints, 1, MostPoints);
        check.Within(nameof(AwardRules.UnitPlaces), Awards.UnitPlaces, 0, 500);
        check.Within(nameof(AwardRules.UnitThreshold), Awards.UnitThreshold, 0, 2 * MostPoints);
        check.Within(nameof(AwardRules.VolunteerPlaces), Awards.VolunteerPlaces, 0, 500);
        check.Within(nameof(AwardRules.VolunteerLeastHours), Awards.VolunteerLeastHours, 0, 8_784);
        check.Within(nameof(AwardRules.HoursPerActivity), Awards.HoursPerActivity, 1, 24);
        check.Within(nameof(AwardRules.NominationHours), Awards.NominationHours, 0, 1_000);
        check.Within(nameof(AwardRules.MostNominations), Awards.MostNominations, 0, 100);
        var clean = this with { Criteria = criteria, Adjustments = adjustments };
        check.That(clean.ToJson().Length <= MostLength, nameof(Criteria), null, Rule.TooLong, MostLength, clean.ToJson().Length);
        return clean;
    }

    /// <summary>One criterion by itself, for a form that tells what is wrong beside its row.</summary>
    public static Criterion Checked(Criterion one, ValidationContext check)
    {
        var name = check.RequiredLine(nameof(one.Name), one.Name, TextLimits.Name);
        var nameEn = check.Line(nameof(one.NameEn), one.NameEn, TextLimits.Name) ?? name;
        check.Within(nameof(one.Weight), one.Weight, 0, WholeWeight);
        check.Defined(nameof(one.Kind), one.Kind);
        if (one.Kind == CriterionKind.Judged) return one with { Name = name, NameEn = nameEn, Measure = null, Target = 0, Deduction = 0 };
        // A criterion without evidence: it reads no record and nobody judges it.
        if (!check.That(one.Measure is not null, nameof(one.Measure), name, Rule.NoMeasure)
            || !check.Defined(nameof(one.Measure), one.Measure!.Value)) return one;
        if (one.HasTarget) check.Within(nameof(one.Target), one.Target, 1, MostTarget);
        if (one.Deducts) check.Within(nameof(one.Deduction), one.Deduction, 1, Math.Max(1, one.Weight));
        return one with
        {
            Name = name,
            NameEn = nameEn,
            Target = one.HasTarget
            ? one.Target
            : 0,
            Deduction = one.Deducts ? one.Deduction : 0
        };
    }

    /// <summary>One bonus or deduction by itself, for the same.</summary>
    public static AdjustmentRule Checked(AdjustmentRule one, ValidationContext check)
    {
        var name = check.RequiredLine(nameof(one.Name), one.Name, TextLimits.Name);
        var nameEn = check.Line(nameof(one.NameEn), one.NameEn, TextLimits.Name) ?? name;
        check.Defined(nameof(one.Source), one.Source);
        // What is done well never costs points.
        var least = one.Source == AdjustmentSource.Given ? -MostPoints : 0;
        check.Within(nameof(one.Points), one.Points, least, MostPoints);
        return one with { Name = name, NameEn = nameEn };
    }
}
