using Concentric.Communities;
using Concentric.Dashboard.Account;
using Concentric.Dashboard.Features.Figures;
using Concentric.Dashboard.Resources;
using Concentric.Data;
using Concentric.Ledgers;
using Concentric.Live;
using Concentric.Metrics;
using Concentric.Overview;
using Concentric.Time;
using Microsoft.AspNetCore.Components;
using static Concentric.Dashboard.Resources.UiTexts;

namespace Concentric.Dashboard.Features.Overview;

/// <summary>The street on one page, live. What is chosen is in the address; every figure leads to its records.</summary>
public sealed partial class OverviewPage
{
    private const int OverdueShown = 8;
    private const int ChangesShown = 8;

    /// <summary>Even without a change the page reads again this often: the as-of time moves on, and midnight makes things late.</summary>
    private static readonly TimeSpan ReadAgain = TimeSpan.FromMinutes(1);

    private readonly Dictionary<string, int> changes = [];
    private SliceAddress address = new(new());
    private SliceReading? reading;
    private CommunityDirectory.Names? names;
    private IReadOnlyList<Community> seen = [];
    private IReadOnlyList<TileView> tiles = [];
    private ITimer? timer;
    private bool isHeld;
    private int missed;

    [SupplyParameterFromQuery(Name = "period")]
    public string? PeriodName { get; set; }

    [SupplyParameterFromQuery]
    public string? From { get; set; }

    [SupplyParameterFromQuery]
    public string? To { get; set; }

    [SupplyParameterFromQuery]
    public string? Communities { get; set; }

    [SupplyParameterFromQuery]
    public string? Rank { get; set; }

    /// <summary>Read while prerendering and handed to the circuit, so that nothing is loaded twice.</summary>
    [PersistentState]
    public OverviewState? State { get; set; }

    [Inject]
    private MetricCube Cube { get; set; } = null!;

    [Inject]
    private OverviewReader Reader { get; set; } = null!;

    [Inject]
    private OverviewLists Lists { get; set; } = null!;

    [Inject]
    private OverviewContext Surroundings { get; set; } = null!;

    [Inject]
    private Restatements Restatements { get; set; } = null!;

    [Inject]
    private TargetDirectory Targets { get; set; } = null!;

    [Inject]
    private CommunityDirectory Directory { get; set; } = null!;

    [Inject]
    private CurrentUserProvider Callers { get; set; } = null!;

    [Inject]
    private OfficeClock Clock { get; set; } = null!;

    [Inject]
    private TimeProvider Time { get; set; } = null!;


    protected override void Leave()
    {
        timer?.Dispose();
    }

    protected override async Task OnParametersSetAsync()
    {
        var caller = await Callers.GetAsync();
        names = await Directory.GetAsync(Leaving);
        seen = names.SeenBy(caller);
        address = new(new(PeriodName, From, To, Communities), Rank);
        var asked = address.Request.Read(names, caller, Clock.Today);
        var isHandedOver = reading is null && State is not null && asked.Period == State.Figures.Period;
        reading = asked;
        if (isHandedOver) Show();
        else await ReadAsync();
    }

    protected override void OnAfterRender(bool firstRender)
    {
        if (!firstRender) return;
        Follow(ChangeLogEntry.MovesFigures, RefreshAsync);
        timer = Time.CreateTimer(_ => _ = InvokeAsync(RefreshAsync), null, ReadAgain, ReadAgain);
    }

    private async Task RefreshAsync()
    {
        if (HasLeft) return;
        if (isHeld)
        {
            missed++;
            StateHasChanged();
            return;
        }

        // Days go by while a page stays open: "this month" is read anew with today's date.
        if (names is not null) reading = address.Request.Read(names, await Callers.GetAsync(), Clock.Today);
        await ReadAsync();
        StateHasChanged();
    }

