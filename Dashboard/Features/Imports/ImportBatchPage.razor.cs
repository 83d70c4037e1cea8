using System.Globalization;
using Concentric.Dashboard.Account;
using Concentric.Imports;
using Concentric.Imports.Runs;
using Concentric.Resources;
using Microsoft.AspNetCore.Components;
using static Concentric.Dashboard.Resources.UiTexts;

namespace Concentric.Dashboard.Features.Imports;

/// <summary>The files that were uploaded together. Live while something goes on with one of them.</summary>
public sealed partial class ImportBatchPage
{
    private ImportSheet? sheet;
    private string? said;
    private string? shownId;
    private bool isRead;

    [Parameter]
    public required string Id { get; set; }

    /// <summary>Handed over from prerendering, so that nothing is read twice.</summary>
    [PersistentState]
    public ImportBatch? State { get; set; }

    [Inject]
    private ImportRegister Register { get; set; } = null!;

    [Inject]
    private ImportBatches Batches { get; set; } = null!;

    [Inject]
    private ImportRuns Runs { get; set; } = null!;

    [Inject]
    private CurrentUserProvider Callers { get; set; } = null!;

    private string Title => L["ImportPage.Batch.Title", Texts.Kind(State!.Kind), State.Files.Count];

    private IReadOnlyList<ImportBatchFile> Ready => [.. State!.Files.Where(file => file.IsReady)];

    /// <summary>Files of which somebody must say what their columns are.</summary>
    private int Asked => State!.Files.Count(file => file.Run.State == ImportState.Mapping);

    private int Busy => State!.Files.Count(file => file.IsGoingOn);

    /// <summary>How much of the files has been gone through, in per cent.</summary>
    private double Progress => State!.Files.Average(file => file.IsGoingOn ? file.Progress ?? 0 : 100.0);

    private (string Key, int Count)[] Counts =>
    [
        ("Ready", Ready.Count), ("Asked", Asked),
        ("Wrong", State!.Files.Count(file =>
            file.Run.State == ImportState.Failed || file.Run is { State: ImportState.Checked, Refused: > 0 })),
        ("Done", State.Files.Count(file => file.Run.State is ImportState.Done)),
    ];

    protected override async Task OnParametersSetAsync()
    {
        if (Id == shownId) return;
        var isHandedOver = shownId is null && State is not null && State.Id.ToString(CultureInfo.InvariantCulture) == Id;
        shownId = Id;
        if (!isHandedOver) await ReadAsync();
        await FindSheetAsync();
        isRead = true;
    }

    protected override void OnAfterRender(bool firstRender)
    {
        if (firstRender) Follow(kind => kind == ImportRunChanges.Kind, RefreshAsync);
    }

    private static string Number(int count) => count.ToString("N0", CultureInfo.CurrentCulture);

    private async Task FindSheetAsync()
    {
        var caller = await Callers.GetAsync();
        sheet = State is not null && Register.Find(State.Kind) is { } known && known.IsOpenTo(caller) ? known : null;
    }

    private async Task RefreshAsync()
    {
        var before = State is null ? "" : Told();
        await ReadAsync();
        // For readers who don't see the figures change.
        if (State is not null && Told() is var now && now != before) said = now;
    }

    private string Told() => Texts.Series(Counts.Where(count => count.Count > 0)
        .Select(count => $"{L[$"ImportPage.Batch.Count.{count.Key}"]} {Number(count.Count)}"));

    private async Task ReadAsync() => State = long.TryParse(Id, NumberStyles.None, CultureInfo.InvariantCulture, out var id)
        ? await Batches.FindAsync(await Callers.GetAsync(), id, Leaving) : null;

    private async Task CommitAllAsync()
    {
        await Batches.CommitAllAsync(await Callers.GetAsync(), State!.Id, CancellationToken.None);
        await ReadAsync();
    }

    private async Task StopAllAsync()
    {
        await Batches.StopAllAsync(await Callers.GetAsync(), State!.Id, CancellationToken.None);
        await ReadAsync();
    }

    private async Task CommitAsync(long id)
    {
        await Runs.CommitAsync(await Callers.GetAsync(), id, CancellationToken.None);
        await ReadAsync();
    }

    private async Task StopAsync(long id)
    {
        await Runs.StopAsync(await Callers.GetAsync(), id, CancellationToken.None);
        await ReadAsync();
    }

    private async Task ChooseAsync(long id, ImportChoices choices)
    {
        await Runs.ChooseAsync(await Callers.GetAsync(), id, choices, CancellationToken.None);
        await ReadAsync();
    }
}
