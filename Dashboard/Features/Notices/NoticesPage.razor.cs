using Concentric.Alerts;
using Concentric.Dashboard.Account;
using Concentric.Dashboard.Components.Shared;
using Concentric.Data;
using Concentric.Instructions;
using Concentric.Ledgers;
using Concentric.Notices;
using Concentric.Time;
using Microsoft.AspNetCore.Components;

namespace Concentric.Dashboard.Features.Notices;

/// <summary>The reader's own notices, unread ones first; live. Following one marks it as read.</summary>
public sealed partial class NoticesPage
{
    private CommunityDirectory.Names? names;
    private IReadOnlyList<Community>? own;
    private NoticePage? shown;
    private IReadOnlyDictionary<long, IReadOnlyList<AlertFiring>> alerts = new Dictionary<long, IReadOnlyList<AlertFiring>>();

    [SupplyParameterFromQuery(Name = "page")]
    public string? PageNumber { get; set; }

    [Inject]
    private NoticeQueries Queries { get; set; } = null!;

    [Inject]
    private AlertQueries Alerts { get; set; } = null!;

    [Inject]
    private NoticeCommands Commands { get; set; } = null!;

    [Inject]
    private InCharge InCharge { get; set; } = null!;

    [Inject]
    private CommunityDirectory Directory { get; set; } = null!;

    [Inject]
    private CurrentUserProvider Callers { get; set; } = null!;

    [Inject]
    private OfficeClock Clock { get; set; } = null!;

    protected override async Task OnParametersSetAsync()
    {
        var caller = await Callers.GetAsync();
        names = await Directory.GetAsync(Leaving);
        own = caller.CommunityIds is not null ? names.SeenBy(caller)
            : await InCharge.OfLeaderAsync(caller, Leaving) is { } led ? [.. names.All.Where(community => led.Contains(community.Id))]
            : null;
        await ReadAsync();
    }

    protected override void OnAfterRender(bool firstRender)
    {
        if (firstRender) Follow(kind => kind == NoticeLog.Kind, ReadAsync);
    }

    private async Task ReadAsync()
    {
        var caller = await Callers.GetAsync();
        await TakeLatestAsync(ReadAsync(caller), found => (shown, alerts) = found);
    }

    private async Task<(NoticePage Page, IReadOnlyDictionary<long, IReadOnlyList<AlertFiring>> Named)> ReadAsync(CurrentUser caller)
    {
        var page = await Queries.ReadAsync(caller, Pager.PageOf(PageNumber), Leaving);
        return (page, await Alerts.NamedAsync(caller, page.Rows, Leaving));
    }

    private async Task MarkAsync(Notice notice)
    {
        if (notice.ReadAt is not null) return;
        // Not the page's own token: the link that was followed leaves the page, and the mark is to stay.
        await Commands.MarkReadAsync(await Callers.GetAsync(), notice.Id, CancellationToken.None);
        if (!HasLeft) await ReadAsync();
    }

    private async Task MarkAllAsync()
    {
        await Commands.MarkAllReadAsync(await Callers.GetAsync(), shown!.Newest, CancellationToken.None);
        await ReadAsync();
    }
}