    private async Task ReadAsync()
    {
        if (Cube.Current is not { } snapshot || reading is null)
        {
            State = null;
            return;
        }

        var (today, asOf) = (Clock.Today, Clock.UtcNow);
        var (when, ids) = (reading.On(today), reading.CommunityIds);
        var listed = ids is null ? seen : [.. seen.Where(community => ids.Contains(community.Id))];
        var question = new OverviewQuestion(
            when, ids, [.. listed.Select(community => community.Id)], [.. names!.All.Select(community => community.Id)], Rank
                ?? OverviewReader.RankingColumns[0]);
        var figures = Reader.Read(snapshot, question);
        var overdue = await Lists.WorstOverdueAsync(ids, when.AsOf, today, OverdueShown, Leaving);
        var recent = await Lists.RecentChangesAsync(await Callers.GetAsync(), ChangesShown, Leaving);
        var trend = new Period(figures.Months[0].From, figures.Months[^1].To);
        var before = State;
        var targets = await Targets.GetAsync(Leaving);
        State = new(
            asOf, figures, overdue, await Lists.DueOnAsync(ids, when.AsOf, today, Leaving), recent,
            before?.Figures.Period == figures.Period ? before.Postings : await Surroundings.PostingsAsync(trend, ids, Leaving),
            TargetsOf(targets, snapshot, when, ids), CommunityTargetsOf(targets, snapshot, when, figures), ids, before?.IsSynthetic
                ?? await Surroundings.IsSyntheticAsync(Leaving),
            await Restatements.OfAsync(reading.Period, ids, null, Leaving),
            when.Previous is { } previous ? await Restatements.OfAsync(previous.Period, ids, null, Leaving) : null);
        MarkChanges(before?.Figures, figures);
        Show();
    }

    private Dictionary<string, double> TargetsOf(MetricTargets targets, CubeSnapshot snapshot, PeriodOnDay when, IReadOnlyList<int>? ids)
    {
        var slice = snapshot.For(ids);
        return OverviewReader.Tiles.Select(key => Cube.Catalogue[key])
            .Select(metric => (metric.Key, Target: targets.Of(metric, when, ids, past => slice.Read(metric, past, when.Today).Value)))
            .Where(one => one.Target is not null).ToDictionary(one => one.Key, one => one.Target!.Value);
    }

    private Dictionary<int, double> CommunityTargetsOf(MetricTargets targets, CubeSnapshot snapshot, PeriodOnDay when,
        OverviewFigures figures)
    {
        var metric = Cube.Catalogue[OverviewReader.RankedBy(Rank)];
        return figures.Communities.Select(line => line.CommunityId).Select(id => (Id: id, Target: targets.Of(metric, when, [id],
            past => snapshot.For([id]).Read(metric, past, when.Today).Value)))
            .Where(one => one.Target is not null).ToDictionary(one => one.Id, one => one.Target!.Value);
    }

    private void Show() => tiles = State is null ? [] : TileViews.Of(State, Cube.Catalogue, address);

    private void MarkChanges(OverviewFigures? before, OverviewFigures now)
    {
        // Another period or other communities are another question, not a change.
        if (before is null || before.Period != now.Period || !SameCommunities(before, now)) return;
        foreach (var (was, figure) in before.Tiles.Concat(before.More).Zip(now.Tiles.Concat(now.More)))
        {
            if (was.Now != figure.Now) changes[figure.Key] = changes.GetValueOrDefault(figure.Key) + 1;
        }
    }

    private static bool SameCommunities(OverviewFigures before, OverviewFigures now) =>
        before.Communities.Select(line => line.CommunityId).Order().SequenceEqual(now.Communities.Select(line => line.CommunityId).Order());

    private async Task ToggleHoldAsync()
    {
        isHeld = !isHeld;
        missed = 0;
        if (!isHeld) await RefreshAsync();
    }

    /// <summary>The name of a running period of which there is nothing to see yet, and the whole one before it; null for another.</summary>
    private (string Name, Period Before)? Young
    {
        get
        {
            if (State is null || reading is null || reading.Kind == PeriodKind.Custom) return null;
            var figures = State.Figures;
            if (figures.Period.From != figures.Today && !figures.IsBlank(Cube.Catalogue)) return null;
            return (NamedPeriods.Running.First(one => one.Length == reading.Kind).Name, Period.WholeBefore(reading.Kind, figures.Today));
        }
    }

    private string? SparkNote => State!.Figures.Months[^1] is var last
        && last.IsPart() ? L["Overview.Trend.SparkPart", DayWords.Day(last.To, State.Figures.Today)] : null;

    private string TimeOf(DateTime utc) => Clock.ToOffice(utc).ToString("HH:mm:ss", System.Globalization.CultureInfo.InvariantCulture);
}
