using System.Globalization;
using Concentric.Dashboard.Components.Shared;
using Concentric.Dashboard.Features.Figures;
using Concentric.Ledgers;
using Concentric.Metrics;
using Concentric.PublishedFigures;
using Concentric.Resources;
using Concentric.SentenceChecks;
using Concentric.Time;
using static Concentric.Dashboard.Resources.UiTexts;

namespace Concentric.Dashboard.Features.SentenceChecks;

/// <summary>Where a claim stands in the list beside the text, in this order.</summary>
internal enum ClaimGroup
{
    First,
    Supported,

    /// <summary>Held against nothing: plans, parts, shares.</summary>
    Aside,
}

/// <summary>Writes out what the records say of the numbers of a text, in the reader's language.</summary>
internal static class SentenceWords
{
    /// <summary>A sign for each verdict, so that colour is never alone.</summary>
    public static string SignOf(SentenceVerdict verdict) => verdict switch
    {
        SentenceVerdict.Supported => "✓",
        SentenceVerdict.Exceeded => "＋",
        SentenceVerdict.NotSupported => "✗",
        SentenceVerdict.WithinNoise => "≈",
        SentenceVerdict.NotRecorded => "…",
        SentenceVerdict.NoSuchMetric => "○",
        SentenceVerdict.Unsure => "?",
        SentenceVerdict.Plan => "→",
        SentenceVerdict.Part => "÷",
        _ => "–",
    };

    public static ClaimGroup PartOf(SentenceVerdict verdict) => verdict switch
    {
        SentenceVerdict.Supported => ClaimGroup.Supported,
        SentenceVerdict.Plan or SentenceVerdict.Part => ClaimGroup.Aside,
        _ => ClaimGroup.First,
    };

    public static Tone ToneOf(SentenceVerdict verdict) => verdict switch
    {
        SentenceVerdict.Supported => Tone.Good,
        SentenceVerdict.Exceeded => Tone.Accent,
        SentenceVerdict.NotSupported => Tone.Bad,
        SentenceVerdict.WithinNoise or SentenceVerdict.Unsure => Tone.Warn,
        _ => Tone.Quiet,
    };

    public static string ClassOf(SentenceVerdict verdict) => ToneOf(verdict).ToString().ToLowerInvariant();

    /// <summary>The days as people write them.</summary>
    public static string Days(Period period) => $"{period.From.ToIso()} – {period.To.ToIso()}";

    public static string Communities(IReadOnlyList<int>? ids, CommunityDirectory.Names names) =>
        ids is null ? L["Sentence.Street"] : names.Series(ids);

    /// <summary>What a number is held against: a metric, or what a rate leaves out; <c>—</c> without one.</summary>
    public static string NameOf(CheckedClaim claim) => claim.Metric is not { } metric ? "—"
        : claim.IsComplement ? L["Sentence.Complement", Texts.Name(metric)] : Texts.Name(metric);

    /// <summary>The figure of the records; <c>—</c> without one.</summary>
    public static string Recorded(CheckedClaim claim)
    {
        if (claim.Metric is not { } metric || IsUnread(claim)) return FigureFormat.NoCases;
        if (claim.IsOfBefore) return FigureFormat.WithUnit(metric, claim.Before.Value);
        return FigureFormat.WithUnit(metric, claim.Figure.Value);
    }

    /// <summary>What the verdict means, in a sentence or two.</summary>
    public static string Explain(CheckedClaim claim) => claim.Verdict switch
    {
        SentenceVerdict.NoSuchMetric => L[claim.Doubt == ClaimDoubt.Difference
            ? "Sentence.Why.OtherPlace" : "Sentence.Why.NoSuchMetric"],
        SentenceVerdict.Plan => L["Sentence.Why.Plan"],
        SentenceVerdict.Part => OfPart(claim),
        SentenceVerdict.NotSupported when claim.Part is { } part => part.Percent is { } percent
            ? L["Sentence.Why.Part.OtherShare", Number(part.Portion!.Value), Number(part.Whole), Number(Math.Round(percent, 1))]
            : L["Sentence.Why.Part.TooLarge", Number(part.Whole)],
        SentenceVerdict.Unsure => claim.Doubt is { } doubt
            ? L[$"Sentence.Doubt.{doubt}", Days(claim.Period), claim.ComparedWith is { } before ? Days(before) : ""]
            : L["Sentence.Why.Unsure"],
        SentenceVerdict.NotYours => L["Sentence.Why.NotYours"],
        SentenceVerdict.NotRecorded when claim is { Measure: ClaimMeasure.Level, IsOfBefore: false } =>
            L["Sentence.Why.NotReached", Days(claim.Period)],
        _ when IsChange(claim) => OfChange(claim),
        _ when claim.IsOfBefore => claim.Before.Value is null
            ? L["Sentence.Why.NoBefore", claim.ComparedWith is { } missing ? Days(missing) : ""]
            : L["Sentence.Why.Before", Days(claim.ComparedWith!.Value), OfLevel(claim, claim.Before.Value)],
        _ => claim.ComparedWith is not null && claim.Before.Value is not null && claim.Verdict != SentenceVerdict.NotSupported
            ? $"{OfLevel(claim, claim.Figure.Value)}{L["Sentence.Joint"]}{OfChange(claim)}" : OfLevel(claim, claim.Figure.Value),
    };

    /// <summary>The records behind the figure, exactly; null without one.</summary>
    public static string? RecordsHref(CheckedClaim claim, CommunityDirectory.Names names) => claim.Metric is null || IsUnread(claim) ? null
        : SliceAddress.Query($"/records/{claim.Metric.Key}", [.. Slice(claim, names), ("programmes", claim.Programmes)]);

