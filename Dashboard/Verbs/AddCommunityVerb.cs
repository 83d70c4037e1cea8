using System.CommandLine;
using Concentric.Communities;
using Concentric.Data;

namespace Concentric.Dashboard.Verbs;

/// <summary><c>add-community</c>: adds a community to the street.</summary>
internal static class AddCommunityVerb
{
    public static Command Make(VerbHost host)
    {
        var code = new Option<string>("--code") { Description = Terminal.Line("Verb.AddCommunity.Code"), Required = true };
        var name = new Option<string>("--name") { Description = Terminal.Line("Verb.AddCommunity.Name"), Required = true };
        var nameEn = new Option<string>("--name-en") { Description = Terminal.Line("Verb.AddCommunity.NameEn") };
        var command = new Command("add-community", Terminal.Line("Verb.AddCommunity")) { code, name, nameEn };
        command.SetAction((line, cancellation) => host.RunAsync(
            services => services.AddSingleton<CommunityCommands>(),
            (services, cancellationToken) => RunAsync(
                services.GetRequiredService<CommunityCommands>(), line.GetRequiredValue(code), line.GetRequiredValue(name),
                line.GetValue(nameEn), cancellationToken),
            cancellation));
        return command;
    }

    private static async Task RunAsync(CommunityCommands commands, string code, string name, string? nameEn,
        CancellationToken cancellationToken)
    {
        if (!CommunityCommands.IsCode(code)) throw new VerbException("Verb.AddCommunity.BadCode", "--code", code, TextLimits.Key);
        foreach (var (option, value) in new[] { ("--name", name), ("--name-en", nameEn ?? name) })
        {
            if (value.Trim().Length is 0 or > TextLimits.Name)
                throw new VerbException("Verb.AddCommunity.BadName", option, value.Length, TextLimits.Name);
        }

        if (!await commands.AddAsync(CurrentUser.System, code, name, nameEn ?? name, cancellationToken))
            throw new VerbException("Verb.AddCommunity.Taken", "--code", code);
        Terminal.Say("Verb.AddCommunity.Done", name.Trim(), code);
    }
}
