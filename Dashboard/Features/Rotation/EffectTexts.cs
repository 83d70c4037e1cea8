using Concentric.Dashboard.Components.Records;
using Concentric.Ledgers;
using Concentric.Metrics;
using Concentric.Resources;
using Concentric.Rotation;
using Concentric.Time;
using static Concentric.Dashboard.Resources.UiTexts;

namespace Concentric.Dashboard.Features.Rotation;

/// <summary>The words of a verdict on an exchange, for the page and its file.</summary>
internal static class EffectTexts
{
    /// <summary>A finding's name: of several metrics its own, of one the metric's.</summary>
    public static string Finding(string key, MetricCatalogue catalogue) =>
        EffectFinding.Keys.Contains(key) ? L[$"Rotation.Finding.{key}"] : Texts.Name(catalogue[key]);

    /// <summary>Why a verdict is what it is, without statistics.</summary>
    public static string Why(EffectLine line) => Texts.Sentences([
        L[$"Rotation.Reason.{line.Reason}"],
        .. line.Standing is { Place: not BeforePlace.Among } standing ? new[] { Before(standing) } : [],
    ]);

    /// <summary>Why a metric is not judged.</summary>
    /// <param name="minimumCases">That an exchanged community must have in each window.</param>
    public static string WhyNot(EffectLine line, ExchangeView view, int minimumCases) => L[$"Rotation.Reason.{line.Reason}",
        line.Reason == VerdictReason.TooFewCases ? minimumCases : line.Others,
        DifferenceInDifferences.LeastOthers(view.Exchange.CommunityIds.Count)];

    /// <summary>How they stood before, as "11th and 12th of 12".</summary>
    public static string Before(StandingBefore standing) =>
        L[$"Rotation.Before.{standing.Place}", Texts.Series(standing.Ranks.Order().Select(Rank)), standing.Of];

    /// <summary>
    /// That ranks before the exchange go by numbers of households that were changed since; null where none was, or none is told.
    /// </summary>
    public static string? Households(ExchangeView view, MetricCatalogue catalogue, CommunityDirectory.Names names, OfficeClock clock) =>
        view.RestatedSince is not { } since || !view.Lines.Any(line => line.Standing is not null
            && MetricEffect.ScaleOf(catalogue[line.Key]) == ChangeScale.LogRatio) ? null
            : L["Rotation.Households", clock.Moment(since),
                names.Series(view.Restated)];

    /// <summary>By which metric the exchange is judged, and what becomes of that where it was fixed late or can't be judged.</summary>
    /// <param name="minimumCases">That an exchanged community must have in each window.</param>
    public static string Primary(ExchangeView view, PrimaryMetric primary, MetricCatalogue catalogue, OfficeClock clock, int minimumCases)
    {
        var name = catalogue.Find(primary.MetricKey) is { } known ? Texts.Name(known) : primary.MetricKey;
        var on = ValueText.Of(clock.DayOf(primary.FixedAt));
        if (primary.LateDay(clock) is { } day) return L["Rotation.Primary.Late", name, primary.FixedBy, on, day];
        var line = view.Lines.FirstOrDefault(line => line.IsPrimary);
        var (weeks, meant) = (view.Deciding.Weeks, primary.Weeks ?? EffectWindows.Choices[0]);
        // No windows that ever count: nothing is judged, by this metric or by others.
        if (weeks < EffectWindows.LeastWeeks)
            return L["Rotation.Primary.TooShort", name, primary.FixedBy, on, meant, EffectWindows.LeastWeeks];
        return !view.IsDeciding || line?.Net is not null
            ? weeks < meant ? L["Rotation.Primary.Shorter", name, primary.FixedBy, on, weeks, meant]
                : L["Rotation.Primary.Fixed", name, primary.FixedBy, on, weeks]
            : line is null ? L["Rotation.Primary.Unknown", name, primary.FixedBy, on]
            : L["Rotation.Primary.NotJudged", name, primary.FixedBy, on, WhyNot(line, view, minimumCases)];
    }

    /// <summary>Why there is nothing to show yet, and from when on something can be told.</summary>
    public static string NoRoom(ExchangeView view) => view.Windows.Weeks < view.Deciding.Weeks
        && view.Deciding.Weeks >= EffectWindows.LeastWeeks
            ? L["Rotation.NoRoom.Until", ValueText.Of(view.Deciding.OverOn), view.Deciding.Weeks]
            : L["Rotation.NoRoomText", view.Windows.Weeks, EffectWindows.LeastWeeks];

    /// <summary>What is told of all findings, in a sentence or two.</summary>
    public static string Summary(ExchangeView view, MetricCatalogue catalogue)
    {
        if (!view.IsDeciding && view.CanTell)
        {
            return view.Lines.Any(line => line.Reason == VerdictReason.NotYet)
                ? L["Rotation.Summary.NotYet", ValueText.Of(view.Deciding.OverOn), view.Deciding.Weeks]
                : L["Rotation.Summary.OtherWindows", view.Deciding.Weeks];
        }

        var findings = view.Findings.ToList();
        var parts = new List<string>();
        foreach (var verdict in new[] { EffectVerdict.Better, EffectVerdict.Worse })
        {
            var told = findings.Where(finding => finding.Any(line => line.Verdict == verdict))
                .Select(finding => Finding(finding.Key, catalogue)).ToList();
            if (told.Count > 0) parts.Add(L[$"Rotation.Summary.{verdict}", Texts.Series(told)]);
        }

        var quiet = findings.Count(finding => finding.All(line => line.Verdict == EffectVerdict.CannotTell));
        if (quiet > 0) parts.Add(L[parts.Count == 0 ? "Rotation.Summary.None" : "Rotation.Summary.Rest", quiet]);
        return Texts.Sentences(parts);
    }

    private static string Rank(int rank) => L["Rotation.Before.Rank", rank];
}
