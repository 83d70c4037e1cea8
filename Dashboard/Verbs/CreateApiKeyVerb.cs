using System.CommandLine;
using Concentric.Data;
using Concentric.People;
using Concentric.Rules;

namespace Concentric.Dashboard.Verbs;

/// <summary><c>create-api-key</c>: makes a key for a machine and prints it, alone on the standard output, once.</summary>
internal static class CreateApiKeyVerb
{
    private static readonly string[] Roles = [.. Enum.GetNames<Role>().Select(role => role.ToLowerInvariant())];

    public static Command Make(VerbHost host)
    {
        var name = new Option<string>("--name") { Description = Terminal.Line("Verb.CreateApiKey.Name"), Required = true };
        var role = new Option<Role>("--role")
        {
            Description = Terminal.Line("Verb.CreateApiKey.Role"),
            HelpName = string.Join('|', Roles),
            Required = true,
            CustomParser = result =>
            {
                var text = result.Tokens[0].Value;
                if (EnumText.TryRead<Role>(text, out var role)) return role;
                result.AddError(Terminal.Line("Verb.CreateApiKey.UnknownRole", text, string.Join(", ", Roles)));
                return default;
            },
        };
        var communities = new Option<string[]>("--communities")
        {
            Description = Terminal.Line("Verb.CreateApiKey.Communities"),
            AllowMultipleArgumentsPerToken = true
        };
        var command = new Command("create-api-key", Terminal.Line("Verb.CreateApiKey")) { name, role, communities };
        command.SetAction((line, cancellation) => host.RunAsync(null, async (services, cancellationToken) =>
        {
            var codes = (line.GetValue(communities) ?? []).SelectMany(codes => codes.Split(',', StringSplitOptions.RemoveEmptyEntries))
                .ToList();
            var key = await services.GetRequiredService<ApiKeyCommands>()
                .MakeAsync(CurrentUser.System, line.GetRequiredValue(name), line.GetRequiredValue(role), codes, cancellationToken);
            Terminal.Complain("Verb.CreateApiKey.Done");
            Console.Out.WriteLine(key);
        }, cancellation));
        return command;
    }
}
