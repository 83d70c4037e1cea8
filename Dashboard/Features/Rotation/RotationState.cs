using System.Text.Json.Serialization;
using Concentric.Metrics;
using Concentric.ProcessCharts;
using Concentric.Rotation;

namespace Concentric.Dashboard.Features.Rotation;

/// <summary>What the page on an exchange shows, handed over from prerendering.</summary>
/// <param name="Days">First days of all exchanges, the latest first.</param>
/// <param name="Shown">The one that is shown; null when there is none.</param>
public sealed record RotationState(IReadOnlyList<DateOnly> Days, ExchangeView? Shown);

/// <summary>One exchange with what it did.</summary>
/// <param name="Asked">Weeks of the windows that were asked for; fewer are shown where there is no room.</param>
/// <param name="Deciding">The windows that count; verdicts stand on these alone.</param>
/// <param name="Others">Communities compared with.</param>
/// <param name="Left">Communities that can't be compared with: they changed their secretary too, or their records begin later.</param>
public sealed record ExchangeView(
    Exchange Exchange, IReadOnlyList<Backlog> Backlog, EffectWindows Windows, int Asked, EffectWindows Deciding,
    IReadOnlyList<int> Others, IReadOnlyList<int> Left, IReadOnlyList<EffectLine> Lines)
{
    /// <summary>
    /// Communities of which another number of households holds at the end of the window before than when it ended: by it their counts are
    /// ranked before the exchange.
    /// </summary>
    public IReadOnlyList<int> Restated { get; init; } = [];

    /// <summary>The instant (UTC) of the latest of those changes; null without one.</summary>
    public DateTime? RestatedSince { get; init; }

    /// <summary>True when the windows shown are over and are the ones that count.</summary>
    public bool IsDeciding => HasRoom && Windows == Deciding;

    /// <summary>True when there is room for windows that say something.</summary>
    public bool HasRoom => Windows.Weeks >= EffectWindows.LeastWeeks;

    /// <summary>False when no verdict is possible, whatever the figures are: too few communities kept their secretary.</summary>
    public bool CanTell => DifferenceInDifferences.CanTell(Exchange.CommunityIds.Count, Others.Count);

    /// <summary>What can be judged, findings of the same records together: of which something is told first.</summary>
    [JsonIgnore]
    public IEnumerable<IGrouping<string, EffectLine>> Findings =>
        Lines.Where(line => line.Net is not null).GroupBy(line => EffectFinding.KeyOf(line.Key));

    /// <summary>
    /// Where they stood last before and have risen, or first and have fallen: they would have come back by themselves.
    /// </summary>
    public IEnumerable<EffectLine> ComingBack(MetricCatalogue catalogue, BeforePlace place) => Lines.Where(line =>
        line is { Net: { } net, Standing: { } standing } && standing.Place == place
        && (net.Estimate > 0 == (catalogue[line.Key].Polarity == Polarity.MoreIsBetter)) == (place == BeforePlace.Last));
}

/// <summary>A line of the table: a <see cref="MetricEffect"/> without its metric.</summary>
public sealed record EffectLine(
    string Key, double? Before, double? After, double? OthersBefore, double? OthersAfter, NetChange? Net, int Others, EffectVerdict Verdict,
    VerdictReason Reason, StandingBefore? Standing, bool IsPrimary)
{
    public static EffectLine Of(MetricEffect effect) => new(
        effect.Metric.Key, effect.Before.Value, effect.After.Value, effect.OthersBefore.Value, effect.OthersAfter.Value, effect.Net,
        effect.Others, effect.Verdict, effect.Reason, effect.Standing, effect.IsPrimary);

    /// <summary>A net change for people: counts in per cent, rates in points, medians in days.</summary>
    public static string Text(Metric metric, double amount) => Text(metric, amount, 1);

    /// <summary>The interval of a net change: it holds no change, 0, as it is written exactly when it does.</summary>
    public static WrittenRange Written(Metric metric, NetChange net) =>
        WrittenRange.Of(new(0, net.Low, net.High), 0, 1, (amount, decimals) => Text(metric, amount, decimals));

    private static string Text(Metric metric, double amount, int decimals) => FigureFormat.Change(
        MetricEffect.ScaleOf(metric) == ChangeScale.LogRatio
            ? new(ChangeKind.Percent, (Math.Exp(amount) - 1) * 100, Judgement.Neutral)
            : Metrics.Change.Between(metric, new(0), new(amount)), decimals: decimals);
}
