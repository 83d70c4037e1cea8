using Concentric.Data;
using Concentric.Ledgers;
using Concentric.Resources;
using Concentric.Rules;
using Microsoft.AspNetCore.Components;
using static Concentric.Dashboard.Resources.UiTexts;

namespace Concentric.Dashboard.Components.Records;

public sealed partial class RecordPage<TDetail>
{
    /// <summary>Characters of a title in a message.</summary>
    private const int MostOfTitle = 40;

    private CommunityDirectory.Names? names;
    private TDetail? detail;
    private long? readId;
    private long? seenId;
    private bool isRead;
    private int? savedVersion;
    private bool mayReveal;
    private IReadOnlyDictionary<string, string?>? revealed;

    [Parameter, EditorRequired]
    public required string Kind { get; set; }

    [Parameter, EditorRequired]
    public required long Id { get; set; }

    /// <summary>Reads what the page shows; null when there is no such record for the caller.</summary>
    [Parameter, EditorRequired]
    public required Func<CurrentUser, long, CancellationToken, Task<TDetail?>> Read { get; set; }

    [Parameter, EditorRequired]
    public required Func<TDetail, RecordHead> Head { get; set; }

    /// <summary>The form that corrects it; null when nothing can be corrected.</summary>
    [Parameter]
    public string? EditHref { get; set; }

    /// <summary>The form for another one like it.</summary>
    [Parameter]
    public string? NewHref { get; set; }

    /// <summary>Archives it.</summary>
    [Parameter]
    public Func<CurrentUser, ArchiveRecord, CancellationToken, Task<Saved>>? Archive { get; set; }

    /// <summary>Takes it back.</summary>
    [Parameter]
    public Func<CurrentUser, RestoreRecord, CancellationToken, Task<Saved>>? Restore { get; set; }

    /// <summary>States behind the title.</summary>
    [Parameter]
    public RenderFragment<TDetail>? Tags { get; set; }

    /// <summary>A card above the steps: where it stands.</summary>
    [Parameter]
    public RenderFragment<TDetail>? Lead { get; set; }

    /// <summary>Steps, as <see cref="ActionForm"/>s; shown to those who may change the record.</summary>
    [Parameter]
    public RenderFragment<TDetail>? Actions { get; set; }

    /// <summary>The facts.</summary>
    [Parameter, EditorRequired]
    public required RenderFragment<TDetail> ChildContent { get; set; }

    /// <summary>Further cards below the facts.</summary>
    [Parameter]
    public RenderFragment<TDetail>? Extra { get; set; }

    /// <summary>Its steps; null for a kind whose history says all.</summary>
    [Parameter]
    public Func<TDetail, IReadOnlyList<TimelineEntry>>? Timeline { get; set; }

    /// <summary>What comes next, told once a step is done; null for a kind without stages.</summary>
    [Parameter]
    public Func<TDetail, NextStep?>? Next { get; set; }

    /// <summary>Other kinds of records that the page shows: it is read anew when one of them changes.</summary>
    [Parameter]
    public IReadOnlyList<string> Follows { get; set; } = [];

    [SupplyParameterFromQuery(Name = "saved")]
    public string? WasSaved { get; set; }

    private string ListHref => RecordPaths.Of(Kind)!;

    private string NameOf(RecordHead head) => head.Number is { } number
        ? L["Record.Name.Number", Texts.Kind(Kind), number]
        : L["Record.Name.Title", Texts.Kind(Kind), PlainText.Cut(head.Title, MostOfTitle, "…")];

    /// <summary>What is to be said of the next step; null when the page has left, for then nothing was read since.</summary>
    private string? NextOfRecord() =>
        HasLeft || detail is null || Next is null || Head(detail).ArchivedAt is not null ? null : NextStep.Say(Next(detail), Clock.Today);

    protected override async Task OnParametersSetAsync()
    {
        if (readId == Id) return;
        readId = Id;
        revealed = null;
        mayReveal = (await Callers.GetAsync()).MayReveal;
        names = await Directory.GetAsync(Leaving);
        await ReadAsync();
        savedVersion = detail is null ? null : Head(detail).Version;
    }

    protected override void OnAfterRender(bool firstRender)
    {
        if (firstRender) Follow(kind => kind == Kind || Follows.Contains(kind), ReadAgainAsync);
    }

    /// <summary>What told of the record is read now. Not while prerendering: a page that is only fetched has been seen by nobody.</summary>
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (detail is null || seenId == Id) return;
        seenId = Id;
        await Notices.MarkSeenAsync(await Callers.GetAsync(), Kind, Id, CancellationToken.None);
    }

    private async Task ReadAgainAsync()
    {
        if (HasLeft) return;
        await ReadAsync();
        StateHasChanged();
    }

    private async Task RevealAsync()
    {
        revealed = await Personal.RevealAsync(await Callers.GetAsync(), Kind, Id, Leaving);
        StateHasChanged();
    }

    private async Task ReadAsync()
    {
        var caller = await Callers.GetAsync();
        await TakeLatestAsync(Read(caller, Id, Leaving), found => (detail, isRead) = (found, true));
    }
}
