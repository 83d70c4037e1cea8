using System.Globalization;
using Concentric.Dashboard.Resources;
using Concentric.Evaluation;
using Concentric.Resources;
using Microsoft.Extensions.Localization;

namespace Concentric.Dashboard.Features.Evaluation;

/// <summary>Says scores and their steps in words.</summary>
internal static class ScoreText
{
    public static string Points(decimal points) => points.ToString("0.00", CultureInfo.InvariantCulture);

    /// <summary>With its sign, as a step has it.</summary>
    public static string Signed(decimal points) => points.ToString("+0.00;−0.00;0.00", CultureInfo.InvariantCulture);

    public static string Number(decimal number) => number.ToString("#,##0.##", CultureInfo.CurrentCulture);

    /// <summary>The name of a step.</summary>
    public static string Name(ScoreStep step, Scheme scheme, IStringLocalizer<EvaluationText> text) => step.Kind switch
    {
        StepKind.Criterion => scheme.Criterion(step.Key)?.NameFor(CultureInfo.CurrentUICulture) ?? step.Key,
        StepKind.Adjustment => scheme.Adjustment(step.Key)?.NameFor(CultureInfo.CurrentUICulture) ?? step.Key,
        StepKind.Rescaled => text["Step.Rescaled"],
        _ => text["Step.Capped"],
    };

    /// <summary>How a step comes to its points, in a sentence.</summary>
    public static string Explain(ScoreStep step, Scheme scheme, IStringLocalizer<EvaluationText> text)
    {
        var (had, of) = (Number(step.Had), Number(step.Of));
        if (step.Kind == StepKind.Rescaled) return text["Explain.Rescaled", had];
        if (step.Kind == StepKind.Capped) return text["Explain.Capped", scheme.MostBonus, scheme.MostDeduction];
        if (step.Kind == StepKind.Adjustment) return text["Explain.Times", had, scheme.Adjustment(step.Key)?.Points ?? 0];
        if (scheme.Criterion(step.Key) is not { } one) return "";
        if (step.Points is null) return text["Explain.NoBasis"];
        return one.Measure switch
        {
            EvaluationMeasure.Attendance => text["Explain.Attendance", of, had, one.Deduction],
            EvaluationMeasure.JointActivities => text["Explain.Activities", of, had, one.Target, one.Deduction],
            EvaluationMeasure.Money => text["Explain.Money", had, of],
            EvaluationMeasure.Hours => text["Explain.Hours", had, of],
            EvaluationMeasure.Wishes => text["Explain.Wishes", had, of],
            EvaluationMeasure.Commitments => text["Explain.Commitments", of, had],
            EvaluationMeasure.Agreements => text["Explain.Agreements", of, had],
            _ => text["Explain.Judged", of, had],
        };
    }

    /// <summary>What a criterion or rule is called by its key; the whole score for none.</summary>
    public static string About(string? key, Scheme scheme, IStringLocalizer<EvaluationText> text) =>
        key is null ? text["Appeal.Whole"] : scheme.Criterion(key)?.NameFor(CultureInfo.CurrentUICulture) ?? scheme.Adjustment(key)?.NameFor(CultureInfo.CurrentUICulture) ?? key;

    /// <summary>Where a criterion's points come from.</summary>
    public static string From(Criterion one) => one.Measure is { } measure ? Texts.Term(measure) : Texts.Term(CriterionKind.Judged);

    /// <summary>How a criterion scores.</summary>
    public static string How(Criterion one, IStringLocalizer<EvaluationText> text) => one.Measure switch
    {
        EvaluationMeasure.Attendance => text["How.Attendance", one.Deduction],
        EvaluationMeasure.JointActivities => text["How.Activities", one.Target, one.Deduction],
        EvaluationMeasure.Money => text["How.Money", Number(one.Target)],
        EvaluationMeasure.Hours => text["How.Hours", one.Target],
        EvaluationMeasure.Wishes => text["How.Wishes", one.Target],
        EvaluationMeasure.Commitments => text["How.Commitments"],
        EvaluationMeasure.Agreements => text["How.Agreements"],
        _ => text["How.Judged"],
    };

    /// <summary>What holds beside criteria and adjustments, a sentence each.</summary>
    public static IReadOnlyList<string> Settings(Scheme scheme, IStringLocalizer<EvaluationText> text) =>
    [
        text["Settings.Minimum", scheme.MinimumEvidence], text["Settings.Outlier", scheme.OutlierPoints], text["Settings.Unit", scheme.Awards.UnitPlaces, scheme.Awards.UnitThreshold],
        text["Settings.Volunteer", scheme.Awards.VolunteerPlaces, scheme.Awards.VolunteerLeastHours, scheme.Awards.HoursPerActivity, scheme.Awards.NominationHours, scheme.Awards.MostNominations],
    ];

    /// <summary>A share in whole hundredths, one decimal where it is small.</summary>
    public static string Share(double share) => share is > 0 and < 0.1
        ? Metrics.FigureFormat.Percent(share).ToString("0.0", CultureInfo.InvariantCulture) + "%"
        : Metrics.FigureFormat.Percent(share, 0).ToString("0", CultureInfo.InvariantCulture) + "%";

    /// <summary>Ranks from the best to the worst.</summary>
    public static string Range(int best, int worst) => best == worst ? best.ToString(CultureInfo.InvariantCulture) : string.Create(CultureInfo.InvariantCulture, $"{best}–{worst}");
}
