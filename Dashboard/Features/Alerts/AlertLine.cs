using Concentric.Alerts;
using Concentric.Dashboard.Components.Shared;
using Concentric.Dashboard.Features.Figures;
using Concentric.Data;
using Concentric.Ledgers;
using Concentric.Resources;
using Concentric.Time;
using static Concentric.Dashboard.Resources.UiTexts;

namespace Concentric.Dashboard.Features.Alerts;

/// <summary>A rule with how it stands now.</summary>
/// <param name="Readings">How each place stands; null while the figures are being counted, and for a rule that is not looked at.</param>
internal sealed record AlertLine(AlertRow Row, IReadOnlyList<(int? Place, AlertReading Reading)>? Readings)
{
    public AlertRule Rule => Row.Rule;

    /// <summary>Places of which nothing can be told.</summary>
    private List<(int? Place, AlertReading Reading)> Untold =>
        [.. (Readings ?? []).Where(one => one.Reading.Standing == AlertStanding.Unknown)];

    public static async Task<IReadOnlyList<AlertLine>> ReadAsync(AlertQueries queries, AlertTrials trials, CurrentUser caller,
        bool isRetired, CancellationToken cancellationToken)
    {
        var lines = new List<AlertLine>();
        foreach (var row in await queries.ListAsync(caller, isRetired, cancellationToken))
        {
            lines.Add(new(row, row.Rule.State == AlertRuleState.On ? await trials.NowAsync(caller, row.Rule, cancellationToken) : null));
        }

        return lines;
    }

    /// <summary>What stands under "now".</summary>
    public string State() => Now() switch
    {
        Standing.Off => Texts.Term(Rule.State),
        Standing.Fires when Rule.Scope != AlertScope.Street => L["Alert.State.FiresIn", Row.Open],
        var now => L[$"Alert.State.{now}"],
    };

    public Tone StateTone() => Now() switch
    {
        Standing.Fires or Standing.Met => Tone.Bad,
        Standing.Untold => Tone.Warn,
        Standing.Well => Tone.Good,
        _ => Tone.Quiet,
    };

    /// <summary>What is true of the figures now, which may be ahead of the last look: well only where that is known.</summary>
    private Standing Now() => Rule.State != AlertRuleState.On ? Standing.Off
        : Readings is { } all && Untold.Count == all.Count ? Standing.Untold
        : Row.Open > 0 ? Standing.Fires
        : Readings is null ? Standing.Counting
        : Readings.Any(one => one.Reading.Standing == AlertStanding.Bad) ? Standing.Met
        : Standing.Well;

    /// <summary>What a reader should know beside it: why it was paused, whom it does not reach, where it can't look.</summary>
    public IEnumerable<string> Remarks(CommunityDirectory.Names names)
    {
        if (Rule.StateReason is { } reason) yield return reason;
        if (Rule.State == AlertRuleState.Retired) yield break;
        if (!Row.IsTold) yield return L["Alert.State.Nobody"];
        if (Readings is { Count: 0 }) yield return L[Rule.Watched(names.All).Count == 0 ? "Alert.State.NoPlace" : "Alert.State.Unseen"];
        foreach (var text in AlertGaps.Of(Untold, names)) yield return text;
    }

    private enum Standing
    {
        Off,
        Untold,
        Fires,

        /// <summary>The condition is met, and the next look will find it.</summary>
        Met,

        /// <summary>The figures are being counted.</summary>
        Counting,
        Well,
    }
}

/// <summary>Says why a rule can't be held against a figure.</summary>
internal static class AlertGaps
{
    /// <summary>Places named in a sentence; of further ones the number.</summary>
    private const int Named = 6;

    /// <summary>A sentence for each reason, with its places.</summary>
    public static IEnumerable<string> Of(IEnumerable<(int? Place, AlertReading Reading)> untold, CommunityDirectory.Names names) =>
        untold.GroupBy(one => Why(one.Reading)).Select(gap =>
            L["Alert.Untold", Places([.. gap.Select(one => one.Place)], names), gap.Key]);

    /// <summary>A gap in words; what judging begins anew with is named, for somebody entered it.</summary>
    private static string Why(AlertReading reading) => reading switch
    {
        { Restart: { } restart, Gap: AlertGap.AllZero } => L["Alert.Gap.AllZero.Since", restart.Cause()],
        { Restart: { } restart } => L["Alert.Gap.NoRange.Since", restart.Cause()],
        { JoinedOn: { } joined } => L["Alert.Gap.NoRange.Joined", DayWords.Month(Period.MonthOf(joined))],
        _ => L[$"Alert.Gap.{reading.Gap}"],
    };

    /// <summary>Places by name; the street for a null.</summary>
    public static string Places(IReadOnlyList<int?> places, CommunityDirectory.Names names)
    {
        var series = Texts.Series(places.Take(Named).Select(place => NameOf(place, names)));
        return places.Count > Named ? L["Alert.Places.More", series, places.Count] : series;
    }

    public static string NameOf(int? place, CommunityDirectory.Names names) =>
        place is { } id ? names.Name(id) : Texts.Term(AlertScope.Street);
}
