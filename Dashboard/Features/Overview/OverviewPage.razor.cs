using System.Collections.Immutable;
using Concentric.Dashboard.Features.Figures;
using Concentric.Data;
using Concentric.Ledgers;
using Concentric.Metrics;
using Concentric.Overview;
using Concentric.Time;
using Microsoft.AspNetCore.Components;
using static Concentric.Dashboard.Resources.UiTexts;

namespace Concentric.Dashboard.Features.Overview;

/// <summary>The street on one page, live. What is chosen is in the address; every figure leads to its records.</summary>
public sealed partial class OverviewPage
{
    /// <summary>Even without a change the page reads again this often: the as-of time moves on, and midnight makes things late.</summary>
    private static readonly TimeSpan ReadAgain = TimeSpan.FromMinutes(1);

    private ImmutableDictionary<string, int> changes = ImmutableDictionary<string, int>.Empty;
    private SliceAddress address = new(new());
    private SliceReading? reading;
    private CommunityDirectory.Names? names;
    private IReadOnlyList<Community> seen = [];
    private WrittenFigures written = WrittenFigures.None;
    private ITimer? timer;
    private bool isHeld;
    private int missed;

    [SupplyParameterFromQuery]
    public string? Rank { get; set; }

    /// <summary>Read while prerendering and handed to the circuit, so that nothing is loaded twice.</summary>
    [PersistentState]
    public OverviewState? State { get; set; }

    [Inject]
    private MetricCube Cube { get; set; } = null!;

    [Inject]
    private OverviewSlices Slices { get; set; } = null!;

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
        address = new(Asked, Rank);
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
        timer = Time.CreateTimer(_ => _ = InvokeAsync(OnTheMinuteAsync), null, ReadAgain, ReadAgain);
    }

    private async Task RefreshAsync()
    {
        if (HasLeft) return;
        if (isHeld)
        {
            missed++;
            return;
        }

        // Days go by while a page stays open: "this month" is read anew with today's date.
        var caller = await Callers.GetAsync();
        if (names is not null) reading = address.Request.Read(names, caller, Clock.Today);
        await ReadAsync();
    }

    private async Task OnTheMinuteAsync()
    {
        if (HasLeft) return;
        await RefreshAsync();
        StateHasChanged();
    }

    private async Task ReadAsync()
    {
        var caller = await Callers.GetAsync();
        if (reading is null)
        {
            State = null;
            return;
        }

        var (when, ids) = (reading.On(Clock.Today), reading.CommunityIds);
        var listed = ids is null ? seen : [.. seen.Where(community => ids.Contains(community.Id))];
        var question = new OverviewQuestion(when, ids, [.. listed.Select(community => community.Id)],
            [.. names!.All.Select(community => community.Id)], OverviewReader.RankedBy(Rank))
        {
            Households = names.Households,
        };
        await TakeLatestAsync(Slices.ReadAsync(question, caller, Leaving), state =>
        {
            var before = State;
            State = state;
            if (state is null) return;
            MarkChanges(before?.Figures, state.Figures);
            Show();
        });
    }

    private void Show() => written = State is null ? WrittenFigures.None : TileViews.Of(State, Cube.Catalogue, address);

    private void MarkChanges(OverviewFigures? before, OverviewFigures now)
    {
        // Another period or other communities are another question, not a change.
        if (before is null || ReferenceEquals(before, now) || before.Period != now.Period || !SameCommunities(before, now)) return;
        foreach (var (was, figure) in before.Tiles.Concat(before.More).Zip(now.Tiles.Concat(now.More)))
        {
            if (was.Now != figure.Now) changes = changes.SetItem(figure.Key, changes.GetValueOrDefault(figure.Key) + 1);
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
