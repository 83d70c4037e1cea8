using Concentric.Evaluation;
using Concentric.Resources;

namespace Concentric.Dashboard.Features.Evaluation;

/// <summary>The rules while they are edited.</summary>
public sealed class RulesForm
{
    public List<CriterionForm> Criteria { get; init; } = [];

    public List<AdjustmentRuleForm> Adjustments { get; init; } = [];

    public int MinimumEvidence { get; set; }

    public int MostBonus { get; set; }

    public int MostDeduction { get; set; }

    public int OutlierPoints { get; set; }

    public int UnitPlaces { get; set; }

    public int UnitThreshold { get; set; }

    public int VolunteerPlaces { get; set; }

    public int VolunteerLeastHours { get; set; }

    public int HoursPerActivity { get; set; }

    public int NominationHours { get; set; }

    public int MostNominations { get; set; }

    /// <summary>What the weights come to.</summary>
    public int Sum => Criteria.Sum(one => one.Weight);

    public static RulesForm Of(Scheme scheme) => new()
    {
        Criteria = [.. scheme.Criteria.Select(one => new CriterionForm
        {
            Key = one.Key, Name = one.Name, NameEn = one.NameEn, Weight = one.Weight, Measure = one.Measure, Target = one.Target,
            Deduction = one.Deduction, Group = one.Group, GroupEn = one.GroupEn,
        })],
        Adjustments =
            [.. scheme.Adjustments.Select(rule => new AdjustmentRuleForm { Key = rule.Key, Name = rule.Name, NameEn = rule.NameEn,
                Points = rule.Points, Source = rule.Source })],
        MinimumEvidence = scheme.MinimumEvidence,
        MostBonus = scheme.MostBonus,
        MostDeduction = scheme.MostDeduction,
        OutlierPoints = scheme.OutlierPoints,
        UnitPlaces = scheme.Awards.UnitPlaces,
        UnitThreshold = scheme.Awards.UnitThreshold,
        VolunteerPlaces = scheme.Awards.VolunteerPlaces,
        VolunteerLeastHours = scheme.Awards.VolunteerLeastHours,
        HoursPerActivity = scheme.Awards.HoursPerActivity,
        NominationHours = scheme.Awards.NominationHours,
        MostNominations = scheme.Awards.MostNominations,
    };

    public Scheme ToScheme() => new(
        [.. Criteria.Select(one => one.ToCriterion())],
        [.. Adjustments.Select(rule => new AdjustmentRule(rule.Key, rule.Source, rule.Name ?? "", rule.NameEn ?? "", rule.Points))],
        new(UnitPlaces, UnitThreshold, VolunteerPlaces, VolunteerLeastHours, HoursPerActivity, NominationHours, MostNominations),
        MinimumEvidence, MostBonus, MostDeduction, OutlierPoints);

    /// <summary>The two lists in words, for the choice between two versions; null for the usual way.</summary>
    public static string? Show(string property, object? value) => value switch
    {
        List<CriterionForm> criteria => Texts.Series(criteria.Select(one => $"{one.Name} {one.Weight}")),
        List<AdjustmentRuleForm> rules => Texts.Series(rules.Select(rule => $"{rule.Name} {rule.Points:+0;−0;0}")),
        _ => null,
    };

    public void AddCriterion() => Criteria.Add(new() { Key = FreeKey("criterion") });

    public void AddAdjustment() => Adjustments.Add(new() { Key = FreeKey("adjustment"), Points = 1 });

    private string FreeKey(string stem) => Enumerable.Range(1, 1_000).Select(n => $"{stem}-{n}")
        .First(key => Criteria.All(one => one.Key != key) && Adjustments.All(rule => rule.Key != key));
}

/// <summary>A criterion while it is edited.</summary>
public sealed class CriterionForm
{
    public required string Key { get; init; }

    public string? Name { get; set; }

    public string? NameEn { get; set; }

    public int Weight { get; set; }

    /// <summary>Null for one that the panel judges.</summary>
    public EvaluationMeasure? Measure { get; set; }

    public int Target { get; set; }

    public int Deduction { get; set; }

    public string? Group { get; set; }

    public string? GroupEn { get; set; }

    public Criterion ToCriterion() => new(Key, Measure is null ? CriterionKind.Judged : CriterionKind.Measured, Name ?? "", NameEn ?? "",
        Weight, Measure, Target, Deduction)
    { Group = Group, GroupEn = GroupEn };
}

/// <summary>A bonus or deduction while it is edited.</summary>
public sealed class AdjustmentRuleForm
{
    public required string Key { get; init; }

    public string? Name { get; set; }

    public string? NameEn { get; set; }

    public int Points { get; set; }

    public AdjustmentSource Source { get; set; }
}
