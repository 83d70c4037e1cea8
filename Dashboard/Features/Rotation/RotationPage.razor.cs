using System.Globalization;
using Concentric.Communities;
using Concentric.Dashboard.Account;
using Concentric.Dashboard.Components.Records;
using Concentric.Dashboard.Components.Shared.Charts;
using Concentric.Dashboard.Features.Figures;
using Concentric.Data;
using Concentric.Ledgers;
using Concentric.Metrics;
using Concentric.Overview;
using Concentric.Rotation;
using Concentric.Time;
using Microsoft.AspNetCore.Components;
using static Concentric.Dashboard.Resources.UiTexts;

namespace Concentric.Dashboard.Features.Rotation;

/// <summary>
/// What an exchange of secretaries did: what the new ones found, and each metric against communities without an exchange. Live.
/// </summary>
public sealed partial class RotationPage
{
    private CommunityDirectory.Names? names;
    private Metric? chosen;
    private IReadOnlyList<TrendPoint> points = [];
    private IReadOnlyList<TrendSeries> series = [];
    private IReadOnlyList<TrendEvent> events = [];
    private int? weeks;
    private bool mayFix;

    [SupplyParameterFromQuery(Name = "exchange")]
    public string? Day { get; set; }

    [SupplyParameterFromQuery(Name = "weeks")]
    public string? WeeksText { get; set; }

    [SupplyParameterFromQuery(Name = "metric")]
    public string? MetricKey { get; set; }

    /// <summary>Read while prerendering and handed to the circuit, so that nothing is worked out twice.</summary>
    [PersistentState]
    public RotationState? State { get; set; }

    [Inject]
    private RotationQueries Queries { get; set; } = null!;

    [Inject]
    private RotationEffects Effects { get; set; } = null!;

    [Inject]
    private OverviewContext Surroundings { get; set; } = null!;

    [Inject]
    private MetricCube Cube { get; set; } = null!;

    [Inject]
    private CommunityDirectory Directory { get; set; } = null!;

    [Inject]
    private CurrentUserProvider Callers { get; set; } = null!;

    [Inject]
    private Restatements Restatements { get; set; } = null!;

    [Inject]
    private OfficeClock Clock { get; set; } = null!;

    protected override async Task OnParametersSetAsync()
    {
        names = await Directory.GetAsync(Leaving);
        weeks = ExchangeViews.WeeksOf(WeeksText);
        mayFix = PrimaryMetricCommands.MayFix(await Callers.GetAsync());
        if (IsHandedOver(State)) await ShowAsync();
        else await ReadAsync();
    }

    protected override void OnAfterRender(bool firstRender)
    {
        if (firstRender) Follow(kind => ChangeLogEntry.MovesFigures(kind) || kind == RecordKinds.NameOf<Posting>()
            || kind == PrimaryMetricCommands.Kind, ReadAsync);
    }

    private static string Href(DateOnly day, int? weeks, string? metric) =>
        SliceAddress.Query("/rotation", ("exchange", day.ToIso()), ("weeks", weeks?.ToString(CultureInfo.InvariantCulture)),
            ("metric", metric));

    private async Task ReadAsync()
    {
        if (Cube.Current is not { } snapshot) return;
        var caller = await Callers.GetAsync();
        var views = new ExchangeViews(Queries, Effects, Restatements, Clock);
        if (await TakeLatestAsync(views.ReadAsync(snapshot, caller, names!, Day, weeks, Leaving), state => State = state))
            await ShowAsync();
    }

    private async Task ShowAsync()
    {
        var question = Ask();
        var shown = State?.Shown is { HasRoom: true } exchange ? exchange : null;
        var key = shown?.Lines.FirstOrDefault(line => line.Net is not null && line.Key == MetricKey)?.Key
            ?? shown?.Lines.FirstOrDefault(line => line.Net is not null)?.Key;
        if (shown is null || key is null || Cube.Current is not { } snapshot)
        {
            (chosen, points, series, events) = (null, [], [], []);
            return;
        }

        // The page is read again with each record that is saved: the chart stays until the new one is there.
        var metric = Cube.Catalogue[key];
        var ours = RotationEffects.Weekly(snapshot, metric, shown.Windows, shown.Exchange.CommunityIds, Clock.Today);
        var theirs = RotationEffects.Weekly(snapshot, metric, shown.Windows, shown.Others, Clock.Today);
        List<TrendPoint> weekly =
            [.. ours.Select(one =>
                new TrendPoint(one.Week.From.ToString(L["Rotation.Chart.Day"], CultureInfo.CurrentCulture), ValueText.Of(one.Week.From)))];
        var changes = await Surroundings.PostingsAsync(new(shown.Windows.Before.From, shown.Windows.After.To),
            [.. shown.Exchange.CommunityIds, .. shown.Others], Leaving);
        if (IsOvertaken(question)) return;
        (chosen, points, events) = (metric, weekly, PostingEvents.OfWeeks(changes, ours[0].Week.From));
        series = [Run(L["Rotation.Ours"], ours, shown.Exchange.CommunityIds.Count), Run(L["Rotation.Theirs"], theirs, shown.Others.Count)];
    }

    /// <summary>Counts by community, for there are more of the others; rates as they are.</summary>
    private TrendSeries Run(string name, IReadOnlyList<(Period Week, double? Value)> weekly, int communities) =>
        new(name, TrendMark.Line,
            [.. weekly.Select(one => MetricEffect.ScaleOf(chosen!) == ChangeScale.LogRatio ? one.Value / communities : one.Value)]);

    // A mean of communities is no whole number even where the figure is.
    private string Write(double value) => MetricEffect.ScaleOf(chosen!) == ChangeScale.LogRatio
        ? value.ToString("#,##0.0", CultureInfo.CurrentCulture)
        : FigureFormat.Value(chosen!, value);

    private string Compared(ExchangeView shown) => L[
        shown.Left.Count == 0 ? "Rotation.Compared" : "Rotation.Compared.Left", shown.Others.Count, shown.Windows.Weeks,
        ValueText.Of(shown.Windows.Before.From),
            ValueText.Of(shown.Windows.After.To),
        names!.Series(shown.Left)];
}
