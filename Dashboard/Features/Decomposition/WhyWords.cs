using System.Globalization;
using Concentric.Dashboard.Components.Shared;
using Concentric.Dashboard.Features.Figures;
using Concentric.Decomposition;
using Concentric.Ledgers;
using Concentric.Metrics;
using Concentric.ProcessCharts;
using Concentric.Resources;
using Concentric.Time;
using static Concentric.Dashboard.Resources.UiTexts;

namespace Concentric.Dashboard.Features.Decomposition;

/// <summary>Where a change comes from, in a leader's words.</summary>
internal static class WhyWords
{
    /// <summary>How many parts of a dimension the sentence names; the others are in the table.</summary>
    private const int MostNamed = 3;

    /// <summary>The first sentence: how much it changed, and where that comes from.</summary>
    public static string Headline(ExplainedChange change, Metric metric, ComparisonRequest with,
        IReadOnlyList<(ChangeDimension Dimension, IReadOnlyList<WhyRow> Rows)> dimensions)
    {
        if (change.Gap != ChangeGap.None) return L[$"Why.Gap.{change.Gap}"];
        var total = Total(change, metric);
        var amount = Number(metric, Math.Abs(total));
        var told = change.IsByDay(metric) ? ByDay(change, metric, with, total) : L[
            total == 0 ? "Why.Same" : metric.IsRate ? total > 0 ? "Why.Up" : "Why.Down" : total > 0 ? "Why.More" : "Why.Fewer",
            Texts.Name(metric), Now(change, metric), Basis(change, with), amount];
        return dimensions.Count == 0 ? L["Why.Sentence.Alone", told] : L["Why.Sentence", told, Reason(change, metric, total, dimensions)];
    }

    /// <summary>
    /// By the working day first, as every part is judged: with more working days the total may well go the other way.
    /// </summary>
    private static string ByDay(ExplainedChange change, Metric metric, ComparisonRequest with, long total)
    {
        var amount = FigureFormat.Change(change.LikeForLike(metric, change.Now, change.Was)).TrimStart('+', '−');
        var side = change.SideOf(metric, change.Now, change.Was) switch { > 0 => "More", < 0 => "Fewer", _ => "Same" };
        return L[$"Why.ByDay.{side}", Texts.Name(metric), Now(change, metric), Basis(change, with), amount,
            total == 0 ? L["Why.ByDay.NoTotal"] : L["Why.ByDay.Total", Signed(metric, total)]];
    }

    /// <summary>The mark of the figure beside what is usual.</summary>
    public static TileVariation Mark(VariationKind kind) => ProcessCharts.ChartWords.Mark(kind);

    /// <summary>Which days are compared, and what differs between them.</summary>
    public static string Days(ExplainedChange change, Metric metric)
    {
        var when = change.When();
        var now = Span(when.HasBegun ? change.Period with { To = when.AsOf } : change.Period, change.Today);
        if (change.Before is not { } other) return now;
        var days = change.WorkingDays;
        var text = L["Why.Days", now, Span(other.Period, change.Today)];
        if (change.IsByDay(metric)) text = L["Why.ByDay", text, days.Now, days.Before];
        if (metric.Matures && change.IsOtherYounger) text = L["Why.OtherAge", text];
        return change.Overlaps ? L["Why.Overlaps", text] : text;
    }

    /// <summary>How much comes from the mix and how much from the parts' own rates; null for what has no mix.</summary>
    public static string? MixAndOwn(ExplainedChange change, Metric metric, ChangeDimension dimension)
    {
        if (!metric.IsRate) return null;
        var shown = change.Shown(metric, dimension).Total;
        return L["Why.MixAndOwn", Signed(metric, shown.Own), Signed(metric, shown.Mix)];
    }

    /// <summary>What is to be known of a part beside its numbers; empty mostly.</summary>
    public static string Note(WhyRow row, Metric metric) => row.Part switch
    {
        { Kind: ChangePartKind.Rest } => L["Why.Note.Rest"],
        { IsNew: true } => L[metric.IsRate ? "Why.Note.New.Rate" : "Why.Note.New"],
        { IsGone: true } => L[metric.IsRate ? "Why.Note.Gone.Rate" : "Why.Note.Gone"],
        { Restart: { } restart } => L["Why.Note.Restart", restart.Cause()],
        { Standing: VariationKind.Unknown } => "",
        _ => Standing(row),
    };

    /// <summary>How a part stands; one that stands out by the working day says by how much, for its total may go the other way.</summary>
    public static string Standing(WhyRow row) => row is { ByDay: { } change, Part.StandsOut: true }
        ? L["Why.Mark.ByDay", L[$"Why.Mark.{row.Part.Standing}"], change] : L[$"Why.Mark.{row.Part.Standing}"];

    /// <summary>The change of the whole, in units of the last digit shown.</summary>
    public static long Total(ExplainedChange change, Metric metric) =>
        ShownChange.Of(metric, change.Amount, [new(0, change.Amount)]).Total.Total;

    /// <summary>A number of last digits with its sign; without unit.</summary>
    public static string Signed(Metric metric, long units) => units == 0 ? Number(metric, 0)
        : (units > 0 ? "+" : "−") + Number(metric, Math.Abs(units));

    /// <summary>For a program to count with: percentage points of a rate, the unit itself of others.</summary>
    public static double Shown(Metric metric, long units) => Math.Round(units * ShownChange.UnitOf(metric) * (metric.IsRate ? 100 : 1), 3);

