using System.Globalization;
using Concentric.Calendar;
using Concentric.Dashboard.Account;
using Concentric.Imports;
using Concentric.Imports.Runs;
using Concentric.Resources;
using Microsoft.AspNetCore.Components;
using static Concentric.Dashboard.Resources.UiTexts;

namespace Concentric.Dashboard.Features.Imports;

/// <summary>One kind of record: template, upload, what a check found, and taking in. Live while something goes on.</summary>
public sealed partial class ImportPage
{
    /// <summary>Headers that are shown as an example.</summary>
    private const int MostHeaders = 6;

    private ImportSheet? sheet;
    private string? said;
    private long? shownId;
    private int step;
    private bool isRead;

    [Parameter]
    public required string Kind { get; set; }

    /// <summary>Of the columns that a new record needs, and the first beside them.</summary>
    private IReadOnlyList<string> Headers => [.. sheet!.Columns.OrderByDescending(column => column.IsRequired)
        .Take(MostHeaders).Select(column => Texts.Column(column.Key, CultureInfo.CurrentUICulture))];

    /// <summary>Where what was taken in is looked at; null when nowhere.</summary>
    private string? ListPath => RecordPaths.Of(Kind) ?? (Kind == CalendarCommands.Kind ? "/calendar" : null);

    /// <summary>Id of the import that is shown.</summary>
    [SupplyParameterFromQuery(Name = "run")]
    public string? Run { get; set; }

    /// <summary>Why an upload was not taken.</summary>
    [SupplyParameterFromQuery(Name = "problem")]
    public string? Problem { get; set; }

    /// <summary>How many files were chosen, where they were too many.</summary>
    [SupplyParameterFromQuery(Name = "chosen")]
    public string? Chosen { get; set; }

    /// <summary>Why an upload was not taken, in words; null when it was, and for what is no reason.</summary>
    private string? ProblemText => Problem is null || Find($"ImportPage.Problem.{Problem}") is null ? null
        : L[$"ImportPage.Problem.{Problem}", ImportBatches.MostFiles,
            int.TryParse(Chosen, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count > ImportBatches.MostFiles
                ? count.ToString("N0", CultureInfo.CurrentCulture) : L["ImportPage.Problem.More"]];

    /// <summary>Handed over from prerendering, so that nothing is read twice.</summary>
    [PersistentState]
    public ImportView? Shown { get; set; }

    private bool IsTaken => Shown?.Run.State
        is ImportState.Committing or ImportState.Done or ImportState.Undoing or ImportState.Undone;

    [Inject]
    private ImportRegister Register { get; set; } = null!;

    [Inject]
    private ImportRuns Runs { get; set; } = null!;

    [Inject]
    private CurrentUserProvider Callers { get; set; } = null!;

    protected override async Task OnParametersSetAsync()
    {
        var caller = await Callers.GetAsync();
        sheet = Register.Find(Kind) is { } known && known.IsOpenTo(caller) ? known : null;
        var id = long.TryParse(Run, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : (long?)null;
        if (id == shownId && shownId is not null) return;
        var isHandedOver = shownId is null && Shown?.Run.Id == id;
        shownId = id;
        if (!isHandedOver) await ReadAsync();
        step = StepOf(Shown);
        isRead = true;
    }

    protected override void OnAfterRender(bool firstRender)
    {
        if (firstRender) Follow(kind => kind == ImportRunChanges.Kind, RefreshAsync);
    }

    private async Task RefreshAsync()
    {
        if (shownId is null) return;
        var before = Shown?.Run.State;
        await ReadAsync();
        if (Shown is null || Shown.Run.State == before) return;
        step = StepOf(Shown);
        // For readers who don't see the card change.
        said = Texts.Term(Shown.Run.State);
    }

    /// <summary>
    /// Where somebody stands who has just come: at the file, at its columns where they are not known, at what its check found, or at what
    /// was taken in.
    /// </summary>
    private int StepOf(ImportView? view) => view is null ? 0 : IsTaken ? 3 : view.Run.State == ImportState.Mapping ? 1 : 2;

    private async Task ReadAsync()
    {
        var found = shownId is { } id ? await Runs.FindAsync(await Callers.GetAsync(), id, Leaving) : null;
        Shown = found?.Run.Kind == Kind ? found : null;
    }

    private async Task CommitAsync()
    {
        await Runs.CommitAsync(await Callers.GetAsync(), shownId!.Value, CancellationToken.None);
        await ReadAsync();
        step = StepOf(Shown);
        isRead = true;
    }

    private async Task ChooseAsync(ImportChoices choices)
    {
        // What is shown may be older than what is kept.
        if (choices.Rows.Count <= ImportChoices.MostRows)
            await Runs.ChooseAsync(await Callers.GetAsync(), shownId!.Value, choices, CancellationToken.None);
        await ReadAsync();
    }

    private async Task UndoAsync()
    {
        await Runs.UndoAsync(await Callers.GetAsync(), shownId!.Value, CancellationToken.None);
        await ReadAsync();
    }

    private async Task StopAsync()
    {
        await Runs.StopAsync(await Callers.GetAsync(), shownId!.Value, CancellationToken.None);
        await ReadAsync();
    }
}
