using System.Globalization;
using Concentric.Dashboard.Account;
using Concentric.Imports;
using Concentric.Imports.Runs;
using Concentric.Live;
using Concentric.Resources;
using Microsoft.AspNetCore.Components;

namespace Concentric.Dashboard.Features.Imports;

/// <summary>One kind of record: template, upload, what a check found, and taking in. Live while something goes on.</summary>
public sealed partial class ImportPage
{
    private readonly CancellationTokenSource leaving = new();
    private ImportSheet? sheet;
    private IDisposable? subscription;
    private string? said;
    private long? shownId;

    [Parameter]
    public required string Kind { get; set; }

    /// <summary>Id of the import that is shown.</summary>
    [SupplyParameterFromQuery(Name = "run")]
    public string? Run { get; set; }

    /// <summary>Why an upload was not taken.</summary>
    [SupplyParameterFromQuery(Name = "problem")]
    public string? Problem { get; set; }

    /// <summary>Handed over from prerendering, so that nothing is read twice.</summary>
    [PersistentState]
    public ImportView? Shown { get; set; }

    [Inject]
    private ImportRegister Register { get; set; } = null!;

    [Inject]
    private ImportRuns Runs { get; set; } = null!;

    [Inject]
    private CallerProvider Callers { get; set; } = null!;

    [Inject]
    private LiveUpdates Updates { get; set; } = null!;

    public void Dispose()
    {
        leaving.Cancel();
        leaving.Dispose();
        subscription?.Dispose();
    }

    protected override async Task OnParametersSetAsync()
    {
        sheet = Register.Find(Kind);
        var id = long.TryParse(Run, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : (long?)null;
        if (id == shownId && shownId is not null) return;
        var isHandedOver = shownId is null && Shown?.Run.Id == id;
        shownId = id;
        if (!isHandedOver) await ReadAsync();
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!firstRender) return;
        subscription = Updates.Subscribe(() => InvokeAsync(RefreshAsync), kind => kind == ImportRunChanges.Kind);
        // A small file has ended between prerendering and here, and nobody was listening yet.
        if (Shown?.Run.State is ImportState.Waiting or ImportState.Checking or ImportState.Committing) await RefreshAsync();
    }

    private async Task RefreshAsync()
    {
        if (leaving.IsCancellationRequested || shownId is null) return;
        var before = Shown?.Run.State;
        await ReadAsync();
        // For readers who don't see the card change.
        if (Shown is not null && Shown.Run.State != before) said = Texts.Term(Shown.Run.State);
        StateHasChanged();
    }

    private async Task ReadAsync()
    {
        var found = shownId is { } id ? await Runs.FindAsync(await Callers.GetAsync(), id, leaving.Token) : null;
        Shown = found?.Run.Kind == Kind ? found : null;
    }

    private async Task CommitAsync()
    {
        await Runs.CommitAsync(await Callers.GetAsync(), shownId!.Value, leaving.Token);
        await ReadAsync();
    }

    private async Task StopAsync()
    {
        await Runs.StopAsync(await Callers.GetAsync(), shownId!.Value, leaving.Token);
        await ReadAsync();
    }
}
