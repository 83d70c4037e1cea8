using System.Globalization;
using Concentric.Data;
using Concentric.Instructions;
using Concentric.Kinds;
using Concentric.Ledgers;
using Concentric.Lists;
using Concentric.Lists.Personal;
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
    private bool mayKeep;
    private PersonalList personal = PersonalList.None;
    private readonly HashSet<long> picked = [];
    private (BulkStep<T> Step, IReadOnlyList<(long Id, string Name)> Rows)? bulk;
    private bool isBulkOpen;
    private bool mayInstruct;
    private IReadOnlyList<(long Id, string Name)>? instructed;
    private bool isInstructOpen;

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

    private IEnumerable<BulkStep<T>> StepsHere => Bulk.Steps.Where(step => step.IsOfArchived == IsArchived);

    /// <summary>The rows with which the reader can take none of the steps; whoever instructs can do so about any.</summary>
    private HashSet<long> Locked
    {
        get
        {
            if (Shown is null || Shown.Closed.Count == 0 || (mayInstruct && !IsArchived)) return [];
            HashSet<long>? locked = null;
            foreach (var step in StepsHere)
            {
                if (!Shown.Closed.TryGetValue(step.Key, out var closed)) return [];
                if (locked is null) locked = [.. closed];
                else locked.IntersectWith(closed);
            }

            return locked ?? [];
        }
    }

    private bool IsArchived => request.View == ListRequest.Archived;

    /// <summary>The columns that somebody has chosen: whoever made the address, or the reader; null for the list's own.</summary>
    private IReadOnlyList<string>? Chosen => request.Columns
        ?? (personal.Columns?.Where(key => List.Column(key) is not null).ToList() is { Count: > 0 } own ? own : null);

    private List<string> ShownKeys =>
        [.. Chosen ?? List.ShownFor(CultureInfo.CurrentUICulture) ?? List.Ledger.Columns.Select(column => column.Key)];

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
        if (firstRender) Follow(kind => kind == List.Kind || kind == RecordKinds.NameOf<Instruction>(), RefreshAsync);
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
        (mayWrite, mayExport, mayKeep) = (caller.MayEnter<T>(), caller.MayExport, caller.UserId is not null);
        mayInstruct = caller.MayInstruct && Register.Find(List.Kind) is not null;
        // Read once for the page; what is changed on it is read anew.
        if (personal == PersonalList.None) personal = await Personal.ReadAsync(caller, List.Kind, Leaving);
        names = await Directory.GetAsync(Leaving);
        seen = names.SeenBy(caller);
        if (!isHandedOver) await ReadAsync(caller);
    }

    private async Task RefreshAsync() => await ReadAsync(await Callers.GetAsync());

    private async Task ReadAsync(CurrentUser caller) =>
        await TakeLatestAsync(ReadAsync(caller, request, Chosen, IsArchived), Show);

    private async Task<ListView> ReadAsync(CurrentUser caller, ListRequest request, IReadOnlyList<string>? chosen, bool isArchived)
    {
        var page = await Queries.ReadAsync(List, caller, request, Leaving);
        IReadOnlyList<long> ids = [.. page.Rows.Select(row => row.Id)];
        var files = await Attachments.CountAsync(caller, List.Kind, [.. ids], Leaving);
        return ListView.Of(List, page, names!, chosen, files) with
        {
            Instructed = await Instructions.OfRowsAsync(List.Kind, ids, Leaving),
            Closed = caller.MayEnter<T>() ? await Bulk.ClosedAsync(caller, [.. ids], isArchived, Leaving) : ListView.NoneClosed,
        };
    }

    private void Show(ListView view)
    {
        Shown = view;
        // What is not on the page any more is not chosen any more: nobody sees that it would be.
        picked.IntersectWith(view.Rows.Select(row => row.Id));
    }

    private async Task ReadPersonalAsync() => personal = await Personal.ReadAsync(await Callers.GetAsync(), List.Kind, Leaving);

    private async Task ArrangeAsync(IReadOnlyList<string>? columns)
    {
        var caller = await Callers.GetAsync();
        await Personal.ArrangeAsync(caller, List, columns, CancellationToken.None);
        await ReadPersonalAsync();
        // The address has given way to what the reader chose.
        if (request.Columns is null) await ReadAsync(caller);
        else Navigation.NavigateTo(address.WithoutColumns());
    }

    private async Task SizeAsync((string Key, int? Width) wanted)
    {
        int? width = wanted.Width is { } pixels ? Math.Clamp(pixels, ListLayout.LeastWidth, ListLayout.MostWidth) : null;
        var widths = await Personal.SizeAsync(await Callers.GetAsync(), List, wanted.Key, width, CancellationToken.None);
        personal = personal with { Widths = widths };
    }

    private void OpenBulk(BulkStep<T> step) => (bulk, isBulkOpen) = ((step, PickedFor(step)), true);

    private void OpenInstruct() => (instructed, isInstructOpen) = (PickedFor(null), true);

    /// <summary>The chosen rows with which a step may be taken; all of them without a step.</summary>
    private IReadOnlyList<(long Id, string Name)> PickedFor(BulkStep<T>? step)
    {
        var closed = step is null ? null : Shown!.Closed.GetValueOrDefault(step.Key);
        return [.. Shown!.Rows.Where(row => picked.Contains(row.Id) && closed?.Contains(row.Id) != true)
            .Select(row => (row.Id, row.Cells[0]))];
    }

    private Task SearchAsync()
    {
        Navigation.NavigateTo(address.With("q", search));
        return Task.CompletedTask;
    }

    /// <summary>
    /// Names of the records that a column names, where they are neither personal nor each community's own: those are looked for by word.
    /// </summary>
    private Func<string?, CancellationToken, Task<IEnumerable<string>>>? SuggestOf(string key)
    {
        if (AllKinds.Of<T>().Fields.FirstOrDefault(field => field.Key == key) is not
            { Source: { IsPersonal: false, IsOfCommunity: false } source } named) return null;
        return async (text, cancellationToken) =>
            (await References.SearchAsync(await Callers.GetAsync(), named, text, null, null, cancellationToken))
                .Select(choice => choice.NameFor(CultureInfo.CurrentUICulture)).Distinct();
    }

    private string ExportHref(string format) => address.Export(List.Kind, format);

    private string NameOf(string field) => List.Column(field) is { } column ? Texts.Column(column.Key) : L[$"Record.List.Field.{field}"];
}
