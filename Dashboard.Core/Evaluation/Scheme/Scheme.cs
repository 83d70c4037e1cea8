using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Concentric.Evaluation;

/// <summary>What a measured criterion reads from the records; each has one way of scoring.</summary>
public enum EvaluationMeasure
{
    /// <summary>Joint conferences to which the unit was invited; each absence without excuse costs points.</summary>
    Attendance,

    /// <summary>Activities in which it took part; each quarter with fewer than the target costs points.</summary>
    JointActivities,

    /// <summary>Money or its worth, in yuan, against a target for the year.</summary>
    Money,

    /// <summary>Working hours, against a target for the year.</summary>
    Hours,

    /// <summary>Wishes claimed and fulfilled, against a target for the year.</summary>
    Wishes,

    /// <summary>Share of the commitments due that were done by their day.</summary>
    Commitments,

    /// <summary>Share of the measured agreements due that were honoured in full.</summary>
    Agreements,
}

/// <summary>How a criterion gets its points: from records, or from the panel.</summary>
public enum CriterionKind { Measured, Judged }

/// <summary>Where a bonus or deduction comes from.</summary>
public enum AdjustmentSource
{
    /// <summary>Entered by people, with evidence.</summary>
    Given,

    /// <summary>From the records: invited at least once, and at every conference.</summary>
    FullAttendance,

    /// <summary>From the records: each commitment taken over from the open hall and done.</summary>
    TakenOver,
}

/// <summary>One criterion.</summary>
/// <param name="Key">Stable name, unique in the scheme.</param>
/// <param name="Weight">Points at most; all weights sum to 100.</param>
/// <param name="Measure">What it reads; null for a judged one.</param>
/// <param name="Target">A quarter for <see cref="EvaluationMeasure.JointActivities"/>; a year for money (yuan), hours and wishes; else
/// 0.</param>
/// <param name="Deduction">Points for each absence or short quarter, where the measure deducts; else 0.</param>
public sealed record Criterion(string Key, CriterionKind Kind, string Name, string NameEn, int Weight, EvaluationMeasure? Measure = null,
    int Target = 0, int Deduction = 0)
{
    /// <summary>Criteria of one group stand together under its name; null for none.</summary>
    public string? Group { get; init; }

    public string? GroupEn { get; init; }

    public string NameFor(CultureInfo culture) => culture.Pick(Name, NameEn);

    public string? GroupFor(CultureInfo culture) => culture.Pick(Group, GroupEn ?? Group);

    /// <summary>True for a measure that takes points away for what was missed.</summary>
    [JsonIgnore]
    public bool Deducts => Measure is EvaluationMeasure.Attendance or EvaluationMeasure.JointActivities;

    /// <summary>True for a measure that has a target.</summary>
    [JsonIgnore]
    public bool HasTarget =>
        Measure is EvaluationMeasure.JointActivities or EvaluationMeasure.Money or EvaluationMeasure.Hours or EvaluationMeasure.Wishes;
}

/// <summary>A bonus (positive) or deduction (negative).</summary>
/// <param name="Points">For each.</param>
public sealed record AdjustmentRule(string Key, AdjustmentSource Source, string Name, string NameEn, int Points)
{
    public string NameFor(CultureInfo culture) => culture.Pick(Name, NameEn);
}

/// <summary>Who is proposed for an award.</summary>
/// <param name="UnitPlaces">优秀共建单位: the best so many by rank, ties included.</param>
/// <param name="UnitThreshold">And at least this score.</param>
/// <param name="VolunteerPlaces">最美志愿者: the first so many.</param>
/// <param name="VolunteerLeastHours">And at least so many verified hours.</param>
/// <param name="HoursPerActivity">At most so many hours count for one volunteer at one activity of one day.</param>
/// <param name="NominationHours">A nomination counts as so many hours.</param>
/// <param name="MostNominations">So many nominations count for one volunteer at most.</param>
public sealed record AwardRules(int UnitPlaces, int UnitThreshold, int VolunteerPlaces, int VolunteerLeastHours, int HoursPerActivity,
    int NominationHours, int MostNominations);

/// <summary>The rules by which a year is scored: data that the office edits, kept whole in each <see cref="SchemeVersion"/>.</summary>
/// <param name="MinimumEvidence">With fewer records of the year a unit is scored but not ranked.</param>
/// <param name="MostBonus">All bonuses together count so many points at most.</param>
/// <param name="MostDeduction">All deductions together cost so many points at most.</param>
/// <param name="OutlierPoints">A judge's score further than this from the median of all is marked; it counts all the same.</param>
public sealed partial record Scheme(
    IReadOnlyList<Criterion> Criteria, IReadOnlyList<AdjustmentRule> Adjustments, AwardRules Awards, int MinimumEvidence, int MostBonus,
    int MostDeduction, int OutlierPoints)
{
    /// <summary>What all weights sum to.</summary>
    public const int WholeWeight = 100;

    /// <summary>The longest scheme as JSON.</summary>
    public const int MostLength = 20_000;

    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter() },
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    /// <summary>
    /// The scheme that ships: attendance 40, activities 40, contributions and wishes 20; +2 for an adopted proposal, +3 for full
    /// attendance.
    /// </summary>
    public static Scheme Default { get; } = new(
        [
            new("attendance", CriterionKind.Measured, "联席会议出席", "Attendance at joint conferences", 40, EvaluationMeasure.Attendance,
                Deduction: 5),
            new("activities", CriterionKind.Measured, "联合开展活动", "Joint activities", 40, EvaluationMeasure.JointActivities, Target: 2,
                Deduction: 5),
            new("money", CriterionKind.Measured, "共建投入（折合资金）", "Contributions in money", 8, EvaluationMeasure.Money,
                Target: 20_000) { Group = "贡献与心愿", GroupEn = "Contributions and wishes" },
            new("hours", CriterionKind.Measured, "共建投入（工时）", "Contributions in hours", 6, EvaluationMeasure.Hours,
                Target: 40) { Group = "贡献与心愿", GroupEn = "Contributions and wishes" },
            new("wishes", CriterionKind.Measured, "认领并实现心愿", "Wishes fulfilled", 6, EvaluationMeasure.Wishes, Target: 2) { Group = "贡献与心愿",
                GroupEn = "Contributions and wishes" },
        ],
        [
            new("proposal", AdjustmentSource.Given, "建议被采纳", "Adopted proposal", 2),
            new("full-attendance", AdjustmentSource.FullAttendance, "联席会议全勤", "Full attendance", 3),
            new("taken-over", AdjustmentSource.TakenOver, "接办大厅事项", "Taken over from the open hall", 2),
            new("complaint", AdjustmentSource.Given, "被群众投诉并查实", "Complaint found true", -3),
        ],
        new(UnitPlaces: 5, UnitThreshold: 85, VolunteerPlaces: 10, VolunteerLeastHours: 10, HoursPerActivity: 2, NominationHours: 5,
            MostNominations: 3),
        MinimumEvidence: 5, MostBonus: 10, MostDeduction: 10, OutlierPoints: 20);

    public string ToJson() => JsonSerializer.Serialize(this, Options);

    /// <exception cref="JsonException">Not a scheme.</exception>
    public static Scheme FromJson(string json) =>
        JsonSerializer.Deserialize<Scheme>(json, Options) ?? throw new JsonException("An empty scheme.");

    public Criterion? Criterion(string key) => Criteria.FirstOrDefault(one => one.Key == key);

    public AdjustmentRule? Adjustment(string key) => Adjustments.FirstOrDefault(one => one.Key == key);
}
