using System.Security.Claims;
using Concentric.Dashboard.Account;
using Concentric.Data;
using Concentric.Instructions;
using Concentric.Live;
using Concentric.Notices;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;

namespace Concentric.Dashboard.Components.Layout;

public sealed partial class MainLayout : IDisposable
{
    private readonly CancellationTokenSource leaving = new();
    private ClaimsPrincipal user = new();
    private int unread;
    private int toAnswer;
    private IDisposable? subscription;

    [CascadingParameter]
    private Task<AuthenticationState>? Authentication { get; set; }

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    [Inject]
    private NoticeQueries Notices { get; set; } = null!;

    [Inject]
    private InstructionQueries Instructions { get; set; } = null!;

    [Inject]
    private LiveUpdates Updates { get; set; } = null!;

    private string Path => "/" + Navigation.ToBaseRelativePath(Navigation.Uri).Split('?', '#')[0];

    private bool HasNotices => NavEntries.Notices.IsFor(user);

    public void Dispose()
    {
        leaving.Cancel();
        leaving.Dispose();
        subscription?.Dispose();
    }

    protected override async Task OnInitializedAsync()
    {
        if (Authentication is not null) user = (await Authentication).User;
        await CountAsync();
    }

    protected override void OnAfterRender(bool firstRender)
    {
        if (firstRender && HasNotices)
            subscription = Updates.Subscribe(() => InvokeAsync(RefreshAsync),
                kind => kind == NoticeLog.Kind || kind == RecordKinds.NameOf<Instruction>());
    }

    private async Task RefreshAsync()
    {
        if (leaving.IsCancellationRequested) return;
        await CountAsync();
        StateHasChanged();
    }

    private async Task CountAsync()
    {
        if (!HasNotices) return;
        var caller = user.ToCurrentUser();
        unread = await Notices.CountUnreadAsync(caller, leaving.Token);
        toAnswer = await Instructions.CountToAnswerAsync(caller, leaving.Token);
    }
}
