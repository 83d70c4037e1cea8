using System.CommandLine;
using Concentric.Data;
using Concentric.People;

namespace Concentric.Dashboard.Verbs;

/// <summary>
/// <c>create-admin</c>: makes an administrator. The password is never an argument, where other users of the machine could read it.
/// </summary>
internal static class CreateAdminVerb
{
    public static Command Make(VerbHost host)
    {
        var user = new Option<string>("--user") { Description = Terminal.Line("Verb.CreateAdmin.User"), Required = true };
        var name = new Option<string>("--name") { Description = Terminal.Line("Verb.CreateAdmin.Name") };
        var generate = new Option<bool>("--generate-password") { Description = Terminal.Line("Verb.CreateAdmin.Generate") };
        var command = new Command("create-admin", Terminal.Line("Verb.CreateAdmin")) { user, name, generate };
        command.SetAction((line, cancellation) => host.RunAsync(
            null,
            (services, cancellationToken) => RunAsync(services.GetRequiredService<AccountCommands>(), line.GetRequiredValue(user),
                line.GetValue(name), line.GetValue(generate), cancellationToken),
            cancellation));
        return command;
    }

    private static async Task RunAsync(AccountCommands accounts, string user, string? name, bool generate,
        CancellationToken cancellationToken)
    {
        var password = generate ? PasswordRules.MakeUp() : await AskAsync(cancellationToken);
        await accounts.AddAsync(CurrentUser.System, user, new AccountDetails(name ?? user, Role.Administrator, []), password,
            cancellationToken);
        Terminal.Say("Verb.CreateAdmin.Done", user.Trim());
        if (generate) Terminal.Say("Verb.CreateAdmin.Password", password);
    }

    private static async Task<string> AskAsync(CancellationToken cancellationToken)
    {
        if (Console.IsInputRedirected)
            return await Console.In.ReadLineAsync(cancellationToken) is { Length: > 0 } line
                ? line
                : throw new VerbException("Verb.CreateAdmin.NoPassword");
        var password = Terminal.AskSecret("Verb.CreateAdmin.Ask");
        return Terminal.AskSecret("Verb.CreateAdmin.AskAgain") == password ? password : throw new VerbException("Verb.CreateAdmin.Differ");
    }
}
