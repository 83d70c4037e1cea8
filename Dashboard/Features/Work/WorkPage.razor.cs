using Concentric.Activities;
using Concentric.Calendar;
using Concentric.Dashboard.Account;
using Concentric.Data;
using Concentric.Ledgers;
using Concentric.Notices;
using Concentric.Rules;
using Concentric.Time;
using Concentric.Work;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Options;
using static Concentric.Dashboard.Resources.UiTexts;

namespace Concentric.Dashboard.Features.Work;

/// <summary>
/// What waits for a worker's communities, what is new first and then the most urgent; for those who see the whole street a table of the
/// communities, each of which leads to its own page of work. Live.
/// </summary>
public sealed partial class WorkPage
{
    /// <summary>Lines of a group on the page of all groups: by due date, and by step.</summary>
    private const int FirstByDay = 10;
    private const int FirstByStep = 5;

    /// <summary>Communities beside the heading; of more only the chosen one is named there, and the table leads to the others.</summary>
    private const int MostChoices = 8;

    /// <summary>So often the page looks whether another day has begun.</summary>
    private static readonly TimeSpan LookAtTheClock = TimeSpan.FromMinutes(1);

    /// <summary>What is built under agreements.</summary>
    private static readonly string Outputs = RecordKinds.NameOf<Output>();

    private CommunityDirectory.Names? names;
    private IReadOnlyList<Community> seen = [];
    private Community? community;
    private WorkGroup? group;
    private bool mayWrite;
    private ITimer? timer;

    [SupplyParameterFromQuery(Name = "group")]
    public string? GroupName { get; set; }

    [SupplyParameterFromQuery(Name = "community")]
    public string? CommunityCode { get; set; }

    /// <summary>Read while prerendering and handed to the circuit, so that nothing is loaded twice.</summary>
    [PersistentState]
    public WorkState? State { get; set; }

    [Inject]
    private WorkQueries Queries { get; set; } = null!;

    [Inject]
    private NoticeQueries Notices { get; set; } = null!;

    [Inject]
    private IOptionsMonitor<WorkSettings> Settings { get; set; } = null!;

    [Inject]
    private CommunityDirectory Directory { get; set; } = null!;

    [Inject]
    private CurrentUserProvider Callers { get; set; } = null!;

    [Inject]
    private OfficeClock Clock { get; set; } = null!;

    [Inject]
    private TimeProvider Time { get; set; } = null!;

    private bool SeesStreet { get; set; }

    private bool IsTable => SeesStreet && community is null;

    private string? Code => community?.Code;

    private IReadOnlyList<int> Own => community is null ? [.. seen.Select(one => one.Id)] : [community.Id];

    private string Heading => L[SeesStreet ? "Work.Title.Street" : "Work.Title"];

    private IReadOnlyList<Components.Shared.Segment> CommunityChoices =>
    [
        new(L["Work.All"], WorkLinks.Page(SeesStreet ? null : group, null), community is null),
        .. seen.Where(one => seen.Count <= MostChoices || one.Id == community?.Id)
            .Select(one => new Components.Shared.Segment(one.NameFor(System.Globalization.CultureInfo.CurrentUICulture),
                WorkLinks.Page(group, one.Code), one.Id == community?.Id)),
    ];

    protected override void Leave()
    {
        timer?.Dispose();
    }

    protected override async Task OnParametersSetAsync()
    {
        var caller = await Callers.GetAsync();
        names = await Directory.GetAsync(Leaving);
        seen = names.SeenBy(caller);
        (SeesStreet, mayWrite) = (caller.CommunityIds is null, caller.MayWrite);
        // What the address can't mean is passed over: the page then shows all.
        community = CommunityCode is null ? null : seen.FirstOrDefault(one => one.Code == CommunityCode);
        group = EnumText.Read<WorkGroup>(GroupName);
        if (!IsHandedOver(State)) await ReadAsync(caller);
    }

    protected override void OnAfterRender(bool firstRender)
    {
        if (!firstRender) return;
        Follow(Concerns, RefreshAsync);
        timer = Time.CreateTimer(_ => _ = InvokeAsync(RefreshOnANewDayAsync), null, LookAtTheClock, LookAtTheClock);
    }

    private static bool Concerns(string kind) =>
        WorkLinks.Kinds.Contains(kind) || kind == Outputs || kind == CalendarCommands.Kind || kind == NoticeLog.Kind;

    private Task RefreshOnANewDayAsync() => HasLeft || State?.Counts.Days.Today == Clock.Today ? Task.CompletedTask : RefreshAsync();

    private async Task RefreshAsync() => await ReadAsync(await Callers.GetAsync());

    private async Task ReadAsync(CurrentUser caller) =>
        await TakeLatestAsync(ReadAsync(caller, community, group, IsTable), state => State = state);

    private async Task<WorkState> ReadAsync(CurrentUser caller, Community? community, WorkGroup? group, bool isTable)
    {
        IReadOnlyList<int>? chosen = community is null ? null : [community.Id];
        var counts = await Queries.CountAsync(caller, chosen, Leaving);
        var arrivals = await Notices.ArrivalsAsync(caller, Leaving);
        var sections = new List<WorkSectionView>();
        foreach (var one in isTable ? [] : group is { } only ? [only] : Enum.GetValues<WorkGroup>())
        {
            var total = counts.Of(one);
            if (total == 0) continue;
            var most = group is not null ? WorkQueries.MostLines : WorkLinks.ByDay.Contains(one) ? FirstByDay : FirstByStep;
            sections.Add(new(one, total, await Queries.ReadAsync(caller, chosen, one, arrivals, most, Leaving)));
        }

        return new(counts, sections);
    }

    /// <summary>The list of the whole group; null when it holds several kinds.</summary>
    private string? ListHref(WorkGroup one) =>
        WorkLinks.KindOf(one) is { } kind
            ? WorkLinks.List(kind, one, State!.Counts.Days, Code ?? (SeesStreet ? null : string.Join(',', seen.Select(own => own.Code))))
            : null;
}