    /// <summary>The metric's chart, where a change is judged by it; null otherwise.</summary>
    public static string? ChartHref(CheckedClaim claim, CommunityDirectory.Names names) => claim.Variation is null || IsUnread(claim) ? null
        : SliceAddress.Query($"/charts/{claim.Metric!.Key}", [("period", NamedPeriods.Custom), .. Slice(claim, names)]);

    private static (string, string?)[] Slice(CheckedClaim claim, CommunityDirectory.Names names)
    {
        var period = claim is { IsOfBefore: true, ComparedWith: { } before } ? before : claim.Period;
        return [("from", period.From.ToIso()), ("to", period.To.ToIso()),
            ("communities", claim.CommunityIds is { } ids ? string.Join(',', ids.Select(names.Find).OfType<Concentric.Data.Community>()
                .Select(one => one.Code)) : null)];
    }

    private static bool IsUnread(CheckedClaim claim) =>
        claim.Metric is null || claim.Verdict is SentenceVerdict.NotYours or SentenceVerdict.NoSuchMetric or SentenceVerdict.Unsure;

    private static bool IsChange(CheckedClaim claim) => claim.Measure != ClaimMeasure.Level && !claim.IsOfBefore;

    private static string OfLevel(CheckedClaim claim, double? value)
    {
        var (metric, read) = (claim.Metric!, claim.Read);
        if (SentenceVerdicts.Recorded(metric, value, read.Step) is not { } recorded) return L["Sentence.Why.NoCases"];
        var told = FigureFormat.WithUnit(metric, value);
        var tolerance = read.Wording switch
        {
            ClaimWording.About or ClaimWording.Nearly => L[$"Sentence.Tolerance.{read.Wording}", ClaimVerdicts.AboutPercent],
            ClaimWording.Around => L["Sentence.Tolerance.Around",
                metric.IsRate ? ClaimVerdicts.AboutPercent : SentenceVerdicts.AroundPercent],
            ClaimWording.AndMore => L["Sentence.Tolerance.AndMore",
                $"{Number(SentenceVerdicts.NextRound(read))} {Texts.Unit(metric.Unit)}"],
            _ => "",
        };
        if (recorded > read.High && read.Wording != ClaimWording.AtLeast && !IsBorneOut(claim))
            return L[claim.Verdict == SentenceVerdict.Exceeded ? "Sentence.Why.Exceeded" : "Sentence.Why.More", told,
                Apart(metric, recorded - read.High), tolerance];
        return recorded < read.Low && !IsBorneOut(claim) && read.Wording != ClaimWording.AtMost
            ? L["Sentence.Why.Less", told, Apart(metric, read.Low - recorded), tolerance] : L["Sentence.Why.Supported", told, tolerance];
    }

    /// <summary>Also where the number is right and only what is said of its direction is not.</summary>
    private static bool IsBorneOut(CheckedClaim claim) => claim.Verdict is SentenceVerdict.Supported or SentenceVerdict.WithinNoise
        || (claim.Metric is { } metric && !claim.IsOfBefore
            && SentenceVerdicts.OfLevel(claim.Read, metric, claim.Figure.Value, claim.IsComplement) == SentenceVerdict.Supported);

    private static string OfChange(CheckedClaim claim)
    {
        var metric = claim.Metric!;
        if (claim.Figure.Value is null) return L["Sentence.Why.NoCases"];
        if (claim.ComparedWith is not { } period || claim.Before.Value is null)
            return L["Sentence.Why.NoBefore", claim.ComparedWith is { } missing ? Days(missing) : ""];
        var change = L["Sentence.Why.Change", Days(period), FigureFormat.WithUnit(metric, claim.Before.Value),
            FigureFormat.WithUnit(metric, claim.Figure.Value), FigureFormat.Change(Change.Between(metric, claim.Before, claim.Figure))];
        return change + L["Sentence.Joint"] + Verdict(claim, metric);
    }

    private static string Verdict(CheckedClaim claim, Metric metric)
    {
        if (claim.Verdict == SentenceVerdict.WithinNoise)
            return claim.Variation?.Written(metric, claim.Figure.Value) is { } written
                ? L["Sentence.Why.Noise", written.From, $"{written.To} {Texts.Unit(metric.Unit)}"]
                : L["Sentence.Why.Noise.Bare"];
        if (claim.Verdict != SentenceVerdict.NotSupported)
            return L[claim.Variation is { IsSignal: true } ? "Sentence.Why.Signal" : "Sentence.Why.NoRange"];
        var difference = claim.Figure.Value - claim.Before.Value;
        var isOtherWay = claim.Read.Move is { } move && Math.Sign(difference ?? 0) != move.Sign;
        return L[isOtherWay ? difference == 0 ? "Sentence.Why.NoChange" : "Sentence.Why.OtherWay"
            : metric.IsRate && claim.Measure == ClaimMeasure.Percent ? "Sentence.Why.OtherAmount.Rate" : "Sentence.Why.OtherAmount"];
    }

    private static string OfPart(CheckedClaim claim) => claim.Part is { Percent: { } percent, Portion: { } portion, Whole: var whole }
        ? L["Sentence.Why.Part.AddsUp", Number(portion), Number(whole), Number(Math.Round(percent, 1))]
        : L[$"Sentence.Why.Part.{claim.Read.Part}"];

    /// <summary>By how much two figures differ, with its unit: points where they are rates.</summary>
    private static string Apart(Metric metric, decimal difference) =>
        $"{Number(difference)} {(metric.IsRate ? Texts.Get("Unit.Points.Short") : Texts.Unit(metric.Unit))}";

    private static string Number(decimal number) => number.ToString("#,##0.###", CultureInfo.CurrentCulture);
}