    /// <summary>The figure as it is written beside its usual range, which stands below.</summary>
    private static string Now(ExplainedChange change, Metric metric) => change.Variation.Written(metric, change.Now.Value) is { } written
        ? $"{written.Value} {Texts.Unit(metric.Unit)}" : FigureFormat.WithUnit(metric, change.Now.Value);

    private static string Number(Metric metric, long units) =>
        Shown(metric, units).ToString(metric.IsRate ? "0.0" : "#,##0.##", CultureInfo.CurrentCulture);

    private static string Basis(ExplainedChange change, ComparisonRequest with) => with.Text == ComparisonRequest.Year ? L["Why.Basis.Year"]
        : with.IsCustom && change.Before is { } before ? Span(before.Period, change.Today) : L["Why.Basis.Previous"];

    private static string Span(Period period, DateOnly today) => $"{DayWords.Day(period.From, today)} – {DayWords.Day(period.To, today)}";

    private static string Reason(ExplainedChange change, Metric metric, long total,
        IReadOnlyList<(ChangeDimension Dimension, IReadOnlyList<WhyRow> Rows)> dimensions)
    {
        if (change.Looks == 0) return ReasonOfWhole(change);
        var side = metric.IsRate ? Math.Sign(total) : change.SideOf(metric, change.Now, change.Was);
        List<string> with = [], against = [];
        List<IReadOnlyList<WhyRow>> named = [];
        foreach (var (dimension, rows) in dimensions)
        {
            var apart = rows.Where(row => row.Part.StandsOut).OrderByDescending(row => Math.Abs(row.Own)).ToList();
            if (apart.Count > 0) named.Add(apart);
            // Where the whole stayed the same there is no way that any went the other way of.
            if (side == 0)
            {
                if (Named(apart.Where(row => row.Own > 0)) is { Length: > 0 } rose) with.Add(L[$"Why.Rose.{dimension.Name}", rose]);
                if (Named(apart.Where(row => row.Own <= 0)) is { Length: > 0 } fell) against.Add(L[$"Why.Fell.{dimension.Name}", fell]);
                continue;
            }

            if (Named(apart.Where(row => Math.Sign(row.Own) == side)) is { Length: > 0 } mainly)
                with.Add(L[$"Why.From.{dimension.Name}", mainly]);
            if (Named(apart.Where(row => Math.Sign(row.Own) != side)) is { Length: > 0 } others)
                against.Add(L[$"Why.Against.{dimension.Name}", others]);
        }

        if (with.Count + against.Count == 0)
            return L[change.Variation.IsSignal ? "Why.Reason.Together" : change.Variation.Kind == VariationKind.AsUsual
                ? "Why.Reason.AsUsual" : "Why.Reason.NoneStandsOut"];
        List<string> rest = [L["Why.Reason.Others"]];
        if (side == 0 && with.Count > 0 && against.Count > 0 && named is [var only] && CancelOut(only))
            rest.Insert(0, L["Why.Reason.CancelOut"]);
        return string.Join(L["Why.Joint"], [.. with, .. against, .. rest]);

        // By the numbers that are named, all of them: what is left out, or told by the working day, could make up for the rest.
        static bool CancelOut(IReadOnlyList<WhyRow> apart) => apart.Count(row => row.Own > 0) <= MostNamed
            && apart.Count(row => row.Own <= 0) <= MostNamed && apart.All(row => row.ByDay is null) && apart.Sum(row => row.Shown.Own) == 0;

        string Named(IEnumerable<WhyRow> found) =>
            Texts.Series(found.Take(MostNamed).Select(row => L["Why.Named", row.Name, row.ByDay ?? Signed(metric, row.Shown.Own)]));
    }

    /// <summary>Where no part is judged: what the whole says, and why the parts say nothing.</summary>
    private static string ReasonOfWhole(ExplainedChange change)
    {
        if (change.RestartWithin is { } within) return L["Why.Reason.Gap.RestartWithin", within.Cause()];
        var variation = change.Variation;
        if (variation.Kind == VariationKind.Unknown)
        {
            var why = variation.Gap switch
            {
                VariationGap.CountsDistinct or VariationGap.PastNotKept => L["Why.Reason.NeverJudged"],
                VariationGap.TooFewSinceRestart => L["Why.Reason.Gap.TooFewSinceRestart", variation.Restart?.Cause() ?? ""],
                VariationGap.NoWorkingDays or VariationGap.WithoutWorkingDays or VariationGap.AllZero =>
                    L[$"Why.Reason.Gap.{variation.GapName}", variation.Restart?.Cause() ?? ""],
                _ => L["Why.Reason.NotJudged"],
            };
            // What is told as the cause already is not told twice.
            return change.PartsGap is PartsGap.RestartBetween or PartsGap.RestartWithinOther
                && change.Restart?.Day != variation.Restart?.Day ? string.Join(L["Why.Joint"], why, Parts(change)) : why;
        }

        var whole = L[variation.IsSignal ? "Why.Reason.Beyond" : "Why.Reason.Within"];
        return change.PartsGap == PartsGap.None ? whole : string.Join(L["Why.Joint"], whole, Parts(change));
    }

    /// <summary>Why no part is judged.</summary>
    public static string Parts(ExplainedChange change) =>
        L[$"Why.PartsGap.{change.PartsGap}", (change.RestartWithin ?? change.Restart)?.Cause() ?? ""];
}
