using Concentric.Evaluation;
using Concentric.Resources;
using Concentric.Rules;

namespace Concentric.Dashboard.Features.Evaluation;

/// <summary>The rules while they are edited.</summary>
public sealed class RulesForm
{
    public List<CriterionForm> Criteria { get; init; } = [];

    public List<AdjustmentRuleForm> Adjustments { get; init; } = [];

    public long? MinimumEvidence { get; set; }

    public long? MostBonus { get; set; }

    public long? MostDeduction { get; set; }

    public long? OutlierPoints { get; set; }

    public long? UnitPlaces { get; set; }

    public long? UnitThreshold { get; set; }

    public long? VolunteerPlaces { get; set; }

    public long? VolunteerLeastHours { get; set; }

    public long? HoursPerActivity { get; set; }

    public long? NominationHours { get; set; }

    public long? MostNominations { get; set; }

    /// <summary>What the weights come to.</summary>
    public long Sum => Criteria.Sum(one => one.Weight ?? 0);

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
        [.. Adjustments.Select(rule => rule.ToRule())],
        new(Whole(UnitPlaces), Whole(UnitThreshold), Whole(VolunteerPlaces), Whole(VolunteerLeastHours), Whole(HoursPerActivity),
            Whole(NominationHours), Whole(MostNominations)),
        Whole(MinimumEvidence), Whole(MostBonus), Whole(MostDeduction), Whole(OutlierPoints));

    /// <summary>Numbers that were left out, and what is not chosen: the scheme itself has no place for nothing.</summary>
    public IReadOnlyList<Violation> Missing =>
    [
        .. Criteria.SelectMany(one => one.Missing), .. Adjustments.SelectMany(rule => rule.Missing),
        .. Without(null, (nameof(MinimumEvidence), MinimumEvidence), (nameof(MostBonus), MostBonus), (nameof(MostDeduction), MostDeduction),
            (nameof(OutlierPoints), OutlierPoints), (nameof(UnitPlaces), UnitPlaces), (nameof(UnitThreshold), UnitThreshold),
            (nameof(VolunteerPlaces), VolunteerPlaces), (nameof(VolunteerLeastHours), VolunteerLeastHours),
            (nameof(HoursPerActivity), HoursPerActivity), (nameof(NominationHours), NominationHours),
            (nameof(MostNominations), MostNominations)),
    ];

    /// <summary>What the command refused, told beside the row that it concerns.</summary>
    public IReadOnlyList<Violation> Placed(IReadOnlyList<Violation> refused)
    {
        List<Violation> rows =
        [
            .. Criteria.SelectMany(one => InRow(one.Key, check => Scheme.Checked(one.ToCriterion(), check))),
            .. Adjustments.SelectMany(rule => InRow(rule.Key, check => Scheme.Checked(rule.ToRule(), check))),
        ];
        var told = rows.Select(row => (row.Field.Split('.')[^1], row.Value, row.Rule)).ToHashSet();
        return [.. rows, .. refused.Where(violation => !told.Contains((violation.Field, violation.Value, violation.Rule)))];
    }

    /// <summary>The two lists in words, for the choice between two versions; null for the usual way.</summary>
    public static string? Show(string property, object? value) => value switch
    {
        List<CriterionForm> criteria => Texts.Series(criteria.Select(one => $"{one.Name} {one.Weight}")),
        List<AdjustmentRuleForm> rules => Texts.Series(rules.Select(rule => $"{rule.Name} {rule.Points:+0;−0;0}")),
        _ => null,
    };

    public void AddCriterion() => Criteria.Add(new() { Key = FreeKey("criterion") });

    public void AddAdjustment() => Adjustments.Add(new() { Key = FreeKey("adjustment"), Points = 1 });

    internal static int Whole(long? number) => (int)Math.Clamp(number ?? 0, int.MinValue, int.MaxValue);

    internal static IEnumerable<Violation> Without(string? row, params (string Field, object? Value)[] fields) =>
        from field in fields
        where field.Value is null
        select new Violation(row is null ? field.Field : $"{row}.{field.Field}", null, Rule.Required, []);

    private static IEnumerable<Violation> InRow(string key, Action<ValidationContext> read)
    {
        var check = new ValidationContext();
        read(check);
        return check.Found.Select(violation => violation with { Field = $"{key}.{violation.Field}" });
    }

    private string FreeKey(string stem) => Enumerable.Range(1, 1_000).Select(n => $"{stem}-{n}")
        .First(key => Criteria.All(one => one.Key != key) && Adjustments.All(rule => rule.Key != key));
}

/// <summary>A criterion while it is edited.</summary>
public sealed class CriterionForm
{
    public required string Key { get; init; }

    public string? Name { get; set; }

    public string? NameEn { get; set; }

    public long? Weight { get; set; } = 0;

    /// <summary>Null for one that the panel judges.</summary>
    public EvaluationMeasure? Measure { get; set; }

    public long? Target { get; set; } = 0;

    public long? Deduction { get; set; } = 0;

    public string? Group { get; set; }

    public string? GroupEn { get; set; }

    public Criterion ToCriterion() => new(Key, Measure is null ? CriterionKind.Judged : CriterionKind.Measured, Name ?? "", NameEn ?? "",
        RulesForm.Whole(Weight), Measure, RulesForm.Whole(Target), RulesForm.Whole(Deduction))
    { Group = Group, GroupEn = GroupEn };

    internal IEnumerable<Violation> Missing => RulesForm.Without(Key, (nameof(Weight), Weight),
        (nameof(Target), ToCriterion().HasTarget ? Target : 0), (nameof(Deduction), ToCriterion().Deducts ? Deduction : 0));
}

/// <summary>A bonus or deduction while it is edited.</summary>
public sealed class AdjustmentRuleForm
{
    public required string Key { get; init; }

    public string? Name { get; set; }

    public string? NameEn { get; set; }

    public long? Points { get; set; }

    public AdjustmentSource? Source { get; set; } = AdjustmentSource.Given;

    // Where nothing is chosen, it is told as missing and not as refused.
    public AdjustmentRule ToRule() =>
        new(Key, Source ?? AdjustmentSource.Given, Name ?? "", NameEn ?? "", RulesForm.Whole(Points));

    internal IEnumerable<Violation> Missing => RulesForm.Without(Key, (nameof(Source), Source), (nameof(Points), Points));
}
