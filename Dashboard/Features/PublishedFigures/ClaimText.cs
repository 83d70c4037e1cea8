using System.Globalization;
using Concentric.Dashboard.Components.Shared;
using Concentric.Dashboard.Features.Figures;
using Concentric.Ledgers;
using Concentric.Metrics;
using Concentric.PublishedFigures;
using Concentric.Resources;
using Concentric.Time;
using static Concentric.Dashboard.Resources.UiTexts;

namespace Concentric.Dashboard.Features.PublishedFigures;

/// <summary>Writes claims and verdicts out in the reader's language.</summary>
internal static class ClaimText
{
    /// <summary>The claimed number as it was worded: <c>≥ 160 件</c>.</summary>
    public static string Claimed(JudgedClaim judged) =>
        $"{Anomaly(judged.Claim.Relation)} {Number(judged.Claim.AmountMilli)}{Unit(judged.Metric)}";

    /// <summary>The figure of the records, as pages show it; <c>—</c> without a case or a metric.</summary>
    public static string Recorded(JudgedClaim judged) =>
        judged.Metric is null ? FigureFormat.NoCases : FigureFormat.WithUnit(judged.Metric, judged.Figure.Value);

    /// <summary>By how much the records differ: <c>+3</c>, <c>−12</c>, <c>0</c>.</summary>
    public static string Difference(JudgedClaim judged) => judged.DifferenceMilli switch
    {
        null => FigureFormat.NoCases,
        0 => "0",
        > 0 and var more => "+" + Number(more),
        var less => "−" + Number(-less.Value),
    };

    /// <summary>What the verdict means for this claim, in a sentence.</summary>
    public static string Explain(JudgedClaim judged) => judged.Verdict switch
    {
        ClaimVerdict.NoSuchMetric => L["Figure.Why.NoSuchMetric"],
        ClaimVerdict.FallsShort when judged.RecordedMilli is null => L["Figure.Why.NoCases"],
        ClaimVerdict.FallsShort => L["Figure.Why.Short", Recorded(judged), Number(-judged.DifferenceMilli ?? 0) + Unit(judged.Metric)],
        ClaimVerdict.Exceeded => L[$"Figure.Why.Exceeded.{judged.Claim.Relation}", Recorded(judged),
            Number(judged.DifferenceMilli ?? 0) + Unit(judged.Metric), ClaimVerdicts.AboutPercent],
        _ => L[$"Figure.Why.Supported.{judged.Claim.Relation}", Recorded(judged), ClaimVerdicts.AboutPercent],
    };

    /// <summary>Exactly the records behind the figure that the claim is held against; null without a metric.</summary>
    public static string? RecordsHref(JudgedClaim judged) => judged.Metric is null ? null : SliceAddress.Query(
        $"/records/{judged.Metric.Key}", ("from", judged.Claim.PeriodFrom.ToIso()),
        ("to", judged.Claim.PeriodTo.ToIso()),
        ("communities", judged.Claim.Communities), ("programmes", judged.Claim.Programmes));

    public static Tone ToneOf(ClaimVerdict verdict) => verdict switch
    {
        ClaimVerdict.Supported => Tone.Good,
        ClaimVerdict.Exceeded => Tone.Accent,
        ClaimVerdict.FallsShort => Tone.Bad,
        _ => Tone.Warn,
    };

    /// <summary>The communities of a claim by name; all of them when it names none.</summary>
    public static string Communities(PublishedFigure claim, CommunityDirectory.Names names) => claim.Communities is null
        ? L["Figure.Communities.All"]
        : names.Series(PublishedFigure.Split(claim.Communities));

    public static string Anomaly(FigureRelation relation) =>
        relation switch { FigureRelation.Exactly => "=", FigureRelation.AtLeast => "≥", _ => "≈" };

    private static string Number(long milli) => (milli / 1_000m).ToString("#,##0.###", CultureInfo.CurrentCulture);

    private static string Unit(Metric? metric) => metric is null ? "" : " " + Texts.Unit(metric.Unit);
}
