using Concentric.Dashboard.Demo;
using Concentric.Dashboard.Verbs;
using Concentric.People;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace Concentric.Dashboard.Account;

/// <summary>
/// What the person who starts the program has to know: the address, the demo accounts, the link for the first administrator.
/// </summary>
internal sealed class FirstStart(IServer server, IHostEnvironment environment, DemoAccounts demo, SetUpLink link) : IHostedLifecycleService
{
    private IReadOnlyList<DemoAccount> open = [];

    /// <summary>Before anybody can sign in: known passwords are for development only.</summary>
    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        if (environment.IsDevelopment()) open = await demo.OpenAsync(cancellationToken);
        else await demo.CloseAsync(cancellationToken);
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>
    /// The server listens. A new link ends the one before, so a start that fails on its port leaves the old one as it was.
    /// </summary>
    public async Task StartedAsync(CancellationToken cancellationToken)
    {
        var token = await link.IssueAsync(cancellationToken);
        Terminal.Say("Start.Address", Address);
        if (open.Count > 0)
            Terminal.Say("Start.DemoAccounts", string.Join(", ", open.Select(account => account.UserName)), DemoAccounts.Password);
        if (token is not null) Terminal.Say("Start.SetUp", $"{Address}/account/set-up?token={token}", (int)SetUpLink.Lifetime.TotalMinutes);
    }

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    // An address that stands for all of the machine's is no address to open.
    private string Address => (server.Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault() ?? "")
        .Replace("[::]", "localhost").Replace("0.0.0.0", "localhost").Replace("*", "localhost").Replace("+", "localhost").TrimEnd('/');
}
