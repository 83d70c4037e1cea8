using Concentric.Dashboard.Verbs;
using Concentric.People;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace Concentric.Dashboard.Account;

/// <summary>What the person who starts the program has to know: the address, the demo accounts, the link for the first administrator.</summary>
internal static class FirstStart
{
    public static async Task AnnounceAccountsAsync(this WebApplication app)
    {
        var stop = app.Lifetime.ApplicationStopping;
        var demo = app.Services.GetRequiredService<DemoAccounts>();
        IReadOnlyList<DemoAccount> open = [];
        if (app.Environment.IsDevelopment()) open = await demo.OpenAsync(stop);
        else await demo.CloseAsync(stop);
        var token = await app.Services.GetRequiredService<SetUpLink>().IssueAsync(stop);
        app.Lifetime.ApplicationStarted.Register(() => Announce(AddressOf(app), open, token));
    }

    private static void Announce(string address, IReadOnlyList<DemoAccount> demo, string? token)
    {
        Terminal.Say("Start.Address", address);
        if (demo.Count > 0) Terminal.Say("Start.DemoAccounts", string.Join(", ", demo.Select(account => account.UserName)), DemoAccounts.Password);
        if (token is not null) Terminal.Say("Start.SetUp", $"{address}/account/set-up?token={token}", (int)SetUpLink.Lifetime.TotalMinutes);
    }

    // An address that stands for all of the machine's is no address to open.
    private static string AddressOf(WebApplication app) =>
        (app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault() ?? "")
            .Replace("[::]", "localhost").Replace("0.0.0.0", "localhost").Replace("*", "localhost").Replace("+", "localhost").TrimEnd('/');
}
