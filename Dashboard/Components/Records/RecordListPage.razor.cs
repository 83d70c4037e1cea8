using Concentric.Data;
using Concentric.Ledgers;
using Concentric.Lists;
using Concentric.People;
using Concentric.Resources;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;
using static Concentric.Dashboard.Resources.UiTexts;

namespace Concentric.Dashboard.Components.Records;

public sealed partial class RecordListPage<T>
{
    private readonly List<ListProblem> problems = [];
    private ListAddress address = new("/", []);
    private ListRequest request = new();
    private CommunityDirectory.Names? names;
    private IReadOnlyList<Community> seen = [];
    private string? readUri;
    private string? search;
    private bool isFiltering;
    private bool mayWrite;
    private bool mayExport;

    [Parameter, EditorRequired]
    public required RecordList<T> List { get; set; }

    /// <summary>Another heading than the kind's own name.</summary>
    [Parameter]
    public string? Title { get; set; }

    /// <summary>What the reader should know before the list, below its heading.</summary>
    [Parameter]
    public RenderFragment? Notice { get; set; }

    /// <summary>The form for a new one; null when none is entered here.</summary>
    [Parameter]
    public string? NewHref { get; set; }

    [Parameter]
    public string? NewText { get; set; }

    /// <summary>Further buttons at the top.</summary>
    [Parameter]
    public RenderFragment? Tools { get; set; }

    /// <summary>Where a spreadsheet of these is taken in; null when it is not.</summary>
    [Parameter]
    public string? ImportHref { get; set; }

    /// <summary>Handed over from prerendering: what is shown is read once.</summary>
    [PersistentState]
    public ListView? Shown { get; set; }

    private bool MayExport => mayExport;

    private IReadOnlyList<Components.Shared.Segment> Views =>
    [
        new(L["Record.View.all"], address.WithView(null), request.View is null),
        .. List.ViewKeys.Select(key => new Components.Shared.Segment(L[$"Record.View.{key}"], address.WithView(key), request.View == key)),
        new(L["Record.View.archived"], address.WithView(ListRequest.Archived), request.View == ListRequest.Archived),
    ];

    protected override void Leave()
    {
        Navigation.LocationChanged -= OnLocationChanged;
    }

    protected override void OnInitialized() => Navigation.LocationChanged += OnLocationChanged;

    protected override Task OnParametersSetAsync() => TakeAddressAsync();

    protected override void OnAfterRender(bool firstRender)
    {
        if (firstRender) Follow(kind => kind == List.Kind, RefreshAsync);
    }

    private void OnLocationChanged(object? sender, LocationChangedEventArgs change) => _ = InvokeAsync(async () =>
    {
        await TakeAddressAsync();
        StateHasChanged();
    });

    private async Task TakeAddressAsync()
    {
        if (HasLeft || readUri == Navigation.Uri) return;
        var next = ListAddress.Of(Navigation.Uri);
        // Another page: this one is about to go.
        if (readUri is not null && next.Path != address.Path) return;
        var isHandedOver = readUri is null && Shown is not null;
        readUri = Navigation.Uri;
        address = next;
        problems.Clear();
        request = ListRequest.Read(List, address.Fields, problems);
        search = request.Search;
        var caller = await Callers.GetAsync();
        (mayWrite, mayExport) = (caller.MayEnter<T>(), caller.MayExport);
        names = await Directory.GetAsync(Leaving);
        seen = names.SeenBy(caller);
        if (!isHandedOver) await ReadAsync(caller);
        problems.AddRange(Shown!.Problems);
    }

    private async Task RefreshAsync() => await ReadAsync(await Callers.GetAsync());

    private async Task ReadAsync(CurrentUser caller) =>
        Shown = ListView.Of(List, await Queries.ReadAsync(List, caller, request, Leaving), names!);

    private Task SearchAsync()
    {
        Navigation.NavigateTo(address.With("q", search));
        return Task.CompletedTask;
    }

    private string ExportHref(string format) => address.Export(List.Kind, format);

    private string NameOf(string field) => List.Column(field) is { } column ? Texts.Column(column.Key) : L[$"Record.List.Field.{field}"];
}
