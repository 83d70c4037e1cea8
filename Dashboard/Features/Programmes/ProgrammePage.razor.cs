using System.Globalization;
using Concentric.Dashboard.Components.Shared.Charts;
using Concentric.Dashboard.Features.Figures;
using Concentric.Data;
using Concentric.Ledgers;
using Concentric.Metrics;
using Concentric.Overview;
using Concentric.Profiles;
using Concentric.PublishedFigures;
using Concentric.Time;
using Microsoft.AspNetCore.Components;
using static Concentric.Dashboard.Resources.UiTexts;

namespace Concentric.Dashboard.Features.Programmes;

/// <summary>
/// One programme over a period: its activities, whom it reached, its partners, its months, what was said of it in public; live.
/// </summary>
public sealed partial class ProgrammePage
{
    private SliceAddress address = new(new());
    private SliceReading? reading;
    private CommunityDirectory.Names? names;
    private IReadOnlyList<Community> seen = [];
    private IReadOnlyList<TrendPoint> points = [];
    private IReadOnlyList<TrendSeries> series = [];
    private IReadOnlyList<TrendEvent> events = [];
    private IReadOnlyList<JudgedClaim> claims = [];
    private ProgrammeView? view;
    private bool isMissing;

    [Parameter]
    public string Key { get; set; } = "";

    [Inject]
    private ProgrammeQueries Queries { get; set; } = null!;

    [Inject]
    private PublishedFigureQueries Claims { get; set; } = null!;

    [Inject]
    private OverviewContext Surroundings { get; set; } = null!;

    private string Title => view?.Programme.NameFor(CultureInfo.CurrentUICulture) ?? L["Programme.Title"];

    protected override Task OnParametersSetAsync() => ReadAsync();

    protected override void OnAfterRender(bool firstRender)
    {
        if (firstRender) Follow(ChangeLogEntry.MovesFigures, ReadAsync);
    }

    private async Task ReadAsync()
    {
        var caller = await Callers.GetAsync();
        names = await Directory.GetAsync(Leaving);
        seen = names.SeenBy(caller);
        var request = new SliceRequest(PeriodName ?? (From is null && To is null ? "year" : null), From, To, Communities);
        address = new(request) { Path = $"/programmes/{Key}" };
        reading = request.Read(names, caller, Clock.Today);
        ProgrammeView? found = null;
        var (period, communities) = (reading.Period, reading.CommunityIds);
        if (!await LongReading.RunAsync(async (_, stop) => found = await Queries.FindAsync(Key, period, communities, Clock.Today, stop)))
            return;
        view = found;
        isMissing = view is null;
        if (view is null) return;
        var (question, shown) = (Ask(), view);
        var said = await Claims.ReadAsync(caller, Key, Leaving);
        var changes = await Surroundings.PostingsAsync(new(shown.Months[0].Month.From, shown.Months[^1].Month.To), communities, Leaving);
        if (IsOvertaken(question)) return;
        claims = said;
        points = [.. view.Months.Select(month => new TrendPoint(
            month.Month.From.ToString("%M", CultureInfo.InvariantCulture), ProgrammePageExport.MonthName(month.Month),
            Records("activities.held", true, month.Month), month.Month.IsPart()))];
        events = PostingEvents.OfMonths(changes, view.Months[0].Month.From);
        series = [new(L["Programme.Tile.Activities"], TrendMark.Bar, [.. view.Months.Select(month => (double?)month.Activities)])];
    }

    private string Records(string metric, bool isNarrowed, Period? period = null)
    {
        var days = period ?? reading!.Period;
        return SliceAddress.Query($"/records/{metric}", ("from", days.From.ToIso()), ("to", days.To.ToIso()),
            ("communities", Communities), ("programmes", isNarrowed ? Key : null));
    }

    private string Hint =>
        DayWords.PartNote(view!.Months[^1].Month) is { } part ? $"{L["Programme.Trend.Hint"]} · {part}" : L["Programme.Trend.Hint"];

    private string? SparkNote =>
        view!.Months[^1].Month is var last && last.IsPart() ? L["Overview.Trend.SparkPart", DayWords.Day(last.To, Clock.Today)] : null;

    private static string Number(double value) => value.ToString("#,##0", CultureInfo.CurrentCulture);
}
