using System.Globalization;
using Concentric.Dashboard.Account;
using Concentric.Dashboard.Components.Shared;
using Concentric.Data;
using Concentric.Exports;
using Concentric.Exports.Rhythms;
using Concentric.Ledgers;
using Concentric.Time;
using Microsoft.AspNetCore.Components;
using static Concentric.Dashboard.Resources.UiTexts;

namespace Concentric.Dashboard.Features.Exports;

/// <summary>The workbooks that were asked for and those that are made by themselves; live on every node.</summary>
public sealed partial class ExportsPage
{
    private const int PageSize = 25;

    private CommunityDirectory.Names? names;
    private IReadOnlyList<Community> seen = [];
    private string? problem;
    private string? said;
    private int page = 1;
    private ExportFilter filter = ExportFilter.None;

    [SupplyParameterFromQuery(Name = "page")]
    public string? PageNumber { get; set; }

    [SupplyParameterFromQuery(Name = "state")]
    public string? StateText { get; set; }

    [SupplyParameterFromQuery]
    public string? Template { get; set; }

    [SupplyParameterFromQuery]
    public string? From { get; set; }

    [SupplyParameterFromQuery]
    public string? To { get; set; }

    /// <summary>Read while prerendering and handed to the circuit, so that nothing is loaded twice.</summary>
    [PersistentState]
    public ExportsState? State { get; set; }

    [Inject]
    private ExportQueries Queries { get; set; } = null!;

    [Inject]
    private ExportRequests Requests { get; set; } = null!;

    [Inject]
    private ExportSchedules Schedules { get; set; } = null!;

    [Inject]
    private ExportTemplates Templates { get; set; } = null!;

    [Inject]
    private CommunityDirectory Directory { get; set; } = null!;

    [Inject]
    private CurrentUserProvider Callers { get; set; } = null!;

    [Inject]
    private OfficeClock Clock { get; set; } = null!;

    protected override async Task OnParametersSetAsync()
    {
        names = await Directory.GetAsync(Leaving);
        seen = names.SeenBy(await Callers.GetAsync());
        page = Pager.PageOf(PageNumber);
        filter = ExportAddress.Read(StateText, Template, From, To);
        if (!IsHandedOver(State)) await ReadAsync();
    }

    protected override void OnAfterRender(bool firstRender)
    {
        if (firstRender) Follow(ReadAsync, typeof(ExportRun));
    }

    private async Task ReadAsync()
    {
        var caller = await Callers.GetAsync();
        await TakeLatestAsync(ReadAsync(caller, page), read =>
        {
            var before = State;
            (State, page) = read;
            Say(before, State);
        });
    }

    /// <returns>What is shown, and which page of it: a list that has become shorter has its last one.</returns>
    private async Task<(ExportsState State, int Page)> ReadAsync(Data.CurrentUser caller, int page)
    {
        var asked = filter;
        var runs = await Queries.ListAsync(caller, asked, page, PageSize, Leaving);
        var last = Math.Max(1, (runs.Total + PageSize - 1) / PageSize);
        if (page > last)
        {
            page = last;
            runs = await Queries.ListAsync(caller, asked, page, PageSize, Leaving);
        }

        var schedules = await Schedules.AllAsync(Leaving);
        var office = await Schedules.OfficeAsync(Leaving);
        var lines = new List<ScheduleLine>();
        foreach (var schedule in schedules) lines.Add(LineOf(schedule, await Schedules.NextAsync(schedule, office, Leaving)));
        return (new([.. runs.Runs.Select(ExportLine.Of)], runs.Total, lines), page);
    }

    private ScheduleLine LineOf(ExportSchedule schedule, PlannedRun? next) => new(schedule.Key,
        schedule.Name ?? ExportWords.NameOf(Templates, schedule.Template), RhythmWords.Of(schedule.Plan.Rhythm), next?.At,
        next is { } run ? RhythmWords.Of(run.Period) : null);

    /// <summary>Tells readers who don't see the list that a workbook has ended.</summary>
    private void Say(ExportsState? before, ExportsState now)
    {
        var states = before?.Lines.ToDictionary(line => line.Id, line => line.State) ?? [];
        var ended = now.Lines.FirstOrDefault(line =>
            line.State is ExportState.Done or ExportState.Failed or ExportState.Stopped
            && states.TryGetValue(line.Id, out var was) && was is ExportState.Queued
                or ExportState.Running);
        if (ended is not null) said = L[$"ExportPage.Said.{ended.State}", ended.Id];
    }

    private Task AskAsync(ExportRequest request) => TryAsync(async caller =>
    {
        await Requests.AskAsync(caller, request, CancellationToken.None);
        said = L["ExportPage.Said.Asked"];
    });

    private Task RetryAsync(long id) => TryAsync(caller => Requests.RetryAsync(caller, id, CancellationToken.None));

    private Task StopAsync(long id) => TryAsync(caller => Requests.StopAsync(caller, id, CancellationToken.None));

    private async Task TryAsync(Func<Data.CurrentUser, Task> action)
    {
        problem = null;
        try
        {
            await action(await Callers.GetAsync());
        }
        catch (ExportException refusal)
        {
            problem = refusal.Explain(CultureInfo.CurrentUICulture);
        }
        await ReadAsync();
    }
}
