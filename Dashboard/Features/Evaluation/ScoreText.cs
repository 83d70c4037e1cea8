using System.Globalization;
using Concentric.Evaluation;
using Concentric.Resources;
using static Concentric.Dashboard.Resources.UiTexts;

namespace Concentric.Dashboard.Features.Evaluation;

/// <summary>Says scores and their steps in words.</summary>
internal static class ScoreText
{
    public static string Points(decimal points) => points.ToString("0.00", CultureInfo.InvariantCulture);

    /// <summary>With its sign, as a step has it.</summary>
    public static string Signed(decimal points) => points.ToString("+0.00;−0.00;0.00", CultureInfo.InvariantCulture);

    public static string Number(decimal number) => number.ToString("#,##0.##", CultureInfo.CurrentCulture);

    /// <summary>The name of a step.</summary>
    public static string Name(ScoreStep step, Scheme scheme) => step.Kind switch
    {
        StepKind.Criterion => scheme.Criterion(step.Key)?.NameFor(CultureInfo.CurrentUICulture) ?? step.Key,
        StepKind.Adjustment => scheme.Adjustment(step.Key)?.NameFor(CultureInfo.CurrentUICulture) ?? step.Key,
        StepKind.Rescaled => L["Evaluation.Step.Rescaled"],
        _ => L["Evaluation.Step.Capped"],
    };

    /// <summary>How a step comes to its points, in a sentence.</summary>
    public static string Explain(ScoreStep step, Scheme scheme)
    {
        var (had, of) = (Number(step.Had), Number(step.Of));
        if (step.Kind == StepKind.Rescaled) return L["Evaluation.Explain.Rescaled", had];
        if (step.Kind == StepKind.Capped) return L["Evaluation.Explain.Capped", scheme.MostBonus, scheme.MostDeduction];
        if (step.Kind == StepKind.Adjustment) return L["Evaluation.Explain.Times", had, scheme.Adjustment(step.Key)?.Points ?? 0];
        if (scheme.Criterion(step.Key) is not { } one) return "";
        if (step.Points is null) return L["Evaluation.Explain.NoBasis"];
        return one.Measure switch
        {
            EvaluationMeasure.Attendance => L["Evaluation.Explain.Attendance", of, had, one.Deduction],
            EvaluationMeasure.JointActivities => L["Evaluation.Explain.Activities", of, had, one.Target, one.Deduction],
            EvaluationMeasure.Money => L["Evaluation.Explain.Money", had, of],
            EvaluationMeasure.Hours => L["Evaluation.Explain.Hours", had, of],
            EvaluationMeasure.Wishes => L["Evaluation.Explain.Wishes", had, of],
            EvaluationMeasure.Commitments => L["Evaluation.Explain.Commitments", of, had],
            EvaluationMeasure.Agreements => L["Evaluation.Explain.Agreements", of, had],
            _ => L["Evaluation.Explain.Judged", of, had],
        };
    }

    /// <summary>What a criterion or rule is called by its key; the whole score for none.</summary>
    public static string About(string? key, Scheme scheme) =>
        key is null ? L["Evaluation.Appeal.Whole"] : scheme.Criterion(key)?.NameFor(CultureInfo.CurrentUICulture)
            ?? scheme.Adjustment(key)?.NameFor(CultureInfo.CurrentUICulture) ?? key;

    /// <summary>Where a criterion's points come from.</summary>
    public static string From(Criterion one) => one.Measure is { } measure ? Texts.Term(measure) : Texts.Term(CriterionKind.Judged);

    /// <summary>How a criterion scores.</summary>
    public static string How(Criterion one) => one.Measure switch
    {
        EvaluationMeasure.Attendance => L["Evaluation.How.Attendance", one.Deduction],
        EvaluationMeasure.JointActivities => L["Evaluation.How.Activities", one.Target, one.Deduction],
        EvaluationMeasure.Money => L["Evaluation.How.Money", Number(one.Target)],
        EvaluationMeasure.Hours => L["Evaluation.How.Hours", one.Target],
        EvaluationMeasure.Wishes => L["Evaluation.How.Wishes", one.Target],
        EvaluationMeasure.Commitments => L["Evaluation.How.Commitments"],
        EvaluationMeasure.Agreements => L["Evaluation.How.Agreements"],
        _ => L["Evaluation.How.Judged"],
    };

    /// <summary>What holds beside criteria and adjustments, a sentence each.</summary>
    public static IReadOnlyList<string> Settings(Scheme scheme) =>
    [
        L["Evaluation.Settings.Minimum", scheme.MinimumEvidence], L["Evaluation.Settings.Outlier", scheme.OutlierPoints],
        L["Evaluation.Settings.Unit", scheme.Awards.UnitPlaces, scheme.Awards.UnitThreshold],
        L["Evaluation.Settings.Volunteer", scheme.Awards.VolunteerPlaces, scheme.Awards.VolunteerLeastHours, scheme.Awards.HoursPerActivity,
            scheme.Awards.NominationHours, scheme.Awards.MostNominations],
    ];

    /// <summary>A share in whole hundredths, one decimal where it is small.</summary>
    public static string Share(double share) => share is > 0 and < 0.1
        ? Metrics.FigureFormat.Percent(share).ToString("0.0", CultureInfo.InvariantCulture) + "%"
        : Metrics.FigureFormat.Percent(share, 0).ToString("0", CultureInfo.InvariantCulture) + "%";

    /// <summary>
    /// The ranks that other weights and other evidence leave open together: the wider says how sure a rank is. Of one alone it is not said.
    /// </summary>
    public static (int Best, int Worst)? RankRange(UnitRobustness? weights, UnitRobustness? evidence) =>
        weights is null || evidence is null ? null
        : (Math.Min(weights.Best, evidence.Best), Math.Max(weights.Worst, evidence.Worst));

    /// <summary>Ranks from the best to the worst; one where they are the same.</summary>
    public static string Range(int best, int worst) =>
        best == worst ? best.ToString(CultureInfo.InvariantCulture) : string.Create(CultureInfo.InvariantCulture, $"{best}–{worst}");
}
